"""The questions of a preview, settled by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop.domain.importing import Look
from desktop.gui.importing.pick_fields import PickFieldsDialog
from desktop.gui.importing.wizard import ImportWizard
from desktop.gui.shell.main_window import MainWindow
from desktop.i18n import _
from desktop.services import attendees
from desktop.store.database import Database
from tests.gui.importing.workbooks import workbook

UNIT = "UBND phường Bạch Mai"
FIRST = ("Nguyễn Thị Hòa", "Giáo viên", UNIT, "0912004511")
RESENT = ("Nguyễn Thị Hòa", "Hiệu trưởng", UNIT, "0912004115")


@pytest.fixture
def preview(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> Callable[..., ImportWizard]:
    def opened(*rows: tuple[str, ...]) -> ImportWizard:
        wizard = window.run("import", paths=[workbook(tmp_path / "phieu.xlsx", list(rows))])
        assert isinstance(wizard, ImportWizard)
        qtbot.waitUntil(lambda: wizard.plan is not None, timeout=20_000)
        wizard.activateWindow()
        return wizard

    return opened


def press(qtbot: QtBot, wizard: ImportWizard, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget() or wizard, key)


def settled(qtbot: QtBot, wizard: ImportWizard, left: int) -> None:
    qtbot.waitUntil(lambda: wizard.view.model.looks()[Look.QUESTION] == left)
    qtbot.waitUntil(lambda: not wizard.context.operations.busy)


def known(database: Database, window: MainWindow) -> list[tuple[str, str]]:
    conference = window.context.conference_id
    found = database.read(lambda tx: attendees.list_attendees(tx, conference))
    return sorted((one.position, one.phone) for one in found)


def imported(qtbot: QtBot, wizard: ImportWizard) -> None:
    with qtbot.waitSignal(wizard.accepted, timeout=10_000):
        wizard.apply()


def test_a_resent_answer_is_taken_over_in_three_keys(
    qtbot: QtBot, window: MainWindow, database: Database, preview: Callable[..., ImportWizard]
) -> None:
    wizard = preview(FIRST, RESENT)
    press(qtbot, wizard, Qt.Key.Key_F8, Qt.Key.Key_2, Qt.Key.Key_Return)
    settled(qtbot, wizard, 0)
    imported(qtbot, wizard)
    assert known(database, window) == [("Hiệu trưởng", "0912004115")]


def test_a_resent_answer_in_a_second_import_is_taken_over_in_three_keys(
    qtbot: QtBot, window: MainWindow, database: Database, preview: Callable[..., ImportWizard]
) -> None:
    imported(qtbot, preview(FIRST))
    wizard = preview(FIRST, RESENT)
    press(qtbot, wizard, Qt.Key.Key_F8, Qt.Key.Key_2, Qt.Key.Key_Return)
    settled(qtbot, wizard, 0)
    imported(qtbot, wizard)
    assert known(database, window) == [("Hiệu trưởng", "0912004115")]
    again = preview(FIRST, RESENT)
    assert (again.view.model.looks()[Look.SAME], again.view.model.looks()[Look.QUESTION]) == (2, 0)
    again.reject()


def test_fields_are_chosen_by_keys(
    qtbot: QtBot,
    window: MainWindow,
    database: Database,
    preview: Callable[..., ImportWizard],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wizard = preview(FIRST, RESENT)

    def choose(dialog: PickFieldsDialog) -> int:
        dialog.show()
        qtbot.keyClick(dialog.sides, Qt.Key.Key_1)
        qtbot.keyClick(dialog.sides, Qt.Key.Key_Return)
        return dialog.result()

    monkeypatch.setattr(PickFieldsDialog, "exec", choose)
    press(qtbot, wizard, Qt.Key.Key_F8, Qt.Key.Key_3, Qt.Key.Key_Return)
    settled(qtbot, wizard, 0)
    imported(qtbot, wizard)
    assert known(database, window) == [("Giáo viên", "0912004115")]


def test_the_next_question_comes_by_itself_and_each_tells_its_place(
    qtbot: QtBot, preview: Callable[..., ImportWizard]
) -> None:
    other = [("Lê Văn Tám", f"Việc {number}", UNIT, "0912345678") for number in range(2)]
    wizard = preview(FIRST, RESENT, *other)
    press(qtbot, wizard, Qt.Key.Key_F8)
    panel = wizard.view.panel
    assert "1/2" in panel._count.text()
    press(qtbot, wizard, Qt.Key.Key_F8)
    assert "2/2" in panel._count.text()
    press(qtbot, wizard, Qt.Key.Key_Return)
    settled(qtbot, wizard, 1)
    assert "1/1" in panel._count.text()
    assert panel.isAncestorOf(QApplication.focusWidget())
    press(qtbot, wizard, Qt.Key.Key_Return)
    settled(qtbot, wizard, 0)
    assert QApplication.focusWidget() is wizard.view.table
    wizard.draft = type(wizard.draft)()
    wizard.reject()


def test_one_answer_for_all_rows_alike_is_one_step_back_and_forward(
    qtbot: QtBot, preview: Callable[..., ImportWizard]
) -> None:
    pairs = [
        (name, job, UNIT, phone)
        for name, phone in (("Lê Văn Tám", "0912345678"), ("Trần Văn Tư", "0912345679"), ("Vũ Thị Năm", "0912345670"))
        for job in ("Chuyên viên", "Trưởng phòng")
    ]
    wizard = preview(*pairs)
    press(qtbot, wizard, Qt.Key.Key_F8, Qt.Key.Key_2, Qt.Key.Key_0, Qt.Key.Key_Return)
    settled(qtbot, wizard, 0)
    qtbot.keyClick(wizard, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, wizard, 3)
    qtbot.keyClick(wizard, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, wizard, 0)
    wizard.draft = type(wizard.draft)()
    wizard.reject()


def test_esc_leads_from_the_answers_back_to_the_rows(qtbot: QtBot, preview: Callable[..., ImportWizard]) -> None:
    wizard = preview(FIRST, RESENT)
    press(qtbot, wizard, Qt.Key.Key_F8, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is wizard.view.table
    assert wizard.isVisible()
    wizard.reject()


def test_without_a_question_f8_says_so_and_the_hand_that_goes_on_changes_nothing(
    qtbot: QtBot, preview: Callable[..., ImportWizard]
) -> None:
    wizard = preview(FIRST)
    press(qtbot, wizard, Qt.Key.Key_F8)
    said = [label.text() for label in wizard.view.panel.findChildren(QLabel) if label.isVisible()]
    assert _("No question is left.") in said
    press(qtbot, wizard, Qt.Key.Key_2, Qt.Key.Key_Return, Qt.Key.Key_F8, Qt.Key.Key_2, Qt.Key.Key_Return)
    assert not wizard.draft.can_undo
    assert not wizard.view.table.is_editing()
    wizard.reject()
