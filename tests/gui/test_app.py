"""One run of the program: data files opened and refused, the language switched, unexpected errors told."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from desktop import i18n, paths
from desktop.gui import crash_dialog
from desktop.services.opening import open_location
from tests.gui.filled import settle


def test_the_users_own_data_file_is_made_at_the_first_start(qtbot, program):
    assert program.open(paths.default_database())
    assert paths.default_database().exists()
    assert program._settings.data_file == ""


def test_a_file_that_is_no_record_leads_to_another_and_is_left_alone(qtbot, program, tmp_path, monkeypatch):
    bad = tmp_path / "anh.db"
    bad.write_bytes(b"JFIF" * 100)
    told = []
    monkeypatch.setattr(
        program, "_ask_for_another", lambda _where, error: told.append(error.code) or tmp_path / "khac.db"
    )
    assert program.open(bad)
    assert told == ["record.not_ours"]
    assert bad.read_bytes() == b"JFIF" * 100
    assert program._settings.data_file == str(tmp_path / "khac.db")


def test_giving_up_on_a_bad_file_ends_the_start(qtbot, program, tmp_path, monkeypatch):
    bad = tmp_path / "anh.db"
    bad.write_bytes(b"JFIF" * 100)
    monkeypatch.setattr(program, "_ask_for_another", lambda _where, _error: None)
    assert not program.open(bad)


def test_a_file_opened_before_and_gone_is_told_and_made_only_when_asked_for(qtbot, program, tmp_path, monkeypatch):
    path = tmp_path / "mot.db"
    assert program.open(path)
    settle(qtbot, program.window)
    program.window.close()
    program._database.close()
    path.unlink()
    told = []
    monkeypatch.setattr(program, "_ask_for_another", lambda _where, error: told.append(error.code))
    program.open(path)
    assert told == ["record.missing"]
    assert not path.exists()
    monkeypatch.setattr(program, "_made", lambda _path: None)  # protection is offered: see tests/gui/encryption
    assert program.open(path, new=True)
    assert path.exists()


def test_another_data_file_takes_the_windows_place(qtbot, program, tmp_path):
    open_location(tmp_path / "hai.db").close()
    assert program.open(tmp_path / "mot.db")
    first = program.window
    first.data_wanted.emit("recent", tmp_path / "hai.db")
    qtbot.waitUntil(lambda: program.window is not first and program.window.is_ready)
    assert program.window.context.operations.database.path == tmp_path / "hai.db"
    assert program._settings.views["recent"][:2] == [str(tmp_path / "hai.db"), str(tmp_path / "mot.db")]


def test_the_window_speaks_another_language_at_once(qtbot, program, tmp_path):
    assert program.open(tmp_path / "mot.db")
    first = program.window
    first.language_wanted.emit("en")
    qtbot.waitUntil(lambda: program.window is not first and program.window.is_ready)
    assert i18n.language() == "en"
    assert "&File" in [action.text() for action in program.window.menuBar().actions()]


def test_an_unexpected_error_is_logged_and_told_once_without_a_traceback(qtbot, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr("threading.excepthook", lambda _given: None)
    for name in ("_bell", "_shown"):  # else a later test's error is told in the next window there is
        monkeypatch.setattr(crash_dialog, name, None)
    crash_dialog.watch()
    for number in range(2):
        error = ZeroDivisionError(f"lỗi thử {number}")
        crash_dialog._on_error(type(error), error, None)

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
    for handler in list(crash_dialog.log.handlers):
        crash_dialog.log.removeHandler(handler)
        handler.close()


def test_the_look_can_change_after_the_window_was_made_anew(qtbot, program, tmp_path):
    assert program.open(tmp_path / "mot.db")
    first = program.window
    first.language_wanted.emit("en")
    qtbot.waitUntil(lambda: program.window is not first and program.window.is_ready)
    settle(qtbot, program.window)
    program.theme.apply("dark", 150)  # nothing of the first window answers any more
    program.theme.apply("light", 100)
