"""One run of the program: data files opened and refused, the language switched, unexpected errors told."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop import i18n, paths
from desktop.app import Session
from desktop.gui import trouble
from desktop.services.opening import open_record
from desktop.settings import Settings
from tests.gui.filled import settle


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Session]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    session = Session(application, Settings())
    yield session
    if session.window is not None:
        settle(qtbot, session.window)
        session.window.close()
        session.window.deleteLater()
    application.removeTranslator(session._translator)
    session.deleteLater()


def test_the_users_own_data_file_is_made_at_the_first_start(qtbot, session):
    assert session.open(paths.default_database())
    assert paths.default_database().exists()
    assert session._settings.data_file == ""


def test_a_file_that_is_no_record_leads_to_another_and_is_left_alone(qtbot, session, tmp_path, monkeypatch):
    bad = tmp_path / "anh.db"
    bad.write_bytes(b"JFIF" * 100)
    told = []
    monkeypatch.setattr(session, "_ask_for_another", lambda error: told.append(error.code) or tmp_path / "khac.db")
    assert session.open(bad)
    assert told == ["record.not_ours"]
    assert bad.read_bytes() == b"JFIF" * 100
    assert session._settings.data_file == str(tmp_path / "khac.db")


def test_giving_up_on_a_bad_file_ends_the_start(qtbot, session, tmp_path, monkeypatch):
    bad = tmp_path / "anh.db"
    bad.write_bytes(b"JFIF" * 100)
    monkeypatch.setattr(session, "_ask_for_another", lambda _error: None)
    assert not session.open(bad)


def test_another_data_file_takes_the_windows_place(qtbot, session, tmp_path):
    open_record(tmp_path / "hai.db").close()
    assert session.open(tmp_path / "mot.db")
    first = session.window
    first.data_wanted.emit("recent", tmp_path / "hai.db")
    qtbot.waitUntil(lambda: session.window is not first and session.window.is_ready)
    assert session.window.context.operations.record.path == tmp_path / "hai.db"
    assert session._settings.views["recent"][:2] == [str(tmp_path / "hai.db"), str(tmp_path / "mot.db")]


def test_the_window_speaks_another_language_at_once(qtbot, session, tmp_path):
    assert session.open(tmp_path / "mot.db")
    first = session.window
    first.language_wanted.emit("en")
    qtbot.waitUntil(lambda: session.window is not first and session.window.is_ready)
    assert i18n.language() == "en"
    assert "&File" in [action.text() for action in session.window.menuBar().actions()]


def test_an_unexpected_error_is_logged_and_told_once_without_a_traceback(qtbot, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("threading.excepthook", lambda _given: None)
    trouble.watch()
    for number in range(2):
        error = ZeroDivisionError(f"lỗi thử {number}")
        trouble._on_error(type(error), error, None)

    def boxes():
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox) and each.isVisible()]

    qtbot.waitUntil(lambda: bool(boxes()))
    (box,) = boxes()
    shown = box.text() + box.informativeText() + box.detailedText()
    assert "ZeroDivisionError" not in shown
    copy = next(button for button in box.findChildren(QPushButton) if button.text() == "Chép chi tiết")
    copy.click()
    assert box.isVisible()
    assert "lỗi thử 0" in QGuiApplication.clipboard().text()
    logged = Path(paths.log_file()).read_text(encoding="utf-8")
    assert "lỗi thử 0" in logged
    assert "lỗi thử 1" in logged
    box.close()
    for handler in list(trouble.log.handlers):
        trouble.log.removeHandler(handler)
        handler.close()


def test_the_look_can_change_after_the_window_was_made_anew(qtbot, session, tmp_path):
    assert session.open(tmp_path / "mot.db")
    first = session.window
    first.language_wanted.emit("en")
    qtbot.waitUntil(lambda: session.window is not first and session.window.is_ready)
    settle(qtbot, session.window)
    session.theme.apply("dark", 150)  # nothing of the first window answers any more
    session.theme.apply("light", 100)
