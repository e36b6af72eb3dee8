"""Joining two people of the list: side by side, field by field, by the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.domain.people import AttendeeInput
from desktop.gui.attendees.join import JoinDialog
from desktop.services import attendance, attendees
from tests.gui.filled import conference_id, dialog, filled, filled_record, settle

__all__ = ["filled", "filled_record"]


@pytest.fixture
def pair(qtbot, filled, filled_record):
    """Two people of the list, selected."""
    conference = conference_id(filled)
    given = (
        AttendeeInput(full_name="Trần Thị Lụa", position="Công chức", email="lua@example.vn"),
        AttendeeInput(full_name="Trần Thị Lụa Hồng", position="Văn thư", phone="0912000111"),
    )
    made = [filled_record.write(lambda tx, g=each: attendees.add_attendee(tx, conference, g)) for each in given]
    page = filled.page
    page.reload()
    settle(qtbot, filled)
    page.table.select_ids([each.id for each in made])
    return made


def people(record, window):
    return record.read(lambda tx: attendees.list_attendees(tx, conference_id(window)))


def opened(qtbot, window):
    window.page.do("join")
    shown = dialog(qtbot, JoinDialog)
    settle(qtbot, window)
    return shown


def joined(qtbot, window, shown):
    with qtbot.waitSignal(shown.accepted, timeout=10_000):
        qtbot.keyClick(shown.sides, Qt.Key.Key_Return)
    settle(qtbot, window)


def test_it_takes_two(filled, pair):
    page = filled.page
    assert page.commands["join"].why_not() == ""
    page.table.select_ids([pair[0].id])
    assert page.commands["join"].why_not()


def test_enter_joins_as_proposed_and_fills_what_is_blank(qtbot, filled, filled_record, pair):
    before = len(people(filled_record, filled))
    shown = opened(qtbot, filled)
    joined(qtbot, filled, shown)
    (one,) = [each for each in people(filled_record, filled) if "Lụa" in each.full_name]
    assert (one.id, one.full_name, one.position) == (pair[0].id, "Trần Thị Lụa", "Công chức")
    assert (one.phone, one.email) == ("0912000111", "lua@example.vn")
    assert len(people(filled_record, filled)) == before - 1
    filled.undo_last()
    settle(qtbot, filled)
    assert len(people(filled_record, filled)) == before


def test_a_field_is_taken_from_the_other_side_by_its_number(qtbot, filled, filled_record, pair):
    shown = opened(qtbot, filled)
    place = next(row for row in range(shown.sides.rowCount()) if shown.sides.item(row, 0).text() == "Chức vụ")
    shown.sides.setCurrentCell(place, 1)
    qtbot.keyClick(shown.sides, Qt.Key.Key_2)
    joined(qtbot, filled, shown)
    (one,) = [each for each in people(filled_record, filled) if "Lụa" in each.full_name]
    assert (one.id, one.position) == (pair[0].id, "Văn thư")


def test_after_a_swap_the_other_one_stays_with_what_was_chosen(qtbot, filled, filled_record, pair):
    shown = opened(qtbot, filled)
    shown.swap()
    joined(qtbot, filled, shown)
    (one,) = [each for each in people(filled_record, filled) if "Lụa" in each.full_name]
    assert (one.id, one.full_name, one.position) == (pair[1].id, "Trần Thị Lụa", "Công chức")


def test_who_was_changed_meanwhile_is_refused_and_read_again(qtbot, filled, filled_record, pair):
    shown = opened(qtbot, filled)
    shown._areas = frozenset()  # the news of it has not come yet
    given = AttendeeInput(note="phát biểu")
    filled_record.write(lambda tx: attendees.edit_attendee(tx, pair[0].id, given, version=pair[0].version))
    qtbot.keyClick(shown.sides, Qt.Key.Key_Return)
    qtbot.waitUntil(shown.banner.isVisible, timeout=10_000)
    assert len([each for each in people(filled_record, filled) if "Lụa" in each.full_name]) == 2
    settle(qtbot, filled)
    joined(qtbot, filled, shown)
    assert len([each for each in people(filled_record, filled) if "Lụa" in each.full_name]) == 1


def test_a_change_elsewhere_leaves_the_keyboard_where_it_is(qtbot, filled, filled_record, pair):
    shown = opened(qtbot, filled)
    shown.join_button.setFocus()
    given = AttendeeInput(full_name="Khúc Thị Mây")
    filled_record.write(lambda tx: attendees.add_attendee(tx, conference_id(filled), given))
    shown.reload()
    assert shown.join_button.hasFocus()
    settle(qtbot, filled)
    assert shown.join_button.hasFocus()
    with qtbot.waitSignal(shown.accepted, timeout=10_000):
        qtbot.keyClick(shown.join_button, Qt.Key.Key_Return)


def test_one_of_the_two_removed_elsewhere_is_said_at_once_and_gone_again_when_put_back(
    qtbot, filled, filled_record, pair
):
    shown = opened(qtbot, filled)
    filled_record.write(lambda tx: attendees.remove_attendees(tx, [pair[1].id]))
    shown.reload()
    settle(qtbot, filled)
    assert pair[1].full_name in shown.banner.sentence
    assert shown.banner.isVisible()
    assert not shown.join_button.isEnabled()
    qtbot.keyClick(shown.sides, Qt.Key.Key_Return)
    assert shown.isVisible()
    filled_record.write(lambda tx: attendance.reinstate(tx, [pair[1].id]))
    shown.reload()
    settle(qtbot, filled)
    assert not shown.banner.isVisible()
    assert shown.join_button.isEnabled()
    joined(qtbot, filled, shown)


def test_when_one_of_the_two_is_cancelled_it_says_what_they_stand_as(qtbot, filled, filled_record, pair):
    filled_record.write(lambda tx: attendance.cancel(tx, [pair[1].id], "đi công tác"))
    shown = opened(qtbot, filled)
    assert shown.stands_as.isVisible()
    assert "sau khi gộp vẫn là đã đăng ký" in shown.stands_as.text()
    shown.swap()
    assert "sau khi gộp là báo không dự" in shown.stands_as.text()
    joined(qtbot, filled, shown)
    (one,) = [each for each in people(filled_record, filled) if "Lụa" in each.full_name]
    assert one.state == "cancelled"


def test_of_two_who_both_come_nothing_is_said(qtbot, filled, pair):
    assert not opened(qtbot, filled).stands_as.isVisible()
