"""What an attendance workbook holds, and how its cells look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop.excel.writing.text_cells import put_text

_FACE = "Times New Roman"
_LINE = Side(style="thin", color="FFB8C4D0")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
HEAD = PatternFill("solid", fgColor="FFE6EEF7")
OUTSIDE = PatternFill("solid", fgColor="FFD9D9D9")
TOTAL = PatternFill("solid", fgColor="FFF3F6FA")
COLOURS = {"C": "FF107C41", "M": "FF9A5B00", "P": "FF4A5568", "V": "FFB42318"}
HEADING_ROW = 4
POINTS = 15


@dataclass(frozen=True, slots=True)
class BookSession:
    """A session: its heading, which no other has, and its sums in the order of `words.counts`, without the rate."""

    heading: str
    when: str
    counts: tuple[int, ...]

    @property
    def there(self) -> int:
        """How many came."""
        return self.counts[1] + self.counts[2]


@dataclass(frozen=True, slots=True)
class BookCell:
    """One person at one session."""

    letter: str = ""
    arrived_at: dt.datetime | None = None
    """Local."""
    left_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class BookLine:
    """One person; a session that does not expect them has None."""

    code: str
    full_name: str
    position: str
    unit: str
    role_group: str
    cells: tuple[BookCell | None, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class BookTally:
    """Expected and there of a group or unit, at each session."""

    name: str
    cells: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class AttendanceBook:
    """All that the workbook holds."""

    conference: str
    as_of: dt.datetime
    sessions: tuple[BookSession, ...]
    lines: Sequence[BookLine]
    by_group: Sequence[BookTally]
    by_unit: Sequence[BookTally]
    by_point: Sequence[BookTally] = ()
    """() where everybody sits in the main hall."""


@cache
def font(size: int = 11, **given: Any) -> Font:
    """A font of these sheets."""
    return Font(name=_FACE, size=size, **given)


@cache
def align(across: Any = "left", *, wrap: bool = True) -> Alignment:
    """Where a text stands in its cell."""
    return Alignment(horizontal=across, vertical="center", wrap_text=wrap)


def titles(sheet: Worksheet, title: str, *lines: str) -> None:
    """The lines over the first table."""
    first: Any = sheet.cell(1, 1)
    put_text(first, title)
    first.font, first.alignment = font(14, b=True), align(wrap=False)
    sheet.row_dimensions[1].height = 24
    for row, text in enumerate(lines, start=2):
        cell: Any = sheet.cell(row, 1)
        put_text(cell, text)
        cell.font, cell.alignment = font(i=True), align(wrap=False)


def put_headings(sheet: Worksheet, headings: Sequence[str], widths: Sequence[int]) -> None:
    """The row of headings, and how wide the columns are."""
    for column, (text, width) in enumerate(zip(headings, widths, strict=True), start=1):
        put_heading(sheet, HEADING_ROW, column, text)
        sheet.column_dimensions[get_column_letter(column)].width = width
    grow(sheet, HEADING_ROW, list(zip(headings, (width * 0.8 for width in widths), strict=True)), least=2)


def put_heading(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """One heading."""
    cell: Any = sheet.cell(row, column)
    put_text(cell, text)
    cell.font, cell.fill, cell.border, cell.alignment = font(b=True), HEAD, BOX, align("center")


def put_words(sheet: Worksheet, row: int, column: int, text: str) -> Any:
    """A text in its box; nothing leaves the box empty."""
    cell: Any = sheet.cell(row, column)
    put_text(cell, text)
    cell.border, cell.font, cell.alignment, cell.number_format = BOX, font(), align(), "@"
    return cell


def grow(sheet: Worksheet, row: int, texts: Sequence[tuple[str, float]], *, least: int = 1) -> None:
    """Make a row as tall as its longest text; LibreOffice does it by itself, Excel does not."""
    lines = max((-(-len(text) // max(1, int(width * 0.95))) for text, width in texts), default=1)
    sheet.row_dimensions[row].height = max(lines, least) * POINTS + 4


def set_up_page(sheet: Worksheet, frozen: str, *, rows: int = 0) -> None:
    """A4 on its side, the headings again on every page, the page number in the foot."""
    sheet.freeze_panes = frozen
    if rows:
        sheet.print_title_rows = f"{rows}:{rows}"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    sheet.page_margins.footer = 0.35
    footer: Any = sheet.oddFooter
    footer.right.text = "&P/&N"
