"""A table as a workbook that does no harm: text stays text, dates are dates, and Excel can filter and sort it.

One styled cell for each column is filled again and again: that keeps openpyxl's streaming as quick as with bare values.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from desktop.excel.writing.text_cells import clean, looks_like_formula, sheet_title
from desktop.whole_file import write_whole
from desktop.wording.formats import date_text

Value = str | int | dt.date | None
Kind = Literal["text", "date", "number"]

_FIRST_DAY = dt.date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was: earlier days are written as text."""
_DAY = "dd/mm/yyyy"
_TEXT = "@"
_NARROWEST, _WIDEST = 6, 48


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading and what it holds. "text" is never read as anything else; "date" takes text as well."""

    field: str
    heading: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class TableContent:
    """A table to write: rows hold one value for each column."""

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]


def save(content: TableContent, path: Path) -> None:
    """Write the table to `path`, whole or not at all. Raises AppError("file.cannot_write")."""
    write_whole(path, table_bytes(content))


def table_bytes(content: TableContent) -> bytes:
    """The workbook's bytes: heading frozen and filtered, columns as wide as their text, ready to print across a page."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheet_title(content.title))
    _lay_out(sheet, content)
    sheet.append(_headings(sheet, content.columns))
    fillers = [_Filler(sheet, column.kind) for column in content.columns]
    for row in content.rows:
        sheet.append([filler.filled(value) for filler, value in zip(fillers, row, strict=True)])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


class _Filler:
    """A column's cell, filled anew for each row."""

    def __init__(self, sheet: Any, kind: str) -> None:
        self.text = _cell(sheet, _TEXT if kind == "text" else "General")
        self.quoted = _cell(sheet, _TEXT)
        self.quoted.quotePrefix = True
        self.number = _cell(sheet, "0")
        self.day = _cell(sheet, _DAY)

    def filled(self, value: Value) -> Any:
        """The cell that holds `value`; None for an empty one."""
        # The value goes in past openpyxl's own guessing, which takes "=…" for a formula and "#N/A" for an error.
        if isinstance(value, str):
            if not value:
                return None
            cell = self.quoted if looks_like_formula(value) else self.text
            cell._value, cell.data_type = clean(value), "s"
            return cell
        if value is None:
            return None
        if isinstance(value, dt.date):
            if value < _FIRST_DAY:
                return self.filled(date_text(value))
            self.day._value, self.day.data_type = value, "d"
            return self.day
        self.number._value, self.number.data_type = value, "n"
        return self.number


def _cell(sheet: Any, number_format: str) -> Any:
    cell = WriteOnlyCell(sheet)
    cell.number_format = number_format
    return cell


def _headings(sheet: Any, columns: Sequence[Column]) -> list[Any]:
    cells = []
    for column in columns:
        cell: Any = WriteOnlyCell(sheet)
        cell._value, cell.data_type = clean(column.heading), "s"
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFE6EEF7")
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        cells.append(cell)
    return cells


def _lay_out(sheet: Any, content: TableContent) -> None:
    last = get_column_letter(len(content.columns))
    for position, column in enumerate(content.columns):
        longest = max((_width(row[position]) for row in content.rows), default=0)
        width = min(max(_NARROWEST, len(column.heading) + 3, longest + 2), _WIDEST)
        sheet.column_dimensions[get_column_letter(position + 1)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}{len(content.rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _width(value: Value) -> int:
    if isinstance(value, str):
        return len(value)
    return 10 if isinstance(value, dt.date) else 5
