"""How each point stands: expected, on its sheets, signed, pages missing, reported late; and what to tell those who owe pages."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from desktop.domain.at_points import PointId, takes_part
from desktop.domain.attendance import THERE
from desktop.domain.points import PointStanding, PointView, SheetOfPoint, counting, reported_late
from desktop.services.attendance import looking
from desktop.services.points import belonging, keeping, pages, settings
from desktop.store.tables import Conference, TrainingSession
from desktop.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class PointBoard:
    """The points of a conference as they stand, the main hall first."""

    rows: tuple[PointStanding, ...]
    hours: int
    """Within which pages are to come in after the last session of their sheet."""

    @property
    def owing(self) -> tuple[PointStanding, ...]:
        """The points, without the main hall, of whose pages any are missing."""
        return tuple(row for row in self.rows if row.point is not None and row.missing)


def board(tx: Transaction, conference_id: uuid.UUID, *, session_ids: Collection[uuid.UUID] = ()) -> PointBoard:
    """The points as they stand at these sessions, or over all of them; () rows while the conference has no point."""
    points = keeping.list_points(tx, conference_id)
    kept = settings.kept(tx, conference_id)
    if not points:
        return PointBoard((), kept.hours)
    seats = belonging.of_conference(tx, conference_id)
    expected: dict[PointId, set[uuid.UUID]] = defaultdict(set)
    signed: dict[PointId, set[uuid.UUID]] = defaultdict(set)
    for told in looking.attendance(tx, conference_id, session_ids, with_marks=False):
        for row in told.rows:
            at = seats.get(row.attendee_id)
            expected[at].add(row.attendee_id)
            if row.status in THERE:
                signed[at].add(row.attendee_id)
    ends = _ends(tx, conference_id)
    asked = {key.hex for key in session_ids} or ends.keys()
    named = {key.hex: points_of for key, points_of in belonging.of_sessions(tx, conference_id).items()}
    made = pages.of_points(tx, conference_id)

    def standing(point: PointView | None) -> PointStanding:
        key = point.id if point is not None else None
        followed = {each for each in ends if takes_part(named.get(each, ()), key)}
        waited = [
            each for each in made.get(key, ()) if each.begun or not each.rows or expected[key].intersection(each.rows)
        ]
        sheets = tuple(each for each in counting(waited, followed) if asked & followed & each.sessions)
        return _standing(tx, point, expected[key], signed[key], sheets, ends, kept.hours)

    return PointBoard(tuple(standing(point) for point in (None, *points)), kept.hours)


def _standing(
    tx: Transaction,
    point: PointView | None,
    expected: set[uuid.UUID],
    signed: set[uuid.UUID],
    sheets: tuple[SheetOfPoint, ...],
    ends: Mapping[str, dt.datetime],
    hours: int,
) -> PointStanding:
    missing = any(each.missing for each in sheets)
    said = point.reported_at if point is not None else None
    came = max((each.last for each in sheets if each.last is not None), default=None)
    reported_at = None if missing or not sheets else said or came
    last = max((ends[key] for each in sheets for key in each.sessions if key in ends), default=None)
    due = None if last is None else (last + dt.timedelta(hours=hours)).astimezone(dt.UTC)
    return PointStanding(
        point=point,
        expected=len(expected),
        listed=len(expected.intersection(key for each in sheets for key in each.rows)),
        signed=len(signed),
        sheets=sheets,
        reported_at=reported_at,
        late=point is not None and reported_late(due, reported_at, missing=missing, now=tx.clock()),
    )


def _ends(tx: Transaction, conference_id: uuid.UUID) -> dict[str, dt.datetime]:
    query = select(TrainingSession.id, TrainingSession.ends_at).where(TrainingSession.conference_id == conference_id)
    return {key.hex: ends_at for key, ends_at in tx.execute(query)}


@dataclass(frozen=True, slots=True)
class PagesAsked:
    """A text for a point whose pages are missing."""

    point: PointView
    text: str


def texts(tx: Transaction, conference_id: uuid.UUID, rows: Sequence[PointStanding]) -> list[PagesAsked]:
    """What to tell each of these points of whose pages any are missing, in the office's words."""
    from desktop.wording import points as words

    title = tx.scalar(select(Conference.title).where(Conference.id == conference_id)) or ""
    wording = settings.kept(tx, conference_id).wording
    return [
        PagesAsked(row.point, words.asking(row, title, wording))
        for row in rows
        if row.point is not None and row.missing
    ]
