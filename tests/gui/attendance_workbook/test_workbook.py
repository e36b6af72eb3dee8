"""Attendance out to a workbook and back, through the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop import i18n
from desktop.domain.attendance import Status
from desktop.domain.marks_import import CellAction
from desktop.gui.attendance_workbook import preview
from desktop.gui.attendance_workbook.exporting import AttendanceExport
from desktop.gui.attendance_workbook.importing import AttendanceImport
from desktop.gui.shell.main_window import MainWindow
from desktop.services import agenda, attendance, ordering
from desktop.services.attendance import workbook
from tests.gui.filled import closed, conference_id, dialog, filled, filled_record, settle
from tools.faults import nameless

__all__ = ["filled", "filled_record"]


@pytest.fixture(params=["vi", "en"])
def spoken(request: pytest.FixtureRequest, language: str) -> str:
    """The window in this language; ask for it before the window."""
    i18n.install(request.param)
    return str(request.param)


def database(window: MainWindow) -> Any:
    return window.context.operations.database


def people(window: MainWindow) -> tuple[Any, list[Any]]:
    """The first session, and who is expected there in the order of the workbook."""
    session = database(window).read(lambda tx: agenda.list_sessions(tx, conference_id(window)))[0]
    there = database(window).read(lambda tx: attendance.door_people(tx, session.id))
    order = database(window).read(lambda tx: ordering.everyone(tx, conference_id(window)))
    return session, sorted(there, key=lambda person: order.index(person.id))


def exported(window: MainWindow, path: Path) -> Path:
    book = database(window).read(lambda tx: workbook.content(tx, conference_id(window)))
    return workbook.save(book, path)


def typed(window: MainWindow, path: Path, *letters: str) -> Path:
    """The exported workbook with these letters typed for the first people at the first session."""
    exported(window, path)
    book = load_workbook(path)
    for row, letter in enumerate(letters, start=5):
        book.worksheets[0].cell(row, 7).value = letter
    book.save(path)
    return path


def opened(qtbot: QtBot, window: MainWindow, path: Path) -> AttendanceImport:
    window.run("attendance.import", path=path)
    shown = dialog(qtbot, AttendanceImport)
    qtbot.waitUntil(lambda: shown.plan is not None, timeout=20_000)
    return shown


def test_the_workbook_of_the_sessions_ticked_is_saved_and_offered(
    qtbot: QtBot, spoken: str, filled: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    target = tmp_path / "ra.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    filled.run("attendance.export")
    shown = dialog(qtbot, AttendanceExport)
    settle(qtbot, filled)
    session, _people = people(filled)
    shown.which.choose([session.id])
    said: list[str] = []
    filled.context.feedback.said.connect(lambda words, *_more: said.append(words))
    shown.save_button.click()
    closed(qtbot, filled, shown)
    sheet = load_workbook(target).worksheets[0]
    assert [sheet.cell(4, 7).value, sheet.max_column] == [session.title, 8]
    assert any("ra.xlsx" in words for words in said)


def test_new_marks_are_ticked_differences_are_not_and_refused_ones_can_not_be(
    qtbot: QtBot, spoken: str, filled: MainWindow, tmp_path: Path
):
    session, there = people(filled)
    database(filled).write(
        lambda tx: attendance.set_status(
            tx, training_session_id=session.id, attendee_id=there[0].id, status=Status.ABSENT
        )
    )
    shown = opened(qtbot, filled, typed(filled, tmp_path / "vao.xlsx", "C", "M", "??", "P"))
    assert nameless(shown) == []
    QAbstractItemModelTester(shown.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = range(shown.model.rowCount())
    states = [shown.model.index(row, 0).data(Qt.ItemDataRole.CheckStateRole) for row in rows]
    assert states == [None, Qt.CheckState.Unchecked, Qt.CheckState.Checked, Qt.CheckState.Checked]
    assert "2" in shown.write_button.text()
    assert "??" in shown.model.index(0, preview.PROBLEM).data()
    shown.write_button.click()
    closed(qtbot, filled, shown)
    _session, after = people(filled)
    assert [person.status for person in after[:4]] == ["absent", "late", "unrecorded", "excused"]
    filled.context.operations.undo_last()
    settle(qtbot, filled)
    assert [person.status for person in people(filled)[1][:4]] == ["absent", "unrecorded", "unrecorded", "unrecorded"]


def test_a_difference_is_written_once_it_is_ticked(qtbot: QtBot, filled: MainWindow, tmp_path: Path):
    session, there = people(filled)
    database(filled).write(
        lambda tx: attendance.set_status(
            tx, training_session_id=session.id, attendee_id=there[0].id, status=Status.ABSENT
        )
    )
    shown = opened(qtbot, filled, typed(filled, tmp_path / "vao.xlsx", "C"))
    assert not shown.write_button.isEnabled()
    shown.view.setCurrentIndex(shown.model.index(0, 0))
    qtbot.keyClick(shown.view, Qt.Key.Key_Space)
    assert shown.write_button.isEnabled()
    shown.write_button.click()
    closed(qtbot, filled, shown)
    assert people(filled)[1][0].status == "present"


def test_a_kind_alone_can_be_shown_and_ticked(qtbot: QtBot, filled: MainWindow, tmp_path: Path):
    shown = opened(qtbot, filled, typed(filled, tmp_path / "vao.xlsx", "C", "C", "nghỉ mát"))
    assert shown.model.rowCount() == 3
    shown.show_only.setCurrentIndex(shown.show_only.findText(i18n._("Only what is new")))
    assert shown.model.rowCount() == 2
    shown.none_shown.click()
    assert not shown.write_button.isEnabled()
    shown.all_shown.click()
    assert len(shown.model.chosen) == 2
    shown.reject()
    settle(qtbot, filled)


def test_what_is_recorded_already_leaves_nothing_to_write(qtbot: QtBot, filled: MainWindow, tmp_path: Path):
    session, there = people(filled)
    database(filled).write(
        lambda tx: attendance.set_status(
            tx, training_session_id=session.id, attendee_id=there[0].id, status=Status.PRESENT
        )
    )
    shown = opened(qtbot, filled, exported(filled, tmp_path / "vao.xlsx"))
    assert shown.plan is not None
    assert shown.plan.count(CellAction.SAME) == 1
    assert shown.banner.sentence
    assert not shown.write_button.isEnabled()
    shown.reject()
    settle(qtbot, filled)


def test_a_file_without_marks_is_told_and_another_may_be_chosen(
    qtbot: QtBot, filled: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    odd = tmp_path / "khac.csv"
    odd.write_text("a,b\n1,2\n", encoding="utf-8")
    shown = opened(qtbot, filled, odd)
    assert "khac.csv" in shown.banner.sentence
    good = typed(filled, tmp_path / "vao.xlsx", "C")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(good), ""))
    shown.other.click()
    qtbot.waitUntil(lambda: shown.model.rowCount() == 1, timeout=20_000)
    assert not shown.banner.sentence
    shown.reject()
    settle(qtbot, filled)


def test_what_another_desk_said_meanwhile_is_left_alone_and_told(qtbot: QtBot, filled: MainWindow, tmp_path: Path):
    session, there = people(filled)
    shown = opened(qtbot, filled, typed(filled, tmp_path / "vao.xlsx", "C", "C"))
    database(filled).write(
        lambda tx: attendance.set_status(
            tx, training_session_id=session.id, attendee_id=there[0].id, status=Status.ABSENT
        )
    )
    told: list[str] = []
    filled.context.feedback.bannered.connect(lambda words, _tone: told.append(words))
    shown.write_button.click()
    closed(qtbot, filled, shown)
    assert [person.status for person in people(filled)[1][:2]] == ["absent", "present"]
    assert there[0].full_name in told[0]
