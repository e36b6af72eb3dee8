"""What happens at a server's desk is written at home first, sent from there, and put right when the server knows more."""

from __future__ import annotations

import random
import threading
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from desktop.domain.attendance import Became, DoorPerson, Outcome
from desktop.domain.errors import UnusableDatabase
from desktop.domain.reviewing import Case, CaseKind, ReviewAnswer
from desktop.services import agenda, attendance, attendees, journal, reviewing, steps
from desktop.services.desks import sending, server_database
from desktop.services.desks.server_database import ServerDatabase, open_server
from desktop.services.settling import Settlement, settle
from desktop.store import server as servers
from desktop.store.engines import address_of, server_url
from desktop.store.upgrade import open_database
from tests.line import Line
from tests.services.attendance.hall import Hall, fill, open_hall
from tests.services.desks.test_server_database import let_in, wait_for
from tests.services.desks.test_silent_server import standing_still

HA, AN, VU = "Nguyễn Thị Hà", "Trần Đức An", "Lê Văn Vũ"


@pytest.fixture(autouse=True)
def brisk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_database, "_PAUSE_SECONDS", 0.02)
    monkeypatch.setattr(server_database, "_RECONNECT_SECONDS", 0.3)
    monkeypatch.setattr(sending, "_AGAIN_SECONDS", 0.0)


@pytest.fixture
def hall(server: Any) -> Iterator[Hall]:
    where = server.copied(fill)
    servers.init(where)
    database = open_database(where, desk="Văn phòng")
    yield open_hall(database)
    database.close()


@pytest.fixture
def opens(server: Any, hall: Hall) -> Iterator[Callable[[str], ServerDatabase]]:
    """Opens desks, each of a login of its own, with a fresh copy and a window that watches."""
    made: list[ServerDatabase] = []

    def opens(name: str, line: Line | None = None) -> ServerDatabase:
        where = hall.database.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
        login = servers.add_login(where, f"ban {uuid.uuid4().hex[:6]}")
        where = address_of(server_url(login.address).set(password=login.password))
        desk = open_server(line.address(where) if line else where, desk=name)
        desk.copy_now()
        desk.watch(lambda _areas: None)
        made.append(desk)
        return desk

    yield opens
    for desk in made:
        desk.close()


def became(desk: ServerDatabase, hall: Hall, mark_id: uuid.UUID, session: uuid.UUID | None = None) -> Became | None:
    return desk.read_here(lambda tx: attendance.became(tx, session or hall.morning, [mark_id])).get(mark_id)


def at_home(desk: ServerDatabase, hall: Hall) -> dict[str, DoorPerson]:
    people = desk.read_here(lambda tx: attendance.door_people(tx, hall.morning))
    return {person.full_name: person for person in people}


def to_settle(database: Any, hall: Hall, role: str = "organizer") -> list[Case]:
    found = database.read(lambda tx: reviewing.attendance_cases(tx, hall.conference_id, role=role))
    return [case for case in found if case.kind is CaseKind.REFUSED]


def test_whom_another_desk_let_in_first_comes_back_as_a_correction(server: Any, hall: Hall, opens: Any) -> None:
    line = Line(server)
    first, second = opens("Bàn 1"), opens("Bàn 2", line)
    line.swallow()
    one, _pending = let_in(first, hall, HA)
    other, _pending = let_in(second, hall, HA)
    assert (one.outcome, other.outcome) == (Outcome.IN, Outcome.IN), "neither knows of the other"
    line.mend()
    wait_for(lambda: (known := became(second, hall, other.mark_id)) is not None and known.corrected)
    known = became(second, hall, other.mark_id)
    assert (known.otherwise, known.desk, known.at) == (Outcome.ALREADY_IN, first.desk, one.at)
    assert not became(first, hall, one.mark_id).corrected, "who was first was right"
    assert [doubt.full_name for doubt in first.read(lambda tx: attendance.to_review(tx, hall.conference_id))] == [HA]
    line.close()


def test_who_was_cancelled_or_taken_off_the_list_meanwhile_comes_back_as_a_correction(
    server: Any, hall: Hall, opens: Any
) -> None:
    line = Line(server)
    desk = opens("Bàn 1", line)
    line.swallow()
    marks = [let_in(desk, hall, name)[0].mark_id for name in (HA, AN)]
    hall.database.write(lambda tx: attendance.cancel(tx, [hall.people[HA]], "ốm"))
    hall.database.write(lambda tx: attendees.remove_attendees(tx, [hall.people[AN]]))
    line.mend()
    wait_for(lambda: all((known := became(desk, hall, mark)) and known.corrected for mark in marks))
    assert [became(desk, hall, mark).otherwise for mark in marks] == [Outcome.CANCELLED, Outcome.NOT_FOUND]
    line.close()


@pytest.mark.parametrize(
    ("answer", "status"), [(ReviewAnswer.MOVE, "late"), (ReviewAnswer.NOTE, None), (ReviewAnswer.DROP, None)]
)
def test_what_the_server_does_not_take_stands_at_the_organizer_until_it_is_settled(
    server: Any, hall: Hall, opens: Any, answer: ReviewAnswer, status: str | None
) -> None:
    line = Line(server)
    desk = opens("Bàn 1", line)
    line.swallow()
    given, _pending = desk.write_or_queue(
        lambda tx: attendance.check_in(
            tx, training_session_id=hall.afternoon, attendee_id=hall.people[VU], token=uuid.uuid4(), anyway=True
        )
    )
    hall.database.write(lambda tx: agenda.remove_session(tx, hall.afternoon))
    line.mend()
    wait_for(lambda: bool(to_settle(hall.database, hall)))
    (case,) = to_settle(hall.database, hall)
    assert (case.full_name, case.code, case.doubt.session) == (VU, "session.not_found", "Chiều")
    assert [each.key for each in to_settle(desk, hall, "desk")] == [case.key], "at the desk as well"
    assert became(desk, hall, given.mark_id, hall.afternoon).refused == "session.not_found"
    choice = next(each for each in case.choices if each.answer is answer)
    hall.database.write(lambda tx: settle(tx, case, Settlement(choice, reason="đã đến, buổi bị xóa")))
    wait_for(lambda: desk.pending() == 0)
    assert to_settle(hall.database, hall) == []
    if status:
        assert hall.person(VU).status == status
        wait_for(lambda: at_home(desk, hall)[VU].status == status)
    if answer is ReviewAnswer.NOTE:
        (person,) = hall.database.read(lambda tx: attendees.get_attendees(tx, [hall.people[VU]]))
        assert person.note == "đã đến, buổi bị xóa"
    last = hall.database.read(journal.recent)[0]
    assert last.action == "review.settled"
    hall.database.write(lambda tx: steps.undoing.undo(tx, last.id))
    assert len(to_settle(hall.database, hall)) == 1, "undo brings the case back"
    line.close()


def test_a_desk_settles_what_was_refused_of_it_and_sees_no_other_desks(server: Any, hall: Hall, opens: Any) -> None:
    line = Line(server)
    desk, other = opens("Bàn 1", line), opens("Bàn 2")
    line.swallow()
    desk.write_or_queue(lambda tx: attendance.cancel(tx, [hall.people[AN]], "ốm"))
    line.mend()
    wait_for(lambda: bool(to_settle(desk, hall, "desk")))
    (case,) = to_settle(desk, hall, "desk")
    assert (case.full_name, case.code) == (AN, "desk.not_allowed")
    assert [each.answer for each in case.choices] == [ReviewAnswer.NOTE, ReviewAnswer.DROP]
    assert to_settle(other, hall, "desk") == []
    desk.write(lambda tx: settle(tx, case, Settlement(case.choices[1], reason="nhầm người")))
    wait_for(lambda: desk.pending() == 0)
    wait_for(lambda: at_home(desk, hall)[AN].state == "registered")
    line.close()


def test_the_same_walk_in_at_two_desks_is_offered_first_to_be_joined(server: Any, hall: Hall, opens: Any) -> None:
    lines = [Line(server), Line(server)]
    desks = [opens(f"Bàn {number}", line) for number, line in enumerate(lines, start=1)]
    for line in lines:
        line.swallow()
    for desk, name, unit in zip(
        desks, ("bùi thị mới", "Bùi Thị Mới "), ("UBND xã Hoà Bình", "ubnd xã Hòa Bình"), strict=True
    ):
        desk.write_or_queue(
            lambda tx, name=name, unit=unit: attendance.walk_in(
                tx, hall.conference_id, full_name=name, unit=unit, token=uuid.uuid4(), session_ids=[hall.morning]
            )
        )
    for line in lines:
        line.mend()
    wait_for(lambda: all(desk.online and not desk.pending() for desk in desks))
    first, *_others = hall.database.read(lambda tx: reviewing.list_cases(tx, hall.conference_id))
    assert (first.code, [each.full_name for each in first.people]) == ("duplicate.at_the_door", ["Bùi Thị Mới"] * 2)
    hall.database.write(lambda tx: settle(tx, first, Settlement(first.choices[0])))
    assert sum(each.full_name == "Bùi Thị Mới" for each in hall.at_the_door()) == 1
    for line in lines:
        line.close()


def test_nothing_read_at_the_server_shows_less_than_the_desk_acknowledged(hall: Hall, opens: Any) -> None:
    desk = opens("Bàn 1")
    for number, name in enumerate((HA, AN, VU), start=1):
        let_in(desk, hall, name)
        there = desk.read(lambda tx: attendance.door_states(tx, hall.morning))
        assert len(there) == number


def test_a_desk_whose_own_disk_is_full_writes_at_the_server(
    hall: Hall, opens: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opens("Bàn 1")

    def full(_work: object) -> None:
        raise UnusableDatabase("record.disk_full", file="ban1.db")

    monkeypatch.setattr(desk._local, "write", full)
    answer, pending = let_in(desk, hall, HA)
    assert (answer.outcome, pending, hall.person(HA).status) == (Outcome.IN, False, "late")


def test_two_windows_of_one_login_undo_only_their_own_steps(hall: Hall) -> None:
    where = hall.database.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
    one, two = open_server(where, desk="Bàn 1"), open_server(where, desk="Bàn 1")
    one.copy_now()
    two.copy_now()
    let_in(one, hall, HA)
    let_in(two, hall, AN)
    mine = steps.last(one)
    assert (mine.details["name"], mine.here) == (HA, True)
    steps.take_back(one, mine)
    assert (hall.person(HA).status, hall.person(AN).status) == ("unrecorded", "late")
    again = steps.last(one, redo=True)
    steps.take_back(one, again)
    assert hall.person(HA).status == "late"
    two.write(lambda tx: attendance.cancel(tx, [hall.people[VU]], "ốm"))
    assert (steps.last(two).action, steps.last(two).here) == ("attendee.cancelled", False)
    assert steps.last(one).details["name"] == HA
    one.close()
    two.close()


def test_many_desks_on_the_same_people_lose_nobody_and_double_nobody(server: Any, hall: Hall, opens: Any) -> None:
    lines = [Line(server) for _desk in range(3)]
    desks = [opens(f"Bàn {number}", line) for number, line in enumerate(lines, start=1)]
    shown: list[uuid.UUID] = []

    def let_all_in(number: int) -> None:
        names = list(hall.people)
        random.Random(number).shuffle(names)
        for name in names:
            answer, _pending = let_in(desks[number], hall, name)
            if answer.outcome is Outcome.IN:
                shown.append(answer.mark_id)

    lines[0].swallow()
    with standing_still(server):
        doors = [threading.Thread(target=let_all_in, args=(number,)) for number in range(3)]
        for door in doors:
            door.start()
        for door in doors:
            door.join()
    lines[0].mend()
    wait_for(lambda: all(desk.online and not desk.pending() for desk in desks))
    rows = hall.report().rows
    assert {row.status for row in rows} == {"late"}
    assert sorted(shown) == sorted(mark.id for row in rows for mark in row.marks)
    for desk in desks:
        wait_for(lambda desk=desk: {each.status for each in at_home(desk, hall).values()} == {"late"})
    for line in lines:
        line.close()
