"""What is due is told from its day on and until it is done; nothing of it is done by itself."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select

from desktop.domain.errors import Conflict, InvalidInput, NotFound
from desktop.services import attendees, binned, conferences, data_requests, letterhead, undoing
from desktop.services.due import due
from desktop.services.personal import erasing, purging
from desktop.store.database import Database
from desktop.store.tables import Person
from tests.services.attendance.hall import DAY, Hall, fill, open_hall

MONDAY = dt.date(2026, 8, 24)


@pytest.fixture
def beginning():
    return fill


@pytest.fixture
def hall(database: Database) -> Hall:
    """A conference with six people, all with phones, whose contacts go after six months."""
    made = open_hall(database)
    view = database.read(lambda tx: conferences.get_conference(tx, made.conference_id))
    database.write(lambda tx: conferences.edit_conference(tx, view.id, version=view.version, contacts_months=6))
    return made


def _due(database: Database, today: dt.date):
    return database.read(lambda tx: due(tx, today))


def test_contacts_are_told_when_their_months_are_over_until_they_are_gone(hall: Hall) -> None:
    day = dt.date(DAY.year + (DAY.month + 5) // 12, (DAY.month + 5) % 12 + 1, DAY.day)
    assert not _due(hall.database, day - dt.timedelta(days=1))
    (found,) = _due(hall.database, day).contacts
    assert (found.conference_id, found.since, found.people) == (hall.conference_id, day, 6)
    assert all(hall.database.read(lambda tx: tx.scalars(select(Person.phone)).all()))
    hall.database.write(lambda tx: purging.purge(tx, hall.conference_id))
    assert not _due(hall.database, day)


def test_contacts_needed_in_a_conference_that_goes_on_are_not_due_but_one_in_the_bin_needs_none(hall: Hall) -> None:
    other = hall.database.write(lambda tx: conferences.create_conference(tx, title="Đợt 2"))
    for view in hall.database.read(lambda tx: attendees.list_attendees(tx, hall.conference_id)):
        given = attendees.AttendeeInput(full_name=view.full_name, phone=view.phone)
        hall.database.write(lambda tx, given=given: attendees.add_attendee(tx, other.id, given))
    far = dt.date(2100, 1, 1)
    assert not _due(hall.database, far)
    hall.database.write(lambda tx: binned.remove(tx, other.id))
    assert len(_due(hall.database, far).contacts) == 1


def test_a_conference_in_the_bin_is_only_told_to_be_erased(hall: Hall) -> None:
    hall.database.write(lambda tx: binned.remove(tx, hall.conference_id))
    found = _due(hall.database, dt.date(2100, 1, 1))
    assert (len(found.binned), found.contacts) == (1, ())


@pytest.mark.parametrize("months", [0, -1, 121])
def test_months_that_make_no_plan_are_refused(hall: Hall, months: int) -> None:
    view = hall.database.read(lambda tx: conferences.get_conference(tx, hall.conference_id))
    with pytest.raises(InvalidInput) as told:
        hall.database.write(
            lambda tx: conferences.edit_conference(tx, view.id, version=view.version, contacts_months=months)
        )
    assert told.value.field == "contacts_months"


def _ask(database: Database, who: str = "Lê Văn Vũ", day: dt.date = MONDAY):
    return database.write(lambda tx: data_requests.add_request(tx, who=who, kind="erase", received_on=day))


def test_a_request_is_due_until_it_is_answered_and_the_most_urgent_comes_first(database: Database) -> None:
    _ask(database, "Hai", MONDAY + dt.timedelta(days=1))
    key = _ask(database, "Một")
    first, second = _due(database, MONDAY).requests
    assert (first.who, first.due_on, second.who) == ("Một", MONDAY + dt.timedelta(days=2), "Hai")
    assert not first.is_late(first.due_on)
    assert first.is_late(first.due_on + dt.timedelta(days=1))
    values = {"who": "Một", "kind": "erase", "received_on": MONDAY, "note": "đã trả lời"}
    database.write(lambda tx: data_requests.edit_request(tx, key, version=1, done_on=MONDAY, **values))
    assert [each.who for each in _due(database, MONDAY).requests] == ["Hai"]
    with pytest.raises(Conflict):
        database.write(lambda tx: data_requests.edit_request(tx, key, version=1, done_on=None, **values))


def test_a_request_is_undone_like_anything_else(database: Database) -> None:
    key = _ask(database)
    database.write(lambda tx: data_requests.remove_request(tx, key))
    with pytest.raises(NotFound):
        database.write(lambda tx: data_requests.remove_request(tx, key))
    for left in (1, 0):
        database.write(lambda tx: undoing.undo(tx, undoing.last_undoable(tx, desk=tx.desk).id))
        assert len(database.read(data_requests.list_requests)) == left


def test_a_request_names_somebody_and_is_not_answered_before_it_came(database: Database) -> None:
    for values, field in (({"who": " "}, "who"), ({"who": "A", "done_on": MONDAY - dt.timedelta(days=1)}, "done_on")):
        with pytest.raises(InvalidInput) as told:
            database.write(
                lambda tx, values=values: data_requests.add_request(tx, kind="view", received_on=MONDAY, **values)
            )
        assert told.value.field == field


def test_holidays_move_the_day_and_leave_the_letterhead_alone(database: Database) -> None:
    _ask(database)
    database.write(lambda tx: letterhead.edit_office(tx, version=0, locality="Hà Nội"))
    version, days = database.read(data_requests.holidays)
    assert days == frozenset()
    database.write(lambda tx: data_requests.set_holidays(tx, {MONDAY + dt.timedelta(days=1)}, version=version))
    assert _due(database, MONDAY).requests[0].due_on == MONDAY + dt.timedelta(days=3)
    assert database.read(letterhead.office)[1]["locality"] == "Hà Nội"


def test_of_an_erased_person_the_request_stays_without_the_name(hall: Hall) -> None:
    key = _ask(hall.database)
    values = {"who": "Lê Văn Vũ", "kind": "erase", "received_on": MONDAY, "done_on": None, "note": "Lê Văn Vũ gọi điện"}
    hall.database.write(lambda tx: data_requests.edit_request(tx, key, version=1, **values))
    person = hall.database.read(lambda tx: tx.scalar(select(Person.id).where(Person.full_name == "Lê Văn Vũ")))
    hall.database.write(lambda tx: erasing.erase(tx, person))
    (left,) = hall.database.read(data_requests.list_requests)
    assert (left.kind, left.received_on) == ("erase", MONDAY)
    assert "Vũ" not in left.who + left.note
