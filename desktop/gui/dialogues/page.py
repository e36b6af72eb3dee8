"""Dialogues with the people: whether their days are kept, and the questions of the one chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.areas import Area
from desktop.domain.dialogues import ClockState, DialogueView, QuestionView
from desktop.domain.guide import Topic
from desktop.gui.context import Context
from desktop.gui.page import Page, PageCommand
from desktop.gui.theme import GRID
from desktop.gui.widgets.clipboard import copy_shown
from desktop.gui.widgets.empty import EmptyState, ListOrWords
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.layout import STRETCH, column, grow, heading, holder, plain, scroll, splitter
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.table import Table
from desktop.i18n import _, ngettext, pgettext
from desktop.papers.choosing import choose
from desktop.services import dialogues
from desktop.wording import dialogues as words
from desktop.wording.formats import date_text, dotted, number_text


def columns() -> list[TableColumn[DialogueView]]:
    """The columns of the list of dialogues."""
    return [
        TableColumn("held_on", lambda: _("Held on"), lambda each: date_text(each.held.held_on), 112),
        TableColumn(
            "title", lambda: _("Dialogue"), lambda each: " ".join(each.held.title.split()), 180, stretches=True
        ),
        TableColumn("announced", lambda: _("Announced"), lambda each: words.clock_text(each.announcing), 112),
        TableColumn("results", lambda: _("Results"), lambda each: words.clock_text(each.publishing), 118),
        TableColumn(
            "owed",
            lambda: pgettext("dialogue", "Open"),
            lambda each: f"{each.owed}/{len(each.questions)}",
            92,
            numeric=True,
        ),
    ]


def question_columns() -> list[TableColumn[QuestionView]]:
    """The columns of a dialogue's questions."""
    return [
        TableColumn("no", lambda: _("No."), lambda each: str(each.number), 48, numeric=True),
        TableColumn("state", lambda: _("State"), words.question_state, 118),
        TableColumn("text", lambda: _("Question"), lambda each: " ".join(each.asked.text.split()), 200, stretches=True),
        TableColumn("field", lambda: pgettext("procedure", "Field"), lambda each: each.asked.field, 96),
    ]


class DialoguesPage(Page):
    """The dialogues of the open conference."""

    guide = Topic.DIALOGUES
    areas = frozenset({Area.DIALOGUES, Area.CONFERENCES, Area.DOCUMENTS})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Dialogues"))
        self.add_command("dialogues.new", primary=True)
        self.model: RowsModel[DialogueView] = RowsModel(columns(), self)
        self.table = Table(context, "dialogues", self.model, _("Dialogues"), wraps=True)
        self.asked: RowsModel[QuestionView] = RowsModel(question_columns(), self)
        self.questions = Table(context, "dialogues.questions", self.asked, _("Questions of the dialogue"), wraps=True)
        whole = splitter(self.table, self._panel(), sizes=(610, 490))
        self._stack = ListOrWords(holder(column(grow(whole)), first=self.table), self._nothing())
        self.body.addWidget(self._stack, 1)
        self.first = self.table
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_dialogue())
        self.questions.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_question())
        self.table.chosen.connect(self.edit)
        self.questions.chosen.connect(self.edit_question)
        self.commands = {
            "new": PageCommand(lambda: self.context.run("dialogues.new")),
            "edit": PageCommand(self.edit, self.table.why_no_row),
            "remove": PageCommand(self.remove, self.table.why_no_row),
            "copy": PageCommand(self.copy, self.table.why_empty),
            "question": PageCommand(self.add_question, self.table.why_no_row),
            "answer": PageCommand(self.edit_question, self.questions.why_no_row),
            "question_remove": PageCommand(self.remove_question, self.questions.why_no_row),
            "dialogue_notice": PageCommand(lambda: self._print("dialogue-notice"), self.table.why_no_row),
            "dialogue_minutes": PageCommand(lambda: self._print("dialogue-minutes"), self.table.why_no_row),
        }

    def _panel(self) -> QWidget:
        self.title, self.fact = heading(wrap=True), plain(role="muted")
        self.details = plain(selectable=True)
        commands = self.context.commands
        self.add_button_question = commands.button("page.question", _("New &question…"))
        self.answer_button = commands.button("page.answer", _("Ans&wer…"))
        self.remove_button = commands.button("page.question_remove")
        self.of_dialogue = [
            self.add_button_question,
            commands.button("page.edit", _("Edit the dialogue…")),
            commands.button("page.dialogue_notice"),
            commands.button("page.dialogue_minutes"),
        ]
        flow = FlowLayout(spacing=GRID)
        limits = commands.button("after.limits", _("Limits…"))
        for each in (self.add_button_question, self.answer_button, self.remove_button, *self.of_dialogue[1:], limits):
            flow.addWidget(each)
        if self.context.theme.large:
            self.questions.setMinimumHeight(self.context.theme.px(130))
            return scroll(column(self.title, self.fact, flow, self.questions, self.details, STRETCH), sideways=False)
        area = scroll(column(self.details, STRETCH), sideways=False, spoken=_("About the question"))
        parts = splitter(self.questions, area, way=Qt.Orientation.Vertical, sizes=(260, 160))
        return holder(column(self.title, self.fact, grow(parts), flow))

    def _nothing(self) -> EmptyState:
        empty = EmptyState(
            self.context,
            "account-group-outline",
            _("No dialogue yet"),
            _(
                "Write down when the people are heard: the program says by when to announce it, by when its results, "
                "and which questions still wait for an answer."
            ),
        )
        empty.add_command("dialogues.new", primary=True)
        return empty

    # -- showing ------------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the dialogues again."""
        conference_id = self.context.conference_id
        self.context.operations.read("dialogues", lambda tx: dialogues.list_dialogues(tx, conference_id), self._take)

    def _take(self, found: list[DialogueView]) -> None:
        self._stack.setCurrentIndex(0 if found else 1)
        count = ngettext("{count} dialogue", "{count} dialogues", len(found)).format(count=len(found))
        late = sum(clock.state is ClockState.LATE for each in found for clock in (each.announcing, each.publishing))
        owed = sum(each.owed for each in found)
        waiting = ngettext("{count} question waits", "{count} questions wait", owed).format(count=owed) if owed else ""
        told = _("✕ late: {count}").format(count=late) if late else ""
        self.say_facts(dotted(count, told, waiting) if found else "")
        self.table.replace(found)
        if self.table.current() is None:
            self.table.select_first()
        self._show_dialogue()
        self.loaded.emit()

    def _show_dialogue(self) -> None:
        view: DialogueView | None = self.table.current()
        for each in self.of_dialogue:
            each.setEnabled(view is not None)
        self.title.setText(view.held.title if view is not None else "")
        lines = []
        if view is not None:
            held = view.held
            came = _("{count} came").format(count=number_text(held.attended)) if held.attended is not None else ""
            lines = [dotted(date_text(held.held_on), held.time, held.place, held.form, came)]
            lines += [words.announcing_text(view), words.publishing_text(view)]
        self.fact.setText("\n".join(lines))
        self.questions.replace(view.questions if view is not None else [])
        if self.questions.current() is None:
            self.questions.select_first()
        self._show_question()

    def _show_question(self) -> None:
        view: QuestionView | None = self.questions.current()
        for each in (self.answer_button, self.remove_button):
            each.setEnabled(view is not None)
        if view is None:
            self.details.setText("")
            return
        asked = view.asked
        lines = [asked.text, dotted(asked.asker, asked.field), words.question_state(view)]
        lines += [_("To be answered by {name}").format(name=asked.who)] if asked.who else []
        lines += [_("Answer: {text}").format(text=asked.answer)] if asked.answer else []
        self.details.setText("\n".join(filter(None, lines)))

    # -- doing --------------------------------------------------------------------------------------------------------

    def edit(self) -> None:
        """Change the dialogue."""
        from desktop.gui.dialogues.forms import DialogueDialog

        if (view := self.table.current()) is not None:
            DialogueDialog(self.context, view).open()

    def remove(self) -> None:
        """Remove the dialogue with its questions; Undo brings it back."""
        if (view := self.table.current()) is not None:
            key = view.id
            self.context.operations.write(lambda tx: dialogues.remove_dialogue(tx, key))

    def add_question(self) -> None:
        """Write down a question."""
        from desktop.gui.dialogues.forms import QuestionDialog

        if (view := self.table.current()) is not None:
            QuestionDialog(self.context, view).open()

    def edit_question(self) -> None:
        """What was answered."""
        from desktop.gui.dialogues.forms import QuestionDialog

        view, question = self.table.current(), self.questions.current()
        if view is not None and question is not None:
            QuestionDialog(self.context, view, question).open()

    def remove_question(self) -> None:
        """Take the question away; Undo brings it back."""
        if (question := self.questions.current()) is not None:
            key = question.id
            self.context.operations.write(lambda tx: dialogues.remove_question(tx, key))

    def copy(self) -> None:
        """Put the list on the clipboard as a table."""
        copy_shown(self.table, self.model)

    def _print(self, document: str) -> None:
        """Open the paper about this dialogue."""
        view, conference_id = self.table.current(), self.context.conference_id
        if view is not None:
            self.context.operations.write(
                lambda tx: choose(tx, conference_id, document, dialogue=view.number),
                done=lambda _none: self.context.go("printing", document=document),
            )
