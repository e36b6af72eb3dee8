"""The orders of every list of attendees: by rank or as they were sent inside a unit, by group and unit, by given name.

Sort keys are ASCII compared by bytes, so both databases agree.

One order of people. Every list, sheet and plan takes it from `desktop/services/ordering.py::in_order`: unit, rank, then
name, or another that was chosen; papers read it through `desktop/services/people_on_paper.py::listed`. A position's
rank is told by its words (`desktop/domain/ranks.py::Ranks`), from the office's table
(`desktop/services/ranking.py::table`). How names are compared: `desktop/domain/names.py::sort_key`.
"""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select

from desktop.domain.documents.people import ORDERS
from desktop.domain.errors import InvalidInput
from desktop.services import ranking
from desktop.store.bulk import among
from desktop.store.tables import Attendee, RoleGroup, Unit
from desktop.store.transaction import Transaction


def unit_order() -> tuple[ColumnElement[Any], ...]:
    """Units in the order of the list they came from, then the others by name; an outer-joined absent unit last."""
    return (Unit.id.is_(None), Unit.place == 0, Unit.place.expression, Unit.sort_key.expression)


def units_in_order(tx: Transaction, ids: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """These units in that order."""
    return list(tx.scalars(select(Unit.id).where(among(tx, Unit.id, ids)).order_by(*unit_order())))


def group_order() -> tuple[ColumnElement[Any], ...]:
    """Role groups in their order; an outer-joined absent group last."""
    return (RoleGroup.id.is_(None), RoleGroup.place.expression)


def in_order(
    tx: Transaction,
    query: Select[*tuple[Any, ...]],
    sort: str = "rank",
    *,
    groups_first: bool = False,
    parameters: Mapping[str, Any] | None = None,
) -> list[Row[*tuple[Any, ...]]]:
    """The rows of a select of attendees outer-joined with RoleGroup and Unit, with the columns that order them.

    "rank": unit, rank of the position, given name; "sent": unit, then as the unit's rows were imported or added; "unit":
    role group, unit, given name; "name": given name. People without a unit or group come last, and the badge code parts
    namesakes. `groups_first` puts the role group before all that. Raises InvalidInput for any other order.
    """
    before = group_order() if groups_first else ()
    rows = tx.execute(query.order_by(*before, *_in_database(sort)), parameters or {}).all()
    return list(rows) if sort != "rank" else list(_by_rank(tx, rows, groups_first=groups_first))


def everyone(tx: Transaction, conference_id: uuid.UUID, *, groups_first: bool = False) -> list[uuid.UUID]:
    """All attendees of a conference by rank, whatever their state."""
    query = (
        select(Attendee.id, Attendee.role_group_id, Attendee.unit_id, Attendee.unit_name, Attendee.position)
        .outerjoin(RoleGroup, RoleGroup.id == Attendee.role_group_id)
        .outerjoin(Unit, Unit.id == Attendee.unit_id)
        .where(Attendee.conference_id == conference_id)
    )
    return [row.id for row in in_order(tx, query, groups_first=groups_first)]


def _in_database(sort: str) -> tuple[ColumnElement[Any], ...]:
    if sort not in ORDERS:
        raise InvalidInput("attendees.unknown_order", field="sort", value=sort)
    by_name: tuple[ColumnElement[Any], ...] = (Attendee.sort_key.expression, Attendee.code.expression)
    by_unit = (*unit_order(), Unit.id.expression)
    match sort:
        case "name":
            return by_name
        case "unit":
            return (*group_order(), *unit_order(), *by_name)
        case "sent":  # codes are given out in the order of rows; a longer number is a later one
            return (*by_unit, func.length(Attendee.code), Attendee.code.expression)
        case _:
            return (*by_unit, *by_name)


def _by_rank(
    tx: Transaction, rows: Sequence[Row[*tuple[Any, ...]]], *, groups_first: bool
) -> Iterator[Row[*tuple[Any, ...]]]:
    """The rows of each unit by rank; they come by unit and name, which stays among equals."""
    ranks = ranking.in_force(tx)

    def together(row: Row[*tuple[Any, ...]]) -> object:
        return row.role_group_id if groups_first else None, row.unit_id

    for _unit, theirs in itertools.groupby(rows, together):
        yield from sorted(theirs, key=lambda row: ranks.of(row.position, row.unit_name))
