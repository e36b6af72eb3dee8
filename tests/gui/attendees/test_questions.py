"""Custom questions in the window: asked, answered in the form and for several, filtered, counted, taken from a sheet."""

from __future__ import annotations

import json

import pytest

from desktop.domain.questions import QuestionKind
from desktop.gui.attendees.attendee import AttendeeDialog
from desktop.gui.attendees.export import ExportDialog
from desktop.gui.attendees.model import AnswerWanted
from desktop.gui.attendees.questions import QuestionForm, QuestionsDialog
from desktop.gui.importing.wizard import ImportWizard
from desktop.gui.widgets.form import choose
from desktop.services import attendees, questions
from tests.gui.filled import ask, closed, conference_id, dialog, filled, filled_record, settle, show
from tests.gui.importing.workbooks import HEADINGS, workbook

__all__ = ["filled", "filled_record"]
LUNCH, RIDE, GUESTS = "Ăn trưa?", "Phương tiện", "Số người đi cùng"


@pytest.fixture
def asked(qtbot, filled, filled_record):
    """Three questions; the first of the list eats and comes by car, the second does not eat."""

    def work(tx):
        conference = conference_id(filled)
        given = (
            (LUNCH, QuestionKind.YES_NO, ()),
            (RIDE, QuestionKind.CHOICE, ("Ô tô", "Xe máy")),
            (GUESTS, QuestionKind.NUMBER, ()),
        )
        made = [
            questions.add_question(tx, conference, title=title, kind=kind, choices=choices)
            for title, kind, choices in given
        ]
        first, second, *_others = attendees.list_attendees(tx, conference)
        questions.set_answer(tx, [first.id], made[0].id, "có")
        questions.set_answer(tx, [first.id], made[1].id, "Ô tô")
        questions.set_answer(tx, [second.id], made[0].id, "không")
        return made

    made = filled_record.write(work)
    filled.page.reload()
    settle(qtbot, filled)
    return made


def column(page, question):
    place = page.model.column_of(question.key)
    return [page.model.columns[place].text(row) for row in page.model.rows()]


def test_each_question_is_a_column_that_sorts_and_filters(qtbot, filled, asked):
    page = filled.page
    lunch, ride, _guests = asked
    assert column(page, lunch)[:3] == ["Có", "Không", ""]
    assert not page.table.isColumnHidden(page.model.column_of(ride.key))
    page.narrow(answer=AnswerWanted(lunch.key, False))
    assert column(page, lunch) == ["Không"]
    page.narrow(answer=AnswerWanted(ride.key, None))
    assert set(column(page, ride)) == {""}
    page.narrow(clear=True)
    page._sort_by(lunch.key, False)
    assert column(page, lunch)[:3] == ["Không", "Có", ""]
    filled.context.operations.write(lambda tx: questions.remove_question(tx, lunch.id))
    settle(qtbot, filled)
    assert lunch.key not in [each.key for each in page.model.columns]


def test_the_form_holds_the_answers_and_says_beside_each_what_is_wrong(qtbot, filled, filled_record, asked):
    page = filled.page
    lunch, ride, guests = asked
    person = page.model.rows()[0]
    page.table.select_ids([person.id])
    page.edit()
    form = dialog(qtbot, AttendeeDialog)
    assert form.form.fields[lunch.key].currentText() == "Có"
    choose(form.form.fields[lunch.key], "Không")
    form.form.fields[guests.key].setText("nhiều")
    form.save_button.click()
    qtbot.waitUntil(lambda: bool(form.form.error_of(guests.key)))
    form.form.fields[guests.key].setText("3")
    form.save_button.click()
    closed(qtbot, filled, form)
    answers = ask(filled_record, attendees.get_attendee, person.id).answers
    assert answers == {lunch.key: False, ride.key: "Ô tô", guests.key: 3}


def test_the_list_of_questions_adds_edits_moves_and_removes(qtbot, filled, asked, filled_record):
    shown = filled.run("questions")
    assert isinstance(shown, QuestionsDialog)
    settle(qtbot, filled)
    assert [row.question.title for row in shown.rows] == [LUNCH, RIDE, GUESTS]
    shown.add()
    form = dialog(qtbot, QuestionForm)
    form.title.setText("Dự buổi nào?")
    choose(form.kind, QuestionKind.CHOICE)
    form.choices.setPlainText("Sáng\nChiều")
    form.save_button.click()
    closed(qtbot, filled, form)
    shown.table.selectRow(3)
    shown.move_by(-1)
    settle(qtbot, filled)
    assert [row.question.title for row in shown.rows] == [LUNCH, RIDE, "Dự buổi nào?", GUESTS]
    shown.table.selectRow(0)
    shown.edit()
    form = dialog(qtbot, QuestionForm)
    assert not form.kind.isEnabled()
    form.reject()
    shown.remove()
    settle(qtbot, filled)
    asked_now = ask(filled_record, questions.list_questions, conference_id(filled))
    assert [each.title for each in asked_now] == [RIDE, "Dự buổi nào?", GUESTS]
    shown.reject()


def test_the_overview_counts_the_answers_and_each_leads_to_who_gave_it(qtbot, filled, asked):
    page = show(qtbot, filled, "overview")
    assert page._questions.isVisible()
    words = page._answers_words.text()
    assert "Có 1" in words
    assert "Không 1" in words
    page._on_link(f"answer:{asked[0].key}:{json.dumps(True)}")
    settle(qtbot, filled)
    assert column(filled.page, asked[0]) == ["Có"]


def test_an_export_offers_the_questions(qtbot, filled, asked):
    form = filled.run("export")
    assert isinstance(form, ExportDialog)
    assert [each.key for each in asked] == form.chosen()[-3:]
    form.reject()


def test_a_column_is_taken_as_a_question_at_its_heading(qtbot, filled, filled_record, tmp_path):
    rows = [(f"Nguyễn Văn Thử {letter}", "Chuyên viên", "UBND phường Bạch Mai", "", "x") for letter in ("An", "Bê")]
    path = workbook(tmp_path / "an.xlsx", rows, headings=(*HEADINGS, "Ăn trưa?"))
    wizard = filled.run("import", paths=[path])
    assert isinstance(wizard, ImportWizard)
    qtbot.waitUntil(lambda: wizard.plan is not None, timeout=20_000)
    menus = importing_menus(wizard)
    assert "Ăn trưa?" in menus
    before = wizard.plan
    menus["Ăn trưa?"].trigger()
    qtbot.waitUntil(lambda: wizard.plan is not before, timeout=20_000)
    assert [new.title for new in wizard.plan.new_questions] == ["Ăn trưa?"]
    model = wizard.view.model
    assert "answer Ăn trưa?" in [model.column_name(place) for place in range(model.columnCount())]
    wizard.undo()
    qtbot.waitUntil(lambda: not wizard.plan.new_questions, timeout=20_000)
    wizard.reject()


def importing_menus(wizard):
    from desktop.gui.importing.menus import heading_menu

    menu = heading_menu(wizard.view, wizard.view.model.column_of("full_name"))
    wizard.kept_menu = menu
    return {
        action.text(): action for each in menu.actions() if each.menu() is not None for action in each.menu().actions()
    }
