"""Desks that start from copies of one data file and work on without seeing each other."""

from __future__ import annotations

import shutil
import uuid
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from desktop.domain.attendance import Status
from desktop.domain.errors import AppError
from desktop.domain.merging import MergeReport
from desktop.domain.people import AttendeeInput
from desktop.services import attendance, attendees, joining, settling, undoing
from desktop.services.desks.bundles import EXCHANGED, Bundle, gather, table
from desktop.services.desks.merging import merge
from desktop.store.database import Database
from desktop.store.upgrade import open_database
from tests import kept_record
from tests.services.attendance.hall import Hall, fill, open_hall


@dataclass
class Desk:
    """One laptop."""

    hall: Hall

    @property
    def database(self) -> Database:
        return self.hall.database

    @property
    def conference_id(self) -> uuid.UUID:
        return self.hall.conference_id

    def bundle(self, **options: Any) -> Bundle:
        return self.database.read(lambda tx: gather(tx, [self.conference_id], EXCHANGED, **options))

    def take(self, other: Desk | Bundle) -> MergeReport:
        bundle = other if isinstance(other, Bundle) else other.bundle()
        return self.database.write(lambda tx: merge(tx, bundle))

    def people(self) -> list[uuid.UUID]:
        """Everyone on the list here, in an order that does not depend on the desk."""
        people = table("attendee").c
        return self.database.read(lambda tx: list(tx.scalars(select(people.id).order_by(people.id))))

    def walk_in(self, name: str, *, session: uuid.UUID | None = None, token: uuid.UUID | None = None) -> uuid.UUID:
        token = token or uuid.uuid4()
        sessions = [session] if session else []
        self.database.write(
            lambda tx: attendance.walk_in(tx, self.conference_id, full_name=name, token=token, session_ids=sessions)
        )
        return token

    def content(self) -> dict[str, Any]:
        """What must be the same at desks that have met."""

        def work(tx: Any) -> dict[str, Any]:
            people, states = table("attendee").c, table("attendance").c
            marks = [column for column in table("attendance_mark").c if column.name not in ("received_at", "login")]
            pairs = table("distinct_pair").c
            said = (states.status, states.arrived_at, states.left_at, states.desk, states.remark, states.doubt)
            return {
                "people": {
                    row.id: tuple(row)
                    for row in tx.execute(
                        select(people.id, people.code, people.state, people.state_at, people.state_reason)
                    )
                },
                "found by": {
                    row.id
                    for row in tx.execute(select(people.id, people.code, people.search))
                    if row.code in row.search
                },
                "marks": {row.id: tuple(row) for row in tx.execute(select(*marks))},
                "states": {
                    tuple(row[:2]): tuple(row[2:])
                    for row in tx.execute(select(states.training_session_id, states.attendee_id, *said))
                    if row.status != Status.UNRECORDED or row.remark
                },
                "joins": {
                    row.id: (row.joined_into_id, row.joined_at)
                    for row in tx.execute(select(people.id, people.joined_into_id, people.joined_at))
                    if row.joined_at
                },
                "said": {
                    row.id: (row.said_state, row.said_at, row.said_reason)
                    for row in tx.execute(select(people.id, people.said_state, people.said_at, people.said_reason))
                    if row.said_state
                },
                "pairs": {
                    tuple(row[:2]): tuple(row[2:])
                    for row in tx.execute(select(pairs.first_id, pairs.second_id, pairs.holds, pairs.said_at))
                },
                "list": {each.id for each in attendees.list_attendees(tx, self.conference_id)},
                "doubts": {
                    (line.session_id, line.attendee_id, line.doubt)
                    for line in attendance.to_review(tx, self.conference_id)
                },
            }

        return self.database.read(work)

    def close(self) -> None:
        self.database.close()


def make_base(path: Path) -> Hall:
    """The data file that all laptops start from."""
    database, _nothing = kept_record.filled(path, fill, desk="Văn phòng")
    hall = open_hall(database)
    database.close()
    return hall


def start(base: Path, hall: Hall, folder: Path, count: int) -> list[Desk]:
    """Laptops with a copy each."""
    desks = []
    for number in range(1, count + 1):
        path = folder / f"ban-{number}.db"
        shutil.copy(base, path)
        desks.append(Desk(replace(hall, database=open_database(path, desk=f"Bàn {number}"))))
    return desks


KINDS = (
    "in",
    "in",
    "in",
    "annul",
    "walk_in",
    "walk_in_listed",
    "substitute",
    "cancel",
    "reinstate",
    "undo",
    "add",
    "late",
    "join",
    "join",
    "apart",
    "remove",
)

ABOUT_ONE_PERSON = (
    "in",
    "in",
    "annul",
    "late",
    "join",
    "join",
    "join",
    "apart",
    "undo",
    "undo",
    "cancel",
    "reinstate",
    "remove",
)
"""What is said of a few people who are taken for two, or for one."""


def happen(desk: Desk, kind: str, who: int, minute: int) -> None:
    """One thing that happens at a desk; what its rules refuse simply does not happen."""
    people = desk.people()
    person = people[who % len(people)]
    session = desk.hall.morning if who % 3 else desk.hall.afternoon
    try:
        _happen(desk, kind, person, session, f"Khách Số {who}{minute}")
    except AppError:
        return


def _happen(desk: Desk, kind: str, person: uuid.UUID, session: uuid.UUID, name: str) -> None:
    pair: dict[str, Any] = {"training_session_id": session, "attendee_id": person}

    def work(tx: Any) -> Any:
        match kind:
            case "in":
                attendance.check_in(tx, **pair, token=uuid.uuid4(), anyway=True)
            case "annul":
                attendance.undo_mark(tx, **pair, reason="nhầm người")
            case "late":
                attendance.set_status(tx, **pair, status=Status.LATE)
            case "substitute":
                attendance.substitute(tx, person, full_name=name, token=uuid.uuid4(), check_in_at=[session])
            case "cancel":
                attendance.cancel(tx, [person], "ốm")
            case "reinstate":
                attendance.reinstate(tx, [person])
            case "add":
                attendees.add_attendee(tx, desk.conference_id, AttendeeInput(full_name=name))
            case "join" | "apart":
                on_the_list = [each.id for each in attendees.list_attendees(tx, desk.conference_id, sort="name")]
                second = on_the_list[sum(map(ord, name)) % len(on_the_list)]
                if kind == "join":
                    joining.join(tx, person, second)
                elif person != second:
                    settling.tell_apart(tx, [attendees.get_attendees(tx, [person, second])])
            case "remove":
                attendees.remove_attendees(tx, [person])
            case "undo":
                last = undoing.last_undoable(tx, desk=desk.database.desk)
                if last is not None:
                    undoing.undo(tx, last.id, keep_later=True)
            case _:
                sessions = [session] if kind == "walk_in" else []
                attendance.walk_in(
                    tx,
                    desk.conference_id,
                    full_name=name,
                    unit="UBND phường mới",
                    token=uuid.uuid4(),
                    session_ids=sessions,
                )

    desk.database.write(work)
