"""Chosen proposals carried out: one line in the journal, one undo."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from desktop.domain.areas import Area
from desktop.domain.names import fold, normalise, sort_key
from desktop.domain.people import AttendeeState
from desktop.domain.search import search_text
from desktop.domain.tidying import Concerned, Proposal, Tidied
from desktop.services import joined, journal, units
from desktop.store.bulk import chunks
from desktop.store.tables import Attendee, Person, Unit, UnitName
from desktop.store.transaction import Transaction


def apply(tx: Transaction, conference_id: uuid.UUID, chosen: Iterable[Proposal]) -> Tidied:
    """Write everybody as these proposals say; the organizer may have changed an `after`.

    An attendee whose value is no longer the one the proposal saw stays as they are, and is named. Raises InvalidInput
    for an empty name or a unit's name that another unit has.
    """
    work = [each for each in chosen if normalise(each.after)]
    if not work:
        return Tidied(0, 0)
    areas = {Area.ATTENDEES, Area.UNITS, Area.DOCUMENTS}
    with journal.entry(tx, "attendee.tidied", areas, conference_id=conference_id) as line:
        stale = [each for each in work if not _change_directory(tx, each)]
        for each in stale:
            work.remove(each)
        by_person: dict[uuid.UUID, list[Proposal]] = defaultdict(list)
        for each in work:
            for person in each.people:
                by_person[person.id].append(each)
        left = {person.id: person for each in stale for person in each.people}
        changed = _change_attendees(tx, conference_id, by_person, left, {person.id: person for person in _all(work)})
        line.details["count"] = len(changed)
        done = sum(any(person.id in changed for person in each.people) for each in work)
    names = sorted({person.full_name for person in left.values()}, key=sort_key)
    return Tidied(len(changed), done, tuple(names))


def _all(work: Sequence[Proposal]) -> Iterable[Concerned]:
    return (person for each in work for person in each.people)


def _change_directory(tx: Transaction, proposal: Proposal) -> bool:
    """Correct or merge units; False where the directory was changed meanwhile."""
    if not (proposal.directory_name or proposal.gone_id):
        return True
    unit = tx.get(Unit, proposal.unit_id, with_for_update=True)
    if unit is None:
        return False
    if proposal.gone_id is None:
        if unit.name == proposal.directory_name:
            units.edit_unit(tx, unit.id, version=unit.version, name=proposal.after, misspelt=True)
        return unit.name == normalise(proposal.after)
    gone = tx.get(Unit, proposal.gone_id, with_for_update=True)
    if gone is None or not gone.active or not unit.active:
        return False
    units.merge_units(tx, unit.id, gone.id)
    return True


def _change_attendees(
    tx: Transaction,
    conference_id: uuid.UUID,
    by_person: dict[uuid.UUID, list[Proposal]],
    left: dict[uuid.UUID, Concerned],
    people: dict[uuid.UUID, Concerned],
) -> set[uuid.UUID]:
    """Change the rows; who changed meanwhile goes to `left`. Returns who is written otherwise now."""
    chosen = [each for every in by_person.values() for each in every]
    known = _units(tx, {each.unit_id for each in chosen if each.unit_id is not None})
    changed: set[uuid.UUID] = set()
    for part in chunks(list(by_person)):
        query = select(Attendee, Person).join(Person, Person.id == Attendee.person_id)
        query = query.where(Attendee.id.in_(part), Attendee.conference_id == conference_id)
        also_found_by = joined.found_by(tx, part)
        there = {row.id: (row, person) for row, person in tx.execute(query.with_for_update())}
        for key in part:
            row, person = there.get(key, (None, None))
            for proposal in by_person[key]:
                if row is None or person is None or not _change(row, person, proposal, people[key], known):
                    left[key] = people[key]
                else:
                    codes = also_found_by.get(key, row.code)
                    row.search = search_text(row.full_name, row.unit_name, codes, person.phone)
                    changed.add(key)
        tx.flush()
    return changed


@dataclass(frozen=True, slots=True)
class _UnitNow:
    """A unit of the directory, after what was chosen for it."""

    name: str
    kind: str
    names: frozenset[str]
    """Every name it bears or bore."""


def _units(tx: Transaction, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, _UnitNow]:
    found: dict[uuid.UUID, _UnitNow] = {}
    for part in chunks(list(ids)):
        names: dict[uuid.UUID, set[str]] = defaultdict(set)
        for unit_id, name in tx.execute(select(UnitName.unit_id, UnitName.name).where(UnitName.unit_id.in_(part))):
            names[unit_id].add(name)
        for unit_id, name, kind in tx.execute(select(Unit.id, Unit.name, Unit.kind).where(Unit.id.in_(part))):
            found[unit_id] = _UnitNow(name, kind, frozenset({name, *names[unit_id]}))
    return found


def _change(
    row: Attendee, person: Person, proposal: Proposal, seen: Concerned, known: dict[uuid.UUID, _UnitNow]
) -> bool:
    """Write one value; False where another stands there by now."""
    if row.state == AttendeeState.REMOVED:
        return False
    after = normalise(proposal.after)
    if proposal.field == "unit":
        if not _change_unit(row, proposal, seen.unit, after, known):
            return False
    elif proposal.field == "full_name":
        if row.full_name != proposal.before:
            return False
        row.full_name, row.name_key, row.sort_key = after, fold(after), sort_key(after)
        person.full_name, person.name_key, person.sort_key = row.full_name, row.name_key, row.sort_key
    elif proposal.field == "phone":
        if person.phone not in (proposal.before, after):  # two registrations may share the person
            return False
        person.phone = after
    elif row.position != proposal.before:
        return False
    else:
        row.position = after
    for name, value in proposal.also:
        if name == "honorific" and not row.honorific:
            row.honorific = person.honorific = value
    return True


def _change_unit(row: Attendee, proposal: Proposal, seen: str, after: str, known: dict[uuid.UUID, _UnitNow]) -> bool:
    unit_changes = proposal.gone_id is not None or bool(proposal.directory_name)
    moved_away = unit_changes and row.unit_id not in (None, proposal.unit_id)
    if moved_away or row.unit_name not in (seen, after):
        return False
    unit = known.get(proposal.unit_id) if proposal.unit_id is not None else None
    if unit is None:
        row.unit_name = after
        return proposal.unit_id is None
    row.unit_id, row.unit_kind = proposal.unit_id, unit.kind
    row.unit_name = after if after in unit.names else unit.name
    return True
