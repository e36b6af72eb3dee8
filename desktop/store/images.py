"""A row as the journal keeps it, in JSON: made here, or by the database of many rows at once."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Float,
    Integer,
    String,
    Table,
    Text,
    Uuid,
    case,
    cast,
    func,
    literal_column,
    type_coerce,
)

from desktop.store.columns import Moment

_DAY, _MOMENT = "YYYY-MM-DD", 'YYYY-MM-DD"T"HH24:MI:SS.US'
"""PostgreSQL's patterns of ISO."""


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Column values as JSON can hold them."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, uuid.UUID):
        return {"$uuid": value.hex}
    if isinstance(value, dt.datetime):
        return {"$datetime": value.isoformat()}
    if isinstance(value, dt.date):
        return {"$date": value.isoformat()}
    return value


def lively(value: Any) -> Any:
    """A value as `plain` wrote it, in its own kind again."""
    if isinstance(value, dict) and len(value) == 1:
        (kind, text), *_ = value.items()
        if kind == "$uuid":
            return uuid.UUID(text)
        if kind == "$datetime":
            return dt.datetime.fromisoformat(text)
        if kind == "$date":
            return dt.date.fromisoformat(text)
    return value


def whole(table: Table, dialect: str) -> ColumnElement[Any]:
    """`plain` of a row's every column, as an expression: rows that go need not be brought here first."""
    return _object(dialect, *((column.name, _json(column, dialect)) for column in table.columns))


def _object(dialect: str, *parts: tuple[str, ColumnElement[Any]]) -> ColumnElement[Any]:
    build = func.json_object if dialect == "sqlite" else func.json_build_object
    return build(*(each for name, value in parts for each in (literal_column(f"'{name}'"), value)))


def _json(column: Column[Any], dialect: str) -> ColumnElement[Any]:
    """One column as `plain` gives it. Raises NotImplementedError for a kind that no table has yet."""
    sqlite = dialect == "sqlite"
    raw = type_coerce(column, String)  # as SQLite keeps it: 32 digits, ISO with a blank, 0 and 1, JSON's text
    match column.type:
        case Integer() | Float() | String():
            return column
        case JSON():
            return func.json(raw) if sqlite else column
        case Boolean():
            return func.json(case((column.is_(True), "true"), (column.is_(False), "false"))) if sqlite else column
        case Uuid():
            return _tagged("$uuid", column, raw if sqlite else func.replace(cast(column, Text), "-", ""), dialect)
        case Date():
            return _tagged("$date", column, raw if sqlite else func.to_char(column, _DAY), dialect)
        case DateTime():
            text = func.replace(raw, " ", "T") if sqlite else func.to_char(column, _MOMENT)
            return _tagged("$datetime", column, text, dialect)
        case Moment():
            text = func.replace(raw, " ", "T") if sqlite else func.to_char(func.timezone("UTC", column), _MOMENT)
            return _tagged("$datetime", column, text.concat("+00:00"), dialect)
    raise NotImplementedError(f"{column} has no image")


def _tagged(tag: str, column: Column[Any], text: ColumnElement[Any], dialect: str) -> ColumnElement[Any]:
    found = case((column.is_not(None), _object(dialect, (tag, text))))
    return func.json(found) if dialect == "sqlite" else found
