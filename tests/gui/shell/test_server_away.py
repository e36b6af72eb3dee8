"""A window whose server is killed: the door goes on, the line over the pages stays, and all of it goes when it is back."""

from __future__ import annotations

import datetime as dt
import threading
import uuid

import keyring
import keyring.backends.fail
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop import i18n
from desktop.app import Program, build_window
from desktop.domain.errors import UnusableDatabase
from desktop.gui.allowances.rates import open_rates
from desktop.gui.feedback import Feedback
from desktop.services import attendance, rates
from desktop.services.desks.server_database import ServerDatabase
from desktop.services.opening import open_location
from desktop.settings import Settings
from desktop.store import notices
from desktop.store.upgrade import open_database
from tests.gui.filled import settle
from tests.services.attendance.hall import fill, open_hall


@pytest.fixture(autouse=True)
def leaving(monkeypatch):
    """Whoever closes the window while something waits means it."""
    monkeypatch.setattr(Feedback, "ask", lambda *_asked, **_more: True)


@pytest.fixture(autouse=True)
def no_ring(monkeypatch):
    monkeypatch.setattr(keyring, "get_keyring", keyring.backends.fail.Keyring)


@pytest.fixture
def hall(server):
    """A conference at the server, which this desk has seen before."""
    location = server.copied(fill)
    database = open_location(location, desk="Văn phòng")
    hall = open_hall(database)
    database.copy_now()
    database.close()
    return location, hall


def let_in(window, hall, name):
    token, attendee = uuid.uuid4(), hall.people[name]
    window.context.operations.write_or_queue(
        lambda tx: attendance.check_in(
            tx, training_session_id=hall.morning, attendee_id=attendee, token=token, anyway=True
        )
    )


@pytest.mark.parametrize(
    ("language", "away", "waits", "back"),
    [
        ("vi", "▲ mất máy chủ", "chờ đồng bộ: 1", "● trực tuyến"),
        ("en", "▲ server away", "waiting to be sent: 1", "● online"),
    ],
)
def test_a_killed_server_is_told_and_what_waits_goes_when_it_is_back(qtbot, server, hall, language, away, waits, back):
    i18n.install(language)
    location, there = hall
    database = open_location(location, desk="Bàn 2")
    window = build_window(database, Settings(desk="Bàn 2"), location=location)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.show()
    database.copy_now()
    server.kill()
    let_in(window, there, "Nguyễn Thị Hà")
    qtbot.waitUntil(lambda: away in window.status.standing and waits in window.status.standing, timeout=20_000)
    assert window.connection_bar.isVisible()
    assert "1" in window.connection_bar.sentence
    qtbot.mouseClick(window.connection_bar.again, Qt.MouseButton.LeftButton)
    assert not window.connection_bar.again.isEnabled(), "it says that it is trying"
    server.start()
    qtbot.waitUntil(lambda: back in window.status.standing, timeout=30_000)
    qtbot.waitUntil(lambda: waits not in window.status.standing, timeout=30_000)
    assert not window.connection_bar.isVisible()
    settle(qtbot, window)
    window.close()
    database.close()


def test_what_waited_can_be_taken_back_at_the_door_and_is_marked_sent_when_the_server_is_back(qtbot, server, hall):
    location, _there = hall
    database = open_location(location, desk="Bàn 2")
    window = build_window(database, Settings(desk="Bàn 2", views={"page": "attendance"}), location=location)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.show()
    database.copy_now()
    page = window.page
    qtbot.waitUntil(lambda: page.data.ready, timeout=20_000)
    server.kill()
    for name in ("Nguyễn Thị Hà", "Trần Đức An"):
        page.desk.let_in(next(person for person in page.data.people if person.full_name == name), anyway=True)
    qtbot.waitUntil(lambda: [line.pending for line in page.desk.recent()] == [True, True], timeout=20_000)
    assert not window.status._link.isHidden(), "what was written at home is taken back there"
    qtbot.waitUntil(lambda: not database.online, timeout=20_000)
    window.undo_last()
    qtbot.waitUntil(lambda: page.desk.recent()[0].undone, timeout=20_000)
    assert not window.banner.sentence
    server.start()
    qtbot.waitUntil(lambda: not any(line.pending for line in page.desk.recent()), timeout=30_000)
    assert not page.verdict.verdict.pending
    settle(qtbot, window)
    window.close()
    database.close()


def test_a_start_without_its_server_opens_what_this_desk_saw_last(qtbot, server, hall):
    location, there = hall
    server.kill()
    application = QApplication.instance()
    program = Program(application, Settings(desk="Bàn 2"))
    assert program.open(location)
    window = program.window
    qtbot.waitUntil(lambda: window.is_ready and "▲" in window.status.standing, timeout=20_000)
    assert window.connection_bar.isVisible()
    assert window.context.conference.title == "Tập huấn một cửa"
    let_in(window, there, "Trần Đức An")
    qtbot.waitUntil(lambda: "chờ đồng bộ: 1" in window.status.standing, timeout=20_000)
    settle(qtbot, window)
    window.close()
    window.deleteLater()
    program._database.close()
    application.removeTranslator(program._translator)
    program.deleteLater()
    server.start()


def test_rates_shown_while_the_server_was_away_are_read_again_when_it_is_back(qtbot, server, hall, monkeypatch):
    may_return = threading.Event()
    come_back = ServerDatabase._reconnect

    def when_let(self):
        if not may_return.is_set():
            raise UnusableDatabase("record.unreachable", file="")
        come_back(self)

    monkeypatch.setattr(ServerDatabase, "_reconnect", when_let)
    monkeypatch.setattr(
        notices, "_RECONNECT_SECONDS", 600.0
    )  # no notice of the change itself: it came while nobody listened
    location, there = hall
    database = open_location(location, desk="Bàn 2")
    window = build_window(database, Settings(desk="Bàn 2"), location=location)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=20_000):
        window.show()
    database.copy_now()
    dialog = open_rates(window.context)
    settle(qtbot, window)
    server.kill()
    let_in(window, there, "Nguyễn Thị Hà")
    qtbot.waitUntil(lambda: not database.online, timeout=20_000)
    server.start()
    elsewhere = open_database(location, desk="Bàn 3")
    elsewhere.write(lambda tx: rates.add_rate(tx, valid_from=dt.date(2018, 1, 1), amount=150_000))
    elsewhere.close()
    assert dialog.table.rows_model.rows() == []
    may_return.set()
    qtbot.waitUntil(lambda: [rate.amount for rate in dialog.table.rows_model.rows()] == [150_000], timeout=30_000)
    dialog.reject()
    settle(qtbot, window)
    window.close()
    database.close()
