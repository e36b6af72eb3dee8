"""What is due in an organizer's care of personal data; the program only tells, it does nothing of it by itself."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from desktop.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from desktop.domain.bin import BinnedConference
    from desktop.domain.data_requests import DataRequestView


@dataclass(frozen=True, slots=True)
class ContactsDue:
    """A conference whose contacts were to go by a day, and are still there."""

    conference_id: uuid.UUID
    title: str
    since: dt.date
    people: int
    """Whose phone or e-mail address would go."""
    pictures: int = 0
    """Kept of signed sheets: they go with the contacts."""


@dataclass(frozen=True, slots=True)
class Due:
    """All that is due now."""

    binned: tuple[BinnedConference, ...] = ()
    contacts: tuple[ContactsDue, ...] = ()
    requests: tuple[DataRequestView, ...] = ()
    """Requests not answered yet, the most urgent first."""

    def __bool__(self) -> bool:
        return bool(self.binned or self.contacts or self.requests)
