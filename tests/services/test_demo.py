"""The sample can be tried at the door: beside its own conference it holds the same people in one of today."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path

import pytest

from desktop.domain.attendance import Method, Outcome, Status
from desktop.services import agenda, attendance, attendees, conferences, demo
from desktop.services.opening import open_location
from tests import sample_record

NOW = dt.datetime(2026, 11, 30, 9, 7, 12)


def ask(database, work, *given):
    return database.read(lambda tx: work(tx, *given))


@pytest.fixture
def sample(tmp_path: Path):
    """The conference of 2018 and the one of today, in an open data file."""
    database = open_location(tmp_path / "mau.db")
    first = database.write(lambda tx: sample_record.fill(tx, 20))
    today = demo.add_today(tmp_path / "mau.db", first, NOW)
    yield database, first, today
    database.close()


def test_todays_conference_holds_the_same_people_with_badges_of_their_own(sample):
    database, first, today = sample
    before, now = (ask(database, attendees.list_attendees, key) for key in (first, today))
    assert [each.full_name for each in now] == [each.full_name for each in before]
    assert [(each.unit, each.position, each.role_group) for each in now] == [
        (each.unit, each.position, each.role_group) for each in before
    ]
    assert [each.person_id for each in now] == [each.person_id for each in before]
    assert not {each.code for each in now} & {each.code for each in before}
    assert ask(database, conferences.get_conference, first).session_count == 2


def test_whoever_is_scanned_when_the_sample_was_made_is_in_and_on_time(sample):
    database, first, today = sample
    sessions = ask(database, agenda.list_sessions, today)
    assert len(sessions) == 2
    assert attendance.running_session(sessions, NOW) == sessions[0]
    assert sessions[0].starts_at - NOW < dt.timedelta(minutes=50)
    here, there = (ask(database, attendees.list_attendees, key)[0] for key in (today, first))
    for minutes in (0, 55):

        def work(tx, minutes=minutes):
            tx.clock = lambda: (NOW + dt.timedelta(minutes=minutes)).astimezone(dt.UTC)
            return attendance.check_in(
                tx, training_session_id=sessions[0].id, attendee_id=here.id, token=uuid.uuid4(), method=Method.SCAN
            )

        answer = database.write(work)
        assert answer.outcome is (Outcome.IN if minutes == 0 else Outcome.ALREADY_IN)
        assert answer.person is not None
        assert answer.person.status == Status.PRESENT
    found = ask(database, attendance.find, sessions[0].id, there.code)
    assert found == []  # the badge of 2018 is nobody's today
