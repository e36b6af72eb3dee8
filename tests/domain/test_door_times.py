"""When a session lets people in, by the office's clock."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from desktop.domain.attendance import Outcome
from desktop.domain.door_times import Door, door, open_instead, refusal
from desktop.domain.people import SessionView

DAY = dt.date(2018, 5, 23)


def local(text: str, day: dt.date = DAY) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(text))


def moment(text: str, day: dt.date = DAY) -> dt.datetime:
    return local(text, day).astimezone(dt.UTC)


def session(title: str, starts: str, ends: str, day: dt.date = DAY) -> SessionView:
    return SessionView(uuid.uuid4(), 1, title, local(starts, day), local(ends, day), "", (), (), (), 15, "")


MORNING, AFTERNOON = session("Sáng", "08:00", "11:30"), session("Chiều", "13:30", "17:00")


@pytest.mark.parametrize(
    ("at", "answer"),
    [
        ("06:29", Outcome.OUTSIDE),
        ("06:30", None),
        ("08:00", None),
        ("11:30", None),
        ("11:31", Outcome.OUTSIDE),
        ("13:00", Outcome.OUTSIDE),
    ],
)
def test_people_come_in_from_ninety_minutes_before_the_start_until_the_end(at: str, answer: Outcome | None) -> None:
    later = moment("08:00", DAY + dt.timedelta(days=1))
    assert refusal(MORNING.starts_at, MORNING.ends_at, moment(at), now=later) is answer


def test_an_office_may_open_its_doors_earlier() -> None:
    given = (MORNING.starts_at, MORNING.ends_at, moment("05:00"))
    assert refusal(*given, now=moment("12:00"), early=dt.timedelta(hours=3)) is None


def test_a_moment_to_come_is_refused_whatever_the_session() -> None:
    given = (MORNING.starts_at, MORNING.ends_at, moment("08:00"))
    assert refusal(*given, now=moment("07:00")) is Outcome.FUTURE
    assert refusal(*given, now=moment("07:59")) is None  # two computers' clocks are never quite the same


@pytest.mark.parametrize(
    ("at", "state", "instead"),
    [
        ("06:00", Door.EARLY, None),
        ("07:00", Door.OPEN, None),
        ("11:31", Door.OVER, None),  # the afternoon's door opens at noon
        ("12:00", Door.OVER, AFTERNOON),
        ("18:00", Door.OVER, None),
    ],
)
def test_the_door_of_the_morning_gives_way_to_the_afternoons_once_that_is_open(
    at: str, state: Door, instead: SessionView | None
) -> None:
    assert door(MORNING, local(at)) is state
    assert open_instead([MORNING, AFTERNOON], MORNING, local(at)) is instead


def test_of_two_sessions_open_at_once_somebody_chooses() -> None:
    other = session("Chuyên đề", "13:30", "15:00")
    assert open_instead([MORNING, AFTERNOON, other], MORNING, local("13:00")) is None


@pytest.mark.parametrize(("at", "instead"), [("11:31", 0), ("11:46", 0), ("13:05", 1)])
def test_people_come_to_the_session_that_has_begun_rather_than_to_one_that_opens_early(at: str, instead: int) -> None:
    following = session("Nối tiếp", "11:45", "12:45"), session("Chiều sớm", "13:00", "15:00")
    assert open_instead([MORNING, *following], MORNING, local(at)) is following[instead]
