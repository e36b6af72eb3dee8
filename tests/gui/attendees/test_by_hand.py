"""The form of a new attendee: offered from the directory, told and asked who is on the list already."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.domain.people import AttendeeInput
from desktop.gui.attendees.attendee import AttendeeDialog
from desktop.services import attendees, conferences
from tests.gui.filled import ask, conference_id, dialog, filled, filled_record, settle

__all__ = ["filled", "filled_record"]
NAME, WARD, OTHER_WARD = "Nguyễn Thị Hà", "UBND phường Bạch Đằng", "UBND phường Bạch Mai"


@pytest.fixture
def form(qtbot, filled, filled_record):
    """The form, open; two namesakes in another conference."""

    def work(tx):
        other = conferences.create_conference(tx, title="Năm trước", starts_on=dt.date(2017, 5, 23))
        for given in (
            AttendeeInput(
                full_name=f"Bà {NAME}", unit=WARD, position="Phó Chủ tịch", birth="23/5/1975", phone="0912345678"
            ),
            AttendeeInput(full_name=NAME, unit=OTHER_WARD, position="Công chức"),
        ):
            attendees.add_attendee(tx, other.id, given)

    filled_record.write(work)
    filled.page.add()
    opened = dialog(qtbot, AttendeeDialog)
    opened.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is opened.full_name)
    yield opened
    if not opened.gone:
        opened.reject()


def typed(qtbot, form, text):
    """The rows offered while this is typed."""
    form.full_name.setText(text)  # Qt's test keys know no Vietnamese letters
    form.full_name.textEdited.emit(text)
    qtbot.waitUntil(form.people.popup.isVisible, timeout=5000)
    model = form.people.popup.model()
    return [model.index(row, 0).data(int(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def press(qtbot, form, *keys):
    for key in keys:
        qtbot.keyClick(form.people.popup, key)


def added(qtbot, filled, filled_record, form):
    form._try()
    with qtbot.waitSignal(form.accepted, timeout=10_000):
        pass
    settle(qtbot, filled)
    people = ask(filled_record, attendees.list_attendees, conference_id(filled))
    return next(each for each in people if each.full_name == NAME)


def test_namesakes_are_told_apart_and_the_one_chosen_by_key_fills_what_is_blank(qtbot, filled, filled_record, form):
    form.position.setText("Chủ tịch")
    rows = typed(qtbot, form, "nguyen thi ha")
    assert [f"Bà {NAME}, {WARD} · Phó Chủ tịch · 23/05/1975" in rows, f"{NAME}, {OTHER_WARD} · Công chức" in rows] == [
        True
    ] * 2
    press(qtbot, form, Qt.Key.Key_Down)
    assert form.full_name.text() == "nguyen thi ha"  # walking the list writes nothing
    while WARD not in form.people.popup.currentIndex().data(int(Qt.ItemDataRole.AccessibleTextRole)):
        press(qtbot, form, Qt.Key.Key_Down)
    press(qtbot, form, Qt.Key.Key_Return)
    assert (form.full_name.text(), form.unit.text()) == (f"Bà {NAME}", WARD)
    assert (form.position.text(), form.phone.text()) == ("Chủ tịch", "0912 345 678")
    form.unit.setEditText(OTHER_WARD)  # they were chosen: another unit changes nothing about who they are
    person = added(qtbot, filled, filled_record, form)
    card = ask(filled_record, attendees.person_card, person.person_id)
    assert [each.unit for each in card.registrations] == [OTHER_WARD, WARD]


def test_esc_closes_the_list_alone_and_what_was_typed_stays(qtbot, form):
    typed(qtbot, form, "nguyễn thị h")
    press(qtbot, form, Qt.Key.Key_Down, Qt.Key.Key_Escape)
    assert not form.people.popup.isVisible()
    assert form.isVisible()
    assert form.full_name.text() == "nguyễn thị h"
    assert form.unit.text() == ""


def test_another_name_takes_back_what_the_one_chosen_before_filled_in(qtbot, form):
    typed(qtbot, form, "nguyễn thị hà")
    while WARD not in str(form.people.popup.currentIndex().data(int(Qt.ItemDataRole.AccessibleTextRole))):
        press(qtbot, form, Qt.Key.Key_Down)
    press(qtbot, form, Qt.Key.Key_Return)
    form.position.setText("Trưởng ban")
    assert form.phone.text()
    form.full_name.setText(f"{NAME}ng")
    form.full_name.textEdited.emit(f"{NAME}ng")
    assert (form.phone.text(), form.birth.text(), form.position.text()) == ("", "", "Trưởng ban")


def test_esc_in_the_list_of_units_takes_back_what_the_arrow_keys_wrote(qtbot, form):
    form.unit.setFocus()
    edit = form.unit.lineEdit()
    qtbot.keyClicks(edit, "bach")
    qtbot.waitUntil(form.unit.matches.isVisible)
    qtbot.keyClick(form.unit.matches, Qt.Key.Key_Down)
    assert edit.text() != "bach"
    qtbot.keyClick(form.unit.matches, Qt.Key.Key_Escape)
    assert edit.text() == "bach"
    assert form.isVisible()


def test_enter_without_a_choice_saves_what_was_typed(qtbot, filled, filled_record, form):
    typed(qtbot, form, "Nguyễn Thị H")
    with qtbot.waitSignal(form.accepted, timeout=10_000):
        press(qtbot, form, Qt.Key.Key_Return)
    settle(qtbot, filled)
    found = ask(filled_record, attendees.list_attendees, conference_id(filled))
    assert "Nguyễn Thị H" in [each.full_name for each in found]


def test_who_is_perhaps_on_the_list_is_marked_and_asked_before_anything_is_written(qtbot, filled, filled_record, form):
    there = ask(filled_record, attendees.list_attendees, conference_id(filled))
    known = next(each for each in there if each.unit)
    form.full_name.setText(known.full_name)
    form.unit.setEditText(known.unit)
    form.full_name.editingFinished.emit()
    qtbot.waitUntil(form.known.isVisible, timeout=5000)
    assert known.unit in form.known.text()
    form._try()
    qtbot.waitUntil(form.question.isVisible, timeout=5000)
    assert len(ask(filled_record, attendees.list_attendees, conference_id(filled))) == len(there)
    qtbot.keyClicks(form.full_name, "x")
    assert not form.question.isVisible()
    qtbot.keyClick(form.full_name, Qt.Key.Key_Backspace)
    form._add_another()
    qtbot.waitUntil(form.question.isVisible, timeout=5000)
    form._is_another()
    settle(qtbot, filled)
    assert len(ask(filled_record, attendees.list_attendees, conference_id(filled))) == len(there) + 1
    assert form.isVisible()
    assert form.full_name.text() == ""


def test_a_namesake_of_another_unit_is_linked_only_by_a_word(qtbot, filled, filled_record, form):
    form.full_name.setText(NAME)
    form.unit.setEditText("UBND phường Trương Định")
    form.phone.setText("0912345678")
    form._try()
    qtbot.waitUntil(form.question.isVisible, timeout=5000)
    (last,) = form.asked.people
    form._is(last)
    with qtbot.waitSignal(form.accepted, timeout=10_000):
        pass
    settle(qtbot, filled)
    people = ask(filled_record, attendees.list_attendees, conference_id(filled))
    assert next(each for each in people if each.full_name == NAME).person_id == last.person_id
