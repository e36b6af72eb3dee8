"""When a session once more could be, and what it is called."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.people import SessionView
from desktop.domain.session_times import copied, free_half, next_free

DAY = dt.date(2018, 5, 23)


def at(text, day=0):
    return dt.datetime.combine(DAY + dt.timedelta(days=day), dt.time.fromisoformat(text))


def session(begin, end, title="Buổi", day=0):
    return SessionView(
        uuid.uuid4(), 1, title, at(begin, day), at(end, day), "Hội trường", ("Bà Hà",), (), (), 15, ""
    )  # fmt: skip


@pytest.mark.parametrize(
    ("like", "others", "found"),
    [
        (("08:00", "09:00"), [], at("09:00")),
        (("08:00", "09:00"), [("09:00", "10:45")], at("13:30")),
        (("08:00", "11:30"), [], at("13:30")),
        (("08:00", "11:30"), [("13:30", "17:00")], at("08:00", 1)),
        (("13:30", "17:00"), [], at("08:00", 1)),
        (("08:00", "17:00"), [], at("08:00", 1)),
        (("19:00", "21:00"), [], at("19:00", 1)),
        (("08:00", "09:00"), [("08:00", "11:00"), ("13:30", "17:00")], at("08:00", 1)),
    ],
)
def test_a_session_once_more_begins_in_the_next_gap_that_is_long_enough(like, others, found):
    first = session(*like)
    assert next_free([first, *(session(*each) for each in others)], first, DAY + dt.timedelta(days=1)) == found


def test_there_is_no_time_where_all_is_taken_until_the_last_day():
    morning, afternoon = session("08:00", "11:30"), session("13:30", "17:00")
    assert next_free([morning, afternoon], morning, DAY) is None
    assert next_free([morning, afternoon], morning, None) == at("08:00", 1)


def test_the_first_half_day_that_is_free_is_offered():
    assert free_half([], DAY) == (dt.time(8), dt.time(11, 30))
    assert free_half([session("10:00", "10:30")], DAY) == (dt.time(13, 30), dt.time(17))
    assert free_half([session("10:00", "14:00")], DAY) is None


def test_the_copy_bears_its_own_day_and_no_title_twice():
    first = session("08:00", "11:30", "Sáng 23/05")
    assert copied(first, at("08:00", 1), [first]).title == "Sáng 24/05"
    plain, again = session("08:00", "09:00", "Thảo luận"), session("09:00", "10:00", "THAO LUAN (2)")
    assert copied(plain, at("10:00"), [plain]).title == "Thảo luận (2)"
    assert copied(plain, at("10:00"), [plain, again]).title == "Thảo luận (3)"
    assert copied(again, at("10:00"), [plain, again]).title == "THAO LUAN (3)"
    lone = session("08:00", "09:00", "Nghị định (2018)")
    assert copied(lone, at("09:00"), [lone]).title == "Nghị định (2018) (2)"
    assert copied(plain, at("10:00"), [plain], "Thảo luận").title == "Thảo luận"


TIMES = st.integers(7 * 4, 20 * 4).map(lambda quarter: dt.time(quarter // 4, quarter % 4 * 15))


@given(st.lists(st.tuples(TIMES, TIMES, st.integers(0, 2)).filter(lambda each: each[0] < each[1]), min_size=1))
def test_the_time_proposed_is_never_taken_and_never_earlier(drawn):
    sessions = [session(f"{begin:%H:%M}", f"{end:%H:%M}", day=day) for begin, end, day in drawn]
    like = sessions[0]
    found = next_free(sessions, like, DAY + dt.timedelta(days=3))
    if found is not None:
        again = copied(like, found, sessions)
        assert again.starts_at >= like.ends_at
        assert again.ends_at - again.starts_at == like.ends_at - like.starts_at
        assert all(each.ends_at <= again.starts_at or again.ends_at <= each.starts_at for each in sessions)
