"""Taking a change back: what a journal entry did, undone row by row, later edits respected.

Undoing an undo does the thing again. Marks of attendance are never deleted: they are annulled.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Insert, RowMapping, Table, Update, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from desktop.domain.attendance import Status
from desktop.domain.errors import Conflict, NotFound
from desktop.domain.people import AttendeeState
from desktop.services.attendance import marking
from desktop.services.journal import RECORDS, Entry, EntryView, Image, entry, lively, plain, tables, view
from desktop.store.bulk import chunks
from desktop.store.columns import now
from desktop.store.tables import Change, JournalEntry

_PutBack = tuple[Insert | Update, Image]


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: how many rows went back, and which rows stayed because someone edited them later."""

    entry: EntryView
    removed: int
    restored: int
    kept: tuple[tuple[str, uuid.UUID], ...] = ()


def undo(tx: Session, entry_id: int, *, keep_later: bool = False) -> Undone:
    """Take back what an entry did; undoing an undo does the thing again.

    With `keep_later`, rows edited since stay as they are (with all they stand on) and are named; without it the first
    such row raises Conflict and nothing is taken back. Raises NotFound for an entry unknown or undone already.
    """
    line = tx.get(JournalEntry, entry_id, with_for_update=True)
    if line is None or line.undone_by is not None:
        raise NotFound("journal.nothing_to_undo", entry=entry_id)
    by_entity: dict[str, list[Change]] = defaultdict(list)
    for change in tx.scalars(select(Change).where(Change.journal_entry_id == entry_id).order_by(Change.id)):
        by_entity[change.entity].append(change)
    marks = [change.entity_id for change in by_entity.pop("attendance_mark", ())]
    rooms = [change.entity_id for change in by_entity.get("seat_plan", ())]
    with entry(tx, "undone", line.areas, conference_id=line.conference_id, entry=entry_id, undid=line.action) as mine:
        work = _Undoing(tx, mine, entry_id, keep_later)
        work.removed += marking.withdraw(tx, marks)
        work.room_stays = bool(work.edited_since(rooms))
        order = [name for name in tables() if name in by_entity]
        waiting: dict[str, list[uuid.UUID]] = {}
        for name in reversed(order):  # children go before what they stand on
            added = [change.entity_id for change in by_entity[name] if change.kind == "added"]
            waiting[name] = work.remove_added(name, added)
        for name in order:
            work.restore(name, [change for change in by_entity[name] if change.kind != "added"])
        for name in reversed(order):  # what a changed row stood on is free now, unless somebody else stands on it
            for key in work.remove_added(name, waiting[name]):
                work.keep(name, key)
        line.undone_by = mine.id
        tx.execute(update(JournalEntry).where(JournalEntry.undone_by == entry_id).values(undone_by=None))
        mine.details["removed"], mine.details["restored"] = work.removed, work.restored
    tx.expire_all()
    return Undone(view(line), work.removed, work.restored, tuple(sorted(work.kept, key=str)))


class _Undoing:
    """One undo on its way."""

    def __init__(self, tx: Session, mine: Entry, entry_id: int, keep_later: bool) -> None:
        self.tx, self.mine, self.entry_id, self.keep_later = tx, mine, entry_id, keep_later
        self.removed = self.restored = 0
        self.kept: set[tuple[str, uuid.UUID]] = set()
        self.off_the_list: set[uuid.UUID] = set()
        """Attendees, and the people they are, that could only leave the list."""
        self.room_stays = False
        """The room that gave these seats their names was changed since, so the seats stay too."""

    def edited_since(self, ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
        """Rows that a later entry, not itself undone, has changed.

        An undo of something later leaves things as they were; an undo of something earlier is a change like others.
        """
        undid = aliased(JournalEntry)
        of_earlier = select(undid.id).where(undid.undone_by == JournalEntry.id, undid.id < self.entry_id).exists()
        found: set[uuid.UUID] = set()
        for part in chunks(ids):
            query = (
                select(Change.entity_id)
                .join(JournalEntry, JournalEntry.id == Change.journal_entry_id)
                .where(
                    Change.entity_id.in_(part),
                    JournalEntry.id > self.entry_id,
                    JournalEntry.id != self.mine.id,
                    JournalEntry.undone_by.is_(None),
                    or_(JournalEntry.action != "undone", of_earlier),
                )
            )
            found.update(self.tx.scalars(query))
        return found

    def keep(self, name: str, key: uuid.UUID) -> None:
        """A row that stays as it is, if the caller allows that."""
        if not self.keep_later:
            raise Conflict("conflict.edited_since", what=name, id=str(key))
        self.kept.add((name, key))

    def remove_added(self, name: str, ids: list[uuid.UUID]) -> list[uuid.UUID]:
        """Delete the rows that the entry added; those that something stands on or changed since are handed back."""
        table = tables()[name]
        there = self._locked(table, ids)
        staying = self.edited_since(ids)
        staying |= _used(self.tx, table, ids)
        if name == "attendee":
            staying |= {key for key, row in there.items() if row["origin"]}  # desks apart may know them already
            self._take_off_the_list([key for key in there if key in staying])
        self.removed += self._delete(table, [key for key in there if key not in staying])
        return [key for key in ids if key in staying - self.off_the_list]

    def _take_off_the_list(self, ids: Sequence[uuid.UUID]) -> None:
        """People of whom something was said, now taken back, and those registered at the door leave the list.

        Marks are never deleted; and who is deleted here would come back from a desk that knows them.
        """
        attendee, attendance = tables()["attendee"], tables()["attendance"]
        for part in chunks(ids):
            marked = select(attendance.c.attendee_id).where(attendance.c.attendee_id.in_(part))
            there = set(self.tx.scalars(marked.where(attendance.c.status != Status.UNRECORDED)))
            replaced = select(attendee.c.substitute_for_id).where(
                attendee.c.substitute_for_id.in_(part), attendee.c.state != AttendeeState.REMOVED
            )
            staying = self.edited_since(part) | there | set(self.tx.scalars(replaced))
            at_the_door = select(attendee.c.id).where(attendee.c.id.in_(part), attendee.c.origin != "")
            leaving = {*self.tx.scalars(marked), *self.tx.scalars(at_the_door)} - staying
            rows = self.tx.execute(select(attendee).where(attendee.c.id.in_(leaving))).mappings().all()
            for row in rows:
                self.off_the_list |= {row["id"], row["person_id"]}
                self.mine.changed("attendee", row["id"], {"state": row["state"], "state_at": row["state_at"]})
            values = {"state": AttendeeState.REMOVED, "state_at": now(), "version": attendee.c.version + 1}
            self.tx.execute(update(attendee).where(attendee.c.id.in_(leaving)).values(values))
            self.removed += len(rows)

    def _locked(self, table: Table, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, RowMapping]:
        """The rows as they stand; nobody changes them until this undo is through."""
        found: dict[uuid.UUID, RowMapping] = {}
        for part in chunks(ids):
            rows = self.tx.execute(select(table).where(table.c.id.in_(part)).with_for_update()).mappings()
            found.update((row["id"], row) for row in rows)
        return found

    def _delete(self, table: Table, ids: Sequence[uuid.UUID]) -> int:
        """Delete rows, and before them by name what the database would let go with them unseen."""
        count = 0
        for part in chunks(ids):
            for other, column in _standing_on(table, cascading=True):
                if "version" in other.c:
                    self._delete(other, self.tx.scalars(select(other.c.id).where(column.in_(part))).all())
            rows = self.tx.execute(select(table).where(table.c.id.in_(part))).mappings().all()
            self.mine.images.extend(Image(table.name, row["id"], plain(dict(row)), deleted=True) for row in rows)
            self.tx.execute(delete(table).where(table.c.id.in_(part)))
            count += len(rows)
        return count

    def restore(self, name: str, changes: list[Change]) -> None:
        """Put back the columns that the entry changed and the rows that it deleted."""
        table = tables()[name]
        ids = [change.entity_id for change in changes]
        there = self._locked(table, ids)
        edited = self.edited_since(ids)
        if name == "attendee":
            edited |= self._without_their_seat(changes, edited)
        work: list[_PutBack] = []
        for change in changes:
            key, row = change.entity_id, there.get(change.entity_id)
            if key in edited or (change.kind == "deleted") != (row is None):
                self.keep(name, key)
                continue
            before = {column: lively(value) for column, value in (change.before or {}).items()}
            if name == "attendee" and row is not None and "state" in before:
                before["state_at"] = now()  # what is taken back now is the later word (`services.exchange`)
            version = before.pop("version", 1) if row is None else row["version"]
            statement = insert(table) if row is None else update(table).where(table.c.id == key)
            image = None if row is None else plain({column: row[column] for column in before})
            work.append((statement.values(**before, version=version + 1), Image(name, key, image)))
        self._put_back(work)

    def _without_their_seat(self, changes: list[Change], edited: set[uuid.UUID]) -> set[uuid.UUID]:
        """Those who would get a seat back that somebody else has by now."""
        before = {change.entity_id: change.before or {} for change in changes if change.entity_id not in edited}
        seats = {key: str(values["seat"]) for key, values in before.items() if "seat" in values}
        if self.room_stays:
            return set(seats)
        if not any(seats.values()):
            return set()
        from desktop.services import seating  # a start needs no plan of the room

        return seats.keys() - seating.free_to_restore(self.tx, seats)

    def _put_back(self, work: Sequence[_PutBack]) -> None:
        """Write the rows; one that stood on what is gone, or whose place is taken, stays as it is."""
        if not work:
            return
        connection = self.tx.connection()
        try:
            with connection.begin_nested():
                for statement, _image in work:
                    connection.execute(statement)
        except IntegrityError:
            half = len(work) // 2
            if half:
                self._put_back(work[:half])
                self._put_back(work[half:])
            else:
                self.keep(work[0][1].entity, work[0][1].entity_id)
            return
        self.mine.images.extend(image for _statement, image in work)
        self.restored += len(work)


def _standing_on(table: Table, *, cascading: bool) -> Iterator[tuple[Table, Column[Any]]]:
    """The tables and columns that refer to the table: those whose rows go with its own, or those that keep it."""
    for other in tables().values():
        for key in other.foreign_keys:
            if key.column.table is table and (key.ondelete == "CASCADE") is cascading:
                yield other, key.parent


def _used(tx: Session, table: Table, ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Which of the rows something else still stands on (rows that go by cascade don't count)."""
    used: set[uuid.UUID] = set()
    for _other, column in _standing_on(table, cascading=False):
        for part in chunks(ids):
            used.update(tx.scalars(select(column).where(column.in_(part)).distinct()))
    return used


def last_undoable(tx: Session, *, desk: str) -> EntryView | None:
    """The newest entry of this desk that can still be undone and changed anything."""
    query = (
        select(JournalEntry)
        .where(
            JournalEntry.desk == desk,
            JournalEntry.undone_by.is_(None),
            JournalEntry.action.not_in(RECORDS),
            select(Change.id).where(Change.journal_entry_id == JournalEntry.id).exists(),
        )
        .order_by(JournalEntry.id.desc())
        .limit(1)
    )
    line = tx.scalars(query).first()
    return None if line is None else view(line)
