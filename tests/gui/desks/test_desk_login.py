"""The window over a server, with the login of a desk or of somebody who only looks: nothing it shows is refused to it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.app import build_window
from desktop.domain.attendance import Status
from desktop.gui.checkin.attendance_log import open_log
from desktop.gui.checkin.board_window import open_board
from desktop.gui.review.queue import open_review
from desktop.services import attendance
from desktop.services.opening import open_location
from desktop.settings import Settings
from desktop.store import refusals, server
from desktop.store.engines import server_url
from desktop.store.upgrade import open_database
from tests.gui.checkin.doorway import NAMES, Doorway, fill
from tests.gui.filled import settle

HA, AN, *_OTHERS = NAMES


class Place:
    """A conference on a server, seen by who looks after it and by this window."""

    def __init__(self, postgresql: Any, role: str) -> None:
        address = postgresql.fresh()
        server.init(address)
        self.organizer = open_database(address, desk="Ban tổ chức")
        self.organizer.write(fill)
        name = f"{role} {uuid.uuid4().hex[:6]}"
        login = server.add_login(address, name, role)
        self.database = open_location(postgresql.login(name, str(server_url(address).database), login.password))
        assert (self.database.role, self.database.desk) == (role, name)


@pytest.fixture(params=["desk", "viewer"])
def place(request: pytest.FixtureRequest, postgresql: Any) -> Iterator[Place]:
    made = Place(postgresql, request.param)
    yield made
    made.database.close()
    made.organizer.close()


def test_all_that_the_window_shows_such_a_login_is_open_to_it(
    qtbot: QtBot, place: Place, monkeypatch: pytest.MonkeyPatch
):
    refused = []
    words = refusals.translate

    def told(error: Any, name: str, **given: Any) -> Exception:
        refused.append(str(error.orig))
        return words(error, name, **given)

    monkeypatch.setattr(refusals, "translate", told)
    window = build_window(place.database, Settings(views={"page": "attendance", "door.sound": False}))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=30_000):
        window.show()
    settle(qtbot, window)
    door = Doorway(qtbot, window, place.database)
    qtbot.waitUntil(lambda: door.page.data.ready, timeout=30_000)
    session_id = door.page.data.session.id

    if place.database.role == "desk":
        assert "có mặt" in door.let_in("tran duc an")
        door.page.verdict.buttons["undo"].click()
        door.settle()
        assert door.person(AN).status == Status.UNRECORDED

    # Another desk's arrival comes by itself.
    given = {"training_session_id": session_id, "attendee_id": door.person(HA).id, "token": uuid.uuid4()}
    place.organizer.write(lambda tx: attendance.check_in(tx, method="search", **given))
    qtbot.waitUntil(lambda: door.person(HA).status == Status.PRESENT, timeout=30_000)

    for shown in (
        open_board(window.context, session_id),
        open_review(window.context),
        open_log(window.context, session_id, door.person(HA).id),
    ):
        settle(qtbot, window)
        shown.close()
    settle(qtbot, window)
    assert refused == []
    window.close()
