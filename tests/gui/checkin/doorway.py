"""A door whose session runs right now, with invented people whose names are easy to ask for."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import build_window
from desktop.domain.people import AttendeeInput
from desktop.gui.checkin.page import AttendancePage
from desktop.gui.shell.main_window import MainWindow
from desktop.services import agenda, attendees, conferences, groups, units
from desktop.services.opening import Database
from desktop.settings import Settings
from tests import kept_record
from tests.gui.filled import settle

NAMES = ("Nguyễn Thị Hà", "Trần Đức An", "Lê Văn Vũ", "Phạm Thu Nga", "Hoàng Minh Châu", "Đỗ Thị Thuý Hà")


class Clock:
    """Goes forward by a step at every look."""

    def __init__(self) -> None:
        self.now = 0.0
        self.step = 0.2

    def __call__(self) -> float:
        self.now += self.step
        return self.now


class Doorway:
    """The check-in page as a person at the desk uses it."""

    def __init__(self, qtbot: QtBot, window: MainWindow, database: Database) -> None:
        assert isinstance(window.page, AttendancePage)
        self.qtbot, self.window, self.database = qtbot, window, database
        self.page: AttendancePage = window.page
        self.clock = Clock()
        self.page.field._clock = self.clock

    def type(self, text: str) -> None:
        """By hand."""
        self.clock.step = 0.2
        for letter in text:
            if letter.isascii():
                QTest.keyClick(self.page.field, letter)  # type: ignore[call-overload]
                continue
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QApplication.sendEvent(self.page.field, event)
        self.qtbot.waitUntil(lambda: not self.page._find_soon.isActive())

    def press(self, key: Qt.Key) -> None:
        """One key, by hand."""
        self.clock.step = 0.2
        QTest.keyClick(self.page.field, key)

    def scan(self, code: str, *, enter: bool = True) -> None:
        """As a scanner types: digits and Enter, faster than anybody."""
        self.clock.step = 0.003
        QTest.keyClicks(self.page.field, code)
        if enter:
            QTest.keyClick(self.page.field, Qt.Key.Key_Return)
        self.clock.step = 0.2

    def settle(self) -> None:
        """Until nothing is asked for any more, and what changed is shown."""
        settle(self.qtbot, self.window)
        self.qtbot.wait(5)
        settle(self.qtbot, self.window)

    def let_in(self, text: str) -> str:
        """Type, press Enter, and read the verdict."""
        self.type(text)
        self.press(Qt.Key.Key_Return)
        self.settle()
        return self.page.verdict.sentence

    def person(self, name: str) -> Any:
        """The person as the page knows them."""
        return next(each for each in self.page.data.people if each.full_name == name)

    @property
    def hits(self) -> list[str]:
        """Names under the field."""
        return [each.full_name for each in self.page.hits.rows_model.rows()]

    @property
    def recent(self) -> list[list[str]]:
        """What the list of the last ten says."""
        model = self.page.recent.model_of_lines
        return [[model.text(row, column) for column in range(1, 6)] for row in range(model.rowCount())]


def fill(tx: Any) -> uuid.UUID:
    """A conference of today: one session runs, one comes, and a session for the second group only."""
    units.seed_units(tx, "hai-ba-trung")
    now = dt.datetime.now().replace(second=0, microsecond=0)
    conference = conferences.create_conference(tx, title="Tập huấn một cửa", starts_on=now.date(), with_sessions=False)
    wards = [unit for unit in units.list_units(tx) if unit.kind == "ward"][:2]
    schools = groups.add_group(tx, conference.id, "Trường mời riêng")
    hour = dt.timedelta(hours=1)
    agenda.add_session(
        tx, conference.id, title="Khai mạc", starts_at=now - hour / 12, ends_at=now + 3 * hour, room="Tầng 3"
    )
    agenda.add_session(
        tx,
        conference.id,
        title="Chuyên đề trường",
        starts_at=now + hour,
        ends_at=now + 5 * hour,
        audience=[schools.id],
    )
    for number, name in enumerate(NAMES):
        attendees.add_attendee(
            tx,
            conference.id,
            AttendeeInput(
                full_name=name,
                unit_id=wards[number % 2].id,
                phone=f"09123456{number:02d}",
                attention="Đại biểu phát biểu" if number == 2 else None,
            ),
        )
    return conference.id


@pytest.fixture
def door_database(tmp_path: Path) -> Iterator[Database]:
    database, _conference = kept_record.filled(tmp_path / "cua.db", fill, desk="1", fresh=60)
    yield database
    database.close()


@pytest.fixture
def door(qtbot: QtBot, door_database: Database) -> Iterator[Doorway]:
    """The window at the door of the session that runs; no tones."""
    settings = Settings(desk="1", views={"page": "attendance", "door.sound": False})
    window = build_window(door_database, settings)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.show()
    settle(qtbot, window)
    doorway = Doorway(qtbot, window, door_database)
    qtbot.waitUntil(lambda: doorway.page.data.ready, timeout=10_000)
    yield doorway
    settle(qtbot, window)
    window.close()
