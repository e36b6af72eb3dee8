"""The preview as a grid: its order, its columns, and what can be said of several rows at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.domain.importing import Look
from desktop.gui.importing.cell_text import FILE_COLUMN
from desktop.gui.importing.draft import Preview, Sorting
from desktop.gui.importing.menus import heading_menu, row_menu
from desktop.gui.importing.preview import ImportPreviewModel
from desktop.gui.importing.sorting import following, ranks
from desktop.gui.importing.wizard import ImportWizard
from desktop.gui.shell.main_window import MainWindow
from tests.gui.importing.plans import sample, signed
from tests.gui.importing.workbooks import bach_mai, workbook


@pytest.fixture
def model(qapp: QApplication) -> ImportPreviewModel:
    model = ImportPreviewModel()
    model.set_plan(Preview.of(sample()))
    return model


def sort(model: ImportPreviewModel, sorting: Sorting) -> None:
    model.set_sorting(sorting, ranks(model.all_lines(), sorting))


def names(model: ImportPreviewModel) -> list[str]:
    lines = (model.line(row) for row in range(model.rowCount()))
    return [line.row.values.get("full_name", "") for line in lines if line is not None]


def test_a_sorted_model_keeps_qts_rules(model: ImportPreviewModel, qtmodeltester: ModelTester) -> None:
    sort(model, Sorting("full_name"))
    qtmodeltester.check(model)


def test_a_heading_sorts_up_then_down_then_as_before() -> None:
    up, down = Sorting("unit"), Sorting("unit", descending=True)
    assert [following(None, "unit"), following(up, "unit"), following(down, "unit")] == [up, down, None]
    assert following(down, "phone") == Sorting("phone")


def test_names_stand_by_the_given_name_and_blanks_last_either_way(model: ImportPreviewModel) -> None:
    before = names(model)
    sort(model, Sorting("full_name"))
    assert names(model)[0] == "Trần Hải Anh"
    assert names(model)[-1] == ""
    sort(model, Sorting("full_name", descending=True))
    assert names(model)[-2:] == ["Trần Hải Anh", ""]
    model.set_sorting(None)
    assert names(model) == before


def test_rows_set_aside_stand_folded_under_the_sorted_ones(qapp: QApplication) -> None:
    model = ImportPreviewModel()
    model.set_plan(Preview.of(signed()))
    sort(model, Sorting("full_name", descending=True))
    last = model.rowCount() - 1
    assert model.fold(last) is not None
    assert all(model.look(row) is not Look.ASIDE for row in range(last))


def test_a_new_plan_of_other_rows_comes_in_the_same_order(model: ImportPreviewModel) -> None:
    sorting = Sorting("full_name")
    sort(model, sorting)
    plan = sample()
    plan.files[0].sheets[0].rows.pop()
    preview = Preview.of(plan)
    preview.sorting, preview.ranks = sorting, ranks(preview.lines, sorting)
    model.set_plan(preview)
    assert names(model)[0] == "Trần Hải Anh"
    model.set_plan(Preview.of(sample()))
    assert model.sorting is None


def test_the_file_is_told_where_several_are_shown_together(model: ImportPreviewModel) -> None:
    column = model.column_of(FILE_COLUMN)
    assert model.index(0, column).data() == "Cầu Dền.ods"
    assert "DS_truong.xlsx · Tiểu học" in {model.index(row, column).data() for row in range(model.rowCount())}
    model.set_filter(source=("/ds/P.BachMai.xlsx", None))
    assert model.column_of(FILE_COLUMN) == -1


# -- in the wizard ----------------------------------------------------------------------------------------------------


def opened(qtbot: QtBot, window: MainWindow, *paths: Path) -> ImportWizard:
    wizard = window.run("import", paths=list(paths))
    assert isinstance(wizard, ImportWizard)
    qtbot.waitUntil(lambda: wizard.plan is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not wizard.context.operations.busy)
    return wizard


def pressed(menu: QMenu, words: str) -> None:
    """Choose what begins with these words, in the menu or those under it."""
    for action in menu.actions():
        under = action.menu()
        texts = under.actions() if isinstance(under, QMenu) else [action]
        for one in texts:
            if one.text().replace("&", "").startswith(words):
                one.trigger()
                return
    raise AssertionError([action.text() for action in menu.actions()])


def leave(wizard: ImportWizard) -> None:
    wizard.draft = type(wizard.draft)()
    wizard.reject()


def test_a_click_on_a_heading_sorts_and_the_next_plan_keeps_it(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    wizard = opened(qtbot, window, bach_mai(tmp_path))
    model = wizard.view.model
    wizard.view.table.asked_order.emit("full_name")
    qtbot.waitUntil(lambda: model.sorting == Sorting("full_name"))
    assert names(model)[0] == "Nguyễn Văn Bình"
    key = model.key_of(0)
    wizard.answers.edit(key, "position", "Chủ tịch")
    qtbot.waitUntil(lambda: model.line(0).row.values.get("position") == "Chủ tịch")
    assert model.key_of(0) == key
    leave(wizard)


def test_a_column_is_said_to_be_another_field_at_its_heading(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    wizard = opened(qtbot, window, bach_mai(tmp_path))
    view = wizard.view
    pressed(heading_menu(view, view.model.column_of("position")), "Ghi chú")
    qtbot.waitUntil(lambda: any(line.row.values.get("note") == "Phó Chủ tịch" for line in view.model.all_lines()))
    assert not any(line.row.values.get("position") for line in view.model.all_lines())
    wizard.undo()
    qtbot.waitUntil(lambda: any(line.row.values.get("position") for line in view.model.all_lines()))
    leave(wizard)


def test_a_column_can_be_hidden_and_shown_again(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    wizard = opened(qtbot, window, bach_mai(tmp_path))
    table, column = wizard.view.table, wizard.view.model.column_of("phone")
    table.hide_column("phone")
    wizard.view.show_look(Look.ADD)
    assert table.isColumnHidden(column)
    table.show_hidden()
    assert not table.isColumnHidden(column)
    wizard.reject()


def test_one_role_group_for_several_rows_is_one_step(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    rows = [("Lê Thị An", "", "UBND phường Bạch Mai", ""), ("Trần Văn Bê", "", "UBND phường Bạch Mai", "")]
    wizard = opened(qtbot, window, workbook(tmp_path / "ds.xlsx", rows))
    view = wizard.view
    view.table.selectAll()
    menu = row_menu(view)
    assert menu is not None
    pressed(menu, "Trường công lập")
    people = [line for line in view.model.all_lines() if line.aside is None]

    def groups() -> set[str]:
        return {line.row.values.get("role_group", "") for line in view.model.all_lines() if line.aside is None}

    qtbot.waitUntil(lambda: groups() == {"Trường công lập"})
    assert len(people) == 2
    wizard.undo()
    qtbot.waitUntil(lambda: "Trường công lập" not in groups())
    leave(wizard)


def test_rows_are_copied_as_a_table(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    wizard = opened(qtbot, window, bach_mai(tmp_path))
    wizard.view.table.selectAll()
    wizard.view.copy()
    wanted = "Đỗ Thị Thúy Hà\tCông chức Tài chính - Kế toán"
    qtbot.waitUntil(lambda: wanted in QGuiApplication.clipboard().text())
    wizard.reject()


def test_rows_are_selected_and_copied_without_asking_each_cell(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [(f"Lê Thị {one}{two}i", "", "UBND phường Bạch Mai", "") for one in "BCDGHKLM" for two in "aeiou" * 5]
    wizard = opened(qtbot, window, workbook(tmp_path / "ds.xlsx", rows))
    view, asked = wizard.view, list[int]()
    flags, row_of = ImportPreviewModel.flags, ImportPreviewModel.row_of
    monkeypatch.setattr(ImportPreviewModel, "flags", lambda self, index: (asked.append(1), flags(self, index))[1])
    monkeypatch.setattr(ImportPreviewModel, "row_of", lambda self, key: (asked.append(1), row_of(self, key))[1])
    view.table.selectAll()
    view.grab()
    assert len(view.selected()) == view.model.rowCount() > len(rows)
    assert row_menu(view) is not None
    view.copy()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().count("Lê Thị") == len(rows))
    assert len(asked) < len(rows)
    wizard.reject()


@pytest.mark.parametrize("typed", ["Truong phong", None])
def test_a_plan_with_a_new_column_waits_for_the_cell_being_typed_in(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, typed: str | None
) -> None:
    rows = [("Lê Thị An", "Văn thư", "UBND phường Bạch Mai", ""), ("Trần Văn Bê", "", "UBND phường Bạch Mai", "")]
    wizard = opened(qtbot, window, workbook(tmp_path / "ds.xlsx", rows))
    wizard.activateWindow()
    view, model = wizard.view, wizard.view.model
    first, second = (line.key for line in model.all_lines() if line.aside is None)
    wizard.answers.set_field([first], "note", "ăn chay")
    view.table.setCurrentIndex(model.index(model.row_of(second), model.column_of("position")))
    view.table.edit(view.table.currentIndex())
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, typed or "Pho")
    qtbot.waitUntil(lambda: not wizard.context.operations.busy)
    assert QApplication.focusWidget() is editor
    qtbot.keyClick(editor, Qt.Key.Key_Return if typed else Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: model.column_of("note") >= 0)
    qtbot.waitUntil(lambda: not wizard.context.operations.busy)
    assert view.table.hasFocus()
    shown = {line.key: line.row.values for line in model.all_lines()}
    assert (shown[first]["note"], shown[second].get("position", "")) == ("ăn chay", typed or "")
    assert wizard.import_button.isEnabled()
    leave(wizard)
