"""What is asked before somebody comes onto the list at the door.

Each function says what there is to ask, None for nothing; whoever has the answer no longer asks. Nothing is written.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from sqlalchemy import or_, select

from desktop.domain.attendance import THERE, Outcome
from desktop.domain.door_questions import DoorUnit, Namesake, NamesakeAsked, PresenceAsked, TimeAsked, UnitAsked
from desktop.domain.door_times import EARLY, come_to, refusal
from desktop.domain.errors import InvalidInput
from desktop.domain.names import fold, normalise, without_mark
from desktop.domain.people import AttendeeState
from desktop.domain.typed_names import names_whole
from desktop.services import joined
from desktop.services.attendance import door_units
from desktop.services.attendance.registering import name_at_the_door
from desktop.store.tables import Attendance, Attendee, TrainingSession
from desktop.store.transaction import Transaction


def unit(tx: Transaction, conference_id: uuid.UUID, typed: str, *, answer: str | None = None) -> DoorUnit | UnitAsked:
    """The unit that a walk-in's typed one is, without an id when nobody knew it; asked where it is only near others.

    `answer` "" says that it is another than those, a name that it is that one. Raises InvalidInput for an answer that
    names no unit.
    """
    typed = normalise(typed)
    if not typed or answer == "":
        return DoorUnit(typed)
    found = door_units.meant(tx, conference_id, typed if answer is None else answer)
    if answer is not None and found.unit is None:
        raise InvalidInput("unit.unknown", field="unit", value=answer)
    if found.candidates:
        return UnitAsked(typed, found.candidates)
    return found.unit or DoorUnit(typed)


def namesakes(tx: Transaction, conference_id: uuid.UUID, full_name: str) -> NamesakeAsked | None:
    """Whether it is one of those on the conference's list under this name; accents that were typed count."""
    _title, name = name_at_the_door(full_name)
    bare = without_mark(name)[0]
    columns = (Attendee.id, Attendee.code, Attendee.full_name, Attendee.unit_name, Attendee.position)
    query = select(*columns).where(
        Attendee.conference_id == conference_id,
        Attendee.state != AttendeeState.REMOVED,
        or_(Attendee.name_key == fold(bare), Attendee.name_key.startswith(f"{fold(bare)} ", autoescape=True)),
    )
    rows = tx.execute(query.order_by(Attendee.sort_key, Attendee.id)).all()
    people = tuple(Namesake(*row) for row in rows if _one_name(bare, without_mark(row.full_name)[0]))
    return NamesakeAsked(name, people) if people else None


def _one_name(typed: str, known: str) -> bool:
    return fold(typed) == fold(known) and names_whole(typed, known)


def time(
    tx: Transaction, session_ids: Sequence[uuid.UUID], at: dt.datetime | None = None, *, early: dt.timedelta = EARLY
) -> TimeAsked | None:
    """Whether to let in at these sessions although none of them is open.

    Of several one open door suffices: somebody is registered once, for all of them.
    """
    now = tx.clock()
    at = at or now
    named = select(TrainingSession.conference_id).where(TrainingSession.id.in_(list(session_ids)))
    agenda = tx.scalars(select(TrainingSession).where(TrainingSession.conference_id.in_(named))).all()
    doors = {each.id: refusal(each.starts_at, each.ends_at, at, now=now, early=early) for each in agenda}
    closed = {doors[each.id] for each in agenda if each.id in session_ids}
    if None in closed or not closed:
        return None
    chosen = sorted((each for each in agenda if each.id in session_ids), key=lambda each: each.starts_at)
    opened = {(each.id, each.title): each.starts_at for each in agenda if doors[each.id] is None}
    outcome = Outcome.FUTURE if Outcome.FUTURE in closed else Outcome.OUTSIDE
    instead = come_to(opened, at.astimezone().replace(tzinfo=None))
    return TimeAsked(outcome, chosen[0].title, at, chosen[0].starts_at, chosen[-1].ends_at, instead)


def presence(tx: Transaction, replaced_id: uuid.UUID, session_ids: Sequence[uuid.UUID] = ()) -> PresenceAsked | None:
    """Whether to replace somebody who came themselves to one of these sessions, of all unless some are named."""
    replaced_id = joined.one(tx, replaced_id)
    query = (
        select(TrainingSession.title, Attendance.arrived_at)
        .join(Attendance, Attendance.training_session_id == TrainingSession.id)
        .where(Attendance.attendee_id == replaced_id, Attendance.status.in_(THERE))
        .order_by(TrainingSession.starts_at)
    )
    if session_ids:
        query = query.where(TrainingSession.id.in_(list(session_ids)))
    came = tuple((title, arrived_at) for title, arrived_at in tx.execute(query))
    name = tx.scalar(select(Attendee.full_name).where(Attendee.id == replaced_id)) or ""
    return PresenceAsked(name, came) if came else None
