"""A reported period is locked: its conferences are only read, and what is changed later is a correction with a reason."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from typing import Any

from sqlalchemy import select

from desktop.domain.areas import Area
from desktop.domain.errors import InvalidInput, NotFound
from desktop.domain.names import normalise, visible
from desktop.domain.reported_periods import CorrectionView, PeriodView
from desktop.domain.training_figures import Count
from desktop.services import journal
from desktop.services.training import locks
from desktop.services.training.figures import count_of, figures
from desktop.services.training.locks import settle
from desktop.store.tables import Conference, Correction, ReportedPeriod, TrainingSession
from desktop.store.transaction import Transaction

_AREAS = frozenset({Area.CONFERENCES, Area.ATTENDEES, Area.AGENDA})


def list_periods(tx: Transaction) -> list[PeriodView]:
    """Every reported period, the newest first, with what the record says of it today."""
    corrections = _corrections(tx)
    days: defaultdict[uuid.UUID, set[dt.date]] = defaultdict(set)
    sessions = select(TrainingSession.conference_id, TrainingSession.starts_at)
    for conference_id, starts_at in tx.execute(
        sessions.where(TrainingSession.conference_id.in_({each.conference_id for each in corrections}))
    ):
        days[conference_id].add(starts_at.date())
    rows = tx.scalars(select(ReportedPeriod).order_by(ReportedPeriod.last.desc(), ReportedPeriod.first)).all()
    return [
        PeriodView(
            row.id,
            row.version,
            row.first,
            row.last,
            row.paper,
            row.reported_at,
            row.desk,
            _count(row.figures),
            figures(tx, row.first, row.last).total,
            tuple(
                each
                for each in corrections
                if each.opened_at >= row.reported_at
                and any(row.first <= day <= row.last for day in days[each.conference_id])
            ),
        )
        for row in rows
    ]


def lock(tx: Transaction, first: dt.date, last: dt.date, paper: str = "") -> PeriodView:
    """The figures of these days were reported as they stand now; from now on they are only corrected.

    Raises InvalidInput for an end before the start or still to come, for a period that was reported before, and while a
    conference of it is being corrected: it would go on being written into.
    """
    if last > tx.clock().astimezone().date():
        raise InvalidInput("period.not_over", field="last", value=last)
    total = figures(tx, first, last).total
    if tx.scalar(select(ReportedPeriod.id).where(ReportedPeriod.first == first, ReportedPeriod.last == last)):
        raise InvalidInput("period.reported_already", field="first", first=first, last=last)
    if (title := locks.being_corrected(tx, first, last)) is not None:
        raise InvalidInput("period.being_corrected", field="first", title=title)
    with journal.entry(tx, "period.reported", _AREAS, first=first, last=last):
        row = ReportedPeriod(
            id=uuid.uuid4(),
            first=first,
            last=last,
            paper=normalise(paper),
            reported_at=tx.clock(),
            desk=tx.desk,
            figures=_plain(total),
        )
        tx.add(row)
        tx.flush()
        settle(tx)
    return next(each for each in list_periods(tx) if each.id == row.id)


def open_correction(tx: Transaction, conference_id: uuid.UUID, reason: str) -> CorrectionView:
    """Let a conference of a reported period be written into again. Raises InvalidInput without a reason, or where it is."""
    reason = visible(reason).strip()
    conference = tx.get(Conference, conference_id, with_for_update=True)
    if conference is None:
        raise NotFound("conference.not_found", what="conference")
    if not normalise(reason):
        raise InvalidInput("correction.no_reason", field="reason")
    if _open(tx, conference_id) is not None:
        raise InvalidInput("correction.open", field="reason", title=conference.title)
    with journal.entry(tx, "correction.opened", _AREAS, conference_id=conference_id, name=conference.title):
        row = Correction(
            id=uuid.uuid4(),
            conference_id=conference_id,
            reason=reason,
            opened_at=tx.clock(),
            desk=tx.desk,
            before=_plain(count_of(tx, conference_id)),
        )
        tx.add(row)
        tx.flush()
        settle(tx)
    return next(each for each in _corrections(tx) if each.id == row.id)


def finish_correction(tx: Transaction, conference_id: uuid.UUID) -> CorrectionView:
    """The correction is done: what it changed in the figures is kept, and the conference is only read again.

    Raises InvalidInput where none is open.
    """
    row = _open(tx, conference_id)
    conference = tx.get(Conference, conference_id)
    if row is None or conference is None:
        raise InvalidInput("correction.none_open", field="conference", title=conference.title if conference else "")
    with journal.entry(tx, "correction.finished", _AREAS, conference_id=conference_id, name=conference.title):
        row.finished_at, row.after = tx.clock(), _plain(count_of(tx, conference_id))
        tx.flush()
        settle(tx)
    return next(each for each in _corrections(tx) if each.id == row.id)


def reported_conferences(tx: Transaction) -> list[tuple[uuid.UUID, str]]:
    """The conferences that are only read because they were reported: id, and code with title, the newest first."""
    query = select(Conference.id, Conference.number, Conference.title).where(Conference.reported)
    rows = tx.execute(query.where(Conference.binned_at.is_(None)).order_by(Conference.number.desc()))
    return [(key, f"{number} {title}") for key, number, title in rows]


def open_corrections(tx: Transaction) -> list[tuple[uuid.UUID, str]]:
    """The conferences that are being corrected: id, and code with title."""
    return [(each.conference_id, each.conference) for each in _corrections(tx) if each.finished_at is None]


def _open(tx: Transaction, conference_id: uuid.UUID) -> Correction | None:
    query = select(Correction).where(Correction.conference_id == conference_id, Correction.finished_at.is_(None))
    return tx.scalars(query.with_for_update()).first()


def _corrections(tx: Transaction) -> list[CorrectionView]:
    query = select(Correction, Conference.number, Conference.title).join(
        Conference, Conference.id == Correction.conference_id
    )
    return [
        CorrectionView(
            row.id,
            row.version,
            row.conference_id,
            f"{number} {title}",
            row.reason,
            row.opened_at,
            row.finished_at,
            row.desk,
            _count(row.before),
            _count(row.after) if row.finished_at else count_of(tx, row.conference_id),
        )
        for row, number, title in tx.execute(query.order_by(Correction.opened_at.desc()))
    ]


def _plain(count: Count) -> dict[str, Any]:
    return {"people": count.people, "turns": count.turns, "hours": count.hours, "paid": count.paid}


def _count(kept: dict[str, Any]) -> Count:
    return Count(**kept)
