"""Attendees whose unit the directory did not know are registered with it once it does."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import select

from desktop.domain.areas import Area
from desktop.domain.people import AttendeeState
from desktop.domain.units import unit_key
from desktop.services import journal
from desktop.services.bulk import change_attendees, renew_search
from desktop.store.tables import Attendee, Conference, Unit
from desktop.store.transaction import Transaction


def take_in(tx: Transaction, unit: Unit, keys: Collection[str]) -> int:
    """Register with a unit whoever of the open conferences names it by one of these keys and has none yet.

    Part of the change that makes the unit known by them. Returns how many.
    """
    named = select(Attendee.id, Attendee.unit_name).join(Conference, Conference.id == Attendee.conference_id)
    named = named.where(
        Attendee.unit_id.is_(None),
        Attendee.unit_name != "",
        Attendee.state != AttendeeState.REMOVED,
        ~Conference.closed,
    )
    ids: list[uuid.UUID] = [key for key, name in tx.execute(named) if unit_key(name) in keys]
    if not ids or not unit.active:
        return 0
    values = {"unit_id": unit.id, "unit_name": unit.name, "unit_kind": unit.kind}
    with journal.entry(tx, "attendee.moved", {Area.ATTENDEES}, count=len(ids), into=unit.name) as line:
        changed = change_attendees(tx, line, ids, values, keep=("search",))
        renew_search(tx, ids)
    return changed
