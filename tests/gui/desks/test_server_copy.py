"""A conference goes from a file onto a real server and back into a file, through the window."""

from __future__ import annotations

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop import i18n
from desktop.app import build_window
from desktop.gui.desks.server_copy import PutFromFile, PutFromServer
from desktop.services import conferences
from desktop.services.opening import open_location
from desktop.settings import Settings
from tests.gui.filled import PEOPLE, dialog, filled, filled_record, settle
from tests.keyrings import InMemory

__all__ = ["filled", "filled_record"]


@pytest.fixture(autouse=True)
def ring(monkeypatch):
    ring = InMemory()
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)


@pytest.fixture
def server(postgresql):
    location = postgresql.fresh()
    open_location(location).close()
    return location


@pytest.fixture
def on_server(qtbot, server):
    database = open_location(server, desk="Bàn 1")
    window = build_window(database, Settings(), location=server)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.show()
    yield window
    settle(qtbot, window)
    window.close()
    database.close()


def put(qtbot, window, location):
    opened = window.run("server.copy_in")
    assert isinstance(opened, PutFromFile)
    opened.server._take_apart(location)
    qtbot.mouseClick(opened.save_button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    return opened


def on(location):
    database = open_location(location)
    try:
        return database.read(conferences.list_conferences)
    finally:
        database.close()


def test_the_open_conference_of_a_file_is_put_on_a_server_and_leads_there(qtbot, filled, server):
    put(qtbot, filled, server)
    (there,) = on(server)
    assert there.attendee_count == PEOPLE
    assert there.title in filled.status.sentence
    with qtbot.waitSignal(filled.data_wanted) as asked:
        filled.status._link.click()
    assert asked.args == ["recent", server]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_a_conference_that_is_there_already_is_refused_in_the_dialog(qtbot, filled, server, language):
    put(qtbot, filled, server)
    i18n.install(language)
    opened = put(qtbot, filled, server)
    assert opened.isVisible()
    assert filled.context.conference.title in opened.banner.sentence
    opened.reject()
    assert len(on(server)) == 1


def test_a_server_that_is_away_is_told_in_the_dialog_and_the_window_goes_on(qtbot, filled):
    opened = put(qtbot, filled, "postgresql://a@/taphuan?host=/khong/co")
    assert opened.banner.sentence
    assert opened.save_button.isEnabled()
    opened.reject()


def test_a_servers_window_takes_a_conference_of_a_file_and_gives_it_back(
    qtbot, on_server, filled_record, tmp_path, monkeypatch
):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(filled_record.path), ""))
    on_server.run("server.copy_in")
    opened = dialog(qtbot, PutFromServer)
    qtbot.mouseClick(opened.save_button, Qt.MouseButton.LeftButton)
    settle(qtbot, on_server)
    qtbot.waitUntil(lambda: on_server.context.conference is not None)
    assert on_server.context.conference.attendee_count == PEOPLE
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(tmp_path / "ve"), ""))
    on_server.run("server.copy_out")
    settle(qtbot, on_server)
    (back,) = on(tmp_path / "ve.db")
    assert back.attendee_count == PEOPLE
    assert "ve.db" in on_server.status.sentence


def test_a_file_without_a_conference_is_told(qtbot, on_server, tmp_path, monkeypatch):
    open_location(tmp_path / "trong.db").close()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(tmp_path / "trong.db"), ""))
    on_server.run("server.copy_in")
    settle(qtbot, on_server)
    assert "trong.db" in on_server.banner.sentence
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, PutFromServer) and each.isVisible()]


def test_what_does_not_apply_to_a_file_or_a_server_is_grey(qtbot, filled, on_server):
    assert not filled.commands.actions["server.copy_out"].isEnabled()
    assert on_server.commands.actions["server.copy_out"].isEnabled()
    assert not on_server.commands.actions["backup"].isEnabled()
