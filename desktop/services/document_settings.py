"""What was last chosen and typed for a document, kept for its conference."""

from __future__ import annotations

import uuid
from typing import TypeVar

from sqlalchemy import select

from desktop.domain.areas import Area
from desktop.domain.documents import fields
from desktop.services import journal
from desktop.store.tables import Conference, DocumentSettings
from desktop.store.transaction import Transaction

T = TypeVar("T")


def kept(tx: Transaction, conference_id: uuid.UUID, name: str, kind: type[T]) -> T:
    """The options of the document `name`, a class of `fields`, as they were used last, or its defaults."""
    row = _row(tx, conference_id, name)
    return fields.from_plain(kind, row.options if row is not None else {})


def keep(tx: Transaction, conference_id: uuid.UUID, name: str, options: object) -> None:
    """Remember the options; undo passes this over."""
    values, row = fields.to_plain(options), _row(tx, conference_id, name)
    if row is not None and row.options == values:
        return
    # Another desk may be keeping its own at this moment: the conference's row is the lock, and what it wrote is read anew.
    tx.execute(select(Conference.id).where(Conference.id == conference_id).with_for_update())
    row = _row(tx, conference_id, name)
    if row is not None and row.options == values:
        return
    with journal.entry(tx, "document.options", {Area.DOCUMENTS}, conference_id=conference_id, document=name):
        if row is None:
            tx.add(DocumentSettings(conference_id=conference_id, name=name, options=values))
        else:
            row.options = values


def _row(tx: Transaction, conference_id: uuid.UUID, name: str) -> DocumentSettings | None:
    query = select(DocumentSettings).where(
        DocumentSettings.conference_id == conference_id, DocumentSettings.name == name
    )
    return tx.scalars(query.execution_options(populate_existing=True)).first()
