"""Sheets built in memory, as a reader would hand them over."""

from collections.abc import Iterable, Sequence
from typing import Any

from desktop.excel.reading.workbook import Sheet
from desktop.excel.understanding.table import Table, TableOptions, understand

N = None
HEADING = ["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị công tác", "Số điện thoại", "Email", "Ghi chú"]
AN = [1, "Nguyễn Văn An", "12/5/1980", "Chủ tịch", "UBND phường Bạch Đằng", "0912345678", "an@hbt.vn"]
BINH = [2, "Trần Thị Bình", "1985", "Công chức", "UBND phường Bạch Đằng", "0912345679"]


def sheet_of(rows: Iterable[Sequence[Any]], name: str = "Sheet1", **layout: Any) -> Sheet:
    """A sheet whose first row is Excel's row 1; blank rows are left out and rows end at their last value."""
    kept, numbers = [], []
    for number, row in enumerate(rows, 1):
        cells = list(row)
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            kept.append(tuple(cells))
            numbers.append(number)
    return Sheet(name, kept, numbers, **layout)


def read(
    rows: Iterable[Sequence[Any]],
    name: str = "Sheet1",
    file_name: str = "",
    options: TableOptions | None = None,
    **layout: Any,
) -> Table:
    """The table of such a sheet."""
    return understand(sheet_of(rows, name, **layout), file_name=file_name, options=options)


def people(table: Table) -> list[Any]:
    """The names read, row by row."""
    return [row.cells.get("full_name") for row in table.rows]


def column(table: Table, field: str) -> list[Any]:
    """One field of every row."""
    return [row.cells.get(field) for row in table.rows]


def codes(table: Table) -> list[str]:
    """What is told of the sheet."""
    return [notice.code for notice in table.notices]
