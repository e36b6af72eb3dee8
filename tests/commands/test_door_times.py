"""The command line keeps to the agenda as the window does."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.services import agenda
from tests.commands.hall_desk import AN, HA, VU, HallDesk, local


@pytest.mark.parametrize("at", ["06:00", "12:00"])
def test_outside_its_session_nobody_comes_in_and_the_answer_has_the_sessions_times(near: HallDesk, at: str) -> None:
    code, told = near.check_in(HA, "--at", at)
    assert (code, told["result"]) == (1, "outside")
    assert (told["starts"], told["ends"]) == (local("2018-05-23T08:00:00"), local("2018-05-23T11:30:00"))
    assert near.row(HA)["status"] == "unrecorded"
    assert near.check_in(HA, "--at", at, "--anyway")[1]["result"] == "in"


def test_now_is_outside_a_session_of_another_day(near: HallDesk) -> None:
    code, told = near.json("check-in", "101", "Sáng", HA)
    assert (code, told["result"]) == (1, "outside")
    code, out, err = near.run("check-in", "101", "Sáng", HA)
    assert (code, out) == (1, "")
    assert "đã kết thúc lúc" in err
    assert "--anyway" in err


def test_a_time_to_come_is_refused(near: HallDesk) -> None:
    tomorrow = f"{dt.datetime.now() + dt.timedelta(days=1):%Y-%m-%dT%H:%M}"
    code, told = near.check_in(HA, "--at", tomorrow)
    assert (code, told["result"]) == (1, "future")


def test_arrivals_are_moved_with_their_times_and_back(near: HallDesk) -> None:
    for name, at in ((HA, "07:40"), (AN, "07:45"), (VU, "07:50")):
        near.check_in(name, "--at", at)
    code, told = near.json("move-marks", "101", "Sáng", "Chiều", "--last", "2")
    assert code == 0
    assert [each["full_name"] for each in told["moved"]] == [VU, AN]
    assert near.row(AN, "Chiều")["arrived_at"] == local("2018-05-23T07:45:00")
    assert [near.row(name)["status"] for name in (HA, AN, VU)] == ["present", "unrecorded", "unrecorded"]
    assert near.json("move-marks", "101", "Chiều", "Sáng", "--who", AN)[0] == 0
    assert near.row(AN)["arrived_at"] == local("2018-05-23T07:45:00")
    assert near.row(VU)["status"] == "unrecorded"


def test_who_can_not_be_moved_is_told_with_the_reason(near: HallDesk) -> None:
    near.check_in(HA)
    near.check_in(HA, session="Chiều")
    code, told = near.json("move-marks", "101", "Sáng", "Chiều")
    assert (code, told["moved"]) == (1, [])
    assert [(each["full_name"], each["why"]) for each in told["left"]] == [(HA, "in_already")]
    code, _out, err = near.run("move-marks", "101", "Sáng", "Chiều")
    assert "đã có mặt ở buổi kia" in err


def test_the_rest_is_absent_before_the_end_only_when_it_is_said(near: HallDesk) -> None:
    now = dt.datetime.now()
    hour = dt.timedelta(hours=1)
    near.hall.database.write(
        lambda tx: agenda.add_session(tx, near.hall.conference_id, title="Bây giờ", starts_at=now, ends_at=now + hour)
    )
    code, _out, err = near.run("mark", "101", "Bây giờ", "--rest", "absent")
    assert code == 1
    assert "--anyway" in err
    assert near.json("mark", "101", "Bây giờ", "--rest", "absent", "--anyway")[1]["marked"] == 6
    assert near.json("mark", "101", "Sáng", "--rest", "absent")[1]["marked"] == 6
