"""Changing the wording of a document: the paper beside the text, nothing lost, nothing in force that can't be laid out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop.domain.documents.templates import FRAME
from desktop.gui.papers.code_edit import CodeEdit
from desktop.gui.papers.page import PrintingPage
from desktop.gui.papers.template_editor import TemplateEditor, open_template_editor
from desktop.gui.shell.main_window import MainWindow
from desktop.papers import templates
from tests.gui.filled import filled, filled_record, settle
from tests.papers.pages import read

__all__ = ["filled", "filled_record"]
NAME = "attendance-sheet"
COMMENTED, OWN = '  // title: "DANH SÁCH ĐIỂM DANH",', '  title: "BẢNG ĐIỂM DANH",'


def opened(qtbot: QtBot, window: MainWindow, name: str = NAME) -> TemplateEditor:
    editor = open_template_editor(window.context, name)
    qtbot.waitUntil(lambda: bool(editor.told.text()), timeout=20_000)
    return editor


@pytest.fixture
def editor(qtbot: QtBot, filled: MainWindow) -> TemplateEditor:
    return opened(qtbot, filled)


def write(qtbot: QtBot, editor: TemplateEditor, text: str) -> None:
    """Type over the whole text, and wait until it was tried."""
    tried: list[object] = []
    before = editor._tried
    editor._tried = lambda found: (before(found), tried.append(found))  # type: ignore[method-assign]
    editor.editor.set_text(text)
    qtbot.waitUntil(lambda: bool(tried) and not editor._wait.isActive(), timeout=10_000)
    editor._tried = before  # type: ignore[method-assign]


def changed() -> str:
    return templates.shipped(NAME).replace(COMMENTED, OWN)


def left(qtbot: QtBot, window: MainWindow, editor: TemplateEditor) -> None:
    with qtbot.waitSignal(editor.finished):
        editor.reject()
    settle(qtbot, window)


def test_the_paper_follows_the_text_with_the_conferences_own_people(
    qtbot: QtBot, filled: MainWindow, editor: TemplateEditor
) -> None:
    assert "Tổng số: 25" in read(editor.pdf)[-1].text
    assert not editor.put_button.isEnabled()
    write(qtbot, editor, changed())
    assert "BẢNG ĐIỂM DANH" in read(editor.pdf)[0].text
    write(qtbot, editor, changed().replace("title: ", "titel: "))
    assert "“titel”" in editor.told.text()  # no error, but the paper says the same as before
    assert editor.put_button.isEnabled()
    write(qtbot, editor, changed())
    assert not templates.state(NAME).own
    with qtbot.waitSignal(filled.context.operations.changed) as told:
        qtbot.mouseClick(editor.put_button, Qt.MouseButton.LeftButton)
    assert told.args == [{"documents"}]
    assert templates.in_force(NAME) == changed()
    left(qtbot, filled, editor)


def test_an_error_marks_its_line_is_told_in_words_and_keeps_the_last_paper_and_the_text(
    qtbot: QtBot, filled: MainWindow, editor: TemplateEditor, home: Path
) -> None:
    good = editor.pdf
    wrong = changed().replace(OWN, OWN.replace('",', ","))
    line = wrong[: wrong.index("BẢNG ĐIỂM")].count("\n") + 1
    write(qtbot, editor, wrong)
    assert editor.trouble is not None
    assert editor.editor.wrong_line == editor.trouble.line == line
    assert editor.editor.extraSelections()[0].cursor.blockNumber() == line - 1
    editor.editor.go_to(60, 3)
    assert editor.editor.textCursor().blockNumber() == 59
    assert editor.grab().width()
    assert editor.told.text().startswith(f"Dòng {editor.trouble.line}: ")
    assert editor.trouble.detail in editor.detail.text()
    assert editor.pdf == good
    assert (home / "documents" / f"{NAME}.typ.draft").read_text("utf-8") == wrong
    editor.put()
    qtbot.waitUntil(lambda: bool(editor.banner.sentence), timeout=10_000)
    assert not templates.state(NAME).own
    assert editor.text == wrong
    write(qtbot, editor, templates.shipped(NAME))
    assert (editor.editor.wrong_line, editor.detail.isVisible(), templates.draft(NAME)) == (0, False, None)
    left(qtbot, filled, editor)


def test_leaving_asks_what_becomes_of_a_text_that_is_not_in_force(
    qtbot: QtBot, filled: MainWindow, editor: TemplateEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answering(answer: str) -> None:
        monkeypatch.setattr(TemplateEditor, "ask_leave", lambda _editor: answer)

    write(qtbot, editor, changed())
    answering("stay")
    editor.reject()
    editor.close()
    assert editor.isVisible()
    assert editor.text == changed()
    answering("keep")
    left(qtbot, filled, editor)
    assert templates.draft(NAME) == changed()
    answering("never asked")
    again = opened(qtbot, filled)
    assert again.text == changed()
    left(qtbot, filled, again)  # nothing new was typed: no question
    assert templates.draft(NAME) == changed()
    answering("drop")
    last = opened(qtbot, filled)
    write(qtbot, last, changed() + "\n")
    last.close()
    settle(qtbot, filled)
    assert templates.draft(NAME) is None


def test_going_back_to_the_programs_template_can_be_undone_and_the_offices_is_kept(
    qtbot: QtBot, filled: MainWindow
) -> None:
    templates.put(NAME, changed())
    editor = opened(qtbot, filled)
    qtbot.mouseClick(editor.reset_button, Qt.MouseButton.LeftButton)
    assert editor.text == templates.shipped(NAME)
    assert not templates.state(NAME).own
    editor.editor.undo()
    assert editor.text == changed()
    editor.editor.redo()
    settle(qtbot, filled)
    qtbot.waitUntil(editor.restore_button.isVisible)
    qtbot.mouseClick(editor.restore_button, Qt.MouseButton.LeftButton)
    assert editor.text == changed()
    editor.put()
    qtbot.waitUntil(lambda: templates.state(NAME).own, timeout=10_000)
    settle(qtbot, filled)
    left(qtbot, filled, editor)


def test_a_newer_template_of_the_program_is_told_and_shown_and_the_office_may_stay_with_its_own(
    qtbot: QtBot, filled: MainWindow, home: Path
) -> None:
    templates.put(NAME, changed())
    older = templates.shipped(NAME).replace("DANH SÁCH ĐIỂM DANH", "DANH SÁCH")
    (home / "documents" / f"{NAME}.typ.base").write_text(older, "utf-8")
    editor = opened(qtbot, filled)
    assert editor.newer.isVisible()
    editor.show_changes()
    shown = next(each for each in editor.findChildren(QDialog) if each.isVisible())
    assert COMMENTED in shown.findChild(CodeEdit).toPlainText()
    shown.close()
    editor.keep_own()
    assert not editor.newer.isVisible()
    assert templates.in_force(NAME) == changed()
    left(qtbot, filled, editor)


def test_another_template_is_chosen_at_the_top_even_the_frame_of_all(
    qtbot: QtBot, filled: MainWindow, editor: TemplateEditor
) -> None:
    editor.which.setCurrentIndex(editor.which.findData(FRAME))
    assert editor.text == templates.shipped(FRAME)
    qtbot.waitUntil(lambda: bool(editor.pdf), timeout=10_000)
    assert "Hai Bà Trưng, ngày 23 tháng 5 năm 2018" in read(editor.pdf)[0].text
    left(qtbot, filled, editor)


def test_a_conference_of_nobody_shows_invented_people(qtbot: QtBot, window: MainWindow) -> None:
    editor = opened(qtbot, window)
    assert "Mẫu" in read(editor.pdf)[0].text
    left(qtbot, window, editor)


def test_the_page_of_documents_offers_the_programs_template_where_the_offices_fails(
    qtbot: QtBot, filled: MainWindow, home: Path
) -> None:
    (home / "documents").mkdir()
    (home / "documents" / f"{NAME}.typ").write_text("#nowhere", "utf-8")
    filled.show_page("printing")
    page = filled.page
    assert isinstance(page, PrintingPage)
    qtbot.keyClick(page.cards.card(NAME), Qt.Key.Key_Return)
    view = page.view
    assert view is not None
    banner = view.pane.banner
    qtbot.waitUntil(lambda: "Dòng 1: " in banner.sentence, timeout=10_000)
    qtbot.mouseClick(banner.way_out, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(view.pdf) and "Dòng 1: " not in banner.sentence, timeout=10_000)
    assert templates.draft(NAME) == "#nowhere"
    settle(qtbot, filled)
