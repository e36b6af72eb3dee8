"""The attendance sheet before it is laid out: its options, signature columns and rows."""

from __future__ import annotations

import datetime as dt
import itertools
import math
import uuid
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from desktop.domain.documents import fields
from desktop.domain.documents.people import ORDERS, Block, GroupBy, Order, PersonOnPaper, shows_unit
from desktop.domain.half_days import Half
from desktop.domain.sheet_code import PageCode

if TYPE_CHECKING:
    from desktop.domain.documents.frame import Letterhead
    from desktop.domain.documents.selection import Selection

Layout = Literal["sheet", "half-day", "course"]

MOST_COLUMNS = 12
"""Signature columns that an A4 page can hold with room left to write a name."""
PORTRAIT_COLUMNS = 6
"""More than these and the sheet lies on its side."""


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """How an attendance sheet is laid out."""

    layout: Layout = fields.pick("sheet", "half-day", "course")
    """sheet: one list with all columns; half-day: the whole list anew for each column; course: lying, over several
    sets of pages where the columns are too many for one."""
    group_by: GroupBy = fields.pick("role", "unit", "none")
    sort: Order = fields.pick(*ORDERS)
    page_per: GroupBy = fields.pick("none", "role", "unit")
    """A new page for each role group or unit; asking for it groups that way."""
    blank_lines: int = fields.number(0, 0, 60)
    """Empty rows for people who are not on the list."""
    landscape: bool = fields.flag(False)


@dataclass(frozen=True, slots=True)
class SignatureColumn:
    """A column to sign in: a half-day, or one session with its title."""

    day: dt.date
    half: Half = ""
    title: str = ""
    sessions: tuple[uuid.UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetContent:
    """An attendance sheet before it is laid out. Texts are as typed; the paper's own words are added when it is made."""

    conference_code: str
    conference_title: str
    letterhead: Letterhead
    columns: tuple[SignatureColumn, ...]
    blocks: tuple[Block[PersonOnPaper], ...]
    number: int | None = None
    """None in a preview: only a sheet that is made takes a number."""
    token: str = ""
    """What its pages' codes bear beside the number (`domain.sheet_code`)."""
    sheet_id: uuid.UUID | None = None
    """Of the sheet kept, once it is made."""
    venue: str = ""
    point: str = ""
    """The point that the sheet is for alone; "" for the main hall's, and for a sheet of several."""
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
        return shows_unit(self.blocks)

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
    token: str
    """What its pages' codes bear; "" for a sheet of an earlier version."""
    at: dt.datetime
    desk: str
    rows: int
    blank_lines: int
    columns: tuple[SignatureColumn, ...]
    selection: Selection
    """Whom it was made for: to lay out another the same way."""
    options: SheetOptions
    entered: tuple[EnteredColumn | None, ...] = ()
    """For each column, who entered the signed paper and when; None where nobody has."""
    points: tuple[str, ...] = ()
    """The points that it was made for, "" for the main hall; () for everybody."""

    @property
    def is_entered(self) -> bool:
        """Whether every column was entered."""
        return bool(self.entered) and None not in self.entered


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


def code_of(content: SheetContent) -> PageCode:
    """What the small square says on a page of which nobody knows yet which it is. The sheet has its number."""
    assert content.number is not None
    column = content.part - 1 if content.part and content.options.layout == "half-day" else None
    return PageCode(content.conference_code, content.number, column, token=content.token)
