"""A clock that stands before what was recorded is wrong, and so is one of before the program was written."""

from __future__ import annotations

import datetime as dt

from desktop.services import clock, units


def test_a_clock_behind_the_last_change_is_told_with_its_time(sqlite):
    sqlite.write(lambda tx: units.add_unit(tx, "UBND phường Thử").id)
    now = dt.datetime.now(dt.UTC)
    assert sqlite.read(lambda tx: clock.ahead_of(tx, now)) is None
    assert sqlite.read(lambda tx: clock.ahead_of(tx, now - dt.timedelta(minutes=20))) is None, "desks differ a little"
    behind = sqlite.read(lambda tx: clock.ahead_of(tx, now - dt.timedelta(days=3)))
    assert abs(behind - now) < dt.timedelta(hours=1)


def test_nobody_can_have_the_year_1980():
    assert clock.is_wrong(dt.datetime(1980, 1, 1, tzinfo=dt.UTC))
    assert not clock.is_wrong(dt.datetime.now(dt.UTC))
