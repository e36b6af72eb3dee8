"""What a desk recorded while its server was away, until the server has it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Insert, Select, bindparam, func, literal, or_, select, update

from desktop.domain.areas import areas_in
from desktop.domain.merging import Step
from desktop.services.attendance import marking, refolding
from desktop.services.desks.bundles import Bundle, Row, rows_of, table
from desktop.store.bulk import chunks
from desktop.store.prepared import Prepared
from desktop.store.tables import Change, JournalEntry, Outbox, RefusedEntry
from desktop.store.transaction import Transaction

_AT_ONCE = 500
_AS_IT_HAPPENED = dt.timedelta(seconds=10)
"""So little apart are the moment of an arrival and that of its recording, unless somebody typed it."""
_SENT = ("attendee", "attendance_mark")
"""What goes to the server, people before what is said of them."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits at this desk."""

    entity: str
    """attendance_mark or attendee."""
    id: uuid.UUID
    name: str
    session: str
    """The session's title, "" for somebody registered."""
    at: dt.datetime
    code: str = ""
    """Why the server would not take it; "" while it only waits."""


def keep(tx: Transaction) -> None:
    """Put what this transaction wrote at the door into the outbox: the journal's images name it."""
    tx.flush()
    for line in tx.journal.written:
        _KEEP.first(tx.connection(), {"line": line, "moment": tx.clock()})


def _keep(dialect: str) -> Insert:
    box = table("outbox")
    change, line = Change.__table__.c, JournalEntry.__table__.c
    moment = bindparam("moment", type_=box.c.at.type)
    written = (
        select(change.entity, change.entity_id, line.conference_id, moment.label("at"), literal("").label("code"))
        .join_from(Change.__table__, JournalEntry.__table__, line.id == change.journal_entry_id)
        .where(
            line.id == bindparam("line"),
            or_(*(change.entity == name for name in _SENT)),
            line.conference_id.is_not(None),
        )
    )
    statement = marking.insert_of(dialect, box).from_select(
        ["entity", "entity_id", "conference_id", "at", "code"], written
    )
    again: Insert = statement.on_conflict_do_update(index_elements=["entity_id"], set_={"sent_at": None, "code": ""})
    return again


_KEEP = Prepared(_keep)


def put(tx: Transaction, rows: Sequence[Row]) -> None:
    """Let these wait, once more too."""
    if rows:
        statement = marking.insert_into(tx, table("outbox"))
        again = statement.on_conflict_do_update(index_elements=["entity_id"], set_={"sent_at": None, "code": ""})
        tx.execute(again, rows)


def count(tx: Transaction, waits: dt.timedelta = dt.timedelta()) -> int:
    """How many marks and people have waited at least that long."""
    query = select(func.count()).select_from(Outbox).where(Outbox.sent_at.is_(None), Outbox.at <= tx.clock() - waits)
    return tx.scalar(query.where(Outbox.entity_id.not_in(SETTLED_HERE))) or 0


SETTLED_HERE = select(RefusedEntry.id).where(RefusedEntry.settled != "")
"""What a conference that is gone from the server left at this desk, and somebody settled here: it stays till the desk closes."""


def settled_here(tx: Transaction) -> set[uuid.UUID]:
    """What waits for nothing any more: it was settled in this very file."""
    return set(tx.scalars(SETTLED_HERE))


def _is_unsent(since: dt.datetime | None) -> ColumnElement[bool]:
    return Outbox.sent_at.is_(None) if since is None else or_(Outbox.sent_at.is_(None), Outbox.sent_at >= since)


def ids(*, sent_since: dt.datetime | None = None) -> Select[uuid.UUID]:
    """A query for the ids of what waits, or waited at that moment."""
    return select(Outbox.entity_id).where(_is_unsent(sent_since))


def unsent(tx: Transaction, *, sent_since: dt.datetime | None = None) -> dict[uuid.UUID, str]:
    """The ids that wait, or waited at that moment, people first, each with its entity."""
    rows = tx.execute(select(Outbox.entity, Outbox.entity_id).where(_is_unsent(sent_since)).order_by(Outbox.id))
    return {key: entity for entity, key in sorted(rows, key=lambda row: _SENT.index(row.entity))}


def people(tx: Transaction, among: Collection[uuid.UUID] | None = None) -> set[uuid.UUID]:
    """Those who wait, and not only marks of them; of all, or `among` these ids."""
    found = {key for key, entity in unsent(tx).items() if entity == "attendee"}
    return found if among is None else found.intersection(among)


def unsent_rows(tx: Transaction) -> list[Row]:
    """What waits, as the rows that `put` takes."""
    names = ("entity", "entity_id", "conference_id", "at", "sent_at")
    box = table("outbox").c
    query = select(*(box[name] for name in names)).where(box.sent_at.is_(None)).order_by(box.id)
    return [dict(zip(names, row, strict=True)) for row in tx.execute(query)]


def steps(tx: Transaction, waiting: Collection[uuid.UUID]) -> tuple[Step, ...]:
    """The lines of this file's journal that added these, in their order."""
    lines: dict[int, list[tuple[str, uuid.UUID]]] = {}
    for part in chunks(sorted(waiting)):
        changes = select(Change.journal_entry_id, Change.entity, Change.entity_id).where(
            Change.entity_id.in_(part), Change.entity.in_(_SENT), Change.kind == "added"
        )
        for line, entity, key in tx.execute(changes):
            lines.setdefault(line, []).append((entity, key))
    found = []
    numbers = sorted(lines)
    for start in range(0, len(numbers), _AT_ONCE):
        query = select(JournalEntry).where(JournalEntry.id.in_(numbers[start : start + _AT_ONCE]))
        for row in tx.scalars(query.order_by(JournalEntry.id)):
            if row.conference_id is not None:
                details = {name: value for name, value in row.details.items() if name != "entry"}
                areas = areas_in(row.areas.split())
                added = tuple(lines[row.id])
                found.append(Step(row.token, row.action, areas, row.conference_id, details, added))
    return tuple(found)


def bundle(tx: Transaction, waiting: Collection[uuid.UUID]) -> Bundle:
    """These things with all they stand on, as another database can take them in."""
    marks = rows_of(tx, "attendance_mark", set(waiting))
    people: dict[uuid.UUID, Row] = {}
    wanted = {*waiting, *(row["attendee_id"] for row in marks)}
    while wanted:
        found = rows_of(tx, "attendee", wanted)
        people.update((row["id"], row) for row in found)
        leads = {row[name] for row in found for name in ("substitute_for_id", "joined_into_id")} - {None}
        wanted = leads - people.keys()
    sessions = rows_of(tx, "training_session", {row["training_session_id"] for row in marks})
    conferences = {row["conference_id"] for row in (*people.values(), *sessions)}
    return Bundle(
        {
            "unit": rows_of(tx, "unit", {row["unit_id"] for row in people.values() if row["unit_id"]}),
            "person": rows_of(tx, "person", {row["person_id"] for row in people.values()}),
            "conference": rows_of(tx, "conference", conferences),
            "role_group": rows_of(tx, "role_group", {row["role_group_id"] for row in people.values()} - {None}),
            "training_session": sessions,
            "attendee": list(people.values()),
            "attendance_mark": marks,
        }
    )


def sent(tx: Transaction, ids: Collection[uuid.UUID]) -> None:
    """The server has these."""
    for part in chunks(sorted(ids)):
        tx.execute(update(Outbox).where(Outbox.entity_id.in_(part)).values(sent_at=tx.clock()))


def put_right(tx: Transaction, ids: Collection[uuid.UUID], off: dt.timedelta) -> None:
    """Of these marks that wait let those noted as they happened stand at the server's time: this clock is ahead by `off`.

    When they were recorded by this clock stays beside it (`recorded_at`), so that none is put right twice.
    """
    mark = table("attendance_mark")
    moments = select(mark.c.id, mark.c.training_session_id, mark.c.at, mark.c.recorded_at)
    sessions: set[uuid.UUID] = set()
    for part in chunks(sorted(ids)):
        for key, session, at, recorded_at in tx.execute(moments.where(mark.c.id.in_(part))).all():
            if abs(at - recorded_at) < _AS_IT_HAPPENED:
                tx.execute(update(mark).where(mark.c.id == key).values(at=at - off))
                sessions.add(session)
    for session in sorted(sessions):
        refolding.refold_session(tx, session)


def refuse(tx: Transaction, codes: Mapping[uuid.UUID, str]) -> None:
    """The server would not take these, for these reasons."""
    for key, code in codes.items():
        tx.execute(update(Outbox).where(Outbox.entity_id == key).values(code=code))


def refused_rows(tx: Transaction, ids: Collection[uuid.UUID]) -> list[Row]:
    """Of these, which the server would not take, what its organizer is to know (`services.refused`)."""
    mark, session, box = (table(name).c for name in ("attendance_mark", "training_session", "outbox"))
    columns = {
        "id": box.entity_id,
        "conference_id": box.conference_id,
        "entity": box.entity,
        "attendee_id": func.coalesce(mark.attendee_id, box.entity_id),
        "session": func.coalesce(session.title, ""),
        "kind": func.coalesce(mark.kind, ""),
        "at": func.coalesce(mark.at, box.at),
        "method": func.coalesce(mark.method, ""),
        "desk": func.coalesce(mark.desk, tx.desk),
        "code": box.code,
    }
    query = (
        select(*(column.label(name) for name, column in columns.items()))
        .select_from(table("outbox"))
        .outerjoin(table("attendance_mark"), mark.id == box.entity_id)
        .outerjoin(table("training_session"), session.id == mark.training_session_id)
    )
    found: list[Row] = []
    for part in chunks(sorted(ids)):
        found += [dict(zip(columns, row, strict=True)) for row in tx.execute(query.where(box.entity_id.in_(part)))]
    return found


def refused_before(tx: Transaction, ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those of these that wait and that the server would not take when they were tried last."""
    query = select(Outbox.entity_id).where(Outbox.sent_at.is_(None), Outbox.code != "")
    return set(tx.scalars(query)) & set(ids)


def waiting(tx: Transaction) -> tuple[Waiting, ...]:
    """Everything that waits, in the order in which it happened, with why the server would not take it."""
    mark, person, session = (table(name).c for name in ("attendance_mark", "attendee", "training_session"))
    box = table("outbox").c
    query = (
        select(
            box.entity,
            box.entity_id,
            func.coalesce(person.full_name, ""),
            func.coalesce(session.title, ""),
            box.at,
            box.code,
        )
        .select_from(table("outbox"))
        .outerjoin(table("attendance_mark"), mark.id == box.entity_id)
        .outerjoin(table("training_session"), session.id == mark.training_session_id)
        .outerjoin(table("attendee"), person.id == func.coalesce(mark.attendee_id, box.entity_id))
        .where(box.sent_at.is_(None), box.entity_id.not_in(SETTLED_HERE))
        .order_by(box.id)
    )
    return tuple(Waiting(*row) for row in tx.execute(query))
