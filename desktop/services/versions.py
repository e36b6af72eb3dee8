"""Two desks edit one row: the later one is refused, and told who changed what."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from desktop.domain.errors import Conflict
from desktop.store.columns import Versioned
from desktop.store.tables import Change, JournalEntry
from desktop.store.transaction import Transaction

_SHOWN = {"unit_name": "unit", "role_group_id": "role_group"}
_HIDDEN = {
    "version", "name_key", "sort_key", "search", "unit_id", "unit_kind", "key", "folded", "import_batch_id", "person_id",
    "data", "state_at", "said_state", "said_at", "said_reason", "joined_into_id", "joined_at", "origin",
}  # fmt: skip


def check(tx: Transaction, row: Versioned, version: int, *, name: str, also: tuple[uuid.UUID, ...] = ()) -> None:
    """Refuse an edit that was begun on an older version of the row.

    Raises Conflict naming the row, the desk that changed it, the moment and the fields; `also` are rows shown in the
    same form (an attendee's person).
    """
    if row.version == version:
        return
    entries = tx.execute(
        select(JournalEntry.id, JournalEntry.desk, JournalEntry.at)
        .join(Change, Change.journal_entry_id == JournalEntry.id)
        .where(Change.entity_id == row.id)
        .order_by(JournalEntry.id.desc())
        .limit(max(1, row.version - version))
    ).all()
    if not entries:
        raise Conflict("conflict.row", name=name)
    changes = tx.scalars(
        select(Change.before).where(
            Change.journal_entry_id.in_([entry.id for entry in entries]), Change.entity_id.in_([row.id, *also])
        )
    )
    fields: dict[str, Any] = {}
    for before in changes:
        for column in before or {}:
            if column not in _HIDDEN:
                fields[_SHOWN.get(column, column)] = None
    code = "conflict.edited" if fields else "conflict.edited_somehow"
    raise Conflict(code, name=name, who=entries[0].desk, at=entries[0].at, fields=tuple(fields))
