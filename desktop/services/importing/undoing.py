"""Taking an import back as a whole; what somebody edited since stays and is named."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from desktop.domain.errors import NotFound
from desktop.domain.importing import UndoReport
from desktop.services import undoing
from desktop.store.bulk import chunks
from desktop.store.tables import Attendee, Change, ImportBatch, JournalEntry
from desktop.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class BatchView:
    """One import of a conference as the list of imports shows it."""

    id: uuid.UUID
    number: int
    at: dt.datetime
    desk: str
    files: tuple[str, ...]
    totals: dict[str, int]
    undone_at: dt.datetime | None


def list_batches(tx: Transaction, conference_id: uuid.UUID) -> list[BatchView]:
    """The imports of a conference, the newest first, those undone too."""
    query = select(ImportBatch).where(ImportBatch.conference_id == conference_id).order_by(ImportBatch.number.desc())
    return [
        BatchView(
            batch.id,
            batch.number,
            batch.at,
            batch.desk,
            tuple(str(file["file"]) for file in batch.files),
            {str(name): int(count) for name, count in batch.totals.items()},
            batch.undone_at,
        )
        for batch in tx.scalars(query)
    ]


def undo_import(tx: Transaction, conference_id: uuid.UUID, number: int | None = None) -> UndoReport:
    """Take back an import, the newest that stands when no number is given.

    Attendees edited since stay as they are, with what they stand on. Raises NotFound when there is none to undo.
    """
    batch = _batch(tx, conference_id, number)
    entry_id = _entry_of(tx, batch)
    changes = _attendees(tx, entry_id)
    undone = undoing.undo(tx, entry_id, keep_later=True)
    tx.execute(
        update(ImportBatch)
        .where(ImportBatch.id == batch.id)
        .values(undone_at=tx.clock())
        .execution_options(synchronize_session=False)
    )
    tx.expire_all()
    kept = {key for entity, key in undone.kept if entity == "attendee"}
    names: list[tuple[str, str]] = []
    for part in chunks(list(kept)):
        found = tx.execute(select(Attendee.sort_key, Attendee.full_name).where(Attendee.id.in_(part)))
        names += [(sort_key, name) for sort_key, name in found]
    return UndoReport(
        batch_number=batch.number,
        removed=len(changes["added"] - kept),
        restored=len(changes["changed"] - kept),
        kept=tuple(name for _sort_key, name in sorted(names)),
    )


def _batch(tx: Transaction, conference_id: uuid.UUID, number: int | None) -> ImportBatch:
    query = select(ImportBatch).where(ImportBatch.conference_id == conference_id, ImportBatch.undone_at.is_(None))
    if number is not None:
        query = query.where(ImportBatch.number == number)
    batch = tx.scalars(query.order_by(ImportBatch.number.desc()).limit(1)).first()
    if batch is None:
        details: dict[str, Any] = {} if number is None else {"number": number}
        raise NotFound(
            "import.nothing_to_undo" if number is None else "import.not_found", what="import_batch", **details
        )
    return batch


def _entry_of(tx: Transaction, batch: ImportBatch) -> int:
    """The journal entry that the batch is."""
    entry_id = tx.scalar(
        select(JournalEntry.id)
        .join(Change, Change.journal_entry_id == JournalEntry.id)
        .where(
            Change.entity == "import_batch",
            Change.entity_id == batch.id,
            JournalEntry.action == "import.applied",
            JournalEntry.undone_by.is_(None),
        )
    )
    if entry_id is None:
        raise NotFound("import.not_found", what="import_batch", number=batch.number)
    return entry_id


def _attendees(tx: Transaction, entry_id: int) -> dict[str, set[uuid.UUID]]:
    """The attendees that the entry added and changed."""
    found: dict[str, set[uuid.UUID]] = {"added": set(), "changed": set()}
    query = select(Change.kind, Change.entity_id).where(
        Change.journal_entry_id == entry_id, Change.entity == "attendee"
    )
    for kind, key in tx.execute(query):
        found[kind].add(key)
    return found
