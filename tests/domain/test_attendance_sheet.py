"""How signature columns are parted over the lists of a long course."""

from __future__ import annotations

import datetime as dt
import itertools
import math

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.attendance_sheet import MOST_COLUMNS, SignatureColumn, parted

DAY = dt.date(2018, 5, 23)


def columns(days: list[int]) -> tuple[SignatureColumn, ...]:
    """So many columns on each of these days."""
    return tuple(
        SignatureColumn(DAY + dt.timedelta(days=place), title=str(number))
        for place, count in enumerate(days)
        for number in range(count)
    )


@given(st.lists(st.integers(1, 15), min_size=1, max_size=20))
def test_every_column_stands_in_one_part_in_order_and_none_holds_too_many(days: list[int]):
    given_columns = columns(days)
    parts = parted(given_columns)
    assert tuple(itertools.chain(*parts)) == given_columns
    assert max(map(len, parts)) <= MOST_COLUMNS
    assert len(parts) == math.ceil(len(given_columns) / MOST_COLUMNS)


def test_a_week_is_one_part_and_eight_days_are_two_of_four():
    assert [len(part) for part in parted(columns([2] * 5))] == [10]
    assert [len(part) for part in parted(columns([2] * 8))] == [8, 8]
    assert [len(part) for part in parted(columns([2] * 7))] == [8, 6]
