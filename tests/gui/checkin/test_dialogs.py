"""People who are not on the list: added on the spot, or sent in somebody's place."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.domain.areas import Area
from desktop.domain.attendance import Status
from desktop.domain.door_questions import AccentsAsked, NamesakeAsked, PresenceAsked, TimeAsked, UnitAsked
from desktop.gui.checkin.substitute import SubstituteDialog
from desktop.gui.checkin.walk_in import WalkInDialog
from desktop.gui.widgets.form import choose
from desktop.services import agenda, attendance, attendees, conferences
from tests.gui.checkin.doorway import NAMES, door, door_database
from tests.gui.filled import ask, dialog

__all__ = ["door", "door_database"]

HA, AN, VU, NGA, CHAU, THUY_HA = NAMES


def enter(form) -> None:
    QTest.keyClick(form, Qt.Key.Key_Return)


def answer(form, words: str) -> QPushButton:
    """The button under the question that begins so."""
    return next(each for each in form.question.findChildren(QPushButton) if each.text().startswith(words))


def test_enter_at_the_question_about_a_namesake_lets_in_who_is_on_the_list(qtbot, door):
    door.page.menus.walk_in()
    form = dialog(qtbot, WalkInDialog)
    form.full_name.setText(AN.lower())
    form.unit.setEditText("Trạm y tế")
    enter(form)
    qtbot.waitUntil(lambda: isinstance(form.asked, NamesakeAsked))
    assert answer(form, "Là người này").isDefault()
    enter(form)
    door.settle()
    assert f"{AN}: có mặt" in door.page.verdict.sentence
    everyone = ask(door.database, attendees.list_attendees, door.window.context.conference_id)
    assert len(everyone) == len(NAMES)


def test_units_that_are_read_late_leave_what_was_typed_and_asked(qtbot, door):
    door.page.menus.walk_in()
    form = dialog(qtbot, WalkInDialog)
    door.settle()
    form.full_name.setText("bui thi moi")
    form.unit.setEditText("Phòng Tài nguyên")
    enter(form)
    qtbot.waitUntil(lambda: isinstance(form.asked, AccentsAsked))
    form._take_record((None, []))
    assert isinstance(form.asked, AccentsAsked)
    assert form.unit.text() == "Phòng Tài nguyên"
    form.reject()


def test_enter_never_drops_a_word_of_the_unit_that_was_typed(qtbot, door):
    door.page.menus.walk_in()
    form = dialog(qtbot, WalkInDialog)
    form.full_name.setText("bùi thị mới")
    form.unit.setEditText("Công an quận Đống Đa")
    enter(form)
    qtbot.waitUntil(lambda: isinstance(form.asked, UnitAsked))
    assert answer(form, "Công an quận")
    assert answer(form, "Đơn vị khác: Công an quận Đống Đa").isDefault()
    enter(form)
    door.settle()
    assert "Bùi Thị Mới: có mặt" in door.page.verdict.sentence
    assert door.person("Bùi Thị Mới").unit == "Công an quận Đống Đa"


def test_a_name_without_accents_is_asked_and_a_part_of_a_unit_filled_up(qtbot, door):
    door.page.menus.walk_in()
    form = dialog(qtbot, WalkInDialog)
    form.full_name.setText("bui thi moi")
    form.unit.setEditText("Phòng Tài nguyên")
    enter(form)
    qtbot.waitUntil(lambda: isinstance(form.asked, AccentsAsked), timeout=20_000)
    enter(form)
    assert form.full_name.hasFocus()
    form.full_name.setText("bùi thị mới")
    enter(form)
    qtbot.waitUntil(lambda: isinstance(form.asked, UnitAsked))
    enter(form)
    door.settle()
    assert door.person("Bùi Thị Mới").unit == "Phòng Tài nguyên và Môi trường"


def test_who_is_registered_when_the_door_is_closed_is_let_in_only_by_a_word(qtbot, door):
    session = door.page.data.session
    later = session.ends_at + dt.timedelta(hours=2)
    given = {"title": session.title, "starts_at": later, "ends_at": later + dt.timedelta(hours=1)}
    door.database.write(lambda tx: agenda.edit_session(tx, session.id, version=session.version, **given))
    door.window.context.operations.changed.emit(frozenset({Area.AGENDA}))
    door.settle()
    door.page.menus.walk_in()
    form = dialog(qtbot, WalkInDialog)
    form.full_name.setText("Bùi Thị Mới")
    form.unit.setEditText("Trạm y tế")
    enter(form)
    qtbot.waitUntil(lambda: isinstance(form.asked, TimeAsked))
    assert answer(form, "Ghi có mặt ở buổi “Chuyên đề trường”").isDefault()
    answer(form, "Vẫn đăng ký và ghi có mặt").click()
    door.settle()
    assert "Bùi Thị Mới" in door.page.verdict.sentence
    assert door.page.verdict.buttons["badge"].isVisible()


def test_a_walk_in_needs_only_name_and_unit_and_is_in_at_once(qtbot, door):
    door.type("Bùi Thị Mới")
    door.window.run("page.new")
    form = dialog(qtbot, WalkInDialog)
    assert form.full_name.text() == "Bùi Thị Mới"
    unit = door.person(AN).unit
    form.unit.setEditText(unit)
    enter(form)
    door.settle()
    assert "Bùi Thị Mới: có mặt" in door.page.verdict.sentence
    assert "đăng ký tại chỗ" in door.page.verdict.sentence
    assert door.recent[0][:2] == ["Bùi Thị Mới", unit]
    assert "đăng ký tại chỗ" in door.recent[0][2]
    assert door.person("Bùi Thị Mới").status == Status.PRESENT
    assert door.page.field.hasFocus()
    assert door.page.field.text() == ""


def test_undo_takes_a_walk_ins_arrival_back(qtbot, door):
    door.page.menus.walk_in()
    form = dialog(qtbot, WalkInDialog)
    form.full_name.setText("Bùi Thị Mới")
    form.unit.setEditText("Trạm y tế")
    enter(form)
    door.settle()
    door.page.verdict.buttons["undo"].click()
    door.settle()
    assert door.person("Bùi Thị Mới").status == Status.UNRECORDED


def test_a_walk_in_without_a_name_or_unit_is_told_beside_the_field(qtbot, door):
    door.page.menus.walk_in()
    form = dialog(qtbot, WalkInDialog)
    enter(form)
    assert form.form.error_of("full_name")
    form.full_name.setText("Bùi Thị Mới")
    enter(form)
    assert form.form.error_of("unit")
    form.reject()


def test_somebody_on_the_list_is_offered_before_a_new_registration(qtbot, door):
    door.page.menus.walk_in()
    form = dialog(qtbot, WalkInDialog)
    form.full_name.setText("tran duc an")
    button = next(each for each in form.known.findChildren(QPushButton) if AN in each.text())
    button.click()
    door.settle()
    assert "Trần Đức An: có mặt" in door.page.verdict.sentence
    everyone = ask(door.database, attendees.list_attendees, door.window.context.conference_id)
    assert len(everyone) == len(NAMES)


def test_the_dialog_has_room_for_those_on_the_list_already(qtbot, door):
    door.page.menus.walk_in()
    form = dialog(qtbot, WalkInDialog)
    low = form.height()
    form.full_name.setText("tran duc an")
    qtbot.waitUntil(lambda: form.height() > low)
    qtbot.waitUntil(lambda: form.area.verticalScrollBar().maximum() == 0)
    form.full_name.setText("tran duc anh")
    qtbot.waitUntil(lambda: form.height() == low)
    form.reject()


def test_another_person_of_the_same_name_is_registered_when_it_is_said(qtbot, door):
    door.page.menus.walk_in()
    form = dialog(qtbot, WalkInDialog)
    form.full_name.setText(AN)
    form.unit.setEditText("Trạm y tế")
    enter(form)
    qtbot.waitUntil(lambda: isinstance(form.asked, NamesakeAsked))
    answer(form, "Người khác cùng tên").click()
    door.settle()
    everyone = ask(door.database, attendees.list_attendees, door.window.context.conference_id)
    assert [each.full_name for each in everyone].count(AN) == 2


def test_a_full_conference_is_said_and_lets_people_in_all_the_same(qtbot, door):
    conference = door.window.context.conference_id

    def fill_up(tx):
        view = conferences.get_conference(tx, conference)
        conferences.edit_conference(tx, conference, version=view.version, title=view.title, capacity=len(NAMES))

    door.database.write(fill_up)
    door.page.menus.walk_in()
    form = dialog(qtbot, WalkInDialog)
    door.settle()
    assert "đủ chỗ" in form.banner.sentence
    form.full_name.setText("Bùi Thị Mới")
    form.unit.setEditText("Trạm y tế")
    enter(form)
    door.settle()
    assert "Bùi Thị Mới: có mặt" in door.page.verdict.sentence
    assert str(len(NAMES) + 1) in door.window.banner.sentence


def send_in_place(qtbot, door, *, only_here: bool = False) -> None:
    door.page.menus.substitute()
    form = dialog(qtbot, SubstituteDialog)
    QTest.keyClicks(form.search, "pham nga")
    QTest.keyClick(form.search, Qt.Key.Key_Return)
    assert form.replaced.full_name == NGA
    assert form.isVisible()
    form.full_name.setText("Lê Văn Sơn")
    form.reason.setText("bận công tác")
    choose(form.scope, not only_here)
    enter(form)
    door.settle()


def test_whoever_comes_in_anothers_place_is_in_and_the_replaced_is_told_so(qtbot, door):
    send_in_place(qtbot, door)
    assert "Lê Văn Sơn: có mặt" in door.page.verdict.sentence
    assert "thay đ/c Phạm Thu Nga" in door.page.verdict.sentence
    assert "thay đ/c Phạm Thu Nga" in door.recent[0][0]
    sentence = door.let_in("pham thu nga")
    assert "có Lê Văn Sơn đi thay" in sentence
    report = ask(door.database, attendance.attendance, door.window.context.conference_id)[0]
    assert len(report.rows) == len(NAMES)  # the unit is counted once


def test_the_replaced_person_who_comes_after_all_takes_the_place_back(qtbot, door):
    send_in_place(qtbot, door)
    door.let_in("pham thu nga")
    door.page.verdict.buttons["not_replaced"].click()
    door.settle()
    assert "Phạm Thu Nga: có mặt" in door.page.verdict.sentence
    report = ask(door.database, attendance.attendance, door.window.context.conference_id)[0]
    assert len(report.rows) == len(NAMES)
    assert report.count(Status.PRESENT) == 1


def test_who_came_in_person_is_replaced_only_by_a_word(qtbot, door):
    door.let_in("pham thu nga")
    door.page.menus.substitute(door.person(NGA))
    form = dialog(qtbot, SubstituteDialog)
    form.full_name.setText("Lê Văn Sơn")
    enter(form)
    qtbot.waitUntil(lambda: isinstance(form.asked, PresenceAsked))
    enter(form)
    assert form.search.hasFocus()
    enter(form)
    qtbot.waitUntil(lambda: isinstance(form.asked, PresenceAsked))
    answer(form, "Vẫn ghi đi thay").click()
    door.settle()
    assert "Lê Văn Sơn: có mặt" in door.page.verdict.sentence


def test_a_substitution_is_undone_in_one_step(qtbot, door):
    send_in_place(qtbot, door, only_here=True)
    door.window.context.operations.undo_last()
    door.settle()
    assert door.person(NGA).replaced_by == ""
    assert "có mặt" in door.let_in("pham thu nga")


def test_a_substitution_needs_both_people(qtbot, door):
    door.page.menus.substitute(door.person(NGA))
    form = dialog(qtbot, SubstituteDialog)
    enter(form)
    assert form.form.error_of("full_name")
    form.search.setText("ai đó")
    form.search.textEdited.emit("ai đó")
    form.full_name.setText("Lê Văn Sơn")
    enter(form)
    assert form.form.error_of("replaced")
    form.reject()
