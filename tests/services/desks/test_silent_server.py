"""A server that stands still, a line that swallows everything, a login that no longer holds: the door goes on at home."""

from __future__ import annotations

import os
import signal
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
import pytest

from desktop.domain.attendance import Outcome
from desktop.domain.errors import UnusableDatabase
from desktop.services import attendance
from desktop.services.desks import server_database
from desktop.services.desks.server_database import ServerDatabase, open_server
from desktop.store import pulse
from desktop.store import server as servers
from desktop.store.engines import address_of, server_url
from desktop.store.upgrade import open_database
from tests.line import Line
from tests.services.attendance.hall import Hall, fill, open_hall

PATIENCE = 30.0


def wait_for(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asked more often than in an office, so that the tests need not wait as long."""
    monkeypatch.setattr(pulse, "PATIENCE_SECONDS", 1.0)
    monkeypatch.setattr(pulse, "BEAT_SECONDS", 0.3)
    monkeypatch.setattr(server_database, "_RECONNECT_SECONDS", 0.4)
    monkeypatch.setattr(server_database, "_PAUSE_SECONDS", 0.05)


@pytest.fixture
def hall(server: Any) -> Iterator[Hall]:
    where = server.copied(fill)
    servers.init(where)
    database = open_database(where, desk="Văn phòng")
    yield open_hall(database)
    database.close()


@pytest.fixture
def line(server: Any) -> Iterator[Line]:
    made = Line(server)
    yield made
    made.close()


def address(hall: Hall) -> str:
    return hall.database.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")


def opened(where: str) -> ServerDatabase:
    """A desk with a fresh copy, whose window watches."""
    desk = open_server(where, desk="Bàn 1")
    desk.copy_now()
    desk.watch(lambda _areas: None)
    wait_for(lambda: desk.answers_in is not None)
    return desk


def let_in(desk: ServerDatabase, hall: Hall, name: str, token: uuid.UUID | None = None) -> tuple[Any, bool]:
    return desk.write_or_queue(
        lambda tx: attendance.check_in(
            tx,
            training_session_id=hall.morning,
            attendee_id=hall.people[name],
            token=token or uuid.uuid4(),
            anyway=True,
        )
    )


@contextmanager
def standing_still(server: Any) -> Iterator[None]:
    """Every process of the server stops in the middle of what it does, its connections stay."""
    with psycopg.connect(f"host={server.folder} user=postgres dbname=postgres", autocommit=True) as connection:
        children = [pid for (pid,) in connection.execute("SELECT pid FROM pg_stat_activity")]
    processes = [server.process.pid, *children]
    for each in processes:
        _send(each, signal.SIGSTOP)
    try:
        yield
    finally:
        for each in processes:
            _send(each, signal.SIGCONT)


def _send(process: int, what: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, what)


def test_a_server_that_stands_still_swallows_nobody(server: Any, hall: Hall) -> None:
    desk = opened(address(hall))
    with standing_still(server):
        answers = [let_in(desk, hall, name) for name in ("Nguyễn Thị Hà", "Trần Đức An", "Lê Văn Vũ")]
        there = desk.read_here(lambda tx: attendance.door_people(tx, hall.morning))
        assert desk.online, "all that was answered before anybody noticed: nothing waited for the server"
        assert [answer.outcome for answer, _pending in answers] == [Outcome.IN] * 3
        wait_for(lambda: not desk.online)
        assert (desk.trouble, desk.pending()) == ("record.unreachable", 3)
        assert sum(each.status != "unrecorded" for each in there) == 3, "what the door shows comes from the copy"
    wait_for(lambda: desk.online and not desk.pending())
    assert sum(each.status != "unrecorded" for each in hall.at_the_door()) == 3
    desk.close()


def test_a_desk_at_rest_knows_of_a_server_that_stands_still(server: Any, hall: Hall) -> None:
    desk = opened(address(hall))
    with standing_still(server):
        wait_for(lambda: not desk.online)
        assert desk.answers_in is None
        assert desk.answered_at is not None
    wait_for(lambda: desk.online)
    desk.close()


def test_what_was_on_its_way_over_a_line_that_swallows_counts_once(hall: Hall, line: Line) -> None:
    desk = opened(line.address(address(hall)))
    line.swallow()
    answer, _pending = let_in(desk, hall, "Nguyễn Thị Hà")
    assert (answer.outcome, desk.online) == (Outcome.IN, True), "nobody has noticed, and nobody waits"
    wait_for(lambda: not desk.online)
    line.mend()
    wait_for(lambda: desk.online and not desk.pending())
    assert [(row.full_name, len(row.desk)) for row in hall.at_the_door() if row.status != "unrecorded"] == [
        ("Nguyễn Thị Hà", len("Bàn 1"))
    ]
    desk.close()


def test_how_slow_a_line_is_is_measured(hall: Hall, line: Line) -> None:
    desk = opened(line.address(address(hall)))
    line.delay = 0.6
    wait_for(lambda: (desk.answers_in or 0.0) >= 0.6)
    line.delay = 0.0
    wait_for(lambda: desk.answers_in is not None and desk.answers_in < 0.5)
    assert desk.online
    desk.close()


@contextmanager
def one_hangs(desk: ServerDatabase) -> Iterator[None]:
    """The process at the server of the one connection over which this desk sends and asks."""
    assert desk._server is not None
    process = desk._server.read(lambda tx: tx.connection().exec_driver_sql("SELECT pg_backend_pid()").scalar_one())
    _send(process, signal.SIGSTOP)
    try:
        yield
    finally:
        _send(process, signal.SIGCONT)


def test_one_connection_that_hangs_is_no_quick_line_though_the_server_answers_others(
    server: Any, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened(address(hall))
    wait_for(lambda: not desk._copy.lag)
    with one_hangs(desk):
        let_in(desk, hall, "Nguyễn Thị Hà")
        wait_for(lambda: (desk.answers_in or 0.0) > pulse.PATIENCE_SECONDS)
        assert desk.pending() == 1
        monkeypatch.setattr(pulse, "UNANSWERED_SECONDS", 1.0)
        wait_for(lambda: desk.online and not desk.pending())
    wait_for(lambda: (desk.answers_in or 9.0) < pulse.PATIENCE_SECONDS)
    desk.close()


def test_what_hangs_is_cut_once_the_line_that_listens_broke_and_came_back(server: Any, hall: Hall) -> None:
    desk = opened(address(hall))
    wait_for(lambda: not desk._copy.lag)
    with one_hangs(desk):
        let_in(desk, hall, "Nguyễn Thị Hà")
        wait_for(lambda: (desk.answers_in or 0.0) > pulse.PATIENCE_SECONDS)
        ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}' AND pid <> pg_backend_pid()"
        _administer(server, ends.format(hall.database.engine.url.database))
        wait_for(lambda: desk.online and not desk.pending())
    desk.close()


def test_leaving_waits_for_no_server_that_stands_still(
    server: Any, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_database, "_CLOSE_SECONDS", 0.5)
    desk = open_server(address(hall), desk="Bàn 1")
    desk.copy_now()
    with standing_still(server):
        begin = time.monotonic()
        desk.close()
        assert time.monotonic() - begin < PATIENCE


def another_password(server: Any, login: str) -> None:
    _administer(server, f"ALTER ROLE \"{login}\" PASSWORD 'khac'")


def locked(server: Any, login: str) -> None:
    _administer(server, f'ALTER ROLE "{login}" NOLOGIN')


def no_connection_left(server: Any, login: str) -> None:
    _administer(server, f'ALTER ROLE "{login}" CONNECTION LIMIT 0')


def _administer(server: Any, statement: str) -> None:
    with psycopg.connect(f"host={server.folder} user=postgres dbname=postgres", autocommit=True) as connection:
        connection.execute(statement)


@pytest.mark.parametrize(
    ("happens", "trouble"),
    [
        (another_password, "record.wrong_password"),
        (locked, "record.login_locked"),
        (no_connection_left, "record.too_many_connections"),
    ],
)
def test_a_login_that_no_longer_holds_is_told_by_its_reason_and_the_door_goes_on(
    server: Any, hall: Hall, happens: Callable[[Any, str], None], trouble: str
) -> None:
    name = f"ban {uuid.uuid4().hex[:6]}"
    login = servers.add_login(address(hall), name)
    where = address_of(server_url(login.address).set(password=login.password))
    desk = opened(where)
    happens(server, name)
    _administer(server, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{name}'")
    answer, _pending = let_in(desk, hall, "Nguyễn Thị Hà")
    assert answer.outcome is Outcome.IN
    wait_for(lambda: desk.trouble == trouble)
    with pytest.raises(UnusableDatabase) as told:
        desk.write(lambda tx: None)
    assert told.value.code == trouble, "never that it can't be reached"
    _administer(server, f"ALTER ROLE \"{name}\" LOGIN CONNECTION LIMIT -1 PASSWORD '{login.password}'")
    wait_for(lambda: desk.online and not desk.pending())
    assert not desk.trouble
    desk.close()
