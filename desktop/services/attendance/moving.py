"""Arrivals noted at the wrong session, moved to the right one: their times stay."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from desktop.domain.attendance import THERE, DoorPerson, Mark, MarkKind, Method, live
from desktop.domain.door_times import CONFIRMED
from desktop.domain.errors import InvalidInput
from desktop.domain.people import AttendeeState
from desktop.services.attendance import looking, marking
from desktop.store.tables import TrainingSession
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
    return list(_came(tx, session_id))


def _came(tx: Transaction, session_id: uuid.UUID) -> dict[Arrival, list[Mark]]:
    """The same, each with the arrivals and leavings that stand, in the order in which they were recorded."""
    people = {person.id: person for person in looking.door_people(tx, session_id) if person.status in THERE}
    found = {}
    for (_session, key), marks in marking.read_marks(tx, [(session_id, key) for key in people]).items():
        said = sorted((mark for mark in live(marks) if mark.kind in _MOVED), key=_recorded)
        ins = [mark for mark in said if mark.kind == MarkKind.IN]
        if ins:
            person = people[key]
            found[Arrival(key, person.code, person.full_name, person.unit, ins[-1])] = said
    return dict(sorted(found.items(), key=lambda each: _recorded(each[0].mark), reverse=True))


def _recorded(mark: Mark) -> tuple[dt.datetime, bytes]:
    return mark.recorded_at, mark.id.bytes


def move(
    tx: Transaction,
    from_session: uuid.UUID,
    to_session: uuid.UUID,
    attendee_ids: Collection[uuid.UUID],
) -> Moved:
    """Take these people's arrivals and leavings away from one session and write them at another, at the same times.

    Whoever can't come in at the other, or is in there already, stays. The log of both keeps all; it is one undo, and moving
    back undoes it as well. Raises InvalidInput for one session or for two of different conferences.
    """
    conference_id = looking.conference_of(tx, from_session)
    if from_session == to_session or looking.conference_of(tx, to_session) != conference_id:
        raise InvalidInput("attendance.move_nowhere")
    sessions = (from_session, to_session)
    marking.hold(
        tx, [(session, key) for session in sessions for key in attendee_ids]
    )  # another desk's word comes after
    wanted = set(attendee_ids)
    came = {arrival: marks for arrival, marks in _came(tx, from_session).items() if arrival.attendee_id in wanted}
    there = {person.id: person for person in looking.door_people(tx, to_session)}
    left = [(arrival, why) for arrival in came if (why := _why_not(there[arrival.attendee_id]))]
    moved = [arrival for arrival in came if not _why_not(there[arrival.attendee_id])]
    drafts = marking.annulling(tx, [mark.id for arrival in moved for mark in came[arrival]])
    drafts += [
        marking.draft(
            tx,
            (to_session, arrival.attendee_id),
            MarkKind(mark.kind),
            Method(mark.method),
            at=mark.at,
            desk=mark.desk,
            reason="" if mark.reason == CONFIRMED else mark.reason,
        )
        for arrival in moved
        for mark in came[arrival]
    ]
    target = tx.get_one(TrainingSession, to_session)
    marking.say(
        tx, drafts, "attendance.moved", conference_id=conference_id, count=len(moved),
        name=moved[0].full_name if moved else "", session=target.title,
    )  # fmt: skip
    return Moved(tuple(moved), tuple(left))


def _why_not(person: DoorPerson) -> str:
    """Why somebody can't come in at the other session; "" when they can."""
    if person.status in THERE:
        return "in_already"
    if person.state == AttendeeState.CANCELLED:
        return "cancelled"
    if person.replaced_by:
        return "replaced"
    return "" if person.invited else "not_expected"
