"""A desk's own copy of what it needs of the server: enough to go on letting people in when the server is away.

Of people and agenda only rows whose version differs are fetched; marks, which only ever become more, are fetched by their
moment and counted. States are never copied: they are folded from the marks, those that still wait at
this desk among them. Nothing sensitive is fetched.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from desktop.domain.attendance import Mark
from desktop.services.attendance import marking, refolding
from desktop.services.desks import outbox
from desktop.services.desks.bundles import (
    AT_THE_DOOR,
    DIRECTORY,
    Bundle,
    Row,
    everything,
    join_again,
    parted,
    replaced_first,
    rows_of,
    table,
    within,
)
from desktop.services.personal import tombstones
from desktop.store.bulk import among, chunks
from desktop.store.personal_columns import unsaid
from desktop.store.tables import Attendee, Conference, TrainingSession
from desktop.store.transaction import Transaction

_MOST_PEOPLE = 20_000
_OVERLAP = dt.timedelta(minutes=10)
"""Desks' clocks differ, and a desk that was away sends what it recorded then."""

MARK = table("attendance_mark")
_EMPTY: Mapping[str, Mapping[str, Any]] = {
    "person": unsaid("person"),
    "attendee": {**unsaid("attendee"), "import_batch_id": None},
}
"""What a copy does not hold."""


Heads = dict[str, dict[uuid.UUID, int]]
"""Of each table the rows' ids and versions: what changed has another version."""


def heads_here(tx: Transaction) -> Heads:
    """In the desk's file: what it has of people and agenda; what this desk recorded itself is left to be compared."""
    own = set(tx.scalars(select(table("outbox").c.entity_id)))
    found = {name: _heads(tx, name) for name in AT_THE_DOOR}
    return {**found, "attendee": {key: at for key, at in found["attendee"].items() if key not in own}}


def is_same(tx: Transaction, here: Heads, there: Heads, bundle: Bundle) -> bool:
    """In the desk's file: whether people and agenda are the server's already, so that nothing need be written."""
    gone = any(here[name].keys() - there[name].keys() for name in AT_THE_DOOR)
    if gone or any(bundle.rows(name) for name in AT_THE_DOOR):
        return False
    return {row["id"] for row in bundle.rows("erasure")} <= set(tx.scalars(select(table("erasure").c.id)))


def changes(tx: Transaction, here: Heads) -> tuple[Heads, Bundle]:
    """On the server: what there is of the conferences a desk should have at hand, and the rows that differ."""
    chosen = _chosen(tx)
    there = {name: _heads(tx, name, None if name in DIRECTORY else chosen) for name in AT_THE_DOOR}
    rows = {}
    for name in AT_THE_DOOR:
        known = here.get(name, {})
        rows[name] = rows_of(tx, name, {key for key, version in there[name].items() if known.get(key) != version})
    rows["erasure"] = everything(tx, "erasure")
    return there, Bundle(rows)


def _chosen(tx: Transaction) -> list[uuid.UUID]:
    """All conferences but those in the bin; the newest when they are too many."""
    counted = select(Attendee.conference_id, func.count()).group_by(Attendee.conference_id)
    counts = {key: number for key, number in tx.execute(counted)}  # noqa: C416 - rows are no pairs to mypy
    chosen: list[uuid.UUID] = []
    order = (
        Conference.closed,
        Conference.starts_on.is_(None).desc(),
        Conference.starts_on.desc(),
        Conference.number.desc(),
    )
    total = 0
    for key in tx.scalars(select(Conference.id).where(Conference.binned_at.is_(None)).order_by(*order)):
        total += counts.get(key, 0)
        if chosen and total > _MOST_PEOPLE:
            break
        chosen.append(key)
    return chosen


def _heads(tx: Transaction, name: str, conference_ids: Sequence[uuid.UUID] | None = None) -> dict[uuid.UUID, int]:
    rows = select(table(name).c.id, table(name).c.version)
    found = tx.execute(rows if conference_ids is None else rows.where(within(name, conference_ids)))
    return {key: version for key, version in found}  # noqa: C416 - rows are no pairs to mypy


def take_over(tx: Transaction, there: Heads, bundle: Bundle, begun: dt.datetime, *, afresh: bool = False) -> bool:
    """In the desk's file: make people and agenda the server's, but keep what waits and all it stands on.

    What was sent since `begun`, when the server was asked, is kept as well: its answer may not know of it. False, with nothing done, when something unique went from one row to another: then all rows are needed, `afresh`.
    """
    tx.flush()
    tombstones.follow(tx, bundle.rows("erasure"))
    waiting = outbox.unsent(tx, sent_since=begun)
    held = outbox.bundle(tx, waiting.keys())
    needed = {name: {row["id"] for row in held.rows(name)} for name in held.tables}
    clocks, joins = _clocks(tx), _joins(tx)
    try:
        with tx.begin_nested():
            for name in reversed(AT_THE_DOOR):
                kept = needed.get(name, set()) | (set() if afresh else there[name].keys())
                _drop(tx, name, [key for key in _heads(tx, name) if key not in kept])
            for name in AT_THE_DOOR:
                _put(tx, name, bundle.rows(name), waiting)
    except IntegrityError:
        if afresh:
            raise
        return False
    for key, clock in _clocks(tx).items():
        if clocks.get(key, clock) != clock:
            refolding.refold_session(tx, key)
    if apart := {each for pair in joins ^ _joins(tx) for each in pair}:
        refolding.refold_people(tx, set(tx.scalars(select(Attendee.id).where(among(tx, Attendee.id, list(apart))))))
    tx.expire_all()
    return True


def take_in(tx: Transaction, bundle: Bundle) -> None:
    """In the desk's file: add what another file of this desk holds; what stands here already stays as it is."""
    for name in AT_THE_DOOR:
        rows = bundle.rows(name)
        _put(tx, name, rows, {row["id"] for row in rows})
    tx.flush()
    add_marks(tx, bundle.rows("attendance_mark"))


def _put(tx: Transaction, name: str, rows: Sequence[Row], waiting: Collection[uuid.UUID]) -> None:
    standing = _heads(tx, name)
    empty = _EMPTY.get(name, {})
    new = [{**row, **empty} for row in rows if row["id"] not in standing]
    if new and name == "attendee":
        people, joined = parted(replaced_first(new))
        tx.execute(insert(table(name)), people)
        join_again(tx, joined)
    elif new:
        tx.execute(insert(table(name)), new)
    for row in rows:
        if row["id"] in standing and row["id"] not in waiting:
            tx.execute(update(table(name)).where(table(name).c.id == row["id"]).values({**row, **empty}))


def _clocks(tx: Transaction) -> dict[uuid.UUID, tuple[dt.datetime, int]]:
    """What decides, for each session, who is late."""
    rows = tx.execute(select(TrainingSession.id, TrainingSession.starts_at, TrainingSession.late_after))
    return {key: (starts_at, late_after) for key, starts_at, late_after in rows}


def _joins(tx: Transaction) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Who was joined into whom."""
    rows = tx.execute(select(Attendee.id, Attendee.joined_into_id).where(Attendee.joined_into_id.is_not(None)))
    return {(key, into) for key, into in rows if into is not None}


def _drop(tx: Transaction, name: str, ids: Sequence[uuid.UUID]) -> None:
    """Rows that the server no longer has, with what was said of them."""
    attendance = table("attendance")
    column = {"attendee": "attendee_id", "training_session": "training_session_id"}.get(name)
    if name == "attendee":  # a person and who stood in for them may go together
        for part in chunks(ids):
            alone = {"substitute_for_id": None, "joined_into_id": None}
            tx.execute(update(table(name)).where(table(name).c.id.in_(part)).values(alone))
    for part in chunks(ids):
        if column:
            tx.execute(delete(MARK).where(MARK.c[column].in_(part)))
            tx.execute(delete(attendance).where(attendance.c[column].in_(part)))
        tx.execute(delete(table(name)).where(table(name).c.id.in_(part)))


# -- marks ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Known:
    """What the desk's file knows of marks."""

    sessions: tuple[uuid.UUID, ...]
    newest: dt.datetime | None
    count: int
    """Those that wait here apart."""


def known_marks(tx: Transaction) -> Known:
    """In the desk's file: how far its marks go."""
    newest, count = tx.execute(
        select(func.max(MARK.c.recorded_at), func.count()).where(MARK.c.id.not_in(outbox.ids()))
    ).one()
    return Known(tuple(tx.scalars(select(TrainingSession.id))), newest, count)


def newer_marks(tx: Transaction, known: Known) -> tuple[set[uuid.UUID], int]:
    """On the server: the ids of marks from about the newest known on, and how many marks there are in all."""
    mine = MARK.c.training_session_id.in_(known.sessions)
    query = select(MARK.c.id).where(mine)
    if known.newest is not None:
        query = query.where(MARK.c.recorded_at > known.newest - _OVERLAP)
    return set(tx.scalars(query)), tx.scalar(select(func.count()).select_from(MARK).where(mine)) or 0


def ids_of_marks(tx: Transaction, known: Known) -> set[uuid.UUID]:
    """On either side: the ids of all marks of these sessions."""
    return set(tx.scalars(select(MARK.c.id).where(MARK.c.training_session_id.in_(known.sessions))))


def marks_by_id(tx: Transaction, ids: Collection[uuid.UUID]) -> list[Row]:
    """On the server: these marks."""
    return rows_of(tx, "attendance_mark", ids)


def add_marks(tx: Transaction, rows: Sequence[Row]) -> bool:
    """In the desk's file: take in marks that are not here. False when they speak of people who are not."""
    have: set[uuid.UUID] = set()
    for part in chunks([row["id"] for row in rows]):
        have.update(tx.scalars(select(MARK.c.id).where(MARK.c.id.in_(part))))
    fresh = [row for row in rows if row["id"] not in have]
    people = {row["attendee_id"] for row in fresh}
    there: set[uuid.UUID] = set()
    for part in chunks(sorted(people)):
        there.update(tx.scalars(select(Attendee.id).where(Attendee.id.in_(part))))
    marking.write(
        tx,
        [
            marking.Draft(
                row["training_session_id"], row["attendee_id"], Mark(**{name: row[name] for name in _MARK_FIELDS})
            )
            for row in fresh
            if row["attendee_id"] in there
        ],
    )
    return people <= there


_MARK_FIELDS = ("id", "kind", "at", "recorded_at", "desk", "method", "annuls_id", "reason", "received_at")


def drop_marks(tx: Transaction, known: Known, server: set[uuid.UUID], begun: dt.datetime) -> None:
    """In the desk's file: let go of marks that the server did not have when asked, and that did not wait here then."""
    waiting = set(tx.scalars(outbox.ids(sent_since=begun)))
    gone = sorted(ids_of_marks(tx, known) - server - waiting)
    pairs: set[marking.Pair] = set()
    for part in chunks(gone):
        found = select(MARK.c.training_session_id, MARK.c.attendee_id).where(MARK.c.id.in_(part))
        pairs.update((session, attendee) for session, attendee in tx.execute(found))
        tx.execute(delete(MARK).where(MARK.c.id.in_(part)))
    for session in {session for session, _attendee in pairs}:
        refolding.refold_session(tx, session)
