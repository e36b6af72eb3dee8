"""Tasks given to many units in one go: one a line, to all units of a kind or to those that are ticked."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop.domain.guide import Topic
from desktop.domain.people import UnitView
from desktop.domain.tasks import ConclusionView, Given, Indicator, NewConclusion, NewTask
from desktop.gui.context import Context
from desktop.gui.widgets.check_menu import CheckMenu
from desktop.gui.widgets.form import DateField, FormDialog, choice, line, note
from desktop.gui.widgets.pick_box import PickBox
from desktop.gui.widgets.typed import day, needed, number
from desktop.i18n import _, ngettext
from desktop.services import tasks, units
from desktop.services.opening import Transaction
from desktop.services.tasks import conclusions
from desktop.wording import tasks as words
from desktop.wording.field import heading, kind_choices


class GiveDialog(FormDialog):
    """One task a line; each of the units gets all of them, as one change."""

    guide = Topic.TASKS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Give tasks to units"), _("Give"), width=700)
        self._units: Sequence[UnitView] = ()
        self._make_fields()
        for name, label, field, wide, hint in self._fields():
            self.form.add(name, label, field, wide=wide, hint=hint)
        self.unit_kind.currentIndexChanged.connect(lambda _place: self._count())
        self.which.changed.connect(self._count)
        self.content.textChanged.connect(self._count)
        conference_id = context.conference_id

        def read(tx: Transaction) -> tuple[list[UnitView], list[str], list[ConclusionView]]:
            return (
                units.list_units(tx, active_only=True),
                tasks.kinds(tx, conference_id),
                conclusions.list_conclusions(tx, conference_id),
            )

        self.read_once(read, self._take)
        self.content.setFocus()

    def _make_fields(self) -> None:
        self.content = note()
        self.content.setFixedHeight(self.content.fontMetrics().height() * 6 + 18)
        self.kind = PickBox(open_ended=True)
        self.due = DateField(self.context)
        self.unit_kind = choice([(_("The units ticked"), ""), *kind_choices()])
        self.which = CheckMenu(self.context.theme, _("No unit ticked"))
        self.which.setAccessibleName(_("Units"))
        self.target = line()
        self.responsible, self.staff = line("", words.head_text()), line()
        self.with_units = line("", _("several with a semicolon between"))
        self.indicator, self.measure = line(), line("", _("for example: %, files"))
        self.start, self.goal = line(), line()
        self.paper_number, self.signed_on, self.concluded_by = line("", "15/TB-UBND"), DateField(self.context), line()

    def _fields(self) -> list[tuple[str, str, QWidget, bool, str]]:
        return [
            ("content", _("Tasks"), self.content, True, _("One task a line; each unit gets all of them.")),
            ("due", heading("due"), self.due, False, ""),
            ("kind", _("Kind of task"), self.kind, False, ""),
            ("unit_kind", _("To all units of the kind"), self.unit_kind, False, ""),
            ("unit", _("Or to these units"), self.which, False, ""),
            ("target", heading("target"), self.target, True, ""),
            ("responsible", heading("responsible"), self.responsible, False, ""),
            ("staff", heading("staff"), self.staff, False, ""),
            ("indicator", heading("indicator"), self.indicator, False, ""),
            ("measure", heading("measure"), self.measure, False, ""),
            ("start", heading("start"), self.start, False, ""),
            ("goal", heading("goal"), self.goal, False, ""),
            ("with_units", _("Units that help"), self.with_units, True, ""),
            ("paper_number", _("Conclusion no."), self.paper_number, False, ""),
            ("signed_on", _("Of the day"), self.signed_on, False, ""),
            ("concluded_by", heading("concluded_by"), self.concluded_by, True, ""),
        ]

    def _take(self, found: tuple[list[UnitView], list[str], list[ConclusionView]]) -> None:
        self._units, kinds, known = found
        self.which.offer([(unit.name, unit.id) for unit in self._units])
        self.kind.offer([(kind, kind) for kind in kinds])
        if known:
            self.paper_number.setText(known[0].number)
            self.signed_on.set_day(known[0].signed_on)
            self.concluded_by.setText(known[0].concluded_by)
        self._count()

    def _chosen(self) -> list[uuid.UUID]:
        kind, ticked = self.unit_kind.currentData(), set(self.which.chosen)
        return [unit.id for unit in self._units if unit.id in ticked or (kind and unit.kind == kind)]

    def _contents(self) -> list[str]:
        return [line for each in self.content.toPlainText().splitlines() if (line := each.strip())]

    def _count(self) -> None:
        """The button says how many tasks it gives."""
        count = len(self._contents()) * len(self._chosen())
        text = ngettext("Give {count} task", "Give {count} tasks", count).format(count=count) if count else _("Give")
        self.save_button.setText(text)

    def submit(self) -> None:
        """Give them."""
        conference_id, chosen = self.context.conference_id, self._chosen()
        due = needed(self.due, "due")
        indicator = Indicator(
            self.indicator.text(), self.measure.text(), number(self.start, "start"), number(self.goal, "goal")
        )
        paper = NewConclusion(self.paper_number.text(), day(self.signed_on, "signed_on"), self.concluded_by.text())
        with_units = tuple(name for each in self.with_units.text().split(";") if (name := each.strip()))
        kind, target = self.kind.text(), self.target.text()
        responsible, staff = self.responsible.text(), self.staff.text()
        new = [
            NewTask(content, due, kind, target, indicator, responsible, staff, with_units)
            for content in self._contents() or [""]
        ]

        def work(tx: Transaction) -> Given:
            return tasks.give(tx, conference_id, chosen, new, paper)

        def done(given: object) -> None:
            if isinstance(given, Given) and given.already:
                count = len(given.already)
                told = ngettext(
                    "{count} task was there already and stays as it is.",
                    "{count} tasks were there already and stay as they are.",
                    count,
                )
                self.context.feedback.say(told.format(count=count))

        self.take(work, done)


def open_give(context: Context) -> GiveDialog:
    """Give tasks in the open conference."""
    dialog = GiveDialog(context)
    dialog.open()
    return dialog
