"""Whether the states say what the marks say, and which marks came late or from a clock that is off."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict

from sqlalchemy import select

from desktop.domain.attendance import Mark, State, fold, late_from
from desktop.domain.comparing import LATE, Compared, Delayed, Difference
from desktop.services import joined
from desktop.services.attendance import marking
from desktop.store.tables import Attendee, Conference, TrainingSession
from desktop.store.transaction import Transaction


def compare(tx: Transaction) -> Compared:
    """Fold all marks of all conferences and hold the outcome beside the states, each session for itself."""
    query = (
        select(
            Conference.number,
            TrainingSession.conference_id,
            TrainingSession.id,
            TrainingSession.title,
            TrainingSession.starts_at,
            TrainingSession.late_after,
        )
        .join(TrainingSession, TrainingSession.conference_id == Conference.id)
        .order_by(Conference.number, TrainingSession.starts_at, TrainingSession.title)
    )
    differences: list[Difference] = []
    late: dict[str, list[dt.timedelta]] = defaultdict(list)
    states = marks = 0
    for number, conference_id, session_id, title, starts_at, late_after in tx.execute(query).all():
        said = _marks(tx, session_id, conference_id)
        written = _states(tx, session_id)
        after = late_from(starts_at, late_after)
        follows = {key: fold(theirs, after) for key, theirs in said.items()}
        differing = [
            key for key in follows.keys() | written.keys() if written.get(key, State()) != follows.get(key, State())
        ]
        names = select(Attendee.id, Attendee.code, Attendee.full_name).where(Attendee.id.in_(differing))
        differences += [
            Difference(
                str(number), title, session_id, key, code, name, written.get(key, State()), follows.get(key, State())
            )
            for key, code, name in tx.execute(names.order_by(Attendee.code))
        ]
        for desk, off in _off(tx, session_id):
            late[desk].append(off)
        marks += sum(map(len, said.values()))
        states += len(written)
    delayed = (Delayed(desk, len(found), max(found, key=abs)) for desk, found in sorted(late.items()))
    return Compared(states, marks, tuple(differences), tuple(delayed))


def _marks(tx: Transaction, session_id: uuid.UUID, conference_id: uuid.UUID) -> dict[uuid.UUID, list[Mark]]:
    """A session's marks by who stands for those of whom they speak."""
    together = joined.of_conference(tx, conference_id)
    found: dict[uuid.UUID, list[Mark]] = defaultdict(list)
    query = select(*marking.MARK_COLUMNS).where(marking.MARK.c.training_session_id == session_id)
    for _session, attendee_id, *values in tx.execute(query):
        found[together.one(attendee_id)].append(Mark(*values))
    return found


def _off(tx: Transaction, session_id: uuid.UUID) -> list[tuple[str, dt.timedelta]]:
    """Of marks that a desk's own login brought: the desk, and how much later. What organizers merge or copy is always later."""
    mark = marking.MARK.c
    own = select(mark.desk, mark.recorded_at, mark.received_at).where(
        mark.training_session_id == session_id, mark.login == mark.desk, mark.received_at.is_not(None)
    )
    times = [(desk, received - recorded) for desk, recorded, received in tx.execute(own) if received is not None]
    return [(desk, off) for desk, off in times if abs(off) > LATE]


def _states(tx: Transaction, session_id: uuid.UUID) -> dict[uuid.UUID, State]:
    columns = (marking.ATTENDANCE.c[name] for name in marking.STATE)
    query = select(marking.ATTENDANCE.c.attendee_id, *columns)
    rows = tx.execute(query.where(marking.ATTENDANCE.c.training_session_id == session_id))
    return {key: marking.state_of(*values) for key, *values in rows}
