"""Taking an arrival back at the door, in every way it can happen: what is shown is true at once."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.domain.areas import Area
from desktop.domain.attendance import Status
from desktop.gui.checkin.attendance_log import AttendanceLog
from desktop.gui.checkin.recent_table import UNDO
from desktop.services import attendance
from tests.gui.checkin.doorway import NAMES, Doorway, door, door_database
from tests.gui.checkin.test_page import other_desk, statuses
from tests.gui.filled import ask, dialog

__all__ = ["door", "door_database"]

HA, AN, VU, NGA, CHAU, THUY_HA = NAMES


def annul_elsewhere(door: Doorway, name: str) -> None:
    """Somebody takes it back in its log."""
    marks = ask(door.database, attendance.marks_of, door.page.data.session.id, door.person(name).id)
    standing = [mark.id for mark in marks if not mark.annulled and mark.kind != "annul"]
    door.window.context.operations.write_or_queue(lambda tx: attendance.annul(tx, standing))


def test_undo_in_the_verdict_takes_the_arrival_back(door):
    door.let_in("tran duc an")
    door.page.verdict.buttons["undo"].click()
    door.settle()
    assert statuses(door)[AN] == Status.UNRECORDED
    assert "đã hoàn tác" in door.page.verdict.sentence
    assert "đã hoàn tác" in door.recent[0][2]
    assert door.page.field.hasFocus()
    assert "có mặt" in door.let_in("tran duc an")
    assert [row[0] for row in door.recent].count(AN) == 2


def test_any_of_the_last_ten_is_taken_back_with_the_keyboard(door):
    for text in ("tran duc an", "le van vu"):
        door.let_in(text)
    table = door.page.recent
    table.setFocus()
    table.select_first()
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    door.settle()
    assert statuses(door)[AN] == Status.UNRECORDED
    assert statuses(door)[VU] == Status.PRESENT
    assert door.page.field.hasFocus()


def test_another_desks_arrival_shows_and_can_be_taken_back_here(door):
    other_desk(door, CHAU)
    door.window.context.operations._changed_elsewhere.emit(frozenset({Area.ATTENDANCE}))
    door.settle()
    assert door.recent[0][0] == CHAU
    assert door.recent[0][3] == "2"
    door.page.recent.select_first()
    door.page.recent._undo_current()
    door.settle()
    assert statuses(door)[CHAU] == Status.UNRECORDED


def test_undo_in_the_verdict_is_of_whom_it_names_though_somebody_came_at_another_desk_since(door):
    other_desk(door, CHAU, at=dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1))  # its clock is a little ahead
    door.window.context.operations._changed_elsewhere.emit(frozenset({Area.ATTENDANCE}))
    door.settle()
    door.let_in("tran duc an")
    door.page.verdict.buttons["undo"].click()
    door.settle()
    assert statuses(door)[AN] == Status.UNRECORDED
    assert statuses(door)[CHAU] == Status.PRESENT


def test_ctrl_z_in_the_empty_field_takes_the_last_arrival_back_and_brings_no_scan_back(door):
    door.window.activateWindow()
    nga = door.person(NGA)
    door.scan(nga.code)
    door.settle()
    assert statuses(door)[NGA] == Status.PRESENT
    QTest.keyClick(door.page.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    door.settle()
    assert door.page.field.text() == ""
    assert statuses(door)[NGA] == Status.UNRECORDED


def test_taking_back_in_any_way_and_doing_again_are_told_in_verdict_and_row_at_once(door):
    door.let_in("tran duc an")
    for take_back, again in (
        (door.window.undo_last, door.window.redo_last),
        (lambda: annul_elsewhere(door, AN), door.window.undo_last),
    ):
        take_back()
        door.settle()
        assert "đã hoàn tác" in door.page.verdict.sentence
        assert door.page.verdict.verdict.tone == "plain"
        assert "đã hoàn tác" in door.recent[0][2]
        assert not door.page.desk.recent(1)[0].can_undo
        again()
        door.settle()
        assert "Trần Đức An: có mặt" in door.page.verdict.sentence
        assert "có mặt" in door.recent[0][2]
    door.page.verdict.buttons["undo"].click()
    door.settle()
    assert statuses(door)[AN] == Status.UNRECORDED


def double_click(door: Doorway, column: str) -> None:
    table = door.page.recent
    at = table.visualRect(table.model_of_lines.index(0, table.model_of_lines.column_of(column))).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    door.settle()


def test_a_double_click_on_a_line_opens_what_was_recorded_and_only_the_word_takes_back(qtbot, door):
    door.let_in("tran duc an")
    double_click(door, "name")
    assert statuses(door)[AN] == Status.PRESENT
    dialog(qtbot, AttendanceLog).reject()
    double_click(door, UNDO)
    assert statuses(door)[AN] == Status.UNRECORDED
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, AttendanceLog) and each.isVisible()]


def test_a_key_that_the_field_does_not_want_ends_where_the_field_cannot_take_the_keyboard(door):
    door.window.activateWindow()
    door.page.field.setEnabled(False)
    QTest.keyClick(door.page, "a")
    assert door.page.field.text() == ""
