"""Units and groups that stand over their people or are typed once for several: who carries which."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.codes import is_badge_code
from desktop.domain.names import fold
from desktop.excel.reading.workbook import Cell, Sheet
from desktop.excel.understanding.cells import CellText
from desktop.excel.understanding.columns import Layout
from desktop.excel.understanding.table_row import TableRow

CARRIED = ("unit", "role_group", "position")
"""Fields whose merged cells speak for all their rows, and in which "nt" means the cell above."""

_DITTO = re.compile(r"""(?:[-–'"“”″`/.\s]*(?:nt|nhu tren|n/t|n\.t)[-–'"“”″`/.\s]*|["“”″〃]|''|,,|-"-|//)""")
_LONGEST_DITTO = 18
_MERGED_ROWS = 20_000
_BLANKS_AT_LEAST, _BLANKS_UNDER_ONE = 3, 2


def is_ditto(text: str) -> bool:
    """Whether a cell says "as above"."""
    return len(text) < _LONGEST_DITTO and _DITTO.fullmatch(fold(text)) is not None


def merged_values(sheet: Sheet, layout: Layout) -> dict[tuple[str, int], Cell]:
    """(field, row) -> the value of a vertically merged cell that reaches down to the row."""
    values: dict[tuple[str, int], Cell] = {}
    columns = {layout.fields[name] + 1: name for name in CARRIED if name in layout.fields}
    if not columns or not sheet.merges:
        return values
    index_of = {number: index for index, number in enumerate(sheet.numbers)}
    start = sheet.numbers[layout.last] if layout.last >= 0 else 0
    for top, left, bottom, right in sheet.merges:
        if left in columns and bottom > top > start and (right == left or columns[left] == "unit"):
            row = sheet.rows[index_of[top]] if top in index_of else ()
            value = row[left - 1] if left <= len(row) else None
            if value not in (None, ""):
                for number in range(top + 1, min(bottom, top + _MERGED_ROWS) + 1):
                    values[columns[left], number] = value
    return values


class Carrier:
    """Gives the people of one table, from the top down, the unit and group over them or beside them."""

    def __init__(
        self, sheet: Sheet, layout: Layout, text: CellText, people: Sequence[TableRow], above: dict[str, Cell]
    ) -> None:
        self._layout, self._text = layout, text
        self._number = layout.fields.get("number", -1)
        self._merged = merged_values(sheet, layout)
        merges_units = any(field == "unit" for field, _row in self._merged)  # then a blank outside them is a blank
        self._typed_once = not merges_units and self._unit_is_typed_once(people)
        self._above = above
        """Field -> the value last written in its column, by this table or the one before."""
        self._block: int | None = None
        """The row above, when its unit stands in the unit column or came down to it."""
        self.unit: Cell = None
        self.group: Cell = None
        self.carried = 0
        """People given the unit typed above them."""

    def stand_under(self, unit: Cell, group: Cell) -> None:
        """From here on people stand under this unit, this group, or neither."""
        self.unit, self.group = unit, group
        self._block = None

    def give(self, person: TableRow) -> None:
        """Settle the person's unit and group, and where the unit came from."""
        person.unit_from = self._carry(person.cells, person.number) or self._unit_of_block(person)
        if self.group is not None and not person.cells.get("role_group"):
            person.cells["role_group"] = self.group

    def _carry(self, cells: dict[str, Cell], number: int) -> str:
        for field in CARRIED if self._merged else ():
            if field not in cells and (field, number) in self._merged:
                value = self._merged[field, number]
                if isinstance(value, str):
                    value = self._text.decoded(value, number, self._layout.fields[field])[0]
                cells[field] = value
                if field == "unit":
                    self._above[field] = value
                    return "merged"
        for field in CARRIED:
            value = cells.get(field)
            if value is not None and not (
                type(value) is str and len(value) < _LONGEST_DITTO and self._as_above(field, value, cells)
            ):
                self._above[field] = value
        if cells.get("unit") is not None:
            self._block = number
            return "column"
        if self.unit is not None:
            cells["unit"] = self.unit
            return "unit_row"
        return ""

    def _as_above(self, field: str, value: str, cells: dict[str, Cell]) -> bool:
        """A cell that says nothing, or "as above": then the value above is written into it."""
        if value.strip() and not is_ditto(value):
            return False
        above = self._above.get(field) if value.strip() else None
        if above is None:
            del cells[field]
        else:
            cells[field] = above
        return True

    def _unit_of_block(self, person: TableRow) -> str:
        """Blank means the unit above where each unit is typed once, or where the numbers count units, not people."""
        above, self._block = self._block, None
        unit = self._above.get("unit")
        if unit is None or self.unit is not None:
            return ""
        if not self._typed_once:
            if above != person.number - 1 or self._number < 0:
                return ""
            if self._number < len(person.raw) and person.raw[self._number] not in (None, ""):
                return ""
        person.cells["unit"], self._block = unit, person.number
        if self._typed_once:
            self.carried += 1
        return "merged"

    def _unit_is_typed_once(self, people: Sequence[TableRow]) -> bool:
        """Whether each unit is typed beside its first person only, so that a blank below means the same unit.

        A single forgotten cell is no such habit: blanks must be the rule, the first person must have a unit, and no unit
        may be typed a second time. Where the numbers count units, they say themselves which rows belong together. In
        a list of ours, which bears badge codes, a blank is a blank.
        """
        column = self._layout.fields.get("unit", -1)
        if column < 0:
            return False
        typed: set[Cell] = set()
        blanks = 0
        for person in people:
            if "code" in person.cells and is_badge_code(str(person.cells["code"])):
                return False
            if "full_name" not in person.cells:
                continue
            unit = person.raw[column] if column < len(person.raw) else None
            if unit is None or not str(unit).strip():
                row = person.raw
                if not typed or (0 <= self._number < len(row) and row[self._number] is None):
                    return False
                blanks += 1
            elif unit in typed or is_ditto(str(unit)):
                return False
            else:
                typed.add(unit)
        return blanks >= (_BLANKS_UNDER_ONE if len(typed) == 1 else max(_BLANKS_AT_LEAST, len(typed)))
