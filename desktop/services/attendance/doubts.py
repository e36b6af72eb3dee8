"""What desks left in doubt: attendances, and people counted for, that somebody should look at."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy import Row, false, or_, select

from desktop.domain.attendance import THERE, Doubt, DoubtfulAttendance, Mark, MarkKind, Method, live, marked
from desktop.domain.door_times import opening
from desktop.domain.people import AttendeeState
from desktop.services import joined
from desktop.services.attendance import marking
from desktop.store.tables import Attendance, Attendee, TrainingSession
from desktop.store.transaction import Transaction

_Found = tuple[uuid.UUID, str, uuid.UUID, str, str, str, str]
"""session, its title, attendee, code, full name, unit, doubt: a DoubtfulAttendance without its marks."""


def to_review(tx: Transaction, conference_id: uuid.UUID) -> list[DoubtfulAttendance]:
    """Attendances that desks left in doubt: let in twice, there and absent, off the list and yet let in.

    With them, people replaced who came all the same, or in whose place two come, and arrivals when the door was closed
    (a desk whose clock is off, or one at another session).
    """
    found = [*_attendances(tx, conference_id), *_replaced(tx, conference_id)]
    told = {(each[0], each[2]) for each in found}
    outside = {each: early for each, early in _outside(tx, conference_id) if (each[0], each[2]) not in told}
    marks = marking.read_marks(tx, [(each[0], each[2]) for each in (*found, *outside)])
    found += [each for each, early in outside.items() if _is_open_question(marks[each[0], each[2]], early=early)]
    return [DoubtfulAttendance(*each, marked(marks[each[0], each[2]])) for each in found]


_WHO = (
    TrainingSession.id,
    TrainingSession.title,
    Attendee.id,
    Attendee.code,
    Attendee.full_name,
    Attendee.unit_name,
)
"""What each attendance is told with."""


def _attendances(tx: Transaction, conference_id: uuid.UUID) -> Iterator[_Found]:
    removed = Attendee.state == AttendeeState.REMOVED
    query = (
        select(
            *_WHO,
            Attendance.doubt,
            Attendee.state,
        )
        .join(Attendance, Attendance.training_session_id == TrainingSession.id)
        .join(Attendee, Attendee.id == Attendance.attendee_id)
        .where(
            TrainingSession.conference_id == conference_id,
            ((Attendance.doubt != "") & ~removed) | (Attendance.status.in_(THERE) & removed),
        )
        .order_by(TrainingSession.starts_at, Attendee.sort_key, Attendee.id)
    )
    for session_id, title, key, code, name, unit, doubt, state in tx.execute(query):
        yield session_id, title, key, code, name, unit, Doubt.OFF_THE_LIST if state == AttendeeState.REMOVED else doubt


def _outside(tx: Transaction, conference_id: uuid.UUID) -> Iterator[tuple[_Found, bool]]:
    """Whoever came first when the session was over, or long before it (True)."""
    times = select(TrainingSession.id, TrainingSession.starts_at, TrainingSession.ends_at)
    rows = tx.execute(times.where(TrainingSession.conference_id == conference_id))
    doors = {key: opening(starts_at, ends_at) for key, starts_at, ends_at in rows}
    query = (
        select(
            *_WHO,
            Attendance.arrived_at,
        )
        .join(Attendance, Attendance.training_session_id == TrainingSession.id)
        .join(Attendee, Attendee.id == Attendance.attendee_id)
        .where(
            Attendance.status.in_(THERE),
            Attendee.state != AttendeeState.REMOVED,
            or_(
                *(
                    (TrainingSession.id == key) & ((Attendance.arrived_at < opens) | (Attendance.arrived_at > closes))
                    for key, (opens, closes) in doors.items()
                ),
                false(),
            ),
        )
        .order_by(TrainingSession.starts_at, Attendee.sort_key, Attendee.id)
    )
    for session_id, title, key, code, name, unit, arrived_at in tx.execute(query):
        early = arrived_at is not None and arrived_at < doors[session_id][0]
        yield (session_id, title, key, code, name, unit, Doubt.OUTSIDE), early


def _is_open_question(marks: Iterable[Mark], *, early: bool) -> bool:
    """Whether nobody has said present or late beside arrivals outside the door's time.

    What the desk itself confirmed does not count: one whose clock is off confirms everybody. An `early` arrival without a
    word is of a desk whose office opens its doors sooner.
    """
    said = live(marks)
    if any(mark.kind in (MarkKind.PRESENT, MarkKind.LATE) and mark.method != Method.REST for mark in said):
        return False
    first = min((mark for mark in said if mark.kind == MarkKind.IN), key=lambda mark: mark.at, default=None)
    return first is None or bool(first.reason) or not early


def _replaced(tx: Transaction, conference_id: uuid.UUID) -> Iterator[_Found]:
    """Each replaced person once, at the first session where more come for them than one."""
    instead: dict[uuid.UUID, list[Row[tuple[uuid.UUID, uuid.UUID, list[str]]]]] = defaultdict(list)
    query = select(Attendee.id, Attendee.substitute_for_id, Attendee.substitute_sessions).where(
        Attendee.conference_id == conference_id,
        Attendee.state == AttendeeState.REGISTERED,
        Attendee.substitute_for_id.is_not(None),
    )
    together = joined.of_conference(tx, conference_id)
    for row in tx.execute(query):
        instead[together.one(row.substitute_for_id)].append(row)
    if not instead:
        return
    sessions = tx.execute(
        select(TrainingSession.id, TrainingSession.title)
        .where(TrainingSession.conference_id == conference_id)
        .order_by(TrainingSession.starts_at, TrainingSession.title)
    ).all()
    came = (
        select(Attendance.training_session_id, Attendance.attendee_id)
        .join(TrainingSession, TrainingSession.id == Attendance.training_session_id)
        .where(TrainingSession.conference_id == conference_id, Attendance.status.in_(THERE))
    )
    there = {(session_id, key) for session_id, key in tx.execute(came)}
    columns = (Attendee.id, Attendee.code, Attendee.full_name, Attendee.unit_name)
    query = select(*columns).where(Attendee.conference_id == conference_id, Attendee.state != AttendeeState.REMOVED)
    for key, code, name, unit in tx.execute(query.order_by(Attendee.sort_key, Attendee.id)).all():
        for session_id, title in sessions if key in instead else ():
            others = [
                row.id
                for row in instead[key]
                if not row.substitute_sessions or session_id.hex in row.substitute_sessions
            ]
            both = (session_id, key) in there and any((session_id, other) in there for other in others)
            if both or len(others) > 1:
                yield session_id, title, key, code, name, unit, Doubt.BOTH if both else Doubt.TWO_INSTEAD
                break
