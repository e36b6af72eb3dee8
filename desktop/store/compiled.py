"""What SQLAlchemy makes of a statement, kept once for all databases of one kind that a run opens.

To make SQL of a statement takes several times as long as to run it. SQLAlchemy keeps what it made by the engine and by its
dialect's object; here it is kept for all engines, and dialects of one kind and version are equal. So a file opened beside
another (a desk's, a backup, the copy of a server) begins with what the others know.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

SQLITE = "sqlite+shared"
"""The driver's name in the URL of an engine that shares."""

SHARED: dict[str, Any] = {"compiled_cache": LRUCache(2_000)}
"""The options of an engine that shares."""


class Alike(DefaultDialect):
    """Equal to every other of its kind and version."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.server_version_info == other.server_version_info

    def __hash__(self) -> int:
        return hash(type(self))


class SQLite(Alike, SQLiteDialect_pysqlite):
    """SQLite through its own driver."""

    supports_statement_cache = True


registry.register(SQLITE.replace("+", "."), __name__, SQLite.__name__)
