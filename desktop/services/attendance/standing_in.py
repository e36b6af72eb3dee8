"""Who comes in whose place: at a session each place is taken once."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from desktop.domain.attendance import THERE, DoorPerson
from desktop.domain.joining import Joined
from desktop.domain.people import AttendeeState
from desktop.services import joined
from desktop.store.tables import Attendance, Attendee, TrainingSession
from desktop.store.transaction import Transaction


def stands_in(row: Any, session_id: uuid.UUID) -> bool:
    """Whether a substitute stands in at this session."""
    return not row.substitute_sessions or session_id.hex in row.substitute_sessions


def yielding(people: Sequence[DoorPerson], together: Joined) -> set[uuid.UUID]:
    """Of those who come in one person's place, whom the session need not count: a unit is counted once.

    Desks apart may have let in the replaced person, or named two to come instead. Who is there is counted always.
    """
    there = {person.id for person in people if person.status in THERE}
    instead: dict[uuid.UUID, list[DoorPerson]] = defaultdict(list)
    for person in people:
        if person.substitute_for_id is not None and person.expected:
            instead[together.one(person.substitute_for_id)].append(person)
    missing_out: set[uuid.UUID] = set()
    for replaced, others in instead.items():
        missing = sorted(person.id for person in others if person.id not in there)
        taken = replaced in there or len(missing) < len(others)
        missing_out.update(missing if taken else missing[1:])
    return missing_out


def replaced_throughout(tx: Transaction, conference_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """In whose place somebody comes to every session, and who came to none: they stand on no paper and need no seat."""
    standing_in = select(Attendee.id).where(
        Attendee.conference_id == conference_id,
        Attendee.state == AttendeeState.REGISTERED,
        Attendee.substitute_for_id.is_not(None),
    )
    if tx.scalar(standing_in.limit(1)) is None:
        return frozenset()
    together = joined.of_conference(tx, conference_id)
    agenda = tx.scalars(select(TrainingSession.id).where(TrainingSession.conference_id == conference_id)).all()
    # Without sessions only those count who stand in at all there will be.
    of_each = [set(stand_ins(tx, conference_id, key, together)[1]) for key in agenda or (uuid.UUID(int=0),)]
    away = set.intersection(*of_each)
    came = select(Attendance.attendee_id).where(
        Attendance.training_session_id.in_(agenda), Attendance.status.in_(THERE)
    )
    return frozenset(away - set(tx.scalars(came)))


def substitutes(
    tx: Transaction, conference_id: uuid.UUID, session_id: uuid.UUID, together: Joined | None = None
) -> dict[uuid.UUID, str]:
    """Who is replaced at this session, and the name of who comes in the end."""
    names, after = stand_ins(tx, conference_id, session_id, together)
    found: dict[uuid.UUID, str] = {}
    for replaced, key in after.items():
        seen = {replaced}
        while key in after and key not in seen:
            seen.add(key)
            key = after[key]
        found[replaced] = names[key]
    return found


def stand_ins(
    tx: Transaction, conference_id: uuid.UUID, session_id: uuid.UUID, together: Joined | None = None
) -> tuple[dict[uuid.UUID, str], dict[uuid.UUID, uuid.UUID]]:
    """Names of substitutes, and at this session who comes next in whose place.

    A substitute who cancelled leads on to whoever comes in their own place, and to nobody otherwise. Of those who are one
    (`together`, looked up) the one who stands replaces and is replaced.
    """
    together = joined.of_conference(tx, conference_id) if together is None else together
    query = (
        select(
            Attendee.id,
            Attendee.substitute_for_id,
            Attendee.substitute_sessions,
            Attendee.full_name,
            Attendee.state,
        )
        .where(
            Attendee.conference_id == conference_id,
            Attendee.state != AttendeeState.REMOVED,
            Attendee.substitute_for_id.is_not(None),
        )
        .order_by(Attendee.id.desc())  # of two the one with the smaller id, at every desk
    )
    rows = [row for row in tx.execute(query) if stands_in(row, session_id)]
    of = {row.id: together.one(row.substitute_for_id) for row in rows}
    after = {of[row.id]: row.id for row in rows if row.state == AttendeeState.REGISTERED}
    waiting = [row for row in rows if row.state != AttendeeState.REGISTERED]
    while leading := [row for row in waiting if row.id in after]:
        waiting = [row for row in waiting if row.id not in after]
        for row in leading:
            after.setdefault(of[row.id], row.id)
    return {row.id: row.full_name for row in rows}, after
