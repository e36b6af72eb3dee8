"""The door, driven as a person would: typed names, a scanner, Telex and VNI, undo, other desks."""

from __future__ import annotations

import uuid
import wave

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from desktop import i18n
from desktop.app import build_window
from desktop.domain.areas import Area
from desktop.domain.attendance import Method, Status
from desktop.domain.codes import check_digit
from desktop.gui.checkin.sounds import GOOD, Sounds, write_tones
from desktop.gui.command import for_role
from desktop.gui.commands import COMMANDS
from desktop.gui.feedback import Feedback
from desktop.gui.widgets.one_line import OneLineDialog
from desktop.services import attendance
from desktop.settings import Settings
from tests.gui.checkin.doorway import NAMES, Doorway, door, door_database
from tests.gui.filled import ask, dialog, settle

__all__ = ["door", "door_database"]

HA, AN, VU, NGA, CHAU, THUY_HA = NAMES


def other_desk(door: Doorway, name: str, **given) -> None:
    """Another desk lets somebody in, through the same record."""
    person, session = door.person(name), door.page.data.session
    desk = door.database.desk
    door.database.desk = "2"
    door.database.write(
        lambda tx: attendance.check_in(
            tx, training_session_id=session.id, attendee_id=person.id, token=uuid.uuid4(), **given
        )
    )
    door.database.desk = desk


def statuses(door: Doorway) -> dict[str, str]:
    people = ask(door.database, attendance.door_people, door.page.data.session.id)
    return {person.full_name: str(person.status) for person in people}


def menu_entry(page, words: str):
    menus = [each for each in page.findChildren(QMenu) if each.isVisible()]
    return next(action for menu in menus for action in menu.actions() if words in action.text())


# -- typing ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "name"), [("An", AN), ("vu", VU), ("5603", NGA), ("chau hoang", CHAU), ("ptn", NGA)])
def test_two_letters_and_enter_let_in_whom_they_name(door, typed, name):
    door.type(typed)
    assert door.hits[0] == name
    door.press(Qt.Key.Key_Return)
    door.settle()
    assert name in door.page.verdict.sentence
    assert "có mặt" in door.page.verdict.sentence
    assert statuses(door)[name] == Status.PRESENT
    assert door.page.field.text() == ""
    assert door.page.field.hasFocus()
    assert door.recent[0][0] == name


def test_the_running_session_is_offered_with_its_times(door):
    assert door.page.data.session.title == "Khai mạc"
    assert "Khai mạc" in door.page.sessions.currentText()
    assert "đang diễn ra" in door.page._fact.text()
    assert "Tầng 3" in door.page._fact.text()


def test_arrows_choose_among_the_hits_and_esc_empties_the_field(door):
    door.type("ha")
    first, second = door.hits[:2]
    door.press(Qt.Key.Key_Down)
    assert door.page.hits.current().full_name == second
    door.press(Qt.Key.Key_Up)
    assert door.page.hits.current().full_name == first
    door.press(Qt.Key.Key_Down)
    door.press(Qt.Key.Key_Return)
    door.settle()
    assert second in door.page.verdict.sentence
    door.type("xyz")
    door.press(Qt.Key.Key_Escape)
    assert door.page.field.text() == ""
    assert not door.page.hits.isVisible()


def test_enter_means_all_that_was_typed_even_before_the_hits_are_shown(door):
    QTest.keyClicks(door.page.field, "vu")
    QTest.keyClick(door.page.field, Qt.Key.Key_Return)
    door.settle()
    assert VU in door.page.verdict.sentence


def test_what_is_to_be_told_to_a_person_stands_in_the_verdict(door):
    assert "Đại biểu phát biểu" in door.let_in("le van vu")


def test_somebody_in_already_is_told_with_time_and_desk(door):
    other_desk(door, AN)
    door.window.context.operations.changed.emit(frozenset({Area.ATTENDANCE}))
    door.settle()
    sentence = door.let_in("tran duc an")
    assert "đã ghi lúc" in sentence
    assert "Bàn 2" in sentence
    assert door.page.verdict.verdict.tone == "warn"


def test_nobody_found_offers_to_add_the_person(qtbot, door):
    assert "Không có ai" in door.let_in("zzz")
    assert door.page.verdict.buttons["walk_in"].isVisible()


def test_somebody_of_another_session_is_let_in_with_a_word(qtbot, door):
    school = next(key for key in (door.page.sessions.itemData(n) for n in range(2)) if key != door.page.data.session.id)
    door.page.choose(school)
    door.settle()
    sentence = door.let_in("tran duc an")
    assert "Khai mạc" not in sentence or "thuộc buổi" in sentence
    assert door.page.verdict.verdict.tone == "warn"
    door.page.verdict.buttons["let_in"].click()
    asked = dialog(qtbot, OneLineDialog)
    asked.words.setText("khách mời của hiệu trưởng")
    QTest.keyClick(asked.words, Qt.Key.Key_Return)
    door.settle()
    assert "Trần Đức An: có mặt" in door.page.verdict.sentence or "Trần Đức An: đến muộn" in door.page.verdict.sentence
    marks = ask(door.database, attendance.marks_of, school, door.person(AN).id)
    assert [mark.reason for mark in marks] == ["khách mời của hiệu trưởng"]


def test_a_cancelled_person_is_reinstated_and_let_in(door):
    person = door.person(NGA)
    door.database.write(lambda tx: attendance.cancel(tx, [person.id], "bận công tác"))
    door.window.context.operations.changed.emit(frozenset({Area.ATTENDEES}))
    door.settle()
    sentence = door.let_in("pham thu nga")
    assert "bận công tác" in sentence
    assert door.page.verdict.verdict.tone == "bad"
    door.page.verdict.buttons["reinstate"].click()
    door.settle()
    assert "Phạm Thu Nga: có mặt" in door.page.verdict.sentence


# -- the scanner ----------------------------------------------------------------------------------------------------


def test_a_scan_lets_in_and_is_marked_as_a_scan(door):
    person = door.person(CHAU)
    door.scan(person.code)
    door.settle()
    assert CHAU in door.page.verdict.sentence
    marks = ask(door.database, attendance.marks_of, door.page.data.session.id, person.id)
    assert [mark.method for mark in marks] == [Method.SCAN]


@pytest.mark.parametrize("before", ["ha", "nguyễn", "12"])
def test_a_scan_wins_over_what_was_typed_before_it(door, before):
    person = door.person(CHAU)
    door.clock.step = 0.2
    door.page.field.setText(before)
    door.clock.now += 1
    door.scan(person.code)
    door.settle()
    assert CHAU in door.page.verdict.sentence
    assert door.page.field.text() == ""
    assert statuses(door)[HA] == Status.UNRECORDED


def test_a_scan_through_vni_typing_is_read(door):
    """The input method makes "há" of "ha" and 1; 0 takes the mark off again; then digits stand as they are."""
    person, field = door.person(CHAU), door.page.field
    door.type("h")
    assert person.code.startswith("10100")
    door.clock.step = 0.003
    door.clock.now += 1

    def compose(text: str, commit: str = "") -> None:
        event = QInputMethodEvent(text, [])
        event.setCommitString(commit)
        QApplication.sendEvent(field, event)

    compose("a")
    door.clock.now += 1
    for text in ("á", "a", "á", "a", "a0"):
        compose(text)
    for place in range(5, len(person.code)):
        compose("a0" + person.code[5 : place + 1])
    compose("", "a0" + person.code[5:])
    QTest.keyClick(field, Qt.Key.Key_Return)
    door.settle()
    assert CHAU in door.page.verdict.sentence
    assert field.text() == ""


def test_several_scans_in_a_row_all_get_their_verdict(door):
    people = [door.person(name) for name in NAMES]
    for person in people:
        door.scan(person.code)
    door.settle()
    assert set(statuses(door).values()) == {Status.PRESENT}
    assert [row[0] for row in door.recent] == [person.full_name for person in reversed(people)]


def test_a_wrong_check_digit_is_told_in_words_and_lets_nobody_in(door):
    code = door.person(CHAU).code
    door.scan(code[:-1] + str((int(code[-1]) + 1) % 10))
    door.settle()
    assert "quét lại" in door.page.verdict.sentence
    assert set(statuses(door).values()) == {Status.UNRECORDED}


def test_a_badge_of_another_conference_is_told(door):
    digits = "9990001"
    door.scan(digits + check_digit(digits))
    door.settle()
    assert "không thuộc hội nghị này" in door.page.verdict.sentence


def test_a_badge_number_typed_by_hand_is_no_scan_but_works(door):
    person = door.person(VU)
    assert VU in door.let_in(person.code)
    marks = ask(door.database, attendance.marks_of, door.page.data.session.id, person.id)
    assert [mark.method for mark in marks] == [Method.SEARCH]


def test_a_badge_registered_at_another_desk_a_moment_ago_is_found(door):
    session = door.page.data.session
    conference = door.window.context.conference_id
    registered = door.database.write(
        lambda tx: attendance.walk_in(tx, conference, full_name="Bùi Thị Mới", unit="Trạm y tế", token=uuid.uuid4())
    )
    assert door.page.data.finder.by_code(registered.code) is None
    door.scan(registered.code)
    door.settle()
    assert "Bùi Thị Mới" in door.page.verdict.sentence
    assert session is not None


def test_the_sign_tells_whether_a_scan_would_be_read_and_a_click_makes_it_so(door):
    chip = door.page.field.chip
    assert chip.ready
    assert "Sẵn sàng quét" in chip.text()
    door.page.recent.setFocus()
    assert chip.ready  # wherever on the page the keyboard is
    door.page.field._show_ready(Qt.ApplicationState.ApplicationInactive)  # another program is in front
    assert not chip.ready
    assert "Bấm vào đây" in chip.text()
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert door.page.field.hasFocus()


def test_a_scan_that_begins_elsewhere_on_the_page_goes_to_the_field(door):
    person = door.person(VU)
    door.page.recent.setFocus()
    door.clock.step = 0.003
    for digit in person.code:
        QTest.keyClicks(QApplication.focusWidget(), digit)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    door.settle()
    assert VU in door.page.verdict.sentence


# -- another session -----------------------------------------------------------------------------------------------


def test_a_change_of_session_forgets_the_tries_of_the_other(door):
    door.let_in("tran duc an")
    other = next(key for key in (door.page.sessions.itemData(n) for n in range(2)) if key != door.page.data.session.id)
    door.page.choose(other)
    door.settle()
    assert door.recent == []
    assert door.page.verdict.verdict.tone == "plain"
    assert door.page.field.hasFocus()


# -- other words ----------------------------------------------------------------------------------------------------


def test_a_person_is_excused_through_the_menu_and_comes_after_all(door):
    door.type("pham thu nga")
    door.page.menus.open_for(door.page.hits.current(), QPoint(10, 10))
    menu_entry(door.page, "có phép").trigger()
    door.settle()
    assert statuses(door)[NGA] == Status.EXCUSED
    door.page.field.empty()
    assert "có mặt" in door.let_in("pham thu nga")


def test_a_remark_and_leaving_are_written_down(qtbot, door):
    door.let_in("tran duc an")
    person = door.person(AN)
    door.page.menus.open_for(person, QPoint(10, 10))
    menu_entry(door.page, "giờ về").trigger()
    door.settle()
    assert door.person(AN).left_at is not None
    door.page.menus._remark(door.person(AN))
    asked = dialog(qtbot, OneLineDialog)
    asked.words.setText("về sớm")
    QTest.keyClick(asked.words, Qt.Key.Key_Return)
    door.settle()
    assert door.person(AN).remark == "về sớm"


def test_the_rest_is_marked_absent_after_a_question_and_undone_in_one_go(door, monkeypatch):
    asked = []
    monkeypatch.setattr(Feedback, "ask", lambda _self, _title, question, _yes, **_given: asked.append(question) or True)
    door.let_in("tran duc an")
    door.page.menus._fill_rest(Status.ABSENT)
    door.settle()
    assert "5" in asked[0]
    assert list(statuses(door).values()).count(Status.ABSENT) == 5
    door.window.context.operations.undo_last()
    door.settle()
    assert list(statuses(door).values()).count(Status.UNRECORDED) == 5
    assert statuses(door)[AN] == Status.PRESENT


# -- the look of it -------------------------------------------------------------------------------------------------


def test_the_door_speaks_english(qtbot, door_database):
    i18n.install("en")
    window = build_window(door_database, Settings(views={"page": "attendance", "door.sound": False}))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.show()
    settle(qtbot, window)
    there = Doorway(qtbot, window, door_database)
    qtbot.waitUntil(lambda: there.page.data.ready)
    assert "present" in there.let_in("tran duc an")
    assert "in already" in there.let_in("tran duc an")
    assert "Ready to scan" in there.page.field.chip.text()
    window.close()


def test_the_page_stands_fourth_in_the_rail(door):
    pages = [command for command, _place in door.window.commands.in_rail() if command.page]
    assert pages[3].page == "attendance"
    assert door.window.commands.actions["go.attendance"].shortcut().toString() == "Ctrl+4"


@pytest.mark.parametrize("role", ["desk", "viewer"])
def test_a_desks_login_sees_only_the_door(qtbot, door_database, role):
    assert [command.page for command in for_role(COMMANDS, role) if command.page] == ["attendance"]
    every = [command.page for command in COMMANDS if command.page]
    assert [command.page for command in for_role(COMMANDS, "organizer") if command.page] == every
    door_database.role = role
    window = build_window(door_database, Settings(views={"page": "overview", "door.sound": False}))
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready, timeout=10_000):
        window.show()
    settle(qtbot, window)
    assert window._shown == "attendance"
    there = Doorway(qtbot, window, door_database)
    qtbot.waitUntil(lambda: there.page.data.ready)
    there.let_in("tran duc an")
    assert (statuses(there)[AN] == Status.PRESENT) == (role == "desk")
    window.close()


def test_the_tones_are_real_sound_and_off_means_silence(tmp_path):
    write_tones(tmp_path / "good.wav", GOOD)
    with wave.open(str(tmp_path / "good.wav")) as file:
        assert file.getnframes() > 1000
        assert max(file.readframes(file.getnframes())) > 0
    silent = Sounds(on=False)
    silent.play("good")
    assert silent.played == []
    assert silent._effects is None


def test_the_sound_is_switched_off_and_stays_so(door):
    door.page.sounds.on = True
    door.page.menus.switch_sound()
    assert door.window.context.remembered("door.sound") is False


def test_the_newest_line_is_in_sight_after_one_below_was_chosen(door):
    for name in (HA, AN, VU):
        door.scan(door.person(name).code)
        door.settle()
    door.page.recent.setCurrentIndex(door.page.recent.model_of_lines.index(2, 1))
    door.scan(door.person(NGA).code)
    door.settle()
    assert door.recent[0][0] == NGA
    assert door.page.recent.selected() == []
    assert door.page.recent.verticalScrollBar().value() == 0


def test_the_field_has_the_keyboard_again_when_the_list_of_sessions_closes_without_a_choice(door):
    door.page.sessions.setFocus()
    door.page.sessions.showPopup()
    door.settle()
    door.page.sessions.hidePopup()
    door.qtbot.waitUntil(door.page.field.hasFocus)
