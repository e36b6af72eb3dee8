"""The rules of the result report."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.attendance import Status
from desktop.domain.documents.tallies import tally, total
from desktop.papers.report.options import arrivals


@settings(max_examples=40)
@given(st.lists(st.lists(st.sampled_from(Status))))
def test_the_five_statuses_add_up_and_sums_lose_nobody(lists):
    tallies = [tally(each) for each in lists]
    assert [each.expected for each in tallies] == [len(each) for each in lists]
    whole = total(tallies)
    assert whole == tally(status for each in lists for status in each)
    assert whole.there == whole.present + whole.late


@given(st.lists(st.integers(0, 24 * 60 - 1), max_size=40))
def test_every_arrival_falls_into_one_span_and_there_are_not_too_many(minutes):
    day = dt.datetime(2018, 5, 23)
    found = arrivals(0, [day + dt.timedelta(minutes=minute) for minute in minutes])
    if len(minutes) < 5:
        assert found is None
        return
    assert sum(count for _begins, count in found.counts) == len(minutes)
    assert len(found.counts) <= 14
    assert found.counts[0][1]
    assert found.counts[-1][1]
