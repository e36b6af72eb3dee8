"""A scan never vanishes and never presses a button, wherever in the program the keyboard is; a hand is never held up."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QPushButton

from desktop.domain.attendance import Method, Status
from desktop.gui.checkin.board_window import BoardWindow
from desktop.gui.shell.scan_catcher import ScanCatcher
from desktop.gui.widgets.message_box import MessageBox
from desktop.gui.widgets.one_line import OneLineDialog
from desktop.gui.widgets.toast import Toast
from desktop.services import attendance
from tests.gui.checkin.doorway import NAMES, Doorway, door, door_database
from tests.gui.filled import ask, dialog

__all__ = ["door", "door_database"]

HA, AN, VU, NGA, CHAU, THUY_HA = NAMES
ROW = dict(zip("1234567890", ["ă", "â", "ê", "ô", "̀", "̉", "̃", "́", "̣", "đ"], strict=True))


@pytest.fixture(autouse=True)
def _digits_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the program."""
    monkeypatch.setattr(ScanCatcher, "holds", True)


def standing(door: Doorway, name: str) -> str:
    people = ask(door.database, attendance.door_people, door.page.data.session.id)
    return next(str(person.status) for person in people if person.full_name == name)


def toasts() -> list[str]:
    return [each.sentence for top in QApplication.topLevelWidgets() for each in top.findChildren(Toast)]


def opened(door: Doorway) -> OneLineDialog:
    """A dialog with a field of text and a default button."""
    door.page.menus._remark(door.person(VU))
    form = dialog(door.qtbot, OneLineDialog)
    form.activateWindow()
    door.qtbot.waitUntil(lambda: QApplication.activeWindow() is form)
    return form


def test_a_scanner_without_enter_is_understood_by_its_speed(door):
    door.scan(door.person(NGA).code, enter=False)
    door.qtbot.waitUntil(lambda: NGA in door.page.verdict.sentence, timeout=5_000)
    assert door.page.field.text() == ""
    QTest.keyClick(door.page.field, Qt.Key.Key_Return)  # an Enter that comes a little late presses nothing
    assert NGA in door.page.verdict.sentence


def test_the_late_enter_of_one_scan_takes_nothing_from_the_next(door):
    door.scan(door.person(NGA).code, enter=False)
    door.qtbot.waitUntil(lambda: NGA in door.page.verdict.sentence, timeout=5_000)
    door.scan(door.person(VU).code)
    door.settle()
    assert standing(door, VU) == Status.PRESENT


def test_a_scanner_on_the_vietnamese_layout_is_understood(door):
    for digit in door.person(NGA).code:
        door.clock.step = 0.003
        QTest.sendKeyEvent(
            QTest.KeyAction.Click, door.page.field, Qt.Key.Key_unknown, ROW[digit], Qt.KeyboardModifier(0)
        )
    QTest.keyClick(door.page.field, Qt.Key.Key_Return)
    door.settle()
    assert NGA in door.page.verdict.sentence


def test_a_scan_into_a_dialog_of_the_door_is_taken_at_once_and_leaves_the_dialog_as_it_is(door):
    form = opened(door)
    form.words.setText("ngồi hàng đầu")
    form.words.setSelection(5, 4)
    door.scan(door.person(NGA).code, to=form.words)
    door.settle()
    assert standing(door, NGA) == Status.PRESENT
    assert form.isVisible()
    assert form.words.text() == "ngồi hàng đầu"
    assert form.words.selectedText() == "hàng"
    assert any(NGA in sentence for sentence in toasts())
    assert not form.findChildren(Toast)  # so low a dialog keeps its own words in sight
    form.reject()


def test_a_scan_presses_no_button_of_a_question(door):
    box = MessageBox("Phần còn lại", "Ghi vắng?", parent=door.window)
    box.setDefaultButton(box.addButton("Ghi vắng", MessageBox.ButtonRole.AcceptRole))
    box.open()
    button = box.defaultButton()
    button.setFocus()
    for code in (door.person(NGA).code, "123456"):
        door.scan(code, to=button)
        door.settle()
        assert box.isVisible()
    assert standing(door, NGA) == Status.PRESENT
    box.reject()


def test_a_scan_closes_a_menu_and_is_taken(door):
    door.page.menus.open_more()
    menu = next(each for each in door.page.findChildren(QMenu) if each.isVisible())
    door.scan(door.person(NGA).code, to=menu)
    door.settle()
    assert standing(door, NGA) == Status.PRESENT
    assert QApplication.activePopupWidget() is None


def test_a_scan_chooses_nothing_in_the_list_of_sessions(door):
    session = door.page.data.session.id
    door.page.sessions.showPopup()
    door.scan(door.person(NGA).code, to=door.page.sessions.view())
    door.settle()
    assert door.page.data.session.id == session
    assert standing(door, NGA) == Status.PRESENT


def test_a_scan_with_the_board_in_front_is_taken_and_the_board_tells_no_name(door):
    door.page.menus.open_board()
    board = dialog(door.qtbot, BoardWindow)
    board.activateWindow()
    door.qtbot.waitUntil(lambda: QApplication.activeWindow() is board)
    door.scan(door.person(NGA).code, to=board)
    door.settle()
    assert standing(door, NGA) == Status.PRESENT
    assert toasts() == ["✓ Đã ghi thẻ"]
    board.close()


@pytest.mark.parametrize("enter", [True, False])
def test_a_scan_on_another_page_is_said_aloud_and_typed_into_nothing(door, enter):
    door.window.show_page("attendees")
    door.settle()
    field = door.window.page.search
    assert isinstance(field, QLineEdit)
    field.setText("hà")
    door.scan(door.person(NGA).code, enter=enter, to=field)
    door.qtbot.waitUntil(lambda: bool(door.window.banner.sentence), timeout=5_000)
    assert "Mở Điểm danh" in door.window.banner.sentence
    assert field.text() == "hà"
    door.window.banner.way_out.click()
    door.settle()
    assert door.window.page is door.page
    assert standing(door, NGA) == Status.UNRECORDED


def test_what_a_hand_types_stands_at_once_and_stays(door):
    door.window.show_page("attendees")
    door.settle()
    field = door.window.page.search
    text = ""
    for letter in "12345678ha":
        QTest.keyClick(field, letter)
        text += letter
        assert field.text() == text
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == text


def test_a_telephone_number_that_a_program_fills_in_is_no_scan(door):
    form = opened(door)
    form.words.clear()
    door.scan("0912345678", enter=False, to=form.words)
    QTest.qWait(120)
    assert form.words.text() == "0912345678"
    form.reject()


def test_a_digit_by_hand_reaches_what_is_no_field_after_a_moment(door):
    door.page.recent.setFocus()
    QTest.keyClick(door.page.recent, "5")
    door.qtbot.waitUntil(lambda: door.page.field.text() == "5", timeout=5_000)
    QTest.keyClick(door.page.field, "6")
    assert door.page.field.text() == "56"


def test_a_longer_text_is_put_back_as_it_was(door):
    box = QPlainTextEdit("Kính gửi: 12", door.window)
    box.show()
    box.setFocus()
    cursor = box.textCursor()
    cursor.setPosition(10)
    box.setTextCursor(cursor)
    door.scan(door.person(NGA).code, to=box)
    door.settle()
    assert box.toPlainText() == "Kính gửi: 12"
    assert box.textCursor().position() == 10


def test_keys_that_come_by_the_window_system_are_each_read_once(door):
    """They go to the window first, and from there to the widget with the keyboard."""
    door.window.activateWindow()
    handle = door.window.windowHandle()
    for name, place in ((NGA, door.page.field), (VU, door.page.recent), (HA, door.page.walk_in_button)):
        place.setFocus()
        door.clock.step = 0.003
        for letter in door.person(name).code:
            QTest.keyClick(handle, letter)
        QTest.keyClick(handle, Qt.Key.Key_Return)
        door.clock.step = 0.2
        door.settle()
        assert standing(door, name) == Status.PRESENT
    door.page.recent.setFocus()
    for letter in "09":
        QTest.keyClick(handle, letter)
        QTest.qWait(120)
    assert door.page.field.text() == "09"


def test_a_button_that_has_the_keyboard_is_not_pressed_by_a_scan(door):
    pressed: list[bool] = []
    button = QPushButton("Thử lại", door.page)
    button.clicked.connect(pressed.append)
    button.show()
    button.setFocus()
    door.scan(door.person(NGA).code, to=button)
    door.settle()
    assert not pressed
    marks = ask(door.database, attendance.marks_of, door.page.data.session.id, door.person(NGA).id)
    assert [mark.method for mark in marks] == [Method.SCAN]
