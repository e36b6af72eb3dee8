"""At which point somebody sits: where they were put by hand, else where their unit sits, else in the main hall."""

from __future__ import annotations

import uuid
from collections import defaultdict
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Integer, String, Uuid, case, column, func, or_, select, table

from desktop.domain.at_points import PointId
from desktop.store.tables import Attendee
from desktop.store.transaction import Transaction

# Every list of people asks where they sit: a start waits for no mapping of the tables (`store.point_tables`).
_KEY = Uuid()
_POINT = table(
    "venue_point",
    column("id", _KEY), column("conference_id", _KEY), column("number", Integer()), column("name", String()),
).c  # fmt: skip
_UNIT = table("point_unit", column("conference_id", _KEY), column("venue_point_id", _KEY), column("unit_id", _KEY)).c
_WORD = table(
    "point_attendee", column("attendee_id", _KEY), column("venue_point_id", _KEY), column("holds", Boolean())
).c
_FOLLOWS = table(
    "session_point",
    column("conference_id", _KEY), column("training_session_id", _KEY), column("venue_point_id", _KEY),
).c  # fmt: skip


def point_of() -> ColumnElement[Any]:
    """The point of an attendee, of the table `Attendee` around it; NULL for the main hall."""
    word = (_WORD.attendee_id == Attendee.id, _WORD.holds)
    own = select(_WORD.venue_point_id).where(*word).correlate(Attendee).scalar_subquery()
    said = select(_WORD.attendee_id).where(*word).correlate(Attendee).exists()
    of_unit = (
        select(_UNIT.venue_point_id)
        .where(_UNIT.conference_id == Attendee.conference_id, _UNIT.unit_id == Attendee.unit_id)
        .correlate(Attendee)
        .scalar_subquery()
    )
    return case((said, own), else_=of_unit)


def point_name() -> ColumnElement[str]:
    """What it is called; "" for the main hall."""
    named = select(_POINT.name).where(_POINT.id == point_of()).correlate(Attendee).scalar_subquery()
    return func.coalesce(named, "")


def followed_by_theirs(session: ColumnElement[uuid.UUID]) -> ColumnElement[bool]:
    """Whether the point of an attendee takes part in a session; where no point is named all do."""
    named = select(_FOLLOWS.training_session_id).where(_FOLLOWS.training_session_id == session)
    theirs = named.where(_FOLLOWS.venue_point_id.is_not_distinct_from(point_of()))
    return or_(~named.exists(), theirs.exists())


def at_point(keys: tuple[PointId, ...]) -> ColumnElement[bool]:
    """Those who sit at one of these points; None among them: in the main hall."""
    some = point_of().in_([key for key in keys if key is not None])
    return or_(some, point_of().is_(None)) if None in keys else some


def of_conference(tx: Transaction, conference_id: uuid.UUID) -> dict[uuid.UUID, uuid.UUID]:
    """The point of each attendee who sits at one."""
    if not has_points(tx, conference_id):
        return {}
    query = select(Attendee.id, point_of()).where(Attendee.conference_id == conference_id)
    return {key: point for key, point in tx.execute(query) if point is not None}


def names(tx: Transaction, conference_id: uuid.UUID) -> dict[uuid.UUID, str]:
    """The conference's points by id, in their order."""
    query = select(_POINT.id, _POINT.name).where(_POINT.conference_id == conference_id)
    return {key: name for key, name in tx.execute(query.order_by(_POINT.number))}  # noqa: C416 - rows are no pairs to mypy


def has_points(tx: Transaction, conference_id: uuid.UUID) -> bool:
    """Whether the conference has any point beside its main hall."""
    return tx.scalar(select(_POINT.id).where(_POINT.conference_id == conference_id).limit(1)) is not None


def of_sessions(tx: Transaction, conference_id: uuid.UUID) -> dict[uuid.UUID, frozenset[PointId]]:
    """The points that take part in each session for which any are named."""
    found: dict[uuid.UUID, set[PointId]] = defaultdict(set)
    query = select(_FOLLOWS.training_session_id, _FOLLOWS.venue_point_id)
    for session, point in tx.execute(query.where(_FOLLOWS.conference_id == conference_id)):
        found[session].add(point)
    return {session: frozenset(points) for session, points in found.items()}
