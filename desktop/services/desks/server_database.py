"""A desk of a server: the server's database while it answers, the desk's own copy and outbox while it does not.

Only a server that can't be reached lets check-in fall back on the copy; what the server refuses stays refused. Edits other
than at the door never wait: they need the server. While it is away a background thread tries every two seconds, so that
nobody at the door waits for a connection; what was recorded meanwhile goes over as one merge, each mark with its token and
its true time, so that whatever had arrived before the line broke counts once.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from desktop.domain.areas import ALL_AREAS, Area
from desktop.domain.door_times import clock_off
from desktop.domain.errors import AppError, UnusableDatabase
from desktop.log import log
from desktop.services import passwords
from desktop.services.desks import outbox, refreshing
from desktop.services.desks.away import UNREACHABLE, is_away, may_come_back
from desktop.services.desks.desk_file import DeskFile
from desktop.services.desks.outbox import Waiting
from desktop.services.desks.presence import Presence
from desktop.services.desks.sending import Sending
from desktop.services.desks.set_aside import SetAside
from desktop.store.columns import now
from desktop.store.database import EngineDatabase
from desktop.store.engines import server_url
from desktop.store.notices import Listener, ServerNotices
from desktop.store.transaction import Transaction
from desktop.store.upgrade import open_database

Result = TypeVar("Result")

_MARKS = frozenset({Area.ATTENDANCE})
_RECONNECT_SECONDS = 2.0
_LOOK_SECONDS = 20.0
_COPY_SECONDS = 1.0
_FRESH_SECONDS = 300.0
_CLOSE_SECONDS = 20.0
_CLOSE_SECONDS_AWAY = 0.3


def _clock_off(server: EngineDatabase) -> dt.timedelta:
    """How far this computer's clock is ahead of the server's."""
    asked = now()
    theirs: dt.datetime = server.read(
        lambda tx: tx.connection().exec_driver_sql("SELECT clock_timestamp()").scalar_one()
    )
    return clock_off(asked + (now() - asked) / 2, theirs)


def open_server(address: str, *, desk: str) -> ServerDatabase:
    """The database at this address; the desk's own copy when the server is away and there is one.

    Raises UnusableDatabase.
    """
    file = DeskFile.of(address)
    address = passwords.with_password(address)
    try:
        server = open_database(address, desk=desk)
    except UnusableDatabase as error:
        if not may_come_back(error) or not file.is_usable:
            raise
        return ServerDatabase(address, desk, file, None, error.code)
    return ServerDatabase(address, desk, file, server)


class ServerDatabase:
    """A `Database` made of two: the server's, which may come later, and the desk's own file, always there."""

    def __init__(
        self, address: str, desk: str, file: DeskFile, server: EngineDatabase | None, trouble: str = UNREACHABLE
    ) -> None:
        self.path = None
        self.clock_off = dt.timedelta()
        self.address = address
        self.trouble = "" if server is not None else trouble
        """Why the server takes nothing just now, by its code; "" while it does."""
        self._file = file
        self._local = file.open(desk)
        self._server = server
        self.desk = desk
        self._listeners: list[Listener] = []
        self._unwatch: Callable[[], None] | None = None
        self._stale: frozenset[Area] = frozenset() if file.age < _FRESH_SECONDS else ALL_AREAS
        """Areas in which the copy lags behind the server."""
        self._lock = threading.Lock()
        self._sending = Sending(self._local)
        self._presence = Presence(lambda: self.desk, self.pending, lambda: self.answers_in, self._called)
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._keeper: threading.Thread | None = None
        if server is not None:
            with suppress(AppError):
                self.clock_off = _clock_off(server)
                self._sending.send(server)

    @property
    def online(self) -> bool:
        """Whether the server takes what it is given."""
        return not self.trouble

    @property
    def desk(self) -> str:
        """The name that marks and journal entries carry, on the server and in the desk's own file alike."""
        return self._local.desk

    @desk.setter
    def desk(self, name: str) -> None:
        # What a desk's or a viewer's login says bears the login's name: the server would take no other.
        self._local.desk = (self.role != "organizer" and server_url(self.address).username) or name
        if self._server is not None:
            self._server.desk = name

    def _called(self, title: str) -> None:
        """The organizer gave this desk another name."""
        self.desk = title
        self._notify(frozenset({Area.CONNECTION}))

    @property
    def aside(self) -> tuple[SetAside, ...]:
        """Damaged files of this desk from which something came over, or in which something can't be read."""
        return self._file.aside

    @property
    def place(self) -> str:
        """The server and its database."""
        return self._file.source

    @property
    def role(self) -> str:
        """What this login may do at the server, or could when it was last seen."""
        return self._server.role if self._server is not None else self._file.role

    @property
    def answers_in(self) -> float | None:
        """Seconds the server's last answer took; None while it does not answer, or nobody has asked yet."""
        return self._server.answers_in if self.online and self._server is not None else None

    @property
    def answered_at(self) -> dt.datetime | None:
        """When the server was last heard; None when it was not since this program began."""
        return self._server.answered_at if self._server is not None else None

    # -- transactions ---------------------------------------------------------------------------------------------

    def write(self, work: Callable[[Transaction], Result]) -> Result:
        """Run `work` on the server. Raises UnusableDatabase("record.unreachable") while it is away."""
        return self._on_server(work, ALL_AREAS)

    def read(self, work: Callable[[Transaction], Result]) -> Result:
        """Run `work` on the server; while it is away on the desk's copy of it, as it was last seen."""
        server = self._server
        if self.online and server is not None:
            try:
                return server.read(work)
            except UnusableDatabase as error:
                if not is_away(error) or not self._file.is_usable:
                    raise
                self._lost(error.code)
        if not self._file.is_usable:
            raise self._unreachable()
        return self._local.read(work)

    def write_or_queue(self, work: Callable[[Transaction], Result]) -> tuple[Result, bool]:
        """Run `work` on the server, or, while it is away, on the desk's own file and its outbox (True)."""
        if self.online:
            try:
                return self._on_server(work, _MARKS), False
            except UnusableDatabase as error:
                if not is_away(error) or not self._file.is_usable:
                    raise
        if not self._file.is_usable:
            raise self._unreachable()
        if self.role == "viewer":
            raise AppError("record.not_allowed", file=self._file.source)

        def locally(tx: Transaction) -> Result:
            result = work(tx)
            outbox.keep(tx)
            return result

        result = self._local.write(locally)
        self._start_keeping()
        return result, True

    def _on_server(self, work: Callable[[Transaction], Result], areas: frozenset[Area]) -> Result:
        server = self._server
        if server is None or not self.online:
            raise self._unreachable()
        touched: set[Area] = set()

        def there(tx: Transaction) -> Result:
            result = work(tx)
            if tx.journal.written:
                touched.update(tx.journal.areas or areas)
            return result

        try:
            result = server.write(there)
        except UnusableDatabase as error:
            if is_away(error):
                self._lost(error.code)
            raise
        if touched:
            self._lags(frozenset(touched))
        return result

    def _unreachable(self) -> UnusableDatabase:
        return UnusableDatabase(self.trouble or UNREACHABLE, file=self._file.source)

    # -- what waits -----------------------------------------------------------------------------------------------

    def pending(self) -> int:
        """How many marks and people wait at this desk for the server."""
        return self._local.read(outbox.count)

    def waiting(self) -> tuple[Waiting, ...]:
        """What waits, in the order in which it happened, with why the server would not take it."""
        return self._local.read(lambda tx: outbox.waiting(tx, self._sending.refused))

    def send(self) -> int:
        """Send what waits now; returns how much still does. Raises UnusableDatabase while the server is away."""
        if not self.online or self._server is None:
            raise self._unreachable()
        self._sending.refused.clear()
        self._sending.send(self._server)
        return self.pending()

    # -- online and away ------------------------------------------------------------------------------------------

    def _lost(self, trouble: str) -> None:
        """The server takes nothing: from here on nobody waits for it."""
        with self._lock:
            before, self.trouble = self.trouble, trouble
        self._start_keeping()
        self._wake.set()
        if before != trouble:
            self._notify(frozenset({Area.CONNECTION}))

    def _reconnect(self) -> None:
        """Try the server; when it answers, everything that waits goes over first."""
        server = self._server or open_database(self.address, desk=self.desk)
        try:
            self.clock_off = _clock_off(server)
            self._sending.refused.clear()
            self._sending.send(server)
        except BaseException:
            if self._server is None:
                server.close()
            raise
        server.desk = self.desk
        self._server = server
        with self._lock:
            self.trouble = ""
            self._stale = ALL_AREAS
        self._listen()
        self._notify(ALL_AREAS)

    def _start_keeping(self) -> None:
        with self._lock:
            if self._keeper is None and not self._stop.is_set():
                self._keeper = threading.Thread(target=self._keep_up, name="server's keeper", daemon=True)
                self._keeper.start()

    def _keep_up(self) -> None:
        """The background thread: back to the server, out with what waits, the copy up to date."""
        while not self._stop.is_set():
            self._wake.clear()
            try:
                if not self.online:
                    self._reconnect()
                server = self._server
                if server is not None and self._sending.send(server):
                    self._notify(frozenset({Area.ATTENDANCE, Area.ATTENDEES, Area.CONNECTION}))
                if server is not None and self.online:
                    self.clock_off = _clock_off(server)
                self._copy()
            except Exception as error:  # noqa: BLE001 - the desk works on; the next round tries again
                if isinstance(error, UnusableDatabase) and is_away(error):
                    self._lost(error.code)
                elif isinstance(error, UnusableDatabase):  # this desk's disk: whoever writes is told
                    log.warning("keeping up with the server: %s", error.code)
                else:
                    log.exception("keeping up with the server")
            self._stop.wait(_COPY_SECONDS)
            if self.online:
                if not self._wake.wait(_LOOK_SECONDS):
                    self._sending.refused.clear()  # what was not taken may be now: nothing waits for good
            else:
                self._stop.wait(_RECONNECT_SECONDS - _COPY_SECONDS)

    # -- the copy -------------------------------------------------------------------------------------------------

    def _lags(self, areas: frozenset[Area]) -> None:
        with self._lock:
            self._stale |= areas
        self._wake.set()

    def _copy(self) -> None:
        """Bring the desk's copy up to date, as far as it lags."""
        with self._lock:
            stale, self._stale = self._stale, frozenset()
        if not stale or self._server is None:
            return
        try:
            if not (stale <= _MARKS and self._file.is_usable and refreshing.copy_marks(self._server, self._local)):
                refreshing.copy_all(self._server, self._local)
                self._file.is_fresh(self._server.role)
        except BaseException:
            with self._lock:
                self._stale |= stale
            raise

    def copy_now(self) -> None:
        """Bring the desk's copy up to date before going on."""
        self._lags(ALL_AREAS)
        self._copy()

    # -- who wants to know ----------------------------------------------------------------------------------------

    def watch(self, listener: Listener) -> Callable[[], None]:
        """Call the listener, on a thread of its own, with the areas that others changed; returns what ends the watch.

        It is called with `CONNECTION` when the server comes or goes.
        """
        self._listeners.append(listener)
        self._listen()
        self._start_keeping()

        def stop() -> None:
            with suppress(ValueError):
                self._listeners.remove(listener)

        return stop

    def _listen(self) -> None:
        if self._unwatch is None and self._server is not None and self._listeners:
            if isinstance(self._server.notices, ServerNotices):
                self._server.notices.beat = self._presence.tell
            self._unwatch = self._server.watch(self._on_notice)

    def _on_notice(self, areas: frozenset[Area]) -> None:
        if Area.CONNECTION in areas:  # it did not answer within its time
            self._lost(UNREACHABLE)
            return
        self._lags(_MARKS if areas <= _MARKS else ALL_AREAS)
        self._notify(areas)

    def _notify(self, areas: frozenset[Area]) -> None:
        for listener in list(self._listeners):
            listener(areas)

    # -- closing --------------------------------------------------------------------------------------------------

    @contextmanager
    def alone(self) -> Iterator[Path]:
        """Keep this program off the desk's own file. Raises UnusableDatabase when the work under way does not end."""
        with self._sending.lock, self._local.alone() as path:
            yield path

    def close(self) -> None:
        """Send what waits, leave a fresh copy behind, let the connections go."""
        self._stop.set()
        self._wake.set()
        if self._unwatch is not None:
            self._unwatch()
        if self._keeper is not None:
            self._keeper.join(_CLOSE_SECONDS if self.online else _CLOSE_SECONDS_AWAY)
            if self._keeper.is_alive():
                return  # it waits for a server that is away; what it was about to send is safe in the desk's file
        try:
            if self.online and self._server is not None:
                self._sending.send(self._server)
                self._copy()
        except Exception as error:  # noqa: BLE001 - what waits is safe in the desk's file
            if not isinstance(error, AppError):
                log.exception("closing")
        if self._server is not None:
            self._server.close()
        self._local.close()
