"""What others changed, told to whoever watches: NOTIFY between the desks of a server, a quick look at a data file.

A notice carries how many journal entries were written and the areas they touched, so that a desk that hears it needs to ask
nothing. It is sent after the commit and by its own connection: inside the transaction it would make all desks commit one
after the other. Whatever a notice did not tell (a line that was down, a program that ended too soon) shows in the number
of journal entries, which is looked at from time to time; entries are numbered when they begin, not when they are
committed, so that looking for the newest number alone would lose some.
"""

from __future__ import annotations

import selectors
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from desktop.domain.areas import ALL_AREAS, Area, areas_in, areas_text
from desktop.log import log
from desktop.store import pulse as pulses
from desktop.store.engines import ServerPool, connect
from desktop.store.opened_file import OpenedFile
from desktop.store.pulse import Pulse
from desktop.store.sealing import Locked

Listener = Callable[[frozenset[Area]], None]

CHANNEL = "tap_huan"

_LOOK_SECONDS = 20.0
_RECONNECT_SECONDS = 1.0
_POLL_SECONDS = 0.5
_STOP_SECONDS = 5.0
_IDLE_SECONDS = 5.0
"""So long nobody changed a data file, and its log is put into it."""
_GATHER_SECONDS = 0.25
"""Seconds in which a busy desk's changes make one notice."""
_UNUSED_SECONDS = 30.0
"""So long nobody asked the server for anything: what listens is connection enough."""
_LATE_SECONDS = 5.0
"""A notice comes at most so long after the entries it tells of."""


class Notices:
    """Those who watch one open database, and the thread that tells them."""

    def __init__(self) -> None:
        self._watchers: list[Listener] = []
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._ending = False
        self._closed = False

    def watch(self, listener: Listener) -> Callable[[], None]:
        """Call this listener too, on a thread of its own, with the areas that others changed; returns what ends it."""
        with self._lock:
            self._watchers = [*self._watchers, listener]
        self._start()
        watching = True

        def stop() -> None:
            nonlocal watching
            if not watching:
                return
            watching = False
            with self._lock:
                left = list(self._watchers)
                left.remove(listener)
                self._watchers = left
            if not left:
                self.stop()

        return stop

    def stop(self, *, for_good: bool = False) -> None:
        """End the thread; what was not yet sent goes out before."""
        with self._lock:
            self._closed = self._closed or for_good
            self._ending = True
            thread = self._thread
        self._wake()
        if thread is not None and thread is not threading.current_thread():
            thread.join(_STOP_SECONDS)

    def rest(self) -> bool:
        """Let the connection go until `go_on`; False when nobody watches anyway."""
        watching = bool(self._watchers)
        self.stop()
        return watching

    def go_on(self) -> None:
        """Watch again after `rest`."""
        self._start()

    def _start(self) -> None:
        while True:
            with self._lock:
                before = self._thread
                if self._closed:
                    return
                if before is None or not before.is_alive():
                    self._ending = False
                    self._thread = threading.Thread(target=self._run, name="notices", daemon=True)
                    self._thread.start()
                    return
                if not self._ending or before is threading.current_thread():
                    self._ending = False
                    break
            before.join(_STOP_SECONDS)
        self._wake()

    def _notify(self, areas: frozenset[Area]) -> None:
        for listener in self._watchers:
            try:
                listener(areas)
            except Exception:  # noqa: BLE001 - one who can't hear must not keep it from the others
                log.exception("telling what changed")

    def _wake(self) -> None:
        raise NotImplementedError

    def _run(self) -> None:
        raise NotImplementedError


class FileNotices(Notices):
    """Two programs on one data file: SQLite says cheaply whether another connection has written."""

    def __init__(self, opened: OpenedFile, newest: int) -> None:
        super().__init__()
        self._opened, self._path = opened, opened.path
        self._newest = newest
        """The newest journal entry seen; a file has one writer at a time, so that none with a lower number can follow."""
        self._own: set[int] = set()
        self._bell = threading.Event()

    def written(self, entries: Iterable[int], _areas: Iterable[Area]) -> None:
        """This program wrote these entries: nobody here need be told."""
        self._own.update(entries)

    def _wake(self) -> None:
        self._bell.set()

    def _run(self) -> None:
        connection: sqlite3.Connection | None = None
        version = None
        idle_at: float | None = None
        while not self._ending:
            try:
                if connection is None and self._path.exists():
                    connection, version = connect(self._path), None
                if connection is not None:
                    now = connection.execute("PRAGMA data_version").fetchone()
                    if now != version:
                        version, idle_at = now, time.monotonic() + _IDLE_SECONDS
                        self._look(connection)
                    elif idle_at is not None and time.monotonic() > idle_at:
                        idle_at = None
                        self._put_log_into_file(connection)
            except (sqlite3.Error, Locked):
                if connection is not None:
                    connection.close()
                connection = None
            self._bell.wait(_POLL_SECONDS)
            self._bell.clear()
        if connection is not None:
            connection.close()

    def _put_log_into_file(self, connection: sqlite3.Connection) -> None:
        """Whoever copies or loses the file now has all of it; not where it would go into another's."""
        if self._opened.stands and self._opened.is_unchanged():
            connection.execute("PRAGMA busy_timeout=0")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._opened.expect()

    def _look(self, connection: sqlite3.Connection) -> None:
        query = "SELECT id, areas FROM journal_entry WHERE id > ? ORDER BY id"
        rows = connection.execute(query, (self._newest,)).fetchall()
        if not rows:
            return
        self._newest = rows[-1][0]
        areas = areas_in(word for key, text in rows if key not in self._own for word in text.split())
        self._own = {key for key in self._own if key > self._newest}
        if areas:
            self._notify(areas)


class ServerNotices(Notices):
    """The desks of a server: one connection of its own that listens, and that sends what this desk wrote."""

    def __init__(self, engine: Engine, count: int, pulse: Pulse) -> None:
        super().__init__()
        self._engine, self._pulse = engine, pulse
        self._own = engine.pool.recreate()
        """Where its own connection comes from: while others wait for a server in vain, somebody must still look for it."""
        self.beat: Callable[[Any], object] = lambda connection: connection.execute("SELECT 1")
        """What is asked to hear whether the server answers."""
        pulse.on_silence = lambda: self._notify(frozenset({Area.CONNECTION}))
        self._count = count
        """How many journal entries this desk knows of: those there were, its own, and those it was told of."""
        self._early = 0
        """How many of them a look counted before anybody told of them: a notice on its way tells of these, not of others."""
        self._early_until = 0.0
        self._unsent: list[tuple[int, frozenset[Area]]] = []
        self._inbox, self._bell = socket.socketpair()
        self._inbox.setblocking(False)
        self._bell.setblocking(False)

    def written(self, entries: Iterable[int], areas: Iterable[Area]) -> None:
        """This desk wrote these entries: the others are told, as soon as may be."""
        number = len(list(entries))
        with self._lock:
            self._told_of(number)
            first = not self._unsent
            self._unsent.append((number, frozenset(areas)))
            asleep = self._thread is None or not self._thread.is_alive()
        if first or asleep:  # otherwise the thread knows already that there is something to send
            self._start()

    def stop(self, *, for_good: bool = False) -> None:
        """End the thread; what was not yet sent goes out before."""
        super().stop(for_good=for_good)
        if for_good:
            self._inbox.close()
            self._bell.close()

    def _wake(self) -> None:
        with suppress(OSError):  # full: it is ringing already; closed: nobody is there to hear
            self._bell.send(b"!")

    def _run(self) -> None:
        import psycopg

        while True:
            connection: Any = None
            begin = time.monotonic()
            try:
                raw = self._own.connect()
                connection, self._pulse.silent = raw.driver_connection, False
                raw.detach()
                with closing(connection):
                    self._converse(connection)
            except (psycopg.Error, DBAPIError, OSError):  # what was missed shows when the server is back
                self._pulse.broke()
                if connection is None and self._watchers:
                    self._pulse.missed()
            except Exception:  # noqa: BLE001 - whoever looks for the server must not end
                log.exception("listening to the server")
            if self._ending:
                return
            if connection is not None and time.monotonic() > begin + _RECONNECT_SECONDS:
                continue  # perhaps only this line was cut
            with selectors.DefaultSelector() as selector:
                selector.register(self._inbox, selectors.EVENT_READ)
                selector.select(_RECONNECT_SECONDS)

    def _converse(self, connection: Any) -> None:
        connection.autocommit = True
        received: list[tuple[int, str]] = []
        connection.add_notify_handler(lambda notice: received.append((notice.pid, notice.payload)))
        own = connection.info.backend_pid
        look_at: float | None = None
        send_at = beat_at = 0.0
        with selectors.DefaultSelector() as selector:
            selector.register(connection.fileno(), selectors.EVENT_READ)
            selector.register(self._inbox, selectors.EVENT_READ)
            while True:
                if self._watchers and look_at is None:
                    with self._pulse.asking():
                        connection.execute(f"LISTEN {CHANNEL}")
                    look_at = 0.0
                if self._unsent and (self._ending or time.monotonic() >= send_at):
                    self._send(connection)
                    send_at = time.monotonic() + _GATHER_SECONDS
                if self._ending:
                    return
                if look_at is not None and time.monotonic() >= look_at:
                    self._look(connection)
                    look_at = time.monotonic() + _LOOK_SECONDS
                if self._watchers and time.monotonic() >= beat_at:
                    with self._pulse.asking():
                        self.beat(connection)
                    self._pulse.cut_unanswered()
                    if time.monotonic() > self._pulse.used_at + _UNUSED_SECONDS and isinstance(
                        pool := self._engine.pool, ServerPool
                    ):
                        pool.let_idle_go()
                    beat_at = time.monotonic() + pulses.BEAT_SECONDS
                if not received:
                    moments = (look_at, beat_at if self._watchers else None, send_at if self._unsent else None)
                    due = [moment for moment in moments if moment is not None]
                    selector.select(max(0.0, min(due) - time.monotonic()) if due else None)
                with suppress(BlockingIOError):
                    self._inbox.recv(4096)
                connection.pgconn.consume_input()
                while notice := connection.pgconn.notifies():
                    received.append((notice.be_pid, notice.extra.decode("utf-8", "replace")))
                others = [payload for pid, payload in received if pid != own]
                received.clear()
                self._receive(others)

    def _send(self, connection: Any) -> None:
        with self._lock:
            unsent, self._unsent = self._unsent, []
        number = sum(count for count, _areas in unsent)
        areas = areas_text(area for _count, areas in unsent for area in areas)
        # Not worth waiting for the disk: a notice that is lost shows at the next look.
        notify = "SELECT set_config('synchronous_commit', 'off', true), pg_notify(%s, %s)"
        with self._pulse.asking():
            connection.execute(notify, (CHANNEL, f"{number} {areas}"))

    def _receive(self, payloads: list[str]) -> None:
        words: list[str] = []
        for payload in payloads:
            number, *named = payload.split()
            if number.isdigit():
                with self._lock:
                    self._told_of(int(number))
                words += named
        if areas := areas_in(words):
            self._notify(areas)

    def _told_of(self, number: int) -> None:
        """So many entries more are known, but for those that a look had counted already."""
        early = min(number, self._early) if time.monotonic() < self._early_until else 0
        self._early -= early
        self._count += number - early

    def _look(self, connection: Any) -> None:
        """Whether there are entries that nobody told of."""
        with self._pulse.asking():
            count = connection.execute("SELECT count(*) FROM journal_entry").fetchone()[0]
        with self._lock:
            known, self._count = self._count, count
            if count > known:
                self._early, self._early_until = count - known, time.monotonic() + _LATE_SECONDS
        if count != known:
            self._notify(ALL_AREAS)
