"""A dialogue with its questions, through the window."""

from __future__ import annotations

from desktop.gui.dialogues.forms import DialogueDialog, QuestionDialog
from desktop.services import dialogues
from tests.gui.filled import ask, closed, conference_id, dialog, filled, filled_record, settle, show

__all__ = ["filled", "filled_record"]


def test_a_dialogue_with_its_questions(qtbot, filled, filled_record):
    page = show(qtbot, filled, "tasks", part="dialogues")
    page.do("new")
    form = dialog(qtbot, DialogueDialog)
    form.save_button.click()
    assert form.form.error_of("held_on")
    form.held_on.setText("20/06/2018")
    form.announced_on.setText("10/06/2018")
    form.save_button.click()
    closed(qtbot, filled, form)
    assert [column.text(page.table.current()) for column in page.model.columns][2:4] == ["✓ 10/06", page_late(page)]
    page.add_question()
    form = dialog(qtbot, QuestionDialog)
    form.text.setPlainText("Vỉa hè?")
    form.on_the_spot.setChecked(True)
    form.save_button.click()
    settle(qtbot, filled)
    assert form.form.error_of("answer")
    form.answer.setPlainText("Đã dẹp")
    form.save_button.click()
    closed(qtbot, filled, form)
    assert page.questions.current().asked.answer == "Đã dẹp"
    page.remove()
    settle(qtbot, filled)
    assert ask(filled_record, dialogues.list_dialogues, conference_id(filled)) == []
    filled.context.shell.undo_last()
    settle(qtbot, filled)
    assert len(page.table.current().questions) == 1


def page_late(page):
    from desktop.wording.dialogues import clock_text

    return clock_text(page.table.current().publishing)
