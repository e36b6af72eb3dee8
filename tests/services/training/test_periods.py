"""A reported period is only read; later changes are corrections with a reason, and what they changed is told."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest

from desktop.domain.errors import AppError, InvalidInput
from desktop.domain.people import AttendeeInput
from desktop.services import agenda, attendees, binned, conferences, journal, undoing
from desktop.services.training import periods
from desktop.store.database import Database
from tests.services.attendance.hall import DAY, Hall, open_hall

HA, AN, VU = "Nguyễn Thị Hà", "Trần Đức An", "Lê Văn Vũ"
YEAR = (dt.date(2018, 1, 1), dt.date(2018, 12, 31))


@pytest.fixture
def hall(database: Database) -> Hall:
    found = open_hall(database)
    found.let_in(HA)
    return found


def report(hall: Hall, span: tuple[dt.date, dt.date] = YEAR) -> Any:
    return hall.database.write(lambda tx: periods.lock(tx, *span, "15/BC-UBND"))


def only(hall: Hall) -> Any:
    (found,) = hall.database.read(periods.list_periods)
    return found


def refused(hall: Hall, work: Any) -> str:
    with pytest.raises(AppError) as told:
        hall.database.write(work)
    return told.value.code


def add_someone(hall: Hall) -> Any:
    return lambda tx: attendees.add_attendee(tx, hall.conference_id, AttendeeInput(full_name="Bùi Văn Thêm"))


def add_session(conference_id: uuid.UUID, day: dt.date) -> Any:
    start = dt.datetime.combine(day, dt.time(8))
    return lambda tx: agenda.add_session(
        tx, conference_id, title="Thêm", starts_at=start, ends_at=start + dt.timedelta(hours=3)
    )


def test_what_was_reported_is_only_read_until_a_correction_says_why(hall):
    found = report(hall)
    assert (found.reported.people, found.reported.hours, found.differs) == (1, 4, False)
    assert hall.database.read(lambda tx: conferences.get_conference(tx, hall.conference_id)).reported
    assert refused(hall, add_someone(hall)) == "conference.reported"
    assert refused(hall, lambda tx: binned.remove(tx, hall.conference_id)) == "conference.reported"
    assert refused(hall, add_session(hall.conference_id, dt.date(2019, 1, 5))) == "conference.reported"
    with pytest.raises(AppError):
        hall.let_in(AN)
    with pytest.raises(InvalidInput):
        hall.database.write(lambda tx: periods.open_correction(tx, hall.conference_id, "  "))
    hall.database.write(lambda tx: periods.open_correction(tx, hall.conference_id, "Sót một đại biểu"))
    assert refused(hall, lambda tx: periods.open_correction(tx, hall.conference_id, "lại")) == "correction.open"
    assert refused(hall, lambda tx: periods.lock(tx, DAY, DAY)) == "period.being_corrected"
    hall.let_in(AN)
    hall.let_in(AN, session=hall.afternoon)
    now = only(hall)
    assert (now.differs, now.now.people, now.reported.people) == (True, 2, 1)
    done = hall.database.write(lambda tx: periods.finish_correction(tx, hall.conference_id))
    assert (done.before.hours, done.after.hours, done.reason) == (4, 12, "Sót một đại biểu")
    assert [each.id for each in only(hall).corrections] == [done.id]
    assert refused(hall, add_someone(hall)) == "conference.reported"
    told = [each.action for each in hall.database.read(lambda tx: journal.recent(tx, limit=4))]
    assert (told[0], told[-1]) == ("correction.finished", "correction.opened")


def test_the_last_correction_and_the_report_itself_can_be_undone(hall):
    report(hall)
    hall.database.write(lambda tx: periods.open_correction(tx, hall.conference_id, "thử"))

    def undo(tx: Any) -> None:
        undoing.undo(tx, undoing.last_undoable(tx, desk=tx.desk).id)

    hall.database.write(undo)
    assert refused(hall, add_someone(hall)) == "conference.reported"
    hall.database.write(undo)
    assert hall.database.read(periods.list_periods) == []
    hall.database.write(add_someone(hall))


def test_a_session_that_undo_brings_back_into_a_reported_period_is_only_read(hall):
    def elsewhere(tx: Any) -> uuid.UUID:
        made = conferences.create_conference(tx, title="Lớp khác", starts_on=DAY, with_sessions=False)
        start = dt.datetime.combine(DAY, dt.time(8))
        session = agenda.add_session(tx, made.id, title="Buổi", starts_at=start, ends_at=start + dt.timedelta(hours=3))
        agenda.remove_session(tx, session.id)
        return made.id

    other = hall.database.write(elsewhere)
    removed = hall.database.read(
        lambda tx: next(each for each in journal.recent(tx) if each.action == "session.removed")
    )
    report(hall)
    assert not hall.database.read(lambda tx: conferences.get_conference(tx, other)).reported
    hall.database.write(lambda tx: undoing.undo(tx, removed.id))
    assert hall.database.read(lambda tx: conferences.get_conference(tx, other)).reported


def test_a_copy_begins_outside_of_what_was_reported(hall):
    report(hall)

    def copy(**more: Any) -> Any:
        return lambda tx: conferences.copy_conference(tx, hall.conference_id, title="Năm sau", **more)

    assert refused(hall, copy()) == "period.copy_reported"
    assert not hall.database.write(copy(starts_on=dt.date(2019, 5, 23))).reported


def test_no_session_comes_into_a_reported_period_unseen(hall):
    report(hall, (dt.date(2018, 1, 1), dt.date(2018, 3, 31)))  # nothing was held then
    day = dt.date(2018, 2, 1)
    assert refused(hall, add_session(hall.conference_id, day)) == "period.day_reported"
    assert (
        refused(hall, lambda tx: conferences.create_conference(tx, title="Muộn", starts_on=day))
        == "period.day_reported"
    )
    hall.database.write(add_someone(hall))
    hall.database.write(lambda tx: periods.open_correction(tx, hall.conference_id, "quên một buổi"))
    hall.database.write(add_session(hall.conference_id, day))
    hall.database.write(lambda tx: periods.finish_correction(tx, hall.conference_id))
    assert refused(hall, add_someone(hall)) == "conference.reported"


def test_a_period_that_can_not_be_is_refused(hall):
    report(hall)
    tomorrow = dt.date.today() + dt.timedelta(days=2)
    for span, code in (
        (YEAR, "period.reported_already"),
        (YEAR[::-1], "figures.ends_before_start"),
        ((DAY, tomorrow), "period.not_over"),
    ):
        assert refused(hall, lambda tx, span=span: periods.lock(tx, *span)) == code
    assert refused(hall, lambda tx: periods.finish_correction(tx, hall.conference_id)) == "correction.none_open"
