"""A desk of a server: what happens at the door is written at home first, always, and sent from there.

Whether the line is quick, slow, dead or silent plays no part at the door: the desk's own file is read and written, and a
background thread sends what waits there, each mark with its token and its true time, so that whatever had arrived before a
line broke counts once; it brings the copy up to date with what others did, and while the server is away tries every two
seconds. What the server says otherwise is seen once the copy has it (`services.attendance.becoming`). Only where the desk's
own file can't be used (no copy yet, its disk full) is the server asked at once. Edits other than at the door need the
server, and it is told first of what happened at the door, so that nothing asked of it shows less than this desk knows.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import TypeVar

from desktop.domain.areas import ALL_AREAS, Area
from desktop.domain.door_times import clock_off
from desktop.domain.errors import AppError, NotFound, UnusableDatabase
from desktop.log import log
from desktop.services import passwords
from desktop.services.desks import outbox
from desktop.services.desks.away import UNREACHABLE, is_away, may_come_back
from desktop.services.desks.desk_file import DeskFile
from desktop.services.desks.outbox import Waiting
from desktop.services.desks.presence import Presence
from desktop.services.desks.refreshing import MARKS, Copy
from desktop.services.desks.sending import Report, Sending
from desktop.services.desks.two_sides import TwoSides
from desktop.store.columns import now
from desktop.store.database import EngineDatabase
from desktop.store.notices import Listener, ServerNotices
from desktop.store.transaction import Transaction
from desktop.store.upgrade import open_database

Result = TypeVar("Result")

_RECONNECT_SECONDS = 2.0
_LOOK_SECONDS = 20.0
"""So often the clocks are compared, and what was not taken is tried again."""
_PAUSE_SECONDS = 0.2
"""Between two rounds of sending and copying, however busy the desks."""
_CLOSE_SECONDS = 10.0
_CLOSE_SECONDS_AWAY = 0.3
"""So long leaving waits for the server. What it did not take by then is sent at the next start."""


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


class ServerDatabase(TwoSides):
    """A `Database` made of two: the server's, which may come later, and the desk's own file, always there."""

    def __init__(
        self, address: str, desk: str, file: DeskFile, server: EngineDatabase | None, trouble: str = UNREACHABLE
    ) -> None:
        super().__init__(address, file, server, "" if server is not None else trouble)
        self.desk = desk
        self._listeners: list[Listener] = []
        self._unwatch: Callable[[], None] | None = None
        self._lock = threading.Lock()
        self._sending = Sending(self._local)
        self._presence = Presence(lambda: self.desk, self.pending, lambda: self.answers_in)
        self._copy = Copy(self._local, file)
        self._looked_at = 0.0
        self._stop = threading.Event()
        self._wake = threading.Event()
        self._keeper: threading.Thread | None = None
        if server is not None:
            with suppress(AppError):
                self._look(server)
                self._sending.send(server)

    # -- transactions ---------------------------------------------------------------------------------------------

    def write(self, work: Callable[[Transaction], Result]) -> Result:
        """Run `work` on the server, after what waits here. Raises UnusableDatabase("record.unreachable") while it is away."""
        return self._on_server(work, ALL_AREAS)

    def read(self, work: Callable[[Transaction], Result]) -> Result:
        """Run `work` on the server, after what waits here; while it is away on the desk's copy, as it was last seen."""
        server = self._server
        if self.online and server is not None:
            try:
                self._send_first(server)
                return server.read(work)
            except UnusableDatabase as error:
                if not is_away(error) or not self._file.is_usable:
                    raise
                self._lost(error.code)
        if not self._file.is_usable:
            raise self._unreachable()
        return self._local.read(work)

    def read_here(self, work: Callable[[Transaction], Result]) -> Result:
        """Run `work` on the desk's copy; on the server where there is none, or where it does not hold what is asked for."""
        if not self._file.is_usable:
            return self.read(work)
        try:
            self._catch_up()
            return self._local.read(work)
        except (NotFound, UnusableDatabase):
            if not self.online:
                raise
        return self.read(work)

    def write_or_queue(self, work: Callable[[Transaction], Result]) -> tuple[Result, bool]:
        """Run `work` in the desk's own file, from which it is sent at once; True where the server is away, and it waits.

        On the server itself only where the desk's file has no copy, no room, or nothing of what `work` speaks of.
        """
        if self.role == "viewer":
            raise AppError("record.not_allowed", file=self._file.source)
        if self._file.is_usable:
            try:
                self._catch_up()
                return self._at_home(work)
            except (NotFound, UnusableDatabase) as error:
                if not self.online:
                    raise
                if isinstance(error, UnusableDatabase):
                    log.warning("not written at home: %s", error.code)
        return self._on_server(work, MARKS), False

    def _at_home(self, work: Callable[[Transaction], Result]) -> tuple[Result, bool]:
        def locally(tx: Transaction) -> tuple[Result, bool]:
            result = work(tx)
            outbox.keep(tx)
            return result, bool(tx.journal.written)

        result, wrote = self._local.write(locally)
        if wrote:
            self._sending.rouse()
        if self._keeper is not None:
            self._wake.set()
        elif self.online:
            self._send_on_the_spot()
        if not self.online:
            self._start_keeping()
        return result, not self.online

    def _catch_up(self) -> None:
        """Where nobody keeps the copy up to date (a command), it is brought there first."""
        if self._keeper is None and self.online and self._server is not None:
            self._copy.lags(ALL_AREAS)
            self._try(lambda server: self._copy.refresh(server))

    def _send_on_the_spot(self) -> None:
        self._try(self._sending.send)

    def _try(self, what: Callable[[EngineDatabase], object]) -> None:
        """Do something at the server that may as well be done later."""
        if self._server is None:
            return
        try:
            what(self._server)
        except UnusableDatabase as error:
            if is_away(error):
                self._lost(error.code)
            else:
                log.warning("keeping up with the server: %s", error.code)

    def _send_first(self, server: EngineDatabase) -> None:
        """Nothing is asked of the server before it knows what happened at this desk."""
        try:
            report = self._sending.send_fresh(server)
        except UnusableDatabase as error:
            if is_away(error):
                raise
            log.warning("what waits is sent later: %s", error.code)
        else:
            self._sent(report)

    def _sent(self, report: Report) -> None:
        if report.people:
            self._copy.lags(ALL_AREAS)
            self._wake.set()
        if report.sent:
            self._notify(frozenset({Area.CONNECTION}))

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
            self._send_first(server)
            result = server.write(there)
        except UnusableDatabase as error:
            if is_away(error):
                self._lost(error.code)
            raise
        if touched:
            self._copy.lags(frozenset(touched))
            self._wake.set()
        return result

    def _unreachable(self) -> UnusableDatabase:
        return UnusableDatabase(self.trouble or UNREACHABLE, file=self._file.source)

    # -- what waits -----------------------------------------------------------------------------------------------

    def pending(self, longer_than: dt.timedelta = dt.timedelta()) -> int:
        """How many marks and people have waited at least that long at this desk for the server."""
        return self._local.read(lambda tx: outbox.count(tx, longer_than))

    def waiting(self) -> tuple[Waiting, ...]:
        """What waits, in the order in which it happened, with why the server would not take it."""
        return self._local.read(outbox.waiting)

    def send(self) -> int:
        """Send what waits now; returns how much still does. Raises UnusableDatabase while the server is away."""
        if not self.online or self._server is None:
            raise self._unreachable()
        self._sending.refused.clear()
        self._sent(self._sending.send(self._server))
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
            self._look(server)
            self._sending.refused.clear()
            self._sending.send(server)
        except BaseException:
            if self._server is None:
                server.close()
            raise
        server.desk = self.desk
        self._server = server
        self._copy.lags(ALL_AREAS)
        with self._lock:
            self.trouble = ""
        self._listen()
        self._notify(ALL_AREAS)

    def _look(self, server: EngineDatabase) -> None:
        self.clock_off = self._sending.clock_off = _clock_off(server)
        self._looked_at = time.monotonic()

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
                if self._server is not None and self.online:
                    self._keep_up_once(self._server)
            except Exception as error:  # noqa: BLE001 - the desk works on; the next round tries again
                if isinstance(error, UnusableDatabase) and is_away(error):
                    self._lost(error.code)
                elif isinstance(error, UnusableDatabase):  # this desk's disk, or other desks write the same: soon again
                    log.warning("keeping up with the server: %s", error.code)
                    self._stop.wait(_RECONNECT_SECONDS)
                    self._wake.set()
                else:
                    log.exception("keeping up with the server")
            self._stop.wait(_PAUSE_SECONDS)
            if self.online:
                if not self._wake.wait(_LOOK_SECONDS):
                    self._sending.refused.clear()  # what was not taken may be now: nothing waits for good
            else:
                self._stop.wait(_RECONNECT_SECONDS - _PAUSE_SECONDS)

    def _keep_up_once(self, server: EngineDatabase) -> None:
        self._sent(self._sending.send(server))
        if self._copy.refresh(server):
            self._notify(frozenset({Area.COPY}))
        if time.monotonic() - self._looked_at > _LOOK_SECONDS:
            self._look(server)

    # -- the copy -------------------------------------------------------------------------------------------------

    def copy_now(self) -> None:
        """Bring the desk's copy up to date before going on."""
        self._copy.lags(ALL_AREAS)
        if self._server is not None:
            self._copy.refresh(self._server)

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
        if areas == {Area.CONNECTION}:  # it did not answer within its time
            self._lost(UNREACHABLE)
            return
        self._copy.lags(areas)
        self._sending.again()
        self._wake.set()
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
        pulse = self._server.pulse if self._server is not None else None
        with pulse.within(_CLOSE_SECONDS) if pulse is not None else nullcontext():
            if self._keeper is not None:
                self._keeper.join(_CLOSE_SECONDS if self.online else _CLOSE_SECONDS_AWAY)
            if self._keeper is not None and self._keeper.is_alive():
                return  # it waits for a server that is away; what it was about to send is safe in the desk's file
            self._leave_fresh()
        if self._server is not None:
            self._server.close()
        self._local.close()

    def _leave_fresh(self) -> None:
        """Send what waits and refresh the copy, as far as the server answers."""
        try:
            if self.online and self._server is not None:
                self._sending.send(self._server)
                self._sending.let_settled_go()
                self._presence.tell_last(self._server)
                self._copy.refresh(self._server)
        except Exception as error:  # noqa: BLE001 - what waits is safe in the desk's file
            if not isinstance(error, AppError):
                log.exception("closing")
