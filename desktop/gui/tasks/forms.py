"""Forms about one task: what the unit promises, how far it is, a later deadline."""

from __future__ import annotations

import datetime as dt

from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.tasks import Extension, Indicator, NewTask, ProgressEntry, TaskView
from desktop.gui.context import Context
from desktop.gui.widgets.form import DateField, FormDialog, line, note
from desktop.gui.widgets.layout import muted
from desktop.gui.widgets.typed import day, needed, number
from desktop.i18n import _
from desktop.services import tasks
from desktop.services.opening import Transaction
from desktop.wording import tasks as words
from desktop.wording.field import heading
from desktop.wording.formats import date_text, typed_decimal_text


class CommitDialog(FormDialog):
    """What a unit promises about a task; the task itself can be put right here too."""

    guide = Topic.TASKS

    def __init__(self, context: Context, task: TaskView) -> None:
        super().__init__(context, _("Commitment of {unit}").format(unit=task.unit), _("Save"), width=640)
        self._task = task
        indicator = task.indicator
        self.content, self.target = note(task.content), note(task.target)
        self.due = DateField(context, task.given_due)
        self.responsible, self.staff = line(task.responsible, task.head or words.head_text()), line(task.staff)
        self.indicator, self.measure = line(indicator.name), line(indicator.measure, _("for example: %, files"))
        self.start, self.goal = (line(typed_decimal_text(each, 4)) for each in (indicator.start, indicator.goal))
        form = self.form
        form.add("content", heading("content"), self.content, wide=True)
        form.add("target", heading("target"), self.target, wide=True)
        form.add("responsible", heading("responsible"), self.responsible)
        form.add("staff", heading("staff"), self.staff)
        form.add("indicator", heading("indicator"), self.indicator)
        form.add("measure", heading("measure"), self.measure)
        form.add("start", heading("start"), self.start)
        form.add("goal", heading("goal"), self.goal)
        form.add("due", heading("due"), self.due, hint=_("As given; a later one is an extension."))
        self.target.setFocus()

    def submit(self) -> None:
        """Save it, and that the unit has committed itself."""
        task = self._task
        new = NewTask(
            content=self.content.toPlainText(),
            due=needed(self.due, "due"),
            kind=task.kind,
            target=self.target.toPlainText(),
            indicator=Indicator(
                self.indicator.text(), self.measure.text(), number(self.start, "start"), number(self.goal, "goal")
            ),
            responsible=self.responsible.text(),
            staff=self.staff.text(),
            co_units=task.co_units,
            conclusion_id=task.conclusion_id,
        )
        if new.due > task.given_due:
            raise InvalidInput("task.due_later", field="due", value=new.due, due=task.given_due)
        self.take(lambda tx: tasks.commit_whole(tx, task.id, new, version=task.version))


class ProgressDialog(FormDialog):
    """How far a task is; only ever added."""

    guide = Topic.TASKS

    def __init__(self, context: Context, task: TaskView) -> None:
        super().__init__(context, _("Progress of {unit}").format(unit=task.unit), _("Save"), width=600)
        self._task = task
        self.form.add_row(muted(task.content))
        self.on = DateField(context, dt.date.today())
        self.percent = line("", words.percent(task.percent))
        self.value = line("", words.indicator_text(task.indicator))
        self.text, self.evidence, self.said_by = note(), line("", _("name of a file")), line(task.unit)
        for name, field, wide in (
            ("percent", self.percent, False),
            ("on", self.on, False),
            ("value", self.value, False),
            ("said_by", self.said_by, False),
            ("text", self.text, True),
            ("evidence", self.evidence, True),
        ):
            self.form.add(name, heading(name), field, wide=wide)
        self.percent.setFocus()

    def submit(self) -> None:
        """Write it down."""
        key = self._task.id
        entry = ProgressEntry(
            on=needed(self.on, "on"),
            percent=number(self.percent, "percent"),
            value=number(self.value, "value"),
            text=self.text.toPlainText(),
            evidence=self.evidence.text(),
            said_by=self.said_by.text(),
        )
        self.take(lambda tx: tasks.report(tx, key, entry))


class ExtendDialog(FormDialog):
    """A later deadline, asked for and granted, with its reason."""

    guide = Topic.TASKS

    def __init__(self, context: Context, task: TaskView) -> None:
        super().__init__(context, _("Extension for {unit}").format(unit=task.unit), _("Grant"), width=560)
        self._task = task
        self.form.add_row(muted(task.content))
        words_now = _("In force: {day}").format(day=date_text(task.due))
        self.to, self.reason = DateField(context), note()
        self.asked_on, self.granted_on = DateField(context), DateField(context, dt.date.today())
        self.form.add("to", heading("to"), self.to, hint=words_now)
        self.form.add("asked_on", _("Asked for on"), self.asked_on)
        self.form.add("granted_on", _("Granted on"), self.granted_on)
        self.form.add("reason", heading("reason"), self.reason, wide=True)
        self.to.setFocus()

    def submit(self) -> None:
        """Grant it."""
        key = self._task.id
        given = Extension(
            to=needed(self.to, "to"),
            reason=self.reason.toPlainText(),
            granted_on=day(self.granted_on, "granted_on"),
            asked_on=day(self.asked_on, "asked_on"),
        )

        def work(tx: Transaction) -> object:
            return tasks.extend(tx, key, given)

        self.take(work)
