"""Forms of a dialogue with the people, and of one question asked in it."""

from __future__ import annotations

import datetime as dt

from desktop.domain.dialogues import DialogueView, NewDialogue, NewQuestion, QuestionView
from desktop.domain.guide import Topic
from desktop.gui.context import Context
from desktop.gui.widgets.form import DateField, FormDialog, line, note
from desktop.gui.widgets.layout import check_box, muted
from desktop.gui.widgets.pick_box import PickBox
from desktop.gui.widgets.typed import day, needed, whole
from desktop.i18n import _, pgettext
from desktop.services import dialogues
from desktop.services.opening import Transaction
from desktop.wording import dialogues as words
from desktop.wording.field import heading


class DialogueDialog(FormDialog):
    """When, where and about what the people are heard, and when that was announced."""

    guide = Topic.DIALOGUES

    def __init__(self, context: Context, view: DialogueView | None = None) -> None:
        title = _("New dialogue with the people") if view is None else _("Dialogue with the people")
        super().__init__(context, title, _("Save"), width=720)
        self._view = view
        held = view.held if view is not None else None
        self.title = line(held.title if held else _("Dialogue with the people"))
        self.held_on, self.time = (
            DateField(context, held.held_on if held else None),
            line(held.time if held else "", "8:00"),
        )
        self.form_of = PickBox(open_ended=True)
        self.form_of.offer([(each, each) for each in words.standard_forms()])
        self._fill(held)
        self._add_fields()
        self.title.setFocus()

    def _fill(self, held: NewDialogue | None) -> None:
        given = held or NewDialogue("", dt.date.today())
        self.form_of.setEditText(given.form)
        self.place, self.chair, self.co_chair = line(given.place), line(given.chair), line(given.co_chair)
        self.secretary, self.attended = (
            line(given.secretary),
            line("" if given.attended is None else str(given.attended)),
        )
        self.content, self.invited = note(given.content), note(given.invited)
        self.how, self.conclusion = note(given.how_to_attend), note(given.conclusion)
        self.announced_on = DateField(self.context, given.announced_on)
        self.results_on = DateField(self.context, given.results_on)

    def _add_fields(self) -> None:
        for name, label, field, wide in (
            ("title", heading("title"), self.title, True),
            ("held_on", heading("held_on"), self.held_on, False),
            ("time", _("Time of day"), self.time, False),
            ("form", pgettext("dialogue", "Form"), self.form_of, False),
            ("place", _("Place"), self.place, False),
            ("chair", _("Chair"), self.chair, False),
            ("co_chair", _("Co-chair"), self.co_chair, False),
            ("content", _("What it is about"), self.content, False),
            ("how_to_attend", _("How to take part"), self.how, False),
            ("announced_on", _("Announced on"), self.announced_on, False),
            ("results_on", _("Results announced on"), self.results_on, False),
            ("invited", _("Who takes part"), self.invited, False),
            ("conclusion", _("Conclusion of the chair"), self.conclusion, False),
            ("attended", _("How many came"), self.attended, False),
            ("secretary", _("Secretary"), self.secretary, False),
        ):
            self.form.add(name, label, field, wide=wide)

    def submit(self) -> None:
        """Save it."""
        new = NewDialogue(
            self.title.text(),
            needed(self.held_on, "held_on"),
            self.time.text(),
            self.form_of.text(),
            self.place.text(),
            self.content.toPlainText(),
            self.how.toPlainText(),
            self.chair.text(),
            self.co_chair.text(),
            self.secretary.text(),
            self.invited.toPlainText(),
            whole(self.attended.text(), "attended"),
            day(self.announced_on, "announced_on"),
            day(self.results_on, "results_on"),
            self.conclusion.toPlainText(),
        )
        view, conference_id = self._view, self.context.conference_id

        def work(tx: Transaction) -> DialogueView:
            if view is None:
                return dialogues.add_dialogue(tx, conference_id, new)
            return dialogues.edit_dialogue(tx, view.id, new, version=view.version)

        self.take(work)


class QuestionDialog(FormDialog):
    """A question and its answer; the asker is a kind, never a name."""

    guide = Topic.DIALOGUES

    def __init__(self, context: Context, view: DialogueView, question: QuestionView | None = None) -> None:
        title = _("New question") if question is None else _("Question no. {number}").format(number=question.number)
        super().__init__(context, title, _("Save"), width=640)
        self._view, self._question = view, question
        asked = question.asked if question is not None else NewQuestion("")
        self.form.add_row(muted(view.held.title))
        self.text, self.answer = note(asked.text), note(asked.answer)
        self.asker = PickBox(open_ended=True)
        self.asker.offer([(each, each) for each in words.standard_askers()])
        self.asker.setEditText(asked.asker)
        self.field, self.who = line(asked.field, _("for example: land, justice")), line(asked.who)
        self.on_the_spot = check_box(_("Answered in the dialogue"), asked.on_the_spot)
        self.answer_by = DateField(context, asked.answer_by)
        self.answered_on = DateField(context, None if asked.on_the_spot else asked.answered_on)
        self.form.add("text", _("What was asked"), self.text, wide=True)
        self.form.add("asker", _("Who asked (no name)"), self.asker)
        self.form.add("field", pgettext("procedure", "Field"), self.field)
        self.form.add("answer", _("Answer"), self.answer, wide=True)
        self.form.add_row(self.on_the_spot)
        self.form.add("answer_by", _("To be answered by the day"), self.answer_by)
        self.form.add("answered_on", _("Answered on"), self.answered_on)
        self.form.add("who", _("Who is to answer"), self.who, wide=True)
        self.on_the_spot.toggled.connect(self._on_spot)
        self._on_spot(asked.on_the_spot)
        (self.text if question is None else self.answer).setFocus()

    def _on_spot(self, on: bool) -> None:
        """What was answered on the spot has no days."""
        for field in (self.answer_by, self.answered_on, self.who):
            field.setEnabled(not on)

    def submit(self) -> None:
        """Save it."""
        on_the_spot = self.on_the_spot.isChecked()
        new = NewQuestion(
            self.text.toPlainText(),
            self.asker.text(),
            self.field.text(),
            self.answer.toPlainText(),
            on_the_spot,
            None if on_the_spot else day(self.answer_by, "answer_by"),
            None if on_the_spot else day(self.answered_on, "answered_on"),
            "" if on_the_spot else self.who.text(),
        )
        view, question = self._view, self._question

        def work(tx: Transaction) -> DialogueView:
            if question is None:
                return dialogues.add_question(tx, view.id, new)
            return dialogues.edit_question(tx, question.id, new, version=question.version)

        self.take(work)


def open_dialogue(context: Context) -> DialogueDialog:
    """Add a dialogue to the open conference."""
    dialog = DialogueDialog(context)
    dialog.open()
    return dialog
