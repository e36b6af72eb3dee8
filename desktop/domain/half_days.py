"""The half-days of a working day: what sheets are signed by, and what payments and training hours are counted by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal, TypeAlias

Half = Literal["", "morning", "afternoon", "evening"]
HALVES_OF_A_DAY: tuple[Half, ...] = ("morning", "afternoon", "evening")
HalfDay: TypeAlias = tuple[dt.date, int]
"""A day, and the place of a half in `HALVES_OF_A_DAY`."""

_OPENS = (0, 12, 18, 24)
"""The hours at which each begins, and the last ends."""
_HOUR = dt.timedelta(hours=1)


def halves_of(start: dt.datetime, end: dt.datetime) -> Iterator[HalfDay]:
    """The half-days of a session: the one it begins in, and each other one that it fills for more than an hour."""
    day = start.date()
    while day <= max(start, end).date():
        midnight = dt.datetime.combine(day, dt.time())
        for place in range(len(HALVES_OF_A_DAY)):
            opens, closes = midnight + _OPENS[place] * _HOUR, midnight + _OPENS[place + 1] * _HOUR
            if opens <= start < closes or min(end, closes) - max(start, opens) > _HOUR:
                yield day, place
        day += dt.timedelta(days=1)
