"""The board for a second screen, the log of an attendance, and what should be looked at, with people let in."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Callable
from typing import Any

from desktop.domain.attendance import THERE, DoorPerson, MarkKind, Method, Status
from desktop.domain.people import SessionView
from desktop.gui.shell.main_window import MainWindow
from desktop.services import agenda, attendance
from desktop.services.attendance import marking


def board_pictures(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What opens, by the picture's name."""
    return {
        "board-window": lambda: window.run("board", session_id=_crowd(window).id),
        "attendance-log": lambda: _log(window),
        "look-at": lambda: _look_at(window),
    }


def _session(window: MainWindow) -> SessionView:
    conference = window.context.conference_id
    found: list[SessionView] = window.context.operations.database.read(lambda tx: agenda.list_sessions(tx, conference))
    return found[0]


def _people(window: MainWindow) -> list[DoorPerson]:
    session = _session(window)
    found: list[DoorPerson] = window.context.operations.database.read(lambda tx: attendance.door_people(tx, session.id))
    return found


def _crowd(window: MainWindow) -> SessionView:
    """Two thirds of the people come around the start, some are excused; once for all pictures."""
    session = _session(window)
    people = _people(window)
    dice = random.Random(2018)

    def work(tx: Any) -> None:
        for person in people:
            given: dict[str, Any] = {"training_session_id": session.id, "attendee_id": person.id}
            if dice.random() < 0.65:
                minutes = min(dice.gauss(-8, 9), 28)
                at = (session.starts_at + dt.timedelta(minutes=minutes)).astimezone(dt.UTC)
                attendance.check_in(tx, token=uuid.uuid4(), method=Method.SCAN, at=at, **given)
            elif dice.random() < 0.1:
                attendance.set_status(tx, status=Status.EXCUSED, **given)

    if sum(person.status in THERE for person in people) < 60:
        window.context.operations.database.write(work)
    return session


def _doubts(window: MainWindow) -> tuple[SessionView, list[DoorPerson]]:
    """Desk 2 was cut off and let three in again; paper says of another that they were absent."""
    session = _crowd(window)
    people = [person for person in _people(window) if person.status in THERE and person.arrived_at]

    def work(tx: Any) -> None:
        for person in people[:3]:
            assert person.arrived_at is not None
            at = person.arrived_at + dt.timedelta(minutes=4)
            again = marking.draft(tx, (session.id, person.id), MarkKind.IN, Method.SCAN, at=at, desk="2")
            marking.write(tx, [again])
        marking.write(tx, [marking.draft(tx, (session.id, people[4].id), MarkKind.ABSENT, Method.PAPER)])

    if not any(person.doubt for person in people):
        window.context.operations.database.write(work)
    return session, people


def _look_at(window: MainWindow) -> object:
    _doubts(window)
    return window.run("review")


def _log(window: MainWindow) -> object:
    session, people = _doubts(window)
    database = window.context.operations.database
    marks = database.read(lambda tx: attendance.marks_of(tx, session.id, people[0].id))
    if not any(mark.annulled for mark in marks):
        database.write(lambda tx: attendance.annul(tx, [marks[0].id], "gõ nhầm người cùng tên"))
    return window.run("attendance.log", session_id=session.id, attendee_id=people[0].id)
