"""Points of a conference (điểm cầu): where it is followed beside the main hall, and how the signed pages of each come in.

Who is at no point is in the main hall, which has no row and stands as None wherever a point may.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.attendance_sheet import SignatureColumn
from desktop.domain.errors import InvalidInput
from desktop.domain.sheet_places import PagePlaces

MOST_SEATS = 100_000
REPORT_HOURS = 24
"""Hours after the last session on a sheet within which its pages are to come in, unless an office says otherwise."""
MOST_HOURS = 24 * 60

Page = tuple[int | None, int]
"""The one signature column that the page is of (None: its list holds several), and its number at the foot."""


@dataclass(frozen=True, slots=True)
class PointInput:
    """A point as typed."""

    name: str
    address: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    responsible: str = ""
    """Who answers for it, with their position."""
    capacity: int | None = None
    link: str = ""
    tested_on: dt.date | None = None
    """When the line was tried and held."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PointView:
    """A point as lists show it."""

    id: uuid.UUID
    version: int
    number: int
    """Counts the conference's points."""
    point: PointInput
    reported_at: dt.datetime | None
    """When its pages came in, in somebody's word."""
    units: tuple[tuple[uuid.UUID, str], ...] = ()
    """Whose people sit there, each with its name, in the order of units."""
    people: int = 0
    """Attendees who sit there and have not cancelled."""

    @property
    def name(self) -> str:
        """What it is called."""
        return self.point.name


@dataclass(frozen=True, slots=True)
class SheetOfPoint:
    """An attendance sheet made for one point, and which of its pages came back."""

    number: int
    rows: tuple[uuid.UUID, ...]
    """Attendees on it."""
    sessions: frozenset[str]
    """Hex ids of those signed for."""
    pages: tuple[Page, ...]
    """As it was laid out last; () where nobody kept them: the sheet then counts as one page."""
    missing: tuple[Page, ...]
    last: dt.datetime | None
    """When the last page of it was entered."""
    columns: tuple[SignatureColumn, ...] = ()
    """As they were printed: what a page of one column alone is named by."""

    @property
    def begun(self) -> bool:
        """Whether anything of it came."""
        return self.last is not None


@dataclass(frozen=True, slots=True)
class PointStanding:
    """How a point stands on the board."""

    point: PointView | None
    """None: the main hall."""
    expected: int
    """People expected there, at any of the sessions asked about."""
    listed: int
    """Those of them who stand on a sheet of the point."""
    signed: int
    """Those of them who were there at any of the sessions, however that is known."""
    sheets: tuple[SheetOfPoint, ...]
    """That count (`counting`)."""
    reported_at: dt.datetime | None
    """When its pages were all in; None while any is missing, or none was made."""
    late: bool

    @property
    def pages(self) -> int:
        """Pages that are to come back."""
        return sum(len(each.pages) or 1 for each in self.sheets)

    @property
    def missing(self) -> int:
        """Pages of them that have not come."""
        return sum(len(each.missing) for each in self.sheets)


WHOLE: Page = (None, 0)
"""The one page of a sheet of whose pages nothing was kept."""


def pages_come(
    pages: Sequence[PagePlaces], pictured: Collection[Page], typed: Mapping[int, Collection[int]], columns: int
) -> frozenset[Page]:
    """Which pages of a sheet came back: `pictured` were entered from pictures, `typed` are lines with an entry, by column.

    A page came when a picture of it was entered; or when one of its lines has an entry; or when a column of it was entered
    of which no picture tells: whoever types a column says all of it, and an empty line has nothing. A sheet whose pages
    nobody kept is one page, which came when every column was entered.
    """
    if not pages:
        return frozenset({WHOLE}) if typed.keys() >= set(range(columns)) else frozenset()
    seen = {each.column for page in pages if (page.column, page.page) in pictured for each in page.columns}

    def came(page: PagePlaces) -> bool:
        lines = {row.row for row in page.rows}
        by_hand = (each.column for each in page.columns if each.column in typed)
        return (page.column, page.page) in pictured or any(
            column not in seen or not lines.isdisjoint(typed[column]) for column in by_hand
        )

    return frozenset((page.column, page.page) for page in pages if came(page))


def counting(sheets: Sequence[SheetOfPoint], followed: Collection[str]) -> tuple[SheetOfPoint, ...]:
    """The sheets whose pages are waited for, of those for any session that is `followed` at the point (hex ids).

    Each that began to come back; and each other but where those that did, or newer ones, are for all of its sessions.
    """
    theirs = {sheet: sheet.sessions.intersection(followed) for sheet in sorted(sheets, key=lambda sheet: sheet.number)}

    def counts(sheet: SheetOfPoint) -> bool:
        instead = [theirs[each] for each in theirs if each is not sheet and (each.begun or each.number > sheet.number)]
        return sheet.begun or not theirs[sheet] <= frozenset().union(*instead)

    return tuple(sheet for sheet, sessions in theirs.items() if sessions and counts(sheet))


def reported_late(due: dt.datetime | None, reported_at: dt.datetime | None, *, missing: bool, now: dt.datetime) -> bool:
    """Whether a point reported late, or has not reported and should have; nothing is late that nobody waits for."""
    if due is None:
        return False
    if reported_at is not None:
        return reported_at > due
    return missing and now > due


def check_seats(capacity: int | None) -> None:
    """Raise InvalidInput for a number of seats that no room has."""
    if capacity is not None and not 0 <= capacity <= MOST_SEATS:
        raise InvalidInput("point.capacity", field="capacity", value=capacity, most=MOST_SEATS)
