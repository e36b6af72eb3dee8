"""States worked out anew: a session has other times, people were joined or are parted."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import select

from desktop.domain.attendance import Mark
from desktop.domain.joining import Joined
from desktop.services import joined
from desktop.services.attendance import marking
from desktop.store.tables import Attendee, TrainingSession
from desktop.store.transaction import Transaction


def refold_session(tx: Transaction, session_id: uuid.UUID) -> int:
    """Work out every state of a session anew (its start or threshold changed). Returns how many changed."""
    tx.flush()
    rows = tx.execute(
        select(marking.ATTENDANCE.c.attendee_id, marking.ATTENDANCE.c.status).where(
            marking.ATTENDANCE.c.training_session_id == session_id
        )
    ).all()
    pairs = [(session_id, row.attendee_id) for row in rows]
    if not pairs:
        return 0
    together = marking.hold(tx, pairs)
    after = marking.store(tx, pairs, _of_who_stands(tx, pairs, together))
    return sum(after[session_id, row.attendee_id].status != row.status for row in rows)


def refold_people(tx: Transaction, attendee_ids: Collection[uuid.UUID]) -> None:
    """Work out anew the states of attendees who were joined, or are parted, at all sessions."""
    tx.flush()
    together = joined.among(tx, attendee_ids)
    people = sorted({member for key in attendee_ids for member in together.members(key)})
    pairs: set[marking.Pair] = set()
    if tx.get_bind().dialect.name == "postgresql":  # a desk that lets one of them in meanwhile must meet a row
        of = select(Attendee.conference_id).where(Attendee.id.in_(people))
        sessions = tx.scalars(select(TrainingSession.id).where(TrainingSession.conference_id.in_(of))).all()
        pairs = {(session, key) for session in sessions for key in people}
    else:
        for table in (marking.ATTENDANCE, marking.MARK):
            rows = tx.execute(
                select(table.c.training_session_id, table.c.attendee_id).where(table.c.attendee_id.in_(people))
            )
            pairs.update((session, each) for session, key in rows for each in (key, together.one(key)))
    if pairs:
        ordered = sorted(pairs)
        marking.lock(tx, ordered)
        marking.store(tx, ordered, _of_who_stands(tx, ordered, together))


def _of_who_stands(tx: Transaction, pairs: Sequence[marking.Pair], together: Joined) -> dict[marking.Pair, list[Mark]]:
    """The marks of those pairs whose attendee nobody else stands for."""
    return marking.read_marks(tx, [pair for pair in pairs if pair[1] not in together.leads], together)
