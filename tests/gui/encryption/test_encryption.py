"""The data file encrypted from the window, opened with its passphrase, changed, decrypted; the sheet is kept first."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.domain.errors import UnusableDatabase
from desktop.gui.encryption.dialogs import ChangePassphraseDialog, DecryptDialog, EncryptDialog
from desktop.gui.encryption.new_file import NewFileDialog
from desktop.gui.encryption.sheet import RecoverySheetDialog
from desktop.gui.encryption.unlock import UnlockDialog
from desktop.gui.shell.main_window import MainWindow
from desktop.services import conferences, encryption
from desktop.services.auditing import checking
from desktop.services.opening import open_location
from desktop.store import sealing
from tests.gui.filled import settle

FIRST, SECOND = "mật khẩu thứ nhất", "mật khẩu thứ hai"


def path_of(window: MainWindow) -> Path:
    path = window.context.operations.database.path
    assert path is not None
    return path


def encrypted(qtbot: QtBot, window: MainWindow) -> RecoverySheetDialog:
    """Encrypt the window's data; the sheet that is shown then."""
    dialog = window.run("data.encrypt")
    assert isinstance(dialog, EncryptDialog)
    dialog.fields.new.setText(FIRST)
    dialog.fields.again.setText(FIRST)
    dialog.go_button.click()
    settle(qtbot, window)
    assert dialog.gone
    (sheet,) = window.findChildren(RecoverySheetDialog)
    return sheet


def test_the_window_goes_on_over_the_file_that_it_encrypted(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch
):
    before = len(window.conferences)
    sheet = encrypted(qtbot, window)
    assert encryption.is_encrypted(path_of(window))
    assert sheet.key == encryption.recovery_key(path_of(window))
    sheet.reject()
    assert not sheet.gone
    assert sheet.banner.sentence
    saved = tmp_path / "giấy.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(saved), ""))
    sheet.save_button.click()
    assert saved.read_bytes().startswith(b"%PDF")
    sheet.kept_box.click()
    sheet.done_button.click()
    assert sheet.gone
    window.context.operations.write(lambda tx: conferences.create_conference(tx, title="Sau khi mã hóa"))
    settle(qtbot, window)
    assert len(window.conferences) == before + 1


def test_a_short_or_mistyped_passphrase_is_refused_beside_its_field(qtbot: QtBot, window: MainWindow):
    dialog = window.run("data.encrypt")
    assert isinstance(dialog, EncryptDialog)
    dialog.fields.new.setText("ngắn")
    dialog.go_button.click()
    assert dialog.fields.form.error_of("new")
    dialog.fields.new.setText(FIRST)
    dialog.fields.again.setText(SECOND)
    dialog.go_button.click()
    assert dialog.fields.form.error_of("again")
    assert not encryption.is_encrypted(path_of(window))
    dialog.reject()


def test_the_passphrase_is_changed_and_the_encryption_removed_by_who_knows_it(qtbot: QtBot, window: MainWindow):
    encrypted(qtbot, window).kept_box.click()
    window.findChildren(RecoverySheetDialog)[0].reject()
    change = window.run("data.change_key")
    assert isinstance(change, ChangePassphraseDialog)
    change.fields.present.setText(SECOND)
    for field in (change.fields.new, change.fields.again):
        field.setText(SECOND)
    change.go_button.click()
    settle(qtbot, window)
    assert change.fields.form.error_of("passphrase")
    change.fields.present.setText(FIRST)
    change.go_button.click()
    settle(qtbot, window)
    assert change.gone, change.banner.sentence + change.fields.form.error_of("passphrase")
    assert not encryption.opens(path_of(window), FIRST)
    plain = window.run("data.decrypt")
    assert isinstance(plain, DecryptDialog)
    plain.fields.present.setText(SECOND)
    plain.go_button.click()
    settle(qtbot, window)
    assert plain.gone
    assert not encryption.is_encrypted(path_of(window))
    assert window.run("data.decrypt") is None
    assert "chưa được mã hóa" in window.status.sentence
    told = [each.action for each in window.context.operations.database.read(checking.lines)]
    assert [action for action in told if action in tuple(encryption.Change)] == list(encryption.Change)


def test_an_encrypted_file_is_opened_with_its_passphrase(qtbot: QtBot, tmp_path: Path):
    path = tmp_path / "record.db"
    open_location(path).close()
    encryption.encrypt(path, FIRST, lambda _done, _total: None)
    sealing.forget_keys()
    with pytest.raises(UnusableDatabase) as told:
        open_location(path)
    dialog = UnlockDialog(_theme(qtbot), path, told.value)
    dialog.open()
    dialog.fields.present.setText(SECOND)
    dialog.open_button.click()
    assert dialog.fields.form.error_of("passphrase")
    dialog.fields.present.setText(FIRST)
    dialog.open_button.click()
    assert dialog.result()
    open_location(path).close()
    dialog.deleteLater()


def _theme(qtbot: QtBot):
    from desktop.gui.theme import Theme

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return Theme(application)


@pytest.mark.modal
def test_a_new_file_is_offered_protection_before_anything_is_in_it(qtbot: QtBot, program: Program, tmp_path: Path):
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    met: list[str] = []

    def answer() -> None:
        dialog = application.activeModalWidget()
        if isinstance(dialog, NewFileDialog):
            met.append("new")
            dialog.protect.setChecked(True)
            dialog.fields.new.setText(FIRST)
            dialog.fields.again.setText(FIRST)
            dialog.make_button.click()
        elif isinstance(dialog, RecoverySheetDialog):
            met.append("sheet")
            dialog.kept_box.setChecked(True)
            dialog.done_button.click()

    timer = QTimer()
    timer.timeout.connect(answer)
    timer.start(50)
    path = tmp_path / "mới.db"
    assert program.open(path, new=True)
    timer.stop()
    assert program.window is not None
    settle(qtbot, program.window)
    assert met == ["new", "sheet"]
    assert encryption.is_encrypted(path)
    program.leave_data()
