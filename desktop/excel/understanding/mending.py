"""Rows that lost a cell, so that everything behind it stands one column too far left."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.excel.reading.workbook import Cell
from desktop.excel.understanding.content import fits, is_blank, kinds_of
from desktop.excel.understanding.likeness import looks_like_name

Row = tuple[Cell, ...]
_LIKELY = 0.6
"""From here on a value surely stands in a column of its own kind."""


class Mending:
    """Puts the lost cell of a row back, by what the columns of its table hold."""

    def __init__(self, fields: Mapping[str, int]) -> None:
        self._number, self._name = fields.get("number", -1), fields.get("full_name", -1)
        self._first_name = max(self._name, fields.get("given", -1))
        self.anchor = fields.get("phone", -1)
        """The phone column: a row whose phone stands before it is one cell short."""
        self._typed = tuple((name, fields[name]) for name in ("birth", "gender", "position", "unit") if name in fields)

    def number(self, row: Row) -> Row | None:
        """The row with its number cell put back, where the name stands in the number's column."""
        if self._number >= 0 and self._number == self._name - 1 and self._name < len(row):
            beside = row[self._name]
            if looks_like_name(row[self._number]) and not looks_like_name(beside):
                return (*row[: self._number], None, *row[self._number :])
        return None

    def one_inside(self, row: Row) -> Row | None:
        """The row with a cell put back between name and phone, where only that makes its date, unit and phone fit."""
        if self.anchor < len(row) and row[self.anchor] not in (None, ""):
            return None
        before = row[self.anchor - 1] if self.anchor <= len(row) else None
        if before is None or not _fits("phone", before):
            return None
        for place in range(self.anchor - 1, self._first_name, -1):
            mended = (*row[:place], None, *row[place : self.anchor])
            if all(_fits(field, mended[column]) for field, column in self._typed if column < self.anchor):
                return (*mended, *row[self.anchor + 1 :])
        return None


def _fits(field: str, value: Cell) -> bool:
    """Whether a value could stand in a column of the field; one that begins no position and no unit may be either."""
    if is_blank(value) or fits(field, value) >= _LIKELY:
        return True
    kinds = kinds_of(value)
    return field == "position" and not any(
        kinds.get(other, 0) >= _LIKELY for other in ("unit", "birth", "phone", "number")
    )
