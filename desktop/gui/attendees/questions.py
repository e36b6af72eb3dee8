"""The questions of a conference: what is asked beside the fields that all have, and what was answered so far."""

from __future__ import annotations

import uuid

from desktop.domain.areas import Area
from desktop.domain.guide import Topic
from desktop.domain.questions import Question, QuestionKind, QuestionTally
from desktop.gui.context import Context
from desktop.gui.widgets.form import FormDialog, choice, line, note
from desktop.gui.widgets.layout import muted
from desktop.gui.widgets.list_dialog import OrderedDialog
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.i18n import _
from desktop.services import questions
from desktop.services.opening import Transaction
from desktop.services.training import staff_kinds
from desktop.wording.questions import kind_choices, kind_text, tally_text


def columns() -> list[TableColumn[QuestionTally]]:
    """The columns of the list of questions."""
    return [
        TableColumn(RowsModel.NUMBER, lambda: _("No."), lambda _row: "", 52, numeric=True),
        TableColumn("title", lambda: _("Question"), lambda row: row.question.title, 180),
        TableColumn("kind", lambda: _("Kind of answer"), _kind, 220),
        TableColumn("answers", lambda: _("Answers"), tally_text, 330),
    ]


def _kind(row: QuestionTally) -> str:
    kind, choices = kind_text(row.question.kind), row.question.choices
    return f"{kind}: {' / '.join(choices)}" if choices else kind


def show_questions(context: Context) -> QuestionsDialog:
    """Open the list of the open conference's questions."""
    dialog = QuestionsDialog(context)
    dialog.open()
    return dialog


class QuestionsDialog(OrderedDialog[QuestionTally]):
    """The questions in their order; each change is made at once and can be undone."""

    guide = Topic.QUESTIONS
    areas = (Area.CONFERENCES, Area.ATTENDEES)

    def __init__(self, context: Context) -> None:
        words = _(
            "Lunch, transport, which session … Each is a column of the list, of the export and of the registration form; "
            "a column of that name in a workbook is taken at import."
        )
        super().__init__(context, "questions", _("Custom questions"), words, columns(), size=(980, 440))
        self.add_button(_("Ask for the kind of staff"), self.ask_staff_kind)

    def read(self, tx: Transaction) -> list[QuestionTally]:
        """The questions with their answers counted."""
        return questions.tallies(tx, self.conference_id)

    def key_of(self, row: QuestionTally) -> uuid.UUID:
        return row.question.id

    def put(self, tx: Transaction, key: uuid.UUID, place: int) -> object:
        return questions.move_question(tx, key, place)

    def add(self) -> None:
        """A new question."""
        QuestionForm(self.context, self.conference_id).open()

    def ask_staff_kind(self) -> None:
        """Cán bộ, công chức, viên chức …: yearly figures tell people apart by the answers."""
        self.write(lambda tx: staff_kinds.ask(tx, self.conference_id))

    def edit(self) -> None:
        """The question the keyboard is on."""
        row = self.current()
        if row is not None:
            QuestionForm(self.context, self.conference_id, row.question, answered=row.answered).open()

    def remove(self) -> None:
        """Remove the question with the answers to it; Undo brings all back."""
        row = self.current()
        if row is not None:
            key = row.question.id
            self.write(lambda tx: questions.remove_question(tx, key))


class QuestionForm(FormDialog):
    """One question: its words, the kind of answer, and of a choice what there is to choose."""

    guide = Topic.QUESTIONS

    def __init__(
        self, context: Context, conference_id: uuid.UUID, question: Question | None = None, *, answered: int = 0
    ) -> None:
        title = _("Edit the question") if question else _("Add a question")
        super().__init__(context, title, _("Save") if question else _("Add"), columns=1, width=460)
        self._conference_id, self._question = conference_id, question
        self.title = line(question.title if question else "", _("for example: Lunch?"))
        self.kind = choice(kind_choices(), question.kind if question else QuestionKind.YES_NO)
        self.kind.setEnabled(not answered)
        self.choices = note("\n".join(question.choices) if question else "")
        self.form.add("title", _("Question"), self.title, hint=_("Short, as the heading of a column"))
        self.form.add("kind", _("Kind of answer"), self.kind)
        if answered:
            self.form.add_row(muted(_("It has answers already, so their kind stays.")))
        self.form.add("choices", _("Choices"), self.choices, hint=_("Of a choice: one on each line"))
        self.kind.currentIndexChanged.connect(self._offer_choices)
        self._offer_choices()
        self.title.setFocus()

    def _offer_choices(self) -> None:
        self.choices.setEnabled(self.kind.currentData() == QuestionKind.CHOICE)

    def submit(self) -> None:
        """Save it."""
        title, kind, before = self.title.text(), QuestionKind(self.kind.currentData()), self._question
        choices = self.choices.toPlainText().splitlines()
        if before is None:
            conference_id = self._conference_id
            self.take(lambda tx: questions.add_question(tx, conference_id, title=title, kind=kind, choices=choices))
        else:
            key, version = before.id, before.version
            self.take(
                lambda tx: questions.edit_question(tx, key, version=version, title=title, kind=kind, choices=choices)
            )
