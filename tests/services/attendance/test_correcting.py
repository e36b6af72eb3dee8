"""Putting an attendance right by hand, and settling what two desks said differently."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from desktop.domain.attendance import Doubt, Method, Status, says_status
from desktop.domain.errors import InvalidInput, NotFound
from desktop.services import attendance, undoing
from tests.services.attendance.hall import NAMES, Hall, moment

WHO = NAMES[0]


def correct(hall: Hall, status: Status, arrived: str = "", left: str = "", **more: Any) -> int:
    """Put the first person right."""
    return hall.database.write(
        lambda tx: attendance.correct(
            tx,
            training_session_id=hall.morning,
            attendee_id=hall.people[WHO],
            status=status,
            arrived_at=moment(arrived) if arrived else None,
            left_at=moment(left) if left else None,
            **more,
        )
    )


def marks(hall: Hall) -> Any:
    """The log of the first person."""
    return hall.database.read(lambda tx: attendance.marks_of(tx, hall.morning, hall.people[WHO]))


def twice(hall: Hall) -> None:
    """Let in at two desks that did not see each other."""
    hall.let_in(WHO, "07:40", desk="Bàn 1")
    pair = (hall.morning, hall.people[WHO])

    def other(tx: Any) -> None:
        from desktop.domain.attendance import MarkKind
        from desktop.services.attendance import marking

        marking.write(tx, [marking.draft(tx, pair, MarkKind.IN, Method.SCAN, at=moment("07:52"), desk="Bàn 2")])

    hall.database.write(other)


def test_an_arrival_can_be_given_another_time(hall: Hall) -> None:
    hall.let_in(WHO, "07:45")
    correct(hall, Status.PRESENT, "07:50")
    person = hall.person(WHO)
    assert (person.status, person.arrived_at, person.doubt) == ("present", moment("07:50"), "")
    assert [mark.annulled for mark in marks(hall) if mark.kind == "in"] == [True, False]


def test_a_status_goes_above_the_clock(hall: Hall) -> None:
    correct(hall, Status.PRESENT, "09:50")
    assert hall.person(WHO).status == Status.PRESENT
    correct(hall, Status.LATE, "07:50")
    assert (hall.person(WHO).status, hall.person(WHO).arrived_at) == (Status.LATE, moment("07:50"))


def test_saying_what_stands_already_writes_nothing(hall: Hall) -> None:
    hall.let_in(WHO, "07:45")
    assert correct(hall, Status.PRESENT, "07:45") == 0
    assert len(marks(hall)) == 1


def test_somebody_absent_has_no_times(hall: Hall) -> None:
    hall.let_in(WHO, "07:45")
    correct(hall, Status.PRESENT, "07:45", "10:00")
    assert hall.person(WHO).left_at == moment("10:00")
    correct(hall, Status.ABSENT, "07:45", "10:00", reason="nhầm người")
    person = hall.person(WHO)
    assert (person.status, person.arrived_at, person.left_at, person.doubt) == ("absent", None, None, "")
    assert {mark.reason for mark in marks(hall) if mark.kind == "annul"} == {"nhầm người"}


def test_leaving_before_arriving_is_refused(hall: Hall) -> None:
    with pytest.raises(InvalidInput) as refused:
        correct(hall, Status.PRESENT, "09:00", "08:00")
    assert refused.value.field == "left_at"
    assert not marks(hall)


def test_a_correction_is_undone_as_one_thing(hall: Hall) -> None:
    hall.let_in(WHO, "07:45")
    correct(hall, Status.LATE, "08:40", "10:00", remark="kẹt xe")

    def undo(tx: Any) -> None:
        last = undoing.last_undoable(tx, desk=hall.database.desk)
        assert last is not None
        undoing.undo(tx, last.id)

    hall.database.write(undo)
    person = hall.person(WHO)
    assert (person.status, person.arrived_at, person.left_at) == ("present", moment("07:45"), None)
    assert person.remark == ""


def test_one_of_two_arrivals_is_kept_and_the_doubt_is_gone(hall: Hall) -> None:
    twice(hall)
    assert hall.person(WHO).doubt == Doubt.TWICE
    later = marks(hall)[-1]
    given = {"training_session_id": hall.morning, "attendee_id": hall.people[WHO]}
    hall.database.write(lambda tx: attendance.keep_only(tx, mark_id=later.id, reason="bàn 1 gõ nhầm", **given))
    person = hall.person(WHO)
    assert (person.arrived_at, person.desk, person.doubt) == (moment("07:52"), "Bàn 2", "")
    with pytest.raises(NotFound):
        hall.database.write(lambda tx: attendance.keep_only(tx, mark_id=uuid.uuid4(), **given))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    some.lists(
        some.tuples(
            some.sampled_from(list(Status)),
            some.none() | some.integers(0, 200),
            some.none() | some.integers(0, 200),
            some.sampled_from(["", "kẹt xe"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_was_said_before_a_correction_is_what_stands(hall: Hall, steps: list[Any]) -> None:
    for status, arrived, stay, remark in steps:
        arrived_at = None if arrived is None else moment("07:00") + dt.timedelta(minutes=arrived)
        left_at = None if stay is None else (arrived_at or moment("07:00")) + dt.timedelta(minutes=stay)
        hall.database.write(
            lambda tx, status=status, arrived_at=arrived_at, left_at=left_at, remark=remark: attendance.correct(
                tx,
                training_session_id=hall.morning,
                attendee_id=hall.people[WHO],
                status=status,
                arrived_at=arrived_at,
                left_at=left_at,
                remark=remark,
            )
        )
        person = hall.person(WHO)
        there = status in ("present", "late")
        assert (person.status, person.remark, person.doubt) == (status, remark, "")
        assert person.arrived_at == (arrived_at if there else None)
        assert person.left_at == (left_at if there else None)
    assert all(mark.annulled for mark in marks(hall) if says_status(mark)) or hall.person(WHO).status != "unrecorded"
