"""What stood of those who are one before a join took the other's values: a list sent again says it again."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select

from desktop.store.bulk import among
from desktop.store.images import lively
from desktop.store.tables import Change, JournalEntry
from desktop.store.transaction import Transaction


def replaced(
    tx: Transaction, gone: Collection[uuid.UUID], rows: Collection[uuid.UUID]
) -> Iterator[tuple[uuid.UUID, dict[str, Any]]]:
    """The columns that joins of those who are `gone`, as they stand, changed in these rows: row, columns as they were."""
    query = (
        select(Change.journal_entry_id, Change.before)
        .join(JournalEntry, JournalEntry.id == Change.journal_entry_id)
        .where(
            among(tx, Change.entity_id, sorted(gone)),
            Change.kind == "changed",
            JournalEntry.undone_by.is_(None),
            JournalEntry.action != "undone",
        )
    )
    joins = {entry for entry, before in tx.execute(query) if before and "joined_into_id" in before}
    if not joins:
        return
    did = select(Change.entity_id, Change.before).where(
        Change.journal_entry_id.in_(sorted(joins)), among(tx, Change.entity_id, sorted(rows)), Change.kind == "changed"
    )
    for key, before in tx.execute(did.order_by(Change.id)):
        yield key, {name: lively(value) for name, value in (before or {}).items()}
