"""What a reader hands over: sheets of plain cell values, with what the eye would see of their layout."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from desktop.domain.importing import Notice

Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta | None


@dataclass(slots=True)
class Sheet:
    """One worksheet. Row and column numbers are Excel's, from 1; rows without any value are left out.

    `rows[i]` stands at Excel row `numbers[i]`; a row's tuple starts at column 1 and ends at its last value.
    `legacy_fonts` names cells written in a TCVN3 (".Vn…") or VNI ("VNI-…") font.
    """

    name: str
    rows: list[tuple[Cell, ...]]
    numbers: list[int]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[tuple[int, int, int, int], ...] = ()  # (first row, first column, last row, last column)
    legacy_fonts: dict[tuple[int, int], str] = field(default_factory=dict)  # (row, column) -> font name
    bold_rows: frozenset[int] = frozenset()
    """Rows all of whose filled cells are bold; a reader that sees no fonts names none."""
    struck_rows: frozenset[int] = frozenset()
    """Rows whose words are struck through, or at least the first of them that can be a name."""
    notices: list[Notice] = field(default_factory=list)

    @property
    def cell_count(self) -> int:
        """How many cells hold a value."""
        return sum(1 for row in self.rows for value in row if value is not None)


@dataclass(slots=True)
class Workbook:
    """One file as read: its true kind ("xlsx", "xls", "ods", "csv", "html" …) and the reader that served."""

    kind: str
    reader: str
    sheets: list[Sheet]
    notices: list[Notice] = field(default_factory=list)


def plain(value: Cell) -> str | int | float | bool | None:
    """A cell's value as JSON can hold it: moments in ISO form, a date without an hour as its day."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return value.total_seconds() / 86_400
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return str(value)
    return value
