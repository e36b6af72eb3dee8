"""A damaged data file's rows in a fresh file, with what a backup still has of the rows that are lost."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from desktop import own_files
from desktop.domain.backups import Holds, Salvaged
from desktop.domain.errors import UnusableDatabase
from desktop.domain.progress import Progress
from desktop.store import sealing
from desktop.store.backup import counted
from desktop.store.engines import connect
from desktop.store.pages import Broken, FoundRow, Pages

_MASTER = 5
"""The columns of SQLite's own table of tables: type, name, table, root page, statement."""
_VERSION = "alembic_version"
_MAKES = re.compile(r"CREATE (TABLE|(UNIQUE )?INDEX) ")


@dataclass(slots=True)
class _Table:
    """A table as its statement makes it."""

    name: str
    columns: list[str]
    kinds: list[str]
    required: list[bool]
    numbered: int | None
    """The column that is the rowid, which stands in no record."""
    root: int = 0
    rows: list[FoundRow] = field(default_factory=list)
    incomplete: bool = False

    def fits(self, row: FoundRow) -> bool:
        """Whether the row may be of this table, by its number of columns and their types."""
        if len(row.values) != len(self.columns):
            return False
        return all(
            (value is None and (place == self.numbered or not needed)) or (place != self.numbered and _is(value, kind))
            for place, (value, kind, needed) in enumerate(zip(row.values, self.kinds, self.required, strict=True))
        )


def _is(value: object, kind: str) -> bool:
    if kind == "CHAR(32)":
        return isinstance(value, str) and re.fullmatch("[0-9a-f]{32}", value) is not None
    if kind in ("DATETIME", "DATE", "TIME"):
        return isinstance(value, str) and value[:1].isdigit()
    if kind in ("INTEGER", "BOOLEAN", "BIGINT"):
        return isinstance(value, int)
    if kind in ("FLOAT", "NUMERIC"):
        return isinstance(value, int | float)
    return isinstance(value, str)


def salvage(path: Path, fresh: Path, newest: Path, older: Path | None, progress: Progress | None = None) -> Salvaged:
    """Write what can be read of `path` into the file `fresh`, which must not be there.

    `newest` is an empty data file of this version, whose tables stand for those that the damaged file does not tell any
    more; `older` a whole backup, whose rows stand for rows that are lost and were not deleted since. Raises
    UnusableDatabase when nothing can be read and no backup stands for it.
    """
    pages = Pages(path)
    told = _told_by(_statements_in(pages))
    now = _version_of(newest)
    version = _version_in(pages, told) or (_version_of(older) if older is not None else now)
    like = newest if version == now else older  # whose statements stand for those that are lost
    statements = {**(_statements_of(like) if like is not None else {}), **told}
    tables = _tables(statements)
    _collect(pages, tables, progress)
    # SQLite reads both by one key.
    alike = older is not None and sealing.identity_of(older) == sealing.identity_of(path)
    filled = older is not None and alike and _version_of(older) == version
    if not filled and not any(table.rows for table in tables.values()):
        raise UnusableDatabase("backup.nothing_readable", file=path.name)
    with closing(connect(fresh, "rwc", like=path)) as connection:
        own_files.narrow(fresh)
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN")
        for statement, _root in sorted(statements.values(), key=lambda pair: not pair[0].startswith("CREATE TABLE")):
            connection.execute(statement)
        for table in tables.values():
            _write(connection, table)
        connection.execute(f"DELETE FROM {_VERSION}")
        connection.execute(f"INSERT INTO {_VERSION} VALUES (?)", (version,))
        before = counted(connection)
        connection.execute("COMMIT")
        if older is not None and filled:
            _fill(connection, list(tables.values()), older)
        _let_go_of_the_lost(connection)
        after = counted(connection)
    return Salvaged(
        _least(before, after),
        _less(after, before),
        pages.expected,
        len(pages.broken | set(range(pages.count + 1, pages.expected + 1))),
    )


def _least(one: Holds, other: Holds) -> Holds:
    return Holds(*(min(pair) for pair in zip(_three(one), _three(other), strict=True)))


def _less(one: Holds, other: Holds) -> Holds:
    return Holds(*(max(0, a - b) for a, b in zip(_three(one), _three(other), strict=True)))


def _three(holds: Holds) -> tuple[int, int, int]:
    return holds.conferences, holds.attendees, holds.marks


# -- what tables there were --------------------------------------------------------------------------------------------


def _statements_in(pages: Pages) -> Iterator[FoundRow]:
    yield from pages.rows_under(1)
    if pages.broken:
        for number in list(pages.stray()):
            rows = pages.rows_on(number)
            if rows and all(_describes(row) for row in rows):
                pages.seen.add(number)
                yield from rows


def _describes(row: FoundRow) -> bool:
    """Whether this may be a row of SQLite's table of tables; what it makes by itself has no statement."""
    if len(row.values) != _MASTER:
        return False
    kind, name, _table, root, statement = row.values
    return (
        kind in ("table", "index")
        and isinstance(name, str)
        and isinstance(root, int)
        and (statement is None or (isinstance(statement, str) and _MAKES.match(statement) is not None))
    )


def _told_by(rows: Iterable[FoundRow]) -> dict[str, tuple[str, int]]:
    """Statement and root page of each table and index by name, as far as SQLite takes the statement."""
    found: dict[str, tuple[str, int]] = {}
    with closing(sqlite3.connect(":memory:")) as memory:
        described = [row.values for row in rows if _describes(row) and row.values[-1] is not None]
        for kind, name, _table, root, statement in sorted(described, key=lambda values: values[0] != "table"):
            with suppress(sqlite3.Error):
                memory.execute(str(statement))  # an index after its table
                found[f"{kind!s} {name!s}"] = (str(statement), int(str(root)))
    return found


def _version_in(pages: Pages, told: Mapping[str, tuple[str, int]]) -> str:
    """The schema's name as the damaged file tells it; "" when it does not any more."""
    _statement, root = told.get(f"table {_VERSION}", ("", 0))
    rows = list(pages.rows_under(root)) if root else []
    pages.seen.discard(root)
    return str(rows[0].values[0]) if rows and rows[0].values else ""


def _version_of(path: Path) -> str:
    with closing(connect(path)) as connection:
        return str(connection.execute(f"SELECT version_num FROM {_VERSION}").fetchone()[0])


def _statements_of(path: Path) -> dict[str, tuple[str, int]]:
    query = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
    with closing(connect(path)) as connection:
        return {f"{kind} {name}": (sql, 0) for kind, name, sql in connection.execute(query)}


def _tables(statements: Mapping[str, tuple[str, int]]) -> dict[str, _Table]:
    found = {}
    with closing(sqlite3.connect(":memory:")) as memory:
        for name, (statement, root) in statements.items():
            if not name.startswith("table "):
                continue
            name = name.removeprefix("table ")
            memory.execute(statement)
            told = memory.execute(f'PRAGMA table_info("{name}")').fetchall()
            keys = [place for place, *_rest, key in told if key]
            numbered = keys[0] if len(keys) == 1 and told[keys[0]][2].upper() == "INTEGER" else None
            found[name] = _Table(
                name,
                [column for _place, column, *_rest in told],
                [declared.upper() for _place, _column, declared, *_rest in told],
                [bool(needed) for _place, _column, _declared, needed, *_rest in told],
                numbered,
                root,
            )
    return found


# -- their rows --------------------------------------------------------------------------------------------------------


def _collect(pages: Pages, tables: Mapping[str, _Table], progress: Progress | None) -> None:
    """Give each table the rows of its own tree; then those of pages that only a lost page led to."""
    for number, table in enumerate(tables.values(), 1):
        before = len(pages.broken)
        if table.root:
            table.rows = list(pages.rows_under(table.root))
        table.incomplete = not table.root or len(pages.broken) > before
        if progress is not None:
            progress(number, len(tables) + 1)
    incomplete = [table for table in tables.values() if table.incomplete]
    for number in list(pages.stray()) if incomplete else []:
        try:
            rows = pages.rows_on(number)
        except Broken:
            continue
        fitting = [table for table in incomplete if rows and all(map(table.fits, rows))]
        if len(fitting) == 1:
            fitting[0].rows += rows


def _write(connection: sqlite3.Connection, table: _Table) -> None:
    """The rows into the fresh file; of two for one key the first, which its own tree held, counts."""
    by_length: dict[int, list[list[object]]] = defaultdict(list)
    for row in table.rows:
        values: list[object] = list(row.values[: len(table.columns)])
        if table.numbered is not None and table.numbered < len(values):
            values[table.numbered] = row.rowid
        by_length[len(values)].append(values)
    for length, rows in by_length.items():
        names = ", ".join(f'"{name}"' for name in table.columns[:length])
        marks = ", ".join("?" * length)
        connection.executemany(f'INSERT OR IGNORE INTO "{table.name}" ({names}) VALUES ({marks})', rows)


def _fill(connection: sqlite3.Connection, tables: Collection[_Table], older: Path) -> None:
    """What the backup has of tables that lost rows, without what was deleted, or who was erased, since."""
    connection.execute("ATTACH ? AS older", (str(older),))
    connection.execute("BEGIN")
    erased = " AND id NOT IN (SELECT id FROM main.erasure)" if any(each.name == "erasure" for each in tables) else ""
    for table in tables:
        if table.incomplete and table.name != _VERSION:
            names = ", ".join(f'"{name}"' for name in table.columns)
            query = f'INSERT OR IGNORE INTO main."{table.name}" ({names}) SELECT {names} FROM older."{table.name}"'
            deleted = "(SELECT entity_id FROM main.change WHERE entity = ? AND kind = 'deleted')"
            if "id" in table.columns:
                connection.execute(f"{query} WHERE id NOT IN {deleted}{erased}", (table.name,))
            else:
                connection.execute(query)
    connection.execute("COMMIT")
    connection.execute("DETACH older")


def _let_go_of_the_lost(connection: sqlite3.Connection) -> None:
    """No row may stand on one that is lost: it names nothing instead, or goes too."""
    while wrong := connection.execute("PRAGMA foreign_key_check").fetchall():
        connection.execute("BEGIN")
        for table, rowid, _parent, key in wrong:
            column = next(
                each[3] for each in connection.execute(f'PRAGMA foreign_key_list("{table}")') if each[0] == key
            )
            needed = next(each[3] for each in connection.execute(f'PRAGMA table_info("{table}")') if each[1] == column)
            if needed:
                connection.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (rowid,))
            else:
                connection.execute(f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ?', (rowid,))
        connection.execute("COMMIT")
