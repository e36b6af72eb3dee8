"""The overview, making and copying a conference, its role groups."""

from __future__ import annotations

import datetime as dt

from desktop.gui.conferences.conference import ConferenceDialog, CopyDialog
from desktop.gui.conferences.groups import GroupForm, GroupsDialog
from desktop.gui.review.queue import ReviewQueue
from desktop.services import groups as role_groups
from desktop.services import units
from tests.gui.filled import PEOPLE, ask, closed, conference_id, dialog, filled, filled_record, settle, show

__all__ = ["filled", "filled_record"]


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
    settle(qtbot, filled)
    page._next_button.click()
    queue = dialog(qtbot, ReviewQueue)
    settle(qtbot, filled)
    assert queue.place_label.text() == "1/1"
    queue.reject()


def test_a_silent_unit_of_the_overview_opens_in_the_directory(qtbot, filled, filled_record):
    page = show(qtbot, filled, "overview")
    silent = next(unit for unit in ask(filled_record, units.list_units) if unit.kind == "managed_unit")
    page._on_link(f"unit:{silent.id}")
    settle(qtbot, filled)
    assert [unit.id for unit in filled.page.units.table.selected()] == [silent.id]


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
