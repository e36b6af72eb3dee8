"""Tidying in the window: ticked, rewritten, refused and carried out, by keyboard alone."""

from __future__ import annotations

import uuid

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QTreeView

from desktop.domain.people import AttendeeInput
from desktop.domain.tidying import Concerned, Proposal, TidyKind
from desktop.gui.attendees.tidy import TidyDialog
from desktop.gui.attendees.tidy_model import AFTER, BEFORE, WHY, TidyModel
from desktop.services import attendees
from desktop.settings import Settings
from desktop.store.tables import Attendee, Person
from tests.gui.filled import dialog, filled, filled_record, settle
from tests.gui.shell.test_palette import build_window

__all__ = ["filled", "filled_record"]

PEOPLE = (
    ("LÊ VĂN TÁM", "PTP", "Phòng Nội vụ"), ("Lê Văn Chín", "PTP", "Phòng Nội vụ"),
    ("Lê Văn Mười", "TP", "UBND phường Bạch Mai"),
)  # fmt: skip


def register(filled, *people: tuple[str, str, str]) -> None:
    """More people by name, position and unit, written as they are typed here."""
    conference = filled.context.conference_id

    def work(tx):
        for name, position, unit in people:
            given = AttendeeInput(full_name=name, position=position, unit=unit)
            view = attendees.add_attendee(tx, conference, given)
            tx.get_one(Attendee, view.id).full_name = tx.get_one(Person, view.person_id).full_name = name

    filled.context.operations.write(work)


@pytest.fixture
def tidy(qtbot, filled) -> TidyDialog:
    """The dialog over three people to be tidied, all else as it is."""
    conference = filled.context.conference_id

    def leave_none(tx):
        everybody = attendees.list_attendees(tx, conference)
        attendees.remove_attendees(tx, [each.id for each in everybody])

    filled.context.operations.database.write(leave_none)
    register(filled, *PEOPLE)
    settle(qtbot, filled)
    filled.context.run("tidy")
    found = dialog(qtbot, TidyDialog)
    settle(qtbot, filled)
    return found


def people(tidy: TidyDialog) -> list[tuple[str, str]]:
    found = tidy.context.operations.database.read(
        lambda tx: attendees.list_attendees(tx, tidy.context.conference_id, sort="name")
    )
    return sorted((each.full_name, each.position) for each in found)


def lines(model: TidyModel) -> list[str]:
    """What stands in the tree: kinds, and under each what is written now and will be."""
    found = []
    for place in range(model.rowCount()):
        kind = model.index(place, 0)
        found.append(str(kind.data()))
        for row in range(model.rowCount(kind)):
            before, after = (model.index(row, column, kind) for column in (BEFORE, AFTER))
            tick = Qt.CheckState(before.data(Qt.ItemDataRole.CheckStateRole)) is Qt.CheckState.Checked
            found.append(f"{'x' if tick else '-'} {before.data()} > {after.data()}")
    return found


def go_to(tidy: TidyDialog, before: str) -> QModelIndex:
    for place in range(tidy.model.rowCount()):
        kind = tidy.model.index(place, 0)
        for row in range(tidy.model.rowCount(kind)):
            index = tidy.model.index(row, BEFORE, kind)
            if index.data() == before:
                tidy.tree.setCurrentIndex(index)
                return index
    raise AssertionError(before)


def test_the_tree_is_a_model_as_qt_wants_it(tidy):
    QAbstractItemModelTester(tidy.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    tidy.tree.expandAll()


def test_what_is_sure_is_ticked_and_what_is_not_waits(tidy):
    assert lines(tidy.model) == [
        "Chức vụ viết tắt · 2 đề nghị", "x PTP > Phó Trưởng phòng", "- TP > Trưởng phòng",
        "Chữ hoa, chữ thường · 1 đề nghị", "x LÊ VĂN TÁM > Lê Văn Tám",
    ]  # fmt: skip
    assert tidy.tidy_button.text() == "Chuẩn hóa 2 mục"
    who = tidy.model.index(0, 0, tidy.model.index(0, 0, tidy.model.index(0, 0)))
    assert who.data() == "Lê Văn Chín"


def test_enter_writes_what_is_ticked_and_undo_takes_it_back_at_once(qtbot, filled, tidy):
    before = people(tidy)
    qtbot.keyClick(tidy.tree, Qt.Key.Key_Return)
    settle(qtbot, filled)
    assert tidy.gone
    after = [("Lê Văn Chín", "Phó Trưởng phòng"), ("Lê Văn Mười", "TP"), ("Lê Văn Tám", "Phó Trưởng phòng")]
    assert people(tidy) == after
    filled.context.run("undo")
    settle(qtbot, filled)
    assert people(tidy) == before


def test_space_ticks_a_line_and_a_whole_kind(qtbot, filled, tidy):
    go_to(tidy, "TP")
    qtbot.keyClick(tidy.tree, Qt.Key.Key_Space)
    assert tidy.tidy_button.text() == "Chuẩn hóa 3 mục"
    tidy.tree.setCurrentIndex(tidy.model.index(0, BEFORE))
    qtbot.keyClick(tidy.tree, Qt.Key.Key_Space)
    assert tidy.tidy_button.text() == "Chuẩn hóa 1 mục"
    settle(qtbot, filled)


def test_f2_writes_other_words_and_ticks_them(qtbot, filled, tidy):
    go_to(tidy, "TP")
    qtbot.keyClick(tidy.tree, Qt.Key.Key_F2)
    (editor,) = tidy.tree.findChildren(QLineEdit)
    editor.setText("Tổ phó")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "x TP > Tổ phó" in lines(tidy.model))
    assert not tidy.gone  # Enter ended the writing, and did not tidy
    tidy.tidy()
    settle(qtbot, filled)
    assert ("Lê Văn Mười", "Tổ phó") in people(tidy)


def test_del_refuses_a_line_for_good_until_it_is_asked_for_again(qtbot, filled, tidy):
    go_to(tidy, "LÊ VĂN TÁM")
    assert tidy.again.isHidden()
    qtbot.keyClick(tidy.tree, Qt.Key.Key_Delete)
    settle(qtbot, filled)
    assert lines(tidy.model) == [
        "Chức vụ viết tắt · 2 đề nghị", "x PTP > Phó Trưởng phòng", "- TP > Trưởng phòng",
    ]  # fmt: skip
    assert tidy.again.text() == "Đề nghị lại 1 mục bị từ chối"
    qtbot.mouseClick(tidy.again, Qt.MouseButton.LeftButton)
    settle(qtbot, filled)
    assert "x LÊ VĂN TÁM > Lê Văn Tám" in lines(tidy.model)


def press_del(qtbot, filled, tidy: TidyDialog) -> str:
    """What is refused line by line leads to: the words of the line where the keyboard stands then."""
    qtbot.keyClick(tidy.tree, Qt.Key.Key_Delete)
    settle(qtbot, filled)
    return str(tidy.tree.currentIndex().data())


def test_del_goes_on_to_the_next_line_and_refuses_no_heading(qtbot, filled, tidy):
    names = [f"LÊ BẢO {given}" for given in ("AN", "BÌNH", "CHI", "DUNG")]
    register(filled, *((name, "", "Phòng Nội vụ") for name in names))
    settle(qtbot, filled)
    go_to(tidy, "LÊ BẢO BÌNH")
    assert press_del(qtbot, filled, tidy) == "LÊ BẢO CHI"
    assert press_del(qtbot, filled, tidy) == "LÊ BẢO DUNG"
    go_to(tidy, "TP")
    assert press_del(qtbot, filled, tidy) == "PTP"  # the last of its kind: the one before
    heading = press_del(qtbot, filled, tidy)
    assert heading.startswith("Chữ hoa, chữ thường")
    assert not tidy.refuse_button.isEnabled()
    assert press_del(qtbot, filled, tidy) == heading  # and refuses nothing
    assert tidy.again.text() == "Đề nghị lại 4 mục bị từ chối"


def test_when_the_last_line_is_refused_the_keyboard_is_at_what_brings_it_back(qtbot, filled, tidy):
    for before in ("PTP", "TP", "LÊ VĂN TÁM"):
        go_to(tidy, before)
        press_del(qtbot, filled, tidy)
    assert tidy.model.rowCount() == 0
    assert tidy.again.hasFocus()


def test_ticks_stay_when_another_desk_changes_the_list(qtbot, filled, tidy):
    go_to(tidy, "TP")
    qtbot.keyClick(tidy.tree, Qt.Key.Key_Space)
    given = AttendeeInput(full_name="Trần Văn An", position="CV", unit="Phòng Nội vụ")
    conference = filled.context.conference_id
    filled.context.operations.write(lambda tx: attendees.add_attendee(tx, conference, given))
    settle(qtbot, filled)
    assert {"x TP > Trưởng phòng", "x CV > Chuyên viên"} <= set(lines(tidy.model))


def test_words_being_written_are_kept_when_another_desk_changes_the_list(qtbot, filled, tidy):
    go_to(tidy, "TP")
    qtbot.keyClick(tidy.tree, Qt.Key.Key_F2)
    (editor,) = tidy.tree.findChildren(QLineEdit)
    editor.setText("Tổ phó")
    register(filled, ("Trần Văn An", "CV", "Phòng Nội vụ"))
    settle(qtbot, filled)
    assert tidy.tree.state() is QTreeView.State.EditingState
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: {"x TP > Tổ phó", "x CV > Chuyên viên"} <= set(lines(tidy.model)))
    assert tidy.tree.currentIndex().siblingAtColumn(BEFORE).data() == "TP"


def test_two_lines_of_one_change_are_ticked_rewritten_and_refused_each_alone(qtbot, filled, tidy):
    register(filled, ("Lê Văn An", "TP", "Phòng Nội vụ"))
    settle(qtbot, filled)
    kind = tidy.model.index(0, 0)
    sure, doubtful = (tidy.model.index(row, BEFORE, kind) for row in (1, 2))
    assert [index.data() for index in (sure, doubtful)] == ["TP", "TP"]
    tidy.tree.setCurrentIndex(sure)
    qtbot.keyClick(tidy.tree, Qt.Key.Key_Space)
    tidy.model.setData(doubtful.siblingAtColumn(AFTER), "Tổ phó")
    assert [line for line in lines(tidy.model) if " TP " in line] == ["- TP > Trưởng phòng", "x TP > Tổ phó"]
    press_del(qtbot, filled, tidy)
    assert [line for line in lines(tidy.model) if " TP " in line] == ["x TP > Tổ phó"]


def test_each_line_is_told_whole_to_who_hears_the_window_and_under_the_list(qtbot, filled, tidy):
    index = go_to(tidy, "TP")
    spoken = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith("TP → Trưởng phòng, 1 đại biểu, chưa chắc")
    assert tidy.current.text().startswith("TP → Trưởng phòng · chưa chắc")
    assert index.siblingAtColumn(WHY).data() in tidy.current.text()
    settle(qtbot, filled)


def test_a_list_written_well_says_so(qtbot, filled, tidy):
    tidy.tree.selectAll()
    for place in range(tidy.model.rowCount()):
        tidy.model.setData(tidy.model.index(place, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    tidy.tidy()
    settle(qtbot, filled)
    filled.context.run("tidy")
    again = dialog(qtbot, TidyDialog)
    settle(qtbot, filled)
    assert again.model.rowCount() == 0
    assert not again.tidy_button.isEnabled()
    assert again._nothing.isVisible()
    again.reject()


def test_in_large_text_it_is_no_wider_than_a_small_screen(qtbot, filled_record):
    window = build_window(filled_record, Settings(text_scale=200))
    qtbot.addWidget(window)
    settle(qtbot, window)
    register(window, ("LÊ VĂN TÁM", "PTP", "Phòng Nội vụ"))
    settle(qtbot, window)
    window.context.run("tidy")
    found = dialog(qtbot, TidyDialog)
    settle(qtbot, window)
    found.again.setText("Đề nghị lại 1.200 mục bị từ chối")
    found.again.setVisible(True)
    found.layout().activate()
    assert found.minimumSizeHint().width() <= 1000
    found.reject()


def test_of_many_lines_the_view_knows_some_and_all_are_chosen(tidy):
    person = Concerned(uuid.uuid4(), "10100018", "LÊ VĂN TÁM", "Phòng Nội vụ")
    many = [
        Proposal(TidyKind.CAPITALS, "full_name", f"LÊ VĂN TÁM {number}", f"Lê Văn Tám {number}", "capitals", (person,))
        for number in range(250)
    ]
    tidy.model.show(many)
    kind = tidy.model.index(0, 0)
    assert (tidy.model.rowCount(kind), len(tidy.model.chosen())) == (100, 250)
    assert not tidy.model.show_more(tidy.model.index(98, 0, kind))
    while tidy.model.show_more(tidy.model.index(tidy.model.rowCount(kind) - 1, 0, kind)):
        pass
    assert tidy.model.rowCount(kind) == 250
    tidy.model.toggle(kind)
    assert tidy.model.chosen() == []


def test_of_a_tick_the_view_is_told_one_line_and_its_heading(tidy):
    person = Concerned(uuid.uuid4(), "10100018", "LÊ VĂN TÁM", "Phòng Nội vụ")
    tidy.model.show(
        [Proposal(TidyKind.CAPITALS, "full_name", f"A{n}", f"a{n}", "capitals", (person,)) for n in range(90)]
    )
    told = []
    tidy.model.dataChanged.connect(lambda first, last, _roles: told.append((first.data(), first.row(), last.row())))
    heading = tidy.model.index(0, 0)
    tidy.model.toggle(tidy.model.index(7, BEFORE, heading))
    assert told == [("A7", 7, 7), (heading.data(), 0, 0)]
    assert tidy.model.chosen_count() == len(tidy.model.chosen()) == 89


def test_the_view_learns_of_more_lines_only_when_the_last_it_knows_comes_into_sight(qtbot, tidy):
    person = Concerned(uuid.uuid4(), "10100018", "LÊ VĂN TÁM", "Phòng Nội vụ")
    tidy.model.show(
        [
            Proposal(kind, "full_name", f"{kind} A{n}", f"a{n}", "capitals", (person,))
            for kind in (TidyKind.CAPITALS, TidyKind.SPELLING)
            for n in range(600)
        ]
    )
    tidy.tree.expandAll()
    headings = [tidy.model.index(number, 0) for number in range(2)]
    qtbot.wait(20)
    assert [tidy.model.rowCount(each) for each in headings] == [100, 100]
    tidy.tree.scrollTo(tidy.model.index(99, 0, headings[0]))
    qtbot.waitUntil(lambda: tidy.model.rowCount(headings[0]) > 100)
    assert tidy.model.rowCount(headings[1]) == 100
    for _time in range(30):
        qtbot.keyClick(tidy.tree, Qt.Key.Key_End)
        qtbot.wait(2)
    assert tidy.model.rowCount(headings[1]) == 600
