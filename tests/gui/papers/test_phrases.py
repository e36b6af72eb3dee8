"""The wording as a form: the paper beside the phrase, steps back, nothing wrong in use, nothing lost without a question."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.gui.feedback import Feedback
from desktop.gui.papers.phrases import PhrasesDialog
from desktop.gui.papers.template_editor import TemplateEditor
from desktop.gui.shell.main_window import MainWindow
from desktop.papers import phrases
from tests.gui.filled import filled, filled_record, settle
from tests.papers.pages import read

__all__ = ["filled", "filled_record"]
TITLE, TIME = "Attendance sheet", "Time: {day}"


def opened(qtbot: QtBot, window: MainWindow) -> PhrasesDialog:
    dialog = window.run("documents.wording", name="attendance-sheet")
    assert isinstance(dialog, PhrasesDialog)
    qtbot.waitUntil(lambda: dialog.is_filled, timeout=20_000)
    return dialog


def written(qtbot: QtBot, dialog: PhrasesDialog, key: str, text: str) -> None:
    """Type over a phrase, and wait until the paper is laid out anew."""
    made: list[bytes] = []
    before = dialog._made
    dialog._made = lambda pdf: (made.append(pdf), before(pdf))  # type: ignore[method-assign]
    edit = dialog.fields[key].edit
    edit.setFocus()
    edit.selectAll()
    edit.insertPlainText(text)
    qtbot.waitUntil(lambda: bool(made) and not dialog._wait.isActive(), timeout=10_000)
    dialog._made = before  # type: ignore[method-assign]


def test_a_phrase_is_seen_on_paper_while_it_is_written_taken_back_and_used(
    qtbot: QtBot, filled: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(qtbot, filled)
    field = dialog.fields[TITLE]
    assert field.edit.toPlainText() == "Danh sách điểm danh"
    assert not dialog.keep_button.isEnabled()
    written(qtbot, dialog, TITLE, "Danh sách ký tên")
    assert "DANH SÁCH KÝ TÊN" in read(dialog.pdf)[0].text
    assert dialog.preview.show_text("danh sách ký tên")
    assert "Câu gốc: Danh sách điểm danh" in field.told.text()
    assert phrases.kept("attendance-sheet") == {}

    # What is filled in has a name people read; an unknown one is refused, a lost one told, at the field.
    time = dialog.fields[TIME]
    assert time.edit.toPlainText() == "Thời gian: ngày {ngày}"
    written(qtbot, dialog, TIME, "Vào {hôm}")
    assert "Không có ô {hôm}" in time.told.text()
    qtbot.mouseClick(dialog.keep_button, Qt.MouseButton.LeftButton)
    assert phrases.kept("attendance-sheet") == {}
    assert dialog.focusWidget() is time.edit
    written(qtbot, dialog, TIME, "Buổi họp")
    assert "Thiếu {ngày}" in time.told.text()
    qtbot.keyClick(time.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert time.edit.toPlainText() == "Vào {hôm}"
    qtbot.keyClick(time.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert time.edit.toPlainText() == "Thời gian: ngày {ngày}"
    assert time.told.text() == "Tự điền: {ngày}"

    with qtbot.waitSignal(filled.context.operations.changed) as told:
        dialog.keep()
    assert told.args == [{"documents"}]
    assert phrases.kept("attendance-sheet") == {TITLE: "Danh sách ký tên"}

    dialog.reset_all()
    assert field.edit.toPlainText() == "Danh sách điểm danh"
    dialog.undo()
    assert field.edit.toPlainText() == "Danh sách ký tên"
    dialog.redo()
    monkeypatch.setattr(Feedback, "ask", lambda *_all, **_named: False)
    dialog.reject()
    assert dialog.isVisible()
    monkeypatch.setattr(Feedback, "ask", lambda *_all, **_named: True)
    with qtbot.waitSignal(dialog.finished):
        dialog.reject()
    settle(qtbot, filled)
    assert phrases.kept("attendance-sheet") == {TITLE: "Danh sách ký tên"}


def test_phrases_are_found_by_their_words_and_the_template_is_one_step_more_away(
    qtbot: QtBot, filled: MainWindow
) -> None:
    dialog = opened(qtbot, filled)
    dialog.search.setText("dia diem")
    assert [key for key, field in dialog.fields.items() if not field.isHidden()] == ["Place: {place}"]
    with qtbot.waitSignal(dialog.finished):
        qtbot.mouseClick(dialog.advanced, Qt.MouseButton.LeftButton)
    editor = filled.findChild(TemplateEditor)
    assert editor is not None
    assert editor.name == "attendance-sheet"
    editor.reject()
    settle(qtbot, filled)
