"""Reported periods in the window: figures are locked, a correction is opened with its reason and finished, all of it shown."""

from __future__ import annotations

import datetime as dt

import openpyxl

from desktop.gui.training.figures import FiguresDialog
from desktop.gui.training.layout import LayoutDialog
from desktop.gui.training.periods import CorrectionForm, FinishForm, PeriodsDialog, ReportForm
from desktop.services import conferences
from desktop.services.training import office_layout
from tests.gui.filled import ask, closed, conference_id, dialog, filled, filled_record, settle

__all__ = ["filled", "filled_record"]


def test_figures_are_reported_and_corrected_with_a_reason(qtbot, filled):
    context = filled.context
    year = context.conference.starts_on.year
    context.run("figures")
    figures = dialog(qtbot, FiguresDialog)
    figures.first.set_day(dt.date(year, 1, 1))
    figures.last.set_day(dt.date(year, 12, 31))
    figures.reload()
    settle(qtbot, filled)
    figures.report_button.click()
    form = dialog(qtbot, ReportForm)
    assert form.last.day() == dt.date(year, 12, 31)
    form.paper.setText("15/BC-UBND")
    form.save_button.click()
    closed(qtbot, filled, form)
    figures.reject()
    database, key = context.operations.database, conference_id(filled)
    assert ask(database, conferences.get_conference, key).reported
    why_not, by_name = context.commands.why_not, context.commands.by_name
    assert why_not(by_name["import"]) == "số liệu đã báo cáo"
    assert why_not(by_name["conference.close"]) == ""
    context.run("periods")
    shown = dialog(qtbot, PeriodsDialog)
    settle(qtbot, filled)
    assert "15/BC-UBND" in [row.paper for row in shown.table.model().rows()]
    assert not shown.finish_button.isEnabled()
    shown.correct_button.click()
    correction = dialog(qtbot, CorrectionForm)
    correction.save_button.click()
    qtbot.waitUntil(lambda: bool(correction.form.error_of("reason")))
    correction.reason.setPlainText("Sót một đại biểu")
    correction.save_button.click()
    closed(qtbot, filled, correction)
    qtbot.waitUntil(lambda: shown.finish_button.isEnabled() and "Sót một đại biểu" in shown.details.text())
    assert not shown.correct_button.isEnabled()
    shown.finish_button.click()
    finish = dialog(qtbot, FinishForm)
    finish.save_button.click()
    closed(qtbot, filled, finish)
    qtbot.waitUntil(lambda: not shown.finish_button.isEnabled())
    assert ask(database, conferences.get_conference, key).reported
    shown.reject()


def test_an_office_lays_the_workbook_out_itself(qtbot, filled, tmp_path):
    filled.context.run("figures")
    figures = dialog(qtbot, FiguresDialog)
    figures.layout_button.click()
    shown = dialog(qtbot, LayoutDialog)
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "{{ so_nguoj }}"
    book.save(tmp_path / "sai.xlsx")
    shown.take(tmp_path / "sai.xlsx")
    qtbot.waitUntil(lambda: "so_nguoj" in shown.banner.accessibleName())
    assert not office_layout.is_kept()
    (tmp_path / "mau.xlsx").write_bytes(office_layout.standard())
    shown.take(tmp_path / "mau.xlsx")
    qtbot.waitUntil(office_layout.is_kept)
    qtbot.waitUntil(shown.remove_layout.isVisible)
    shown.remove_layout.click()
    qtbot.waitUntil(lambda: not office_layout.is_kept())
    shown.reject()
    figures.reject()
