"""A workbook of rows to mend: their own columns, and why each was refused in a last one."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from desktop.excel.writing.text_cells import free_title, put_text
from desktop.whole_file import write_whole

_HEAD = PatternFill("solid", fgColor="E8EEF4")
_MARK = PatternFill("solid", fgColor="FDE9D9")
_TOP = Alignment(vertical="top", wrap_text=True)
_REASON_WIDTH = 60


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """One row as read, the reasons, and the columns (from 0) to look at."""

    cells: tuple[object, ...]
    reason: str
    marked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class RefusedSheet:
    """The refused rows of one sheet."""

    name: str
    headings: tuple[str, ...]
    reason_heading: str
    rows: tuple[RefusedRow, ...]


def write_refused_sheets(path: Path, sheets: Sequence[RefusedSheet]) -> None:
    """Write the sheets in order, under their own names where Excel allows. Raises AppError "file.cannot_write"."""
    book = Workbook()
    book.remove(book.worksheets[0])
    taken: set[str] = set()
    for sheet in sheets:
        title = free_title(sheet.name, taken)
        _fill(book.create_sheet(title), sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    write_whole(path, buffer.getvalue())


def put(cell: Cell | MergedCell, value: object) -> None:
    """Write a value as it is: text stays text, whatever it begins with."""
    if value is None or value == "":
        return
    if isinstance(value, str):
        put_text(cell, value)
    elif isinstance(value, bool | int | float | dt.datetime | dt.date | dt.time | dt.timedelta):
        cell.value = value
        if isinstance(value, dt.datetime) and value.time() == dt.time():
            cell.number_format = "dd/mm/yyyy"
    else:
        cell.value = str(value)


def _fill(sheet: Worksheet, content: RefusedSheet) -> None:
    headings = (*content.headings, content.reason_heading)
    for column, heading in enumerate(headings, 1):
        cell = sheet.cell(1, column)
        put(cell, heading)
        cell.font, cell.fill, cell.alignment = Font(bold=True), _HEAD, _TOP
    reason = len(headings)
    widths = [len(heading) for heading in headings]
    for number, row in enumerate(content.rows, 2):
        for column, value in enumerate(row.cells, 1):
            cell = sheet.cell(number, column)
            put(cell, value)
            cell.alignment = _TOP
            if column - 1 in row.marked:
                cell.fill = _MARK
            widths[column - 1] = max(widths[column - 1], len(str(value)) if value is not None else 0)
        cell = sheet.cell(number, reason)
        put(cell, row.reason)
        cell.alignment, cell.fill = _TOP, _MARK
    for column, width in enumerate(widths, 1):
        wide = _REASON_WIDTH if column == reason else min(40, max(6, width + 2))
        sheet.column_dimensions[get_column_letter(column)].width = wide
    sheet.freeze_panes = "A2"
