"""The server of the organizer's computer while a conference has several desks: begun, kept up, paused, ended.

Paused (the program ends) the conference stays at the server, which the next start starts again. Ended it is back in its data
file, and nothing of the server is left.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.domain.errors import AppError, UnusableDatabase
from desktop.domain.join_code import JoinCode
from desktop.domain.progress import Progress
from desktop.domain.sources import is_own_server, parse_server
from desktop.log import log
from desktop.services import conferences
from desktop.services.desks import copying
from desktop.services.serving import addresses, office, running, where
from desktop.services.serving.attempts import Attempt, Attempts, Tried
from desktop.services.serving.held import Held
from desktop.services.serving.office import Clash
from desktop.services.serving.where import Phase, Where
from desktop.store import certificate, desk_register, sealing, server
from desktop.store.database import Database
from desktop.store.desk_register import Code, Desk
from desktop.store.own_server import DATABASE, LOOPBACK, OwnServer, free_port
from desktop.store.upgrade import open_database

CODE_LASTS = dt.timedelta(minutes=30)
_PORT_TRIES = 5
_LOOK_SECONDS = 2.0
_MOST_ATTEMPTS = 200
_HANGS_SECONDS = 15.0
"""A server that runs and does not answer for so long hangs; before that it may only be busy, also with strangers."""
_UNSURE_SECONDS = 6.0
"""So long after the server did not answer nobody is told of connections that ended in the middle."""


@dataclass(frozen=True, slots=True)
class News:
    """How the server stands, as it was looked at last."""

    running: bool = True
    address_gone: bool = False
    """Whether this computer has another address now than the one the desks know."""
    here: tuple[str, ...] = ()
    """This computer's addresses now."""
    attempts: tuple[Attempt, ...] = ()
    """Who was refused since it began, the last ones."""


class Serving:
    """The server, started, with the thread that keeps it up."""

    def __init__(self, own: OwnServer, held: Held, at: Where) -> None:
        self.at = at
        self.news = News()
        self.clashes: tuple[Clash, ...] = ()
        """What was edited on the server and in the data file alike, once it ended."""
        self.own = own
        self._held = held
        self._attempts = Attempts()
        self._unsure_until = 0.0
        self._answered_at = time.monotonic()
        self._lock = threading.Lock()
        """Who starts and stops the server, one after the other."""
        self._stop = threading.Event()
        self._keeper: threading.Thread | None = None

    def shows(self, location: str) -> bool:
        """Whether a data source is this server."""
        mine = parse_server(self.address)[0]
        return is_own_server(location) and parse_server(location)[0].user == mine.user

    @property
    def address(self) -> str:
        """The server for the organizer's window, with the password."""
        return self.own.organizer_address(self.at.port)

    @property
    def admin_address(self) -> str:
        """The server for its owner, with the password: codes and logins are made so."""
        return self.own.owner_address(self.at.port)

    # -- desks ----------------------------------------------------------------------------------------------------

    def new_code(self, lasting: dt.timedelta = CODE_LASTS) -> tuple[JoinCode, Code]:
        """A code for one more desk, and until when it is good."""
        with server.working(self.admin_address) as connection:
            made = desk_register.new_code(connection, lasting)
        print_of_it = certificate.fingerprint(self.own.certificate.read_bytes())
        return JoinCode(self.at.host, self.at.port, print_of_it, made.name, made.secret), made

    def drop_codes(self) -> None:
        """Let no code that was shown be good any more."""
        with server.working(self.admin_address) as connection:
            desk_register.drop_codes(connection)

    def desks(self) -> tuple[Desk, ...]:
        """The desks, as they stand now."""
        with server.working(self.admin_address) as connection:
            return desk_register.desks(connection)

    # -- the way there --------------------------------------------------------------------------------------------

    def move_in(self, path: Path, desk: str, progress: Progress | None, *, any_port: bool) -> None:
        """Make the server, on this computer alone, put the conference there, then let the desks find it.

        `any_port`: another program that takes the port meanwhile only makes it the next one.
        """
        self.own.make()
        self._start_at(LOOPBACK, any_port=any_port)
        owner = self.admin_address
        server.init(owner)
        self.own.keep_organizer(server.add_login(owner, self.own.keys.organizer, "organizer").password)
        with server.working(owner) as connection:
            connection.exec_driver_sql(f"REVOKE TEMPORARY ON DATABASE {DATABASE} FROM PUBLIC")
        database = open_database(owner, desk=desk)
        try:
            copying.copy_in(database, path, str(self.at.conference_id), progress)
        finally:
            database.close()
        self._go_to(Phase.SERVED)
        self.own.stop()
        self._start_at(self.at.host, any_port=any_port)
        self.start()

    def start(self) -> None:
        """Let the desks find it, and look after it."""
        self._start_here()
        self._attempts.new(self.own.logs())
        self._keeper = threading.Thread(target=self._keep, name="own server", daemon=True)
        self._keeper.start()
        running.begun(self)

    def move_to(self, host: str) -> None:
        """Listen at another address of this computer from now on. Raises AppError."""
        with self._lock:
            before = self.at
            self.own.stop()
            try:
                self.own.start(host, before.port)
            except AppError:
                self.own.start(LOOPBACK, before.port)
                raise
            self.at = replace(before, host=host)
            self.at.save()
        self._look()

    def _start_at(self, host: str, *, any_port: bool) -> None:
        """Start it before any desk knows of it."""
        for _try in range(_PORT_TRIES if any_port else 0):
            try:
                return self.own.start(host, self.at.port)
            except AppError as error:
                if error.code != "serving.port_taken":
                    raise
            self.at = replace(self.at, port=free_port(self.at.host))
            self.at.save()
        return self.own.start(host, self.at.port)

    def _start_here(self) -> None:
        """Start it; where its address is gone this computer at least goes on, and where its port is, at another."""
        if not self.own.answers(self.at.port):
            try:
                self.own.start(self.at.host, self.at.port)
                return
            except AppError as error:
                if error.code == "serving.port_taken":
                    self.at = replace(self.at, port=free_port(LOOPBACK))
                    self.at.save()
                elif error.code != "serving.no_address":
                    raise
                log.warning("starting the own server at %s: %s", self.at.host, error.code)
            self.own.start(LOOPBACK, self.at.port)

    # -- keeping it up --------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        while not self._stop.wait(_LOOK_SECONDS):
            try:
                self._look()
            except Exception:  # noqa: BLE001 - the next look tries again
                log.exception("looking after the own server")

    def _look(self) -> None:
        with self._lock:
            if self._stop.is_set():
                return
            answers = self.own.answers(self.at.port)
            if answers:
                self._answered_at = time.monotonic()
            else:
                if not self.own.listens(self.at.port) or time.monotonic() > self._answered_at + _HANGS_SECONDS:
                    log.warning("the own server does not answer: it is started again")
                    self._start_again()
                    answers = self.own.answers(self.at.port)
                self._unsure_until = time.monotonic() + _UNSURE_SECONDS
        here = addresses.here()
        gone = self.at.host != LOOPBACK and self.at.host not in here
        # A server that stood still finds connections that desks gave up meanwhile: those tried nothing.
        unsure = time.monotonic() < self._unsure_until
        fresh = tuple(
            each
            for each in self._attempts.new(self.own.logs())
            if (each.host != LOOPBACK or each.login) and not (unsure and each.tried is Tried.OTHER)
        )
        tried = (*self.news.attempts, *fresh)[-_MOST_ATTEMPTS:]
        self.news = News(answers, gone, here, tried)

    def _start_again(self) -> None:
        self.own.stop()  # a server that hangs holds its port
        try:
            self._start_here()
        except AppError as error:
            log.error("starting the own server: %s", error.code)

    # -- the way back ---------------------------------------------------------------------------------------------

    def pause(self) -> None:
        """Stop the server, everything on the disk; the conference stays there until the next start."""
        self._end_keeping()
        self.own.stop()
        self._let_go()

    def end(self, progress: Progress | None = None) -> copying.Copied:
        """Bring the conference back into its data file, whole, and remove the server. Raises AppError: it stays there.

        Conferences that were made on the server come along, and what was edited there of the office's own (`office`).
        """
        sealing.key_of(self.at.file)  # asked for, or refused, before any desk is sent away
        self._end_keeping()
        with self._lock:
            try:
                copied = self._move_back(progress)
            except BaseException:
                with suppress(AppError):
                    self._go_to(Phase.SERVED)
                    self.own.stop()
                self._stop.clear()
                self.start()
                raise
            self.own.stop()
            where.clear()
            self.own.remove()
        self._let_go()
        return copied

    def _let_go(self) -> None:
        self._held.let_go()
        running.ended()

    def _move_back(self, progress: Progress | None) -> copying.Copied:
        self._go_to(Phase.MOVING_BACK)
        self.own.stop()
        self.own.start(LOOPBACK, self.at.port)  # no desk writes any more
        database = open_database(self.admin_address)
        try:
            self.clashes += office.bring_back(
                database, self.at.file
            )  # first: by its journal the file tells what it knows
            for other in database.read(conferences.list_conferences):
                if other.id != self.at.conference_id:
                    copying.copy_out(database, self.at.file, str(other.id))
            return copying.copy_out(database, self.at.file, str(self.at.conference_id), progress)
        finally:
            database.close()

    def _go_to(self, phase: Phase) -> None:
        at = self.at.at(phase)
        at.save()
        self.at = at

    def _end_keeping(self) -> None:
        self._stop.set()
        if self._keeper is not None and self._keeper is not threading.current_thread():
            self._keeper.join()
            self._keeper = None


def begin(
    database: Database,
    conference_id: uuid.UUID,
    title: str,
    *,
    host: str = "",
    port: int = 0,
    progress: Progress | None = None,
) -> Serving:
    """Move a conference of an open data file to a server of this computer, at which desks find it.

    `host`: one of this computer's addresses ("": the likeliest); `port` 0: the first that is free. Raises AppError, and
    then the conference is where it was.
    """
    path = database.path
    if path is None:
        raise UnusableDatabase("serving.needs_file")
    own, held = OwnServer(), _held()
    try:
        if (already := where.load()) is not None:
            raise AppError("serving.out_already", title=already.title, file=already.file.name)
        host = host or next(iter(addresses.here()), LOOPBACK)
        listening = port or free_port(host)
        at = Where(conference_id, title, path.absolute(), Phase.MOVING_IN, host, listening, dt.datetime.now(dt.UTC))
        serving = Serving(own, held, at)
        at.save()
        try:
            database.write(
                lambda tx: tx.connection()
            )  # whoever is writing now has written; whoever comes later is refused
            serving.move_in(path, database.desk, progress, any_port=not port)
        except BaseException:
            with suppress(AppError, OSError):
                own.remove()
            where.clear()  # nothing was changed in the data file: there the conference is again
            raise
    except BaseException:
        held.let_go()
        raise
    return serving


def resume() -> Serving | None:
    """Go on where the last start ended: start the server that holds a conference; bring back what was on its way back.

    None when every conference is in its data file (again). Raises AppError: another program serves it, or the server
    can't be started; then the conference is at the server still.
    """
    if where.load() is None:
        return None
    held = _held()
    try:
        at, own = where.load(), OwnServer()
        if at is None or at.phase is Phase.MOVING_IN:
            own.remove()
            where.clear()
            held.let_go()
            return None
        serving = Serving(own, held, at)
        if at.phase is Phase.MOVING_BACK:
            own.start(LOOPBACK, at.port)
            serving.end()
            return None
        if own.answers(at.port):  # the program was killed and the server was not: it may listen where it should not
            log.warning("the own server outlived its program")
        serving.start()
    except BaseException:
        held.let_go()
        raise
    return serving


def admin_address() -> str | None:
    """The server of this computer that another program runs, for its owner; None when there is none."""
    at = where.load()
    own = OwnServer()
    if at is None or not own.exists or not own.answers(at.port):
        return None
    return own.owner_address(at.port)


def _held() -> Held:
    until = time.monotonic() + 1.0
    while True:
        try:
            return Held(OwnServer().home / "lock")
        except AppError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
