"""Periods whose figures were reported, and the corrections made after that."""

from __future__ import annotations

import datetime as dt
import uuid

from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.training_figures import Count


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A conference that was opened again after its figures were reported."""

    id: uuid.UUID
    version: int
    conference_id: uuid.UUID
    conference: str
    """Its code and title."""
    reason: str
    opened_at: dt.datetime
    finished_at: dt.datetime | None
    """None while it is being corrected."""
    desk: str
    before: Count
    """Of the conference itself, when it was opened."""
    after: Count
    """And now, or when the correction was finished."""


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A span of days, both included, whose figures were reported."""

    id: uuid.UUID
    version: int
    first: dt.date
    last: dt.date
    paper: str
    reported_at: dt.datetime
    desk: str
    reported: Count
    now: Count
    corrections: tuple[CorrectionView, ...] = ()
    """Of its conferences, the newest first; corrections made before it was reported are none of its own."""

    @property
    def differs(self) -> bool:
        """Whether the record says otherwise today than the report did."""
        return self.reported != self.now
