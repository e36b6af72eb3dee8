"""A door whose session runs right now, with invented people whose names are easy to ask for."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.app import build_window
from desktop.domain.attendance import DoorPerson
from desktop.domain.people import AttendeeInput
from desktop.gui.shell.main_window import MainWindow
from desktop.services import agenda, attendees, conferences, groups, units
from desktop.services.opening import Database
from desktop.settings import Settings
from tests import kept_record
from tests.gui.filled import settle
from tools.door_driver import Driver

NAMES = ("Nguyễn Thị Hà", "Trần Đức An", "Lê Văn Vũ", "Phạm Thu Nga", "Hoàng Minh Châu", "Đỗ Thị Thuý Hà")


class Doorway(Driver):
    """The check-in page as a person at the desk uses it, over a database of its own."""

    def __init__(self, qtbot: QtBot, window: MainWindow, database: Database) -> None:
        super().__init__(window)
        self.qtbot, self.database = qtbot, database

    def wait_until(self, true: Callable[[], bool], seconds: float = 10.0) -> None:
        self.qtbot.waitUntil(true, timeout=round(seconds * 1000))

    def settle(self) -> None:
        settle(self.qtbot, self.window)
        self.qtbot.wait(5)
        settle(self.qtbot, self.window)

    def person(self, name: str) -> Any:
        """The person as the page knows them."""
        return next(each for each in self.page.data.people if each.full_name == name)

    @property
    def hits(self) -> list[str]:
        """Names of people and units under the field."""
        rows = self.page.hits.rows_model.rows()
        return [each.full_name if isinstance(each, DoorPerson) else each.unit for each in rows]

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
