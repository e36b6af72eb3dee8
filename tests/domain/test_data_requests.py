"""By when a request is to be answered, holidays as typed, and the same day months later."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.data_requests import due_on, read_holidays, spans
from desktop.domain.dates import months_after
from desktop.domain.errors import InvalidInput
from desktop.wording.due import span

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31))
FRIDAY = dt.date(2026, 8, 28)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (dt.date(2026, 8, 24), dt.date(2026, 8, 26)),
        (FRIDAY, dt.date(2026, 9, 1)),
        (dt.date(2026, 8, 29), dt.date(2026, 9, 1)),
    ],
)
def test_weekends_do_not_count(received, due):
    assert due_on(received, ()) == due


def test_holidays_do_not_count():
    assert due_on(dt.date(2026, 8, 31), read_holidays("01/09/2026 - 02/09/2026")) == dt.date(2026, 9, 4)


@given(DAYS, st.sets(DAYS, max_size=30))
def test_the_answer_is_due_on_a_working_day_with_exactly_one_between(received, holidays):
    due = due_on(received, holidays)
    days = [received + dt.timedelta(days=number + 1) for number in range((due - received).days)]
    working = [day for day in days if day.weekday() < 5 and day not in holidays]
    assert len(working) == 2
    assert working[-1] == due


@given(st.sets(DAYS, max_size=40))
def test_holidays_written_out_are_read_back(days):
    text = "\n".join(span(*each) for each in spans(days) if (each[1] - each[0]).days < 31)
    assert read_holidays(text) <= days
    assert read_holidays("\n".join(span(day, day) for day in days)) == days


@pytest.mark.parametrize(
    "text", ["tết", "02/2026", "05/02/2026 - 01/02/2026", "01/01/2026 - 31/12/2026", "1/1/2026 - "]
)
def test_what_is_no_day_is_named(text):
    with pytest.raises(InvalidInput) as told:
        read_holidays(text)
    assert told.value.code == "request.bad_holiday"


@given(DAYS, st.integers(1, 120))
def test_months_later_is_that_many_months_later(day, months):
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later + dt.timedelta(days=1)).day == 1


def test_the_last_day_of_a_short_month_stands_for_one_it_has_not():
    assert months_after(dt.date(2025, 8, 31), 6) == dt.date(2026, 2, 28)
