"""Which of several a document is about: kept with its options, so that the page of documents opens on it."""

from __future__ import annotations

import uuid
from dataclasses import replace

from desktop.papers import documents, making
from desktop.store.transaction import Transaction


def choose(tx: Transaction, conference_id: uuid.UUID, name: str, **options: object) -> None:
    """Let the document of this name be made with these options the next time. Raises InvalidInput for no document."""
    document = documents.find(name)
    kept = making.kept(tx, conference_id, document)
    making.keep(tx, conference_id, document, replace(kept, **options))
