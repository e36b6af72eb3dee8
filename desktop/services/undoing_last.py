"""The last of one kind of change taken back: what pictures brought, whichever papers they showed."""

from __future__ import annotations

import uuid

from sqlalchemy import exists, select

from desktop.domain.errors import NotFound
from desktop.services import undoing
from desktop.store.tables import Change, JournalEntry
from desktop.store.transaction import Transaction


def undo_last(tx: Transaction, conference_id: uuid.UUID, action: str, missing: str) -> undoing.Undone:
    """Take the last change of this action back, whole. Raises NotFound with the code `missing` when none stands."""
    query = (
        select(JournalEntry.id)
        .where(
            JournalEntry.conference_id == conference_id,
            JournalEntry.action == action,
            JournalEntry.undone_by.is_(None),
            exists().where(Change.journal_entry_id == JournalEntry.id),  # the same entered again changed nothing
        )
        .order_by(JournalEntry.id.desc())
        .limit(1)
    )
    entry_id = tx.scalar(query)
    if entry_id is None:
        raise NotFound(missing, what="scan")
    return undoing.undo(tx, entry_id, keep_later=True)
