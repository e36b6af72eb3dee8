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


LONG = (
    FieldPair("full_name", "Họ và tên", "Trần Thị Lụa", "Trần Thị Lụa"),
    FieldPair(
        "position", "Chức vụ", "Văn thư kiêm thủ quỹ, phụ trách bộ phận tiếp nhận và trả kết quả", "Phó Chủ tịch"
    ),
    FieldPair("email", "Email", "", "rat.dai.dia.chi.thu.dien.tu.cua.can.bo@phuong.hanoi.gov.vn"),
    *(FieldPair(f"other_{place}", "Mục khác", "một", "hai") for place in range(12)),
)


def test_long_words_are_broken_and_every_line_is_as_high_as_its_words_beside_the_scroll_bar(sides, qtbot):
    sides.resize(460, 260)
    sides.show_sides(("1 · giữ lại · 1010 0013 · đã hủy đăng ký", "2 · gộp vào"), LONG)
    qtbot.waitUntil(sides.verticalScrollBar().isVisible)
    qtbot.wait(20)  # measured again, with the scroll bar
    for place in range(sides.rowCount()):
        assert sides.rowHeight(place) >= sides.sizeHintForRow(place)
    metrics = sides.fontMetrics()
    assert sides.rowHeight(2) >= 2 * metrics.height(), "an address is broken where there is no room for it"
    assert sides.item(2, 2).toolTip() == LONG[2].second
    assert LONG[2].second in sides.item(2, 2).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_heading_that_finds_no_room_goes_on_in_the_next_line(sides, qtbot):
    heading = "1 · giữ lại · 1010 0013 · đã hủy đăng ký"
    sides.resize(420, 260)
    sides.show_sides((heading, "2 · gộp vào"), LONG)
    qtbot.wait(20)  # measured again, with the scroll bar
    item = sides.horizontalHeaderItem(1)
    assert item.text().split() == heading.split()
    metrics = sides.horizontalHeader().fontMetrics()
    assert all(metrics.horizontalAdvance(line) <= sides.columnWidth(1) for line in item.text().split("\n"))
    assert sides.horizontalHeader().height() >= (item.text().count("\n") + 1) * metrics.lineSpacing()
    assert item.toolTip() == heading
    sides.resize(1200, 260)
    qtbot.waitUntil(lambda: sides.horizontalHeaderItem(1).text() == heading)
