"""Which columns of a person and of an attendee tell who somebody is, said once for grants, desks and erasing.

What is not named here is let go: a new column is emptied when a person is erased, without anybody thinking of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from sqlalchemy import Column
from sqlalchemy.sql.schema import CallableColumnDefault, ScalarElementColumnDefault

from desktop.store import schema

SENSITIVE: Mapping[str, frozenset[str]] = {
    "person": frozenset({"gender", "phone", "birth", "email"}),
    "attendee": frozenset({"extra", "off_payroll", "answers"}),
}
"""Columns that a desk's login may not read, by table."""

NAMED = frozenset({"full_name", "name_key", "sort_key"})
"""What follows from a name: whoever has none any more is given a word in its place."""

STAYS: Mapping[str, frozenset[str]] = {
    "person": frozenset({"id", "version"}),
    "attendee": frozenset(
        {
            "id",
            "version",
            "conference_id",
            "person_id",
            "code",
            "unit_id",
            "unit_name",
            "unit_kind",
            "role_group_id",
            "state",
            "state_at",
            "seat",
            "origin",
            "search",
            "substitute_for_id",
            "substitute_sessions",
            "joined_into_id",
            "joined_at",
            "said_state",
            "said_at",
            "import_batch_id",
            "created_at",
        }
    ),
}
"""What an anonymous row keeps besides, so that counts and signed sheets still say the same; `search` is made anew."""


def public(name: str) -> tuple[str, ...]:
    """The columns of a table that a desk may read."""
    hidden = SENSITIVE.get(name, frozenset())
    return tuple(column.name for column in schema.table(name).columns if column.name not in hidden)


def unsaid(name: str) -> dict[str, Any]:
    """What the sensitive columns of a table hold where nothing is said."""
    return _empty(name, SENSITIVE[name])


def forgotten(name: str) -> dict[str, Any]:
    """What the columns of a table hold once nobody is to be known by them, but for the name."""
    columns = {column.name for column in schema.table(name).columns}
    return _empty(name, columns - STAYS[name] - NAMED)


def _empty(name: str, columns: Iterable[str]) -> dict[str, Any]:
    return {column: _nothing(schema.table(name).c[column]) for column in sorted(columns)}


def _nothing(column: Column[Any]) -> Any:
    """What a column holds of which nothing was said: its default, None where it may be missing."""
    default = column.default
    if isinstance(default, ScalarElementColumnDefault):
        return default.arg
    if isinstance(default, CallableColumnDefault):
        return default.arg(cast(Any, None))  # an empty list or mapping, which asks for no statement
    if column.nullable:
        return None
    raise TypeError(f"{column} needs a default, or a place in STAYS")
