"""What people ask about their data, and by when it is to be answered."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Collection
from enum import StrEnum

from desktop.domain.dates import read_day
from desktop.domain.errors import InvalidInput
from desktop.domain.lazy_dataclass import dataclass

ANSWERED_WITHIN = 2
"""Working days after the day on which a request came."""
_SATURDAY = 5
_MOST_DAYS = 31
_BETWEEN = re.compile(r"\s*–\s*|\s+-\s+")


class RequestKind(StrEnum):
    """What is asked for."""

    VIEW = "view"
    EXPORT = "export"
    CORRECT = "correct"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class DataRequestView:
    """One request and how it stands."""

    id: uuid.UUID
    version: int
    who: str
    kind: str
    received_on: dt.date
    due_on: dt.date
    done_on: dt.date | None
    note: str

    def is_late(self, today: dt.date) -> bool:
        """Whether it should have been answered by now."""
        return self.done_on is None and self.due_on < today


def due_on(received_on: dt.date, holidays: Collection[dt.date]) -> dt.date:
    """The last day to answer: the second working day after it came; weekends and holidays do not count."""
    day, left = received_on, ANSWERED_WITHIN
    while left:
        day += dt.timedelta(days=1)
        if day.weekday() < _SATURDAY and day not in holidays:
            left -= 1
    return day


def read_holidays(text: str) -> frozenset[dt.date]:
    """Days as typed, one or one span a line: 02/09/2026, 16/02/2026 - 20/02/2026. Raises InvalidInput("request.bad_holiday")."""
    found: set[dt.date] = set()
    for line in filter(None, map(str.strip, re.split(r"[\n;,]", text))):
        ends = [_day(part, line) for part in _BETWEEN.split(line)]
        span = (ends[-1] - ends[0]).days
        if len(ends) > 2 or not 0 <= span < _MOST_DAYS:
            raise InvalidInput("request.bad_holiday", field="holidays", value=line)
        found.update(ends[0] + dt.timedelta(days=number) for number in range(span + 1))
    return frozenset(found)


def _day(text: str, line: str) -> dt.date:
    read = read_day(text)
    if read is None:
        raise InvalidInput("request.bad_holiday", field="holidays", value=line)
    return read


def spans(days: Collection[dt.date]) -> list[tuple[dt.date, dt.date]]:
    """The days in order, those that follow each other as one span."""
    found: list[tuple[dt.date, dt.date]] = []
    for day in sorted(days):
        if found and (day - found[-1][1]).days == 1:
            found[-1] = found[-1][0], day
        else:
            found.append((day, day))
    return found
