"""Rows of some conferences as plain values: what goes from one database to another.

Columns are named one by one, as a desk's login must: what it may not read (`store.personal_columns`) is left out unless
asked for.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, bindparam, or_, select, true, update

from desktop.store import schema
from desktop.store.after_tables import Dialogue, OpinionRound, ProcedureProposal
from desktop.store.bulk import chunks
from desktop.store.personal_columns import public
from desktop.store.point_tables import PointUnit
from desktop.store.tables import (
    Attendee,
    ImportBatch,
    Invitation,
    JournalEntry,
    PrintedSheet,
    Quota,
    Reminder,
    Task,
    TrainingSession,
)
from desktop.store.transaction import Transaction

Row = dict[str, Any]
"""One row by its columns' names, in the kinds that Python has for them."""

DIRECTORY = ("unit", "unit_name", "unit_alias", "rank_table")
"""What belongs to no conference: of the units those that have to do with it, and the order of positions."""
_AGENDA = (
    *DIRECTORY,
    "person",
    "conference",
    "role_group",
    "venue_point",
    "point_unit",
    "training_session",
    "audience",
    "session_point",
)
AT_THE_DOOR = (*_AGENDA, "attendee", "point_attendee")
"""What a desk needs to let people in, beside the marks; each table after those it stands on."""
EXCHANGED = (
    "unit",
    "person",
    "conference",
    "role_group",
    "training_session",
    "attendee",
    "venue_point",
    "point_unit",
    "point_attendee",
    "distinct_pair",
    "attendance_mark",
    "erasure",
    "rank_table",
)
"""What a desk's file brings to others."""
AFTERWARDS = (
    "opinion_round",
    "opinion_answer",
    "opinion_comment",
    "opinion_tally",
    "opinion_sheet",
    "opinion_paper",
    "dialogue",
    "dialogue_question",
    "procedure_proposal",
)
"""What people say after a conference, each table after those it stands on."""
WHOLE = (
    *_AGENDA,
    "import_batch",
    "import_row",
    "attendee",
    "point_attendee",
    "distinct_pair",
    "attendance",
    "attendance_mark",
    "printed_sheet",
    "printed_page",
    "document_settings",
    "question",
    "quota",
    "invitation",
    "seat_plan",
    "certificate",
    "picture",
    "sheet_picture",
    "print_mark",
    "conclusion",
    "task",
    "task_progress",
    "task_extension",
    "reminder",
    *AFTERWARDS,
    "correction",
    "journal_entry",
    "change",
)
"""Everything a conference is, each table after those it stands on."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Rows by table; a table that is missing has none."""

    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict)

    def rows(self, table: str) -> Sequence[Row]:
        """The rows of one table."""
        return self.tables.get(table, ())

    def by_id(self, table: str) -> dict[uuid.UUID, Row]:
        """The rows of one table by their ids."""
        return {row["id"]: row for row in self.rows(table)}


def table(name: str) -> Table:
    """The table of this name."""
    return schema.table(name)


def columns(name: str, *, sensitive: bool = False) -> tuple[str, ...]:
    """The columns of a table that a bundle holds."""
    return tuple(column.name for column in table(name).columns) if sensitive else public(name)


def gather(
    tx: Transaction,
    conference_ids: Collection[uuid.UUID],
    tables: Iterable[str] = EXCHANGED,
    *,
    sensitive: bool = False,
) -> Bundle:
    """The rows of these conferences; of units only those with attendees in them."""
    found = {}
    for name in tables:
        names = columns(name, sensitive=sensitive)
        query = select(*(table(name).c[column] for column in names))
        query = query.where(within(name, list(conference_ids)))
        found[name] = _read(tx, query.order_by(table(name).c.id), names)
    return Bundle(found)


def everything(tx: Transaction, name: str) -> list[Row]:
    """All rows of a table that belongs to no conference."""
    names = columns(name, sensitive=True)
    query = select(*(table(name).c[column] for column in names))
    return _read(tx, query.order_by(table(name).c.id), names)


def rows_of(tx: Transaction, name: str, ids: Collection[uuid.UUID]) -> list[Row]:
    """Rows of one table by their ids, nothing sensitive."""
    names = columns(name)
    query = select(*(table(name).c[column] for column in names))
    found: list[Row] = []
    for part in chunks(sorted(ids)):
        found += _read(tx, query.where(table(name).c.id.in_(part)).order_by(table(name).c.id), names)
    return found


def _read(tx: Transaction, query: Select[*tuple[Any, ...]], names: Sequence[str]) -> list[Row]:
    return [dict(zip(names, row, strict=True)) for row in tx.execute(query)]


def within(name: str, ids: Sequence[uuid.UUID]) -> ColumnElement[bool]:
    """Which rows of a table belong to the conferences."""
    columns = table(name).c
    if name == "conference":
        return columns.id.in_(ids)
    if name in ("erasure", "rank_table"):
        return true()  # whoever was erased: ids alone, and those of no conference any more; one order for all
    if "conference_id" in columns:
        return columns.conference_id.in_(ids)
    if "training_session_id" in columns:
        return columns.training_session_id.in_(select(TrainingSession.id).where(TrainingSession.conference_id.in_(ids)))
    if name in DIRECTORY:
        unit = columns.id if name == "unit" else columns.unit_id
        named = (Attendee, Quota, Invitation, Task, Reminder, ProcedureProposal, PointUnit)
        return or_(*(unit.in_(select(each.unit_id).where(each.conference_id.in_(ids))) for each in named))
    if name == "person":
        return columns.id.in_(select(Attendee.person_id).where(Attendee.conference_id.in_(ids)))
    for owner in (Task, OpinionRound, Dialogue, PrintedSheet):
        if (key := f"{owner.__tablename__}_id") in columns:
            return columns[key].in_(select(owner.id).where(owner.conference_id.in_(ids)))
    if name == "import_row":
        return columns.import_batch_id.in_(select(ImportBatch.id).where(ImportBatch.conference_id.in_(ids)))
    if name == "change":
        return columns.journal_entry_id.in_(select(JournalEntry.id).where(JournalEntry.conference_id.in_(ids)))
    raise KeyError(name)


def parted(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Attendees to be inserted without whom they were joined into, and of those who were: `id` and `joined_into_id`."""
    joined = [{"of": row["id"], "into": row["joined_into_id"]} for row in rows if row["joined_into_id"]]
    return [{**row, "joined_into_id": None} for row in rows], joined


def join_again(tx: Transaction, joined: Sequence[Row]) -> None:
    """Say of inserted attendees whom they were joined into, now that all are there."""
    if joined:
        people = table("attendee")
        statement = update(people).where(people.c.id == bindparam("of"))
        tx.execute(statement.values(joined_into_id=bindparam("into")), joined)


def replaced_first(rows: Iterable[Row]) -> list[Row]:
    """Attendees in an order in which nobody comes before the person they stand in for."""
    waiting = list(rows)
    there = {row["id"] for row in waiting}
    standing_in: dict[uuid.UUID, list[Row]] = defaultdict(list)
    ready: list[Row] = []
    for row in waiting:
        replaced = row["substitute_for_id"]
        (standing_in[replaced] if replaced in there else ready).append(row)
    for row in ready:  # grows while it is walked
        ready += standing_in.pop(row["id"], ())
    return ready
