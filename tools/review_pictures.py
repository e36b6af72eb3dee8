"""What is to review, two people joined, and what could be written better, over people who give reason for it."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from desktop.domain.areas import ALL_AREAS
from desktop.domain.people import AttendeeInput
from desktop.gui.attendees.page import AttendeesPage
from desktop.gui.shell.main_window import MainWindow
from desktop.services import attendance, attendees
from desktop.services.opening import Transaction

_TYPED = "Trung tâm Văn hóa Mẫu"


def review_pictures(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What opens, by the picture's name."""
    return {
        "review": lambda: _queue(window),
        "join": lambda: _join(window),
        "tidy": lambda: _tidy(window),
    }


def _people(window: MainWindow) -> None:
    """Once for all pictures: two came in though they stand on the list, one from a unit nobody knows, one in capitals."""
    conference = window.context.conference_id

    def work(tx: Transaction) -> None:
        known = attendees.list_attendees(tx, conference)
        if any(each.unit == _TYPED for each in known):
            return
        for twin, position in zip(known[20:22], ("PCT", "Phó Trưởng phòng"), strict=True):
            attendance.walk_in(
                tx, conference, full_name=twin.full_name, unit=twin.unit, position=position, token=uuid.uuid4()
            )
        attendance.walk_in(tx, conference, full_name="Trần Thị Lụa", unit=_TYPED, token=uuid.uuid4())
        capitals = AttendeeInput(full_name="ĐỖ VĂN CHỮ", position="TRƯỞNG PHÒNG", unit=known[40].unit)
        attendees.add_attendee(tx, conference, capitals)

    window.context.operations.database.write(work)
    window.context.operations.changed.emit(ALL_AREAS)


def _queue(window: MainWindow) -> object:
    _people(window)
    return window.run("review")


def _tidy(window: MainWindow) -> object:
    _people(window)
    return window.run("tidy")


def _join(window: MainWindow) -> None:
    _people(window)
    window.show_page("attendees")
    while window.context.operations.busy:
        QApplication.processEvents()
    page = window.page
    assert isinstance(page, AttendeesPage)
    database, conference = window.context.operations.database, window.context.conference_id
    known = database.read(lambda tx: attendees.list_attendees(tx, conference))
    twins = [each for each in known if sum(other.full_name == each.full_name for other in known) > 1]
    twins.sort(key=lambda each: each.full_name)
    page.table.select_ids([each.id for each in twins[:2]])
    page.join()
