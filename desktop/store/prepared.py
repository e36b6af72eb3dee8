"""One statement run again and again with plain values, compiled once: for the door, where a person waits.

SQLAlchemy's own way from a statement to the driver takes several times as long as the statement itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, CursorResult, Dialect, UpdateBase

_Process = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A statement in a driver's own words."""

    text: str
    names: tuple[str, ...]
    processes: tuple[_Process | None, ...]
    by_place: bool

    def parameters(self, values: Mapping[str, Any]) -> Any:
        """The values as the driver takes them."""
        given = [
            process(values[name]) if process else values[name]
            for name, process in zip(self.names, self.processes, strict=True)
        ]
        return tuple(given) if self.by_place else dict(zip(self.names, given, strict=True))


class Prepared:
    """An INSERT of one row, for either database; `build` makes it for the dialect of that name.

    What it returns is the driver's: ask for numbers and text only.
    """

    def __init__(self, build: Callable[[str], UpdateBase]) -> None:
        self._build = build
        self._ready: dict[str, _Ready] = {}

    def run(self, connection: Connection, values: Mapping[str, Any]) -> CursorResult[Any]:
        """Execute with a value for every column and parameter named at the first call; always the same names."""
        ready = self._ready.get(connection.dialect.name)
        if ready is None:
            ready = self._ready[connection.dialect.name] = self._compile(connection.dialect, values)
        return connection.exec_driver_sql(ready.text, ready.parameters(values))

    def _compile(self, dialect: Dialect, values: Mapping[str, Any]) -> _Ready:
        compiled: Any = self._build(dialect.name).compile(dialect=dialect, column_keys=list(values))
        names = tuple(compiled.positiontup or compiled.binds)
        kinds = [compiled.binds[name].type.dialect_impl(dialect) for name in names]
        processes = tuple(kind.bind_processor(dialect) for kind in kinds)
        return _Ready(str(compiled), names, processes, by_place=compiled.positiontup is not None)
