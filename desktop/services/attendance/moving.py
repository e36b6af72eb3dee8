"""Arrivals noted at the wrong session, moved to the right one: their times stay."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from desktop.domain.attendance import THERE, Mark, MarkKind, Method, live
from desktop.domain.door_times import CONFIRMED, refusal
from desktop.domain.errors import InvalidInput
from desktop.domain.people import AttendeeState
from desktop.services.attendance import looking, marking
from desktop.store.tables import Attendance, TrainingSession
from desktop.store.transaction import Transaction

_MOVED = (MarkKind.IN, MarkKind.LEFT)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who came in at a session, by the mark recorded last."""

    attendee_id: uuid.UUID
    code: str
    full_name: str
    unit: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move came to."""

    moved: tuple[Arrival, ...]
    left: tuple[tuple[Arrival, str], ...]
    """Who stays where they were, and why: in_already, cancelled, replaced, not_expected."""


def arrivals(tx: Transaction, session_id: uuid.UUID) -> list[Arrival]:
    """Who came in at a session, the arrival recorded last first."""
    people = {person.id: person for person in looking.door_people(tx, session_id)}
    came = select(Attendance.attendee_id).where(
        Attendance.training_session_id == session_id,
        Attendance.status.in_(THERE),
        Attendance.arrived_at.is_not(None),
    )
    pairs = [(session_id, key) for key in tx.scalars(came) if key in people]
    found = []
    for (_session, key), marks in marking.read_marks(tx, pairs).items():
        ins = [mark for mark in live(marks) if mark.kind == MarkKind.IN]
        if ins:
            person = people[key]
            last = max(ins, key=lambda mark: (mark.recorded_at, mark.id.bytes))
            found.append(Arrival(key, person.code, person.full_name, person.unit, last))
    return sorted(found, key=lambda each: (each.mark.recorded_at, each.mark.id.bytes), reverse=True)


def move(
    tx: Transaction,
    from_session: uuid.UUID,
    to_session: uuid.UUID,
    attendee_ids: Collection[uuid.UUID],
    *,
    confirmed: bool = False,
) -> Moved:
    """Take these people's arrivals and leavings away from one session and write them at another, at the same times.

    Whoever can't come in at the other, or is in there already, stays. The log of both keeps all; it is one undo, and moving
    back undoes it as well. `confirmed` says that times outside the other session are meant. Raises InvalidInput for one
    session or for two of different conferences.
    """
    conference_id = looking.conference_of(tx, from_session)
    if from_session == to_session or looking.conference_of(tx, to_session) != conference_id:
        raise InvalidInput("attendance.move_nowhere")
    wanted = set(attendee_ids)
    chosen = [each for each in arrivals(tx, from_session) if each.attendee_id in wanted]
    there = {person.id: person for person in looking.door_people(tx, to_session)}
    moved, left = [], []
    for each in chosen:
        person = there[each.attendee_id]
        if person.status in THERE:
            left.append((each, "in_already"))
        elif person.state == AttendeeState.CANCELLED:
            left.append((each, "cancelled"))
        elif person.replaced_by:
            left.append((each, "replaced"))
        elif not person.invited:
            left.append((each, "not_expected"))
        else:
            moved.append(each)
    marking.hold(tx, [(session, each.attendee_id) for session in (from_session, to_session) for each in moved])
    standing = _standing(tx, from_session, [each.attendee_id for each in moved])
    target = tx.get_one(TrainingSession, to_session)
    drafts = marking.annulling(tx, [mark.id for marks in standing.values() for mark in marks])
    for each in moved:
        for mark in standing[each.attendee_id]:
            closed = refusal(target.starts_at, target.ends_at, mark.at, now=tx.clock())
            own = "" if mark.reason == CONFIRMED else mark.reason
            reason = own or (CONFIRMED if confirmed and closed is not None and mark.kind == MarkKind.IN else "")
            drafts.append(
                marking.draft(
                    tx,
                    (to_session, each.attendee_id),
                    MarkKind(mark.kind),
                    Method(mark.method),
                    at=mark.at,
                    desk=mark.desk,
                    reason=reason,
                )
            )
    marking.say(
        tx, drafts, "attendance.moved", conference_id=conference_id, count=len(moved),
        name=moved[0].full_name if moved else "", session=target.title,
    )  # fmt: skip
    return Moved(tuple(moved), tuple(left))


def _standing(
    tx: Transaction, session_id: uuid.UUID, attendee_ids: Sequence[uuid.UUID]
) -> Mapping[uuid.UUID, list[Mark]]:
    """The arrivals and leavings of each that stand."""
    pairs = [(session_id, key) for key in attendee_ids]
    found: dict[uuid.UUID, list[Mark]] = defaultdict(list)
    for (_session, key), marks in marking.read_marks(tx, pairs).items():
        found[key] = sorted(
            (mark for mark in live(marks) if mark.kind in _MOVED), key=lambda mark: (mark.recorded_at, mark.id.bytes)
        )
    return found
