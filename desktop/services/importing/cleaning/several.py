"""Several people in one row: their names in one cell, one below the other or parted by signs."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.domain.fields import SENSITIVE_FIELDS
from desktop.excel.reading.workbook import Cell
from desktop.excel.understanding.table_row import TableRow
from desktop.services.importing.cleaning.names import clean_name, may_name_several
from desktop.services.importing.cleaning.remarks import LISTED

_OF_EACH = frozenset({"honorific", "gender", "birth", "phone", "phone_2", "email", "code", *SENSITIVE_FIELDS})
"""What belongs to one person: a single value is the first one's."""
_SIGNS = (re.compile(r"[\r\n]+"), re.compile(r"[;/]"), re.compile(r","))


def people_of(row: TableRow) -> list[TableRow]:
    """The row itself, or where its name cell surely names several people a row for each of them."""
    name = row.cells.get("full_name")
    if type(name) is not str or not may_name_several(name):
        return [row]
    people = clean_name(name, False).people
    if not people:
        return [row]
    shared: list[dict[str, Cell]] = [dict(row.cells) for _person in people]
    for field, value in row.cells.items():
        if field == "full_name":
            continue
        values = _one_for_each(value, len(people), lines_only=field not in _OF_EACH)
        if values:
            for cells, each in zip(shared, values, strict=True):
                cells[field] = each
        elif field in _OF_EACH:
            for cells in shared[1:]:
                del cells[field]
    rows = []
    for part, (person, cells) in enumerate(zip(people, shared, strict=True)):
        first, *behind = person
        cells["full_name"] = first.text + "".join(
            f" ({piece.text})" if piece.between == "(" else f" - {piece.text}" for piece in behind
        )
        notes = (*(row.notes if part == 0 else ()), ("full_name", "name.split"))
        rows.append(replace(row, cells=cells, part=part, notes=notes))
    return rows


def _one_for_each(value: Cell, count: int, *, lines_only: bool) -> list[str]:
    """The parts of a cell that has one for each of `count` people; [] for any other."""
    if not isinstance(value, str):
        return []
    for sign in _SIGNS[:1] if lines_only else _SIGNS:
        parts = [LISTED.sub("", part.strip()).strip() if lines_only else part.strip() for part in sign.split(value)]
        parts = [part for part in parts if part]
        if len(parts) == count:
            return parts
    return []
