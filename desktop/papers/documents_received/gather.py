"""Who is to receive the documents that are handed out."""

from __future__ import annotations

import uuid

from desktop.domain.documents.people import blocks
from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.papers.documents_received.options import ReceivedContent, ReceivedOptions
from desktop.papers.documents_received.words import WORDS
from desktop.services import letterhead, people_on_paper
from desktop.store.transaction import Transaction


def gather(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: ReceivedOptions
) -> ReceivedContent:
    """The list as it stands. Raises AppError("document.nobody") when there is not even a blank line."""
    row = letterhead.conference(tx, conference_id)
    chosen = people_on_paper.listed(tx, conference_id, selection, options.sort)
    if not chosen and not options.blank_lines:
        raise AppError("document.nobody", document=WORDS.title())
    found = tuple(blocks(chosen, group_by=options.group_by, sort=options.sort))
    return ReceivedContent(row.title, letterhead.letterhead(tx, row), found, options)
