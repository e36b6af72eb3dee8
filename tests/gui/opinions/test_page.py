"""Rounds of opinions: begun, papers typed by key, counts, files, limits."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from desktop.gui.opinions.enter import EnterDialog
from desktop.gui.opinions.limits import LimitsDialog
from desktop.gui.opinions.round import RoundDialog
from desktop.gui.opinions.take import TakeAnswersDialog
from desktop.gui.opinions.tally import TallyDialog
from desktop.services import journal, opinions
from desktop.wording import questionnaires
from tests.gui.filled import ask, closed, conference_id, dialog, filled, filled_record, settle, show

__all__ = ["filled", "filled_record"]


@pytest.fixture
def held(filled):
    """A round of ten questions of five levels, for two groups."""
    new = questionnaires.preset("evaluation", ["Phường", "Trường"])
    return filled.context.operations.database.write(
        lambda tx: opinions.add_round(tx, filled.context.conference_id, new)
    )


def results(window, held):
    return ask(window.context.operations.database, opinions.results, held.id)


def test_a_round_begins_with_a_preset_and_is_edited_in_words(qtbot, filled, filled_record):
    page = show(qtbot, filled, "tasks", part="opinions")
    page.do("new")
    form = dialog(qtbot, RoundDialog)
    settle(qtbot, filled)
    assert "\n" in form.groups.toPlainText(), "the conference's role groups"
    form.preset.setCurrentIndex(2)
    form.preset.activated.emit(2)
    form.title.setText("Quý II")
    form.asked.setText("nhiều")
    form.save_button.click()
    assert form.form.error_of("asked")
    form.asked.setText("200")
    form.save_button.click()
    closed(qtbot, filled, form)
    (view,) = ask(filled_record, opinions.list_rounds, conference_id(filled))
    assert (view.title, view.asked, len(view.questionnaire.sections), view.kind) == ("Quý II", 200, 5, "service")
    assert page.round == view
    page.edit()
    form = dialog(qtbot, RoundDialog)
    form.sections.setPlainText("Một câu")
    form.save_button.click()
    closed(qtbot, filled, form)
    assert page.round.questionnaire.items == ("Một câu",)
    filled.context.shell.undo_last()
    settle(qtbot, filled)
    assert len(page.round.questionnaire.sections) == 5


def test_papers_are_typed_by_one_key_a_mark_and_enter_and_told_of_once(qtbot, filled, held):
    page = show(qtbot, filled, "tasks", part="opinions")
    before = len(ask(filled.context.operations.database, journal.recent))
    filled.context.run("opinions.enter")
    form = dialog(qtbot, EnterDialog)
    settle(qtbot, filled)
    form.group.setCurrentIndex(1)
    form.table.setFocus()
    for mark in "45455":
        qtbot.keyClicks(form.table, mark * 9 + "9" + mark)
        qtbot.keyClick(form.table, Qt.Key.Key_Return)
    qtbot.keyClicks(form.table, "12")
    qtbot.keyClick(form.table, Qt.Key.Key_Backspace)
    assert form.marks == [1, *[None] * 9]
    form.comments[0].setText("Mic hỏng")
    qtbot.keyClick(form.comments[0], Qt.Key.Key_Return)
    settle(qtbot, filled)
    assert "6" in form.count.text()
    assert form.banner.isVisible(), "an answer that is not valid is said to be"
    assert len(ask(filled.context.operations.database, journal.recent)) == before
    found = results(filled, held)
    assert (found.valid, found.invalid) == (5, 1)
    form.take_back()
    settle(qtbot, filled)
    assert results(filled, held).invalid == 0
    form.reject()
    settle(qtbot, filled)
    lines = ask(filled.context.operations.database, journal.recent)
    assert [line.action for line in lines[: len(lines) - before]] == ["opinion.entered"]
    assert page.shown.valid == 5
    assert page.shown.sections[0].items[0].counts == (0, 0, 0, 2, 3)
    assert any("4,60" in label.text() for label in page.view.findChildren(QLabel))
    assert page.shown.groups[0].mean == pytest.approx(4.6)


def test_a_count_of_papers_and_a_file_are_added(qtbot, filled, held, tmp_path: Path):
    page = show(qtbot, filled, "tasks", part="opinions")
    filled.context.run("opinions.tally")
    form = dialog(qtbot, TallyDialog)
    settle(qtbot, filled)
    form.valid.setText("20")
    for row in range(form.grid.rowCount()):
        form.grid.item(row, 5).setText("20")
    form.grid.item(0, 1).setText("x")
    form.save()
    assert form.banner.isVisible()
    form.grid.item(0, 1).setText("")
    form.save_button.click()
    closed(qtbot, filled, form)
    book = openpyxl.Workbook()
    book.active.append(["Email", *held.questionnaire.items])
    for marks in ([4] * 10, [9] * 10):
        book.active.append(["thu@example.vn", *marks])
    book.save(tmp_path / "phieu.xlsx")
    filled.context.run("opinions.import", paths=[tmp_path / "phieu.xlsx"])
    form = dialog(qtbot, TakeAnswersDialog)
    qtbot.waitUntil(lambda: form.plan is not None, timeout=10_000)
    settle(qtbot, filled)
    assert (len(form.plan.answers), form.plan.refused) == (1, 1)
    assert "Email" in form.not_read.text()
    assert all("example" not in line.what for line in form.model.rows())
    form.write_button.click()
    closed(qtbot, filled, form)
    assert page.shown.valid == 21
    filled.context.run("opinions.import", paths=[tmp_path / "phieu.xlsx"])
    form = dialog(qtbot, TakeAnswersDialog)
    qtbot.waitUntil(lambda: form.plan is not None, timeout=10_000)
    settle(qtbot, filled)
    assert (form.plan.known, form.write_button.isEnabled(), form.again.isVisible()) == (1, False, True)
    form.again.setChecked(True)
    settle(qtbot, filled)
    assert form.write_button.isEnabled()
    form.reject()


def test_limits_are_kept_and_a_wrong_band_is_refused_beside_its_field(qtbot, filled, held):
    filled.context.run("after.limits")
    form = dialog(qtbot, LimitsDialog)
    settle(qtbot, filled)
    assert (form.unanswered.text(), form.announce.text(), form.results.text()) == ("5", "7", "10")
    form.five.setPlainText("tốt")
    form.save_button.click()
    settle(qtbot, filled)
    assert form.form.error_of("bands_five")
    form.five.setPlainText("1 dưới\n4 trên")
    form.save_button.click()
    closed(qtbot, filled, form)
    filled.context.operations.database.write(lambda tx: [opinions.enter(tx, held.id, _filled(5)) for _each in range(5)])
    assert results(filled, held).band == "trên"


def _filled(mark):
    from desktop.domain.opinions import Filled, QuestionnaireAnswer

    return Filled(QuestionnaireAnswer((mark,) * 10))
