"""Desks whose clock or time zone is off: the others by what they noted, this one by what others wrote."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from desktop.domain.attendance import MarkKind
from desktop.domain.door_times import CLOCKS_DIFFER, EARLY, OwnClock, refusal
from desktop.domain.merging import OddClock
from desktop.services.attendance.marking import Draft
from desktop.store.tables import JournalEntry, TrainingSession
from desktop.store.transaction import Transaction

_FEWEST = 3
"""So many arrivals say something of a desk; one or two are people who came late."""


def odd_clocks(tx: Transaction, fresh: Sequence[Draft]) -> tuple[OddClock, ...]:
    """Of the desks that noted these marks those most of whose arrivals are from outside their sessions' times."""
    sessions = {draft.session_id for draft in fresh}
    rows = tx.execute(
        select(TrainingSession.id, TrainingSession.starts_at, TrainingSession.ends_at).where(
            TrainingSession.id.in_(sessions)
        )
    )
    times = {key: (starts_at, ends_at) for key, starts_at, ends_at in rows}
    moments: dict[str, list[dt.datetime]] = defaultdict(list)
    odd: dict[str, list[dt.datetime]] = defaultdict(list)
    now = tx.clock()
    for draft in fresh:
        mark = draft.mark
        if mark.kind == MarkKind.IN:
            moments[mark.desk].append(mark.at)
            if refusal(*times[draft.session_id], mark.at, now=now, early=2 * EARLY) is not None:
                odd[mark.desk].append(mark.at)
    return tuple(
        OddClock(desk, len(odd[desk]), len(of_desk), min(odd[desk]), max(odd[desk]))
        for desk, of_desk in sorted(moments.items())
        if len(odd[desk]) >= _FEWEST and 2 * len(odd[desk]) > len(of_desk)
    )


_ZONED = ("session.added", "session.edited", "conference.added")
"""Lines of the journal that say in which time zone sessions' times were typed."""


def own_clock(tx: Transaction, conference_id: uuid.UUID, zone: int) -> OwnClock:
    """What speaks against the clock and the time zone (`zone`, minutes from UTC) of the computer this runs on.

    At a server the clock is compared with the server's instead, for another desk's may be the one that is off.
    """
    later, desk = None, ""
    if tx.get_bind().dialect.name == "sqlite":
        newest = select(JournalEntry.at, JournalEntry.desk).where(JournalEntry.desk != tx.desk)
        row = tx.execute(newest.order_by(JournalEntry.at.desc()).limit(1)).first()
        if row is not None and row.at > tx.clock() + CLOCKS_DIFFER:
            later, desk = row.at, row.desk
    said = select(JournalEntry.details).where(
        JournalEntry.conference_id == conference_id, JournalEntry.action.in_(_ZONED)
    )
    details = tx.scalars(said.order_by(JournalEntry.id.desc()).limit(1)).first() or {}
    typed = details.get("zone")
    return OwnClock(later, desk, typed if isinstance(typed, int) and typed != zone else None, zone)
