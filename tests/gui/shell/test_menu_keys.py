"""Lists have the keyboard when a page opens, and keys do what the menu says wherever it is, unless a text is edited."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.gui.commands import COMMANDS
from desktop.gui.conferences.conference import ConferenceDialog
from desktop.gui.shell.main_window import MainWindow
from desktop.gui.widgets.table import Table
from desktop.gui.window_commands import WindowCommands
from tests.gui.filled import filled, filled_record, show

__all__ = ["filled", "filled_record"]

CONTROL = Qt.KeyboardModifier.ControlModifier
KEYS = {Qt.Key.Key_Z: "undo", Qt.Key.Key_V: "import.clipboard", Qt.Key.Key_E: "export", Qt.Key.Key_K: "palette"}
PAGES = [command.page for command in COMMANDS if command.page and command.page != "attendance"]
"""The door has rules of its own (`tests/gui/checkin`)."""
A_TABLE = "Nguyễn Thị Mẫu\tChuyên viên\n"


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that were run: none does anything."""
    names: list[str] = []
    monkeypatch.setattr(WindowCommands, "run", lambda _self, name, **_given: names.append(name))
    return names


def stops(window: MainWindow) -> Iterator[QWidget]:
    """Whatever Tab can lead to on the page shown."""
    for each in window.page.findChildren(QWidget):
        takes = each.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and each.isVisible() and each.isEnabled() and each.focusProxy() is None:
            yield each


def test_keys_of_the_menu_work_from_every_place_of_every_page(qtbot: QtBot, filled: MainWindow, ran: list[str]) -> None:
    QApplication.clipboard().setText(A_TABLE)
    wrong, tried = [], 0
    for name in PAGES:
        show(qtbot, filled, name)
        for place in stops(filled):
            place.setFocus()
            if filled.focusWidget() is not place or isinstance(place, QPlainTextEdit):
                continue
            for key, command in KEYS.items():
                ran.clear()
                tried += 1
                qtbot.keyClick(place, key, CONTROL)
                if ran != [command]:
                    wrong.append((name, type(place).__name__, place.accessibleName(), command, list(ran)))
    assert tried > 60
    assert wrong == []


def test_a_text_that_is_edited_keeps_its_own_keys(qtbot: QtBot, filled: MainWindow, ran: list[str]) -> None:
    field = show(qtbot, filled, "attendees").search
    field.setFocus()
    qtbot.keyClicks(field, "ha")
    qtbot.keyClick(field, Qt.Key.Key_Z, CONTROL)
    assert field.text() != "ha"
    QApplication.clipboard().setText("phường")
    field.clear()
    qtbot.keyClick(field, Qt.Key.Key_V, CONTROL)
    assert field.text() == "phường"
    qtbot.keyClick(field, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(field, Qt.Key.Key_C, CONTROL)
    assert ran == []
    QApplication.clipboard().setText(A_TABLE)
    qtbot.keyClick(field, Qt.Key.Key_V, CONTROL)
    assert ran == ["import.clipboard"], "a table is more than a field of one line can mean"


def test_lists_have_the_keyboard_when_their_page_opens(qtbot: QtBot, filled: MainWindow) -> None:
    for name in ("attendees", "agenda", "directory"):
        show(qtbot, filled, name)
        assert isinstance(filled.focusWidget(), Table), name
    show(qtbot, filled, "attendees", text="nguyen")
    assert isinstance(filled.focusWidget(), Table), "also where a link led"


def test_letters_typed_in_a_list_are_looked_for_and_esc_comes_back(qtbot: QtBot, filled: MainWindow) -> None:
    page = show(qtbot, filled, "attendees")
    everyone = len(page.model.rows())
    qtbot.keyClicks(page.table, "n")
    assert filled.focusWidget() is page.search
    qtbot.keyClicks(page.search, "guyen")
    assert page.search.text() == "nguyen"
    assert 0 < len(page.model.rows()) < everyone
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert filled.focusWidget() is page.table
    assert len(page.model.rows()) == everyone


def test_where_a_list_gives_way_to_words_their_button_has_the_keyboard(qtbot: QtBot, filled: MainWindow) -> None:
    page = show(qtbot, filled, "attendees")
    page.narrow(text="khong co ai ten nay")
    assert filled.focusWidget().text() == "Hiện tất cả"
    qtbot.keyClick(filled.focusWidget(), Qt.Key.Key_Return)
    assert filled.focusWidget() is page.table


def test_down_in_a_drop_down_opens_no_dialog(qtbot: QtBot, filled: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *given: (opened.append(given), ("", ""))[1])
    for name in PAGES:
        show(qtbot, filled, name)
        walk_down(qtbot, filled.page)
    filled.context.conference = None  # a new data file asks for its list of units
    form = ConferenceDialog(filled.context)
    form.open()
    walk_down(qtbot, form)
    assert opened == []
    assert form.units is not None
    form.units.setCurrentIndex(1)
    form.title.setText("Hội nghị mẫu")
    form._try()
    assert len(opened) == 1, "it is asked for when the form is taken"
    form.reject()


def walk_down(qtbot: QtBot, root: QWidget) -> None:
    """Down through every drop-down: nothing but its own list may open."""
    before = {each for each in QApplication.topLevelWidgets() if each.isVisible()}
    for box in root.findChildren(QComboBox):
        if box.isVisible() and not box.isEditable():
            for _turn in range(box.count()):
                qtbot.keyClick(box, Qt.Key.Key_Down)
    after = {each for each in QApplication.topLevelWidgets() if each.isVisible()}
    assert after == before
