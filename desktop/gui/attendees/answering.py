"""Answers to the conference's questions: fields of the form, columns and filters of the list, one answer for several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu

from desktop.domain.names import collation_key
from desktop.domain.people import AttendeeView
from desktop.domain.questions import Answer, Question, QuestionKind
from desktop.gui.attendees.model import ANY_ANSWER, AnswerWanted
from desktop.gui.context import Context
from desktop.gui.widgets.form import Form, choice, line
from desktop.gui.widgets.one_line import OneLineDialog
from desktop.gui.widgets.rows import TableColumn
from desktop.gui.widgets.text import literal
from desktop.i18n import _
from desktop.services import questions
from desktop.wording.questions import answer_text, typed_text

_SHOWN = 3
"""So many questions are columns of the list until the user chooses."""


def question_columns(asked: Sequence[Question]) -> list[TableColumn[AttendeeView]]:
    """A column for each question, the first ones shown."""
    return [_column(question, shown=place < _SHOWN) for place, question in enumerate(asked)]


def _column(question: Question, *, shown: bool) -> TableColumn[AttendeeView]:
    key, numeric = question.key, question.kind is QuestionKind.NUMBER

    def order(row: AttendeeView) -> tuple[bool, object]:
        answer = row.answers.get(key)
        sorted_by: object = collation_key(answer) if isinstance(answer, str) else answer
        return answer is None, sorted_by if answer is not None else 0

    width = max(84, min(40 + 7 * len(question.title), 180))
    return TableColumn(
        key,
        lambda: question.title,
        lambda row: answer_text(row.answers.get(key)),
        width,
        numeric=numeric,
        shown=shown,
        order=order,
    )


def offered(question: Question) -> list[Answer]:
    """The answers there are to choose from; none of text and numbers."""
    return [True, False] if question.kind is QuestionKind.YES_NO else list(question.choices)


def wanted_answers(asked: Sequence[Question]) -> list[tuple[str, object]]:
    """What the list can be filtered by: each answer of each question, and who has not answered."""
    found: list[tuple[str, object]] = []
    for question in asked:
        answers = [(answer_text(each), AnswerWanted(question.key, each)) for each in offered(question)]
        if not answers:
            answers = [(_("answered"), AnswerWanted(question.key, ANY_ANSWER))]
        for text, wanted in (*answers, (_("unanswered"), AnswerWanted(question.key, None))):
            found.append((_("{question}: {answer}").format(question=question.title, answer=text), wanted))
    return found


class AnswerFields:
    """The fields of one person's answers, by the question's key."""

    def __init__(self, asked: Sequence[Question], answers: Mapping[str, Answer]) -> None:
        self._asked = asked
        self._fields = {each.key: _field(each, answers.get(each.key)) for each in asked}

    def add_to(self, form: Form) -> None:
        """A field for each question; what is wrong with an answer is said beside it."""
        for each in self._asked:
            form.add(each.key, each.title, self._fields[each.key])

    def answers(self) -> dict[str, object]:
        """What the fields say, for `AttendeeInput.answers`."""
        return {
            key: str(field.currentData()) if isinstance(field, QComboBox) else field.text()
            for key, field in self._fields.items()
        }

    def clear(self) -> None:
        """Nothing is answered."""
        for field in self._fields.values():
            if isinstance(field, QComboBox):
                field.setCurrentIndex(0)
            else:
                field.clear()


def _field(question: Question, answer: Answer | None) -> QComboBox | QLineEdit:
    text = typed_text(answer)
    choices = [answer_text(each) for each in offered(question)]
    if not choices:
        return line(text)
    if text and text not in choices:
        choices.append(text)  # it was taken off the choices since
    return choice([("", ""), *((each, each) for each in choices)], text)


def offer_answers(
    context: Context, menu: QMenu, before: QAction, asked: Sequence[Question], rows: Sequence[AttendeeView]
) -> None:
    """A menu for each question that gives the rows one answer, put before an action."""
    for question in asked if rows else ():
        answers = QMenu(literal(question.title), menu)
        common = {row.answers.get(question.key) for row in rows}
        given = common.pop() if len(common) == 1 else None
        for answer in offered(question):
            action = answers.addAction(literal(answer_text(answer)))
            action.setCheckable(True)
            action.setChecked(answer == given and type(answer) is type(given))
            action.triggered.connect(partial(_give, context, question, rows, answer_text(answer)))
        others = [(_("No answer"), partial(_give, context, question, rows, ""))]
        if not offered(question):
            others.insert(0, (_("Type the answer…"), partial(_ask, context, question, rows, typed_text(given))))
        for words, work in others:
            answers.addAction(words).triggered.connect(work)
        menu.insertMenu(before, answers)


def _give(
    context: Context, question: Question, rows: Sequence[AttendeeView], answer: str, _checked: bool = False
) -> None:
    ids = [row.id for row in rows]
    context.operations.write(lambda tx: questions.set_answer(tx, ids, question.id, answer))


def _ask(context: Context, question: Question, rows: Sequence[AttendeeView], text: str, _checked: bool = False) -> None:
    title = _("Answer of {who}").format(who=rows[0].full_name if len(rows) == 1 else len(rows))
    take = partial(_give, context, question, rows)
    OneLineDialog(context, title, _("Save"), question.title, text, take).open()
