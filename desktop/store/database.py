"""One open record: `write` and `read` are the only transactions in the product."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from desktop.domain.errors import Conflict
from desktop.store import refusals
from desktop.store.engines import place
from desktop.store.notices import FileNotices, ServerNotices, Told
from desktop.store.transaction import Transaction

Result = TypeVar("Result")

_RETRIES = 6


class Database:
    """An open record on SQLite or PostgreSQL.

    Work passed to `write` and `read` gets the transaction (`tx`) and must hand back values only.
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
        self.notices: FileNotices | ServerNotices | None = None
        """Who is told of what others change; none before the record is ready."""
        self._writing = engine.execution_options(writes=True)
        # SQLite's transactions see one state of the record anyway; PostgreSQL's see a new one at each statement unless told.
        on_server = engine.dialect.name == "postgresql"
        self._reading = engine.execution_options(isolation_level="REPEATABLE READ") if on_server else engine

    def write(self, work: Callable[[Transaction], Result]) -> Result:
        """Run `work` in one transaction and commit; anything raised rolls all of it back.

        Serialization failures and lock time-outs are tried again, and so is work whose connection had died before it
        began. Raises Conflict when a row changed underneath, UnusableRecord when the disk is full, the file read-only or
        the server away (then the work may have been saved, if that happened in the commit), AppError when this login
        may not do that.
        """
        for attempt in range(_RETRIES):
            committing = False
            try:
                with Transaction(self._writing, desk=self.desk) as tx:
                    result = work(tx)
                    tx.flush()
                    committing = True
                    tx.commit()
                if self.notices is not None and tx.journal.written:
                    self.notices.written(tx.journal.written, tx.journal.areas)
                return result
            except StaleDataError as error:
                raise Conflict("conflict.row") from error
            except DBAPIError as error:
                if refusals.worth_retrying(error) and attempt + 1 < _RETRIES:
                    time.sleep(0.02 * 2**attempt)
                    continue
                if error.connection_invalidated and not committing and not attempt:
                    continue
                raise self.told(error) from error
        raise AssertionError("unreachable")

    def read(self, work: Callable[[Transaction], Result]) -> Result:
        """Run `work` on one consistent view; whatever it changed is dropped."""
        for attempt in range(2):
            try:
                with Transaction(self._reading, desk=self.desk, autoflush=False) as tx:
                    return work(tx)
            except DBAPIError as error:
                if not error.connection_invalidated or attempt:
                    raise self.told(error) from error
        raise AssertionError("unreachable")

    def door(self, work: Callable[[Transaction], Result]) -> tuple[Result, bool]:
        """Write at the door: the result, and whether it waits at this desk until the server is back."""
        return self.write(work), False

    def pending(self) -> int:
        """How many marks and people wait at this desk for the server."""
        return 0

    def watch(self, told: Told) -> Callable[[], None]:
        """Be told, on a thread of its own, the areas that others changed; returns what ends the watch."""
        return self.notices.watch(told) if self.notices is not None else lambda: None

    def close(self) -> None:
        """End the watches, send what others should know, let the connections go."""
        if self.notices is not None:
            self.notices.stop(for_good=True)
        self.engine.dispose()

    def told(self, error: DBAPIError) -> Exception:
        """The error in the field's words, or itself when it is a programming error."""
        name = self.path.name if self.path else place(self.engine.url)
        return refusals.told(error, name, on_server=self.path is None)
