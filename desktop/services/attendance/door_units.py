"""Which unit somebody at the door means: one that the record knows, several that are near, or another."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from desktop.domain.door_questions import DoorUnit
from desktop.domain.names import normalise
from desktop.domain.people import AttendeeState
from desktop.domain.unit_fit import Fit, fit, likeness
from desktop.services import known_units
from desktop.store.tables import Attendee, Unit, UnitAlias, UnitName
from desktop.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Meant:
    """What a typed unit comes to: `unit`, or one of `candidates`, or with neither another that nobody knew."""

    unit: DoorUnit | None = None
    candidates: tuple[DoorUnit, ...] = ()


def meant(tx: Transaction, conference_id: uuid.UUID, typed: str) -> Meant:
    """The unit whose name, alias or former name the text is, however its kind is written; else those near it, the likest first."""
    typed, home = normalise(typed), known_units.at_home(tx, conference_id)
    known = _known(tx, conference_id)
    found: dict[Fit, list[DoorUnit]] = defaultdict(list)
    for unit, spellings in known.items():
        found[fit(typed, spellings, home)].append(unit)
    same = found[Fit.SAME]
    if len(same) > 1:  # a name letter by letter, or a spelling that was confirmed: of two that fit
        same = [unit for unit in same if typed in known[unit]] or same
    if len(same) == 1:
        return Meant(same[0])
    near = same or found[Fit.NEAR]
    return Meant(candidates=tuple(sorted(near, key=lambda unit: (-likeness(typed, known[unit]), unit.name))))


def _known(tx: Transaction, conference_id: uuid.UUID) -> dict[DoorUnit, tuple[str, ...]]:
    """Each unit with its spellings: its name first, then its short name, confirmed spellings and former names."""
    more: dict[uuid.UUID, list[str]] = defaultdict(list)
    for query in (select(UnitAlias.unit_id, UnitAlias.alias), select(UnitName.unit_id, UnitName.name)):
        for unit_id, spelling in tx.execute(query):
            more[unit_id].append(spelling)
    names = select(Unit.id, Unit.name, Unit.short_name).where(Unit.active).order_by(Unit.name)
    found = {
        DoorUnit(name, key): tuple(dict.fromkeys(filter(None, (name, short_name, *more[key]))))
        for key, name, short_name in tx.execute(names)
    }
    typed = select(Attendee.unit_name).where(
        Attendee.conference_id == conference_id,
        Attendee.unit_id.is_(None),
        Attendee.unit_name != "",
        Attendee.state != AttendeeState.REMOVED,
    )
    return found | {DoorUnit(name): (name,) for name in tx.scalars(typed.distinct().order_by(Attendee.unit_name))}
