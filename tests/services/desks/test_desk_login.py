"""A desk's own login, which may read little and change nothing, lets people in with and without its server."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from desktop.domain.attendance import MarkKind, Method, Outcome
from desktop.domain.errors import AppError
from desktop.domain.identity_card import IdentityCard
from desktop.services import attendance, joining, journal, reviewing
from desktop.services.attendance import marking
from desktop.services.desks.server_database import ServerDatabase, open_server
from desktop.services.opening import Transaction
from desktop.services.settling import Settlement, settle
from desktop.store import server as servers
from desktop.store.engines import address_of, server_url
from desktop.store.upgrade import open_database
from tests.services.attendance.hall import Hall, fill, open_hall
from tests.services.desks.test_server_database import let_in, seen, wait_for


@pytest.fixture
def hall(server: Any) -> Iterator[Hall]:
    address = server.copied(fill)
    servers.init(address)
    database = open_database(address, desk="Văn phòng")
    yield open_hall(database)
    database.close()


@pytest.fixture
def desk(hall: Hall) -> Iterator[ServerDatabase]:
    location = hall.database.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
    login = servers.add_login(location, f"ban {uuid.uuid4().hex[:6]}")
    database = open_server(address_of(server_url(login.address).set(password=login.password)), desk="Bàn 1")
    assert database.role == "desk"
    database.copy_now()
    yield database
    database.close()


def test_a_desks_copy_holds_what_the_door_needs_and_nothing_that_is_hidden_from_it(
    desk: ServerDatabase, hall: Hall
) -> None:
    copy = Hall(desk._local, hall.conference_id, hall.morning, hall.afternoon, hall.people)
    assert copy.at_the_door() == hall.at_the_door()
    hidden = "SELECT max(phone || birth || email || gender) FROM person"
    assert desk._local.read(lambda tx: tx.connection().exec_driver_sql(hidden).scalar()) == ""


def test_what_a_desk_recorded_alone_goes_over_under_its_own_login(
    server: Any, desk: ServerDatabase, hall: Hall
) -> None:
    desk.watch(lambda _areas: None)
    server.kill()
    answer, _pending = let_in(desk, hall, "Nguyễn Thị Hà")
    assert answer.outcome is Outcome.IN
    desk.write_or_queue(
        lambda tx: attendance.walk_in(
            tx,
            hall.conference_id,
            full_name="Bùi Thị Mới",
            unit="Đơn vị lạ",
            token=uuid.uuid4(),
            session_ids=[hall.morning],
        )
    )
    desk.write_or_queue(
        lambda tx: attendance.substitute(
            tx,
            hall.people["Lê Văn Vũ"],
            full_name="Trịnh Thị Thay",
            token=uuid.uuid4(),
            check_in_at=[hall.morning],
        )
    )
    desk.write_or_queue(lambda tx: attendance.annul(tx, [answer.mark_id], "nhầm"))
    server.start()
    wait_for(lambda: desk.online and desk.pending() == 0)
    expected = {"Bùi Thị Mới": "late", "Trịnh Thị Thay": "late", "Nguyễn Thị Hà": "unrecorded"}
    people = {person.full_name: person.status for person in hall.at_the_door()}
    assert {name: people[name] for name in expected} == expected
    assert {name: seen(desk, hall)[name] for name in expected} == expected
    card = IdentityCard("Bùi Thị Mới", "1975-05-23", "female", whole=True)
    asked = desk.read(lambda tx: attendance.holder(tx, hall.morning, card, born=False))
    assert (asked.outcome, [each.full_name for each in asked.candidates]) == (Outcome.AMBIGUOUS, ["Bùi Thị Mới"])
    lines = [line for line in hall.database.read(journal.recent) if line.desk == desk.desk]
    told = {(line.action, line.details["name"]) for line in lines}
    assert told == {
        ("attendance.in", "Nguyễn Thị Hà"),
        ("attendance.walk_in", "Bùi Thị Mới"),
        ("attendance.substituted", "Trịnh Thị Thay"),
        ("attendance.annulled", "Nguyễn Thị Hà"),
    }, "in the words in which it was written at the desk"


def test_what_only_an_organizer_may_do_waits_with_words_and_holds_back_nothing(
    server: Any, desk: ServerDatabase, hall: Hall
) -> None:
    desk.watch(lambda _areas: None)
    server.kill()
    let_in(desk, hall, "Nguyễn Thị Hà")
    desk.write_or_queue(lambda tx: attendance.cancel(tx, [hall.people["Trần Đức An"]], "ốm"))
    server.start()
    wait_for(lambda: desk.online and [each.code != "" for each in desk.waiting()] == [True])
    (left,) = desk.waiting()
    assert (left.entity, left.name, left.code) == ("attendee", "Trần Đức An", "desk.not_allowed")
    assert hall.person("Trần Đức An").state == "registered"
    with pytest.raises(AppError):
        desk.write(lambda tx: attendance.cancel(tx, [hall.people["Trần Đức An"]], "ốm"))


def test_a_desk_lets_in_by_the_badge_of_who_was_joined_with_and_without_its_server(
    server: Any, desk: ServerDatabase, hall: Hall
) -> None:
    kept, gone, third = (hall.people[name] for name in ("Nguyễn Thị Hà", "Trần Đức An", "Lê Văn Vũ"))
    old = hall.person("Trần Đức An").code
    hall.database.write(lambda tx: joining.join(tx, kept, gone))
    hall.database.write(lambda tx: joining.join(tx, kept, third))
    (found,) = desk.read(lambda tx: attendance.find(tx, hall.morning, old))
    assert found.id == kept
    answer, _pending = let_in(desk, hall, "Trần Đức An")
    assert (answer.outcome, answer.person.id) == (Outcome.IN, kept)
    desk.copy_now()
    copy = Hall(desk._local, hall.conference_id, hall.morning, hall.afternoon, hall.people)
    assert copy.at_the_door() == hall.at_the_door()
    with pytest.raises(AppError):
        desk.write(lambda tx: joining.join(tx, kept, hall.people["Phạm Thu Nga"]))
    server.kill()
    answer, pending = desk.write_or_queue(
        lambda tx: attendance.check_in(
            tx, training_session_id=hall.afternoon, attendee_id=third, token=uuid.uuid4(), anyway=True
        )
    )
    assert (answer.outcome, answer.person.id, pending) == (Outcome.IN, kept, True)
    server.start()
    wait_for(lambda: desk.pending() == 0)
    assert hall.person("Nguyễn Thị Hà", hall.afternoon).status != "unrecorded"


def test_a_desk_settles_doubtful_attendance_alone_and_many_at_once(desk: ServerDatabase, hall: Hall) -> None:
    starts = dt.datetime(2018, 5, 23, 8, tzinfo=dt.UTC)

    def twice(tx: Transaction) -> None:
        for name in ("Nguyễn Thị Hà", "Lê Văn Vũ"):
            for minute, at_desk in enumerate(("Bàn 1", "Bàn 2")):
                pair, at = (hall.morning, hall.people[name]), starts + dt.timedelta(minutes=minute)
                marking.write(tx, [marking.draft(tx, pair, MarkKind.IN, Method.SCAN, at=at, desk=at_desk)])

    hall.database.write(twice)
    first, *others = desk.read(lambda tx: reviewing.cases(tx, hall.conference_id, role="desk"))
    assert len(others) == 1
    decided = Settlement(first.choices[0])
    assert desk.write_or_queue(lambda tx: settle(tx, first, decided, alike=others)) == (2, False)
    assert hall.database.read(lambda tx: reviewing.cases(tx, hall.conference_id)) == []
    assert desk.read(lambda tx: journal.recent(tx, limit=1))[0].action == "review.settled"
