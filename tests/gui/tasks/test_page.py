"""The page after the conference: tasks given from a form, told of, sheets taken, reminders copied."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QGuiApplication

from desktop.domain.tasks import NewTask, ProgressEntry, TaskState
from desktop.gui.reminders.remind import RemindDialog
from desktop.gui.tasks.board import Shown, columns_of, facts, rows_of
from desktop.gui.tasks.forms import ProgressDialog
from desktop.gui.tasks.give import GiveDialog
from desktop.gui.tasks.take import TakeDialog
from desktop.services import lookup, tasks
from desktop.services.tasks import sheets
from tests.gui.filled import ask, closed, conference_id, dialog, filled, filled_record, settle, show

__all__ = ["filled", "filled_record"]

TODAY = dt.date.today()


@pytest.fixture
def late(filled):
    """Two tasks each for two wards, the first overdue."""

    def work(tx):
        units = lookup.units_of_kind(tx, "ward")[:2]
        for text, days in (("Đối thoại", -3), ("Rà soát TTHC", 30)):
            tasks.give(tx, filled.context.conference_id, units, [NewTask(text, TODAY + dt.timedelta(days=days))])
        return units

    return filled.context.operations.database.write(work)


def test_two_tasks_go_to_all_wards_by_one_form(qtbot, filled, filled_record):
    page = show(qtbot, filled, "tasks")
    page.do("new")
    form = dialog(qtbot, GiveDialog)
    settle(qtbot, filled)
    form.content.setPlainText("Đối thoại\n\nRà soát TTHC")
    form.due.setText("31/12/2099")
    form.unit_kind.setCurrentIndex(form.unit_kind.findText("Phường"))
    wards = len(ask(filled_record, lookup.units_of_kind, "ward"))
    assert str(2 * wards) in form.save_button.text()
    form.save_button.click()
    closed(qtbot, filled, form)
    assert [column.key for column in page.model.columns][:2] == ["unit", "done"]
    assert len(page.model.columns) == 4
    assert len(page.model.rows()) == wards
    filled.context.shell.undo_last()
    settle(qtbot, filled)
    assert ask(filled_record, tasks.list_tasks, conference_id(filled)) == []


def test_progress_that_is_typed_moves_the_task_and_the_keyboard_stays(qtbot, filled, late):
    page = show(qtbot, filled, "tasks")
    assert page.tasks.current().state is TaskState.LATE
    before = page.tasks.current().id
    page.progress()
    form = dialog(qtbot, ProgressDialog)
    form.percent.setText("120")
    form.save_button.click()
    settle(qtbot, filled)
    assert form.form.error_of("percent")
    form.percent.setText("100%")
    form.save_button.click()
    closed(qtbot, filled, form)
    assert page.tasks.current().id == before
    assert page.tasks.current().state is TaskState.DONE_LATE


def test_returned_sheets_are_looked_at_and_written(qtbot, filled, filled_record, late, tmp_path: Path):
    paths = []
    for place, (_unit, stem, data) in enumerate(
        filled_record.read(lambda tx: sheets.workbooks(tx, filled.context.conference_id))
    ):
        book = openpyxl.load_workbook(io.BytesIO(data))
        book.worksheets[0].cell(8, 9).value = (40, 140)[place]
        paths.append(tmp_path / f"{stem}.xlsx")
        book.save(paths[-1])
    show(qtbot, filled, "tasks")
    filled.context.run("tasks.take", paths=paths)
    form = dialog(qtbot, TakeDialog)
    qtbot.waitUntil(lambda: form.plan is not None, timeout=10_000)
    settle(qtbot, filled)
    assert form.model.rows()[0].taken.refused
    assert "1" in form.write_button.text()
    form.write_button.click()
    closed(qtbot, filled, form)
    told = ask(filled_record, tasks.list_tasks, conference_id(filled))
    assert sorted(each.percent or 0 for each in told) == [0, 0, 0, 40]


def test_a_reminder_that_was_copied_is_counted(qtbot, filled, late):
    show(qtbot, filled, "tasks")
    filled.context.run("tasks.remind")
    form = dialog(qtbot, RemindDialog)
    settle(qtbot, filled)
    assert len(form.model.rows()) == 2
    form.copy()
    settle(qtbot, filled)
    assert form.table.rows_model.rows()[0].unit in QGuiApplication.clipboard().text()
    assert [row.before for row in form.model.rows()] == [1, 0]
    form.reject()


def test_the_board_shows_late_units_first_and_filters_by_words_kind_and_state(filled_record):
    def work(tx):
        from desktop.services import conferences

        conference = conferences.list_conferences(tx)[0]
        units = lookup.units_of_kind(tx, "ward")[:3]
        given = tasks.give(tx, conference.id, units, [NewTask("Đối thoại", TODAY, "đối thoại")]).tasks
        tasks.report(tx, given[0].id, ProgressEntry(TODAY, percent=100))
        return tasks.list_tasks(tx, conference.id, as_of=TODAY + dt.timedelta(days=2))

    found = filled_record.write(work)
    rows = rows_of(found)
    assert [row.all[0].state for row in rows] == [TaskState.LATE, TaskState.LATE, TaskState.DONE]
    assert [column.text(rows[0]) for column in columns_of(found)][1:] == ["0/1", "✕ quá 2 ngày"]
    assert sum(map(Shown(state=TaskState.DONE).lets, found)) == 1
    assert sum(map(Shown(text=f"doi thoai {rows[0].unit}").lets, found)) == 1
    assert sum(map(Shown(kind="khác").lets, found)) == 0
    assert "3" in facts(found)
