"""The import wizard on real workbooks, with the real record and operations."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.domain.importing import Action, Severity
from desktop.gui.dialogs.import_wizard import ImportWizard
from desktop.gui.import_draft import Look
from desktop.gui.import_questions import Answer
from desktop.gui.main_window import MainWindow
from desktop.services import attendees
from desktop.store.database import Database
from tests.gui.workbooks import bach_mai, workbook


def names(record: Database, window: MainWindow) -> list[str]:
    conference = window.context.conference_id
    return [one.full_name for one in record.read(lambda tx: attendees.list_attendees(tx, conference))]


def opened(qtbot: QtBot, window: MainWindow, *paths: Path) -> ImportWizard:
    wizard = window.open_door("import", paths=list(paths))
    assert isinstance(wizard, ImportWizard)
    qtbot.waitUntil(lambda: wizard.plan is not None, timeout=20_000)
    return wizard


def look_of(wizard: ImportWizard, name: str) -> Look:
    return next(line.look for line in wizard.view.model.all_lines() if line.row.values.get("full_name") == name)


def test_import_from_dropped_file_to_attendees_and_back(
    qtbot: QtBot, window: MainWindow, record: Database, tmp_path: Path
) -> None:
    wizard = opened(qtbot, window, bach_mai(tmp_path))
    view = wizard.view
    assert view.chips[Look.QUESTION].text().startswith("? 1")
    assert view.chips[Look.ERROR].text().startswith("✕ 1")

    # The first row is the refused one: give it a name.
    line = view.current_line()
    assert line is not None
    assert line.row.action is Action.ERROR
    name = view.model.index(view.table.currentIndex().row(), view.model.column_of("full_name"))
    view.model.setData(name, "Trần Đức An")
    qtbot.waitUntil(lambda: view.model.looks()[Look.ERROR] == 0)
    assert view.current_key() == line.key

    # The mistyped ward: yes, it is Bạch Mai.
    view.show_look(Look.QUESTION)
    button = view.panel.button(Answer.THIS_UNIT)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.model.looks()[Look.QUESTION] == 0)
    assert wizard.import_button.text().count("5") == 1

    with qtbot.waitSignal(wizard.accepted, timeout=10_000):
        qtbot.mouseClick(wizard.import_button, Qt.MouseButton.LeftButton)
    assert len(names(record, window)) == 5
    assert "Trần Đức An" in names(record, window)

    # The alias was remembered: the same file asks nothing and changes nothing.
    again = opened(qtbot, window, tmp_path / "P.BachMai.xlsx")
    assert look_of(again, "Vũ Minh Hòa") is Look.SAME
    again.reject()

    window.context.operations.undo_last()
    qtbot.waitUntil(lambda: names(record, window) == [])


def test_row_left_out_with_del_is_not_imported_and_can_come_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    wizard = opened(qtbot, window, workbook(tmp_path / "ds.xlsx", [("Lê Thị An", "", "UBND phường Bạch Mai", "")]))
    qtbot.keyClick(wizard.view.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: wizard.view.model.looks()[Look.SKIP] == 1)
    assert not wizard.import_button.isEnabled()
    back = wizard.view.panel.button(Answer.TAKE_IN)
    assert back is not None
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wizard.view.model.looks()[Look.ADD] == 1)
    wizard.draft.return_to(wizard.draft.options)
    wizard.draft._past.clear()
    wizard.reject()


def test_corrections_can_be_taken_back_one_by_one(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    wizard = opened(qtbot, window, bach_mai(tmp_path))
    view = wizard.view
    before = view.model.looks()
    view.model.setData(view.model.index(0, view.model.column_of("full_name")), "Trần Đức An")
    qtbot.waitUntil(lambda: view.model.looks() != before)
    wizard.undo()
    qtbot.waitUntil(lambda: view.model.looks() == before)
    wizard.reject()


def test_suspected_duplicate_shows_both_sides_and_takes_the_new_values(
    qtbot: QtBot, window: MainWindow, record: Database, tmp_path: Path
) -> None:
    first = workbook(tmp_path / "a.xlsx", [("Nguyễn Thị Hòa", "Giáo viên", "UBND phường Bạch Mai", "0912004511")])
    second = workbook(tmp_path / "b.xlsx", [("Nguyễn Thị Hoà", "Hiệu trưởng", "UBND phường Bạch Mai", "0912004115")])
    wizard = opened(qtbot, window, first)
    with qtbot.waitSignal(wizard.accepted, timeout=10_000):
        wizard.apply()
    wizard = opened(qtbot, window, second)
    asked = wizard.view.panel._ask
    assert asked is not None
    assert asked.severity is Severity.QUESTION
    assert {"0912 004 511"} <= {side.registered for side in asked.sides}
    button = wizard.view.panel.button(Answer.TAKE_NEW)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wizard.view.model.looks()[Look.UPDATE] == 1)
    with qtbot.waitSignal(wizard.accepted, timeout=10_000):
        wizard.apply()
    conference = window.context.conference_id
    (one,) = record.read(lambda tx: attendees.list_attendees(tx, conference))
    assert (one.position, one.phone) == ("Hiệu trưởng", "0912004115")


def test_unreadable_file_is_told_and_the_others_go_on(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    broken = tmp_path / "hong.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    wizard = opened(qtbot, window, broken, bach_mai(tmp_path))
    assert "hong.xlsx" in wizard.view.notices.toolTip()
    assert wizard.view.model.rowCount() == 5
    wizard.reject()


def test_refused_rows_are_saved_as_a_workbook(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard = opened(qtbot, window, bach_mai(tmp_path))
    target = tmp_path / "refused.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    qtbot.mouseClick(wizard.refused_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: not window.context.operations.busy)
    wizard.reject()
