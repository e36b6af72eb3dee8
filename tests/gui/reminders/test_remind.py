"""The dialog of reminders: a file for each, and an office's own words."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog

from desktop.gui.reminders.remind import RemindDialog
from desktop.gui.reminders.wording import WordingDialog
from tests.gui.filled import closed, dialog, filled, filled_record, settle, show
from tests.gui.replies.invited import invited

__all__ = ["filled", "filled_record", "invited"]


def test_the_dialog_saves_a_file_for_each_and_the_wording_is_the_offices(qtbot, filled, invited, monkeypatch, tmp_path):
    page = show(qtbot, filled, "replies")
    page.remind_button.click()
    form = dialog(qtbot, RemindDialog)
    settle(qtbot, filled)
    form.wording_button.click()
    wording = dialog(qtbot, WordingDialog)
    zalo = next(iter(wording.texts.values()))
    assert "{unit}" in zalo.toPlainText()
    zalo.setPlainText("{unit} ơi")
    wording.save_button.click()
    closed(qtbot, filled, wording)
    qtbot.waitUntil(lambda: form.text.text().endswith(" ơi"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path / "nhắc"))
    count = len(form.model.rows())
    form.save()
    settle(qtbot, filled)
    assert len(list((tmp_path / "nhắc").iterdir())) == count
    assert [row.before for row in form.model.rows()] == [1] * count
    form.reject()
