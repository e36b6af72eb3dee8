"""Cells that mean "as above": merged cells, ditto marks, and a unit typed once with blanks below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop.domain.codes import is_badge_code
from desktop.domain.names import fold
from desktop.excel.understanding.columns import Layout
from desktop.excel.workbook import Cell, Sheet

CARRIED = ("unit", "role_group", "position")
"""Fields whose merged cells speak for all their rows, and in which "nt" means the cell above."""

_DITTO = re.compile(r"""(?:[-–'"“”″`/.\s]*(?:nt|nhu tren|n/t|n\.t)[-–'"“”″`/.\s]*|["“”″〃]|''|,,|-"-|//)""")
_LONGEST_DITTO = 9
_MERGED_ROWS = 20_000
_BLANKS_AT_LEAST = 3


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


def is_own_list(rows: Sequence[tuple[Cell, ...]], code_column: int) -> bool:
    """Whether the rows bear badge codes: a list that this program wrote, in which a blank is a blank."""
    codes = (row[code_column] for row in rows if 0 <= code_column < len(row))
    return any(is_badge_code(str(code)) for code in codes if code not in (None, ""))


def unit_typed_once(rows: Sequence[tuple[Cell, ...]], unit_column: int, name_column: int, number_column: int) -> bool:
    """Whether each unit is typed beside its first person only, so that a blank below means the same unit.

    A single forgotten cell is no such habit: blanks must be the rule, the first person must have a unit, and no unit
    may be typed a second time. Where the numbers count units, they say themselves which rows belong together.
    """
    if unit_column < 0 or name_column < 0:
        return False
    typed: set[Cell] = set()
    blanks = 0
    for row in rows:
        if name_column >= len(row) or not isinstance(row[name_column], str):
            continue
        unit = row[unit_column] if unit_column < len(row) else None
        if unit is None or not str(unit).strip():
            if not typed or (0 <= number_column < len(row) and row[number_column] is None):
                return False
            blanks += 1
        elif unit in typed or is_ditto(str(unit)):
            return False
        else:
            typed.add(unit)
    return blanks >= max(_BLANKS_AT_LEAST, len(typed))
