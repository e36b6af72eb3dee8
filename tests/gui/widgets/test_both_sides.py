"""Two sides of what may be one: marked where they differ, chosen field by field, by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.gui.theme import Theme
from desktop.gui.widgets.both_sides import BothSides, FieldPair, Side

PAIRS = (
    FieldPair("full_name", "Họ và tên", "Trần Thị Lụa", "Trần Thị Lụa"),
    FieldPair("birth", "Ngày sinh", "", "1975"),
    FieldPair("position", "Chức vụ", "Phó phòng", "Trưởng phòng"),
    FieldPair("email", "Email", "", ""),
    FieldPair("phone", "Điện thoại", "0912 000 111", ""),
)


@pytest.fixture
def sides(qtbot, qapp) -> BothSides:
    made = BothSides(Theme(qapp))
    qtbot.addWidget(made)
    made.show_sides(("Đã đăng ký", "Trong tệp"), PAIRS)
    made.show()
    return made


def test_a_side_that_says_nothing_is_not_proposed(sides):
    assert sides.picks() == {"birth": Side.SECOND, "position": Side.FIRST, "phone": Side.FIRST}


def test_fields_of_which_nobody_says_anything_are_not_shown(sides):
    assert [sides.item(place, 0).text() for place in range(sides.rowCount())] == [
        "Họ và tên", "Ngày sinh", "Chức vụ", "Điện thoại",
    ]  # fmt: skip


def test_numbers_choose_the_side_of_the_field_the_keyboard_is_on(sides, qtbot):
    assert sides.currentRow() == 1  # the first that differs
    qtbot.keyClick(sides, Qt.Key.Key_Down)
    qtbot.keyClick(sides, Qt.Key.Key_2)
    assert sides.picks()["position"] is Side.SECOND
    qtbot.keyClick(sides, Qt.Key.Key_Left)
    assert sides.picks()["position"] is Side.FIRST


def test_down_passes_over_what_is_alike(sides, qtbot):
    for expected in (2, 3, 3):
        qtbot.keyClick(sides, Qt.Key.Key_Down)
        assert sides.currentRow() == expected


def test_enter_says_that_all_is_chosen(sides, qtbot):
    with qtbot.waitSignal(sides.settled):
        qtbot.keyClick(sides, Qt.Key.Key_Return)


def test_one_side_for_all_keeps_what_only_the_other_says(sides):
    sides.choose_all(Side.SECOND)
    assert sides.picks() == {"birth": Side.SECOND, "position": Side.SECOND, "phone": Side.FIRST}


def test_the_choice_is_told_by_a_sign_and_not_by_colour_alone(sides):
    assert sides.item(2, 1).text().startswith("●")
    assert sides.item(2, 2).text().startswith("○")
    assert sides.item(0, 1).text() == "Trần Thị Lụa"


def test_where_nothing_may_be_chosen_keys_change_nothing(sides, qtbot):
    sides.may_choose = False
    before = sides.picks()
    qtbot.keyClick(sides, Qt.Key.Key_Down)
    qtbot.keyClick(sides, Qt.Key.Key_2)
    assert sides.picks() == before
