"""Whether a server answers, and how soon.

A server that stands still, or a line that swallows what is sent, never says so: whoever waits for it waits for ever. So it is
asked every two seconds, and when it stays silent too long all connections to it are cut, which ends every wait at once.
"""

from __future__ import annotations

import datetime as dt
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from weakref import WeakSet

from sqlalchemy import Engine, event

from desktop.log import log

BEAT_SECONDS = 2.0
PATIENCE_SECONDS = 3.0
"""Longer than this a server that works takes for nothing that is asked here."""


class Pulse:
    """What is known of one server's answers; asked by its notices' thread, read by any."""

    def __init__(self, engine: Engine) -> None:
        self.seconds: float | None = None
        """How long the last answer took; None before the first, and since it stayed silent."""
        self.answered_at: dt.datetime | None = None
        self.silent = False
        """Whether the last question found no answer."""
        self.on_silence: Callable[[], object] = lambda: None
        """Called once when the server falls silent, on any thread."""
        self._connections: WeakSet[Any] = WeakSet()
        self.used_at = time.monotonic()
        """When a connection was handed back last, by this computer's own clock."""
        event.listen(engine, "checkin", lambda _connection, _record: self._used())
        event.listen(engine, "connect", lambda connection, _record: self._connections.add(connection))

    def _used(self) -> None:
        self.used_at = time.monotonic()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Inside, something short is asked: an answer is noted, silence cuts all connections, whose users get an error."""
        waiting = threading.Timer(PATIENCE_SECONDS, self._cut)
        waiting.daemon = True
        waiting.start()
        begin = time.monotonic()
        try:
            yield
        finally:
            waiting.cancel()
        self.seconds, self.silent = time.monotonic() - begin, False
        self.answered_at = dt.datetime.now(dt.UTC)

    def missed(self) -> None:
        """No connection came about."""
        was_silent, self.silent, self.seconds = self.silent, True, None
        if not was_silent:
            self.on_silence()

    def _cut(self) -> None:
        log.warning("the server did not answer within %s seconds", PATIENCE_SECONDS)
        for connection in list(self._connections):
            with suppress(Exception):  # closed meanwhile: psycopg and the system say so in ways of their own
                line = socket.socket(fileno=connection.fileno())
                try:
                    line.shutdown(socket.SHUT_RDWR)
                finally:
                    line.detach()
        self.missed()
