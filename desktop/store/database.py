"""An open database: `write` and `read` are the only transactions in the product."""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Protocol, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, TimeoutError
from sqlalchemy.orm.exc import StaleDataError

from desktop.domain.errors import AppError, Conflict, UnusableDatabase
from desktop.log import log
from desktop.store import refusals, sealing
from desktop.store.engines import Writes, place
from desktop.store.notices import FileNotices, Listener, ServerNotices
from desktop.store.opened_file import OpenedFile
from desktop.store.pulse import Pulse
from desktop.store.transaction import OwnSteps, Transaction
from desktop.store.turns import Turns

Result = TypeVar("Result")

_RETRIES = 6
_GATE_SECONDS = 30.0


class Database(Protocol):
    """What the window, the commands and the services need of an open database, wherever it is.

    Work passed to `write` and `read` gets the transaction (`tx`) and must hand back values only.
    """

    desk: str
    """The name that marks and journal entries carry."""

    @property
    def path(self) -> Path | None:
        """The data file; None on a server."""

    @property
    def place(self) -> str:
        """Where it is, as people are told: the file, or "host/database"."""

    @property
    def role(self) -> str:
        """What this login may do: organizer, desk or viewer. A data file's user may do everything."""

    @property
    def online(self) -> bool:
        """Whether the database itself answers; a server's may not for a while."""

    @property
    def trouble(self) -> str:
        """Why a server takes nothing just now, by its code; "" while it does, and of a data file."""

    @property
    def answers_in(self) -> float | None:
        """Seconds a server's last answer took; None while nobody knows, and of a data file."""

    @property
    def answered_at(self) -> dt.datetime | None:
        """When a server was last heard; None where it never was, and of a data file."""

    @property
    def clock_off(self) -> dt.timedelta:
        """How far this computer's clock is ahead of the server's (below nought: behind); nought while both may be right."""

    def write(self, work: Callable[[Transaction], Result]) -> Result:
        """Run `work` in one transaction and commit; anything raised rolls all of it back. Raises AppError."""

    def read(self, work: Callable[[Transaction], Result]) -> Result:
        """Run `work` on one consistent view; whatever it changed is dropped. Raises AppError."""

    @property
    def at_home(self) -> bool:
        """Whether what happens at the door is written and read in a file of this desk's own, never waiting for its server."""

    @property
    def wrote_at(self) -> dt.datetime:
        """When this open database last wrote at its server; when it was opened, before that."""

    def read_here(self, work: Callable[[Transaction], Result]) -> Result:
        """As `read`, in this desk's own copy of its server where it has one."""

    def write_or_queue(self, work: Callable[[Transaction], Result]) -> tuple[Result, bool]:
        """As `write`; at a server's desk in its own file, from which it is sent; True where it waits: the server is away."""

    def pending(self, longer_than: dt.timedelta = ...) -> int:
        """How many marks and people have waited at least that long at this desk for the server."""

    def watch(self, listener: Listener) -> Callable[[], None]:
        """Call the listener, on a thread of its own, with the areas that others changed; returns what ends the watch."""

    @contextmanager
    def alone(self) -> Iterator[Path]:
        """Keep this program off its data file, a desk's own copy on a server, so that another file may take its place."""

    def close(self) -> None:
        """End the watches, send what others should know, let the connections go."""


class _Gate:
    """Lets transactions through until it is closed. Whoever is inside may go through once more."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._shut = False

    @contextmanager
    def passed(self) -> Iterator[None]:
        with self._changed:
            self._changed.wait_for(lambda: not self._shut)
            self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @contextmanager
    def closed(self, path: Path) -> Iterator[None]:
        with self._changed:
            if not self._changed.wait_for(lambda: not self._shut and not self._inside, _GATE_SECONDS):
                raise UnusableDatabase("record.busy", file=path.name)
            self._shut = True
        try:
            yield
        finally:
            with self._changed:
                self._shut = False
                self._changed.notify_all()


class EngineDatabase:
    """The database behind one SQLAlchemy engine: a data file, or a server as long as it answers."""

    def __init__(self, engine: Engine, *, desk: str = "", path: Path | None = None) -> None:
        self.engine = engine
        self._desk = desk
        self.own_name = ""
        """What a server calls this login, whatever this computer is called; "" where that counts."""
        self.path = path
        self.role = "organizer"
        self.online = True
        self.trouble = ""
        self.clock_off = dt.timedelta()
        self.opened: OpenedFile | None = None
        """The data file that is open; none on a server, and none that only is read."""
        self.notices: FileNotices | ServerNotices | None = None
        """Who is told of what others change; none before the database is ready."""
        self.pulse = Pulse(engine) if path is None else None
        """Whether the server answers; none of a data file."""
        self.at_home = False
        self.own = OwnSteps()
        self.wrote_at = self.own.since
        self._gate = _Gate()
        self._held = path is not None
        if path is not None:
            sealing.hold(path)
        self._turns: Turns | None = None
        self._writing = self._writing_copies = engine.execution_options(writes=True)
        self._at_once = self._writing.execution_options(isolation_level="AUTOCOMMIT")
        # SQLite's transactions see one state of the database anyway; PostgreSQL's see a new one at each statement unless told.
        on_server = engine.dialect.name == "postgresql"
        self._reading = engine.execution_options(isolation_level="REPEATABLE READ") if on_server else engine

    def let_copies_wait(self) -> None:
        """Into this file something is copied beside what happens here first (`write_copy`): that gives way."""
        self._turns = Turns()
        self._writing = self.engine.execution_options(writes=Writes.FIRST)
        self._writing_copies = self.engine.execution_options(writes=Writes.COPY)

    @property
    def desk(self) -> str:
        """The name that marks and journal entries carry."""
        return self.own_name or self._desk

    @desk.setter
    def desk(self, name: str) -> None:
        self._desk = name

    def write(self, work: Callable[[Transaction], Result]) -> Result:
        """Run `work` in one transaction and commit; anything raised rolls all of it back.

        Serialization failures and lock time-outs are tried again, and so is work whose connection had died before it
        began. Raises Conflict when a row changed underneath, UnusableDatabase when the disk is full, the file read-only or
        the server away (then the work may have been saved, if that happened in the commit) or the file no more the one that
        was opened (then what it holds was saved elsewhere) or overwritten, AppError when this login may not do that.
        """
        with self._gate.passed(), self._turns.turn(first=True) if self._turns is not None else nullcontext():
            return self._write(work, self._writing)

    def write_copy(self, work: Callable[[Transaction], Result]) -> Result:
        """As `write`, for what stands elsewhere as well and can be had again: nobody waits until it is on the disk.

        Where copies wait (`let_copies_wait`), whoever writes something of their own goes first.
        """
        with self._gate.passed(), self._turns.turn(first=False) if self._turns is not None else nullcontext():
            return self._write(work, self._writing_copies)

    def write_at_once(self, work: Callable[[Transaction], Result]) -> Result:
        """As `write` for work that is one statement, which is a transaction by itself: one way to the server and back.

        It may be done again after a line broke, and must come to the same.
        """
        with self._gate.passed():
            return self._write(work, self._at_once)

    def _write(self, work: Callable[[Transaction], Result], engine: Engine) -> Result:
        if self.opened is not None:
            self.opened.check()
        for attempt in range(_RETRIES):
            committing = False
            try:
                with Transaction(engine, desk=self.desk, own=self.own) as tx:
                    result = work(tx)
                    tx.flush()
                    committing = True
                    tx.commit()
                if tx.journal.written:
                    self.own.entries.update(tx.journal.written)
                    self.wrote_at = tx.clock()
                if self.opened is not None:
                    self.opened.written(tx.journal.written)
                if self.notices is not None and tx.journal.written:
                    self.notices.written(tx.journal.written, tx.journal.areas)
                return result
            except StaleDataError as error:
                raise Conflict("conflict.row") from error
            except DBAPIError as error:
                if refusals.worth_retrying(error) and attempt + 1 < _RETRIES:
                    time.sleep(0.02 * 2**attempt)
                    continue
                if error.connection_invalidated and not committing and not attempt and not self._is_silent():
                    continue
                raise self.translate(error) from error
            except TimeoutError as error:  # every connection that this desk may have is at work
                raise UnusableDatabase("record.busy", file=self.place) from error
        raise AssertionError("unreachable")

    def read(self, work: Callable[[Transaction], Result]) -> Result:
        """Run `work` on one consistent view; whatever it changed is dropped."""
        for attempt in range(2):
            try:
                with self._gate.passed(), self._reader() as tx:
                    return work(tx)
            except DBAPIError as error:
                if not error.connection_invalidated or attempt or self._is_silent():
                    raise self.translate(error) from error
            except TimeoutError as error:
                raise UnusableDatabase("record.busy", file=self.place) from error
        raise AssertionError("unreachable")

    @property
    def answers_in(self) -> float | None:
        """Seconds the server's last answer took; None of a data file."""
        return self.pulse.seconds if self.pulse is not None else None

    @property
    def answered_at(self) -> dt.datetime | None:
        """When the server was last heard; None of a data file."""
        return self.pulse.answered_at if self.pulse is not None else None

    def _reader(self) -> Transaction:
        return Transaction(self._reading, desk=self.desk, autoflush=False, own=self.own)

    def read_here(self, work: Callable[[Transaction], Result]) -> Result:
        """As `read`: this is the place itself."""
        return self.read(work)

    def _is_silent(self) -> bool:
        return self.pulse is not None and self.pulse.silent

    @property
    def place(self) -> str:
        """The file, or "host/database"."""
        return str(self.path) if self.path else place(self.engine.url)

    def write_or_queue(self, work: Callable[[Transaction], Result]) -> tuple[Result, bool]:
        """As `write`: nothing ever waits here."""
        return self.write(work), False

    def pending(self, longer_than: dt.timedelta = dt.timedelta()) -> int:  # noqa: ARG002
        """Nothing ever waits here."""
        return 0

    def watch(self, listener: Listener) -> Callable[[], None]:
        """Call the listener, on a thread of its own, with the areas that others changed; returns what ends the watch."""
        return self.notices.watch(listener) if self.notices is not None else lambda: None

    def close(self) -> None:
        """End the watches, send what others should know, let the connections go."""
        if self.notices is not None:
            self.notices.stop(for_good=True)
        if self.opened is not None:
            self._put_log_into_file(self.opened)
            self.opened = None
        self.engine.dispose()
        if self.path is not None and self._held:
            self._held = False
            sealing.let_go(self.path)

    @contextmanager
    def alone(self) -> Iterator[Path]:
        """No transaction runs and no connection is open here meanwhile, so that another file may take the data file's place.

        Hands out the data file. Raises UnusableDatabase when the work under way does not end.
        """
        if self.path is None:
            raise UnusableDatabase("backup.on_server")
        with self._gate.closed(self.path):
            watching = self.notices is not None and self.notices.rest()
            self.engine.dispose()
            try:
                yield self.path
            finally:
                sealing.look_again(self.path)
                if self.opened is not None:
                    self.opened.renew()
                if watching and self.notices is not None:
                    self.notices.go_on()

    def _put_log_into_file(self, opened: OpenedFile) -> None:
        """Leave a data file that is whole without its log; what an open file holds that stands nowhere is saved."""
        if not opened.stands:
            log.warning("the data file is not the one that was opened: %s", "saved" if opened.save() else "not saved")
            return
        if not opened.is_unchanged():
            log.warning("another file was copied over the data file")
            return
        with suppress(sqlite3.Error, AppError), closing(self.engine.raw_connection()) as connection:
            for pragma in (
                "busy_timeout=0",
                "wal_checkpoint(TRUNCATE)",
            ):  # not waiting: another program may use the file
                connection.cursor().execute(f"PRAGMA {pragma}")

    def translate(self, error: DBAPIError) -> Exception:
        """The error in the field's words, or itself when it is a programming error."""
        name = self.path.name if self.path else self.place
        return refusals.translate(error, name, path=self.path)
