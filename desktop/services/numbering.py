"""Numbers that count what a conference holds: rounds of opinions, dialogues, proposals, points."""

from __future__ import annotations

import uuid

from sqlalchemy import func, select

from desktop.domain.errors import NotFound
from desktop.store.after_tables import Dialogue, OpinionRound, ProcedureProposal
from desktop.store.point_tables import VenuePoint
from desktop.store.tables import Conference
from desktop.store.transaction import Transaction


def next_number(
    tx: Transaction, table: type[OpinionRound | Dialogue | ProcedureProposal | VenuePoint], conference_id: uuid.UUID
) -> int:
    """The next number, nobody else's: the conference's row is the lock. Raises NotFound where the conference is gone."""
    if tx.get(Conference, conference_id, with_for_update=True) is None:
        raise NotFound("conference.not_found", what="conference", name=str(conference_id))
    return (tx.scalar(select(func.max(table.number)).where(table.conference_id == conference_id)) or 0) + 1
