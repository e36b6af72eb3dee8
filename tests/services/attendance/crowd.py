"""172 people before several desks, and a desk that works in a process of its own.

`python -m tests.services.attendance.crowd LOCATION SESSION SEED DESK` lets everyone in, in an order of its own, and
prints each answer as soon as it has it.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from desktop.domain.attendance import CheckIn, Mark, Method, fold
from desktop.services import agenda, attendance
from desktop.services.attendance import marking
from desktop.services.opening import Transaction
from desktop.store.database import Database
from desktop.store.tables import Attendance, AttendanceMark, Attendee, JournalEntry
from desktop.store.upgrade import open_database
from tests.sample_record import fill_quickly
from tests.services.attendance.hall import moment

PEOPLE = 172
_ROOT = Path(__file__).parents[3]


@dataclass
class Crowd:
    """Who stands before the door of one session."""

    conference_id: uuid.UUID
    session_id: uuid.UUID
    people: list[uuid.UUID]


def gather(database: Database, people: int = PEOPLE) -> Crowd:
    """A conference with so many invented people, before its first session."""
    conference_id = database.write(lambda tx: fill_quickly(tx, people))
    session_id = database.read(lambda tx: agenda.list_sessions(tx, conference_id))[0].id
    return Crowd(conference_id, session_id, everyone(database))


def everyone(database: Database) -> list[uuid.UUID]:
    """The attendees' ids, in one order."""
    return sorted(database.read(lambda tx: list(tx.scalars(select(Attendee.id)))))


def let_in(
    database: Database, session_id: uuid.UUID, attendee_id: uuid.UUID, token: uuid.UUID | None = None
) -> CheckIn:
    """One try at the door."""
    token = token or uuid.uuid4()
    return database.write(
        lambda tx: attendance.check_in(
            tx,
            training_session_id=session_id,
            attendee_id=attendee_id,
            token=token,
            method=Method.SCAN,
            at=moment("07:45"),
        )
    )


@contextmanager
def desks(location: str | Path, count: int = 8) -> Iterator[list[Database]]:
    """Desks on one record, each with connections of its own."""
    opened = [open_database(location, desk=f"Bàn {number}") for number in range(1, count + 1)]
    try:
        yield opened
    finally:
        for desk in opened:
            desk.close()


def desk_process(location: str | Path, session_id: uuid.UUID, seed: int, desk: str) -> subprocess.Popen[str]:
    """A desk in a process of its own that lets everyone in; it prints [attendee, outcome] a line."""
    module = [sys.executable, "-m", "tests.services.attendance.crowd"]
    return subprocess.Popen(
        [*module, str(location), session_id.hex, str(seed), desk], cwd=_ROOT, stdout=subprocess.PIPE, text=True
    )


def marks(database: Database, session_id: uuid.UUID) -> dict[uuid.UUID, list[Mark]]:
    """All marks of a session, by attendee."""

    def work(tx: Transaction) -> dict[uuid.UUID, list[Mark]]:
        query = select(AttendanceMark.attendee_id).where(AttendanceMark.training_session_id == session_id).distinct()
        read = marking.read_marks(tx, [(session_id, key) for key in tx.scalars(query)])
        return {attendee: said for (_session, attendee), said in read.items()}

    return database.read(work)


def untrue_states(database: Database, session_id: uuid.UUID) -> list[uuid.UUID]:
    """The attendees whose state is not what their marks come to: must be nobody."""

    def work(tx: Transaction) -> list[uuid.UUID]:
        late = marking.thresholds(tx, [session_id])[session_id]
        rows = {
            row.attendee_id: row
            for row in tx.scalars(select(Attendance).where(Attendance.training_session_id == session_id))
        }
        said = marking.read_marks(tx, [(session_id, key) for key in everyone(database)])
        wrong = [attendee for (_session, attendee) in said if attendee not in rows]
        for attendee, row in rows.items():
            state = fold(said.get((session_id, attendee), ()), late)
            stored = (row.status, row.arrived_at, row.left_at, row.desk, row.remark, row.doubt)
            if stored != (state.status, state.arrived_at, state.left_at, state.desk, state.remark, state.doubt):
                wrong.append(attendee)
        return wrong

    return database.read(work)


def lines(database: Database, action: str = "attendance.in") -> int:
    """How many journal lines tell of this."""
    return database.read(
        lambda tx: tx.scalars(select(func.count()).select_from(JournalEntry).where(JournalEntry.action == action)).one()
    )


def _work(location: str, session: str, seed: str, desk: str) -> None:
    database = open_database(location, desk=desk)
    people = everyone(database)
    random.Random(seed).shuffle(people)
    for attendee in people:
        answer = let_in(database, uuid.UUID(session), attendee)
        sys.stdout.write(json.dumps([attendee.hex, answer.outcome]) + "\n")
        sys.stdout.flush()
    database.close()


if __name__ == "__main__":
    _work(*sys.argv[1:])
