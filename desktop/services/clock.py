"""Whether this computer's clock can be right: what is recorded bears its time."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from desktop.store.tables import JournalEntry
from desktop.store.transaction import Transaction

_MADE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""No clock is right that stands before the program was written."""
_APART = dt.timedelta(hours=1)
"""Two computers' clocks may differ as far without a word; desks tell smaller differences among themselves."""


def is_wrong(now: dt.datetime) -> bool:
    """Whether nobody can have this time."""
    return now < _MADE


def ahead_of(tx: Transaction, now: dt.datetime) -> dt.datetime | None:
    """When the data were changed last, if that is later than `now`; None for a clock that can be right."""
    recorded = tx.scalar(select(JournalEntry.at).order_by(JournalEntry.id.desc()).limit(1))
    return recorded if recorded is not None and recorded - now > _APART else None
