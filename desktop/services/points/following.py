"""Which points follow a session: part of the agenda, and so without what the list of points needs."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import select

from desktop.domain.at_points import PointId
from desktop.domain.errors import InvalidInput
from desktop.store.transaction import Transaction


def follow(tx: Transaction, conference_id: uuid.UUID, session_id: uuid.UUID, points: Iterable[PointId]) -> bool:
    """Let these points follow a session, None among them the main hall, and no others; none, or all there are: everybody does.

    Part of the caller's journal entry. Returns whether anything is other than before. Raises InvalidInput for a point of
    another conference.
    """
    from desktop.store.point_tables import SessionPoint, VenuePoint  # no start writes them

    wanted = set(points)
    known = set(tx.scalars(select(VenuePoint.id).where(VenuePoint.conference_id == conference_id)))
    if wanted - known - {None}:
        raise InvalidInput("point.gone", field="points")
    if wanted == {*known, None}:
        wanted = set()
    rows = tx.scalars(select(SessionPoint).where(SessionPoint.training_session_id == session_id)).all()
    gone = [row for row in rows if row.venue_point_id not in wanted]
    fresh = wanted - {row.venue_point_id for row in rows}
    for row in gone:
        tx.delete(row)
    for key in sorted(fresh, key=str):
        tx.add(SessionPoint(conference_id=conference_id, training_session_id=session_id, venue_point_id=key))
    tx.flush()
    return bool(gone or fresh)
