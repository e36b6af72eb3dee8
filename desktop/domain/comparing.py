"""States held beside what their marks say, and marks that came late."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop.domain.attendance import State

LATE = dt.timedelta(minutes=1)
"""A mark that a server took in so much later than its desk noted it is told of: its line was down, or its clock is off."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A state that is not what its marks come to."""

    conference: str
    session: str
    session_id: uuid.UUID
    attendee_id: uuid.UUID
    code: str
    full_name: str
    stands: State
    follows: State
    """What the marks say."""


@dataclass(frozen=True, slots=True)
class Delayed:
    """Marks of one desk that its server took in at another time than the desk noted them."""

    desk: str
    marks: int
    longest: dt.timedelta
    """How much later the latest was taken in; below nought where the desk's clock is ahead."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison found."""

    states: int
    marks: int
    differences: tuple[Difference, ...]
    delayed: tuple[Delayed, ...]
