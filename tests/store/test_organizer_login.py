"""An organizer's login, which owns no table, does all of an organizer's work through what the server lets pass."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.attendance import Outcome, Status
from desktop.domain.people import AttendeeInput
from desktop.services import agenda, attendance, attendees, binned, conferences, joining, journal, undoing
from desktop.services.attendance import comparing
from desktop.services.auditing import checking
from desktop.services.desks import copying
from desktop.services.personal import erasing
from desktop.store.database import Database
from desktop.store.tables import Attendee
from tests.services.attendance.hall import DAY, Hall
from tests.store.site import Site


@pytest.fixture(scope="module")
def site(postgresql: Any) -> Iterator[Site]:
    made = Site(postgresql)
    yield made
    made.organizer.close()


@pytest.fixture
def organizer(site: Site) -> Iterator[Database]:
    database = site.open("organizer")
    yield database
    found = database.read(comparing.compare)
    assert found.differences == (), "whatever was done, the states are what the marks say"
    assert checking.check(database).findings == ()
    database.close()


@pytest.fixture
def hall(site: Site, organizer: Database) -> Hall:
    old = site.hall
    return Hall(organizer, old.conference_id, old.morning, old.afternoon, old.people)


def undo_newest(database: Database) -> None:
    newest = database.read(lambda tx: journal.recent(tx, limit=1))[0]
    database.write(lambda tx: undoing.undo(tx, newest.id))


def test_the_door_and_its_corrections(hall: Hall, organizer: Database):
    assert hall.let_in("Nguyễn Thị Hà").outcome == Outcome.IN
    where = {"training_session_id": hall.morning, "attendee_id": hall.people["Nguyễn Thị Hà"]}
    organizer.write(lambda tx: attendance.set_status(tx, **where, status=Status.ABSENT))
    assert hall.person("Nguyễn Thị Hà").status == "absent"
    undo_newest(organizer)
    undo_newest(organizer)
    assert hall.person("Nguyễn Thị Hà").status == "absent"


def test_a_session_of_another_time_and_its_undoing(hall: Hall, organizer: Database):
    hall.let_in("Lê Văn Vũ", "08:10")
    before = hall.person("Lê Văn Vũ").status
    session = organizer.read(lambda tx: agenda.list_sessions(tx, hall.conference_id))[0]
    organizer.write(
        lambda tx: agenda.edit_session(
            tx,
            session.id,
            version=session.version,
            title=session.title,
            starts_at=session.starts_at - dt.timedelta(hours=1),
            ends_at=session.ends_at,
            late_after=5,
        )
    )
    assert (before, hall.person("Lê Văn Vũ").status) == ("present", "late")
    undo_newest(organizer)
    assert hall.person("Lê Văn Vũ").status == "present"


def test_two_people_joined_and_parted(hall: Hall, organizer: Database):
    keep, gone = hall.people["Trần Đức An"], hall.people["Phạm Thu Nga"]
    hall.let_in("Phạm Thu Nga")
    organizer.write(lambda tx: joining.join(tx, keep, gone))
    assert hall.person("Trần Đức An").status == "present"
    undo_newest(organizer)
    assert (hall.person("Trần Đức An").status, hall.person("Phạm Thu Nga").status) == ("unrecorded", "present")


def test_somebody_added_and_taken_back_after_a_join(hall: Hall, organizer: Database):
    added = organizer.write(
        lambda tx: attendees.add_attendee(tx, hall.conference_id, AttendeeInput(full_name="Phan Thị Thêm"))
    )
    line = organizer.read(lambda tx: journal.recent(tx, limit=1))[0]
    organizer.write(lambda tx: joining.join(tx, hall.people["Trần Đức An"], added.id))
    undo_newest(organizer)
    organizer.write(lambda tx: undoing.undo(tx, line.id))
    assert organizer.read(lambda tx: tx.get(Attendee, added.id)) is None


@pytest.mark.parametrize("anonymise", [True, False])
def test_a_person_who_was_there_is_erased_or_made_anonymous_and_still_counted(
    hall: Hall, organizer: Database, *, anonymise: bool
):
    name = "Hoàng Minh Châu" if anonymise else "Đỗ Thị Thuý Hà"
    hall.let_in(name)
    organizer.write(
        lambda tx: attendance.set_remark(
            tx, training_session_id=hall.morning, attendee_id=hall.people[name], remark="về sớm"
        )
    )
    before = hall.report().count("present")
    person = organizer.read(lambda tx: tx.get_one(Attendee, hall.people[name]).person_id)
    organizer.write(lambda tx: erasing.erase(tx, person, anonymise=anonymise))
    assert hall.report().count("present") == before
    lines = organizer.read(lambda tx: [str(line.details) for line in journal.recent(tx)])
    assert not any(name in line for line in lines)
    assert not any(row.remark for row in hall.report().rows)


def test_a_conference_goes_in_and_out_and_is_erased_from_the_bin(site: Site, organizer: Database, tmp_path: Path):
    made = organizer.write(lambda tx: conferences.create_conference(tx, title="Hội nghị khác", starts_on=DAY))
    person = organizer.write(lambda tx: attendees.add_attendee(tx, made.id, AttendeeInput(full_name="Ngô Thị Khác")))
    session = organizer.read(lambda tx: agenda.list_sessions(tx, made.id))[0]
    organizer.write(
        lambda tx: attendance.check_in(
            tx, training_session_id=session.id, attendee_id=person.id, token=uuid.uuid4(), anyway=True
        )
    )
    copied = copying.copy_out(organizer, tmp_path / "ra.db", "Hội nghị khác")
    assert copied.marks == 1
    organizer.write(lambda tx: binned.remove(tx, made.id))
    organizer.write(lambda tx: binned.erase(tx, made.id))
    again = copying.copy_in(organizer, tmp_path / "ra.db", "Hội nghị khác")
    (row,) = organizer.read(lambda tx: attendance.attendance(tx, again.conference_id, [session.id]))[0].rows
    assert row.status in ("present", "late")
