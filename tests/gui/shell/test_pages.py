"""Overview, agenda, directory and the dialogs of a conference, over a real database."""

from __future__ import annotations

import datetime as dt

import pytest

from desktop.gui.agenda.session import SessionDialog
from desktop.gui.conferences.conference import ConferenceDialog, CopyDialog
from desktop.gui.conferences.groups import GroupForm, GroupsDialog
from desktop.gui.units.unit import MergeDialog, UnitForm
from desktop.services import agenda, units
from desktop.services import groups as role_groups
from tests.gui.filled import PEOPLE, ask, closed, conference_id, dialog, filled, filled_record, settle

__all__ = ["filled", "filled_record"]


def show(qtbot, window, name, **filters):
    window.show_page(name, **filters)
    settle(qtbot, window)
    return window.page


def test_the_overviews_bars_add_up_to_everyone_and_lead_to_the_list(qtbot, filled):
    page = show(qtbot, filled, "overview")
    assert sum(tally.count for tally in page.groups.tallies) == PEOPLE
    assert sum(tally.count for tally in page.kinds.tallies) == PEOPLE
    first = page.groups.tallies[0]
    page.groups.chosen.emit(first.key)
    settle(qtbot, filled)
    assert len(filled.page.model.rows()) == first.count


def test_the_overview_offers_the_next_step(qtbot, filled):
    page = show(qtbot, filled, "overview")
    page._next_button.click()
    settle(qtbot, filled)
    assert len(filled.page.model.rows()) == 1  # the row to look at


def test_a_silent_unit_of_the_overview_opens_in_the_directory(qtbot, filled, filled_record):
    page = show(qtbot, filled, "overview")
    silent = next(unit for unit in ask(filled_record, units.list_units) if unit.kind == "managed_unit")
    page._on_link(f"unit:{silent.id}")
    settle(qtbot, filled)
    assert [unit.id for unit in filled.page.units.table.selected()] == [silent.id]


def test_a_session_is_added_in_the_first_free_half_day(qtbot, filled, filled_record):
    page = show(qtbot, filled, "agenda")
    for session in page._sessions:
        if session.title == "Chiều":
            page.table.select_ids([session.id])
    page.commands["remove"]()
    settle(qtbot, filled)
    page.commands["new"]()
    form = dialog(qtbot, SessionDialog)
    assert (form.starts.text(), form.ends.text()) == ("13:30", "17:00")
    form.title.setText("Trao đổi, giải đáp")
    form.speakers.setText("Lê Văn Giảng; Trần Thị Hướng")
    form._try()
    closed(qtbot, filled, form)
    session = ask(filled_record, agenda.list_sessions, conference_id(filled))[-1]
    assert session.speakers == ("Lê Văn Giảng", "Trần Thị Hướng")
    assert session.starts_at == dt.datetime(2018, 5, 23, 13, 30)


def test_a_clash_is_told_while_it_is_typed(qtbot, filled):
    page = show(qtbot, filled, "agenda")
    page.table.select_first()
    page.edit()
    form = dialog(qtbot, SessionDialog)
    form.room.setText("Hội trường")
    form._try()
    closed(qtbot, filled, form)
    page.commands["new"]()
    second = dialog(qtbot, SessionDialog)
    second.starts.setText("9h30")
    second.ends.setText("10:00")
    assert second.warnings.text() == ""
    second.room.setText("hoi truong")
    assert "Sáng" in second.warnings.text()
    second.day.setText("24/05/2018")
    assert "23/05/2018" in second.warnings.text()
    second.reject()


@pytest.mark.parametrize("text", ["25:00", "tám giờ", "8:75"])
def test_a_time_that_is_none_is_refused_beside_its_field(qtbot, filled, text):
    page = show(qtbot, filled, "agenda")
    page.commands["new"]()
    form = dialog(qtbot, SessionDialog)
    form.title.setText("Buổi thử")
    form.starts.setText(text)
    form._try()
    assert form.form.error_of("starts_at")
    form.reject()


def test_a_unit_is_found_by_any_spelling_and_keeps_its_new_ones(qtbot, filled, filled_record):
    page = show(qtbot, filled, "directory").units
    page.search.setText("bach mai")
    page.table.select_first()
    page.edit()
    form = dialog(qtbot, UnitForm)
    form.aliases.setPlainText("P. Bach Mai cũ\nBạch Mai HBT")
    form._try()
    closed(qtbot, filled, form)
    page.search.setText("hbt")
    assert [unit.name for unit in page.model.rows()] == ["UBND phường Bạch Mai"]


def test_a_new_units_kind_follows_its_name(qtbot, filled):
    page = show(qtbot, filled, "directory").units
    page.add()
    form = dialog(qtbot, UnitForm)
    form.name.setText("Trường THCS Vĩnh Tuy")
    form._guess(form.name.text())
    assert form.kind.currentData() == "public_school"
    form._try()
    closed(qtbot, filled, form)
    assert [unit.name for unit in page.table.selected()] == ["Trường THCS Vĩnh Tuy"]


def test_two_units_are_merged_and_undo_parts_them(qtbot, filled, filled_record):
    page = show(qtbot, filled, "directory").units
    known = [unit for unit in page._units if unit.attendee_count]
    gone, keep = known[0], known[1]
    page.table.select_ids([gone.id])
    page.merge()
    form = dialog(qtbot, MergeDialog)
    form.unit.setEditText(keep.name)
    form._try()
    closed(qtbot, filled, form)
    after = {unit.id: unit for unit in ask(filled_record, units.list_units, conference_id=conference_id(filled))}
    assert not after[gone.id].active
    assert after[keep.id].attendee_count == keep.attendee_count + gone.attendee_count
    filled.context.operations.undo_last()
    settle(qtbot, filled)
    assert {unit.id: unit for unit in page._units}[gone.id].attendee_count == gone.attendee_count


def test_a_unit_in_use_is_not_removed_and_the_reason_is_said(qtbot, filled):
    page = show(qtbot, filled, "directory").units
    used = next(unit for unit in page._units if unit.attendee_count)
    page.table.select_ids([used.id])
    page.remove()
    settle(qtbot, filled)
    assert used.name in filled.banner.sentence


def test_people_are_found_over_all_conferences(qtbot, filled):
    page = show(qtbot, filled, "directory")
    page.tabs.setCurrentWidget(page.people)
    page.people.search.setText("nguyen")
    settle(qtbot, filled)
    assert page.people.model.rowCount()
    page.people.search.setText("zzz")
    settle(qtbot, filled)
    assert page.people._stack.currentIndex() == 2


def test_a_conference_is_made_and_opened_and_another_opened_again(qtbot, filled, filled_record):
    first = conference_id(filled)
    filled.run("conference.new")
    form = dialog(qtbot, ConferenceDialog)
    form.title.setText("Hội nghị thử")
    form.starts_on.setText("2/3/2026")
    form.ends_on.setText("3/3/2026")
    form._try()
    closed(qtbot, filled, form)
    assert filled.context.conference.title == "Hội nghị thử"
    assert filled.context.conference.session_count == 4
    assert filled.page.model.rowCount() == 0
    filled.open_conference(first)
    settle(qtbot, filled)
    assert len(filled.page.model.rows()) == PEOPLE


def test_a_date_that_is_none_is_refused_beside_its_field(qtbot, filled):
    filled.run("conference.new")
    form = dialog(qtbot, ConferenceDialog)
    form.title.setText("Hội nghị thử")
    form.starts_on.setText("hôm nay")
    form._try()
    assert form.form.error_of("starts_on")
    form.starts_on.setText("3/3/2026")
    form.ends_on.setText("2/3/2026")
    form._try()
    qtbot.waitUntil(lambda: bool(form.form.error_of("ends_on")))
    form.reject()


def test_a_copied_conference_has_the_agenda_and_no_people(qtbot, filled):
    filled.run("conference.copy")
    form = dialog(qtbot, CopyDialog)
    form.title.setText("Tập huấn năm 2019")
    form.starts_on.setText("22/05/2019")
    form._try()
    closed(qtbot, filled, form)
    conference = filled.context.conference
    assert (conference.attendee_count, conference.session_count) == (0, 2)
    assert conference.starts_on == dt.date(2019, 5, 22)


def test_groups_are_added_moved_and_removed_in_their_editor(qtbot, filled, filled_record):
    def titles():
        return [group.title for group in ask(filled_record, role_groups.list_groups, conference_id(filled))]

    filled.run("groups")
    editor = dialog(qtbot, GroupsDialog)
    settle(qtbot, filled)
    editor.add()
    form = dialog(qtbot, GroupForm)
    form.title.setText("Khách mời")
    form._try()
    closed(qtbot, filled, form)
    assert titles()[-1] == "Khách mời"
    editor.table.select_ids([editor._groups[-1].id])
    editor.move_up()
    settle(qtbot, filled)
    assert titles()[-2] == "Khách mời"
    assert editor.table.current().title == "Khách mời"
    editor.remove()
    settle(qtbot, filled)
    assert "Khách mời" not in titles()
    editor.reject()
