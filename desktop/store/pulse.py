"""Whether a server answers, and how soon.

A server that stands still, or a line that swallows what is sent, never says so: whoever waits for it waits for ever. So it is
asked every two seconds, and when it stays silent too long all connections to it are cut, which ends every wait at once. One
connection alone may be dead while the others live (a router forgot it, its process at the server hangs): what is asked over
it counts as slow while it waits, and is cut once the server would have ended it itself.
"""

from __future__ import annotations

import datetime as dt
import math
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from weakref import WeakSet

from sqlalchemy import Connection, Engine, event

from desktop.log import log

BEAT_SECONDS = 2.0
PATIENCE_SECONDS = 3.0
"""Longer than this a server that works takes for nothing that is asked here."""
UNANSWERED_SECONDS = 65.0
"""The server itself ends what takes a minute (`store.engines`): what has no answer after this gets none."""


class Pulse:
    """What is known of one server's answers; asked by its notices' thread, read by any."""

    def __init__(self, engine: Engine) -> None:
        self._last: float | None = None
        """Seconds that the last answer to a beat took; None before the first, and since it stayed silent."""
        self.answered_at: dt.datetime | None = None
        self.silent = False
        """Whether the last question found no answer."""
        self.on_silence: Callable[[], object] = lambda: None
        """Called once when the server falls silent, on any thread."""
        self._connections: WeakSet[Any] = WeakSet()
        self.used_at = time.monotonic()
        """When a connection was handed back last, by this computer's own clock."""
        self._asked: dict[int, tuple[Any, float]] = {}
        """Connections over which something was asked and not answered yet, each with the moment."""
        event.listen(engine, "connect", lambda connection, _record: self._connections.add(connection))
        event.listen(engine, "checkin", lambda connection, _record: self._used(connection))
        self._broke_at = -math.inf
        for over in ("invalidate", "close"):
            event.listen(engine, over, lambda connection, *_given: self._answered(connection))
        event.listen(engine, "before_cursor_execute", lambda _sql, cursor, *_given: self._ask(cursor.connection))
        event.listen(engine, "after_cursor_execute", lambda _sql, cursor, *_given: self._answered(cursor.connection))
        for end in ("commit", "rollback"):
            event.listen(engine, end, self._ends)

    def _used(self, connection: Any) -> None:
        self.used_at = time.monotonic()
        self._answered(connection)

    def _ends(self, sql: Connection) -> None:
        if not sql.closed and not sql.invalidated:
            self._ask(sql.connection.driver_connection)

    def _ask(self, connection: Any) -> None:
        self._asked[id(connection)] = connection, time.monotonic()

    def _answered(self, connection: Any) -> None:
        self._asked.pop(id(connection), None)

    @property
    def seconds(self) -> float | None:
        """How long the last answer took, or how long one is waited for that takes too long; None while there is none."""
        if self._last is None:
            return None
        waits = time.monotonic() - min((at for _connection, at in list(self._asked.values())), default=math.inf)
        return max(self._last, waits) if waits > PATIENCE_SECONDS else self._last

    def broke(self) -> None:
        """The connection that listens broke: what was asked over others before hardly has an answer any more."""
        self._broke_at = time.monotonic()

    def cut_unanswered(self) -> None:
        """End the waits that will find no answer any more, though others do."""
        now = time.monotonic()
        for connection, at in list(self._asked.values()):
            if now - at > (PATIENCE_SECONDS if at < self._broke_at else UNANSWERED_SECONDS):
                log.warning("the server did not answer one connection for %.0f seconds", now - at)
                _shut(connection)

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Inside, whatever is asked: when it is not over in time all connections are cut, whose users get an error."""
        waiting = threading.Timer(seconds, self._cut)
        waiting.daemon = True
        waiting.start()
        try:
            yield
        finally:
            waiting.cancel()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Inside, something short is asked: an answer is noted, silence cuts all connections, whose users get an error."""
        begin = time.monotonic()
        with self.within(PATIENCE_SECONDS):
            yield
        self._last, self.silent = time.monotonic() - begin, False
        self.answered_at = dt.datetime.now(dt.UTC)

    def missed(self) -> None:
        """No connection came about."""
        was_silent, self.silent, self._last = self.silent, True, None
        if not was_silent:
            self.on_silence()

    def _cut(self) -> None:
        log.warning("the server did not answer in time")
        for connection in list(self._connections):
            _shut(connection)
        self.missed()


def _shut(connection: Any) -> None:
    """Whoever waits at it gets an error at once."""
    with suppress(Exception):  # closed meanwhile: psycopg and the system say so in ways of their own
        line = socket.socket(fileno=connection.fileno())
        try:
            line.shutdown(socket.SHUT_RDWR)
        finally:
            line.detach()
