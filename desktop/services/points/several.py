"""Several points at once: one for each unit, or a list pasted from a spreadsheet."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from desktop.domain.errors import InvalidInput
from desktop.domain.names import fold, normalise
from desktop.domain.points import PointInput
from desktop.excel.reading.clipboard import read_clipboard
from desktop.services import journal, units
from desktop.services.ordering import units_in_order
from desktop.services.points import keeping
from desktop.store.point_tables import PointUnit
from desktop.store.tables import Unit
from desktop.store.transaction import Transaction
from desktop.wording.field import heading

COLUMNS = (
    "name", "unit", "address", "contact_name", "contact_phone", "responsible", "capacity", "link", "note",
)  # fmt: skip
"""What stands in a pasted list from the left, unless its first row names its columns; several units with a semicolon between."""


def add_for_units(tx: Transaction, conference_id: uuid.UUID, unit_ids: Collection[uuid.UUID]) -> int:
    """A point for each of these units that sits at none yet, called as the unit is. Returns how many were added.

    Raises InvalidInput("point.exists") where one of that name is another unit's.
    """
    sits = set(tx.scalars(select(PointUnit.unit_id).where(PointUnit.conference_id == conference_id)))
    wanted = units_in_order(tx, [key for key in unit_ids if key not in sits])
    named = {key: name for key, name in tx.execute(select(Unit.id, Unit.name).where(Unit.id.in_(wanted)))}  # noqa: C416
    return _add(tx, conference_id, [(PointInput(named[key]), [key]) for key in wanted])


def add_listed(tx: Transaction, conference_id: uuid.UUID, text: str) -> int:
    """A point for each row of a table copied from a spreadsheet. Returns how many were added; all of them, or none.

    Raises InvalidInput: "point.no_names" for no row, "point.line" for one without a name, what is wrong with a point,
    "unit.unknown" for a unit nobody knows.
    """
    if not text.strip():
        raise InvalidInput("point.no_names", field="table")
    rows = [[normalise(str(cell or "")) for cell in row] for row in read_clipboard(text, "").sheets[0].rows]
    order = _named(rows[0])
    given = []
    for number, row in enumerate(rows[bool(order) :], start=1 + bool(order)):
        said: dict[str, Any] = dict(zip(order or COLUMNS, row, strict=False))
        said.pop("", None)
        names = [name for name in said.pop("unit", "").split(";") if name.strip()]
        if not said.get("name"):
            raise InvalidInput("point.line", field="table", row=number)
        given.append((_read(said), [_unit(tx, name) for name in names]))
    if not given:
        raise InvalidInput("point.no_names", field="table")
    return _add(tx, conference_id, given)


def _named(row: Sequence[str]) -> tuple[str, ...]:
    """The columns that a row names as the program calls them; () for a row that is none of headings."""
    known = {fold(heading(name)): name for name in COLUMNS} | {fold(heading("point")): "name"}
    found = tuple(known.get(fold(cell), "") for cell in row)
    return found if "name" in found else ()


def _read(said: dict[str, Any]) -> PointInput:
    seats = str(said.pop("capacity", ""))
    if seats and not seats.isdecimal():
        raise InvalidInput("point.capacity", field="table", value=seats)
    return replace(PointInput(**said), capacity=int(seats) if seats else None)


def _unit(tx: Transaction, name: str) -> uuid.UUID:
    found = units.find_unit(tx, name)
    if found is None:
        raise InvalidInput("unit.unknown", field="table", value=normalise(name))
    return found


def _add(tx: Transaction, conference_id: uuid.UUID, given: Sequence[tuple[PointInput, Sequence[uuid.UUID]]]) -> int:
    if not given:
        return 0
    with journal.entry(tx, "point.imported", keeping.AREAS, conference_id=conference_id, count=len(given)):
        for point, unit_ids in given:
            keeping.add_point(tx, conference_id, point, unit_ids=unit_ids)
    return len(given)
