"""What a desk recorded while its server was away, until the server has it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, update

from desktop.services.attendance import marking
from desktop.services.desks.bundles import Bundle, Row, rows_of, table
from desktop.store.bulk import chunks
from desktop.store.tables import Change, JournalEntry, Outbox
from desktop.store.transaction import Transaction

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
    lines = tx.journal.written
    if not lines:
        return
    tx.flush()
    written = select(Change.entity, Change.entity_id, JournalEntry.conference_id).join(
        JournalEntry, JournalEntry.id == Change.journal_entry_id
    )
    written = written.where(JournalEntry.id.in_(list(lines)), Change.entity.in_(_SENT))
    rows = [
        {"entity": entity, "entity_id": key, "conference_id": conference_id, "at": tx.clock(), "sent_at": None}
        for entity, key, conference_id in tx.execute(written)
        if conference_id is not None
    ]
    put(tx, rows)


def put(tx: Transaction, rows: Sequence[Row]) -> None:
    """Let these wait, once more too."""
    if rows:
        statement = marking.insert_into(tx, table("outbox"))
        again = statement.on_conflict_do_update(index_elements=["entity_id"], set_={"sent_at": None})
        tx.execute(again, rows)


def count(tx: Transaction) -> int:
    """How many marks and people wait."""
    return tx.scalar(select(func.count()).select_from(Outbox).where(Outbox.sent_at.is_(None))) or 0


def unsent(tx: Transaction) -> dict[uuid.UUID, str]:
    """The ids that wait, people first, each with its entity."""
    rows = tx.execute(select(Outbox.entity, Outbox.entity_id).where(Outbox.sent_at.is_(None)).order_by(Outbox.id))
    return {key: entity for entity, key in sorted(rows, key=lambda row: _SENT.index(row.entity))}


def unsent_rows(tx: Transaction) -> list[Row]:
    """What waits, as the rows that `put` takes."""
    names = ("entity", "entity_id", "conference_id", "at", "sent_at")
    box = table("outbox").c
    query = select(*(box[name] for name in names)).where(box.sent_at.is_(None)).order_by(box.id)
    return [dict(zip(names, row, strict=True)) for row in tx.execute(query)]


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


def waiting(tx: Transaction, refused: dict[uuid.UUID, str]) -> tuple[Waiting, ...]:
    """Everything that waits, in the order in which it happened, with why the server would not take it."""
    mark, person, session = (table(name).c for name in ("attendance_mark", "attendee", "training_session"))
    box = table("outbox").c
    query = (
        select(box.entity, box.entity_id, func.coalesce(person.full_name, ""), func.coalesce(session.title, ""), box.at)
        .select_from(table("outbox"))
        .outerjoin(table("attendance_mark"), mark.id == box.entity_id)
        .outerjoin(table("training_session"), session.id == mark.training_session_id)
        .outerjoin(table("attendee"), person.id == func.coalesce(mark.attendee_id, box.entity_id))
        .where(box.sent_at.is_(None))
        .order_by(box.id)
    )
    return tuple(Waiting(*row, refused.get(row[1], "")) for row in tx.execute(query))
