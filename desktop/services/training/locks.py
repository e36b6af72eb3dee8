"""What is only read because its figures were reported: conferences, and days on which none may be added unseen."""

from __future__ import annotations

import datetime as dt
import uuid

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute

from desktop.domain.errors import AppError
from desktop.store.tables import Conference, TrainingSession
from desktop.store.transaction import Transaction


def refuse_day(tx: Transaction, conference_id: uuid.UUID, day: dt.date) -> None:
    """Let no session come into a period that was reported, but while its conference is being corrected.

    Raises AppError("period.day_reported").
    """
    from desktop.store.tables import ReportedPeriod  # no start needs it

    query = select(ReportedPeriod.first, ReportedPeriod.last)
    found = tx.execute(query.where(ReportedPeriod.first <= day, ReportedPeriod.last >= day)).first()
    if found is not None and not tx.scalar(select(_corrected(conference_id))):
        raise AppError("period.day_reported", day=day, first=found.first, last=found.last)


def being_corrected(tx: Transaction, first: dt.date, last: dt.date) -> str | None:
    """The title of a conference of these days with an open correction; None where there is none."""
    day = func.date(TrainingSession.starts_at)
    within = exists().where(TrainingSession.conference_id == Conference.id, day >= first, day <= last)
    found: str | None = tx.scalar(select(Conference.title).where(within, _corrected(Conference.id)).limit(1))
    return found


def settle(tx: Transaction) -> int:
    """Say of each conference whether it is only read; part of the caller's journal entry. Returns how many changed."""
    from desktop.store.tables import ReportedPeriod

    within = select(TrainingSession.conference_id).join(
        ReportedPeriod,
        (func.date(TrainingSession.starts_at) >= ReportedPeriod.first)
        & (func.date(TrainingSession.starts_at) <= ReportedPeriod.last),
    )
    reported = Conference.id.in_(within) & ~_corrected(Conference.id)
    rows = tx.scalars(select(Conference).where(reported != Conference.reported)).all()
    for row in rows:
        row.reported = not row.reported
    tx.flush()
    return len(rows)


def _corrected(conference_id: uuid.UUID | InstrumentedAttribute[uuid.UUID]) -> ColumnElement[bool]:
    from desktop.store.tables import Correction

    return exists().where(Correction.conference_id == conference_id, Correction.finished_at.is_(None))
