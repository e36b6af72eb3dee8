"""Two of the hall's people who turn out to be one."""

from __future__ import annotations

import uuid
from typing import Any, cast

from sqlalchemy import Table, select

from desktop.domain.attendance import Status
from desktop.domain.people import AttendeeInput, AttendeeView
from desktop.services import (
    attendees,
    joining,
    journal,
    undoing,
)
from desktop.store.tables import Attendance, Attendee, Person
from tests.services.attendance.hall import Hall

KEPT, OTHER = "Nguyễn Thị Hà", "Đỗ Thị Thuý Hà"


def ids(hall: Hall) -> tuple[uuid.UUID, uuid.UUID]:
    return hall.people[KEPT], hall.people[OTHER]


def join(hall: Hall, **options: Any) -> AttendeeView:
    return hall.database.write(lambda tx: joining.join(tx, *ids(hall), **options))


def undo_last(hall: Hall) -> int:
    def work(tx: Any) -> int:
        last = max(line.id for line in journal.recent(tx) if not line.undone)
        undoing.undo(tx, last)
        return last

    return hall.database.write(work)


def view(hall: Hall, name: str) -> AttendeeView:
    return hall.database.read(lambda tx: attendees.get_attendee(tx, hall.people[name]))


def edit(hall: Hall, name: str, **fields: Any) -> None:
    before = view(hall, name)
    hall.database.write(
        lambda tx: attendees.edit_attendee(tx, before.id, AttendeeInput(**fields), version=before.version)
    )


def content(hall: Hall) -> dict[str, Any]:
    """Everything of attendees, people and attendance that an undo must bring back; versions and moments of words apart."""

    def work(tx: Any) -> dict[str, Any]:
        apart = {"version", "joined_at", "state_at", "said_at"}
        found: dict[str, Any] = {}
        for kept in (Attendee, Person):
            table = cast(Table, kept.__table__)
            names = [column.name for column in table.columns if column.name not in apart]
            rows = tx.execute(select(*(table.c[name] for name in names)).order_by(table.c.id))
            found[table.name] = [dict(zip(names, map(repr, row), strict=True)) for row in rows]
        rows = tx.execute(select(Attendance).where(Attendance.status != Status.UNRECORDED)).scalars()
        found["attendance"] = sorted(
            (row.training_session_id.hex, row.attendee_id.hex, row.status, row.arrived_at, row.remark) for row in rows
        )
        return found

    return hall.database.read(work)
