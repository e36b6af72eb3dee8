"""A desk's own copy of what it needs of the server: enough to go on letting people in when the server is away.

People and agenda are compared row by row and only what differs is written; marks, which only ever become more, are
fetched by their moment and counted. States are never copied: they are folded from the marks, those that still wait at
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
from sqlalchemy.orm import Session

from desktop.domain.attendance import Mark
from desktop.services.attendance import marking
from desktop.services.desks import outbox
from desktop.services.desks.bundles import AT_THE_DOOR, Bundle, Row, columns, gather, replaced_first, rows_of, table
from desktop.store.bulk import chunks
from desktop.store.tables import Attendee, Conference, TrainingSession

_MOST_PEOPLE = 20_000
_OVERLAP = dt.timedelta(minutes=10)
"""Desks' clocks differ, and a desk that was away sends what it recorded then."""

MARK = table("attendance_mark")
_EMPTY: Mapping[str, Mapping[str, Any]] = {
    "person": {"phone": "", "birth": "", "email": ""},
    "attendee": {"extra": {}, "import_batch_id": None},
}
"""What a copy does not hold."""


def people_and_agenda(tx: Session) -> Bundle:
    """On the server: all of the conferences a desk should have at hand; the newest when they are too many."""
    counted = select(Attendee.conference_id, func.count()).group_by(Attendee.conference_id)
    counts: dict[uuid.UUID, int] = {key: number for key, number in tx.execute(counted)}  # noqa: C416
    chosen: list[uuid.UUID] = []
    order = (
        Conference.closed,
        Conference.starts_on.is_(None).desc(),
        Conference.starts_on.desc(),
        Conference.number.desc(),
    )
    total = 0
    for key in tx.scalars(select(Conference.id).order_by(*order)):
        total += counts.get(key, 0)
        if chosen and total > _MOST_PEOPLE:
            break
        chosen.append(key)
    return gather(tx, chosen, AT_THE_DOOR, directory=True)


def take_over(tx: Session, bundle: Bundle) -> None:
    """In the desk's file: make people and agenda the server's, but keep what waits and all it stands on."""
    tx.flush()
    needed = _needed(tx)
    try:
        with tx.begin_nested():
            _compare(tx, bundle, needed, afresh=False)
    except IntegrityError:  # something unique went from one row to another
        _compare(tx, bundle, needed, afresh=True)
    tx.expire_all()


def _needed(tx: Session) -> dict[str, set[uuid.UUID]]:
    """Rows by table that what waits here stands on."""
    held = outbox.bundle(tx, outbox.unsent(tx).keys())
    return {name: {row["id"] for row in held.rows(name)} for name in held.tables}


def _compare(tx: Session, bundle: Bundle, needed: Mapping[str, set[uuid.UUID]], *, afresh: bool) -> None:
    here = {name: _all(tx, name) for name in AT_THE_DOOR}
    for name in reversed(AT_THE_DOOR):
        there = () if afresh else bundle.by_id(name)
        _drop(tx, name, [key for key in here[name] if key not in there and key not in needed.get(name, ())])
    clocks = _clocks(tx)
    for name in AT_THE_DOOR:
        standing = _all(tx, name) if afresh else here[name]
        empty = _EMPTY.get(name, {})
        rows = [{**row, **empty} for row in bundle.rows(name)]
        new = [row for row in rows if row["id"] not in standing]
        if new:
            tx.execute(insert(table(name)), replaced_first(new) if name == "attendee" else new)
        for row in rows:
            if row["id"] in standing and any(row[column] != value for column, value in standing[row["id"]].items()):
                tx.execute(update(table(name)).where(table(name).c.id == row["id"]).values(row))
    for key, clock in _clocks(tx).items():
        if clocks.get(key, clock) != clock:
            marking.refold(tx, key)


def _all(tx: Session, name: str) -> dict[uuid.UUID, Row]:
    names = columns(name)
    rows = tx.execute(select(*(table(name).c[column] for column in names)))
    return {plain["id"]: plain for plain in (dict(zip(names, row, strict=True)) for row in rows)}


def _clocks(tx: Session) -> dict[uuid.UUID, tuple[dt.datetime, int]]:
    """What decides, for each session, who is late."""
    rows = tx.execute(select(TrainingSession.id, TrainingSession.starts_at, TrainingSession.late_after))
    return {key: (starts_at, late_after) for key, starts_at, late_after in rows}


def _drop(tx: Session, name: str, ids: Sequence[uuid.UUID]) -> None:
    """Rows that the server no longer has, with what was said of them."""
    attendance = table("attendance")
    column = {"attendee": "attendee_id", "training_session": "training_session_id"}.get(name)
    if name == "attendee":  # a person and who stood in for them may go together
        for part in chunks(ids):
            tx.execute(update(table(name)).where(table(name).c.id.in_(part)).values(substitute_for_id=None))
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


def known_marks(tx: Session) -> Known:
    """In the desk's file: how far its marks go."""
    newest, count = tx.execute(
        select(func.max(MARK.c.recorded_at), func.count()).where(MARK.c.id.not_in(_waiting()))
    ).one()
    return Known(tuple(tx.scalars(select(TrainingSession.id))), newest, count)


def _waiting() -> Any:
    box = table("outbox").c
    return select(box.entity_id).where(box.sent_at.is_(None))


def newer_marks(tx: Session, known: Known) -> tuple[list[Row], int]:
    """On the server: marks from about the newest known on, and how many there are in all."""
    names = columns("attendance_mark")
    mine = MARK.c.training_session_id.in_(known.sessions)
    query = select(*(MARK.c[name] for name in names)).where(mine)
    if known.newest is not None:
        query = query.where(MARK.c.recorded_at > known.newest - _OVERLAP)
    rows = [dict(zip(names, row, strict=True)) for row in tx.execute(query)]
    return rows, tx.scalar(select(func.count()).select_from(MARK).where(mine)) or 0


def ids_of_marks(tx: Session, known: Known) -> set[uuid.UUID]:
    """On either side: the ids of all marks of these sessions."""
    return set(tx.scalars(select(MARK.c.id).where(MARK.c.training_session_id.in_(known.sessions))))


def marks_by_id(tx: Session, ids: Collection[uuid.UUID]) -> list[Row]:
    """On the server: these marks."""
    return rows_of(tx, "attendance_mark", ids)


def add_marks(tx: Session, rows: Sequence[Row]) -> bool:
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


_MARK_FIELDS = ("id", "kind", "at", "recorded_at", "desk", "method", "annuls_id", "reason")


def drop_marks(tx: Session, known: Known, server: set[uuid.UUID]) -> None:
    """In the desk's file: let go of marks that the server does not have and that do not wait here."""
    waiting = set(tx.scalars(_waiting()))
    gone = sorted(ids_of_marks(tx, known) - server - waiting)
    pairs: set[marking.Pair] = set()
    for part in chunks(gone):
        found = select(MARK.c.training_session_id, MARK.c.attendee_id).where(MARK.c.id.in_(part))
        pairs.update((session, attendee) for session, attendee in tx.execute(found))
        tx.execute(delete(MARK).where(MARK.c.id.in_(part)))
    for session in {session for session, _attendee in pairs}:
        marking.refold(tx, session)
