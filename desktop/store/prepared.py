"""One statement run again and again with plain values, compiled once: for the door, where a person waits.

SQLAlchemy's own way from a statement to the driver and back takes several times as long as the statement itself.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import BindParameter, Connection, Dialect, Insert, Select, Table, bindparam
from sqlalchemy.exc import DBAPIError

from desktop.domain.lazy_dataclass import dataclass

_Process = Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement in a driver's own words."""

    text: str
    constants: Mapping[str, Any]
    """Parameters that the statement itself gives a value."""
    parameters: tuple[tuple[str, _Process], ...]
    """Those that each call gives."""
    order: tuple[str, ...] | None
    """The parameters by place, for a driver that counts them."""
    row: Callable[..., Any] | None
    """Makes the row that comes back."""
    results: tuple[_Process, ...]

    def given(self, values: Mapping[str, Any]) -> Any:
        """The values as the driver takes them."""
        given = {name: work(values[name]) if work else values[name] for name, work in self.parameters}
        given.update(self.constants)
        return given if self.order is None else tuple([given[name] for name in self.order])


class Prepared:
    """A statement for either database: `build` makes it for the dialect of that name, with a bindparam for each value.

    Each column that it hands back has a name of its own.
    """

    def __init__(self, build: Callable[[str], Select[*tuple[Any, ...]] | Insert]) -> None:
        self._build = build
        self._ready: dict[str, _Ready] = {}

    def first(self, connection: Connection, values: Mapping[str, Any]) -> Any:
        """Execute; the first row that comes back, its columns by name, or None. Raises DBAPIError as SQLAlchemy would."""
        dialect = connection.dialect
        ready = self._ready.get(dialect.name)
        if ready is None:
            ready = self._ready[dialect.name] = self._compile(dialect)
        link = connection.connection
        cursor = link.cursor()
        given = ready.given(values)
        try:
            cursor.execute(ready.text, given)
            found = cursor.fetchone() if ready.row else None
        except dialect.loaded_dbapi.Error as error:
            raise _told(error, connection, cursor, ready.text, given) from error
        finally:
            cursor.close()
        if ready.row is None or found is None:
            return None
        return ready.row(*[work(value) if work else value for value, work in zip(found, ready.results, strict=True)])

    def _compile(self, dialect: Dialect) -> _Ready:
        statement = self._build(dialect.name)
        compiled: Any = statement.compile(dialect=dialect)
        parameters, constants = [], {}
        for name, value in compiled.params.items():
            bind = compiled.binds[name]
            work = bind.type.dialect_impl(dialect).bind_processor(dialect)
            if bind.required:
                parameters.append((name, work))
            else:
                constants[name] = work(value) if work else value
        columns = statement.exported_columns
        return _Ready(
            text=str(compiled),
            constants=constants,
            parameters=tuple(parameters),
            order=tuple(compiled.positiontup) if compiled.positiontup else None,
            row=namedtuple("Row", map(str, columns.keys())) if columns else None,
            results=tuple(column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns),
        )


def run(connection: Connection, text: str) -> None:
    """Execute a statement that is given nothing and hands nothing back. Raises DBAPIError as SQLAlchemy would."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(text)
    except connection.dialect.loaded_dbapi.Error as error:
        raise _told(error, connection, cursor, text, ()) from error
    finally:
        cursor.close()


def _told(error: Any, connection: Connection, cursor: Any, text: str, given: Any) -> Exception:
    """What SQLAlchemy makes of a driver's error; a connection that is gone is let go."""
    dialect = connection.dialect
    gone = dialect.is_disconnect(error, connection.connection.dbapi_connection, cursor)
    if gone:
        connection.invalidate(error)
    failure = dialect.loaded_dbapi.Error
    told: Exception = DBAPIError.instance(text, given, error, failure, connection_invalidated=gone, dialect=dialect)
    return told


def placeholders(table: Table, prefix: str, without: Collection[str] = ()) -> dict[str, BindParameter[Any]]:
    """A parameter for each column of the table, named after both, for an INSERT's values."""
    return {
        column.name: bindparam(f"{prefix}_{column.name}", type_=column.type)
        for column in table.columns
        if column.name not in without
    }


def prefixed(prefix: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row's values under the names that `placeholders` gave them."""
    return {f"{prefix}_{name}": value for name, value in row.items()}
