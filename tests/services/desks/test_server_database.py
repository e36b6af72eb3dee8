"""The door does not stop when the server goes away, and nothing is lost or counted twice when it comes back."""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from desktop import cli, paths
from desktop.domain.areas import Area
from desktop.domain.attendance import Outcome
from desktop.domain.errors import InvalidInput, UnusableDatabase
from desktop.services import agenda, attendance, conferences, units
from desktop.services.desks.server_database import ServerDatabase, open_server
from desktop.services.opening import open_location
from desktop.store.upgrade import open_database
from tests.services.attendance.hall import NAMES, Hall, fill, moment, open_hall
from tests.services.desks.laptops import Desk

PATIENCE = 60.0


def wait_for(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


@pytest.fixture
def address(request: pytest.FixtureRequest, server: Any) -> str:
    return server.copied(fill) if "hall" in request.fixturenames else server.fresh()


@pytest.fixture
def hall(address: str) -> Iterator[Hall]:
    """The conference on the server, seen without any desk."""
    database = open_database(address, desk="Văn phòng")
    yield open_hall(database)
    database.close()


@pytest.fixture
def database(address: str, hall: Hall) -> Iterator[ServerDatabase]:
    """A desk of the server with a fresh copy."""
    opened = open_server(address, desk="Bàn 1")
    opened.copy_now()
    yield opened
    opened.close()


def let_in(database: ServerDatabase, hall: Hall, name: str, token: uuid.UUID | None = None) -> tuple[Any, bool]:
    token = token or uuid.uuid4()
    return database.write_or_queue(
        lambda tx: attendance.check_in(
            tx, training_session_id=hall.morning, attendee_id=hall.people[name], token=token, anyway=True
        )
    )


def seen(database: ServerDatabase, hall: Hall) -> dict[str, str]:
    people = database.read(lambda tx: attendance.door_people(tx, hall.morning))
    return {person.full_name: person.status for person in people}


def test_a_desk_lets_people_in_while_the_server_is_away_and_sends_them_when_it_is_back(
    server: Any, database: ServerDatabase, hall: Hall
) -> None:
    heard: list[frozenset[Area]] = []
    database.watch(heard.append)
    answer, pending = let_in(database, hall, "Nguyễn Thị Hà")
    assert (answer.outcome, pending) == (Outcome.IN, False)
    wait_for(lambda: not database.pending())
    server.kill()
    answer, _pending = let_in(database, hall, "Trần Đức An")
    wait_for(lambda: not database.online)
    assert (answer.outcome, database.pending()) == (Outcome.IN, 1)
    again, _pending = let_in(database, hall, "Nguyễn Thị Hà")
    assert again.outcome is Outcome.ALREADY_IN
    assert seen(database, hall)["Trần Đức An"] == "late"
    assert any(Area.CONNECTION in areas for areas in heard)
    server.start()
    wait_for(lambda: database.online and database.pending() == 0)
    person = hall.person("Trần Đức An")
    assert (person.status, person.desk, person.arrived_at) == ("late", "Bàn 1", answer.at)
    assert hall.report().count("late") == 2


def test_edits_are_refused_while_the_server_is_away(server: Any, database: ServerDatabase, hall: Hall) -> None:
    server.kill()
    for _twice in range(2):
        with pytest.raises(UnusableDatabase) as refused:
            database.write(lambda tx: conferences.create_conference(tx, title="Hội nghị khác"))
        assert refused.value.code == "record.unreachable"
    assert len(database.read(conferences.list_conferences)) == 1


def test_what_the_server_refuses_does_not_go_the_other_way(database: ServerDatabase, hall: Hall) -> None:
    with pytest.raises(InvalidInput):
        database.write_or_queue(
            lambda tx: attendance.walk_in(tx, hall.conference_id, full_name=" ", token=uuid.uuid4())
        )
    assert (database.online, database.pending()) == (True, 0)


def test_a_desk_opens_on_its_copy_when_the_server_is_away(server: Any, address: str, hall: Hall) -> None:
    open_location(address, desk="Bàn 1").close()
    server.kill()
    database = open_location(address, desk="Bàn 1")
    assert not database.online
    _answer, pending = let_in(database, hall, "Lê Văn Vũ")
    assert pending
    database.close()
    database = open_location(address, desk="Bàn 1")
    assert database.pending() == 1
    database.close()
    server.start()
    database = open_location(address, desk="Bàn 1")
    assert (database.online, database.pending()) == (True, 0)
    assert seen(database, hall)["Lê Văn Vũ"] == "late"
    database.close()


def test_a_desk_that_never_saw_the_server_says_that_it_is_away(server: Any, address: str) -> None:
    server.kill()
    with pytest.raises(UnusableDatabase) as refused:
        open_location(address, desk="Bàn 1")
    assert refused.value.code == "record.unreachable"


def test_a_damaged_copy_is_put_aside_and_made_anew(address: str, hall: Hall) -> None:
    open_location(address, desk="Bàn 1").close()
    (path,) = (paths.data_folder() / "desks").glob("*.db")
    path.write_bytes(b"no database at all" * 100)
    database = open_location(address, desk="Bàn 1")
    database.close()
    assert len(list(path.parent.glob("*.damaged.*.db"))) == 1
    copy = open_database(path)
    assert len(copy.read(lambda tx: attendance.door_people(tx, hall.morning))) == 6
    copy.close()


def test_an_answer_lost_in_the_commit_counts_once(
    database: ServerDatabase, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = database._server
    write = there.write_at_once

    def lose_the_answer(work: Any) -> Any:
        write(work)
        monkeypatch.undo()
        raise UnusableDatabase("record.unreachable", file="máy chủ")

    monkeypatch.setattr(there, "write_at_once", lose_the_answer)
    answer, pending = let_in(database, hall, "Nguyễn Thị Hà")
    assert (answer.outcome, pending) == (Outcome.IN, True)
    wait_for(lambda: database.online and database.pending() == 0)
    (row,) = [row for row in hall.report().rows if row.full_name == "Nguyễn Thị Hà"]
    assert (row.status, len(row.marks)) == ("late", 1)


def test_a_mark_of_a_session_that_was_removed_stays_with_its_reason_and_the_others_go(
    server: Any, database: ServerDatabase, hall: Hall
) -> None:
    server.kill()
    let_in(database, hall, "Nguyễn Thị Hà")
    database.write_or_queue(
        lambda tx: attendance.check_in(
            tx,
            training_session_id=hall.afternoon,
            attendee_id=hall.people["Lê Văn Vũ"],
            token=uuid.uuid4(),
            anyway=True,
        )
    )
    database._stop.set()  # the line is down until the office has changed the agenda
    database._keeper.join(PATIENCE)
    server.start()
    hall.database.write(lambda tx: agenda.remove_session(tx, hall.afternoon))
    database._stop.clear()
    database._keeper = None
    database._start_keeping()
    wait_for(lambda: database.online and database.pending() == 1)
    (left,) = database.waiting()
    assert (left.name, left.code) == ("Lê Văn Vũ", "session.not_found")
    assert hall.person("Nguyễn Thị Hà").status == "late"


def test_walk_ins_and_a_person_let_in_on_both_sides_come_together(
    server: Any, database: ServerDatabase, hall: Hall
) -> None:
    server.kill()
    let_in(database, hall, "Nguyễn Thị Hà")
    _registered, pending = database.write_or_queue(
        lambda tx: attendance.walk_in(
            tx,
            hall.conference_id,
            full_name="Bùi Thị Mới",
            unit="Đơn vị lạ",
            token=uuid.uuid4(),
            session_ids=[hall.morning],
            at=moment("08:40"),
        )
    )
    assert pending
    assert database.pending() == 3
    database._stop.set()  # another desk's line is back sooner
    database._keeper.join(PATIENCE)
    server.start()
    hall.let_in("Nguyễn Thị Hà")
    database._stop.clear()
    database._keeper = None
    database._start_keeping()
    wait_for(lambda: database.online and database.pending() == 0)
    lines = hall.database.read(lambda tx: attendance.to_review(tx, hall.conference_id))
    assert [(line.full_name, len(line.marks)) for line in lines] == [("Nguyễn Thị Hà", 2)]
    newcomer = hall.person("Bùi Thị Mới")
    assert (newcomer.status, newcomer.unit, newcomer.origin) == ("late", "Đơn vị lạ", "walk_in")


def test_the_copy_follows_whatever_happens_on_the_server(database: ServerDatabase, hall: Hall) -> None:
    from tests.services.desks.laptops import KINDS, happen

    central = Desk(hall)
    for number, kind in enumerate([*KINDS, *KINDS, "undo", "undo"]):
        happen(central, kind, number * 7, number)
        database.copy_now()
    hall.database.write(lambda tx: units.add_unit(tx, "Phòng Mới"))
    session = hall.database.read(lambda tx: agenda.list_sessions(tx, hall.conference_id))[0]
    hall.database.write(
        lambda tx: agenda.edit_session(
            tx,
            session.id,
            version=session.version,
            title="Buổi sáng",
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            late_after=5_000_000,
        )
    )
    database.copy_now()
    copy = Hall(database._local, hall.conference_id, hall.morning, hall.afternoon, hall.people)
    for session_id in (hall.morning, hall.afternoon):
        assert copy.at_the_door(session_id) == hall.at_the_door(session_id)
    assert Desk(copy).content() == {**central.content(), "pairs": {}}  # a desk has no need of them
    assert (
        database._local.read(lambda tx: tx.connection().exec_driver_sql("SELECT max(phone) FROM person").scalar()) == ""
    )


def test_a_server_killed_in_the_middle_of_check_ins_loses_none(server: Any, address: str) -> None:
    database = open_database(address, desk="Văn phòng")
    hall = _large_hall(database)
    database = open_server(address, desk="Bàn 1")
    database.copy_now()
    database.watch(lambda _areas: None)
    shown: list[tuple[str, bool]] = []
    people = list(hall.people)

    def let_all_in() -> None:
        for name in people:
            answer, pending = let_in(database, hall, name)
            assert answer.outcome is Outcome.IN
            shown.append((name, pending))
            time.sleep(0.01)

    door = threading.Thread(target=let_all_in)
    door.start()
    for after in (30, 90):
        wait_for(lambda after=after: len(shown) >= after or not door.is_alive())
        server.kill()
        wait_for(lambda after=after: any(pending for _name, pending in shown[after:]) or not door.is_alive())
        server.start()
    door.join(PATIENCE)
    assert len(shown) == len(people)
    assert any(pending for _name, pending in shown)
    wait_for(lambda: database.online and database.pending() == 0)
    report = hall.report()
    assert report.count("late") == len(people)
    assert {len(row.marks) for row in report.rows} == {1}
    database.close()
    database.close()


def _large_hall(database: Any) -> Hall:
    from desktop.domain.people import AttendeeInput
    from desktop.services import attendees

    hall = open_hall(database)
    names = [f"{NAMES[number % len(NAMES)]} {number}" for number in range(166)]

    def work(tx: Any) -> dict[str, uuid.UUID]:
        return {
            name: attendees.add_attendee(tx, hall.conference_id, AttendeeInput(full_name=name)).id for name in names
        }

    return replace(hall, people={**hall.people, **database.write(work)})


def test_check_in_on_the_command_line_answers_while_the_server_is_away(
    server: Any, address: str, hall: Hall, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["check-in", "một cửa", "Sáng", "--at", "08:30", "--data", address, "--json"]
    assert cli.main([*command, "Nguyễn Thị Hà"]) == 0
    assert json.loads(capsys.readouterr().out)["pending"] is False
    server.kill()
    assert cli.main([*command, "Trần Đức An"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["result"], told["pending"]) == ("in", True)
    assert cli.main([*command, "Nguyễn Thị Hà"]) == 1
    assert json.loads(capsys.readouterr().out)["result"] == "already_in"
    server.start()
    assert cli.main(["attendance", "một cửa", "--data", address, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["sessions"][0]["late"] == 2
    assert hall.person("Trần Đức An").status == "late"


def test_a_desk_hears_of_what_others_do_also_after_the_server_was_away(
    server: Any, database: ServerDatabase, hall: Hall
) -> None:
    heard: list[frozenset[Area]] = []
    database.watch(heard.append)
    hall.let_in("Nguyễn Thị Hà")
    wait_for(lambda: any(Area.ATTENDANCE in areas for areas in heard))
    server.kill()
    let_in(database, hall, "Trần Đức An")
    wait_for(lambda: not database.online)  # else it is back before anybody missed it
    server.start()
    wait_for(lambda: database.online and database.pending() == 0)
    wait_for(lambda: any(Area.CONNECTION in areas and Area.AGENDA in areas for areas in heard))
    heard.clear()

    def somebody_else_does_something() -> bool:
        hall.database.write(lambda tx: units.add_unit(tx, f"Phòng {uuid.uuid4().hex}"))
        time.sleep(0.2)
        return any(Area.UNITS in areas for areas in heard)

    wait_for(somebody_else_does_something)
