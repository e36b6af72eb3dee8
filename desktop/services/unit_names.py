"""A unit's name is put right, or becomes another from a day on; and what attendees already registered show of it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_, select

from desktop.domain.errors import InvalidInput
from desktop.domain.names import collation_key
from desktop.domain.units import unit_key
from desktop.services import bulk
from desktop.store.tables import Attendee, Conference, Unit, UnitName
from desktop.store.transaction import OpenEntry, Transaction


def correct(tx: Transaction, line: OpenEntry, unit: Unit, name: str) -> None:
    """The name was misspelt: the right one takes its place in the unit's history, and reaches open conferences."""
    old = unit.name
    current = next((each for each in unit.names if each.valid_to is None and each.key == unit.key), None)
    if current is None:
        unit.names.append(UnitName(name=name, key=unit_key(name)))
    else:
        current.name, current.key = name, unit_key(name)
    _call(unit, name)
    tx.flush()
    _carry(tx, line, unit, old, ())


def rename(tx: Transaction, line: OpenEntry, unit: Unit, name: str, since: dt.date) -> None:
    """The unit is called so from that day on: in conferences that begin then or later, or have no day yet.

    Raises InvalidInput for a day before the last renaming: names follow one another.
    """
    old = unit.name
    last = max((each.valid_from for each in unit.names if each.valid_from is not None), default=None)
    if last is not None and since < last:
        raise InvalidInput("unit.renamed_since", field="since", name=old, on=last)
    for former in unit.names:
        if former.valid_to is None:
            former.valid_to = since
    unit.names.append(UnitName(name=name, key=unit_key(name), valid_from=since))
    _call(unit, name)
    tx.flush()
    _carry(tx, line, unit, old, (or_(Conference.starts_on >= since, Conference.starts_on.is_(None)),))


def _call(unit: Unit, name: str) -> None:
    unit.name, unit.key, unit.sort_key = name, unit_key(name), collation_key(name)


def _carry(tx: Transaction, line: OpenEntry, unit: Unit, old: str, where: Iterable[ColumnElement[bool]]) -> None:
    """Give the attendees of open conferences who show the old name the present one, their search text with it."""
    ids: list[uuid.UUID] = list(
        tx.scalars(
            select(Attendee.id)
            .join(Conference, Conference.id == Attendee.conference_id)
            .where(Attendee.unit_id == unit.id, Attendee.unit_name == old, Conference.closed.is_(False), *where)
        )
    )
    if bulk.change_attendees(tx, line, ids, {"unit_name": unit.name}, keep=("search",)):
        bulk.renew_search(tx, ids)
