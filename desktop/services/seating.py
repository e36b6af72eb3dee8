"""The seats of a conference: its room, who sits where, filling, moving. A seat stands as its name on the attendee's row.

Whoever changes seats holds the conference's row meanwhile, so that no two desks give one seat away twice.
"""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, bindparam, select, update

from desktop.domain import seating
from desktop.domain.areas import Area
from desktop.domain.documents.selection import EVERYONE
from desktop.domain.errors import AppError, Conflict, InvalidInput, NotFound
from desktop.domain.names import normalise
from desktop.domain.people import AttendeeState
from desktop.domain.seating import (
    Filling,
    FillReport,
    Place,
    Room,
    Seating,
    Sitter,
    Unseated,
    checked_room,
    label_key,
    place_of_labels,
)
from desktop.services import journal, versions
from desktop.services import people_on_paper as papers
from desktop.services.attendance.standing_in import replaced_throughout
from desktop.services.ordering import in_order
from desktop.store import schema
from desktop.store.bulk import chunks
from desktop.store.tables import Attendee, Change, Conference, JournalEntry, RoleGroup, SeatPlan, Unit
from desktop.store.transaction import OpenEntry, Transaction

_AREAS = frozenset({Area.ATTENDEES, Area.DOCUMENTS})
_TABLE: Table = schema.table("attendee")


# -- looking ----------------------------------------------------------------------------------------------------------


def seating_of(tx: Transaction, conference_id: uuid.UUID) -> Seating:
    """The room and everybody who may sit in it; a proposed room where none was kept yet."""
    row = _row(tx, conference_id)
    listed = papers.listed(tx, conference_id, EVERYONE)
    if row is not None:
        version, name, room = row.version, row.room, _room(row)
    else:
        conference = tx.get(Conference, conference_id)
        if conference is None:
            raise NotFound("conference.not_found", what="conference", name=str(conference_id))
        version, name, room = 0, "", seating.proposed_room(len(listed), conference.capacity)
    places = place_of_labels(room, [(each.id, each.seat) for each in listed])
    found = tuple(
        Sitter(
            each.number,
            each.id,
            each.full_name,
            each.position,
            each.unit,
            each.unit_id,
            each.group_id,
            each.seat,
            places.get(each.id),
        )
        for each in listed
    )
    groups = tx.execute(
        select(RoleGroup.id, RoleGroup.title)
        .where(RoleGroup.conference_id == conference_id)
        .order_by(RoleGroup.place, RoleGroup.folded)
    )
    return Seating(version, name, room, found, seating.groups_of(found, {row.id: row.title for row in groups}))


def proposed_seating(tx: Transaction, conference_id: uuid.UUID) -> Seating:
    """The room and who sits where; where nothing was kept yet, as `keep_proposed` would keep it. Nothing is written."""
    found = seating_of(tx, conference_id)
    if found.version:
        return found
    waiting = {each.id for each in found.people if each.place is None}
    how, taken = Filling(), {each.place for each in found.people if each.place is not None}
    filled = seating.fill(found.room, _sections(tx, conference_id, how.by, waiting), how, taken)
    seated = (
        dataclasses.replace(each, place=place, seat=found.room.label(place))
        if (place := filled.places.get(each.id)) is not None
        else each
        for each in found.people
    )
    return dataclasses.replace(found, people=tuple(seated))


def keep_proposed(tx: Transaction, conference_id: uuid.UUID) -> None:
    """Keep the proposed room with everybody on a seat, where no room was kept yet; seats typed before stay."""
    _hold(tx, conference_id)
    if _row(tx, conference_id) is not None or tx.get_one(Conference, conference_id).closed:
        return
    save_room(tx, conference_id, seating_of(tx, conference_id).room, version=0)
    fill(tx, conference_id, Filling(), only_unseated=True)


def _row(tx: Transaction, conference_id: uuid.UUID) -> SeatPlan | None:
    return tx.scalars(select(SeatPlan).where(SeatPlan.conference_id == conference_id)).first()


def _room(row: SeatPlan) -> Room:
    return seating.room_from_plain(row.rows, row.columns, row.layout)


# -- the room ---------------------------------------------------------------------------------------------------------


def save_room(
    tx: Transaction, conference_id: uuid.UUID, room: Room, *, name: str = "", version: int
) -> tuple[Unseated, ...]:
    """Keep the room. People keep their seat, under its new name; who sat where there is no seat any more is handed back.

    Raises InvalidInput beside the field, Conflict when another desk changed the room since `version`.
    """
    _hold(tx, conference_id)
    room, name = checked_room(room), normalise(name)
    row = _row(tx, conference_id)
    if row is None:
        if version:
            raise Conflict("conflict.row", name=name)
        with journal.entry(tx, "seating.made", _AREAS, conference_id=conference_id, seats=room.seats) as line:
            tx.add(
                SeatPlan(
                    conference_id=conference_id, room=name, rows=room.rows, columns=room.columns, layout=room.to_plain()
                )
            )
            return _renamed(tx, line, conference_id, room, room)
    versions.check(tx, row, version, name=row.room or _title(tx, conference_id))
    before = _room(row)
    if before == room and row.room == name:
        return ()
    with journal.entry(tx, "seating.room", _AREAS, conference_id=conference_id, seats=room.seats) as line:
        row.room, row.rows, row.columns, row.layout = name, room.rows, room.columns, room.to_plain()
        return _renamed(tx, line, conference_id, before, room)


def _renamed(
    tx: Transaction, line: OpenEntry, conference_id: uuid.UUID, before: Room, after: Room
) -> tuple[Unseated, ...]:
    """Give everybody the new name of their seat, or none; a seat typed before there was a plan is taken as it reads."""
    rows = _in_order(tx, conference_id, Attendee.seat != "", Attendee.id.not_in(replaced_throughout(tx, conference_id)))
    places = place_of_labels(before, [(row.id, row.seat) for row in rows])
    taken = set(places.values())
    wanted: dict[uuid.UUID, str] = {}
    lost = []
    for row in rows:
        place = places.get(row.id)
        if place is None:
            place = after.place(row.seat)
            if place is None or place in taken:
                if place is not None:
                    wanted[row.id] = ""
                    lost.append(Unseated(row.id, row.full_name, row.seat))
                continue
            taken.add(place)
        wanted[row.id] = after.label(place) if after.has(place) else ""
        if not wanted[row.id]:
            lost.append(Unseated(row.id, row.full_name, row.seat))
    _assign(tx, line, conference_id, after, wanted)
    return tuple(lost)


# -- people -----------------------------------------------------------------------------------------------------------


def fill(tx: Transaction, conference_id: uuid.UUID, how: Filling, *, only_unseated: bool = False) -> FillReport:
    """Put everybody on a seat anew, or only those who have none. Raises AppError("seating.no_plan" | "document.nobody")."""
    _hold(tx, conference_id)
    plan = _plan(tx, conference_id)
    known = {each.id: each for each in seating_of(tx, conference_id).people}
    waiting = {key for key, each in known.items() if each.place is None} if only_unseated else set(known)
    if not known:
        raise AppError("seating.nobody")
    room = _room(plan)
    taken = {each.place for each in known.values() if each.place is not None and each.id not in waiting}
    found = seating.fill(room, _sections(tx, conference_id, how.by, waiting), how, taken)
    wanted = {key: room.label(place) for key, place in found.places.items()}
    if not only_unseated:
        wanted |= dict.fromkeys(found.left, "")
    with journal.entry(
        tx, "seating.filled", _AREAS, conference_id=conference_id, count=len(found.places), left=len(found.left)
    ) as line:
        _assign(tx, line, conference_id, room, wanted)
    left = tuple(Unseated(key, known[key].full_name, known[key].seat) for key in found.left)
    return FillReport(len(found.places), left, found.given_up)


def _sections(
    tx: Transaction, conference_id: uuid.UUID, by: seating.FillBy, waiting: Collection[uuid.UUID]
) -> list[list[uuid.UUID]]:
    """Who waits for a seat, by role group or by unit."""
    found: dict[uuid.UUID | None, list[uuid.UUID]] = {}
    for row in _in_order(tx, conference_id, groups_first=by == "group"):
        if row.id in waiting:
            found.setdefault(row.role_group_id if by == "group" else row.unit_id, []).append(row.id)
    return list(found.values())


def _in_order(
    tx: Transaction, conference_id: uuid.UUID, *where: ColumnElement[bool], groups_first: bool = False
) -> list[Row[*tuple[Any, ...]]]:
    """Id, name and seat of those registered, by rank."""
    query: Select[*tuple[Any, ...]] = (
        select(
            Attendee.id,
            Attendee.full_name,
            Attendee.seat,
            Attendee.role_group_id,
            Attendee.unit_id,
            Attendee.unit_name,
            Attendee.position,
        )
        .outerjoin(RoleGroup, RoleGroup.id == Attendee.role_group_id)
        .outerjoin(Unit, Unit.id == Attendee.unit_id)
        .where(Attendee.conference_id == conference_id, Attendee.state == AttendeeState.REGISTERED, *where)
    )
    return in_order(tx, query, groups_first=groups_first)  # fmt: skip


def move(
    tx: Transaction,
    conference_id: uuid.UUID,
    attendee_id: uuid.UUID,
    seat: str,
    *,
    was: str,
    instead_of: uuid.UUID | None = None,
) -> None:
    """Put somebody on a seat. Whoever sits there (`instead_of`) takes theirs, or is left without one.

    `was` and `instead_of` are what the desk saw: Conflict when it is otherwise by now. Raises InvalidInput for a seat that
    there is not.
    """
    _hold(tx, conference_id)
    room = _room(_plan(tx, conference_id))
    place = room.place(seat)
    if place is None:
        raise InvalidInput("seating.no_seat", field="seat", value=seat)
    who = _registered(tx, conference_id, attendee_id)
    if who.seat != was:
        raise _conflict(tx, who)
    there = _holders(tx, conference_id, room, place) - {attendee_id}
    other = next(iter(there), None)
    if other != instead_of:
        raise _conflict(tx, tx.get_one(Attendee, other or instead_of or attendee_id))
    label = room.label(place)
    if who.seat == label:
        return
    wanted = {attendee_id: label}
    details: dict[str, Any] = {"name": who.full_name, "seat": label}
    if other is not None:
        mine = room.place(who.seat) if who.seat else None
        wanted[other] = room.label(mine) if mine is not None else ""
        details["other"] = tx.get_one(Attendee, other).full_name
    action = "seating.moved" if other is None else "seating.swapped" if wanted[other] else "seating.instead"
    with journal.entry(tx, action, _AREAS, conference_id=conference_id, **details) as line:
        _assign(tx, line, conference_id, room, wanted)


def take_off(tx: Transaction, conference_id: uuid.UUID, seats: Mapping[uuid.UUID, str]) -> int:
    """Leave these people without a seat; `seats` are those they were seen on. Returns how many had one.

    Raises Conflict when one of them sits elsewhere by now.
    """
    _hold(tx, conference_id)
    found = {key: _registered(tx, conference_id, key) for key in seats}
    for key, who in found.items():
        if who.seat != seats[key]:
            raise _conflict(tx, who)
    seated = [who for who in found.values() if who.seat]
    if not seated:
        return 0
    with journal.entry(
        tx, "seating.taken_off", _AREAS, conference_id=conference_id, count=len(seated), name=seated[0].full_name
    ) as line:
        _assign(tx, line, conference_id, None, dict.fromkeys(found, ""))
    return len(seated)


def clear(tx: Transaction, conference_id: uuid.UUID) -> int:
    """Leave everybody without a seat; returns how many had one."""
    _hold(tx, conference_id)
    query = select(Attendee.id).where(Attendee.conference_id == conference_id, Attendee.seat != "")
    seated = list(tx.scalars(query))
    if seated:
        with journal.entry(tx, "seating.cleared", _AREAS, conference_id=conference_id, count=len(seated)) as line:
            _assign(tx, line, conference_id, None, dict.fromkeys(seated, ""))
    return len(seated)


def typed_seat(tx: Transaction, conference_id: uuid.UUID, attendee_id: uuid.UUID, text: str) -> str:
    """A seat as typed into somebody's form, as it is called in the room; part of the change that sets it.

    Raises InvalidInput("seating.taken") when another person has it. Without a plan anything may be typed, but not twice.
    """
    if not text:
        return ""
    _hold(tx, conference_id)
    row = _row(tx, conference_id)
    room = _room(row) if row is not None else None
    place = room.place(text) if room is not None else None
    label = room.label(place) if room is not None and place is not None else text
    for key, name, seat, state in _same_seat(tx, conference_id, room, [label]):
        if key == attendee_id:
            continue
        if state == AttendeeState.REGISTERED:
            raise InvalidInput("seating.taken", field="seat", seat=seat, name=name)
        tx.get_one(Attendee, key).seat = ""  # who does not come keeps no seat from others
    return label


# -- what they share --------------------------------------------------------------------------------------------------


def _hold(tx: Transaction, conference_id: uuid.UUID) -> None:
    """Whoever else changes seats of this conference waits until this is through; people may be registered meanwhile."""
    held = select(Conference.id).where(Conference.id == conference_id).with_for_update(key_share=True)
    if tx.scalar(held) is None:
        raise NotFound("conference.not_found", what="conference", name=str(conference_id))


def _plan(tx: Transaction, conference_id: uuid.UUID) -> SeatPlan:
    row = _row(tx, conference_id)
    if row is None:
        raise AppError("seating.no_plan")
    return row


def _title(tx: Transaction, conference_id: uuid.UUID) -> str:
    return tx.get_one(Conference, conference_id).title


def _registered(tx: Transaction, conference_id: uuid.UUID, attendee_id: uuid.UUID) -> Attendee:
    row = tx.get(Attendee, attendee_id, with_for_update=True, populate_existing=True)
    if row is None or row.conference_id != conference_id or row.state != AttendeeState.REGISTERED:
        raise NotFound("attendee.not_found", what="attendee")
    return row


def _same_seat(
    tx: Transaction, conference_id: uuid.UUID, room: Room | None, labels: Iterable[str]
) -> list[tuple[uuid.UUID, str, str, str]]:
    """Everybody, coming or not, whose seat is one of these, however it was typed: id, name, seat, state.

    Whoever is replaced at every session left their seat to who comes for them, as one who cancelled leaves it to anybody.
    """
    away = replaced_throughout(tx, conference_id)
    keys = {_key(room, label) for label in labels if label}
    query = select(Attendee.id, Attendee.full_name, Attendee.seat, Attendee.state).where(
        Attendee.conference_id == conference_id, Attendee.seat != ""
    )
    return [
        (key, name, seat, AttendeeState.CANCELLED if key in away else state)
        for key, name, seat, state in tx.execute(query)
        if _key(room, seat) in keys
    ]


def _key(room: Room | None, label: str) -> Place | str:
    place = room.place(label) if room is not None else None
    return label_key(label) if place is None else place


def _holders(tx: Transaction, conference_id: uuid.UUID, room: Room, place: Place) -> set[uuid.UUID]:
    same = _same_seat(tx, conference_id, room, [room.label(place)])
    return {key for key, _name, _seat, state in same if state == AttendeeState.REGISTERED}


def _assign(
    tx: Transaction, line: OpenEntry, conference_id: uuid.UUID, room: Room | None, wanted: Mapping[uuid.UUID, str]
) -> None:
    """Write seats, their images kept for undo. Anybody else who holds one of them, say who was cancelled, loses it."""
    tx.flush()
    others = _same_seat(tx, conference_id, room, wanted.values())
    seats = {key: "" for key, *_rest in others} | dict(wanted)
    changes = []
    for part in chunks(list(seats)):
        rows = select(_TABLE.c.id, _TABLE.c.seat).where(_TABLE.c.id.in_(part)).with_for_update()
        for key, before in tx.execute(rows):
            if before != seats[key]:
                line.changed("attendee", key, {"seat": before})
                changes.append({"key": key, "new": seats[key]})
    if not changes:
        return
    tx.connection().execute(
        update(_TABLE)
        .where(_TABLE.c.id == bindparam("key"))
        .values(seat=bindparam("new"), version=_TABLE.c.version + 1),
        changes,
    )
    tx.expire_all()


def _conflict(tx: Transaction, who: Attendee) -> Conflict:
    """Who moved them, and when."""
    rows = tx.execute(
        select(JournalEntry.desk, JournalEntry.at, Change.before)
        .join(Change, Change.journal_entry_id == JournalEntry.id)
        .where(Change.entity == "attendee", Change.entity_id == who.id)
        .order_by(JournalEntry.id.desc())
        .limit(20)
    )
    for desk, at, before in rows:
        if "seat" in (before or {}):
            return Conflict("conflict.edited", name=who.full_name, who=desk, at=at, fields=("seat",))
    return Conflict("conflict.row", name=who.full_name)


def free_to_restore(tx: Transaction, wanted: Mapping[uuid.UUID, str]) -> set[uuid.UUID]:
    """Of seats that an undo would give back, by attendee: whose are still free.

    A seat is not when somebody has it who keeps what they have.
    """
    ids = [key for key, seat in wanted.items() if seat]
    conferences: set[uuid.UUID] = set()
    for part in chunks(ids):
        conferences.update(tx.scalars(select(Attendee.conference_id).where(Attendee.id.in_(part)).distinct()))
    going = set(wanted)
    for conference_id in sorted(conferences):
        _hold(tx, conference_id)
        query = select(Attendee.id, Attendee.seat).where(Attendee.conference_id == conference_id, Attendee.seat != "")
        now = {key: label_key(seat) for key, seat in tx.execute(query)}
        while True:
            held = {seat for key, seat in now.items() if key not in going}
            stuck = {key for key in going if wanted[key] and label_key(wanted[key]) in held}
            if not stuck:
                break
            going -= stuck
    return going
