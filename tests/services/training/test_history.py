"""Somebody's history: every conference of theirs, under whatever name, unit or registration."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from desktop.domain.attendance import Status
from desktop.domain.errors import Ambiguous, NotFound
from desktop.domain.people import AttendeeInput
from desktop.services import agenda, attendance, attendees, conferences, joining, units
from desktop.services.training import history
from desktop.store.database import Database
from tests.services.attendance.hall import Hall, open_hall

HA, AN, THUY_HA = "Nguyễn Thị Hà", "Trần Đức An", "Đỗ Thị Thuý Hà"


@pytest.fixture
def hall(database: Database) -> Hall:
    return open_hall(database)


def past(hall: Hall, who: str) -> Any:
    return hall.database.read(lambda tx: history.person(tx, who))


def test_each_conference_tells_its_sessions_and_hours(hall):
    hall.let_in(HA)
    found = past(hall, HA)
    (one,) = found.conferences
    assert (one.title, one.hours, found.hours) == ("Tập huấn một cửa", 4, 4)
    assert [each.status for each in one.sessions] == [Status.PRESENT, Status.UNRECORDED]
    assert one.unit.startswith("UBND phường")


def test_who_was_registered_and_never_came_has_the_conference_with_no_hours(hall):
    (one,) = past(hall, HA).conferences
    assert (one.hours, one.state) == (0, "registered")


def test_a_person_who_changed_unit_and_name_is_one_line_for_each_conference(hall):
    hall.let_in(HA)

    def second(tx: Any) -> None:
        copy = conferences.copy_conference(tx, hall.conference_id, title="Lần hai")
        before = attendees.get_attendee(tx, hall.people[HA])
        other = units.list_units(tx)[5]
        made = attendees.add_attendee(
            tx, copy.id, AttendeeInput(full_name=HA, unit_id=other.id, person_id=before.person_id, position="Chủ tịch")
        )
        session = agenda.list_sessions(tx, copy.id)[0]
        attendance.check_in(tx, training_session_id=session.id, attendee_id=made.id, token=uuid.uuid4(), anyway=True)

    hall.database.write(second)
    found = past(hall, HA)
    assert len(found.conferences) == 2
    assert found.hours == 8
    assert len({each.unit for each in found.conferences}) == 2


def test_two_registrations_that_turned_out_to_be_one_are_one_entry(hall):
    hall.let_in(HA)
    hall.let_in(THUY_HA, session=hall.afternoon)
    hall.database.write(lambda tx: joining.join(tx, hall.people[HA], hall.people[THUY_HA]))
    found = past(hall, HA)
    (one,) = found.conferences
    assert (one.full_name, one.hours) == (HA, 8)


def test_a_substitute_has_the_hours_and_both_are_told_of_each_other(hall):
    def stand_in(tx: Any) -> None:
        attendance.substitute(tx, hall.people[AN], full_name="Bùi Văn Thế", token=uuid.uuid4())

    hall.database.write(stand_in)
    (theirs,) = past(hall, "Bùi Văn Thế").conferences
    assert theirs.instead_of == AN
    (his,) = past(hall, AN).conferences
    assert (his.replaced_by, his.hours) == (("Bùi Văn Thế",), 0)


def test_a_name_that_fits_several_or_nobody_is_told(hall):
    with pytest.raises(Ambiguous):
        past(hall, "Hà")
    with pytest.raises(NotFound):
        past(hall, "Không Có Ai")


def test_a_unit_has_the_people_of_those_that_went_over_into_it(hall):
    hall.let_in(HA)
    hall.let_in(AN)

    def merge(tx: Any) -> uuid.UUID:
        conferences.close(tx, hall.conference_id)
        wards = [unit for unit in units.list_units(tx) if unit.kind == "ward"][:2]
        units.merge_units(tx, wards[0].id, wards[1].id)
        return wards[0].id

    keep = hall.database.write(merge)
    found = hall.database.read(lambda tx: history.unit(tx, keep))
    (one,) = found.conferences
    assert (one.registered, one.came, one.sessions, one.hours) == (6, 2, 2, 8)
    assert (one.certificates, one.substitutes) == (0, 0)
    assert len(found.before) == 1
