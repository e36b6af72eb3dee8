"""Successions of units: written down with their day, shown, and what goes over said one by one, never guessed.

A succession moves only what was said. A part that goes over leaves people and tasks where they are but for the rows
named (`desktop/services/successions.py::record`); figures count a unit under who follows it whole and alone.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from desktop.domain.areas import Area
from desktop.domain.errors import InvalidInput, NotFound
from desktop.domain.people import AttendeeState
from desktop.domain.successions import ALONE, Matter, Succession, SuccessionKind
from desktop.services import journal, tasks, units
from desktop.services.bulk import change_attendees, renew_search
from desktop.store.tables import Attendee, Conference, Task, Unit, UnitSuccession
from desktop.store.transaction import OpenEntry, Transaction


def list_successions(tx: Transaction, unit_id: uuid.UUID | None = None) -> list[Succession]:
    """All, or those before and after one unit, the newest first."""
    before, after = aliased(Unit), aliased(Unit)
    query = (
        select(UnitSuccession, before.name, after.name)
        .join(before, before.id == UnitSuccession.predecessor_id)
        .join(after, after.id == UnitSuccession.successor_id)
    )
    if unit_id is not None:
        query = query.where(or_(UnitSuccession.predecessor_id == unit_id, UnitSuccession.successor_id == unit_id))
    found = [
        Succession(row.id, row.predecessor_id, old, row.successor_id, new, SuccessionKind(row.kind), row.on)
        for row, old, new in tx.execute(query)
    ]
    return sorted(found, key=lambda each: (each.on or dt.date.min, each.before, each.after), reverse=True)


def matters(tx: Transaction, unit_id: uuid.UUID) -> list[Matter]:
    """What a succession may move: the unit's tasks that are not done, then its people on lists of open conferences."""
    found = [
        Matter(task.id, True, f"{task.code} {task.content}", _title(tx, task.conference_id))
        for task in tasks.owing(tx, unit_id)
    ]
    people = (
        select(Attendee.id, Attendee.full_name, Attendee.position, Conference.title)
        .join(Conference, Conference.id == Attendee.conference_id)
        .where(
            Attendee.unit_id == unit_id,
            Attendee.state != AttendeeState.REMOVED,
            Conference.closed.is_(False),
            Conference.reported.is_(False),
            Conference.binned_at.is_(None),
        )
        .order_by(Conference.number.desc(), Attendee.sort_key)
    )
    found += [
        Matter(key, False, ", ".join(filter(None, (name, position))), title)
        for key, name, position, title in tx.execute(people)
    ]
    return found


def record(
    tx: Transaction,
    unit_id: uuid.UUID,
    successor_ids: Collection[uuid.UUID],
    kind: SuccessionKind,
    on: dt.date | None,
    *,
    moves: Mapping[uuid.UUID, uuid.UUID] | None = None,
) -> list[Succession]:
    """Write a succession down as one change; `moves`: by `Matter.id` the successor it goes over to, nothing else moves.

    A unit that went over whole is not offered any more; where one alone followed it, that one is found by its names too.
    Raises InvalidInput for successors that can't be, or moves to anybody else.
    """
    unit = _get(tx, unit_id)
    after = [_get(tx, key) for key in dict.fromkeys(successor_ids)]
    _check(tx, unit, after, kind)
    moves = moves or {}
    if not set(moves.values()) <= {each.id for each in after}:
        raise InvalidInput("succession.no_successor", field="unit")
    names = ", ".join(each.name for each in after)
    areas = {Area.UNITS, Area.ATTENDEES, Area.DOCUMENTS, Area.TASKS}
    with journal.entry(tx, "unit.succeeded", areas, name=unit.name, into=names) as line:
        for each in after:
            tx.add(
                UnitSuccession(
                    predecessor_id=unit_id,
                    successor_id=each.id,
                    on=on,
                    kind=kind,
                    whole=kind is not SuccessionKind.PART,
                )
            )
        if kind is not SuccessionKind.PART:
            unit.active = False
        tx.flush()
        for successor in after:
            _move(tx, line, unit_id, successor, [key for key, into in moves.items() if into == successor.id])
        if kind in ALONE:
            units.take_spellings(tx, after[0], unit)
    return [each for each in list_successions(tx, unit_id) if each.before_id == unit_id]


def forget(tx: Transaction, succession_id: uuid.UUID) -> None:
    """Take a succession back that was written down by mistake; what moved stays where it is."""
    row = tx.get(UnitSuccession, succession_id)
    if row is None:
        raise NotFound("unit.not_found", what="unit")
    unit = _get(tx, row.predecessor_id)
    with journal.entry(tx, "unit.succession_forgotten", {Area.UNITS}, name=unit.name):
        tx.delete(row)
        tx.flush()


def _move(tx: Transaction, line: OpenEntry, unit_id: uuid.UUID, successor: Unit, keys: Sequence[uuid.UUID]) -> None:
    for task in tx.scalars(select(Task).where(Task.id.in_(keys), Task.unit_id == unit_id)):
        task.unit_id = successor.id
    people = tx.scalars(select(Attendee.id).where(Attendee.id.in_(keys), Attendee.unit_id == unit_id)).all()
    values = {"unit_id": successor.id, "unit_name": successor.name, "unit_kind": successor.kind}
    if change_attendees(tx, line, people, values, keep=("search",)):
        renew_search(tx, people)
    tx.flush()


def _check(tx: Transaction, unit: Unit, after: Sequence[Unit], kind: SuccessionKind) -> None:
    if not after or (kind in ALONE and len(after) > 1):
        raise InvalidInput("succession.one" if kind in ALONE else "succession.none", field="unit")
    if kind is SuccessionKind.SPLIT and len(after) < 2:
        raise InvalidInput("succession.several", field="unit")
    follows: defaultdict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for before_id, after_id in tx.execute(select(UnitSuccession.predecessor_id, UnitSuccession.successor_id)):
        follows[before_id].add(after_id)
    for each in after:
        if each.id == unit.id or unit.id in _all_after(follows, each.id):
            raise InvalidInput("succession.circle", field="unit", name=unit.name, other=each.name)
        if each.id in follows[unit.id]:
            raise InvalidInput("succession.known", field="unit", name=unit.name, other=each.name)


def _all_after(follows: Mapping[uuid.UUID, set[uuid.UUID]], key: uuid.UUID) -> set[uuid.UUID]:
    found, wider = set[uuid.UUID](), {key}
    while wider - found:
        found |= wider
        wider = {after for each in wider for after in follows.get(each, ())}
    return found - {key}


def _title(tx: Transaction, conference_id: uuid.UUID) -> str:
    return tx.scalar(select(Conference.title).where(Conference.id == conference_id)) or ""


def _get(tx: Transaction, unit_id: uuid.UUID) -> Unit:
    unit = tx.get(Unit, unit_id, with_for_update=True)
    if unit is None:
        raise NotFound("unit.not_found", what="unit")
    return unit
