"""The two orders of every list of attendees: by unit, or by Vietnamese given name.

Sort keys are ASCII compared by bytes, so both databases agree.
"""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import ColumnElement

from desktop.domain.errors import InvalidInput
from desktop.store.tables import Attendee, RoleGroup, Unit

Order = Literal["unit", "name"]


def unit_order() -> tuple[ColumnElement[Any], ...]:
    """Units in the order of the list they came from, then the others by name; an outer-joined absent unit last."""
    return (Unit.id.is_(None), Unit.place == 0, Unit.place.expression, Unit.sort_key.expression)


def attendee_order(sort: str) -> tuple[ColumnElement[Any], ...]:
    """ORDER BY for a select of attendees outer-joined with RoleGroup and Unit.

    "unit": role group's place, unit's place or name, then the person's name; "name": the name alone. People without a
    group or a unit come last, and the badge code parts namesakes.
    """
    by_name: tuple[ColumnElement[Any], ...] = (Attendee.sort_key.expression, Attendee.code.expression)
    if sort == "name":
        return by_name
    if sort != "unit":
        raise InvalidInput("attendees.unknown_order", field="sort", value=sort)
    return (RoleGroup.id.is_(None), RoleGroup.place.expression, *unit_order(), *by_name)
