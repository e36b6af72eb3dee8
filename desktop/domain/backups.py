"""Backups of a data file: why one is made, what it holds, which are kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from desktop.domain.lazy_dataclass import dataclass

NEWEST = 10
"""So many of the newest are kept, whatever their day."""
DAYS = 31
"""For so many days one of each day is kept; of each month before, one."""


class Reason(StrEnum):
    """What made a backup necessary; stands in its file's name."""

    ASKED = "asked"
    CHANGES = "changes"
    CLOSE = "close"
    IMPORT = "import"
    MERGE = "merge"
    UPGRADE = "upgrade"
    COPY = "copy"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Holds:
    """How many of each a data file holds, or two differ by."""

    conferences: int
    attendees: int
    marks: int

    @property
    def nothing(self) -> bool:
        """Whether there is none of them."""
        return not (self.conferences or self.attendees or self.marks)


@dataclass(frozen=True, slots=True)
class Lost:
    """What is in the data file now and not in a backup: it would be gone after restoring that."""

    holds: Holds
    changes: int
    """Lines of the journal, whatever they changed."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of a damaged file."""

    read: Holds
    """What the damaged file itself still gave."""
    filled: Holds
    """What was missing there and came from the backup."""
    pages: int
    broken: int
    """Of so many pages so many could not be read."""


def kept(moments: Iterable[dt.datetime], now: dt.datetime) -> set[dt.datetime]:
    """Which of the backups made at these moments are kept.

    The newest few, the newest of each day for a month, and the newest of each month. Days and months are those of the moments' own clock.
    """
    newest_first = sorted(set(moments), reverse=True)
    since = now.date() - dt.timedelta(days=DAYS)
    stay = set(newest_first[:NEWEST])
    days: set[dt.date] = set()
    months: set[tuple[int, int]] = set()
    for moment in newest_first:
        day, month = moment.date(), (moment.year, moment.month)
        if month not in months or (day > since and day not in days):
            stay.add(moment)
        days.add(day)
        months.add(month)
    return stay
