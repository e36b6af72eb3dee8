"""One session's people, kept true while they arrive here and elsewhere."""

from __future__ import annotations

import uuid

from desktop.domain.areas import Area
from desktop.domain.attendance import Status
from desktop.gui.checkin import people as door_module
from desktop.services import attendance
from tests.gui.checkin.doorway import NAMES, door, door_database

__all__ = ["door", "door_database"]


def arrive(door, name: str) -> None:
    person, session = door.person(name), door.page.data.session
    door.database.write(
        lambda tx: attendance.check_in(tx, training_session_id=session.id, attendee_id=person.id, token=uuid.uuid4())
    )


def test_while_people_arrive_only_their_states_are_read(door, monkeypatch):
    asked = []
    whole = door_module._read_people
    monkeypatch.setattr(
        door_module, "_read_people", lambda *given, **more: asked.append("people") or whole(*given, **more)
    )
    arrive(door, NAMES[1])
    door.window.context.operations.changed.emit(frozenset({Area.ATTENDANCE}))
    door.settle()
    assert door.person(NAMES[1]).status == Status.PRESENT
    assert asked == []
    door.window.context.operations.changed.emit(frozenset({Area.ATTENDEES}))
    door.settle()
    assert asked == ["people"]


def test_in_a_rush_of_news_the_last_is_shown(door):
    for name in NAMES:
        arrive(door, name)
        door.window.context.operations.changed.emit(frozenset({Area.ATTENDANCE}))
    door.settle()
    assert all(person.status == Status.PRESENT for person in door.page.data.people)


def test_somebody_registered_elsewhere_is_fetched_when_their_arrival_is_told(door):
    session, conference = door.page.data.session, door.window.context.conference_id
    door.database.write(
        lambda tx: attendance.walk_in(
            tx, conference, full_name="Bùi Thị Mới", unit="Trạm y tế", token=uuid.uuid4(), session_ids=[session.id]
        )
    )
    door.window.context.operations.changed.emit(frozenset({Area.ATTENDANCE}))
    door.settle()
    assert door.person("Bùi Thị Mới").status == Status.PRESENT


def test_what_is_shown_equals_what_the_record_says(door):
    arrive(door, NAMES[0])
    door.window.context.operations.changed.emit(frozenset({Area.ATTENDANCE}))
    door.settle()
    session = door.page.data.session
    assert door.page.data.people == door.database.read(lambda tx: attendance.door_people(tx, session.id))
