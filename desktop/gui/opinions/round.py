"""A round of opinions: what is asked, whom, and when. A questionnaire is typed as offices write one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.opinions import (
    SCALES,
    NewRound,
    Questionnaire,
    RoundKind,
    RoundView,
    read_lines,
    read_sections,
    sections_text,
)
from desktop.domain.people import RoleGroupView
from desktop.gui.context import Context
from desktop.gui.widgets.form import DateField, FormDialog, choice, choose, line, note
from desktop.gui.widgets.typed import whole
from desktop.i18n import _
from desktop.services import groups, opinions
from desktop.services.opening import Transaction
from desktop.wording import opinions as words
from desktop.wording import questionnaires
from desktop.wording.field import heading


class RoundDialog(FormDialog):
    """A new round begins with a questionnaire that may be changed freely; once there are answers only the words may."""

    guide = Topic.OPINIONS

    def __init__(self, context: Context, view: RoundView | None = None) -> None:
        title = _("New round of opinions") if view is None else _("Round of opinions")
        super().__init__(context, title, _("Save") if view is not None else _("Begin"), width=760)
        self._view = view
        self._role_groups: list[str] = []
        self._make_fields()
        for name, words_of, field, wide, hint in self._fields():
            self.form.add(name, words_of, field, wide=wide, hint=hint)
        self.preset.activated.connect(lambda _place: self._begin_with(self.preset.currentData()))
        if view is not None:
            self._fill(view.new)
        else:
            self._begin_with(self.preset.currentData())
            conference_id = context.conference_id
            self.read_once(lambda tx: groups.list_groups(tx, conference_id), self._take_groups)
        self.title.setFocus()

    def _make_fields(self) -> None:
        names = [(title(), name) for name, (title, _asked, _kind) in questionnaires.PRESETS.items()]
        self.preset = choice([*names] if self._view is None else [(_("Its own"), ""), *names])
        self.title, self.channel = line(), line("", _("for example: on paper, by a form"))
        self.kind = choice([(words.kind_text(kind), kind) for kind in RoundKind])
        self.scale = choice([(_("Five levels"), SCALES[0]), (_("Marks from 1 to 10"), SCALES[1])])
        self.sections, self.asked_open, self.groups, self.labels = (_lines(count) for count in (11, 3, 3, 5))
        self.purpose = note()
        self.starts_on, self.ends_on, self.asked = DateField(self.context), DateField(self.context), line()

    def _fields(self) -> list[tuple[str, str, QWidget, bool, str]]:
        return [
            ("preset", _("Questionnaire to begin with"), self.preset, False, ""),
            ("title", heading("title"), self.title, False, ""),
            (
                "sections",
                _("Questions with marks"),
                self.sections,
                True,
                _("One a line; a line with a Roman number opens a section."),
            ),
            ("open", _("Questions answered in words"), self.asked_open, False, _("One a line.")),
            ("groups", _("Who answers, one to choose"), self.groups, False, _("One a line; none: not asked.")),
            ("labels", _("Words of the five levels"), self.labels, False, _("The lowest first.")),
            ("purpose", _("What the questionnaire says of itself"), self.purpose, False, ""),
            ("kind", _("Who is asked"), self.kind, False, _("Results are compared with the last round of the kind.")),
            ("scale", _("Scale"), self.scale, False, ""),
            ("starts_on", heading("starts_on"), self.starts_on, False, ""),
            ("ends_on", heading("ends_on"), self.ends_on, False, ""),
            ("asked", _("How many are asked"), self.asked, False, ""),
            ("channel", _("How they are asked"), self.channel, False, ""),
        ]

    def _take_groups(self, found: list[RoleGroupView]) -> None:
        self._role_groups = [each.title for each in found]
        if not self.groups.toPlainText() and RoundKind(self.kind.currentData()) is RoundKind.EVALUATION:
            self.groups.setPlainText("\n".join(self._role_groups))

    def _begin_with(self, name: str) -> None:
        """Fill the form with a questionnaire; its days stay."""
        if name:
            new = questionnaires.preset(name, self._role_groups)
            self._fill(replace(new, starts_on=_shown(self.starts_on), ends_on=_shown(self.ends_on)))

    def _fill(self, new: NewRound) -> None:
        asked = new.questionnaire
        self.title.setText(new.title)
        self.sections.setPlainText(sections_text(asked.sections))
        for field, lines in ((self.asked_open, asked.open), (self.groups, asked.groups), (self.labels, asked.labels)):
            field.setPlainText("\n".join(lines))
        self.purpose.setPlainText(new.purpose)
        choose(self.kind, new.kind)
        choose(self.scale, asked.scale)
        self.starts_on.set_day(new.starts_on)
        self.ends_on.set_day(new.ends_on)
        self.channel.setText(new.channel or self.channel.text())
        if new.asked is not None:
            self.asked.setText(str(new.asked))

    def submit(self) -> None:
        """Save it."""
        from desktop.gui.widgets.typed import day

        asked = Questionnaire(
            self.scale.currentData(),
            read_sections(self.sections.toPlainText()),
            read_lines(self.asked_open.toPlainText()),
            read_lines(self.groups.toPlainText()),
            read_lines(self.labels.toPlainText()),
        )
        new = NewRound(
            self.title.text(),
            asked,
            RoundKind(self.kind.currentData()),
            day(self.starts_on, "starts_on"),
            day(self.ends_on, "ends_on"),
            whole(self.asked.text(), "asked"),
            self.channel.text(),
            self.purpose.toPlainText(),
        )
        view, conference_id = self._view, self.context.conference_id

        def work(tx: Transaction) -> RoundView:
            if view is None:
                return opinions.add_round(tx, conference_id, new)
            return opinions.edit_round(tx, view.id, new, version=view.version)

        self.take(work)


def _shown(field: DateField) -> dt.date | None:
    try:
        return field.day()
    except InvalidInput:
        return None


def _lines(count: int) -> QPlainTextEdit:
    """A field of so many lines."""
    field = note()
    field.setFixedHeight(field.fontMetrics().height() * count + 18)
    return field


def open_round(context: Context) -> RoundDialog:
    """Begin a round in the open conference."""
    dialog = RoundDialog(context)
    dialog.open()
    return dialog
