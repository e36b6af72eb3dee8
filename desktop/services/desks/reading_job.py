"""The job of the child process that reads the files desks bring: a data file or an exchange file, perhaps a hostile one.

A data file is a database, and a database can hold instructions: a view that never ends, a trigger, a column that is
worked out. So it is copied here, looked through, and read only when it holds tables alone.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.errors import AppError, UnreadableFile, UnusableDatabase
from desktop.full_disk import has_room, is_full
from desktop.isolated import frames
from desktop.isolated.job import Job, Send, Work
from desktop.store.integrity import primary_code

if TYPE_CHECKING:
    from desktop.services.desks.bundles import Bundle
    from desktop.store.database import EngineDatabase

Request = tuple[str, str, str, str]
"""What is wanted ("rows", or "copy" for a copy that may be opened), the file, an empty folder for the copy, and the secret
of an encrypted file's key in hexadecimal ("" for a plain one)."""

_ROWS = 5_000
"""So many rows go to the program at once."""


def _start() -> Work[Request]:
    from desktop.services.desks import bundles, exchange  # noqa: F401 - and all that these import
    from desktop.store import upgrade  # noqa: F401

    return _serve


def _serve(request: Request, send: Send) -> bool:
    """The answers: ("rows", table, columns, rows) many times, ("copied",) once, or ("refused", code, details)."""
    from desktop.store import sealing

    wanted, path, folder = request[0], Path(request[1]), Path(request[2])
    try:
        if request[3]:
            sealing.know(sealing.DataKey(bytes.fromhex(request[3])))
        if wanted == "copy":
            _opened(path, folder).close()
            send(frames.pack(("copied",)))
        else:
            _send_rows(_read(path, folder), send)
    except AppError as refused:
        details = {name: value if isinstance(value, int) else str(value) for name, value in refused.details.items()}
        send(frames.pack(("refused", refused.code, {**details, "file": path.name})))
    return True


def _send_rows(bundle: Bundle, send: Send) -> None:
    from desktop.services.desks import exchange

    for name, table in exchange.plain_tables(bundle).items():
        rows: list[list[Any]] = table["rows"]
        for start in range(0, max(len(rows), 1), _ROWS):
            send(frames.pack(("rows", name, table["columns"], rows[start : start + _ROWS])))


def _read(path: Path, folder: Path) -> Bundle:
    from desktop.services.desks import exchange
    from desktop.store import sealing

    try:
        is_data_file = sealing.beginning(path) == sealing.PLAIN or sealing.identity_of(path) is not None
    except OSError:
        is_data_file = False  # said in words by the other reader
    return _of_data_file(path, folder) if is_data_file else exchange.read_file(path)


def _of_data_file(path: Path, folder: Path) -> Bundle:
    """All conferences of a data file, an older one too."""
    from sqlalchemy import select

    from desktop.services.desks.bundles import gather
    from desktop.store.tables import Conference

    database = _opened(path, folder)
    try:
        return database.read(
            lambda tx: gather(
                tx, list(tx.scalars(select(Conference.id).where(Conference.binned_at.is_(None)))), sensitive=True
            )
        )
    finally:
        database.close()


def _opened(path: Path, folder: Path) -> EngineDatabase:
    """A copy of the file, looked through, and brought up to date. Raises UnreadableFile, UnusableDatabase."""
    from desktop.store.upgrade import open_database

    return open_database(_copied(path, folder))


def _copied(path: Path, folder: Path) -> Path:
    """A copy of the file in the folder, holding tables alone. Raises UnreadableFile, UnusableDatabase."""
    from desktop.store.engines import connect

    copy = folder / path.name
    try:
        _copy(path, copy)
        with closing(connect(copy)) as connection:
            for what in _instructions(connection):
                raise UnreadableFile("desk.instructions", part=what)
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise UnreadableFile("desk.damaged")
    except FileNotFoundError as error:
        raise UnreadableFile("file.missing") from error
    except sqlite3.DatabaseError as error:
        if primary_code(error) == sqlite3.SQLITE_NOTADB:
            raise UnusableDatabase("record.not_ours") from error
        if primary_code(error) != sqlite3.SQLITE_CORRUPT and not has_room(folder):
            raise UnusableDatabase("disk.full") from error
        raise UnreadableFile("desk.damaged") from error
    except OSError as error:
        raise UnreadableFile("disk.full" if is_full(error) else "desk.damaged") from error
    return copy


def _copy(path: Path, copy: Path) -> None:
    """The file as it stands, with what a program that has it open has not put into it yet."""
    from desktop.store.engines import connect

    if path.with_name(f"{path.name}-shm").exists():  # open somewhere: only SQLite itself reads it whole
        with closing(connect(path)) as source, closing(connect(copy, "rwc", like=path)) as target:
            source.backup(target)
        return
    shutil.copyfile(path, copy)
    pending = path.with_name(f"{path.name}-wal")
    if pending.exists():
        shutil.copyfile(pending, copy.with_name(f"{copy.name}-wal"))


def _instructions(connection: sqlite3.Connection) -> Iterator[str]:
    """The names of whatever in a database is no table of stored values, and no index of such columns."""
    for kind, name, statement in connection.execute("SELECT type, name, sql FROM sqlite_schema").fetchall():
        quoted = '"' + str(name).replace('"', '""') + '"'
        if kind == "table" and not str(statement).upper().startswith("CREATE VIRTUAL"):
            # A column that is worked out, or that a virtual table hides.
            if any(row[6] for row in connection.execute(f"PRAGMA table_xinfo({quoted})")):
                yield str(name)
        elif kind == "index":
            if any(row[1] == -2 for row in connection.execute(f"PRAGMA index_xinfo({quoted})")):  # of an expression
                yield str(name)
        else:
            yield str(name)


JOB = Job(__name__, _start, copied=True)
