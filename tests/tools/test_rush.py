"""A rush at one desk: whoever comes is in, nobody else, and each try has its answer."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from desktop.app import build_window
from desktop.domain.people import AttendeeInput
from desktop.gui.checkin.page import AttendancePage
from desktop.services import agenda, attendees, conferences, units
from desktop.settings import Settings
from tests import kept_record
from tests.gui.filled import settle
from tools.rush import Rush

FAMILIES, MIDDLES, GIVENS = ("Nguyễn", "Trần", "Lê", "Phạm"), ("Thị", "Văn", "Thu"), ("Hà", "Hạnh", "An")


def fill(tx: Any) -> uuid.UUID:
    """Thirty-six people, twelve of each given name, at a session that runs."""
    units.seed_units(tx, "hai-ba-trung")
    now = dt.datetime.now()
    conference = conferences.create_conference(tx, title="Tập huấn", starts_on=now.date(), with_sessions=False)
    hour = dt.timedelta(hours=1)
    agenda.add_session(tx, conference.id, title="Khai mạc", starts_at=now - hour / 12, ends_at=now + 3 * hour)
    wards = [unit for unit in units.list_units(tx) if unit.kind == "ward"]
    names = [f"{family} {middle} {given}" for family in FAMILIES for middle in MIDDLES for given in GIVENS]
    for place, name in enumerate(names):
        attendees.add_attendee(tx, conference.id, AttendeeInput(full_name=name, unit_id=wards[place % 7].id))
    return conference.id


def test_in_a_rush_with_every_kind_of_trouble_nobody_is_wrong_or_lost(qtbot: QtBot, tmp_path: Path) -> None:
    database, _conference = kept_record.filled(tmp_path / "cua.db", fill, desk="1")
    window = build_window(database, Settings(desk="1", views={"page": "attendance", "door.sound": False}))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.show()
    window.activateWindow()
    page = window.page
    assert isinstance(page, AttendancePage)
    qtbot.waitUntil(lambda: page.data.ready, timeout=10_000)
    result = Rush(window).run(20, trouble=3)
    assert not result.wrong
    assert not result.lost
    assert {"misread", "misspelt", "again", "walk_in", "namesake"} <= set(result.came)
    assert len(result.waits) > 20
    settle(qtbot, window)
    window.close()
    database.close()
