"""The task sheets as files: for each unit the workbook that it fills in and sends back, and the sheet in Word."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from desktop.domain.documents.selection import Selection
from desktop.domain.file_names import unique_stems
from desktop.papers import making, phrases
from desktop.papers.task_sheet import DOCUMENT
from desktop.papers.word.lists import list_file
from desktop.services.tasks import sheets
from desktop.store.transaction import Transaction


def files(tx: Transaction, conference_id: uuid.UUID, unit_ids: Collection[uuid.UUID] = ()) -> list[tuple[str, bytes]]:
    """Names and contents, of the units named or of all that have tasks. Raises NotFound when none of them has any."""
    books = sheets.workbooks(tx, conference_id, unit_ids)
    options = making.kept(tx, conference_id, DOCUMENT)
    found: list[tuple[str, bytes]] = []
    for stem, (unit_id, _stem, book) in zip(unique_stems(stem for _unit, stem, _data in books), books, strict=True):
        content = DOCUMENT.gather(tx, conference_id, Selection(unit_ids=(unit_id,)), options)
        assert DOCUMENT.listing is not None
        with phrases.office_phrases(DOCUMENT.name):
            found += [(f"{stem}.xlsx", book), (f"{stem}.docx", list_file(DOCUMENT.listing(content)))]
    return found
