"""Attendees whose unit the directory did not know are registered with it once it does."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import select

from desktop.domain.areas import Area
from desktop.domain.people import AttendeeState
from desktop.domain.unit_fit import Fit, Place, fit, places_in
from desktop.domain.units import unit_key
from desktop.services import journal
from desktop.services.bulk import change_attendees, renew_search
from desktop.store.tables import Attendee, Conference, Unit
from desktop.store.transaction import Transaction


def at_home(tx: Transaction, conference_id: uuid.UUID) -> frozenset[Place]:
    """The place that units of this conference need not name.

    It is that of the body that issues its papers, of the body above, or the only one that units of the directory name.
    """
    bodies = select(Conference.issuing_body, Conference.superior_body).where(Conference.id == conference_id)
    for body in tx.execute(bodies).one():
        if places := places_in(body):
            return places
    named = frozenset[Place]().union(*(places_in(name) for name in tx.scalars(select(Unit.name).where(Unit.active))))
    return named if len(named) == 1 else frozenset()


def take_in(tx: Transaction, unit: Unit, keys: Collection[str]) -> int:
    """Register with a unit whoever of the open conferences names it by one of these keys and has none yet.

    Who named one of another place ("Công an quận Đống Đa") did not name it. Part of the change that makes the unit known
    by them. Returns how many.
    """
    named = select(Attendee.id, Attendee.unit_name, Attendee.conference_id).join(
        Conference, Conference.id == Attendee.conference_id
    )
    named = named.where(
        Attendee.unit_id.is_(None),
        Attendee.unit_name != "",
        Attendee.state != AttendeeState.REMOVED,
        ~Conference.closed,
    )
    found = [row for row in tx.execute(named) if unit_key(row.unit_name) in keys]
    if not found or not unit.active:
        return 0
    spellings = (
        unit.name,
        unit.short_name,
        *(alias.alias for alias in unit.aliases),
        *(each.name for each in unit.names),
    )
    ids = [
        row.id
        for row in found
        if fit(row.unit_name, [each for each in spellings if each], at_home(tx, row.conference_id)) is Fit.SAME
    ]
    if not ids:
        return 0
    values = {"unit_id": unit.id, "unit_name": unit.name, "unit_kind": unit.kind}
    with journal.entry(tx, "attendee.moved", {Area.ATTENDEES}, count=len(ids), into=unit.name) as line:
        changed = change_attendees(tx, line, ids, values, keep=("search",))
        renew_search(tx, ids)
    return changed
