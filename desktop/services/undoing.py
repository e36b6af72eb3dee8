"""Taking a change back: what a journal entry did, undone table by table, later edits respected.

Undoing an undo does the thing again. Marks of attendance are never deleted: they are annulled.
"""

from __future__ import annotations

import heapq
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ARRAY,
    Column,
    ColumnElement,
    Table,
    Update,
    Uuid,
    bindparam,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from desktop.domain.areas import Area, areas_in
from desktop.domain.attendance import Status
from desktop.domain.errors import Conflict, NotFound
from desktop.domain.joining import AS_STATE, later
from desktop.domain.people import AttendeeState
from desktop.services import joined, joining, refused
from desktop.services.attendance import marking, refolding
from desktop.services.journal import RECORDS, EntryView, deleting, entry, tables, view
from desktop.services.login_rights import organizes
from desktop.services.training import locks
from desktop.store.bulk import among
from desktop.store.images import lively, plain
from desktop.store.tables import Change, JournalEntry
from desktop.store.transaction import Image, OpenEntry, Transaction


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: how many rows went back, and which rows stayed because someone edited them later."""

    entry: EntryView
    removed: int
    restored: int
    kept: tuple[tuple[str, uuid.UUID], ...] = ()


_Undid = aliased(JournalEntry, name="undid")


def _again(line: JournalEntry) -> dict[str, Any]:
    """Of an undo that is undone: which action is done `again`, or undone once more."""
    if line.action != "undone":
        return {}
    before = line.details
    return {"of": before.get("of") or before.get("undid", ""), "again": not before.get("again", False)}


def undo(tx: Transaction, entry_id: int, *, keep_later: bool = False) -> Undone:
    """Take back what an entry did; undoing an undo does the thing again.

    With `keep_later`, rows edited since stay as they are (with all they stand on) and are named; without it the first
    such row raises Conflict and nothing is taken back. Raises NotFound for an entry unknown or undone already.
    """
    may_change = organizes(tx)
    line = tx.get(JournalEntry, entry_id, with_for_update=may_change)
    if line is None or line.undone_by is not None:
        raise NotFound("journal.nothing_to_undo", entry=entry_id)
    if not may_change:  # a desk at its server
        return Undone(view(line), *refused.take_back(tx, line))
    added: dict[str, list[uuid.UUID]] = defaultdict(list)
    others: dict[str, list[_Change]] = defaultdict(list)
    did = select(Change.entity, Change.kind, Change.entity_id, Change.before).where(Change.journal_entry_id == entry_id)
    for name, kind, key, before in tx.execute(did.order_by(Change.id)):
        if kind == "added":
            added[name].append(key)
        else:
            others[name].append(_Change(key, kind == "deleted", before or {}))
    marks = added.pop("attendance_mark", [])
    rooms = [*added["seat_plan"], *(change.key for change in others["seat_plan"])]
    areas = areas_in(line.areas.split())
    details = {"entry": entry_id, "undid": line.action, **_again(line)}
    with entry(tx, "undone", areas, conference_id=line.conference_id, **details) as mine:
        work = _Undoing(tx, mine, entry_id, keep_later)
        work.removed += marking.withdraw(tx, marks)
        work.room_stays = bool(work.edited_since(rooms))
        others.pop("attendance", None)  # an earlier version kept images of states
        order = [name for name in tables() if added[name] or others[name]]
        work.changed = {name: [each.key for each in changes if not each.deleted] for name, changes in others.items()}
        work.look_who_is_one(others["attendee"])
        waiting: dict[str, list[uuid.UUID]] = {}
        for name in reversed(order):  # children go before what they stand on
            waiting[name] = work.remove_added(name, added[name])
        for name in order:
            work.restore(name, others[name])
        for name in reversed(order):  # what a changed row stood on is free now, unless somebody else stands on it
            for key in work.remove_added(name, waiting[name]):
                work.keep(name, key)
        if work.resettle:
            joining.settle(tx, work.resettle)
        work.tell_who_was_late(others["training_session"])
        if "training_session" in order:  # one may be back in a period that was reported since
            locks.settle(tx)
        line.undone_by = mine.id
        tx.execute(update(JournalEntry).where(JournalEntry.undone_by == entry_id).values(undone_by=None))
        mine.details["removed"], mine.details["restored"] = work.removed, work.restored
    tx.expire_all()
    return Undone(view(line), work.removed, work.restored, tuple(sorted(work.kept, key=str)))


@dataclass(frozen=True, slots=True)
class _Change:
    """A row that the entry changed or deleted."""

    key: uuid.UUID
    deleted: bool
    before: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _PutBack:
    """A row to be written as it was before."""

    key: uuid.UUID
    new: bool
    """It was deleted, and is inserted again."""
    values: dict[str, Any]
    image: Image

    @property
    def shape(self) -> tuple[Any, ...]:
        """Alike for rows that one statement writes."""
        return self.new, *self.values

    def bound(self) -> dict[str, Any]:
        """The statement's parameters."""
        if self.new:
            return self.values
        return {"this_row": self.key, **{f"new_{name}": value for name, value in self.values.items()}}


_SHAPE = attrgetter("shape")
_KNOWN_ELSEWHERE = ("distinct_pair", "point_attendee")
"""Words that other desks may have heard: taken back they stay, and hold no longer."""
_DECIDES_LATENESS = frozenset({"starts_at", "late_after"})


class _Undoing:
    """One undo on its way; each question is asked of all rows of a table at once."""

    def __init__(self, tx: Transaction, mine: OpenEntry, entry_id: int, keep_later: bool) -> None:
        self.tx, self.mine, self.entry_id, self.keep_later = tx, mine, entry_id, keep_later
        self.removed = self.restored = 0
        self.kept: set[tuple[str, uuid.UUID]] = set()
        self.off_the_list: set[uuid.UUID] = set()
        """Attendees, and the people they are, that could only leave the list."""
        self.room_stays = False
        """The room that gave these seats their names was changed since, so the seats stay too."""
        self.resettle: set[uuid.UUID] = set()
        """Attendees about whom a word is taken back, and who was one with them before."""
        self.changed: dict[str, list[uuid.UUID]] = {}
        """Rows to be written as they were, by table: they go by no cascade of what the entry added and let them stand on."""

    def look_who_is_one(self, changes: Sequence[_Change]) -> None:
        """Note whose state or join goes back, before it does. Raises Conflict for a join of somebody changed since."""
        joins = [
            change.key
            for change in changes
            if "joined_into_id" in change.before and not (change.deleted and change.before["joined_into_id"] is None)
        ]
        for key in sorted(self.edited_since(joins)):  # with all that hangs on them, or not at all
            raise Conflict("conflict.edited_since", what="attendee", id=str(key))
        keys = {change.key for change in changes if not joining.REGISTERS.isdisjoint(change.before)}
        self.resettle = joined.among(self.tx, keys).everyone | set(joins)

    def tell_who_was_late(self, changes: Sequence[_Change]) -> None:
        """Work out anew who was late at sessions whose start or threshold went back."""
        for change in changes:
            moved = not change.deleted and not _DECIDES_LATENESS.isdisjoint(change.before)
            if moved and refolding.refold_session(self.tx, change.key):
                self.mine.areas.add(Area.ATTENDANCE)

    def edited_since(self, ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
        """Rows that a later entry, not itself undone, has changed.

        An undo of something later leaves things as they were; an undo of something earlier is a change like others.
        """
        of_earlier = select(_Undid.id).where(_Undid.undone_by == JournalEntry.id, _Undid.id < self.entry_id).exists()
        query = (
            select(Change.entity_id)
            .join(JournalEntry, JournalEntry.id == Change.journal_entry_id)
            .where(
                among(self.tx, Change.entity_id, ids),
                JournalEntry.id > self.entry_id,
                JournalEntry.id != self.mine.id,
                JournalEntry.undone_by.is_(None),
                or_(JournalEntry.action != "undone", of_earlier),
            )
        )
        return set(self.tx.scalars(query)) if ids else set()

    def keep(self, name: str, key: uuid.UUID) -> None:
        """A row that stays as it is, if the caller allows that."""
        if not self.keep_later:
            raise Conflict("conflict.edited_since", what=name, id=str(key))
        self.kept.add((name, key))

    def remove_added(self, name: str, ids: list[uuid.UUID]) -> list[uuid.UUID]:
        """Delete the rows that the entry added; those that something stands on or changed since are handed back."""
        if not ids:
            return []
        table = tables()[name]
        locked = select(table.c.id).where(among(self.tx, table.c.id, ids)).with_for_update()
        there = self.tx.scalars(locked).all()
        if name == "attendee":
            self._forget_unsaid(there)
        staying = self.edited_since(ids) | self._used(table, ids)
        if name == "attendee":  # desks apart may know those registered at the door already
            at_the_door = select(table.c.id).where(among(self.tx, table.c.id, ids), table.c.origin != "")
            staying |= set(self.tx.scalars(at_the_door))
            self._take_off_the_list([key for key in there if key in staying])
        going = [key for key in there if key not in staying]
        if name in _KNOWN_ELSEWHERE:
            self._say_no_longer(table, going)
        else:
            self.removed += self._delete(table, going)
        staying -= self.off_the_list
        return [key for key in ids if key in staying]

    def _forget_unsaid(self, ids: Sequence[uuid.UUID]) -> None:
        """Delete the blank attendances of these attendees of which nobody ever said anything: a join made them."""
        if self.tx.get_bind().dialect.name == "postgresql":
            self.tx.execute(select(func.tap_huan_forget_unsaid(literal(list(ids), ARRAY(Uuid())))))
            return
        attendance, mark = tables()["attendance"].c, tables()["attendance_mark"].c
        said = select(mark.id).where(
            mark.training_session_id == attendance.training_session_id, mark.attendee_id == attendance.attendee_id
        )
        blank = among(self.tx, attendance.attendee_id, ids), attendance.status == Status.UNRECORDED
        self.tx.execute(delete(tables()["attendance"]).where(*blank, attendance.remark == "", ~said.exists()))

    def _used(self, table: Table, ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
        """Which of the rows something else still stands on (rows that go by cascade don't count, unless they go back)."""
        used: set[uuid.UUID] = set()
        for _other, column in _standing_on(table, cascading=False):
            used.update(self.tx.scalars(select(column).where(among(self.tx, column, ids)).distinct()))
        for other, column in _standing_on(table, cascading=True):
            if moved := self.changed.get(other.name):
                on = select(column).where(among(self.tx, column, ids), among(self.tx, other.c.id, moved))
                used.update(self.tx.scalars(on))
        return used

    def _say_no_longer(self, table: Table, ids: Sequence[uuid.UUID]) -> None:
        """Pairs that are two people no more, people back where their unit sits: what is forgotten here would come back from a desk."""
        if not ids:
            return
        pairs = select(table.c.id, table.c.said_at).where(among(self.tx, table.c.id, ids))
        for key, at in self.tx.execute(pairs).all():
            self.mine.changed(table.name, key, {"holds": True, "said_at": at})
            values = {"holds": False, "said_at": later(self.tx.clock(), at), "version": table.c.version + 1}
            self.tx.execute(update(table).where(table.c.id == key).values(values))
        self.removed += len(ids)

    def _take_off_the_list(self, ids: Sequence[uuid.UUID]) -> None:
        """People of whom something was said, now taken back, and those registered at the door leave the list.

        Marks are never deleted; and who is deleted here would come back from a desk that knows them.
        """
        if not ids:
            return
        attendee, attendance = tables()["attendee"], tables()["attendance"]
        marked = select(attendance.c.attendee_id).where(among(self.tx, attendance.c.attendee_id, ids))
        there = set(self.tx.scalars(marked.where(attendance.c.status != Status.UNRECORDED)))
        replaced = select(attendee.c.substitute_for_id).where(
            among(self.tx, attendee.c.substitute_for_id, ids), attendee.c.state != AttendeeState.REMOVED
        )
        staying = self.edited_since(ids) | there | set(self.tx.scalars(replaced))
        at_the_door = select(attendee.c.id).where(among(self.tx, attendee.c.id, ids), attendee.c.origin != "")
        gone = {*self.tx.scalars(marked), *self.tx.scalars(at_the_door)} - staying
        leaving = among(self.tx, attendee.c.id, list(gone))
        names = ("id", "person_id", "state", "state_at", "state_reason", "said_state", "said_at", "said_reason")
        for row in self.tx.execute(select(*(attendee.c[name] for name in names)).where(leaving)).mappings().all():
            self.off_the_list |= {row["id"], row["person_id"]}
            said = joining.own_reply(dict(row))
            self.mine.changed("attendee", row["id"], {"state": said.state, "state_at": said.at})
            self.removed += 1
        values = {"state": AttendeeState.REMOVED, "state_at": self.tx.clock(), "version": attendee.c.version + 1}
        self.tx.execute(update(attendee).where(leaving).values({**values, **AS_STATE}))
        self.resettle |= joined.among(self.tx, gone).everyone

    def _delete(self, table: Table, ids: Sequence[uuid.UUID]) -> int:
        """Delete rows, and before them by name what the database would let go with them unseen."""
        if not ids:
            return 0
        for other, column in _standing_on(table, cascading=True):
            if "version" in other.c and other.name != "attendance":  # a state follows from marks, and needs no image
                self._delete(other, self.tx.scalars(select(other.c.id).where(among(self.tx, column, ids))).all())
        deleting(self.tx, self.mine, table, ids)
        self.tx.execute(delete(table).where(among(self.tx, table.c.id, ids)))
        return len(ids)

    def restore(self, name: str, changes: list[_Change]) -> None:
        """Put back the columns that the entry changed and the rows that it deleted."""
        if not changes:
            return
        table = tables()[name]
        ids = [change.key for change in changes]
        names = {"id", "version", *(column for change in changes if not change.deleted for column in change.before)}
        if name == "attendee":
            names.update(joining.REGISTERS)
        standing = select(*(table.c[column] for column in sorted(names))).where(among(self.tx, table.c.id, ids))
        there = {row["id"]: row for row in self.tx.execute(standing.with_for_update()).mappings()}
        edited, seatless = self.edited_since(ids), set[uuid.UUID]()
        if name == "attendee":
            seatless = self._without_their_seat(changes, edited)
            edited |= {
                change.key for change in changes if change.key in seatless and "joined_into_id" not in change.before
            }
        work: list[_PutBack] = []
        for change in changes:
            key, row = change.key, there.get(change.key)
            if key in edited or change.deleted != (row is None):
                self.keep(name, key)
                continue
            before = {column: lively(value) for column, value in change.before.items()}
            if key in seatless:  # somebody else has it by now
                before.pop("seat", None)
            if name == "attendee" and row is not None:
                joining.say_again(before, dict(row), self.tx.clock())
            if name in _KNOWN_ELSEWHERE and row is not None:
                before["said_at"] = later(self.tx.clock(), row["said_at"])
            version = before.pop("version", 1) if row is None else row["version"]
            image = None if row is None else plain({column: row[column] for column in before})
            work.append(_PutBack(key, row is None, {**before, "version": version + 1}, Image(name, key, image)))
        among_themselves = _held_back(table, work)
        self.restored += self._put_back(table, work)
        self._put_back(table, among_themselves)

    def _without_their_seat(self, changes: list[_Change], edited: set[uuid.UUID]) -> set[uuid.UUID]:
        """Those who would get a seat back that somebody else has by now."""
        before = {change.key: change.before for change in changes if change.key not in edited}
        seats = {key: str(values["seat"]) for key, values in before.items() if "seat" in values}
        if self.room_stays:
            return set(seats)
        if not any(seats.values()):
            return set()
        from desktop.services import seating  # a start needs no plan of the room

        return seats.keys() - seating.free_to_restore(self.tx, seats)

    def _put_back(self, table: Table, work: Sequence[_PutBack]) -> int:
        """Write the rows; one that stood on what is gone, or whose place is taken, stays as it is. Returns how many."""
        if not work:
            return 0
        connection = self.tx.connection()
        try:
            with connection.begin_nested():
                for (new, *names), alike in groupby(sorted(work, key=_SHAPE), _SHAPE):
                    statement = insert(table) if new else _renewed(table, names)
                    connection.execute(statement, [each.bound() for each in alike])
        except IntegrityError:
            half = len(work) // 2
            if half:
                return self._put_back(table, work[:half]) + self._put_back(table, work[half:])
            self.keep(table.name, work[0].key)
            return 0
        self.mine.images.extend(each.image for each in work)
        return len(work)


def _held_back(table: Table, work: Sequence[_PutBack]) -> list[_PutBack]:
    """What new rows say of others of their own table, taken out of them: it is written when all of them are there."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    held = []
    for each in work:
        if each.new and (said := {name: each.values[name] for name in own if each.values.get(name) is not None}):
            held.append(_PutBack(each.key, False, said, each.image))
            each.values.update(dict.fromkeys(said))
    return held


def _renewed(table: Table, names: Sequence[str]) -> Update:
    """One row's columns written by its key."""
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
    return update(table).where(table.c.id == bindparam("this_row")).values(values)


def _standing_on(table: Table, *, cascading: bool) -> Iterator[tuple[Table, Column[Any]]]:
    """The tables and columns that refer to the table: those whose rows go with its own, or those that keep it."""
    for other in tables().values():
        for key in other.foreign_keys:
            if key.column.table is table and (key.ondelete == "CASCADE") is cascading:
                yield other, key.parent


_MOST_OWN = 500
"""So many of its own steps a window can take back."""


def _own(tx: Transaction, desk: str) -> ColumnElement[bool]:
    """Entries of this desk, but for what another window of it wrote since this one was opened."""
    own = heapq.nlargest(_MOST_OWN, tx.own.entries)
    return (JournalEntry.desk == desk) & or_(JournalEntry.at < tx.own.since, JournalEntry.id.in_(own))


def last_undoable(tx: Transaction, *, desk: str, but: Collection[uuid.UUID] = ()) -> EntryView | None:
    """The newest entry of this desk that can still be undone and changed anything; `but` none of these tokens."""
    query = (
        select(JournalEntry)
        .where(
            _own(tx, desk),
            JournalEntry.undone_by.is_(None),
            JournalEntry.action.not_in(RECORDS),
            JournalEntry.token.not_in(list(but)),
            select(Change.id).where(Change.journal_entry_id == JournalEntry.id).exists(),
        )
        .order_by(JournalEntry.id.desc())
        .limit(1)
    )
    line = tx.scalars(query).first()
    return None if line is None else view(line)


def last_undone(tx: Transaction, *, desk: str, but: Collection[uuid.UUID] = ()) -> EntryView | None:
    """The newest undo of this desk that can be taken back, as long as it did nothing else since."""
    query = select(JournalEntry).where(
        _own(tx, desk), JournalEntry.undone_by.is_(None), JournalEntry.token.not_in(list(but))
    )
    for line in tx.scalars(query.order_by(JournalEntry.id.desc()).limit(_MOST_OWN)):
        if line.action != "undone":
            if line.action in RECORDS:
                continue  # nothing that could be in the way
            return None
        if line.details.get("undid") != "undone":
            return view(line)
    return None
