"""The attendee list, driven by hand over a real record."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from desktop.domain.areas import Area
from desktop.gui.attendees.attendee import AttendeeDialog
from desktop.gui.attendees.bulk import GroupDialog, UnitDialog
from desktop.gui.attendees.export import ExportDialog
from desktop.gui.attendees.person import PersonDialog
from desktop.gui.widgets.form import choose
from desktop.gui.widgets.one_line import OneLineDialog
from desktop.gui.widgets.rows import Section
from desktop.services import attendees
from desktop.services import groups as role_groups
from tests.gui.filled import PEOPLE, ask, closed, conference_id, dialog, filled, filled_record, settle

__all__ = ["filled", "filled_record"]


@pytest.fixture
def page(filled):
    return filled.page


def shown(page) -> list[str]:
    return [row.full_name for row in page.model.rows()]


def people(database, window):
    return ask(database, attendees.list_attendees, conference_id(window))


def test_the_list_shows_everyone_under_their_units(page):
    assert len(shown(page)) == PEOPLE
    assert isinstance(page.model.line(0), Section)
    assert f"{PEOPLE} đại biểu" in page._fact.text()


def test_typing_narrows_from_the_first_letter_and_keeps_the_selection(qtbot, page):
    chosen = page.model.rows()[3]
    page.table.select_ids([chosen.id])
    first = chosen.full_name.split()[-1]
    page.search.setText(first[0])
    assert chosen.full_name in shown(page)
    assert [row.id for row in page.table.selected()] == [chosen.id]
    page.search.clear()
    assert [row.id for row in page.table.selected()] == [chosen.id]
    assert len(shown(page)) == PEOPLE


def test_a_search_that_finds_nobody_says_so_and_leads_back(qtbot, page):
    qtbot.keyClicks(page.search, "zzz")
    assert page._stack.currentIndex() == 2
    page.narrow(clear=True)
    assert len(shown(page)) == PEOPLE
    assert page.search.text() == ""


def test_sorting_by_name_puts_given_names_first_and_sorting_by_unit_brings_sections_back(page):
    page._sort_by("name", False)
    keys = [row.sort_key for row in page.model.rows()]
    assert keys == sorted(keys)
    assert not any(isinstance(page.model.line(place), Section) for place in range(page.model.rowCount()))
    page._sort_by("rank", False)
    assert isinstance(page.model.line(0), Section)


def test_who_is_to_review_is_tagged_and_can_be_declared_fine(qtbot, filled, page):
    settle(qtbot, filled)
    tagged = [row for row in page.model.rows() if page.table.tag_of(row)]
    assert len(tagged) == 2
    page.table.select_ids([tagged[0].id])
    page.commands["fine"]()
    settle(qtbot, filled)
    assert not [row for row in page.model.rows() if page.table.tag_of(row)]


def test_an_attendee_is_added_with_enter_and_shown(qtbot, filled, filled_record, page):
    page.commands["new"]()
    form = dialog(qtbot, AttendeeDialog)
    form.full_name.setText("Bà Nguyễn Thị Thử Nghiệm")
    form.unit.setEditText("UBND phường Bạch Mai")
    form._propose_group()
    assert form.group.currentText() == "Phường"
    with qtbot.waitSignal(form.accepted, timeout=10_000):
        qtbot.keyClick(form.full_name, Qt.Key.Key_Return)
    settle(qtbot, filled)
    added = next(row for row in people(filled_record, filled) if row.full_name == "Nguyễn Thị Thử Nghiệm")
    assert (added.honorific, added.unit, added.role_group) == ("Bà", "UBND phường Bạch Mai", "Phường")
    assert [row.id for row in page.table.selected()] == [added.id]


def test_what_a_form_refuses_stands_beside_the_field(qtbot, filled, page):
    page.commands["new"]()
    form = dialog(qtbot, AttendeeDialog)
    form._try()
    qtbot.waitUntil(lambda: bool(form.form.error_of("full_name")))
    form.full_name.setText("Lê Văn Đúng")
    form.birth.setText("hôm qua")
    form._try()
    qtbot.waitUntil(lambda: bool(form.form.error_of("birth")))
    assert not form.form.error_of("full_name")
    assert form.isVisible()
    form.reject()


def test_adding_goes_on_with_another_person_of_the_same_unit(qtbot, filled, filled_record, page):
    page.commands["new"]()
    form = dialog(qtbot, AttendeeDialog)
    form.unit.setEditText("UBND phường Bạch Mai")
    for name in ("Lê Văn Một", "Lê Văn Hai"):
        form.full_name.setText(name)
        form._add_another()
        settle(qtbot, filled)
        assert form.full_name.text() == ""
        assert form.unit.text() == "UBND phường Bạch Mai"
    form.reject()
    assert len(people(filled_record, filled)) == PEOPLE + 2


def test_opening_and_saving_a_form_changes_nothing(qtbot, filled, filled_record, page):
    page.table.select_first()
    before = page.table.current()
    page.edit()
    form = dialog(qtbot, AttendeeDialog)
    form._try()
    closed(qtbot, filled, form)
    after = ask(filled_record, attendees.get_attendee, before.id)
    for name in ("full_name", "honorific", "birth", "gender", "position", "unit_id", "role_group_id", "phone", "email"):
        assert getattr(after, name) == getattr(before, name), name


def test_removed_rows_come_back_with_undo(qtbot, filled, filled_record, page):
    page.table.selectAll()
    page.commands["remove"]()
    settle(qtbot, filled)
    assert people(filled_record, filled) == []
    assert page._stack.currentIndex() == 1
    filled.commands.actions["undo"].trigger()
    settle(qtbot, filled)
    assert len(shown(page)) == PEOPLE
    assert filled.status.sentence


def test_one_group_and_one_unit_for_the_whole_selection(qtbot, filled, filled_record, page):
    ids = [row.id for row in page.model.rows()[:5]]
    page.table.select_ids(ids)
    page.commands["group"]()
    form = dialog(qtbot, GroupDialog)
    groups = ask(filled_record, role_groups.list_groups, conference_id(filled))
    choose(form.group, groups[0].id)
    form._try()
    closed(qtbot, filled, form)
    page.table.select_ids(ids)
    page.commands["unit"]()
    second = dialog(qtbot, UnitDialog)
    second.unit.setEditText("ubnd phuong bach mai")
    second._try()
    closed(qtbot, filled, second)
    changed = [row for row in people(filled_record, filled) if row.id in ids]
    assert {(row.role_group_id, row.unit) for row in changed} == {(groups[0].id, "UBND phường Bạch Mai")}


def test_an_export_says_whether_it_writes_the_selected_the_shown_or_everyone(qtbot, filled, page):
    from desktop.gui.attendees.export import ExportDialog

    def offers():
        filled.run("export")
        form = dialog(qtbot, ExportDialog)
        found = [(form.people.itemText(place), form.people.itemData(place)) for place in range(form.people.count())]
        form.reject()
        return found

    assert offers() == [(f"Tất cả ({PEOPLE} đại biểu)", None)]
    page.search.setText("a")
    page.search.setText(page.model.rows()[0].full_name)
    shown = page.model.rows()
    assert offers()[0] == (f"Đang hiện ({len(shown)} đại biểu)", frozenset(row.id for row in shown))
    page.search.clear()
    ids = [row.id for row in page.model.rows()[:3]]
    page.table.select_ids(ids)
    assert offers()[0] == ("Đang chọn (3 đại biểu)", frozenset(ids))


def test_the_list_is_copied_as_text_cells(page):
    page.table.select_ids([page.model.rows()[0].id])
    page.commands["copy"]()
    data = QGuiApplication.clipboard().mimeData()
    heading, row = data.text().split("\n")
    assert heading.split("\t")[:2] == ["Họ và tên", "Chức vụ"]
    assert row.split("\t")[0] == page.model.rows()[0].full_name
    assert "mso-number-format" in data.html()


def test_a_persons_card_lists_their_conferences(qtbot, filled, page):
    page.table.select_first()
    page.commands["card"]()
    card = dialog(qtbot, PersonDialog)
    assert card.table.rows_model.rowCount() >= 1
    card.reject()


def test_columns_and_widths_are_remembered(filled, page):
    place = page.model.column_of("email")
    page.table.show_column(place, True)
    page.table.setColumnWidth(place, 222)
    kept = filled.context.settings.views["table.attendees"]["email"]
    assert kept[:2] == [222, True]


def test_the_last_column_can_not_be_hidden(page):
    for place in range(len(page.model.columns)):
        page.table.show_column(place, False)
    assert len(page.table.shown_columns()) == 1


def test_the_group_they_are_in_already_writes_nothing(qtbot, filled):
    filled.show_page("attendees")
    settle(qtbot, filled)
    filled.page.table.select_first()
    written = []
    filled.context.operations.wrote.connect(written.append)
    filled.page.set_group()
    form = dialog(qtbot, GroupDialog)
    form.save_button.click()
    settle(qtbot, filled)
    assert written == []


def test_whoever_will_not_come_stays_on_the_list_with_a_tag_and_may_come_after_all(qtbot, filled, filled_record, page):
    page.table.select_first()
    row = page.table.current()
    page.commands["cancel"]()
    form = dialog(qtbot, OneLineDialog)
    form.words.setText("bận công tác")
    form._try()
    settle(qtbot, filled)
    (cancelled,) = [each for each in people(filled_record, filled) if each.id == row.id]
    assert (cancelled.state, cancelled.state_reason) == ("cancelled", "bận công tác")
    page.table.select_ids([row.id])
    assert page.table.tag_of(page.table.current()) == "báo không dự"
    page.commands["reinstate"]()
    settle(qtbot, filled)
    assert {each.state for each in people(filled_record, filled)} == {"registered"}


def test_seat_and_what_the_door_should_tell_are_edited_in_the_form(qtbot, filled, filled_record, page):
    page.table.select_first()
    row = page.table.current()
    page.commands["edit"]()
    form = dialog(qtbot, AttendeeDialog)
    form.seat.setText(" C14 ")
    form.attention.setText("Phát biểu khai mạc")
    form._try()
    closed(qtbot, filled, form)
    (edited,) = [each for each in people(filled_record, filled) if each.id == row.id]
    assert (edited.seat, edited.attention) == ("C14", "Phát biểu khai mạc")


def test_the_list_stands_by_role_group_with_counts_and_comes_back_so(qtbot, filled, filled_record, page):
    groups = [group.title for group in ask(filled_record, role_groups.list_groups, conference_id(filled))]
    first = page.model.rows()[0]
    page.table.select_ids([first.id])
    page.set_group()
    form = dialog(qtbot, GroupDialog)
    choose(form.group, None)
    form._try()
    closed(qtbot, filled, form)
    by_rank = page.model.rows()
    page._sort_by("group", False)
    lines = [page.model.line(place) for place in range(page.model.rowCount())]
    sections = [line for line in lines if isinstance(line, Section)]
    assert [each.title for each in sections] == [
        title for title in groups if title in {row.role_group for row in by_rank}
    ] + ["Chưa có nhóm đối tượng"]
    assert sections[-1].fact == "1 đại biểu"
    for title in groups:  # inside a group the order is the one by unit and rank
        assert [row for row in page.model.rows() if row.role_group == title] == [
            row for row in by_rank if row.role_group == title
        ]
    again = type(page)(filled.context)
    qtbot.addWidget(again)
    assert (again._sort, again.filters.order.currentData()) == ("group", "group")


def test_the_foot_counts_the_selection_in_the_words_of_the_export(qtbot, filled, page):
    assert page.foot.text() == f"Đang hiện ({PEOPLE} đại biểu)"
    page.table.selectAll()
    assert page.foot.text() == f"Đang chọn ({PEOPLE} đại biểu) · Đang hiện ({PEOPLE} đại biểu)"
    page.table.select_ids([row.id for row in page.model.rows()[:3]])
    filled.run("export")
    form = dialog(qtbot, ExportDialog)
    assert page.foot.text().startswith(form.people.currentText())
    form.reject()
    page.narrow(text=page.model.rows()[0].full_name)
    assert page.foot.text().endswith(f"Đang hiện ({len(page.model.rows())} đại biểu)")


def test_an_answer_about_the_conference_that_was_open_is_dropped(qtbot, page, filled):
    settle(qtbot, filled)
    page.make_stale(frozenset({Area.ATTENDEES}))
    page.forget()
    settle(qtbot, filled)
    assert shown(page) == []
