"""One line for each change: what happened, what to refresh, and how to take it back.

Services wrap their writes in `entry(tx, "attendee.edited", …)`. Every ORM change flushed inside is kept as a row image,
so that no service can forget its undo; work that writes with bulk statements adds its images with `Entry.added`.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    Column,
    Insert,
    RowMapping,
    Table,
    Update,
    delete,
    event,
    insert,
    inspect,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased
from sqlalchemy.orm.attributes import instance_state

from desktop.domain.errors import Conflict, NotFound
from desktop.store.bulk import chunks
from desktop.store.columns import Base, Versioned
from desktop.store.tables import Change, JournalEntry

_TABLES: dict[str, Table] = {}

RECORDS = ("data.exported", "sheet.made", "undone")
"""Actions that only tell what happened: undo passes them over."""


def _tables() -> dict[str, Table]:
    if not _TABLES:
        _TABLES.update({table.name: table for table in Base.metadata.sorted_tables})
    return _TABLES


@dataclass(slots=True)
class _Image:
    entity: str
    entity_id: uuid.UUID
    before: dict[str, Any] | None
    """Columns as they were; None for an added row."""
    deleted: bool = False


_PutBack = tuple[Insert | Update, _Image]


@dataclass(slots=True)
class Entry:
    """A journal entry being written."""

    id: int
    action: str
    details: dict[str, Any]
    images: list[_Image] = field(default_factory=list)
    areas: set[str] = field(default_factory=set)
    ranges: list[tuple[str, uuid.UUID, uuid.UUID]] = field(default_factory=list)

    def added(self, entity: str, ids: Iterable[uuid.UUID]) -> None:
        """Tell of rows that a bulk insert added."""
        self.images.extend(_Image(entity, key, None) for key in ids)

    def added_between(self, entity: str, first: uuid.UUID, last: uuid.UUID) -> None:
        """Tell of all rows of a batch whose keys were given out in order: from `first` to `last`, and no others."""
        self.ranges.append((entity, first, last))

    def changed(self, entity: str, key: uuid.UUID, before: dict[str, Any]) -> None:
        """Tell of a row that a bulk update changed: its columns before."""
        self.images.append(_Image(entity, key, plain(before)))


@dataclass(frozen=True, slots=True)
class EntryView:
    """A journal line as shown."""

    id: int
    at: dt.datetime
    desk: str
    action: str
    details: dict[str, Any]
    areas: tuple[str, ...]
    conference_id: uuid.UUID | None
    undone: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did: how many rows went back, and which rows stayed because someone edited them later."""

    entry: EntryView
    removed: int
    restored: int
    kept: tuple[tuple[str, uuid.UUID], ...] = ()


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Column values as JSON can hold them."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, uuid.UUID):
        return {"$uuid": value.hex}
    if isinstance(value, dt.datetime):
        return {"$datetime": value.isoformat()}
    if isinstance(value, dt.date):
        return {"$date": value.isoformat()}
    return value


def _lively(value: Any) -> Any:
    if isinstance(value, dict) and len(value) == 1:
        (kind, text), *_ = value.items()
        if kind == "$uuid":
            return uuid.UUID(text)
        if kind == "$datetime":
            return dt.datetime.fromisoformat(text)
        if kind == "$date":
            return dt.date.fromisoformat(text)
    return value


@contextmanager
def entry(
    tx: Session, action: str, areas: str, *, conference_id: uuid.UUID | None = None, **details: Any
) -> Iterator[Entry]:
    """Write one journal entry around the changes made inside; entries don't nest: an inner one joins the outer.

    `areas` names what to refresh, space-separated: conferences attendees units groups agenda sheets.
    """
    outer: Entry | None = tx.info.get("entry")
    if outer is not None:
        outer.areas.update(areas.split())
        yield outer
        return
    tx.flush()
    line = JournalEntry(
        action=action, areas=areas, conference_id=conference_id, details=plain(details), desk=tx.info.get("desk", "")
    )
    tx.add(line)
    tx.flush()
    current = Entry(line.id, action, details, areas=set(areas.split()))
    tx.info["entry"] = current
    try:
        yield current
        tx.flush()
    finally:
        del tx.info["entry"]
    line.areas = " ".join(sorted(current.areas))
    line.details = plain(current.details)
    _store(tx, current)
    tx.info.setdefault("entries", []).append(line.id)
    tx.flush()


def _store(tx: Session, current: Entry) -> None:
    merged: dict[tuple[str, uuid.UUID], _Image] = {}
    for image in current.images:
        first = merged.setdefault((image.entity, image.entity_id), image)
        if first is image:
            continue
        if first.before is not None and image.before is not None:
            first.before = {**image.before, **first.before}
        first.deleted = image.deleted
    rows = [
        {
            "journal_entry_id": current.id,
            "entity": image.entity,
            "entity_id": image.entity_id,
            "kind": "deleted" if image.deleted else "added" if image.before is None else "changed",
            "before": image.before,
        }
        for image in merged.values()
        if image.before is not None or not image.deleted  # added and deleted again is nothing
    ]
    if rows:
        tx.execute(insert(Change), rows)
    for entity, lowest, highest in current.ranges:
        keys = _tables()[entity].c.id
        found = select(literal(current.id), literal(entity), keys, literal("added")).where(
            keys.between(lowest, highest)
        )
        tx.execute(insert(Change).from_select(["journal_entry_id", "entity", "entity_id", "kind"], found))


@event.listens_for(Session, "before_flush")
def _remember(tx: Session, _context: object, _instances: object) -> None:
    current: Entry | None = tx.info.get("entry")
    if current is None:
        return
    for row in tx.new:
        if isinstance(row, Versioned):
            row.id = row.id or uuid.uuid4()
            current.images.append(_Image(entity_of(row), row.id, None))
    for row in tx.dirty:
        if isinstance(row, Versioned) and tx.is_modified(row):
            before = _before(tx, row)
            if before:
                current.images.append(_Image(entity_of(row), row.id, plain(before)))
    for row in tx.deleted:
        if isinstance(row, Versioned):
            whole = {column.key: value for column, value in _columns(row)}
            whole.update(_before(tx, row))
            current.images.append(_Image(entity_of(row), row.id, plain(whole), deleted=True))


def entity_of(row: Versioned) -> str:
    """The name of the row's table, as the journal keeps it."""
    return str(inspect(type(row)).local_table.name)


def _columns(row: Versioned) -> Iterator[tuple[Any, Any]]:
    for attribute in inspect(type(row)).column_attrs:
        yield attribute.columns[0], getattr(row, attribute.key)


def _before(tx: Session, row: Versioned) -> dict[str, Any]:
    state = instance_state(row)
    changed = {}
    for attribute in inspect(type(row)).column_attrs:
        history = state.attrs[attribute.key].history
        if history.has_changes() and history.deleted:
            changed[attribute.columns[0].key] = history.deleted[0]
        elif history.has_changes():  # set without having been read: only the record knows what stood there
            column = attribute.columns[0]
            changed[column.key] = tx.connection().execute(select(column).where(column.table.c.id == row.id)).scalar()
    return changed


def view(line: JournalEntry) -> EntryView:
    """The entry as values."""
    return EntryView(
        line.id,
        line.at,
        line.desk,
        line.action,
        {name: _lively(value) for name, value in line.details.items()},
        tuple(line.areas.split()),
        line.conference_id,
        line.undone_by is not None,
    )


def recent(tx: Session, *, conference_id: uuid.UUID | None = None, limit: int = 200) -> list[EntryView]:
    """The newest journal lines first, of one conference and of no conference, or of all."""
    query = select(JournalEntry).order_by(JournalEntry.id.desc()).limit(limit)
    if conference_id is not None:
        query = query.where((JournalEntry.conference_id == conference_id) | (JournalEntry.conference_id.is_(None)))
    return [view(line) for line in tx.scalars(query)]


def written(tx: Session) -> list[EntryView]:
    """The entries this transaction has written so far, oldest first."""
    lines = (tx.get(JournalEntry, key) for key in tx.info.get("entries", ()))
    return [view(line) for line in lines if line is not None]


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
    with entry(tx, "undone", line.areas, conference_id=line.conference_id, entry=entry_id, undid=line.action) as mine:
        work = _Undoing(tx, mine, entry_id, keep_later)
        order = [name for name in _tables() if name in by_entity]
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

    def _edited_since(self, ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
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
        table = _tables()[name]
        there = self._locked(table, ids)
        staying = self._edited_since(ids) | _used(self.tx, table, ids)
        self.removed += self._delete(table, [key for key in there if key not in staying])
        return [key for key in ids if key in staying]

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
            self.mine.images.extend(_Image(table.name, row["id"], plain(dict(row)), deleted=True) for row in rows)
            self.tx.execute(delete(table).where(table.c.id.in_(part)))
            count += len(rows)
        return count

    def restore(self, name: str, changes: list[Change]) -> None:
        """Put back the columns that the entry changed and the rows that it deleted."""
        table = _tables()[name]
        ids = [change.entity_id for change in changes]
        there = self._locked(table, ids)
        edited = self._edited_since(ids)
        work: list[_PutBack] = []
        for change in changes:
            key, row = change.entity_id, there.get(change.entity_id)
            if key in edited or (change.kind == "deleted") != (row is None):
                self.keep(name, key)
                continue
            before = {column: _lively(value) for column, value in (change.before or {}).items()}
            version = before.pop("version", 1) if row is None else row["version"]
            statement = insert(table) if row is None else update(table).where(table.c.id == key)
            image = None if row is None else plain({column: row[column] for column in before})
            work.append((statement.values(**before, version=version + 1), _Image(name, key, image)))
        self._put_back(work)

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
    for other in _tables().values():
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


def latest(tx: Session) -> int:
    """The newest entry's id; 0 for an empty journal. Desks compare it to see whether anything changed."""
    return tx.scalar(select(JournalEntry.id).order_by(JournalEntry.id.desc()).limit(1)) or 0
