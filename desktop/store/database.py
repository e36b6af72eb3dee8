"""One open record: `write` and `read` are the only transactions in the product."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from desktop.domain.errors import Conflict, UnusableRecord

Result = TypeVar("Result")

_RETRIES = 6
_BUSY_SECONDS = 15


class Database:
    """An open record on SQLite or PostgreSQL.

    Work passed to `write` and `read` gets the SQLAlchemy session (`tx`) and must hand back values only.
    """

    def __init__(self, engine: Engine, *, desk: str = "", path: Path | None = None) -> None:
        self.engine = engine
        self.desk = desk
        """The name journal lines carry."""
        self.path = path
        """The data file; None on a server."""
        self.role = "organizer"
        """What this login may do: organizer, desk or viewer. A data file's user may do everything."""
        self.online = True
        """Whether the record itself answers; a server's may not for a while."""
        self._writer = sessionmaker(engine.execution_options(writes=True), expire_on_commit=False)
        # SQLite's transactions see one state of the record anyway; PostgreSQL's see a new one at each statement unless told.
        on_server = engine.dialect.name == "postgresql"
        steady = engine.execution_options(isolation_level="REPEATABLE READ") if on_server else engine
        self._reader = sessionmaker(steady, expire_on_commit=False, autoflush=False)

    def write(self, work: Callable[[Session], Result]) -> Result:
        """Run `work` in one transaction and commit; anything raised rolls all of it back.

        Serialization failures and lock time-outs are tried again. Raises Conflict when a row changed underneath,
        UnusableRecord when the disk is full, the file read-only or the server away.
        """
        for attempt in range(_RETRIES):
            try:
                with self._writer() as tx, tx.begin():
                    tx.info["desk"] = self.desk
                    return work(tx)
            except StaleDataError as error:
                raise Conflict("conflict.row") from error
            except DBAPIError as error:
                if _worth_retrying(error) and attempt + 1 < _RETRIES:
                    time.sleep(0.02 * 2**attempt)
                    continue
                raise self._told(error) from error
        raise AssertionError("unreachable")

    def read(self, work: Callable[[Session], Result]) -> Result:
        """Run `work` on one consistent view; whatever it changed is dropped."""
        try:
            with self._reader() as tx:
                return work(tx)
        except DBAPIError as error:
            raise self._told(error) from error

    def door(self, work: Callable[[Session], Result]) -> tuple[Result, bool]:
        """Write at the door: the result, and whether it waits at this desk until the server is back."""
        return self.write(work), False

    def pending(self) -> int:
        """How many marks and people wait at this desk for the server."""
        return 0

    def watch(self, _told: Callable[[frozenset[str]], None]) -> Callable[[], None]:
        """Be told, on a thread of its own, the areas that others changed; returns what ends the watch."""
        return lambda: None

    def close(self) -> None:
        """Let the connections go."""
        self.engine.dispose()

    def _told(self, error: DBAPIError) -> Exception:
        """The error in the field's words, or itself when it is a programming error."""
        name = self.path.name if self.path else self.engine.url.render_as_string(hide_password=True)
        text = str(error.orig).lower()
        if "disk is full" in text or "disk full" in text:
            return UnusableRecord("record.disk_full", file=name)
        if "readonly" in text or "read-only" in text:
            return UnusableRecord("record.read_only", file=name)
        if "malformed" in text or "not a database" in text or "disk i/o" in text:
            return UnusableRecord("record.damaged", file=name)
        if "locked" in text or "busy" in text:
            return UnusableRecord("record.busy", file=name)
        if error.connection_invalidated or (isinstance(error, OperationalError) and self.path is None):
            return UnusableRecord("record.unreachable", file=name)
        return error


def _worth_retrying(error: DBAPIError) -> bool:
    if getattr(error.orig, "sqlstate", None) in {"40001", "40P01"}:
        return True
    return isinstance(error.orig, sqlite3.OperationalError) and "locked" in str(error.orig)


def sqlite_engine(path: Path) -> Engine:
    """An engine on a data file: WAL, foreign keys, every commit on the disk, BEGIN IMMEDIATE for writes.

    "Look, then insert" without BEGIN IMMEDIATE fails for most of several competing writers.
    """
    # Not an address made of text: "?" and "%" are letters of a file's name.
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": _BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # SQLAlchemy's BEGIN below is the only one
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def server_engine(url: str) -> Engine:
    """An engine on PostgreSQL through psycopg."""
    try:
        return create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1), pool_pre_ping=True)
    except (ArgumentError, ImportError, ValueError) as error:
        raise UnusableRecord("record.bad_address", file="postgresql") from error
