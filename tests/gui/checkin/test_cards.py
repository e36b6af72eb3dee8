"""A citizen's card at the door: its sure holder is let in, else it is asked; and nothing of its number stays anywhere."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from desktop import paths
from desktop.domain.attendance import Method, Status
from desktop.domain.people import AttendeeInput
from desktop.gui.checkin.walk_in import WalkInDialog
from desktop.gui.shell.scan_catcher import ScanCatcher
from desktop.services import attendance, attendees
from tests.domain.test_identity_card import code
from tests.gui.checkin.doorway import NAMES, Doorway, door, door_database
from tests.gui.filled import ask, dialog

__all__ = ["door", "door_database"]

HA, AN, VU, NGA, CHAU, THUY_HA = NAMES
BORN = dt.date(1975, 5, 23)
NUMBER = "001175654321"
ADDRESS = "Bạch Đằng"


@pytest.fixture(autouse=True)
def _digits_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the program."""
    monkeypatch.setattr(ScanCatcher, "holds", True)


def lay_down(door: Doorway, text: str, *, to: QWidget | None = None, enter: bool = True, slow: float = 0.003) -> None:
    """As a scanner types a card, letters that no key has among it; `slow`: seconds to each key after the first number."""
    target = to or door.page.field
    door.clock.now += 0.1  # the hand before it is done
    for place, letter in enumerate(text):
        door.clock.step = slow if place > 13 else 0.003
        if letter.isascii():
            QTest.keyClicks(target, letter)
        else:
            QTest.sendKeyEvent(QTest.KeyAction.Click, target, Qt.Key.Key_unknown, letter, Qt.KeyboardModifier(0))
        assert "|" not in door.page.field.text()
    if enter:
        QTest.keyClick(target, Qt.Key.Key_Return)
    door.settle()


def born(door: Doorway, name: str, birth: str) -> None:
    def edit(tx):
        known = attendees.get_attendee(tx, door.person(name).id)
        attendees.edit_attendee(tx, known.id, AttendeeInput(birth=birth), version=known.version)

    door.database.write(edit)


def standing(door: Doorway, name: str) -> str:
    people = ask(door.database, attendance.door_people, door.page.data.session.id)
    return next(str(person.status) for person in people if person.full_name == name)


def test_a_sure_card_lets_in_as_a_badge_does_and_its_number_is_nowhere_afterwards(door, tmp_path):
    born(door, HA, "1975-05-23")
    door.page.field.setText("hoàng")
    lay_down(door, code(HA, BORN, female=True))
    assert standing(door, HA) == Status.PRESENT
    assert HA in door.page.verdict.sentence
    assert door.page.field.text() == ""
    marks = ask(door.database, attendance.marks_of, door.page.data.session.id, door.person(HA).id)
    assert [mark.method for mark in marks] == [Method.SCAN]

    lay_down(door, code("Bùi Thị Sen", BORN, female=True))  # and one who is registered
    form = dialog(door.qtbot, WalkInDialog)
    form.unit.setEditText(door.person(HA).unit)
    form.submit()
    door.settle()
    assert standing(door, "Bùi Thị Sen") == Status.PRESENT
    QTest.keyClick(door.page.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    door.settle()
    shown = [each.text() for each in door.window.findChildren(QWidget) if hasattr(each, "text") and callable(each.text)]
    assert not any(NUMBER in str(text) for text in shown)
    assert NUMBER not in QGuiApplication.clipboard().text()
    places = [tmp_path, paths.data_folder(), paths.settings_file().parent]
    files = {each for place in places if place.exists() for each in Path(place).rglob("*") if each.is_file()}
    assert files
    for file in files:
        held = file.read_bytes()
        for secret in (NUMBER, "12 Phố Thử", "01072021"):
            for encoding in ("utf-8", "utf-16-le"):
                assert secret.encode(encoding) not in held, file


@pytest.mark.parametrize("slow", [0.003, 0.2])
def test_a_slow_scanner_and_one_without_enter_are_understood(door, slow):
    born(door, HA, "1975-05-23")
    lay_down(door, code(HA, BORN, female=True, tail="||||"), enter=False, slow=slow)
    door.qtbot.waitUntil(lambda: HA in door.page.verdict.sentence, timeout=5_000)
    assert door.page.field.text() == ""
    assert standing(door, HA) == Status.PRESENT


def test_a_likely_holder_is_asked_by_number_and_esc_leaves_the_question(door):
    lay_down(door, code(HA, BORN, female=True))
    assert standing(door, HA) == Status.UNRECORDED
    assert door.hits == [HA]
    assert "23/05/1975" in door.page.verdict.sentence
    QTest.keyClick(door.page.field, Qt.Key.Key_Return)  # Enter alone never chooses
    door.settle()
    assert standing(door, HA) == Status.UNRECORDED
    door.press(Qt.Key.Key_Escape)
    assert (door.hits, door.page.cards.asked) == ([], None)
    lay_down(door, code(HA, BORN, female=True))
    door.press(Qt.Key.Key_1)
    door.qtbot.waitUntil(lambda: standing(door, HA) == Status.PRESENT, timeout=5_000)
    assert door.hits == []
    lay_down(door, code(VU, BORN))
    door.press(Qt.Key.Key_Down)
    door.press(Qt.Key.Key_Return)
    door.settle()
    assert standing(door, VU) == Status.PRESENT
    lay_down(door, code(NGA, BORN, female=True))
    door.page.verdict.buttons["walk_in"].click()  # it is another of this name
    form = dialog(door.qtbot, WalkInDialog)
    assert (form.full_name.text(), form.birth.text()) == (NGA, "23/05/1975")
    form.reject()


def test_nobody_on_the_list_gets_the_form_filled_and_an_open_form_takes_the_card(door):
    lay_down(door, code("Bui Thi Sen", BORN, female=True))
    form = dialog(door.qtbot, WalkInDialog)
    assert (form.full_name.text(), form.birth.text(), form.gender.currentData()) == (
        "Bui Thi Sen",
        "23/05/1975",
        "female",
    )
    assert form.full_name.hasSelectedText()  # its accents were lost
    lay_down(door, code("Bùi Văn Sơn", BORN), to=form.full_name)
    assert dialog(door.qtbot, WalkInDialog) is form
    assert (form.full_name.text(), form.gender.currentData()) == ("Bùi Văn Sơn", "male")
    assert "|" not in form.unit.text() + form.position.text()
    form.reject()


def test_other_cards_parts_of_cards_and_pasted_ones_are_refused_or_taken_without_being_shown(door):
    for text in ("0123456789|4e67|01/01/1990|1|Hà Nội|x|y|z|", code(HA, BORN, female=True)[:60]):
        lay_down(door, text)
        assert not any(digits in door.page.verdict.sentence for digits in ("0123456789", NUMBER))
        assert door.page.verdict.verdict.sign == "✕"
        assert door.page.field.text() == ""
    born(door, HA, "1975-05-23")
    door.page.field.setText(code(HA, BORN, female=True))
    door.press(Qt.Key.Key_Return)
    door.settle()
    assert standing(door, HA) == Status.PRESENT
    door.page.camera.read.emit(code(VU, BORN))
    door.settle()
    assert door.hits == [VU]


def test_a_card_into_a_longer_text_can_not_be_brought_back_and_elsewhere_it_is_said_without_its_number(door):
    box = QPlainTextEdit("Kính gửi: 12", door.window)
    box.show()
    box.setFocus()
    lay_down(door, code(HA, BORN, female=True), to=box)
    box.undo()
    assert box.toPlainText() == "Kính gửi: 12"
    door.window.show_page("attendees")
    door.settle()
    lay_down(door, code(HA, BORN, female=True), to=door.window.page.search)
    assert NUMBER not in door.window.banner.sentence
    assert door.window.banner.sentence
    assert door.window.page.search.text() == ""
    assert QApplication.activePopupWidget() is None
