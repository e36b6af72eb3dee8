"""Reading through calamine: .xlsb, and whatever the other readers cannot open.

calamine tells values, hidden sheets and merged cells, but neither hidden rows and columns nor fonts, and an
error cell is a blank to it: that nobody knows them is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import python_calamine as calamine

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.sink import Sink
from desktop.excel.reading.workbook import Cell
from desktop.excel.reading.xls_file import GarbledText


def read(path: Path, kind: str, sink: Sink) -> None:
    """Put every worksheet into the sink."""
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
    except calamine.PasswordError as problem:
        raise UnreadableFile("file.password") from problem
    with book:
        sheets = [data for data in book.sheets_metadata if data.typ == calamine.SheetTypeEnum.WorkSheet]
        if not sheets:
            raise UnreadableFile("file.no_sheets")
        sink.start(kind, "calamine")
        sink.notice("layout.unknown", file=path.name)
        for place, data in enumerate(sheets[: sink.limits.sheets], 1):
            sheet = book.get_sheet_by_name(data.name)
            if sheet.height * sheet.width > sink.limits.cells * 4:
                raise UnreadableFile("file.too_many_cells", limit=sink.limits.cells)
            sink.sheet(data.name, hidden=data.visible != calamine.SheetVisibleEnum.Visible)
            _sheet(sheet, sink)
            sink.progress(place, len(sheets))


def _sheet(sheet: calamine.CalamineSheet, sink: Sink) -> None:
    top, left = sheet.start or (0, 0)
    # iter_rows() begins at row 1 whatever the range, yet at the range's first column.
    margin: list[Cell | None] = [None] * left
    for number, row in enumerate(sheet.iter_rows() if sheet.start else (), 1):
        if number > top:
            sink.row(number, [*margin, *_values(row, sink, number, left)])
    sink.end_sheet(merges=[(r1 + 1, c1 + 1, r2 + 1, c2 + 1) for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or []])


def _values(row: Iterable[object], sink: Sink, number: int, left: int) -> Iterable[Cell | None]:
    for column, value in enumerate(row, left + 1):
        if isinstance(value, str):
            if "\0" in value:
                raise GarbledText
            yield value or None
        elif isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            yield dt.datetime(value.year, value.month, value.day)
        elif isinstance(value, bool | int | float | dt.datetime | dt.time | dt.timedelta):
            yield value
        else:
            sink.error_cell(number, column, str(value))
            yield None
