"""Figures of the door: one check-in, eight desks, a keystroke, another desk's change.

`python -m tests.benchmarks.attendance WHO ADDRESS SESSION FIRST COUNT` is one of eight desks: it lets its own people in,
through the services or as the bare driver would, from the word "go" on.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import psycopg
from sqlalchemy import select

from desktop.domain.attendance import DoorPerson, Method, Outcome
from desktop.domain.finder import Finder
from desktop.services import agenda, attendance
from desktop.services.desks import outbox
from desktop.services.desks.server_database import ServerDatabase, open_server
from desktop.store import resealing, sealing
from desktop.store.database import Database
from desktop.store.sealing import DataKey
from desktop.store.tables import Attendee
from desktop.store.transaction import Transaction
from desktop.store.upgrade import open_database
from tests.benchmarks import Row, seconds
from tests.benchmarks.bare import TABLES, FileWriter, ServerWriter
from tests.postgresql import Server, running_server
from tests.sample_record import fill_quickly

T = TypeVar("T")

_TRIES = 300
_WARM = 20
_DESKS = 8
_WAITING = 1_000
_EACH = 100
"""How many people each desk lets in before the clock stops."""
_ROUNDS = 3
_FRAME = 0.016
_PEOPLE = 10_000
_TYPED = ("n", "ng", "nguyen", "nguyen thi h", "ha", "vu", "an", "le van", "bach mai", "0017", "khong co ai")


def _filled(database: Database, people: int) -> tuple[list[uuid.UUID], list[uuid.UUID]]:
    """A conference of so many: its sessions, its attendees."""
    conference_id = database.write(lambda tx: fill_quickly(tx, people))
    sessions = [each.id for each in database.read(lambda tx: agenda.list_sessions(tx, conference_id))]
    return sessions, _attendees(database)


def _attendees(database: Database) -> list[uuid.UUID]:
    return sorted(database.read(lambda tx: list(tx.scalars(select(Attendee.id)))))


def _let_in(database: Database, session_id: uuid.UUID, attendee_id: uuid.UUID) -> None:
    token = uuid.uuid4()
    answer = database.write(
        lambda tx: attendance.check_in(
            tx, training_session_id=session_id, attendee_id=attendee_id, token=token, method=Method.SCAN, anyway=True
        )
    )
    if answer.outcome is not Outcome.IN:
        raise AssertionError(answer)


def _by_turns(
    name: str,
    people: list[uuid.UUID],
    ours: Callable[[uuid.UUID], object],
    bare: Callable[[uuid.UUID], object],
    limit: float,
) -> Row:
    """Let everyone in both ways, one after the other, each way first half of the time; the medians are compared."""
    mine: list[float] = []
    theirs: list[float] = []
    for number, person in enumerate(people):
        turns = [(ours, mine), (bare, theirs)]
        for way, took in turns if number % 2 else reversed(turns):
            took.append(seconds(lambda way=way, person=person: way(person)))
    a, b = statistics.median(mine[_WARM:]), statistics.median(theirs[_WARM:])
    return Row(name, a, b, a / b, limit)


def bench_file() -> list[Row]:
    """A committed check-in on a data file, plain and encrypted, against sqlite3 writing the same rows into a plain copy."""
    return [
        _on_file("a check-in, committed, on a data file", 3.0, None),
        _on_file("a check-in, committed, on an encrypted data file", 6.0, DataKey.new()),
    ]


def _on_file(name: str, limit: float, key: DataKey | None) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        path, copy = Path(folder) / "door.db", Path(folder) / "bare.db"
        database = open_database(path, desk="Bàn 1")
        sessions, people = _filled(database, _TRIES + _WARM + 1)
        _let_in(database, sessions[0], people[0])
        database.close()
        shutil.copy(path, copy)
        if key is not None:
            sealing.know(key)
            resealing.reseal(path, key)
        database, writer = open_database(path, desk="Bàn 1"), FileWriter(copy)
        row = _by_turns(name, people[1:], lambda person: _let_in(database, sessions[0], person), writer.check_in, limit)
        writer.link.close()
        database.close()
    return row


def bench_server() -> list[Row]:
    """A check-in on PostgreSQL, eight desks at once, and how soon another desk knows."""
    with running_server() as server:
        if server is None:
            return []
        address = server.address("postgres")
        database = open_database(address, desk="Bàn 1")
        sessions, people = _filled(database, _TRIES + _WARM + 1)
        _let_in(database, sessions[0], people[0])
        beside, theirs = _beside(server)
        writer = ServerWriter(beside)
        same = dict(zip(people, theirs, strict=True))
        one = _by_turns(
            "a check-in on PostgreSQL",
            people[1 : _TRIES + _WARM + 1],
            lambda person: _let_in(database, sessions[0], person),
            lambda person: writer.check_in(same[person]),
            2.0,
        )
        writer.link.close()
        many = _eight_desks(server)
        seen = _seen_elsewhere(server)
        database.close()
    return [one, many, seen]


def bench_desk() -> list[Row]:
    """A server's desk: a check-in in its own file against sqlite3 writing the same rows, and sending what waited there."""
    with running_server() as server, tempfile.TemporaryDirectory() as folder, _at_home(Path(folder)):
        if server is None:
            return []
        address = server.fresh()
        there = open_database(address, desk="Bàn 1")
        sessions, people = _filled(there, _WAITING + _TRIES + _WARM + 1)
        desk = open_server(address, desk="Bàn 1")
        desk.copy_now()
        own = next((Path(folder) / "desks").glob("*.db"))
        _let_in_here(desk, sessions[0], people[0])
        copy = Path(folder) / "bare.db"
        desk.close()
        shutil.copy(own, copy)
        desk, writer = open_server(address, desk="Bàn 1"), FileWriter(copy)
        row = _by_turns(
            "a check-in, committed, at a server's desk",
            people[1 : _TRIES + _WARM + 1],
            lambda person: _let_in_here(desk, sessions[0], person),
            writer.check_in,
            3.0,
        )
        desk.send()
        for person in people[_TRIES + _WARM + 1 :]:
            _let_in_here(desk, sessions[0], person)
        waiting = desk.pending()
        took = seconds(desk.send)
        if (
            waiting != _WAITING
            or desk.pending()
            or len(there.read(lambda tx: attendance.door_states(tx, sessions[0]))) < waiting
        ):
            raise AssertionError(waiting)
        writer.link.close()
        desk.close()
        there.close()
    return [row, Row(f"sending {waiting:,} waiting marks (seconds of 5)", took, None, took / 5.0, 1.0)]


@contextmanager
def _at_home(folder: Path) -> Iterator[None]:
    """The program's files in this folder."""
    before = os.environ.get("TAP_HUAN_HOME")
    os.environ["TAP_HUAN_HOME"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["TAP_HUAN_HOME"]
        else:
            os.environ["TAP_HUAN_HOME"] = before


def _let_in_here(desk: ServerDatabase, session_id: uuid.UUID, attendee_id: uuid.UUID) -> None:
    """As the door does, in the desk's own file; nobody sends meanwhile."""
    token = uuid.uuid4()

    def work(tx: Transaction) -> Outcome:
        answer = attendance.check_in(
            tx, training_session_id=session_id, attendee_id=attendee_id, token=token, method=Method.SCAN, anyway=True
        )
        outbox.keep(tx)
        return answer.outcome

    if desk.own_file.write(work) is not Outcome.IN:
        raise AssertionError(attendee_id)


def _beside(server: Server) -> tuple[str, list[uuid.UUID]]:
    """Another database with the same people for the bare driver, whose tables do nothing by themselves."""
    address = server.fresh()
    database = open_database(address, desk="Bàn 1")
    sessions, people = _filled(database, _TRIES + _WARM + 1)
    _let_in(database, sessions[0], people[0])
    database.close()
    _without_triggers(address)
    return address, people


def _without_triggers(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as link:
        for table in TABLES:
            link.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def _eight_desks(server: Server) -> Row:
    ours: list[float] = []
    bare: list[float] = []
    for number in range(_ROUNDS):
        for who, rates in (("ours", ours), ("bare", bare)):
            address = server.fresh()
            fresh = open_database(address, desk="Bàn 1")
            sessions, people = _filled(fresh, _DESKS * (_EACH + _WARM) + 1)
            _let_in(fresh, sessions[0], people[0])
            fresh.close()
            if who == "bare":
                _without_triggers(address)
            rates.append(_rate(who, address, sessions[0]))
            sys.stderr.write(f"  round {number + 1}, {who}: {rates[-1]:.0f} check-ins a second\n")
    a, b = statistics.median(ours), statistics.median(bare)
    return Row("8 desks on one PostgreSQL: check-ins a second (ours at least half)", a, b, b / a, 2.0, "/s")


def _rate(who: str, address: str, session_id: uuid.UUID) -> float:
    """Check-ins a second of eight processes, from the first one's start to the last one's end."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.attendance", who, address, session_id.hex, str(first), str(_EACH)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for first in range(1, _DESKS * (_EACH + _WARM), _EACH + _WARM)
    ]
    for process in processes:
        assert process.stdout is not None
        process.stdout.readline()  # ready
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    times = [tuple(map(float, process.communicate()[0].split())) for process in processes]
    return _DESKS * _EACH / (max(end for _start, end in times) - min(start for start, _end in times))


def _desk(who: str, address: str, session: str, first: str, count: str) -> None:
    database = open_database(address, desk=f"Bàn {first}")
    people = _attendees(database)[int(first) :]
    session_id = uuid.UUID(session)
    let_in: Callable[[uuid.UUID], object]
    if who == "ours":
        let_in = partial(_let_in, database, session_id)
    else:
        database.close()
        let_in = ServerWriter(address).check_in
    for person in people[:_WARM]:
        let_in(person)
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    begin = time.time()
    for person in people[_WARM : _WARM + int(count)]:
        let_in(person)
    print(begin, time.time(), flush=True)  # noqa: T201
    database.close()


def _seen_elsewhere(server: Server) -> Row:
    """From the check-in at one desk until another has been told and has read the person's new state."""
    address = server.fresh()
    here, there = open_database(address, desk="Bàn 1"), open_database(address, desk="Bàn 2")
    sessions, people = _filled(here, 60)
    seen = threading.Event()
    wanted: list[uuid.UUID] = []

    def told(_areas: frozenset[str]) -> None:
        states = there.read(lambda tx: attendance.door_states(tx, sessions[0]))
        if wanted and wanted[-1] in {state.attendee_id for state in states}:
            seen.set()

    stop = there.watch(told)
    time.sleep(1)
    took = []
    for person in people[:30]:
        seen.clear()
        wanted.append(person)
        begin = time.perf_counter()
        _let_in(here, sessions[0], person)
        if not seen.wait(30):
            raise AssertionError("the other desk never knew")
        took.append(time.perf_counter() - begin)
        time.sleep(0.05)
    stop()
    here.close()
    there.close()
    return Row("a change seen at another desk, slowest of 30", max(took), None, max(took), 1.0)


def bench_door() -> list[Row]:
    """From what is typed to the hits, among 10,000 attendees: the search alone, and the page until it is painted.

    Each text anew, with nothing kept from the texts before; the ratio is frames of 16 ms.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "muoi-nghin.db"
        database = open_database(path, desk="1")
        sessions, _people = _filled(database, _PEOPLE)
        people = database.read(lambda tx: attendance.door_people(tx, sessions[0]))
        database.close()
        finder = _moments(_TYPED, lambda _text: _fresh(people), lambda kept, text: kept.find(text))
        page = _page(path)
    return [
        _frames("hits for what is typed, 10,000 attendees: found, slowest", finder),
        _frames("hits for what is typed, 10,000 attendees: shown, median", [statistics.median(page)]),
        _frames("hits for what is typed, 10,000 attendees: shown, slowest", page),
    ]


def _fresh(people: list[DoorPerson]) -> Finder:
    """The people of the session as the page holds them before anything is typed."""
    finder = Finder(people)
    finder.find("zz")  # who is expected and who is there is known
    return finder


def _frames(name: str, took: list[float]) -> Row:
    return Row(name, max(took), None, max(took) / _FRAME, 1.0)


def _moments(texts: tuple[str, ...], before: Callable[[str], T], work: Callable[[T, str], object]) -> list[float]:
    """The quiet moment of each text."""
    best: dict[str, float] = {}
    for _round in range(_ROUNDS):
        for text in texts:
            kept = before(text)
            took = seconds(lambda kept=kept, text=text: work(kept, text))
            best[text] = min(took, best.get(text, took))
    return list(best.values())


def _page(path: Path) -> list[float]:
    from PySide6.QtWidgets import QApplication

    from desktop import app
    from desktop.gui.checkin.page import AttendancePage
    from desktop.services.opening import open_location
    from desktop.settings import Settings

    application = QApplication.instance() or QApplication([])
    record = open_location(path, desk="1")
    window = app.build_window(record, Settings(views={"page": "attendance"}))
    window.show()
    while not (window.is_ready and isinstance(page := window.page, AttendancePage) and page.data.ready):
        application.processEvents()
        time.sleep(0.005)

    def empty(_text: str) -> None:
        page.field.setText("")
        page.data.finder = _fresh(page.data.finder.people)
        application.processEvents()

    def typed(_kept: object, text: str) -> None:
        page.field.setText(text)
        application.processEvents()
        page.hits.viewport().repaint()

    took = _moments(_TYPED, empty, typed)
    window.close()
    record.close()
    return took


if __name__ == "__main__":
    _desk(*sys.argv[1:])
