"""Documents gathered from the record: each room of `domain.documents` has its module of the same name here.

A room's module has `gather(tx, kind, conference_id, selection, options) -> Content`, what would be printed now; and, where
making a document takes a number or marks something as done, `record(...)` with the same arguments; and, where units
without people get one, `unit_parts(...)`.
"""

from __future__ import annotations

import importlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from desktop.domain.areas import Area
from desktop.domain.documents.selection import Selection
from desktop.papers import document_kinds
from desktop.papers.choices import Choices, choices
from desktop.papers.document_kinds import DocumentKind
from desktop.papers.kept_options import keep, kept
from desktop.services import journal, people_on_paper
from desktop.store.transaction import Transaction

__all__ = ["Choices", "Content", "UnitPart", "choices", "gather", "keep", "kept", "make", "unit_parts"]


class Content(Protocol):
    """What a document holds before it is laid out: a frozen dataclass of `domain.documents`."""

    @property
    def total(self) -> int:
        """How many people (or units) are on it."""


def gather(tx: Transaction, name: str, conference_id: uuid.UUID, selection: Selection, options: Any) -> Content:
    """The document as it would be made now. Nothing is written.

    Raises AppError of the document's room when there is nothing to put on it.
    """
    kind = document_kinds.kind(name)
    content: Content = _room(kind).gather(tx, kind, conference_id, selection, options)
    return content


def make(tx: Transaction, name: str, conference_id: uuid.UUID, selection: Selection, options: Any) -> Content:
    """The document to hand out: its number taken, what was printed remembered, and a line in the journal of who made it.

    The options are kept for the conference.
    """
    kind = document_kinds.kind(name)
    room = _room(kind)
    keep(tx, conference_id, name, options)
    work = room.record if kind.numbered else room.gather
    content: Content
    if name == "attendance-sheet":  # which writes a line of its own, with its number
        content = work(tx, kind, conference_id, selection, options)
        return content
    # What the room records belongs to this line, which undo passes over: the paper may lie on a table.
    with journal.entry(tx, "document.made", {Area.DOCUMENTS}, conference_id=conference_id, document=name) as line:
        content = work(tx, kind, conference_id, selection, options)
        line.details["rows"] = content.total
    return content


@dataclass(frozen=True, slots=True)
class UnitPart:
    """One unit's part of a document."""

    name: str
    """The unit's; "" for people without one."""
    selection: Selection


def unit_parts(
    tx: Transaction, name: str, conference_id: uuid.UUID, selection: Selection, options: Any
) -> Sequence[UnitPart]:
    """A document's selection cut by unit, in the order of units: those with anybody in it.

    A room whose documents go to units without people has a `unit_parts` of its own.
    """
    kind = document_kinds.kind(name)
    own = getattr(_room(kind), "unit_parts", None)
    if own is not None:
        parts: Sequence[UnitPart] = own(tx, kind, conference_id, selection, options)
        return parts
    found: dict[uuid.UUID | None, str] = {}
    for person in people_on_paper.listed(tx, conference_id, selection):
        found.setdefault(person.unit_id, person.unit_now)
    return [UnitPart(name, selection.of_unit(key)) for key, name in found.items()]


def _room(kind: DocumentKind) -> Any:
    return importlib.import_module(f"desktop.papers.{kind.room}.gather")
