"""One line for each change: what happened, what to refresh, and how to take it back.

Services wrap their writes in `entry(tx, "attendee.edited", …)`. Every ORM change flushed inside is kept as a row image,
so that no service can forget its undo; work that writes with bulk statements adds its images with `store.transaction.OpenEntry.added`.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import (
    ARRAY,
    CTE,
    Insert,
    Select,
    Table,
    Uuid,
    bindparam,
    event,
    func,
    insert,
    inspect,
    literal,
    select,
    true,
)
from sqlalchemy.orm import object_session
from sqlalchemy.orm.attributes import instance_state

from desktop.domain.areas import Area, areas_in, areas_text
from desktop.domain.errors import AppError
from desktop.domain.lazy_dataclass import dataclass
from desktop.services.auditing import chain
from desktop.services.serving import where
from desktop.store import schema
from desktop.store.bulk import among, insert_rows
from desktop.store.columns import Versioned
from desktop.store.images import lively, plain, whole
from desktop.store.prepared import Prepared, placeholders, prefixed
from desktop.store.tables import JournalEntry
from desktop.store.transaction import Image, OpenEntry, Transaction

RECORDS = (
    "data.exported",
    "sheet.made",
    "document.made",
    "document.options",
    "undone",
    "desk.merged",
    "desk.exported",
    "desk.refused",
    "backup.restored",
    "backup.recovered",
    "conference.contacts_purged",
    "conference.erased",
    "person.erased",
    "person.anonymised",
    "data.encrypted",
    "data.key_changed",
    "data.decrypted",
)
"""Actions that only tell what happened: undo passes them over."""
_ON_CLOSED = frozenset(RECORDS) - {"undone"} | {
    "conference.closed",
    "conference.reopened",
    "conference.removed",
    "conference.restored",
    "certificate.issued",
    "certificate.reissued",
}
"""What is still written into a closed conference: that it is opened or goes, that it is printed, and what desks recorded before."""
_AFTERWARDS = ("task.", "reminder.", "conclusion.", "opinion.", "dialogue.", "procedure.")
"""What follows a conference is written of closed ones too."""
_REPORTING = ("period.", "correction.")
"""What opens and closes conferences whose figures were reported."""
_TAKES_FIGURES = ("conference.removed", "conference.restored")
"""What a closed conference may suffer, and one whose figures were reported may not."""


@functools.cache
def tables() -> dict[str, Table]:
    """The database's tables by name, those that others stand on first."""
    return {table.name: table for table in schema.whole().sorted_tables}


@dataclass(frozen=True, slots=True)
class EntryView:
    """A journal line as shown."""

    id: int
    at: dt.datetime
    desk: str
    action: str
    details: dict[str, Any]
    areas: frozenset[Area]
    conference_id: uuid.UUID | None
    undone: bool
    here: bool = False
    """Numbered by a file on this computer, a server's desk's own too, and not by a server."""


@contextmanager
def entry(
    tx: Transaction,
    action: str,
    areas: Collection[Area],
    *,
    conference_id: uuid.UUID | None = None,
    **details: Any,
) -> Iterator[OpenEntry]:
    """Write one journal entry around the changes made inside; entries don't nest: an inner one joins the outer.

    `areas` are what is to be read again wherever it is shown.
    """
    outer = tx.journal.current
    if outer is not None:
        outer.areas.update(areas)
        yield outer
        return
    _refuse_closed(tx, action, conference_id, details)
    tx.flush()
    line = JournalEntry(
        token=tx.journal.take_token(),
        at=tx.clock(),
        desk=tx.desk,
        action=action,
        areas=areas_text(areas),  # as it is written in the end: a desk may add a line, not change one
        conference_id=conference_id,
        details=plain(details),
    )
    tx.add(line)
    tx.flush()
    current = OpenEntry(line.id, action, details, areas=set(areas))
    tx.journal.current = current
    try:
        yield current
        tx.flush()
    finally:
        tx.journal.current = None
    line.action = current.action  # what was done in it may deserve a name of its own
    line.areas = areas_text(current.areas)
    line.details = plain(current.details)
    _store(tx, current)
    written_line(tx, line.id, current.areas)
    tx.flush()
    chain.append(tx, line.action, line.details, at=line.at, conference_id=conference_id, token=line.token)


def deleting(tx: Transaction, current: OpenEntry, table: Table, ids: Sequence[uuid.UUID]) -> None:
    """Keep in the entry rows, as they stand, that a bulk statement is about to delete."""
    imaged = {image.entity_id for image in current.images if image.entity == table.name}
    if again := [key for key in ids if key in imaged]:
        rows = tx.execute(select(table).where(among(tx, table.c.id, again))).mappings()
        current.images += [Image(table.name, row["id"], plain(dict(row)), deleted=True) for row in rows]
    row = whole(table, tx.get_bind().dialect.name)
    found = select(literal(current.id), literal(table.name), table.c.id, literal("deleted"), row).where(
        among(tx, table.c.id, [key for key in ids if key not in imaged])
    )
    tx.execute(insert(_CHANGES).from_select(["journal_entry_id", "entity", "entity_id", "kind", "before"], found))


def _store(tx: Transaction, current: OpenEntry) -> None:
    merged: dict[tuple[str, uuid.UUID], Image] = {}
    for image in current.images:
        first = merged.setdefault((image.entity, image.entity_id), image)
        if first is image:
            continue
        if first.before is not None and image.before is not None:
            first.before = {**image.before, **first.before}
        first.deleted = image.deleted
    rows = [
        (
            image.entity,
            image.entity_id.hex,
            "deleted" if image.deleted else "added" if image.before is None else "changed",
            None if image.before is None else json.dumps(image.before),
        )
        for image in merged.values()
        if image.before is not None or not image.deleted  # added and deleted again is nothing
    ]
    insert_rows(tx, _CHANGES, ("entity", "entity_id", "kind", "before"), rows, {"journal_entry_id": current.id})
    for entity, lowest, highest in current.ranges:
        keys = tables()[entity].c.id
        found = select(literal(current.id), literal(entity), keys, literal("added")).where(
            keys.between(lowest, highest)
        )
        tx.execute(insert(_CHANGES).from_select(["journal_entry_id", "entity", "entity_id", "kind"], found))


@event.listens_for(Transaction, "before_flush")
def _remember(tx: Transaction, _context: object, _instances: object) -> None:
    current = tx.journal.current
    if current is None:
        return
    for row in tx.new:
        if isinstance(row, Versioned):
            row.id = row.id or uuid.uuid4()
            current.images.append(Image(entity_of(row), row.id, None))
    for row in tx.dirty:
        if isinstance(row, Versioned) and tx.is_modified(row):
            before = _before(tx, row)
            if before:
                current.images.append(Image(entity_of(row), row.id, plain(before)))
    for row in tx.deleted:
        if isinstance(row, Versioned):
            whole = {column.key: value for column, value in _columns(row)}
            whole.update(_before(tx, row))
            current.images.append(Image(entity_of(row), row.id, plain(whole), deleted=True))


def entity_of(row: Versioned) -> str:
    """The name of the row's table, as the journal keeps it."""
    return str(inspect(type(row)).local_table.name)


def _columns(row: Versioned) -> Iterator[tuple[Any, Any]]:
    for attribute in inspect(type(row)).column_attrs:
        yield attribute.columns[0], getattr(row, attribute.key)


def _before(tx: Transaction, row: Versioned) -> dict[str, Any]:
    state = instance_state(row)
    changed = {}
    for attribute in inspect(type(row)).column_attrs:
        history = state.attrs[attribute.key].history
        if history.has_changes() and history.deleted:
            changed[attribute.columns[0].key] = history.deleted[0]
        elif history.has_changes():  # set without having been read: only the database knows what stood there
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
        {name: lively(value) for name, value in line.details.items()},
        areas_in(line.areas.split()),
        line.conference_id,
        line.undone_by is not None,
        here=_is_here(line),
    )


def _is_here(line: JournalEntry) -> bool:
    tx = object_session(line)
    return tx is not None and tx.get_bind().dialect.name == "sqlite"


QUIET = ("document.options",)
"""Actions too small for a list of what was done lately."""


def recent(
    tx: Transaction, *, conference_id: uuid.UUID | None = None, limit: int = 200, without: Sequence[str] = ()
) -> list[EntryView]:
    """The newest journal lines first, of one conference and of no conference, or of all."""
    query = select(JournalEntry).order_by(JournalEntry.id.desc()).limit(limit)
    if without:
        query = query.where(JournalEntry.action.not_in(without))
    if conference_id is not None:
        query = query.where((JournalEntry.conference_id == conference_id) | (JournalEntry.conference_id.is_(None)))
    return [view(line) for line in tx.scalars(query)]


def written(tx: Transaction) -> list[EntryView]:
    """The entries this transaction has written so far, oldest first."""
    lines = (tx.get(JournalEntry, key) for key in tx.journal.written)
    return [view(line) for line in lines if line is not None]


def latest(tx: Transaction) -> int:
    """The newest entry's id; 0 for an empty journal. Desks compare it to see whether anything changed."""
    return tx.scalar(select(JournalEntry.id).order_by(JournalEntry.id.desc()).limit(1)) or 0


def state_of_lists(tx: Transaction) -> tuple[object, ...]:
    """What is another as soon as anything but an arrival was written, at whichever desk.

    Lines may be seen in another order than they are numbered: the newest number alone would miss some.
    """
    lines = select(JournalEntry.id).where(JournalEntry.areas != str(Area.ATTENDANCE))
    newest = lines.order_by(JournalEntry.id.desc()).limit(_SEEN_OUT_OF_ORDER).subquery().c.id
    return tuple(tx.execute(select(func.max(newest), func.min(newest), func.count())).one())


_SEEN_OUT_OF_ORDER = 500


def note(
    tx: Transaction,
    action: str,
    areas: Collection[Area],
    *,
    conference_id: uuid.UUID | None,
    marks: Sequence[uuid.UUID] = (),
    **details: Any,
) -> None:
    """An entry known whole beforehand, in two statements: what a desk writes for each person it lets in.

    `marks` are the attendance marks that were added. Inside an `entry` it joins that one.
    """
    outer = tx.journal.current
    if outer is not None:
        outer.areas.update(areas)
        outer.added("attendance_mark", marks)
        return
    _refuse_closed(tx, action, conference_id, details)
    values = line_values(tx, action, areas, conference_id, details)
    connection = tx.connection()
    if connection.dialect.name == "postgresql":
        line = _LINE_AND_CHANGES.first(connection, {**values, "marks": list(marks)}).id
    else:
        line = _LINE.first(connection, values).id
        chain.INSERT.first(connection, values)
        for mark in marks:
            _CHANGE.first(connection, {"line": line, "mark": mark})
    written_line(tx, line, areas)


def line_values(
    tx: Transaction,
    action: str,
    areas: Collection[Area],
    conference_id: uuid.UUID | None,
    details: Mapping[str, Any],
) -> dict[str, Any]:
    """The parameters of a line and of the audit's line that vouches for it, for `note` and `line_after`."""
    token, at = tx.journal.take_token(), tx.clock()
    values = prefixed(
        "line",
        {
            "token": token,
            "at": at,
            "desk": tx.desk,
            "action": action,
            "conference_id": conference_id,
            "areas": areas_text(areas),
            "details": plain(dict(details)),
        },
    )
    return values | chain.new_line(tx, action, details, at=at, conference_id=conference_id, token=token)


def line_after(mark: CTE, dialect: str) -> Select[Any]:
    """On a server: the line about a mark that the same statement writes, with its image and the audit's line.

    Nothing of it where the mark was not written. Its parameters: `line_values`.
    """
    given = placeholders(_JOURNAL, "line", without=("id", "undone_by"))
    told = select(*given.values()).select_from(mark)
    line = insert(_JOURNAL).from_select(list(given), told, include_defaults=False).returning(_JOURNAL.c.id).cte("line")
    values = select(line.c.id, *_MARK_ADDED.values(), mark.c.id).select_from(line.join(mark, true()))
    changes = insert(_CHANGES).from_select(["journal_entry_id", *_MARK_ADDED, "entity_id"], values).cte("changes")
    return select(line.c.id).add_cte(changes, chain.inserted(dialect, mark).cte("audit"))


def _refuse_closed(tx: Transaction, action: str, conference_id: uuid.UUID | None, details: Mapping[str, Any]) -> None:
    """Let nothing be written into a closed conference but what ends or prints it, nor into one that is at a server.

    Taking back is as what is taken back. All services write through here, so none asks for itself. Raises
    AppError("conference.closed"), AppError("conference.reported"), AppError("conference.at_server").
    """
    done = details.get("of") or details.get("undid") if action == "undone" else action
    if done == "conference.closed":
        tx.journal.open.clear()
    if conference_id is None:
        return
    connection = tx.connection()
    if connection.dialect.name == "sqlite" and (done == "undone" or done not in RECORDS):
        where.refuse(connection.engine.url.database, conference_id)
    if str(done).startswith(_REPORTING):
        tx.journal.open.clear()
        return
    afterwards = done in _ON_CLOSED or str(done).startswith(_AFTERWARDS)
    if (afterwards and done not in _TAKES_FIGURES) or conference_id in tx.journal.open:
        return
    row = _CLOSED.first(connection, {"conference": conference_id})
    if row is not None and row.closed and not afterwards:
        raise closed(row.title)
    if row is not None and row.reported:
        raise reported(row.title)
    if not afterwards:
        tx.journal.open.add(conference_id)


def unsaid(tx: Transaction, action: str, *, conference_id: uuid.UUID) -> None:
    """A change that leaves no line, for a line would tell when somebody said what; refused where a line would be.

    Nothing of it can be undone, and nobody is told that there is something to read again.
    """
    _refuse_closed(tx, action, conference_id, {})


def closed(title: str) -> AppError:
    """That a conference is closed, and nothing is written into it."""
    return AppError("conference.closed", title=title)


def reported(title: str) -> AppError:
    """That a conference's figures were reported, and nothing is written into it but by a correction."""
    return AppError("conference.reported", title=title)


def written_line(tx: Transaction, line: int, areas: Iterable[Area]) -> None:
    """Keep what the other desks are told after the commit (`store.notices`)."""
    tx.journal.written.append(line)
    tx.journal.areas.update(areas)


_JOURNAL, _CHANGES, _CONFERENCE = (schema.table(name) for name in ("journal_entry", "change", "conference"))
_MARK_ADDED = {"entity": literal("attendance_mark"), "kind": literal("added")}


def _line(_dialect: str) -> Insert:
    given = placeholders(_JOURNAL, "line", without=("id", "undone_by"))
    return insert(_JOURNAL).values(given).returning(_JOURNAL.c.id)


def _line_and_changes(dialect: str) -> Select[Any]:
    """Both in one way to the server and back, whatever the number of marks."""
    line = _line(dialect).cte("line")
    marks = func.unnest(bindparam("marks", type_=ARRAY(Uuid()))).table_valued("mark").render_derived()
    values = select(line.c.id, *_MARK_ADDED.values(), marks.c.mark).select_from(line.join(marks, true()))
    changes = insert(_CHANGES).from_select(["journal_entry_id", *_MARK_ADDED, "entity_id"], values).cte("changes")
    return select(line.c.id).add_cte(changes, chain.inserted(dialect).cte("audit"))


_CLOSED = Prepared(
    lambda _dialect: select(_CONFERENCE.c.closed, _CONFERENCE.c.reported, _CONFERENCE.c.title).where(
        _CONFERENCE.c.id == bindparam("conference")
    )
)
_LINE = Prepared(_line)
_CHANGE = Prepared(
    lambda _dialect: insert(_CHANGES).values(
        journal_entry_id=bindparam("line"), entity_id=bindparam("mark"), **_MARK_ADDED
    )
)
_LINE_AND_CHANGES = Prepared(_line_and_changes)
