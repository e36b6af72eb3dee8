"""Enter lets in whom the text names; anything else takes one more key, and a unit is recorded as one."""

from __future__ import annotations

import uuid

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from desktop.domain.areas import Area
from desktop.domain.attendance import Status
from desktop.domain.finder import DoorUnit
from desktop.domain.people import AttendeeInput
from desktop.gui.checkin.delegation import DelegationDialog
from desktop.services import attendance, attendees, journal, undoing
from tests.gui.checkin.doorway import NAMES, Doorway, door, door_database
from tests.gui.filled import ask, dialog

__all__ = ["door", "door_database"]

HA, AN, VU, NGA, CHAU, THUY_HA = NAMES


def present(door: Doorway) -> set[str]:
    people = ask(door.database, attendance.door_people, door.page.data.session.id)
    return {person.full_name for person in people if person.status == Status.PRESENT}


def ask_for(door: Doorway, text: str) -> None:
    door.type(text)
    door.press(Qt.Key.Key_Return)
    door.settle()


@pytest.mark.parametrize("text", ["ha", "hà", "th", "phạm thu ngà", "min"])
def test_where_several_bear_the_name_or_no_word_is_whole_enter_lets_nobody_in(door, text):
    ask_for(door, text)
    assert not present(door)
    assert "Chưa ghi ai" in door.page.verdict.sentence
    assert door.page.field.text() == text
    for _again in range(3):
        door.press(Qt.Key.Key_Return)
    door.settle()
    assert not present(door)


def test_the_number_of_a_row_lets_in_whoever_stands_there(door):
    ask_for(door, "ha")
    second = door.hits[1]
    door.press(Qt.Key.Key_2)
    door.qtbot.waitUntil(lambda: not door.page.field.text())
    door.settle()
    assert present(door) == {second}
    assert second in door.page.verdict.sentence


def test_arrows_choose_too_the_first_step_the_first_row(door):
    ask_for(door, "ha")
    first = door.hits[0]
    door.press(Qt.Key.Key_Down)
    door.press(Qt.Key.Key_Return)
    door.settle()
    assert present(door) == {first}


def test_a_badge_scanned_while_rows_are_numbered_is_no_number(door):
    ask_for(door, "ha")
    door.scan(door.person(VU).code)
    door.settle()
    assert present(door) == {VU}


def test_esc_takes_the_question_back(door):
    ask_for(door, "ha")
    door.press(Qt.Key.Key_Escape)
    door.settle()
    assert "Chưa ghi ai" not in door.page.verdict.sentence
    assert not present(door)


def test_letters_after_the_question_go_on_with_the_text(door):
    ask_for(door, "ha")
    door.type(" thuy")
    assert not door.page.hits.numbered
    door.press(Qt.Key.Key_Return)
    door.settle()
    assert present(door) == {THUY_HA}


def test_the_rows_keep_their_numbers_while_another_desk_lets_people_in(door):
    ask_for(door, "ha")
    rows = door.hits
    session, first = door.page.data.session, door.person(rows[0])
    door.database.write(
        lambda tx: attendance.check_in(
            tx, training_session_id=session.id, attendee_id=first.id, token=uuid.uuid4(), desk="2"
        )
    )
    door.window.context.operations.changed.emit(frozenset({Area.ATTENDANCE}))
    door.settle()
    assert door.hits == rows
    assert door.page.hits.rows_model.line(0).status == Status.PRESENT


def test_ctrl_enter_lets_in_and_keeps_the_query(door):
    door.type("vu")
    QTest.keyClick(door.page.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    door.settle()
    assert present(door) == {VU}
    assert door.page.field.text() == "vu"
    door.page.field.empty()
    door.type("ha")
    QTest.keyClick(door.page.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    for key, count in ((Qt.Key.Key_1, 2), (Qt.Key.Key_2, 3)):
        door.press(key)
        door.qtbot.waitUntil(lambda: not door.page.field._digit)
        door.settle()
        assert len(present(door)) == count
    door.press(Qt.Key.Key_Escape)
    assert door.page.field.text() == ""


def test_a_click_lets_in_at_once(door):
    door.type("ha")
    hits = door.page.hits
    second = door.hits[1]
    at = hits.visualRect(hits.rows_model.index(1, 0)).center()
    QTest.mouseClick(hits.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
    door.settle()
    assert present(door) == {second}


def test_namesakes_are_told_in_the_rows_with_their_position_and_year_of_birth(door):
    unit = door.person(VU).unit_id
    given = AttendeeInput(full_name=HA, unit_id=unit, position="Phó Chủ tịch", birth="02/03/1980")
    door.database.write(lambda tx: attendees.add_attendee(tx, door.window.context.conference_id, given))
    door.window.context.operations.changed.emit(frozenset({Area.ATTENDEES}))
    door.settle()
    ask_for(door, HA.lower())
    spoken = [door.page.hits.rows_model.text(row, 0) for row in range(2)]
    assert all("trùng tên" in each for each in spoken)
    assert "Phó Chủ tịch" in "".join(spoken)
    assert list(door.page.hits.born.values()) == [1980]
    assert not present(door)


def checklist(door: Doorway, *, but: int = 0) -> DelegationDialog:
    """The first unit's list, by its words alone."""
    unit = door.person(HA).unit
    ask_for(door, unit.removeprefix("UBND phường ").lower())
    shown = dialog(door.qtbot, DelegationDialog)
    for _step in range(but):
        QTest.keyClick(shown.list, Qt.Key.Key_Space)
    return shown


def test_a_unit_is_a_row_that_opens_its_list_and_enter_records_all_of_it(door):
    shown = checklist(door)
    theirs = [each.full_name for each in shown.rows]
    assert set(theirs) == {HA, VU, CHAU}
    QTest.keyClick(shown.list, Qt.Key.Key_Return)
    door.settle()
    assert present(door) == set(theirs)
    assert "3 người có mặt" in door.page.verdict.sentence
    door.page.desk.undo_last()
    door.settle()
    assert not present(door)
    actions = [line.action for line in door.database.read(journal.recent)]
    assert actions[:2] == ["attendance.annulled", "attendance.delegation"]


def test_a_delegation_taken_back_and_done_again_elsewhere_is_told_as_it_stands(door):
    shown = checklist(door)
    QTest.keyClick(shown.list, Qt.Key.Key_Return)
    door.settle()
    for expected, words in ((0, "đã hoàn tác 3 người"), (3, "3 người có mặt")):
        (line, *_others) = door.database.read(journal.recent)
        door.database.write(lambda tx, entry=line.id: undoing.undo(tx, entry))
        door.window.context.operations.changed.emit(frozenset({Area.ATTENDANCE}))
        door.settle()
        assert len(present(door)) == expected
        assert words in door.page.verdict.sentence


def test_space_leaves_somebody_out_and_who_is_in_already_can_not_be_ticked(door):
    door.let_in("vu")
    shown = checklist(door, but=1)
    (left_out,) = [each.full_name for each in shown.rows if each.id in shown._left_out]
    assert [door.page.data.finder[key].full_name for key in shown.chosen()] == [
        name for name in (each.full_name for each in shown.rows) if name not in (VU, left_out)
    ]
    shown.record_button.click()
    door.settle()
    assert present(door) == {HA, VU, CHAU} - {left_out}


def test_the_unit_stands_after_people_of_that_name_and_is_chosen_by_number(door):
    words = door.person(HA).unit.split()[-1].lower()
    door.type(words)
    rows = door.page.hits.rows_model.rows()
    assert any(isinstance(each, DoorUnit) for each in rows)
