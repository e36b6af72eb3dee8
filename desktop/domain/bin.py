"""Conferences that were removed: what is in one, and how long it can be taken back."""

from __future__ import annotations

import datetime as dt
import uuid

from desktop.domain.lazy_dataclass import dataclass

DAYS_KEPT = 30
"""How long a removed conference stays in the bin before erasing it is proposed."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes with a conference, in numbers."""

    attendees: int
    marks: int
    certificates: int
    signed_sheets: int


def kept_until(removed_at: dt.datetime) -> dt.date:
    """The day from which erasing is proposed, by the computer's clock."""
    return removed_at.astimezone().date() + dt.timedelta(days=DAYS_KEPT)


@dataclass(frozen=True, slots=True)
class BinnedConference:
    """A conference in the bin."""

    id: uuid.UUID
    code: str
    title: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    removed_at: dt.datetime
    contents: Contents

    @property
    def kept_until(self) -> dt.date:
        """The day from which erasing it is proposed, by the computer's clock."""
        return kept_until(self.removed_at)
