"""Backups in the window: by themselves, asked for, listed, restored and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.areas import Area
from desktop.domain.backups import Reason
from desktop.gui.backups.keeper import BackupKeeper, back_up_at_close
from desktop.gui.backups.restore import RestoreDialog
from desktop.gui.settings.preferences import PreferencesDialog
from desktop.gui.shell.main_window import MainWindow
from desktop.services import backups, conferences
from desktop.services.opening import Database
from tests.gui.filled import settle
from tests.store.test_backup import overwrite


def path_of(window: MainWindow) -> Path:
    path = window.context.operations.database.path
    assert path is not None
    return path


def titles(window: MainWindow) -> list[str]:
    return [each.title for each in window.conferences]


def listed(qtbot: QtBot, window: MainWindow) -> RestoreDialog:
    dialog = window.run("backup.restore")
    assert isinstance(dialog, RestoreDialog)
    settle(qtbot, window)
    return dialog


def test_a_backup_is_restored_shown_and_taken_back(qtbot: QtBot, window: MainWindow, monkeypatch):
    backups.make(path_of(window), Reason.ASKED)
    window.context.operations.write(lambda tx: conferences.create_conference(tx, title="Sau bản sao lưu"))
    settle(qtbot, window)
    assert len(titles(window)) == 2
    dialog = listed(qtbot, window)
    asked: list[str] = []
    monkeypatch.setattr(window.feedback, "ask", lambda _title, question, *_yes, **_named: not asked.append(question))
    dialog.restore_button.click()
    settle(qtbot, window)
    assert "1 hội nghị" in asked[0]
    assert dialog.gone
    assert len(titles(window)) == 1
    assert "Đã khôi phục" in window.status.sentence
    window.status._link.click()
    settle(qtbot, window)
    assert len(titles(window)) == 2


def test_a_broken_backup_is_shown_as_such_and_can_not_be_chosen(qtbot: QtBot, window: MainWindow):
    overwrite(backups.make(path_of(window), Reason.ASKED), 2, 8)
    dialog = listed(qtbot, window)
    assert dialog.texts(dialog.rows[0])[2] == "bị hỏng"
    assert not dialog.restore_button.isEnabled()
    dialog.reject()


def test_a_backup_asked_for_appears_in_the_list(qtbot: QtBot, window: MainWindow):
    dialog = listed(qtbot, window)
    assert dialog.empty.isVisibleTo(dialog)
    dialog.now_button.click()
    settle(qtbot, window)
    assert [each.reason for each in dialog.rows] == [Reason.ASKED]
    dialog.reject()


def test_changes_start_the_clock_and_an_idle_window_backs_nothing_up(qtbot: QtBot, window: MainWindow):
    keeper = BackupKeeper(window.context, window)
    window.context.operations.changed.emit(frozenset({Area.CONNECTION}))
    assert not keeper.timer.isActive()
    window.context.operations.write(lambda tx: conferences.create_conference(tx, title="Mới"))
    settle(qtbot, window)
    assert keeper.timer.isActive()
    assert keeper.timer.interval() == 600_000
    for _twice in range(2):
        keeper.back_up()
        settle(qtbot, window)
    assert [each.reason for each in backups.list_backups(path_of(window))] == [Reason.CHANGES]


def test_an_absent_second_place_is_told_once_and_quietly(qtbot: QtBot, window: MainWindow, tmp_path: Path):
    window.context.settings.backup_folder = str(tmp_path / "usb")
    keeper = BackupKeeper(window.context, window)
    keeper.back_up()
    settle(qtbot, window)
    assert "usb" in window.status.sentence
    assert not window.banner.sentence
    window.status.say("")
    keeper.back_up()
    settle(qtbot, window)
    assert not window.status.sentence
    (tmp_path / "usb").mkdir()
    keeper.back_up()
    settle(qtbot, window)
    assert len(list((tmp_path / "usb").rglob("*.db"))) == 1


def test_leaving_a_data_file_backs_it_up(database: Database, tmp_path: Path):
    path = database.path
    assert path is not None
    database.close()
    back_up_at_close(path, "").join()
    back_up_at_close(path, "").join()
    assert [each.reason for each in backups.list_backups(path)] == [Reason.CLOSE]


def test_the_second_place_is_set_in_the_settings(qtbot: QtBot, window: MainWindow, tmp_path: Path):
    dialog = window.run("preferences")
    assert isinstance(dialog, PreferencesDialog)
    dialog.second.setText("usb")
    dialog.save_button.click()
    assert dialog.form.error_of("backup_folder")
    dialog.second.setText(str(tmp_path))
    dialog.minutes.setCurrentIndex(0)
    dialog.save_button.click()
    assert (window.context.settings.backup_minutes, window.context.settings.backup_folder) == (5, str(tmp_path))


@pytest.mark.parametrize("command", ["backup.now", "backup.restore"])
def test_on_a_server_it_is_said_whose_the_backups_are(window: MainWindow, monkeypatch, command: str):
    monkeypatch.setattr(type(window.context.operations.database), "path", None, raising=False)
    monkeypatch.setattr(window.context.operations.database, "path", None)
    window.run(command)
    assert "máy chủ" in window.banner.sentence
