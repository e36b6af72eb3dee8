"""Documents made to be handed out, whole or cut by unit, and the options kept for them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from desktop.domain.areas import Area
from desktop.domain.documents.selection import Selection
from desktop.papers.document import AnyDocument, ContentT, Document, OptionsT, UnitPart
from desktop.services import document_settings, journal, people_on_paper
from desktop.services.opening import Transaction


def make(
    tx: Transaction,
    document: Document[OptionsT, ContentT],
    conference_id: uuid.UUID,
    selection: Selection,
    options: OptionsT,
) -> ContentT:
    """The document to hand out: its number taken, what was printed remembered, and a line in the journal of who made it.

    The options are kept for the conference. Raises AppError when there is nothing to put on it.
    """
    keep(tx, conference_id, document, options)
    work = document.record or document.gather
    if document.journals:
        return work(tx, conference_id, selection, options)
    # What is recorded belongs to this line, which undo passes over: the paper may lie on a table.
    with journal.entry(
        tx, "document.made", {Area.DOCUMENTS}, conference_id=conference_id, document=document.name
    ) as line:
        content = work(tx, conference_id, selection, options)
        line.details["rows"] = content.total
    return content


def unit_parts(
    tx: Transaction,
    document: Document[OptionsT, ContentT],
    conference_id: uuid.UUID,
    selection: Selection,
    options: OptionsT,
) -> Sequence[UnitPart]:
    """A document's selection cut by unit, in the order of units: those with anybody in it, unless it says otherwise."""
    if document.unit_parts is not None:
        return document.unit_parts(tx, conference_id, selection, options)
    found: dict[uuid.UUID | None, str] = {}
    for person in people_on_paper.listed(tx, conference_id, selection):
        found.setdefault(person.unit_id, person.unit_now)
    return [UnitPart(name, selection.of_unit(key)) for key, name in found.items()]


def kept(tx: Transaction, conference_id: uuid.UUID, document: Document[OptionsT, ContentT]) -> OptionsT:
    """The options of a document as they were used last, or its defaults."""
    return document_settings.kept(tx, conference_id, document.name, document.options)


def keep(tx: Transaction, conference_id: uuid.UUID, document: AnyDocument, options: object) -> None:
    """Remember the options; undo passes this over."""
    document_settings.keep(tx, conference_id, document.name, options)
