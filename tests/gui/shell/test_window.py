"""The window as a whole: keyboard, names for screen readers, large text, commands, drops, and other programs' writes."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QPushButton,
    QWidget,
)

from desktop.app import build_window
from desktop.gui import icons
from desktop.gui.command import InMenu
from desktop.gui.commands import MENUS
from desktop.gui.widgets.dialog_parts import button_row
from desktop.gui.widgets.form import FormDialog
from desktop.services import units
from desktop.services.opening import open_location
from desktop.settings import Settings
from tests.gui.filled import ask, dialog, filled, filled_record, settle

__all__ = ["filled", "filled_record"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_the_button_that_has_the_keyboard_and_no_other(qtbot, filled, key):
    dialog = QDialog(filled)
    buttons, save = button_row(dialog, "Save")
    dialog.setLayout(buttons)
    dialog.open()
    cancel = next(each for each in dialog.findChildren(QPushButton) if each is not save)
    cancel.setFocus()
    qtbot.waitUntil(cancel.hasFocus)
    qtbot.keyClick(cancel, key)
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert not dialog.isVisible()
    settle(qtbot, filled)


def test_no_two_actions_share_a_key(filled):
    actions = {action for menu in filled.commands.menus for action in menu.actions()}
    keys = [action.shortcut().toString() for action in actions if not action.shortcut().isEmpty()]
    assert sorted(keys) == sorted(set(keys))


def test_every_action_shown_does_something(filled, monkeypatch):
    monkeypatch.setattr(filled.commands, "why_not", lambda *_given: "")
    shown = {action for menu in filled.commands.menus for action in menu.actions() if not action.isSeparator()}
    ran = []
    filled.commands.by_name = {
        name: replace(command, open=lambda _context, name=name: ran.append(name))
        for name, command in filled.commands.by_name.items()
    }
    for action in shown:
        action.setEnabled(True)
        action.trigger()
    assert sorted(ran) == sorted(action.objectName() for action in shown)
    elsewhere = {
        name
        for name, command in filled.commands.by_name.items()
        if command.where and not any(isinstance(place, InMenu) and place.menu in MENUS for place in command.where)
    }
    assert {"documents.word", "page.merge"} < elsewhere, "beside documents, and on pages, only"
    offered = {name for name, command in filled.commands.by_name.items() if command.where}
    assert offered - set(ran) == elsewhere


def test_arrow_keys_walk_the_rail_and_space_opens_a_page(qtbot, filled):
    buttons = filled.rail._buttons
    buttons["overview"].setFocus()
    qtbot.keyClick(buttons["overview"], Qt.Key.Key_Down)
    qtbot.keyClick(buttons["attendees"], Qt.Key.Key_Down)
    qtbot.keyClick(buttons["agenda"], Qt.Key.Key_Space)
    settle(qtbot, filled)
    assert filled._shown == "agenda"
    assert buttons["agenda"].isChecked()


def test_dropped_workbooks_open_the_import_and_other_files_do_not(qtbot, filled, tmp_path, monkeypatch):
    opened = []
    catch = replace(filled.commands.by_name["import"], open=lambda _context, paths=(): opened.extend(paths))
    monkeypatch.setitem(filled.commands.by_name, "import", catch)
    files = [tmp_path / name for name in ("a.xlsx", "b.PDF", "c.ods")]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files] + [QUrl.fromLocalFile(str(tmp_path))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    filled.dropEvent(event)
    qtbot.waitUntil(lambda: bool(opened))
    assert [Path(path).name for path in opened] == ["a.xlsx", "c.ods", tmp_path.name]


def test_what_another_program_wrote_is_shown_when_the_window_is_looked_at_again(qtbot, filled, filled_record):
    filled.show_page("directory")
    settle(qtbot, filled)
    filled_record.write(lambda tx: units.add_unit(tx, "UBND phường Từ Dòng Lệnh").id)
    filled._look_for_others()
    settle(qtbot, filled)
    assert any(unit.name == "UBND phường Từ Dòng Lệnh" for unit in filled.page.units._units)


def test_the_quiet_line_offers_undo_and_then_redo(qtbot, filled, filled_record):
    filled.context.operations.write(lambda tx: units.add_unit(tx, "UBND phường Thử").id)
    settle(qtbot, filled)
    assert "UBND phường Thử" in filled.status.sentence
    filled.status._link.click()
    settle(qtbot, filled)
    assert "UBND phường Thử" not in [unit.name for unit in ask(filled_record, units.list_units)]
    filled.status._link.click()
    settle(qtbot, filled)
    assert "UBND phường Thử" in [unit.name for unit in ask(filled_record, units.list_units)]


def test_an_empty_data_file_offers_the_first_step(qtbot, tmp_path):
    database = open_location(tmp_path / "trong.db", desk="1")
    window = build_window(database, Settings())
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.show()
    settle(qtbot, window)
    assert not window.rail._buttons["attendees"].isEnabled()
    window.run("import")  # leads to making a conference first
    from desktop.gui.conferences.conference import ConferenceDialog

    dialog(qtbot, ConferenceDialog).reject()
    window.close()
    database.close()


def test_the_window_remembers_its_place_and_page(qtbot, filled):
    filled.show_page("agenda")
    settle(qtbot, filled)
    filled.close()
    kept = Settings.load()
    assert kept.views["page"] == "agenda"
    assert kept.views["window"]
    assert kept.conference == str(filled.context.conference.id)


def test_icons_are_the_fonts_own():
    folder = Path(find_spec("qtawesome").submodule_search_locations[0]) / "fonts"
    listed = json.loads(next(folder.glob("materialdesignicons6-*charmap*.json")).read_text(encoding="utf-8"))
    assert {name: hex(code) for name, code in icons.GLYPHS.items()} == {name: listed[name] for name in icons.GLYPHS}


def test_the_first_window_fills_a_screen_too_small_for_it(qtbot, filled_record):
    window = build_window(filled_record, Settings())
    qtbot.addWidget(window)
    assert window.screen().availableSize().width() < 1366  # offscreen: 800 × 800
    window.present()
    assert window.isMaximized()
    window.context.operations.close()


def test_links_are_not_underlined_for_an_underline_hides_the_dot_below(qtbot, filled):
    for label in filled.findChildren(QLabel):
        assert label.text().count("<a ") == label.text().count("text-decoration: none")


@pytest.mark.parametrize("name", ["preferences", "template"])
def test_a_form_begins_in_its_first_field(qtbot, filled, name):
    filled.run(name)
    opened = dialog(qtbot, FormDialog)
    assert opened.focusWidget() in opened.form.findChildren(QWidget)


def test_the_shortcuts_name_the_pages_and_every_key_once(filled):
    texts = [label.text() for label in filled.run("shortcuts").findChildren(QLabel)]
    assert {"Ctrl+1", "Ctrl+2", "Ctrl+E"} <= set(texts)
    keys = [text for text in texts if text.startswith("Ctrl+")]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_the_keyboard_goes_from_the_search_into_the_list(qtbot, filled, key):
    filled.show_page("attendees")
    settle(qtbot, filled)
    page = filled.page
    page.search.setFocus()
    qtbot.keyClick(page.search, key)
    assert filled.focusWidget() is page.table
    assert len(page.table.selected()) == 1


def test_column_widths_grow_with_the_text_and_are_remembered_for_any_size(qtbot, filled):
    filled.show_page("attendees")
    settle(qtbot, filled)
    table = filled.page.table
    table.setColumnWidth(1, 150)
    theme = filled.context.theme
    theme.apply("light", 200)
    try:
        assert table.columnWidth(1) == 300
        table.setColumnWidth(1, 320)
        kept = filled.context.remembered("table.attendees")
        assert kept[table.rows_model.columns[1].key][0] == 160
    finally:
        theme.apply("light", 100)
    assert table.columnWidth(1) == 160
