"""A small conference at whose door the tests stand."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from desktop.domain.attendance import CheckIn, DoorPerson, Method, SessionAttendance
from desktop.domain.people import AttendeeInput
from desktop.services import agenda, attendance, attendees, conferences, units
from desktop.store.database import Database
from desktop.store.transaction import Transaction

NAMES = ("Nguyễn Thị Hà", "Trần Đức An", "Lê Văn Vũ", "Phạm Thu Nga", "Hoàng Minh Châu", "Đỗ Thị Thuý Hà")
DAY = dt.date(2018, 5, 23)


def moment(text: str) -> dt.datetime:
    """A local time of the conference's day, as a moment."""
    return dt.datetime.combine(DAY, dt.time.fromisoformat(text)).astimezone(dt.UTC)


@dataclass
class Hall:
    """The record, its conference and the people of two wards."""

    database: Database
    conference_id: uuid.UUID
    morning: uuid.UUID
    afternoon: uuid.UUID
    people: dict[str, uuid.UUID]

    def let_in(self, name: str, at: str = "", *, session: uuid.UUID | None = None, **given: Any) -> CheckIn:
        """One try at the door, in time unless told otherwise."""
        at = at or ("13:15" if session == self.afternoon else "07:45")
        given.setdefault("token", uuid.uuid4())
        given.setdefault("method", Method.SEARCH)
        return self.database.write(
            lambda tx: attendance.check_in(
                tx,
                training_session_id=session or self.morning,
                attendee_id=self.people[name],
                at=moment(at),
                **given,
            )
        )

    def person(self, name: str, session: uuid.UUID | None = None) -> DoorPerson:
        """The person as the door sees them now."""
        return next(each for each in self.at_the_door(session) if each.full_name == name)

    def at_the_door(self, session: uuid.UUID | None = None) -> list[DoorPerson]:
        """Everyone as the door sees them."""
        return self.database.read(lambda tx: attendance.door_people(tx, session or self.morning))

    def report(self, session: uuid.UUID | None = None) -> SessionAttendance:
        """The session's report."""
        return self.database.read(lambda tx: attendance.attendance(tx, self.conference_id, [session or self.morning]))[
            0
        ]


def fill(tx: Transaction) -> None:
    """The conference, six people of two wards, morning and afternoon."""
    units.seed_units(tx, "hai-ba-trung")
    conference = conferences.create_conference(tx, title="Tập huấn một cửa", starts_on=DAY)
    wards = [unit for unit in units.list_units(tx) if unit.kind == "ward"][:2]
    for number, name in enumerate(NAMES):
        person = AttendeeInput(full_name=name, unit_id=wards[number % 2].id, phone=f"09123456{number:02d}")
        attendees.add_attendee(tx, conference.id, person)


def open_hall(database: Database) -> Hall:
    """The hall of a record, which is filled with it unless it began with it (`fill`)."""

    def look(tx: Transaction) -> Hall:
        (conference,) = conferences.list_conferences(tx)
        morning, afternoon = agenda.list_sessions(tx, conference.id)
        people = {each.full_name: each.id for each in attendees.list_attendees(tx, conference.id)}
        return Hall(database, conference.id, morning.id, afternoon.id, {name: people[name] for name in NAMES})

    if not database.read(conferences.list_conferences):
        database.write(fill)
    return database.read(look)
