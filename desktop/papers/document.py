"""A kind of document: one typed object that itself travels from its card to the printed page."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, Literal, Protocol, TypeVar, get_args

from desktop.domain.documents.selection import By, Selection
from desktop.domain.lazy_dataclass import dataclass
from desktop.papers.words import DocumentWords
from desktop.services.opening import Transaction
from desktop.wording.listing import Listing

Format = Literal["pdf", "png", "xlsx", "docx"]
FORMATS: tuple[str, ...] = get_args(Format)
Moment = Literal["before", "day", "after"]
Json = dict[str, Any]
"""What a template gets: texts, numbers, lists and dictionaries of them."""

PEOPLE: frozenset[By] = frozenset({"groups", "units", "people", "points"})
ALL: frozenset[By] = PEOPLE | {"sessions"}


class Content(Protocol):
    """What a document holds before it is laid out: a frozen dataclass with texts as typed."""

    @property
    def total(self) -> int:
        """How many people (units, sessions) are on it."""


@dataclass(frozen=True, slots=True)
class UnitPart:
    """One unit's part of a document, or one point's."""

    name: str
    """Its own; "" for people without a unit."""
    selection: Selection


OptionsT = TypeVar("OptionsT")
ContentT = TypeVar("ContentT", bound=Content)
Placed = Callable[["Content", Json], None]
"""Told a content that was laid out, and what its `Places.asked` was answered; once for each piece."""
Gather = Callable[[Transaction, uuid.UUID, Selection, OptionsT], ContentT]
"""(tx, conference's id, for whom, options) → what stands on the document. Raises AppError when nothing does."""


@dataclass(frozen=True, slots=True)
class Places(Generic[ContentT]):
    """Where things stand on a document's pages: asked of Typst when it was laid out, and kept."""

    asked: str
    """A Typst expression, answered with what is to be kept."""
    keep: Callable[[Transaction, ContentT, Sequence[Json]], None]
    """(tx, the content, the answers: one for each piece in which it was laid out)."""


@dataclass(frozen=True, slots=True)
class Run:
    """A table whose rows run over pages."""

    rows: int
    part: Callable[[int, int], Json]
    """(start, stop) → what the template gets for these rows alone."""
    anew: bool = False
    """Whether its pages are counted from 1 again."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Document(Generic[OptionsT, ContentT]):
    """One kind of document. Each folder of `desktop.papers` that makes one exports it as DOCUMENT."""

    name: str
    """Of its template (`resources/documents/<name>.typ`) and picture, on the command line, and in the record."""
    place: int
    """Sorts the documents, on the page inside their moment."""
    moment: Moment
    """When an office needs it: before the conference, on the day, after it."""
    selects: frozenset[By]
    """By what people can be chosen for it."""
    options: type[OptionsT]
    """A frozen dataclass of `domain.documents.fields`; without arguments it holds the defaults."""
    words: DocumentWords
    gather: Gather[OptionsT, ContentT]
    """What it would hold now. Nothing is written."""
    data: Callable[[ContentT], Json]
    """What its template gets."""
    record: Gather[OptionsT, ContentT] | None = None
    """Gathers it to be handed out: takes its number, or marks something as done. None: making it changes nothing."""
    journals: bool = False
    """Whether `record` writes the line of the journal itself."""
    per_unit: bool = True
    """Whether one file for each unit makes sense."""
    unit_parts: Callable[[Transaction, uuid.UUID, Selection, OptionsT], Sequence[UnitPart]] | None = None
    """Its part for each unit; None: one for each unit with anybody chosen."""
    beginning: Callable[[ContentT], ContentT | None] | None = None
    """The first pages of a long one, where each page stands for itself; gives None for a short one."""
    pieces: Callable[[ContentT], Sequence[ContentT]] | None = None
    """A long one cut where pages end, each piece laid out by itself; None: all its pages depend on each other."""
    runs: Callable[[Json], Sequence[Run]] | None = None
    """The tables in its template's data by which a long one is cut (`papers.flowing`)."""
    xlsx: Callable[[ContentT], bytes] | None = None
    docx: Callable[[ContentT], bytes] | None = None
    listing: Callable[[ContentT], Listing] | None = None
    """A list that an office edits before it signs: made as a workbook and as a Word file in the same words."""
    to_look_at: Callable[[ContentT], Mapping[str, Sequence[str]]] | None = None
    """What else is to be looked at before it is printed: texts by the code of the finding (`papers.checking`)."""
    counts: Literal["attendees", "units", "sessions", "answers", "questions", "proposals"] = "attendees"
    """What its total counts."""
    places: Places[ContentT] | None = None
    """Where things stand on its pages, to be kept when it was handed out; None: nobody will ask."""
    signed: bool = False
    """Whether the sessions chosen become columns to sign in, and each one made is kept to be entered when it is back."""
    both_sides: bool = False
    """A long text that nobody signs or hangs on a door: printed on both sides of the paper, where the printer can."""

    @property
    def per_point(self) -> bool:
        """Whether one file for each point makes sense: where people are chosen, and no unit's part is its own affair."""
        return self.per_unit and "points" in self.selects and self.unit_parts is None

    @property
    def title(self) -> str:
        """What it is called: "Danh sách điểm danh"."""
        return self.words.title()

    @property
    def formats(self) -> tuple[Format, ...]:
        """What it can be made as."""
        made: tuple[Format, ...] = ("pdf", "png")
        made += ("xlsx",) if self.xlsx or self.listing else ()
        return made + (("docx",) if self.docx or self.listing else ())

    @property
    def template(self) -> str:
        """The file of its template."""
        return f"{self.name}.typ"


ItemT = TypeVar("ItemT")


def cut(items: tuple[ItemT, ...], size: int) -> list[tuple[ItemT, ...]]:
    """The items in their order, `size` of them together."""
    return [items[start : start + size] for start in range(0, len(items), size)]


AnyDocument = Document[Any, Any]
"""One of which it is not known which: its options go with its content, nothing more is said."""
