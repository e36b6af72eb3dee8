"""The report counts what the attendance counts."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from desktop.domain.attendance import Status
from desktop.domain.documents.selection import EVERYONE
from desktop.domain.errors import AppError
from desktop.domain.people import AttendeeInput
from desktop.papers.report import DOCUMENT
from desktop.papers.report.options import ReportOptions
from desktop.services import agenda, attendance, attendees, conferences


def report(database, conference_id, selection=EVERYONE, **options):
    given = replace(ReportOptions(), **options)
    return database.read(lambda tx: DOCUMENT.gather(tx, conference_id, selection, given))


@pytest.fixture
def small(sqlite):
    """Two sessions in one morning; three units, of which one sends nobody."""

    def work(tx):
        conference = conferences.create_conference(
            tx, title="Tập huấn", starts_on=dt.date(2018, 5, 23), with_sessions=False
        )
        sessions = [
            agenda.add_session(
                tx,
                conference.id,
                title=title,
                starts_at=dt.datetime(2018, 5, 23, hour),
                ends_at=dt.datetime(2018, 5, 23, hour + 1, 30),
            )
            for title, hour in (("Một", 8), ("Hai", 10))
        ]
        people = [
            attendees.add_attendee(tx, conference.id, AttendeeInput(full_name=name, unit=unit))
            for name, unit in (("Lê An", "Phòng A"), ("Ngô Bình", "Phòng B"), ("Vũ Châu", "Phòng C"))
        ]
        return conference.id, [each.id for each in sessions], [each.id for each in people]

    return sqlite, *sqlite.write(work)


def test_one_session_makes_a_half_day_and_a_unit_that_sent_nobody_is_named(small):
    database, conference_id, sessions, people = small

    def say(tx):
        attendance.set_status(tx, training_session_id=sessions[0], attendee_id=people[0], status=Status.ABSENT)
        attendance.set_status(tx, training_session_id=sessions[1], attendee_id=people[0], status=Status.LATE)
        attendance.set_status(tx, training_session_id=sessions[0], attendee_id=people[1], status=Status.ABSENT)

    assert report(database, conference_id).absent_units == ()  # nothing recorded is no absence
    database.write(say)
    content = report(database, conference_id)
    assert len(content.parts) == 1
    assert (content.tally.late, content.tally.absent, content.tally.unrecorded) == (1, 1, 1)
    assert content.absent_units == ("Phòng B", "Phòng C")
    assert [person.full_name for person in content.absent] == ["Ngô Bình"]
    assert len(report(database, conference_id, by="session").parts) == 2


def test_who_came_instead_and_who_was_registered_at_the_door_are_listed_once_they_came(small):
    database, conference_id, sessions, people = small

    def say(tx):
        attendance.substitute(tx, people[0], full_name="Đỗ Thay", token=uuid.uuid4(), check_in_at=sessions[:1])
        attendance.walk_in(
            tx, conference_id, full_name="Mai Thêm", unit="Phòng A", token=uuid.uuid4(), session_ids=sessions[:1]
        )

    database.write(say)
    content = report(database, conference_id)
    assert [(each.full_name, each.instead_of) for each in content.substitutes] == [("Đỗ Thay", "Lê An")]
    assert [each.full_name for each in content.walk_ins] == ["Mai Thêm"]


def test_without_a_session_there_is_nothing_to_report(sqlite):
    view = sqlite.write(
        lambda tx: conferences.create_conference(tx, title="T", starts_on=dt.date(2018, 5, 23), with_sessions=False)
    )
    with pytest.raises(AppError) as told:
        report(sqlite, view.id)
    assert told.value.code == "sheet.no_sessions"
