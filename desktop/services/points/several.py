"""Several points at once: one for each unit, or a list pasted from a spreadsheet."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from desktop.domain.errors import InvalidInput
from desktop.domain.names import fold, normalise
from desktop.domain.points import MOST_SEATS, PointInput
from desktop.excel.reading.clipboard import read_clipboard
from desktop.excel.understanding.headings import EXACT, read_heading
from desktop.services import journal, units
from desktop.services.ordering import units_in_order
from desktop.services.points import keeping
from desktop.store.point_tables import PointUnit
from desktop.store.tables import Unit
from desktop.store.transaction import Transaction
from desktop.wording import error
from desktop.wording.field import heading
from desktop.wording.points import and_more, point_heading, row_text

COLUMNS = (
    "name", "unit", "address", "contact_name", "contact_phone", "responsible", "capacity", "link", "note",
)  # fmt: skip
"""What stands in a pasted list from the left, unless its first row names its columns; several units with a semicolon between."""
MOST_TITLES = 5
"""Rows of titles that may stand above the headings."""
MOST_TOLD = 5
"""Rows of which is told what is wrong with them."""


def add_for_units(tx: Transaction, conference_id: uuid.UUID, unit_ids: Collection[uuid.UUID]) -> int:
    """A point for each of these units that sits at none yet, called as the unit is. Returns how many were added.

    Raises InvalidInput("point.exists") where one of that name is another unit's.
    """
    sits = set(tx.scalars(select(PointUnit.unit_id).where(PointUnit.conference_id == conference_id)))
    wanted = units_in_order(tx, [key for key in unit_ids if key not in sits])
    named = {key: name for key, name in tx.execute(select(Unit.id, Unit.name).where(Unit.id.in_(wanted)))}  # noqa: C416
    if wanted:
        with journal.entry(tx, "point.imported", keeping.AREAS, conference_id=conference_id, count=len(wanted)):
            for key in wanted:
                keeping.insert(tx, conference_id, PointInput(named[key]), unit_ids=[key])
    return len(wanted)


def add_listed(tx: Transaction, conference_id: uuid.UUID, text: str) -> int:
    """A point for each row of a table copied from a spreadsheet. Returns how many were added; all of them, or none.

    Rows above the headings are titles, rows of nothing but their running number are no points. Raises InvalidInput:
    "point.no_names" for no row, "point.rows" with what is wrong in which rows.
    """
    rows = _rows(text)
    order, first = _headings([cells for _number, cells in rows])
    given = [(number, said) for number, cells in rows[first:] if (said := _said(order, cells))]
    if not given:
        raise InvalidInput("point.no_names", field="table")
    wrong: list[str] = []
    with journal.entry(tx, "point.imported", keeping.AREAS, conference_id=conference_id, count=len(given)):
        for number, said in given:
            try:
                _add_row(tx, conference_id, said)
            except InvalidInput as problem:
                wrong.append(row_text(number, error(problem)))
        if wrong:
            raise InvalidInput("point.rows", field="table", rows="\n".join(_first(wrong)))
    return len(given)


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The rows that say something, with where they stand. Without a tab a line is one cell: names have commas."""
    if "\t" in text and text.strip():
        sheet = read_clipboard(text, "").sheets[0]
        lines = [[normalise(str(cell or "")) for cell in row] for row in sheet.rows]
        numbered = list(zip(sheet.numbers, lines, strict=True))
    else:
        numbered = [(number, [normalise(line)]) for number, line in enumerate(text.splitlines(), 1)]
    return [(number, row) for number, row in numbered if any(row)]


def _headings(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], int]:
    """Which field stands in each column, and how many rows stand above the first point."""
    for place, row in enumerate(rows[:MOST_TITLES]):
        found = tuple(map(_field, row))
        if "name" in found:
            return found, place + 1
    return COLUMNS, 0


def _field(cell: str) -> str:
    """What a column of this heading holds, called as the program does or as lists of people are; "" for nothing of a point."""
    known = {fold(heading(name)): name for name in COLUMNS}
    known |= dict.fromkeys((fold(heading("point")), fold(point_heading())), "name")
    if own := known.get(fold(cell)):
        return own
    field, sure = read_heading(cell)
    return {"unit": "unit", "phone": "contact_phone", "note": "note"}.get(field, "") if sure >= EXACT else ""


def _said(order: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return {name: cell for name, cell in zip(order, cells, strict=False) if name and cell}


def _add_row(tx: Transaction, conference_id: uuid.UUID, said: dict[str, Any]) -> None:
    names = [name for name in said.pop("unit", "").split(";") if name.strip()]
    seats = said.pop("capacity", "")
    if seats and not seats.isdecimal():
        raise InvalidInput("point.capacity", field="capacity", value=seats, most=MOST_SEATS)
    given = replace(PointInput(said.pop("name", "")), capacity=int(seats) if seats else None, **said)
    keeping.insert(tx, conference_id, given, unit_ids=[_unit(tx, name) for name in names])


def _first(wrong: Sequence[str]) -> list[str]:
    more = len(wrong) - MOST_TOLD
    return [*wrong[:MOST_TOLD], *([and_more(more)] if more > 0 else [])]


def _unit(tx: Transaction, name: str) -> uuid.UUID:
    found = units.find_unit(tx, name)
    if found is None:
        raise InvalidInput("unit.unknown", field="unit", value=normalise(name))
    return found
