"""Documents made to be handed out, whole or cut by unit or point, and the options kept for them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from itertools import groupby
from typing import Literal

from desktop.domain.areas import Area
from desktop.domain.at_points import PointId
from desktop.domain.auditing import Leaving, Way, fields_in
from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.papers.document import AnyDocument, Content, ContentT, Document, Json, OptionsT, UnitPart
from desktop.services import document_settings, journal, people_on_paper
from desktop.services.auditing import leaving
from desktop.services.login_rights import organizes
from desktop.services.opening import Transaction
from desktop.services.points import belonging
from desktop.wording import points

PartedBy = Literal["units", "points"]


def make(
    tx: Transaction,
    document: Document[OptionsT, ContentT],
    conference_id: uuid.UUID,
    selection: Selection,
    options: OptionsT,
    *,
    way: Way | None = Way.FILE,
    keeps: bool = True,
) -> ContentT:
    """The document to hand out: its number taken, what was printed remembered, and who made it in journal and audit.

    `way` is how it leaves; None: it does not yet. The options are kept for the conference where it `keeps` them. Raises AppError when there is nothing to put on it.
    """
    if not organizes(tx):
        return _made_at_a_desk(tx, document, conference_id, selection, options, way)
    if keeps:
        keep(tx, conference_id, document, options)
    work = document.record or document.gather
    if document.journals:
        content = work(tx, conference_id, selection, options)
        leaves(tx, document, content, conference_id, way)
        return content
    # What is recorded belongs to this line, which undo passes over: the paper may lie on a table.
    with journal.entry(
        tx, "document.made", {Area.DOCUMENTS}, conference_id=conference_id, document=document.name
    ) as line:
        content = work(tx, conference_id, selection, options)
        line.details["rows"], line.details["people"] = content.total, _people(document, content)
    leaves(tx, document, content, conference_id, way)
    return content


def _made_at_a_desk(
    tx: Transaction,
    document: Document[OptionsT, ContentT],
    conference_id: uuid.UUID,
    selection: Selection,
    options: OptionsT,
    way: Way | None,
) -> ContentT:
    """As `make`, by a desk's login at its server, which adds to journal and audit alone: nothing else is kept of it."""
    if document.journals:
        raise AppError("record.not_allowed", file=document.title)
    content = document.gather(tx, conference_id, selection, options)
    journal.note(
        tx, "document.made", {Area.DOCUMENTS}, conference_id=conference_id,
        document=document.name, rows=content.total, people=_people(document, content),
    )  # fmt: skip
    leaves(tx, document, content, conference_id, way)
    return content


class PlacesFound:
    """What documents laid out say of places on their pages, until a transaction keeps it (`render.pdf`'s `placed`)."""

    def __init__(self, document: AnyDocument) -> None:
        self._document = document
        self._told: list[tuple[Content, Json]] = []

    def __call__(self, content: Content, told: Json) -> None:
        """Take what one says."""
        self._told.append((content, told))

    def __bool__(self) -> bool:
        return bool(self._told)

    def keep(self, tx: Transaction) -> None:
        """Keep all of it."""
        if self._document.places is not None:
            for _key, pieces in groupby(self._told, lambda told: id(told[0])):
                contents, answers = zip(*pieces, strict=True)
                self._document.places.keep(tx, contents[0], answers)


def leaves(tx: Transaction, document: AnyDocument, content: Content, conference_id: uuid.UUID, way: Way | None) -> None:
    """Write into the audit that a document made leaves the program this way (None: it does not)."""
    if way is not None:
        fields, _names = fields_in(content)
        leaving.record(tx, Leaving(way, document.name, _people(document, content), fields, conference_id))


def _people(document: AnyDocument, content: Content) -> int:
    return content.total if document.counts == "attendees" else fields_in(content)[1]


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


def point_parts(tx: Transaction, conference_id: uuid.UUID, selection: Selection) -> Sequence[UnitPart]:
    """A selection cut by point: the main hall's people, then those of each point in its order, where there is anybody."""
    with_anybody = {person.point for person in people_on_paper.listed(tx, conference_id, selection)}
    named: dict[PointId, str] = {None: ""}
    named.update(belonging.names(tx, conference_id).items())
    return [
        UnitPart(points.name_of(name), selection.of_point(key)) for key, name in named.items() if name in with_anybody
    ]


def parts(
    tx: Transaction,
    document: Document[OptionsT, ContentT],
    conference_id: uuid.UUID,
    selection: Selection,
    options: OptionsT,
    by: PartedBy,
) -> Sequence[UnitPart]:
    """The document's parts for each unit, or for each point."""
    if by == "units":
        return unit_parts(tx, document, conference_id, selection, options)
    return point_parts(tx, conference_id, selection)


def kept(tx: Transaction, conference_id: uuid.UUID, document: Document[OptionsT, ContentT]) -> OptionsT:
    """The options of a document as they were used last, or its defaults."""
    return document_settings.kept(tx, conference_id, document.name, document.options)


def keep(tx: Transaction, conference_id: uuid.UUID, document: AnyDocument, options: object) -> None:
    """Remember the options; undo passes this over."""
    document_settings.keep(tx, conference_id, document.name, options)
