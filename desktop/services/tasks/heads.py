"""Who is the head of a unit, as its people were registered: the name that stands for "the head of the unit"."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import select

from desktop.domain.names import normalise
from desktop.domain.people import AttendeeState
from desktop.domain.ranks import Rank, rank_of_head
from desktop.store.tables import Attendee, Conference, Unit
from desktop.store.transaction import Transaction

_NEWEST = 8
"""In so many of the newest conferences a head is looked for: who was it before may have left."""


def heads(tx: Transaction, conference_id: uuid.UUID, unit_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """By unit its head's name and position, from this conference's list, else from the newest others; few units are known."""
    if not unit_ids:
        return {}
    newest = select(Conference.id).where(Conference.binned_at.is_(None), Conference.starts_on.is_not(None))
    among = [conference_id, *tx.scalars(newest.order_by(Conference.starts_on.desc()).limit(_NEWEST))]
    places = {key: place for place, key in reversed(list(enumerate(among)))}
    query = (
        select(
            Attendee.unit_id,
            Attendee.conference_id,
            Attendee.full_name,
            Attendee.position,
            Unit.name,
            Unit.kind,
        )
        .join(Unit, Unit.id == Attendee.unit_id)
        .where(
            Attendee.conference_id.in_(places),
            Attendee.state != AttendeeState.REMOVED,
            Attendee.position != "",
        )
    )
    wanted = set(unit_ids)
    best: dict[uuid.UUID, tuple[int, Rank, str]] = {}
    for unit_id, conference, name, position, unit, kind in tx.execute(query):
        if unit_id not in wanted or (rank := rank_of_head(position, unit, kind)) is None:
            continue
        found = places[conference], rank, f"{normalise(name)}, {normalise(position)}"
        best[unit_id] = min(best.get(unit_id, found), found)
    return {unit_id: said for unit_id, (_place, _rank, said) in best.items()}
