"""A desk whose clock or time zone is off is told: at the desk by its server, at a merge by what it noted."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path

import pytest

from desktop.domain.door_times import OwnClock, zone_here
from desktop.services import attendance, journal
from desktop.services.desks import server_database
from desktop.services.desks.odd_clocks import own_clock
from desktop.services.desks.server_database import open_server
from desktop.store.columns import now
from desktop.store.database import Database
from desktop.store.transaction import Transaction
from desktop.store.upgrade import open_database
from desktop.wording import desks as words
from tests.services.attendance.hall import NAMES, Hall, fill, moment, open_hall
from tests.services.desks.laptops import make_base, start


@pytest.fixture
def hall(database: Database) -> Hall:
    """The conference on either database."""
    return open_hall(database)


def test_a_merge_names_the_desk_whose_arrivals_lie_outside_their_session_and_they_are_to_review(tmp_path: Path):
    path = tmp_path / "goc.db"
    one, odd, right = start(path, make_base(path), tmp_path, 3)
    for name in NAMES[:3]:
        odd.hall.let_in(name, "15:02", anyway=True)  # its zone is seven hours behind
    for name in NAMES[3:5]:
        right.hall.let_in(name, "07:45")
    assert one.take(right).clocks == ()
    report = one.take(odd)
    (clock,) = report.clocks
    assert (clock.desk, clock.arrivals, clock.of) == (odd.database.desk, 3, 3)
    assert "15:02" in words.odd_clocks(report)[0]
    doubts = one.database.read(lambda tx: attendance.to_review(tx, one.conference_id))
    assert {(line.full_name, line.doubt) for line in doubts} == {(name, "outside") for name in NAMES[:3]}
    for desk in (one, odd, right):
        desk.close()


def test_a_desk_of_a_server_knows_how_far_its_clock_is_off(server, monkeypatch: pytest.MonkeyPatch):
    address = server.fresh()
    right = open_server(address, desk="Bàn 1")
    assert right.clock_off == dt.timedelta()
    right.close()
    monkeypatch.setattr(server_database, "now", lambda: now() + dt.timedelta(minutes=42))
    ahead = open_server(address, desk="Bàn 2")
    assert ahead.clock_off == dt.timedelta(minutes=42)
    ahead.close()


def test_arrivals_of_a_desk_whose_clock_is_off_stand_at_the_servers_time_beside_its_own(
    server, monkeypatch: pytest.MonkeyPatch
):
    address, off = server.copied(fill), dt.timedelta(minutes=42)
    there = open_database(address, desk="Văn phòng")
    hall = open_hall(there)
    monkeypatch.setattr(server_database, "now", lambda: now() + off)
    desk = open_server(address, desk="Bàn 2")
    desk.copy_now()
    for name, at in (("Nguyễn Thị Hà", None), ("Lê Văn Vũ", moment("07:45"))):
        desk.write_or_queue(
            lambda tx, name=name, at=at: attendance.check_in(
                tx,
                training_session_id=hall.morning,
                attendee_id=hall.people[name],
                token=uuid.uuid4(),
                at=at,
                anyway=True,
            )
        )
    marks = {row.full_name: row.marks[0] for row in hall.report().rows if row.marks}
    live, typed = marks["Nguyễn Thị Hà"], marks["Lê Văn Vũ"]
    assert (live.at, typed.at) == (live.recorded_at - off, moment("07:45")), "what somebody typed stays"
    assert (
        desk.read_here(lambda tx: attendance.marks_of(tx, hall.morning, hall.people["Nguyễn Thị Hà"]))[0].at == live.at
    )
    desk.close()
    there.close()


def test_a_laptop_is_told_by_what_others_wrote_and_by_the_zone_of_the_sessions_times(hall: Hall):
    database = hall.database

    def against(zone: int) -> OwnClock:
        return database.read(lambda tx: own_clock(tx, hall.conference_id, zone))

    here = zone_here()
    assert words.own_clock(against(here)) == ""
    assert "UTC+7" in words.own_clock(OwnClock(zone=420, here=0))
    assert against(here + 420).zone == here
    database.desk = "Bàn 9"

    def ahead(tx: Transaction) -> None:
        tx.desk, tx.clock = "Bàn 2", lambda: now() + dt.timedelta(hours=3)
        journal.note(tx, "desk.exported", (), conference_id=hall.conference_id, file="so.desk")

    database.write(ahead)
    found = against(here)
    on_server = database.path is None
    assert (found.later is None, found.desk) == (on_server, "" if on_server else "Bàn 2")
    assert on_server or "Bàn 2" in words.own_clock(found)
