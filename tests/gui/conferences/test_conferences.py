"""The overview, making and copying a conference, its role groups."""

from __future__ import annotations

import datetime as dt

from desktop.gui.conferences.conference import ConferenceDialog, CopyDialog
from desktop.gui.conferences.groups import GroupForm, GroupsDialog, RemoveGroupForm
from desktop.gui.review.queue import ReviewQueue
from desktop.gui.widgets.form import choose
from desktop.services import agenda, units
from desktop.services import groups as role_groups
from tests.gui.filled import PEOPLE, ask, closed, conference_id, dialog, filled, filled_record, settle, show

__all__ = ["filled", "filled_record"]

TODAY, DAY = dt.date.today(), dt.timedelta(days=1)


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
    form.starts_on.setText(f"{TODAY:%d/%m/%y}")
    form.ends_on.setText(f"{TODAY + DAY:%d/%m/%Y}")
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
    form.starts_on.setText(f"{TODAY:%d/%m/%Y}")
    form.ends_on.setText(f"{TODAY - DAY:%d/%m/%Y}")
    form._try()
    qtbot.waitUntil(lambda: bool(form.form.error_of("ends_on")))
    form.reject()


def test_a_copied_conference_has_the_agenda_and_no_people(qtbot, filled):
    filled.run("conference.copy")
    form = dialog(qtbot, CopyDialog)
    form.title.setText("Tập huấn năm 2019")
    form.starts_on.setText(f"{TODAY:%d/%m/%Y}")
    form._try()
    closed(qtbot, filled, form)
    conference = filled.context.conference
    assert (conference.attendee_count, conference.session_count) == (0, 2)
    assert conference.starts_on == TODAY


def test_the_last_day_follows_the_first_and_the_agenda_is_offered_to_go_along(qtbot, filled, filled_record):
    filled.run("conference.edit")
    form = dialog(qtbot, ConferenceDialog)
    assert not form.move_agenda.isEnabled()
    form.starts_on.setText(f"{TODAY:%d/%m/%Y}")
    form.starts_on.editingFinished.emit()
    assert form.ends_on.day() == TODAY
    assert form.move_agenda.isEnabled()
    form._try()
    closed(qtbot, filled, form)
    found = ask(filled_record, agenda.list_sessions, conference_id(filled))
    assert {each.starts_at.date() for each in found} == {TODAY}


def test_a_day_far_from_today_is_asked(qtbot, filled, monkeypatch):
    asked = []
    monkeypatch.setattr(filled.context.feedback, "ask", lambda *words, **_how: asked.append(words) or False)
    filled.run("conference.edit")
    form = dialog(qtbot, ConferenceDialog)
    form.starts_on.setText("22/05/2006")
    form._try()
    assert len(asked) == 1
    assert form.isVisible()
    form.reject()


def test_a_form_grows_with_what_it_refuses_and_hides_no_field(qtbot, filled):
    filled.run("conference.new")
    form = dialog(qtbot, ConferenceDialog)
    height = form.height()
    form.title.setText("Hội nghị thử")
    form.starts_on.setText("hôm nay")
    form._try()
    bar = form.area.verticalScrollBar()
    qtbot.waitUntil(lambda: form.height() > height and not bar.isVisible())
    form.reject()


def test_a_closed_conference_says_so_and_is_reopened_from_the_overview(qtbot, filled):
    filled.run("conference.close")
    settle(qtbot, filled)
    assert filled.context.conference.closed
    assert filled.context.commands.why_not(filled.context.commands.by_name["import"]) == "hội nghị đã kết thúc"
    page = show(qtbot, filled, "overview")
    assert page._next_button.text() == "Mở lại hội nghị"
    page._next_button.click()
    settle(qtbot, filled)
    assert not filled.context.conference.closed


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
    editor.table.select_ids([editor.rows[-1].id])
    editor.move_by(-1)
    settle(qtbot, filled)
    assert titles()[-2] == "Khách mời"
    assert editor.table.current().title == "Khách mời"
    editor.remove()
    settle(qtbot, filled)
    assert "Khách mời" not in titles()
    full = next(group for group in editor.rows if group.attendee_count)
    other = next(group for group in editor.rows if group.id != full.id)
    editor.table.select_ids([full.id])
    editor.remove()
    asked = dialog(qtbot, RemoveGroupForm)
    choose(asked.into, other.id)
    asked._try()
    closed(qtbot, filled, asked)
    there = {
        group.id: group.attendee_count for group in ask(filled_record, role_groups.list_groups, conference_id(filled))
    }
    assert full.id not in there
    assert there[other.id] == full.attendee_count + other.attendee_count
    editor.reject()
