"""The queue of what to review, settled by the keyboard alone: next by Enter, every settlement undone like any other."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.areas import Area
from desktop.domain.attendance import MarkKind, Method
from desktop.domain.reviewing import CaseKind
from desktop.gui.review.queue import ReviewQueue
from desktop.gui.review.reading import CaseReading
from desktop.gui.shell.main_window import MainWindow
from desktop.services import agenda, attendance, attendees, reviewing, units
from desktop.services.attendance import marking
from desktop.services.opening import Database
from tests.gui.filled import dialog
from tests.gui.review.reviewer import Reviewer

UNITS = ("P. Bạch Đằng", "P. Bạch Mai", "P. Bùi Thị Xuân", "P. Cầu Dền", "P. Đống Mác")


@pytest.fixture
def reviewer(qtbot: QtBot, window: MainWindow, database: Database) -> Reviewer:
    return Reviewer(qtbot, window, database)


def twice(reviewer: Reviewer, *names: str) -> None:
    for name, unit in zip(names, UNITS, strict=False):
        reviewer.add(name, unit=unit, position="Công chức")
        reviewer.walk_in(name, unit)


def test_a_suspected_duplicate_shows_both_sides_and_is_joined_by_enter(reviewer: Reviewer) -> None:
    twice(reviewer, "Trần Thị Lụa")
    queue = reviewer.open()
    assert queue.place_label.text() == "1/1"
    assert queue.panel.sides.isVisible()
    assert "đăng ký tại chỗ" in queue.panel.about.text().lower()
    reviewer.enter()
    assert reviewer.cases() == []
    assert queue.empty.isVisible()
    queue.reject()


def test_two_are_two_people_by_one_letter(reviewer: Reviewer) -> None:
    twice(reviewer, "Trần Thị Lụa", "Lê Văn Một")
    queue = reviewer.open()
    first = reviewer.current
    reviewer.press("n")
    assert [case.key for case in reviewer.cases()] == [reviewer.current.key]
    assert reviewer.current.key != first.key
    queue.reject()


def test_a_digit_in_the_list_chooses_the_whole_side_and_in_the_fields_that_field(reviewer: Reviewer) -> None:
    reviewer.add("Trần Thị Lụa", unit=UNITS[0], position="Công chức", phone="0912000111")
    reviewer.add("Trần Thị Lụa", unit=UNITS[0], position="Văn thư", phone="0912000111")
    queue = reviewer.open()
    reviewer.press("2")
    decided = queue.panel.decided()
    assert decided is not None
    assert decided.take == {"position"}
    reviewer.press("1")
    queue.panel.sides.setFocus()
    reviewer.press("2")
    decided = queue.panel.decided()
    assert decided is not None
    assert "position" in decided.take
    reviewer.enter()
    assert reviewer.cases() == []
    (kept,) = reviewer.database.read(lambda tx: attendees.list_attendees(tx, reviewer.conference_id))
    assert kept.position == "Văn thư"
    queue.reject()


def test_the_unit_proposed_is_taken_by_enter_another_by_its_number(reviewer: Reviewer) -> None:
    reviewer.walk_in("Lê Văn Một", "Phường Bạch Đằgn")
    reviewer.walk_in("Trịnh Văn Khách", "Hội Sinh vật cảnh")
    queue = reviewer.open()
    assert queue.panel.choices.isVisible()
    reviewer.press(*([Qt.Key.Key_Down] if reviewer.current.full_name != "Lê Văn Một" else []))
    reviewer.enter()
    assert [case.full_name for case in reviewer.cases()] == ["Trịnh Văn Khách"]
    reviewer.press("1")  # into the directory as it is written
    reviewer.enter()
    assert reviewer.cases() == []
    assert reviewer.database.read(lambda tx: units.find_unit(tx, "Hội Sinh vật cảnh")) is not None
    queue.reject()


def test_a_unit_that_nobody_proposed_is_typed(reviewer: Reviewer) -> None:
    reviewer.walk_in("Trịnh Văn Khách", "Hội Sinh vật cảnh")
    queue = reviewer.open()
    reviewer.press("3")
    assert queue.panel.unit.hasFocus() or queue.panel.unit.lineEdit() is QApplication.focusWidget()
    reviewer.press("bach mai")
    popup = queue.panel.unit.completer().popup()
    reviewer.qtbot.waitUntil(popup.isVisible)
    reviewer.qtbot.keyClick(popup, Qt.Key.Key_Down)
    reviewer.qtbot.keyClick(popup, Qt.Key.Key_Return)
    reviewer.settle()
    if reviewer.cases():
        reviewer.enter()
    assert reviewer.cases() == []
    (person,) = reviewer.database.read(lambda tx: attendees.list_attendees(tx, reviewer.conference_id))
    assert "Bạch Mai" in person.unit
    queue.reject()


def test_what_is_typed_counts_before_what_was_proposed(reviewer: Reviewer) -> None:
    reviewer.walk_in("Lê Văn Một", "Phường Bạch Đằgn")
    queue = reviewer.open()
    field = queue.panel.unit.lineEdit()
    field.setFocus()  # Alt and the letter of its name
    reviewer.qtbot.keyClicks(field, "UBND phuong Bach Mai")
    queue.panel.unit.completer().popup().hide()
    reviewer.qtbot.keyClick(field, Qt.Key.Key_Return)
    reviewer.settle()
    (person,) = reviewer.database.read(lambda tx: attendees.list_attendees(tx, reviewer.conference_id))
    assert "Bạch Mai" in person.unit
    queue.reject()


def test_an_odd_value_is_kept_by_enter_or_typed_anew(reviewer: Reviewer) -> None:
    reviewer.bring_in(("Lê Văn Một", "30/2/1975", "", UNITS[0]), ("Lê Văn Hai", "31/4/1976", "", UNITS[0]))
    queue = reviewer.open()
    reviewer.press("2")
    field = QApplication.focusWidget()
    assert field is queue.panel.value
    queue.panel.value.clear()
    reviewer.press("31/13/1975")
    reviewer.enter()
    assert queue.banner.isVisible(), "what cannot be is refused, and the case stays"
    assert len(reviewer.cases()) == 2
    reviewer.press("2")
    queue.panel.value.clear()
    reviewer.press("28/2/1975")
    reviewer.enter()
    assert len(reviewer.cases()) == 1
    reviewer.enter()
    assert reviewer.cases() == []
    queue.reject()


def test_of_a_double_arrival_the_chosen_mark_stays_with_the_reason(reviewer: Reviewer) -> None:
    reviewer.add("Lê Văn Một", unit=UNITS[0])
    reviewer.let_in_twice("Lê Văn Một")
    queue = reviewer.open()
    assert queue.panel.choices.count() == 2
    queue.panel.reason.setText("ghi trùng")
    reviewer.press("2")
    reviewer.enter()
    assert reviewer.cases() == []
    session = reviewer.database.read(lambda tx: agenda.list_sessions(tx, reviewer.conference_id)[0])
    (person,) = reviewer.database.read(lambda tx: attendees.list_attendees(tx, reviewer.conference_id))
    marks = reviewer.database.read(lambda tx: attendance.marks_of(tx, session.id, person.id))
    assert [mark.desk for mark in marks if mark.kind == MarkKind.IN and not mark.annulled] == ["2"]
    assert [mark.reason for mark in marks if mark.kind == MarkKind.ANNUL] == ["ghi trùng"]
    queue.reject()


def test_a_contradiction_can_be_settled_for_absent(reviewer: Reviewer) -> None:
    reviewer.add("Lê Văn Một", unit=UNITS[0])
    session = reviewer.database.read(lambda tx: agenda.list_sessions(tx, reviewer.conference_id)[0])
    (person,) = reviewer.database.read(lambda tx: attendees.list_attendees(tx, reviewer.conference_id))
    pair = (session.id, person.id)
    at = session.starts_at.astimezone(dt.UTC)
    reviewer.write(lambda tx: marking.write(tx, [marking.draft(tx, pair, MarkKind.IN, Method.SCAN, at=at)]))
    reviewer.write(lambda tx: marking.write(tx, [marking.draft(tx, pair, MarkKind.ABSENT, Method.PAPER)]))
    queue = reviewer.open()
    reviewer.press("2")
    reviewer.enter()
    assert reviewer.cases() == []
    seen = reviewer.database.read(lambda tx: attendance.door_people(tx, session.id))
    assert [(each.status, each.doubt) for each in seen] == [("absent", "")]
    queue.reject()


def test_who_is_in_but_off_the_list_is_put_back_on_it(reviewer: Reviewer) -> None:
    reviewer.add("Lê Văn Một", unit=UNITS[0])
    reviewer.let_in_twice("Lê Văn Một")
    (person,) = reviewer.database.read(lambda tx: attendees.list_attendees(tx, reviewer.conference_id))
    reviewer.write(lambda tx: attendees.remove_attendees(tx, [person.id]))
    queue = reviewer.open()
    assert "danh sách" in queue.panel.choices.item(0).text()
    reviewer.enter()
    assert [each.id for each in reviewer.database.read(lambda tx: attendees.list_attendees(tx, reviewer.conference_id))]
    queue.reject()


def twenty(reviewer: Reviewer) -> None:
    """Twenty cases of every kind."""
    twice(reviewer, "Trần Thị Lụa", "Lê Văn Một", "Phạm Thu Nga", "Đỗ Văn Tư", "Vũ Thị Năm")
    for number, unit in enumerate(
        ("Hội Sinh vật cảnh", "Câu lạc bộ Thơ", "Phường Bạch Đằgn", "Phường Bạch Mia", "Hội Cờ")
    ):
        reviewer.walk_in(f"Ngô Thị Khách {'ABCDE'[number]}", unit)
    odd = ("30/2/1975", "31/4/1976", "32/1/1977", "29/2/1979", "31/6/1980")
    reviewer.bring_in(*((f"Bùi Văn Ngày {'ABCDE'[number]}", day, "", UNITS[number]) for number, day in enumerate(odd)))
    for name in ("Hồ Thị Cửa", "Hồ Văn Cổng", "Hồ Thị Ngõ", "Hồ Văn Hẻm", "Hồ Thị Phố"):
        reviewer.add(name, unit=UNITS[0])
        reviewer.let_in_twice(name)


def test_twenty_mixed_cases_are_settled_by_keyboard_alone_and_each_is_undone_alone(reviewer: Reviewer) -> None:
    twenty(reviewer)
    queue = reviewer.open()
    assert len(reviewer.cases()) == 20
    keys = 0
    settled: list[tuple[object, ...]] = []
    for left in range(19, -1, -1):
        settled.append(reviewer.current.key)
        if reviewer.current.kind is CaseKind.DUPLICATE and left % 2:
            reviewer.press("n")
        else:
            if reviewer.current.kind is CaseKind.ATTENDANCE and left % 2:
                reviewer.press("2")
                keys += 1
            reviewer.enter()
        keys += 1
        assert len(reviewer.cases()) == left
        assert queue.place_label.text() == (f"1/{left}" if left else "")
    assert keys < 30, "hardly more than a key a case: two minutes are six seconds for each"
    for there, key in enumerate(reversed(settled), start=1):
        reviewer.press(Qt.Key.Key_Z, control=True)
        assert len(reviewer.cases()) == there
        assert reviewer.current.key == key, "the keyboard is on the case that came back"
    queue.reject()


def test_all_alike_are_settled_at_once_and_undone_at_once(reviewer: Reviewer) -> None:
    twenty(reviewer)
    queue = reviewer.open()
    assert reviewer.current.kind is CaseKind.ATTENDANCE
    assert "5" in queue.panel.alike_button.text()
    reviewer.press(Qt.Key.Key_Return, control=True)
    assert len(reviewer.cases()) == 15
    reviewer.press(Qt.Key.Key_Z, control=True)
    assert len(reviewer.cases()) == 20
    queue.redo()
    reviewer.settle()
    assert len(reviewer.cases()) == 15
    reviewer.press(Qt.Key.Key_Z, control=True)
    assert len(reviewer.cases()) == 20
    queue.reject()


def test_keys_pressed_faster_than_the_database_answers_settle_one_case_each(reviewer: Reviewer) -> None:
    twenty(reviewer)
    queue = reviewer.open()
    for _time in range(5):
        reviewer.qtbot.keyClick(queue.table, Qt.Key.Key_Return)
    reviewer.settle()
    assert len(reviewer.cases()) == 15
    reviewer.qtbot.keyClick(queue.table, Qt.Key.Key_Return)
    reviewer.qtbot.keyClick(queue.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    reviewer.settle()
    assert len(reviewer.cases()) == 15
    queue.reject()


def test_of_three_who_are_one_the_second_enter_comes_after_the_first_is_known(reviewer: Reviewer) -> None:
    for _time in range(3):
        reviewer.add("Lê Văn Ba", unit=UNITS[0])
    queue = reviewer.open()
    assert len(reviewer.cases()) == 3
    for _time in range(2):
        reviewer.qtbot.keyClick(queue.table, Qt.Key.Key_Return)
    reviewer.settle()
    assert not queue.banner.isVisible()
    reviewer.enter()
    assert reviewer.cases() == []
    queue.reject()


def test_the_next_doubt_about_the_same_person_is_the_next_case(reviewer: Reviewer) -> None:
    reviewer.bring_in(("Bùi Văn Thọ", "30/2/1975", "", UNITS[0], "09x"))
    reviewer.bring_in(("Vũ Văn An", "30/2/1975", "", UNITS[0]))
    queue = reviewer.open()
    reviewer.press(
        *[Qt.Key.Key_Down] * next(n for n, each in enumerate(queue._shown) if each.full_name == "Bùi Văn Thọ")
    )
    place, field = queue.table.currentIndex().row(), reviewer.current.field
    assert queue._shown[place + 1].full_name == "Bùi Văn Thọ"
    reviewer.enter()
    assert reviewer.current.full_name == "Bùi Văn Thọ"
    assert reviewer.current.field != field
    queue.reject()


def test_what_another_desk_settles_vanishes_and_the_place_is_kept(reviewer: Reviewer) -> None:
    twenty(reviewer)
    queue = reviewer.open()
    reviewer.press(*[Qt.Key.Key_Down] * 7)
    here = reviewer.current
    gone = next(case for case in reviewer.cases() if case.kind is CaseKind.UNIT)
    reviewer.write(lambda tx: attendees.remove_attendees(tx, [gone.people[0].id]))
    queue.reload()
    reviewer.settle()
    assert reviewer.current.key == here.key
    assert queue.place_label.text() == "8/19"
    reviewer.press("2")
    chosen = queue.panel.decided()
    queue.reload()
    reviewer.settle()
    assert queue.panel.decided() == chosen, "what was chosen stays chosen"
    queue.reject()


def test_a_kind_is_looked_at_alone(reviewer: Reviewer) -> None:
    twenty(reviewer)
    queue = reviewer.open()
    place = queue.kinds.findData(CaseKind.UNIT)
    assert "5" in queue.kinds.itemText(place)
    queue.kinds.setCurrentIndex(place)
    queue.kinds.activated.emit(place)
    assert queue.place_label.text() == "1/5"
    assert reviewer.current.kind is CaseKind.UNIT
    queue.reject()


def test_a_case_that_somebody_changed_meanwhile_is_refused_and_read_again(reviewer: Reviewer) -> None:
    reviewer.bring_in(("Lê Văn Một", "30/2/1975", "", UNITS[0]))
    queue = reviewer.open()
    key = reviewer.current.people[0].id
    other = reviewer.database.read(lambda tx: units.find_unit(tx, UNITS[1]))
    assert other is not None
    queue._areas = frozenset()  # the news of it has not come yet
    reviewer.write(lambda tx: attendees.set_unit(tx, [key], other))
    reviewer.enter()
    assert queue.banner.isVisible()
    assert len(reviewer.cases()) == 1
    reviewer.enter()
    assert reviewer.cases() == []
    queue.reject()


def test_the_overview_the_list_and_the_door_lead_to_the_queue(reviewer: Reviewer) -> None:
    twice(reviewer, "Trần Thị Lụa")
    window = reviewer.window
    window.show_page("overview")
    page: Any = window.page
    page.make_stale(page.areas)
    reviewer.settle()
    assert page._figure_labels["review"][0].text() == "1"
    page._review_words.linkActivated.emit("review:")
    dialog(reviewer.qtbot, ReviewQueue).reject()
    window.show_page("attendees")
    page = window.page
    page.make_stale(page.areas)
    reviewer.settle()
    assert "1 mục cần xem" in page._fact.text()
    assert [page.table.tag_of(row) for row in page.model.rows()] == ["nghi trùng", "nghi trùng"]
    page.follow("review")
    dialog(reviewer.qtbot, ReviewQueue).reject()
    reviewer.settle()


def test_the_overview_the_list_and_the_queue_count_alike_and_follow_the_door(reviewer: Reviewer) -> None:
    twice(reviewer, "Trần Thị Lụa")
    window = reviewer.window
    window.show_page("attendees")
    page: Any = window.page
    reviewer.settle()
    assert "1 mục cần xem" in page._fact.text()
    reviewer.add("Lê Văn Đôi", unit="P. Bạch Đằng")
    page.make_stale(page.areas)
    reviewer.settle()
    assert "1 mục cần xem" in page._fact.text()
    reviewer.let_in_twice("Lê Văn Đôi")
    page.make_stale(frozenset({Area.ATTENDANCE}))  # as the desk's news of it
    reviewer.settle()
    assert "2 mục cần xem" in page._fact.text()
    page.table.select_ids([row.id for row in page.model.rows() if row.full_name == "Lê Văn Đôi"])
    assert page.table.tag_of(page.table.selected()[0]) == "cần xem"
    window.show_page("overview")
    page = window.page
    page.make_stale(page.areas)
    reviewer.settle()
    assert page._figure_labels["review"][0].text() == "2"
    assert len(reviewer.open()._shown) == 2
    reviewer.queue.reject()


def test_the_cases_of_the_list_are_worked_out_once_for_all_who_show_them(reviewer: Reviewer, monkeypatch: Any) -> None:
    twice(reviewer, "Trần Thị Lụa")
    worked_out = []
    real = reviewing.list_cases
    monkeypatch.setattr(reviewing, "list_cases", lambda *given: worked_out.append(1) or real(*given))
    review = CaseReading()

    def read() -> int:
        return len(reviewer.database.read(lambda tx: review.cases(tx, reviewer.conference_id)))

    assert [read(), read()] == [1, 1]
    assert len(worked_out) == 1
    reviewer.walk_in("Trần Thị Lụa", UNITS[0])
    assert read() == 3
    assert len(worked_out) == 2
