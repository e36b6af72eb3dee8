"""Desks whose clock or time zone is off, told by what they noted: nobody comes to a closed door all morning."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from desktop.domain.attendance import MarkKind
from desktop.domain.door_times import EARLY, refusal
from desktop.domain.merging import OddClock
from desktop.services.attendance.marking import Draft
from desktop.store.tables import TrainingSession
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
