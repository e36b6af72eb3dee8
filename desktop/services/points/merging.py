"""Points of another desk's file: new ones come in, of words where somebody sits the later counts.

What both sides know of a point stays as it is here, as with people; what sessions it follows is the agenda's, and no file
brings that.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping

from sqlalchemy import func, select

from desktop.domain.names import same_key
from desktop.services.desks import counterparts
from desktop.services.desks.bundles import Bundle
from desktop.store.point_tables import PointAttendee, PointUnit, VenuePoint
from desktop.store.transaction import Transaction


def take_in(
    tx: Transaction,
    bundle: Bundle,
    conference_ids: Collection[uuid.UUID],
    conference_of: Mapping[uuid.UUID, uuid.UUID],
) -> int:
    """Take in what a file says of the points of these conferences; `conference_of` each attendee here. Returns how much was new."""
    count, points = _points(tx, bundle, conference_ids)
    count += _units(tx, bundle, points)
    return count + _people(tx, bundle, points, conference_of)


def _points(
    tx: Transaction, bundle: Bundle, conference_ids: Collection[uuid.UUID]
) -> tuple[int, dict[uuid.UUID, VenuePoint]]:
    """How many are new, and the point here for each there: the same, one of that name, or made."""
    count, found = 0, {}
    for row in sorted(bundle.rows("venue_point"), key=lambda row: (row["conference_id"], row["number"])):
        mine = row["conference_id"]
        if mine not in conference_ids:
            continue
        here = tx.get(VenuePoint, row["id"])
        folded = same_key(row["name"])
        same = select(VenuePoint).where(VenuePoint.conference_id == mine)
        here = here or tx.scalars(same.where(VenuePoint.folded == folded)).first()
        if here is None:
            taken = tx.scalars(select(VenuePoint.number).where(VenuePoint.conference_id == mine)).all()
            number = row["number"] if row["number"] not in taken else max(taken) + 1
            here = VenuePoint(**{**row, "number": number, "folded": folded, "version": 1})
            tx.add(here)
            tx.flush()
            count += 1
        if here.conference_id == mine:
            found[row["id"]] = here
    return count, found


def _units(tx: Transaction, bundle: Bundle, points: Mapping[uuid.UUID, VenuePoint]) -> int:
    """Units that sit at no point here sit where the other side says."""
    rows = [row for row in bundle.rows("point_unit") if row["venue_point_id"] in points]
    units = counterparts.units(tx, bundle, {row["unit_id"] for row in rows}, may_add=True)
    count = 0
    for row in rows:
        point, unit = points[row["venue_point_id"]], units.get(row["unit_id"])
        sits = select(func.count()).where(PointUnit.conference_id == point.conference_id, PointUnit.unit_id == unit)
        if unit is not None and not tx.scalar(sits):
            tx.add(PointUnit(conference_id=point.conference_id, venue_point_id=point.id, unit_id=unit))
            tx.flush()
            count += 1
    return count


def _people(
    tx: Transaction,
    bundle: Bundle,
    points: Mapping[uuid.UUID, VenuePoint],
    conference_of: Mapping[uuid.UUID, uuid.UUID],
) -> int:
    """Later words where somebody sits."""
    count = 0
    for row in bundle.rows("point_attendee"):
        key, there = row["attendee_id"], row["venue_point_id"]
        mine = conference_of.get(key)
        if mine is None or mine != row["conference_id"] or (there is not None and there not in points):
            continue
        point = points[there].id if there is not None else None
        word = tx.scalars(select(PointAttendee).where(PointAttendee.attendee_id == key)).first()
        said = (row["said_at"], row["holds"], str(point))
        if word is not None and said <= (word.said_at, word.holds, str(word.venue_point_id)):
            continue
        if word is None:
            word = PointAttendee(conference_id=mine, attendee_id=key)
            tx.add(word)
        word.venue_point_id, word.holds, word.said_at = point, row["holds"], row["said_at"]
        tx.flush()
        count += 1
    return count
