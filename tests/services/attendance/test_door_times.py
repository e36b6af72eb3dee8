"""Nobody comes in at a session that is over, far off or of another day, unless somebody means it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest

from desktop.domain.attendance import Doubt, Outcome, Status
from desktop.domain.errors import AppError, InvalidInput
from desktop.domain.reviewing import ReviewAnswer
from desktop.services import agenda, attendance, reviewing, settling, undoing
from tests.services.attendance.hall import DAY, Hall, moment

HA, AN, VU = "Nguyễn Thị Hà", "Trần Đức An", "Lê Văn Vũ"


@pytest.mark.parametrize("at", ["05:00", "11:31", "20:00"])
def test_outside_the_sessions_time_nothing_is_written(hall: Hall, at: str) -> None:
    answer = hall.let_in(HA, at)
    assert answer.outcome is Outcome.OUTSIDE
    assert answer.starts_at == dt.datetime.combine(DAY, dt.time(8))
    assert answer.ends_at is not None
    assert hall.person(HA).status == Status.UNRECORDED


def test_a_time_to_come_is_refused(hall: Hall) -> None:
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    answer = hall.database.write(
        lambda tx: attendance.check_in(
            tx,
            training_session_id=hall.morning,
            attendee_id=hall.people[HA],
            token=uuid.uuid4(),
            at=tomorrow,
        )
    )
    assert answer.outcome is Outcome.FUTURE
    assert hall.person(HA).status == Status.UNRECORDED


def test_who_is_meant_all_the_same_comes_in_and_is_to_be_reviewed_until_somebody_confirms(hall: Hall) -> None:
    """A desk whose clock is off confirms everybody: its marks are looked at by their times."""
    hall.let_in(HA, "07:45")
    assert hall.let_in(AN, "11:45", anyway=True).outcome is Outcome.IN
    (found,) = hall.database.read(lambda tx: attendance.to_review(tx, hall.conference_id))
    assert (found.full_name, found.doubt) == (AN, Doubt.OUTSIDE)
    (case,) = hall.database.read(lambda tx: reviewing.cases(tx, hall.conference_id))
    confirm = next(each for each in case.choices if each.answer is ReviewAnswer.CONFIRM)
    hall.database.write(lambda tx: settling.settle(tx, case, settling.Settlement(confirm)))
    assert hall.person(AN).arrived_at == moment("11:45")
    assert hall.database.read(lambda tx: attendance.to_review(tx, hall.conference_id)) == []
    undone(hall)
    assert len(hall.database.read(lambda tx: attendance.to_review(tx, hall.conference_id))) == 1


def test_whoever_is_in_or_cancelled_is_told_that_first(hall: Hall) -> None:
    hall.let_in(HA, "07:45")
    assert hall.let_in(HA, "12:30").outcome is Outcome.ALREADY_IN
    hall.database.write(lambda tx: attendance.cancel(tx, [hall.people[AN]]))
    assert hall.let_in(AN, "12:30").outcome is Outcome.CANCELLED


def undone(hall: Hall) -> None:
    def work(tx: Any) -> None:
        last = undoing.last_undoable(tx, desk=hall.database.desk)
        assert last is not None
        undoing.undo(tx, last.id, keep_later=True)

    hall.database.write(work)


def test_many_arrivals_outside_are_moved_to_the_session_they_belong_to_by_one_answer(hall: Hall) -> None:
    for name in (HA, AN):
        hall.let_in(name, "13:10", anyway=True)
    first, second = hall.database.read(lambda tx: reviewing.cases(tx, hall.conference_id))
    move = next(each for each in first.choices if each.answer is ReviewAnswer.MOVE)
    assert move.id == hall.afternoon
    hall.database.write(lambda tx: settling.settle(tx, first, settling.Settlement(move), alike=[second]))
    assert hall.database.read(lambda tx: reviewing.cases(tx, hall.conference_id)) == []
    assert [hall.person(name).status for name in (HA, AN)] == ["unrecorded"] * 2
    assert [hall.person(name, hall.afternoon).arrived_at for name in (HA, AN)] == [moment("13:10")] * 2
    undone(hall)
    assert hall.person(HA).arrived_at == moment("13:10")
    assert hall.person(HA, hall.afternoon).status == "unrecorded"


def test_moved_arrivals_keep_their_times_and_go_back_the_same_way(hall: Hall) -> None:
    hall.let_in(HA, "07:45")
    hall.let_in(AN, "07:50")
    keys = [hall.people[name] for name in (HA, AN)]
    done = hall.database.write(lambda tx: attendance.move(tx, hall.morning, hall.afternoon, keys))
    assert [each.full_name for each in done.moved] == [AN, HA]  # the last one first
    assert hall.person(HA, hall.afternoon).arrived_at == moment("07:45")
    assert hall.person(HA).status == Status.UNRECORDED
    hall.database.write(lambda tx: attendance.move(tx, hall.afternoon, hall.morning, keys))
    assert (hall.person(HA).arrived_at, hall.person(HA).status) == (moment("07:45"), Status.PRESENT)
    assert hall.person(HA, hall.afternoon).status == Status.UNRECORDED


def test_who_is_in_at_the_other_session_already_stays_where_they_are(hall: Hall) -> None:
    hall.let_in(HA, "07:45")
    hall.let_in(HA, "13:15", session=hall.afternoon)
    done = hall.database.write(lambda tx: attendance.move(tx, hall.morning, hall.afternoon, [hall.people[HA]]))
    assert (done.moved, [why for _each, why in done.left]) == ((), ["in_already"])
    assert hall.person(HA).arrived_at == moment("07:45")


def test_arrivals_move_only_between_two_sessions_of_one_conference(hall: Hall) -> None:
    with pytest.raises(InvalidInput):
        hall.database.write(lambda tx: attendance.move(tx, hall.morning, hall.morning, [hall.people[HA]]))


def test_the_rest_is_absent_only_after_the_session_unless_somebody_means_it(hall: Hall) -> None:
    now = dt.datetime.now()
    running = hall.database.write(
        lambda tx: agenda.add_session(
            tx, hall.conference_id, title="Bây giờ", starts_at=now, ends_at=now + dt.timedelta(hours=1)
        )
    )
    fill = attendance.fill_rest
    with pytest.raises(AppError) as told:
        hall.database.write(lambda tx: fill(tx, running.id, Status.ABSENT))
    assert told.value.code == "attendance.rest_too_early"
    assert hall.database.write(lambda tx: fill(tx, running.id, Status.ABSENT, anyway=True)) == 6
    assert hall.database.write(lambda tx: fill(tx, hall.morning, Status.ABSENT)) == 6


def test_who_comes_early_where_the_office_opens_its_doors_sooner_is_no_doubt(hall: Hall) -> None:
    assert hall.let_in(HA, "05:00", early=dt.timedelta(hours=3)).outcome is Outcome.IN
    assert hall.database.read(lambda tx: attendance.to_review(tx, hall.conference_id)) == []
    assert hall.let_in(AN, "05:00", anyway=True).outcome is Outcome.IN
    assert len(hall.database.read(lambda tx: attendance.to_review(tx, hall.conference_id))) == 1
