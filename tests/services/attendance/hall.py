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


def open_hall(database: Database) -> Hall:
    """Fill the record with the conference, six people of two wards, morning and afternoon."""

    def work(tx: Any) -> Hall:
        units.seed_units(tx, "hai-ba-trung")
        conference = conferences.create_conference(tx, title="Tập huấn một cửa", starts_on=DAY)
        morning, afternoon = agenda.list_sessions(tx, conference.id)
        wards = [unit for unit in units.list_units(tx) if unit.kind == "ward"][:2]
        people = {
            name: attendees.add_attendee(
                tx,
                conference.id,
                AttendeeInput(full_name=name, unit_id=wards[number % 2].id, phone=f"09123456{number:02d}"),
            ).id
            for number, name in enumerate(NAMES)
        }
        return Hall(database, conference.id, morning.id, afternoon.id, people)

    return database.write(work)
