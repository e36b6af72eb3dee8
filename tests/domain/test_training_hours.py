"""Training hours: a half-day counts once, what a session says of itself counts beside it."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.half_days import halves_of
from desktop.domain.training_hours import HALF_DAY_HOURS, Credit, total_hours

DAY = dt.datetime(2026, 3, 2)


def credit(start: float, end: float, hours: float | None = None) -> Credit:
    return Credit.of(DAY + dt.timedelta(hours=start), DAY + dt.timedelta(hours=end), hours)


def test_two_sessions_of_one_morning_count_one_half_day():
    assert total_hours([credit(8, 9.5), credit(10, 11.5)]) == 4


def test_a_session_of_the_whole_day_counts_both_its_halves():
    assert total_hours([credit(8, 17)]) == 8


def test_a_session_with_hours_of_its_own_counts_those_and_leaves_the_half_day_to_the_others():
    assert total_hours([credit(8, 9, 1.5)]) == 1.5
    assert total_hours([credit(8, 9, 1.5), credit(9, 11)]) == 5.5
    assert total_hours([credit(8, 9, 0)]) == 0


def test_no_session_no_hours():
    assert total_hours([]) == 0


times = st.tuples(st.integers(0, 23 * 4), st.integers(1, 40)).map(lambda both: (both[0] / 4, both[0] / 4 + both[1] / 4))


@given(st.lists(times, max_size=8))
def test_without_hours_of_their_own_sessions_count_four_for_each_half_day_that_any_of_them_reaches(sessions):
    credits = [credit(*each) for each in sessions]
    reached = {
        half
        for start, end in sessions
        for half in halves_of(DAY + dt.timedelta(hours=start), DAY + dt.timedelta(hours=end))
    }
    assert total_hours(credits) == HALF_DAY_HOURS * len(reached)
    assert total_hours([*credits, *credits]) == total_hours(credits)
