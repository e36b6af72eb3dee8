"""The door holds its shape: whatever a session or a person is called, nothing moves and nothing is cut."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPushButton

from desktop.domain.areas import Area
from desktop.domain.people import AttendeeInput
from desktop.services import agenda, attendance, attendees
from tests.gui.checkin.doorway import NAMES, Doorway, door, door_database
from tests.gui.checkin.test_page import other_desk
from tests.gui.filled import ask

__all__ = ["door", "door_database"]

HA, AN, *_others = NAMES
LONG_NAME = "Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Thị Minh Nguyệt Quỳnh Anh"
LONG_TITLE = "Kiểm soát thủ tục hành chính; cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính"


def add_long_session(tx, conference: uuid.UUID) -> uuid.UUID:
    start = dt.datetime.now() + dt.timedelta(hours=30)
    view = agenda.add_session(tx, conference, title=LONG_TITLE, starts_at=start, ends_at=start + dt.timedelta(hours=2))
    return view.id


def resized(door: Doorway, width: int, scale: int) -> None:
    door.window.context.theme.apply("light", scale)
    door.page.recent.setMinimumHeight(1 if scale > 100 else 60)  # as when the window is made in this size
    door.window.resize(width, 700)
    door.settle()


@pytest.mark.parametrize(("width", "scale"), [(1366, 100), (1024, 100), (1366, 200)])
def test_the_buttons_of_the_header_stay_where_they_are_in_every_session(door, width, scale):
    page, conference = door.page, door.window.context.conference_id
    long = door.database.write(lambda tx: add_long_session(tx, conference))
    door.window.context.operations.changed.emit(frozenset({Area.AGENDA}))
    resized(door, width, scale)
    places = set()
    for place in range(page.sessions.count()):
        page.sessions.wanted.emit(page.sessions.itemData(place))
        door.settle()
        buttons = [page.header.itemAt(n).widget() for n in range(page.header.count())]
        found = [each.mapTo(page, QPoint(0, 0)).toTuple() for each in buttons if isinstance(each, QPushButton)]
        places.add((tuple(found), page.sessions.geometry().getRect()[::2]))
    assert page.data.session.id == long
    assert len(places) == 1
    assert LONG_TITLE in page.sessions.currentText()
    assert LONG_TITLE in page.sessions.toolTip()
    door.window.context.theme.apply("light", 100)


@pytest.mark.parametrize(("width", "scale"), [(1366, 100), (1024, 100), (1024, 200)])
def test_a_name_of_sixty_letters_stands_whole_in_the_verdict(door, width, scale):
    conference = door.window.context.conference_id
    door.database.write(lambda tx: attendees.add_attendee(tx, conference, AttendeeInput(full_name=LONG_NAME)))
    door.window.context.operations.changed.emit(frozenset({Area.ATTENDEES}))
    resized(door, width, scale)
    door.scan(door.person(LONG_NAME).code)
    door.settle()
    heading = door.page.verdict._heading
    assert LONG_NAME in heading.text()
    room = QFontMetrics(heading.font()).boundingRect(
        0, 0, heading.width(), 10_000, int(Qt.TextFlag.TextWordWrap), heading.text()
    )
    assert room.height() <= heading.height()
    assert room.width() <= heading.width()
    door.window.context.theme.apply("light", 100)


def test_a_desk_is_named_only_where_it_is_another(door):
    column = door.page.recent.model_of_lines.column_of("desk")
    door.let_in("tran duc an")
    assert door.page.recent.isColumnHidden(column)
    assert "Bàn" not in door.let_in("tran duc an")
    other_desk(door, HA)
    door.window.context.operations.changed.emit(frozenset({Area.ATTENDANCE}))
    door.settle()
    assert not door.page.recent.isColumnHidden(column)
    assert {row[0]: row[3] for row in door.recent} == {HA: "2", AN: ""}
    states = ask(door.database, attendance.door_states, door.page.data.session.id)
    assert sum(each.arrived_at is not None for each in states) == 2
