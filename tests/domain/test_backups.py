"""Which backups are kept."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.backups import DAYS, NEWEST, kept

NOW = dt.datetime(2018, 5, 23, 17, 0)
moments = st.lists(st.integers(0, 800 * 24 * 60).map(lambda minutes: NOW - dt.timedelta(minutes=minutes)), max_size=60)


@given(moments)
def test_the_newest_few_stay_and_of_each_day_of_a_month_and_of_each_month_the_newest(made: list[dt.datetime]):
    stay = kept(made, NOW)
    assert stay <= set(made)
    assert set(sorted(set(made), reverse=True)[:NEWEST]) <= stay
    for moment in made:
        assert max(each for each in made if (each.year, each.month) == (moment.year, moment.month)) in stay
        if moment.date() > NOW.date() - dt.timedelta(days=DAYS):
            assert max(each for each in made if each.date() == moment.date()) in stay


@given(moments)
def test_no_more_stay_than_the_rule_says(made: list[dt.datetime]):
    months = {(each.year, each.month) for each in made}
    assert len(kept(made, NOW)) <= NEWEST + DAYS + len(months)


@given(moments)
def test_thinning_out_twice_takes_nothing_more(made: list[dt.datetime]):
    assert kept(kept(made, NOW), NOW) == kept(made, NOW)


def test_a_year_of_a_backup_every_ten_minutes_leaves_about_fifty():
    made = [NOW - dt.timedelta(minutes=10 * number) for number in range(365 * 24 * 6)]
    assert 40 < len(kept(made, NOW)) < 56
