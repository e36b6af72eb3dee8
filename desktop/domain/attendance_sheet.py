"""What the printed papers hold: values that services gather and that documents and workbooks lay out."""

from __future__ import annotations

import datetime as dt
import itertools
import math
import uuid
from dataclasses import dataclass, field, replace
from typing import Literal

from desktop.domain.documents.frame import Letterhead

GroupBy = Literal["role", "unit", "none"]
Order = Literal["unit", "name"]
Half = Literal["", "morning", "afternoon", "evening"]
Layout = Literal["sheet", "half-day", "course"]

MOST_COLUMNS = 12
"""Signature columns that an A4 page can hold with room left to write a name."""
PORTRAIT_COLUMNS = 6
"""More than these and the sheet lies on its side."""
ROW_MM = 9.0
"""The least height of a row to sign in."""


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """How the organizer wants an attendance sheet."""

    sessions: tuple[uuid.UUID, ...] = ()
    """One signature column for each; empty: the half-days of the agenda."""
    group_by: GroupBy = "role"
    """role: role group, then unit; unit: by unit; none: one list."""
    sort: Order = "unit"
    """unit: in the order of units; name: by given name inside the group."""
    page_per: GroupBy = "none"
    """A new page for each role group or unit; asking for it groups that way."""
    blank_lines: int = 0
    """Empty rows for people who are not on the list."""
    landscape: bool = False
    role_group_ids: tuple[uuid.UUID | None, ...] = ()
    unit_ids: tuple[uuid.UUID | None, ...] = ()
    """Only these groups and units, None for people without one; empty: everyone."""
    attendee_ids: tuple[uuid.UUID, ...] = ()
    """Only these people; empty: everyone."""
    layout: Layout = "sheet"
    """sheet: one list with all columns; half-day: the whole list anew for each column; course: lying, over several
    sets of pages where the columns are too many for one."""


@dataclass(frozen=True, slots=True)
class SignatureColumn:
    """A column to sign in: a half-day, or one session with its title."""

    day: dt.date
    half: Half = ""
    title: str = ""
    sessions: tuple[uuid.UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetHeading:
    """A row that names a role group or a unit; an empty text stands for those without one."""

    kind: Literal["group", "unit"]
    text: str
    count: int
    number: int | None = None
    """Its place among the headings of the first level; the second level has no number."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One attendee to sign; `number` runs on through the whole sheet."""

    number: int
    attendee_id: uuid.UUID
    full_name: str
    honorific: str
    position: str
    unit: str
    substitute_for: str = ""
    """The name of the person in whose place they come; "" for nobody's."""


@dataclass(frozen=True, slots=True)
class SheetBlock:
    """Rows under the headings that open with them."""

    rows: tuple[SheetRow, ...]
    headings: tuple[SheetHeading, ...] = ()
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class SheetContent:
    """An attendance sheet before it is laid out. Texts are as typed; the paper's own words are added when it is made."""

    conference_code: str
    conference_title: str
    letterhead: Letterhead
    columns: tuple[SignatureColumn, ...]
    blocks: tuple[SheetBlock, ...]
    number: int | None = None
    """None in a preview: only a sheet that is made takes a number."""
    venue: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    blank_lines: int = 0
    landscape: bool = False
    options: SheetOptions = field(default_factory=SheetOptions)
    part: int = 0
    """The list's place among several, from 1; 0: it is the only one."""

    @property
    def total(self) -> int:
        """How many attendees are on the sheet."""
        return sum(len(block.rows) for block in self.blocks)

    @property
    def sets(self) -> tuple[SheetContent, ...]:
        """The lists that it is printed as, one after the other: all of its rows with some of its columns each."""
        if self.options.layout == "half-day":
            return tuple(
                replace(self, columns=(column,), part=place) for place, column in enumerate(self.columns, start=1)
            )
        if self.options.layout == "course":
            parts = parted(self.columns)
            return tuple(replace(self, columns=part, part=place) for place, part in enumerate(parts, len(parts) > 1))
        return (self,)

    @property
    def shows_unit(self) -> bool:
        """Whether rows name their unit: not when a heading over them does."""
        return not any(heading.kind == "unit" for block in self.blocks for heading in block.headings)

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days of the signature columns, in order."""
        return tuple(sorted({column.day for column in self.columns}))


@dataclass(frozen=True, slots=True)
class EnteredColumn:
    """A signature column whose paper was entered."""

    at: dt.datetime
    desk: str
    open: int = 0
    """Lines where the door says something else and nobody has settled it."""


@dataclass(frozen=True, slots=True)
class PrintedSheetView:
    """A sheet that was made: what the paper with this number held."""

    id: uuid.UUID
    number: int
    at: dt.datetime
    desk: str
    rows: int
    blank_lines: int
    columns: tuple[SignatureColumn, ...]
    options: SheetOptions
    entered: tuple[EnteredColumn | None, ...] = ()
    """For each column, who entered the signed paper and when; None where nobody has."""

    @property
    def is_entered(self) -> bool:
        """Whether every column was entered."""
        return bool(self.entered) and None not in self.entered


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths of the table's columns in millimetres; together they fill the page's text width."""

    widths: tuple[float, ...]
    texts: int
    """How many leading columns hold texts: number, name, position and, when rows show it, unit."""
    signature: float
    """Width of one signature column."""
    note: bool
    """Whether there is room for a column of notes."""
    size: int
    """The texts' size in points."""
    heading_size: int
    """The size of what stands over the signature columns."""


def parted(columns: tuple[SignatureColumn, ...], most: int = MOST_COLUMNS) -> list[tuple[SignatureColumn, ...]]:
    """The columns in as few parts as hold them, about equally many in each; a day is parted only where it must be."""
    count = max(1, math.ceil(len(columns) / most))
    days = [tuple(of_day) for _day, of_day in itertools.groupby(columns, lambda column: column.day)]
    least = math.ceil(len(columns) / count)
    for size in range(least, most + 1):
        parts: list[tuple[SignatureColumn, ...]] = []
        for day in days:
            if parts and len(parts[-1]) + len(day) <= size:
                parts[-1] += day
            else:
                parts.append(day)
        if len(parts) == count and max(map(len, parts)) <= most:
            return parts
    return [columns[start : start + least] for start in range(0, len(columns), least)]


def text_width(landscape: bool) -> float:
    """Millimetres between the margins: 30 and 15 of A4 upright; 20 and 15 lying, where section 7 allows less."""
    return 297.0 - 20 - 15 if landscape else 210.0 - 30 - 15


def columns(content: SheetContent) -> Columns:
    """Share the page's width: signatures get what they need, the rest goes to names, positions and units."""
    count = max(1, len(content.columns))
    width = text_width(content.landscape)
    number, three = 10.0, content.shows_unit
    note = 18.0 if count <= 2 and not three and not content.landscape else 14.0
    note = note if count <= 4 or content.landscape else 0.0
    most, least = (30.0, 12.5) if content.landscape else (24.0, 12.0)
    most = (34.0 if three else 40.0) if count == 1 else most
    words = (150.0 if content.landscape else 101.0) if three else 90.0 if count < 3 else 74.0
    signature = min(most, max(least, (width - number - note - words) / count))
    rest = width - number - note - signature * count
    texts = [number, *(rest * share for share in ((0.38, 0.28, 0.34) if three else (0.55, 0.45)))]
    size = 12 if count <= 4 and (content.landscape or not three) else 11
    titled = any(len(column.title) > 8 for column in content.columns)
    heading_size = 9 if signature < 16 else 10 if titled else size
    widths = (*texts, *[signature] * count, *[note] * bool(note))
    return Columns(widths, len(texts), signature, bool(note), size, heading_size)


def code_text(content: SheetContent) -> str:
    """What the small square says, by which a signed paper finds its record again: TH:CONFERENCE:SHEET.

    The list of one half-day adds the column's place, from 1: TH:CONFERENCE:SHEET:COLUMN.
    """
    name = f"TH:{content.conference_code}:{content.number}"
    return f"{name}:{content.part}" if content.part and content.options.layout == "half-day" else name


def roman(number: int) -> str:
    """I, II, III … as headings are numbered."""
    text = ""
    for value, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        while number >= value:
            text += sign
            number -= value
    return text
