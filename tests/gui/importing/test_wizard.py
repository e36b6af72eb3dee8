"""The import wizard on real workbooks, with the real record and operations."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.domain.importing import Action, Look, Severity
from desktop.domain.people import AttendeeInput
from desktop.gui.collecting import resting
from desktop.gui.importing import draft
from desktop.gui.importing.columns import ColumnsDialog
from desktop.gui.importing.draft import ImportDraft
from desktop.gui.importing.history import ImportHistory
from desktop.gui.importing.notices_dialog import NoticesDialog
from desktop.gui.importing.options import OptionsDialog
from desktop.gui.importing.questions import QuestionAnswer
from desktop.gui.importing.unit_picker import UnitPicker
from desktop.gui.importing.units import NewUnitsDialog
from desktop.gui.importing.wizard import ImportWizard
from desktop.gui.shell.main_window import MainWindow
from desktop.services import attendees, importing, units
from desktop.services.attendance.registering import cancel
from desktop.store.database import Database
from desktop.wording.import_preview import short_name
from tests.gui.importing.workbooks import bach_mai, workbook


def names(database: Database, window: MainWindow) -> list[str]:
    conference = window.context.conference_id
    return [one.full_name for one in database.read(lambda tx: attendees.list_attendees(tx, conference))]


def opened(qtbot: QtBot, window: MainWindow, *paths: Path) -> ImportWizard:
    wizard = window.run("import", paths=list(paths))
    assert isinstance(wizard, ImportWizard)
    qtbot.waitUntil(lambda: wizard.plan is not None, timeout=20_000)
    return wizard


def look_of(wizard: ImportWizard, name: str) -> Look:
    return next(line.look for line in wizard.view.model.all_lines() if line.row.values.get("full_name") == name)


def test_import_from_dropped_file_to_attendees_and_back(
    qtbot: QtBot, window: MainWindow, database: Database, tmp_path: Path
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
    button = view.panel.button(QuestionAnswer.THIS_UNIT)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.model.looks()[Look.QUESTION] == 0)
    assert wizard.import_button.text().count("5") == 1

    with qtbot.waitSignal(wizard.accepted, timeout=10_000):
        qtbot.mouseClick(wizard.import_button, Qt.MouseButton.LeftButton)
    assert len(names(database, window)) == 5
    assert "Trần Đức An" in names(database, window)

    # The alias was remembered: the same file asks nothing and changes nothing.
    again = opened(qtbot, window, tmp_path / "P.BachMai.xlsx")
    assert look_of(again, "Vũ Minh Hòa") is Look.SAME
    again.reject()

    window.context.operations.undo_last()
    qtbot.waitUntil(lambda: names(database, window) == [])


def test_row_left_out_with_del_is_not_imported_and_can_come_back(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    wizard = opened(qtbot, window, workbook(tmp_path / "ds.xlsx", [("Lê Thị An", "", "UBND phường Bạch Mai", "")]))
    qtbot.keyClick(wizard.view.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: wizard.view.model.looks()[Look.SKIP] == 1)
    assert "1" in wizard.import_button.text()
    assert wizard.plan is not None
    assert wizard.plan.totals().add == 0
    back = wizard.view.panel.button(QuestionAnswer.TAKE_IN)
    assert back is not None
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wizard.view.model.looks()[Look.ADD] == 1)
    while wizard.draft.undo():
        pass
    wizard.reject()


def test_a_row_left_out_alone_is_remembered_and_taken_in_by_the_same_key(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, database: Database
) -> None:
    path = workbook(tmp_path / "ds.xlsx", [("Lê Thị An", "", "UBND phường Bạch Mai", "")])
    wizard = opened(qtbot, window, path)
    before = names(database, window)
    qtbot.keyClick(wizard.view.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: wizard.view.model.looks()[Look.SKIP] == 1)
    qtbot.waitUntil(wizard.import_button.isEnabled)
    with qtbot.waitSignal(wizard.accepted, timeout=10_000):
        wizard.apply()
    wizard = opened(qtbot, window, path)
    assert wizard.view.model.looks()[Look.SKIP] == 1
    assert not wizard.import_button.isEnabled()
    qtbot.keyClick(wizard.view.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: wizard.view.model.looks()[Look.ADD] == 1)
    qtbot.waitUntil(wizard.import_button.isEnabled)
    with qtbot.waitSignal(wizard.accepted, timeout=10_000):
        wizard.apply()
    assert sorted(names(database, window)) == sorted([*before, "Lê Thị An"])


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
    qtbot: QtBot, window: MainWindow, database: Database, tmp_path: Path
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
    button = wizard.view.panel.button(QuestionAnswer.TAKE_NEW)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wizard.view.model.looks()[Look.UPDATE] == 1)
    with qtbot.waitSignal(wizard.accepted, timeout=10_000):
        wizard.apply()
    conference = window.context.conference_id
    (one,) = database.read(lambda tx: attendees.list_attendees(tx, conference))
    assert (one.position, one.phone) == ("Hiệu trưởng", "0912004115")


def test_a_row_that_fits_two_people_is_settled_by_choosing_one(
    qtbot: QtBot, window: MainWindow, database: Database, tmp_path: Path
) -> None:
    conference, unit = window.context.conference_id, "UBND phường Bạch Mai"
    assert conference is not None
    for birth in ("1970", "1992"):
        given = AttendeeInput(full_name="Nguyễn Văn Bình", birth=birth, unit=unit)
        database.write(lambda tx, given=given: attendees.add_attendee(tx, conference, given))
    wizard = opened(qtbot, window, workbook(tmp_path / "c.xlsx", [("Nguyễn Văn Bình", "", unit, "0912345671")]))
    offered = [button for button in wizard.view.panel.findChildren(QPushButton) if "Bình" in button.text()]
    assert ["1970" in offered[0].text(), "1992" in offered[1].text(), len(offered)] == [True, True, 2]
    qtbot.mouseClick(offered[1], Qt.MouseButton.LeftButton)
    button = wizard.view.panel.button(QuestionAnswer.TAKE_NEW)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wizard.view.model.looks()[Look.UPDATE] == 1)
    with qtbot.waitSignal(wizard.accepted, timeout=10_000):
        wizard.apply()
    found = database.read(lambda tx: attendees.list_attendees(tx, conference))
    assert sorted((one.birth, one.phone) for one in found) == [("1970", ""), ("1992", "0912345671")]


def test_somebody_who_had_cancelled_comes_after_all(
    qtbot: QtBot, window: MainWindow, database: Database, tmp_path: Path
) -> None:
    conference = window.context.conference_id
    assert conference is not None
    given = AttendeeInput(full_name="Nguyễn Văn Bình", unit="UBND phường Bạch Mai")
    who = database.write(lambda tx: attendees.add_attendee(tx, conference, given))
    database.write(lambda tx: cancel(tx, [who.id]))
    wizard = opened(qtbot, window, workbook(tmp_path / "c.xlsx", [("Nguyễn Văn Bình", "", given.unit or "", "")]))
    button = wizard.view.panel.button(QuestionAnswer.TAKE_NEW)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wizard.view.model.looks()[Look.UPDATE] == 1)
    with qtbot.waitSignal(wizard.accepted, timeout=10_000):
        wizard.apply()
    assert [one.state for one in database.read(lambda tx: attendees.list_attendees(tx, conference))] == ["registered"]


def test_unreadable_file_is_told_and_the_others_go_on(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    broken = tmp_path / "hong.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    wizard = opened(qtbot, window, broken, bach_mai(tmp_path))
    assert "hong.xlsx" in wizard.view.notices.toolTip()
    assert [wizard.view.model.looks()[look] for look in (Look.ADD, Look.QUESTION, Look.ERROR)] == [3, 1, 1]
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


def test_rows_that_did_not_come_in_are_offered_as_a_workbook(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "refused.xlsx"
    asked: list[str] = []
    monkeypatch.setattr(
        window.feedback, "ask", lambda _title, question, _yes, **_k: bool(asked.append(question)) or True
    )
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    wizard = opened(qtbot, window, bach_mai(tmp_path))
    with qtbot.waitSignal(wizard.accepted, timeout=10_000):
        wizard.apply()
    qtbot.waitUntil(target.exists)
    assert "1" in asked[0]
    qtbot.waitUntil(lambda: not window.context.operations.busy)


def test_pasted_table_is_imported_like_a_file(qtbot: QtBot, window: MainWindow, database: Database) -> None:
    table = "Họ và tên\tChức vụ\tĐơn vị\nLê Thị Thử\tChuyên viên\tUBND phường Bạch Mai\n"
    QGuiApplication.clipboard().setText(table)
    wizard = window.run("import.clipboard")
    assert isinstance(wizard, ImportWizard)
    qtbot.waitUntil(lambda: wizard.plan is not None, timeout=20_000)
    assert short_name(importing.CLIPBOARD) == "Bảng dán vào"
    with qtbot.waitSignal(wizard.accepted, timeout=10_000):
        wizard.apply()
    assert names(database, window) == ["Lê Thị Thử"]


def test_past_import_is_undone_as_a_whole(qtbot: QtBot, window: MainWindow, database: Database, tmp_path: Path) -> None:
    wizard = opened(qtbot, window, workbook(tmp_path / "ds.xlsx", [("Lê Thị An", "", "UBND phường Bạch Mai", "")]))
    with qtbot.waitSignal(wizard.accepted, timeout=10_000):
        wizard.apply()
    history = window.run("imports")
    assert isinstance(history, ImportHistory)
    qtbot.waitUntil(lambda: len(history.rows) == 1)
    qtbot.mouseClick(history.undo_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: history.rows[0].undone_at is not None)
    assert names(database, window) == []
    assert not history.undo_button.isEnabled()
    history.reject()


def test_a_corrected_column_and_heading_row_are_planned_at_once(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = workbook(
        tmp_path / "la.xlsx",
        [("Lê Thị An", "Chuyên viên", "UBND phường Bạch Mai", "0912345678")],
        ("STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Gọi số này"),
    )
    wizard = opened(qtbot, window, path)
    dialog = ColumnsDialog(wizard, None)
    dialog.show()
    rows = {dialog.table.item(row, 0).text(): row for row in range(dialog.table.rowCount())}
    combo = dialog._combo(rows["E: Gọi số này"])
    combo.setCurrentIndex(combo.findData("phone"))
    combo.activated.emit(combo.currentIndex())
    qtbot.waitUntil(lambda: wizard.view.current_line().row.values.get("phone") == "0912345678")
    dialog.reject()
    qtbot.waitUntil(lambda: not wizard.draft.can_undo)
    qtbot.waitUntil(lambda: not window.context.operations.busy)
    wizard.reject()


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_dialog_of_the_wizard_opens_in_both_languages(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, language: str
) -> None:
    i18n.install(language)
    wizard = opened(qtbot, window, bach_mai(tmp_path))
    assert wizard.plan is not None
    context = wizard.context
    qtbot.waitUntil(lambda: bool(wizard.names.units))
    for dialog in (
        ColumnsDialog(wizard, None),
        OptionsDialog(context, wizard.draft.options, wizard.names),
        NewUnitsDialog(context, wizard.plan, wizard.names.units, wizard),
        NoticesDialog(context, wizard.plan, None, wizard),
        UnitPicker(context, wizard.names.units, "P. Bạh Mai", wizard),
    ):
        dialog.show()
        assert dialog.windowTitle()
        dialog.reject()
        dialog.deleteLater()
    wizard.reject()


def test_unit_is_found_by_any_part_of_its_name_without_accents(qtbot: QtBot, window: MainWindow) -> None:
    found = window.context.operations.database.read(units.list_units)
    picker = UnitPicker(window.context, found, "", window)
    picker.show()
    picker.search.setText("mai bach")
    chosen = picker.chosen
    assert chosen is not None
    assert chosen.name == "UBND phường Bạch Mai"
    picker.search.setText("zzz")
    assert picker.chosen is None
    assert not picker.accept_button.isEnabled()
    picker.reject()


def test_options_for_the_whole_import_are_planned_again(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    wizard = opened(qtbot, window, workbook(tmp_path / "ds.xlsx", [("Lê Thị An", "", "", "")]))
    qtbot.waitUntil(lambda: bool(wizard.names.groups))
    wizard.answers.show_options()
    dialog = next(one for one in window.findChildren(OptionsDialog) if one.isVisible())
    dialog.unit.setEditText("UBND phường Bạch Mai")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert not wizard.import_button.isEnabled()
    qtbot.waitUntil(lambda: wizard.view.current_line().row.values.get("unit") == "UBND phường Bạch Mai")
    assert wizard.import_button.isEnabled()
    wizard.undo()
    qtbot.waitUntil(lambda: not window.context.operations.busy)
    wizard.reject()


def test_leaving_while_the_import_is_written_stops_it_and_comes_back_to_the_preview(
    qtbot: QtBot, window: MainWindow, database: Database, tmp_path: Path
) -> None:
    wizard = opened(qtbot, window, workbook(tmp_path / "ds.xlsx", [("Lê Thị An", "", "UBND phường Bạch Mai", "")]))
    wizard.apply()
    wizard.reject()
    qtbot.waitUntil(lambda: not window.context.operations.busy, timeout=10_000)
    if names(database, window):  # it had been written before the word came: then it is done, and the wizard with it
        return
    assert wizard.isVisible()
    assert wizard.banner.sentence
    wizard.reject()


def test_a_new_plan_is_counted_and_compared_beside_the_window(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wizard = opened(qtbot, window, bach_mai(tmp_path))
    where = []
    compare = draft._unlike
    monkeypatch.setattr(draft, "_unlike", lambda *lines: where.append(threading.current_thread()) or compare(*lines))
    before = wizard.view.model.looks()
    wizard.answers.leave_out([line.key for line in wizard.view.model.all_lines() if line.look is Look.ADD], True)
    qtbot.waitUntil(lambda: wizard.view.model.looks() != before)
    assert len(where) == 1
    assert where[0] is not threading.main_thread()
    wizard.draft = ImportDraft()
    wizard.reject()


@pytest.mark.parametrize("leave", [ImportWizard.reject, ImportWizard.deleteLater], ids=["left", "gone"])
def test_nothing_is_collected_while_the_preview_is_open(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, leave: Callable[[ImportWizard], None]
) -> None:
    wizard = opened(qtbot, window, bach_mai(tmp_path))
    assert resting()
    leave(wizard)
    qtbot.waitUntil(lambda: not resting())
