"""The figures of a span in the window: counted again when something changes, each number with its list."""

from __future__ import annotations

import datetime as dt
import uuid

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog

from desktop.domain.training_figures import By
from desktop.gui.attendees.person import PersonDialog
from desktop.gui.conferences.conference import ConferenceDialog
from desktop.gui.training.figures import FiguresDialog, ListBehind
from desktop.gui.units.history import UnitHistoryDialog
from desktop.gui.widgets.form import choose
from desktop.services import agenda, attendance, attendees, conferences, units
from tests.gui.filled import conference_id, dialog, filled, filled_record, settle

__all__ = ["filled", "filled_record"]


@pytest.fixture
def shown(qtbot, filled):
    """The figures of the year of the conference, at which nobody is yet."""
    filled.context.run("figures")
    found = dialog(qtbot, FiguresDialog)
    year = filled.context.conference.starts_on.year
    found.first.set_day(dt.date(year, 1, 1))
    found.last.set_day(dt.date(year, 12, 31))
    found.reload()
    settle(qtbot, filled)
    return found


def lines(shown):
    return shown.table.model().rows()


def total(shown):
    line = lines(shown)[-1]
    return line.count.people, line.count.turns, line.count.hours


def let_in(window, many):
    def work(tx):
        session = agenda.list_sessions(tx, conference_id(window))[0]
        listed = attendees.list_attendees(tx, conference_id(window))
        people = list({each.person_id: each for each in listed}.values())[:many]  # one is registered twice
        for each in people:
            attendance.check_in(
                tx, training_session_id=session.id, attendee_id=each.id, token=uuid.uuid4(), anyway=True
            )

    window.context.operations.write(work)


def test_whoever_comes_in_is_counted_at_once_and_stands_in_the_list_behind(qtbot, filled, shown):
    before = total(shown)
    let_in(filled, 3)
    qtbot.waitUntil(lambda: total(shown) == (3, 3, 12.0) != before)
    shown.table.select_first()
    shown.open_list()
    settle(qtbot, filled)
    behind = dialog(qtbot, ListBehind)
    assert behind.table.model().rowCount() == 3
    behind.reject()


def test_they_are_told_apart_anew_and_saved_with_their_list(qtbot, filled, shown, tmp_path, monkeypatch):
    let_in(filled, 4)
    choose(shown.by, By.GROUP)
    shown.reload()
    qtbot.waitUntil(lambda: total(shown)[0] == 4 and shown.shown.by is By.GROUP)
    assert sum(line.count.people for line in lines(shown)[:-1]) == 4
    target = tmp_path / "so-lieu.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    shown.save()
    qtbot.waitUntil(target.exists)
    settle(qtbot, filled)
    assert openpyxl.load_workbook(target).worksheets[1].max_row == 5


def test_a_span_that_ends_before_it_starts_is_said_in_the_window(qtbot, filled, shown):
    shown.last.set_day(dt.date(2001, 1, 1))
    shown.reload()
    settle(qtbot, filled)
    assert "Ngày cuối" in shown.banner.sentence


def test_a_conference_is_put_under_a_kind_of_programme_in_its_details(qtbot, filled):
    filled.context.run("conference.edit")
    details = dialog(qtbot, ConferenceDialog)
    details.for_figures["programme"].setText("Kỹ năng số")
    details.for_figures["funding"].setText("Nguồn khác")
    details.submit()
    settle(qtbot, filled)
    view = filled.context.operations.database.read(lambda tx: conferences.get_conference(tx, conference_id(filled)))
    assert view.programme == "Kỹ năng số"


def test_a_persons_card_and_a_units_tell_of_sessions_hours_and_substitutes(qtbot, filled):
    let_in(filled, 1)
    settle(qtbot, filled)
    database = filled.context.operations.database

    def replace(tx):
        came, gone = attendees.list_attendees(tx, conference_id(filled))[:2]
        attendance.substitute(tx, gone.id, full_name="Lê Văn Thay", token=uuid.uuid4(), anyway=True)
        cards = [attendees.person_card(tx, each.person_id) for each in (came, gone)]
        return *cards, units.get_unit(tx, came.unit_id), units.get_unit(tx, gone.unit_id)

    came, gone, *sent = database.write(replace)
    assert [(each.hours, each.sessions) for each in came.registrations] == [(4, 1)]
    assert [each.replaced_by for each in gone.registrations] == [("Lê Văn Thay",)]
    card = PersonDialog(filled.context, gone)
    model = card.table.model()
    assert "Lê Văn Thay" in " ".join(str(model.index(0, place).data()) for place in range(model.columnCount()))
    found = []
    for unit in sent:
        shown = UnitHistoryDialog(filled.context, unit)
        shown.open()
        settle(qtbot, filled)
        found += shown.table.model().rows()
    assert (found[0].came, found[0].sessions, found[0].hours, found[-1].substitutes) == (1, 1, 4, 1)
