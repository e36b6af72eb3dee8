"""A half-day's column is written to all of its sessions, and so is whose word counts."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from desktop.domain.attendance import Status
from desktop.services import agenda, attendance, undoing
from desktop.store.database import Database
from tests.services.attendance.hall import open_hall
from tests.services.signed_sheets.conftest import Desk

AN, CHAU = "Trần Đức An", "Hoàng Minh Châu"
PRESENT, LATE, ABSENT, BLANK = "present", "late", "absent", "unrecorded"


@pytest.fixture
def second(database: Database) -> tuple[Desk, uuid.UUID]:
    """The hall with a second session of the same morning, and its sheet printed."""
    desk = Desk(**vars(open_hall(database)))
    first = database.read(lambda tx: agenda.get_session(tx, desk.morning))
    start = first.ends_at - dt.timedelta(minutes=30)
    made = database.write(
        lambda tx: agenda.add_session(tx, desk.conference_id, title="Hỏi đáp", starts_at=start, ends_at=first.ends_at)
    )
    desk.print(sort="name", group_by="none")
    return desk, made.id


def test_the_sheet_tells_to_which_sessions_its_column_is_written(second):
    desk, asked = second
    sheet = desk.sheet()
    assert [each.session_id for each in sheet.sessions] == [desk.morning, asked]
    assert [each.session_id for each in desk.sheet(column=1).sessions] == [desk.afternoon]
    assert sheet.sessions[1].title == "Hỏi đáp"
    assert sheet.sessions[0].starts_at < sheet.sessions[1].starts_at


def test_a_signature_is_written_to_all_sessions_of_its_half_day(second):
    desk, asked = second
    desk.enter("CV....")
    for session in (desk.morning, asked):
        assert desk.states(session)[:3] == [PRESENT, ABSENT, BLANK]
    assert desk.states(desk.afternoon) == [BLANK] * 6


@pytest.mark.parametrize(
    ("by", "first", "other"), [("door", PRESENT, PRESENT), ("paper", ABSENT, ABSENT), (None, PRESENT, ABSENT)]
)
def test_whose_word_counts_is_carried_to_the_sessions_of_which_nobody_said_anything(second, by, first, other):
    desk, asked = second
    desk.let_in(AN, "07:45")
    report = desk.enter("V.....", settle={1: by} if by else None)
    assert report.settled == bool(by)
    assert (desk.states(desk.morning)[0], desk.states(asked)[0]) == (first, other)
    assert not desk.enter("V.....").changed
    assert (desk.states(desk.morning)[0], desk.states(asked)[0]) == (first, other)


def test_who_was_late_at_one_session_is_present_at_the_next(second):
    desk, asked = second
    desk.let_in(CHAU, "08:40")
    desk.enter(".V....", settle={2: "door"})
    assert (desk.states(desk.morning)[1], desk.states(asked)[1]) == (LATE, PRESENT)


def test_what_the_door_said_of_another_session_is_left_alone(second):
    desk, asked = second
    desk.let_in(AN, "07:45")
    desk.database.write(
        lambda tx: attendance.set_status(
            tx, training_session_id=asked, attendee_id=desk.people[AN], status=Status.ABSENT
        )
    )
    desk.enter("V.....", settle={1: "door"})
    assert (desk.states(desk.morning)[0], desk.states(asked)[0]) == (PRESENT, ABSENT)


def test_all_of_it_is_one_undo(second):
    desk, asked = second
    desk.let_in(AN, "07:45")
    desk.let_in(CHAU, "07:50")
    desk.enter("VV....", settle={1: "paper", 2: "paper"})
    assert desk.states(asked)[:2] == [ABSENT, ABSENT]
    last = desk.database.read(lambda tx: undoing.last_undoable(tx, desk="Bàn 1"))
    desk.database.write(lambda tx: undoing.undo(tx, last.id))
    assert desk.states(desk.morning)[:2] == [PRESENT, PRESENT]
    assert desk.states(asked)[:2] == [BLANK, BLANK]
