"""A conference: made, edited, copied."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QLineEdit

from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.people import ConferenceView
from desktop.gui.conferences.unit_list_choice import UnitListChoice
from desktop.gui.known_names import suggest_for_figures, suggest_rooms
from desktop.gui.widgets import far_day
from desktop.gui.widgets.form import DateField, FormDialog, line
from desktop.gui.widgets.layout import button, muted
from desktop.i18n import _, ngettext
from desktop.services import conferences, units
from desktop.wording.field import heading
from desktop.wording.formats import dates_text

if TYPE_CHECKING:
    from desktop.gui.context import Context
    from desktop.services.opening import Transaction


def new_conference(context: Context) -> ConferenceDialog:
    """Ask for a new conference."""
    dialog = ConferenceDialog(context)
    dialog.open()
    return dialog


def edit_conference(context: Context) -> ConferenceDialog:
    """Edit the open conference."""
    dialog = ConferenceDialog(context, context.conference)
    dialog.open()
    return dialog


def close_conference(context: Context) -> None:
    """Say that the open conference is over; Undo takes it back."""
    conference_id = context.conference_id
    context.operations.write(lambda tx: conferences.close(tx, conference_id))


def reopen_conference(context: Context) -> None:
    """Let the open conference be changed again."""
    conference_id = context.conference_id
    context.operations.write(lambda tx: conferences.reopen(tx, conference_id))


def copy_conference(context: Context) -> CopyDialog:
    """Copy the open conference: groups, agenda and letterhead, not its people."""
    if context.conference is None:
        raise RuntimeError("no conference is open")
    dialog = CopyDialog(context, context.conference)
    dialog.open()
    return dialog


class _DatesDialog(FormDialog):
    """A form with a first and a last day."""

    starts_on: DateField
    ends_on: DateField

    def opened(self, view: object) -> None:
        """Show the conference that was made."""
        if isinstance(view, ConferenceView):
            self.context.open_conference(view.id)


class ConferenceDialog(_DatesDialog):
    """Title and days are all that is needed. Who issues and signs its papers is typed once for the office (`letterhead`)."""

    guide = Topic.CONFERENCE

    def __init__(self, context: Context, conference: ConferenceView | None = None) -> None:
        title = _("Conference details") if conference else _("New conference")
        super().__init__(context, title, _("Save") if conference else _("Make the conference"), width=640)
        self._conference = conference
        shown = conference
        self.title = line(shown.title if shown else "", _("for example: Training on administrative reform, 2026"))
        self.starts_on = DateField(context, shown.starts_on if shown else None)
        self.ends_on = DateField(context, shown.ends_on if shown else None)
        self.form.add("title", _("Title"), self.title, wide=True)
        self.form.add("starts_on", _("First day"), self.starts_on)
        hint = "" if conference else _("Empty: one day. Each day gets a morning and an afternoon.")
        self.form.add("ends_on", _("Last day"), self.ends_on, hint=hint)
        self._first = shown.starts_on if shown else None
        self.starts_on.editingFinished.connect(self._follow)
        self.move_agenda = self._add_agenda(conference)
        self.units: UnitListChoice | None = None
        if context.conference is None:  # the first conference of a data file
            self.units = UnitListChoice()
            self.form.add("units", _("List of units"), self.units, wide=True)
        self.venue = line(shown.venue if shown else "")
        self.form.add("venue", _("Place"), self.venue, wide=True)
        suggest_rooms(self, self.venue)
        self.for_figures = self._add_for_figures(conference) if conference else {}
        self.months = self._add_plan(conference) if conference else None
        if conference:
            self.button_row.insertWidget(0, button(_("&Letterhead and signer…"), self._go_to_frame))
        else:
            words = _("Papers bear the office's letterhead and signer; Conference › Letterhead changes them.")
            self.form.add_row(muted(words))
        self.title.setFocus()

    def comparing(self) -> None:
        """Another desk may have edited it meanwhile."""
        if self._conference is not None:
            key = self._conference.id
            self.compares(
                lambda tx: conferences.get_conference(tx, key), lambda found: ConferenceDialog(self.context, found)
            )

    def _add_agenda(self, conference: ConferenceView | None) -> QCheckBox | None:
        """Whether the sessions go along with the days."""
        if conference is None or not conference.session_count:
            return None
        count = conference.session_count
        words = ngettext("Move the agenda along ({count} session)", "Move the agenda along ({count} sessions)", count)
        box = QCheckBox(words.format(count=count))
        box.setChecked(True)
        box.setEnabled(False)
        self.form.add_row(box)
        return box

    def _follow(self) -> None:
        """The last day follows the first, and whether the agenda does is asked."""
        try:
            first, last = self.starts_on.day(), self.ends_on.day()
        except InvalidInput:
            return
        if first and self._first and last and first != self._first:
            self.ends_on.set_day(last + (first - self._first))
        self._first = first or self._first
        if self.move_agenda is not None and self._conference is not None:
            self.move_agenda.setEnabled(first not in (None, self._conference.starts_on))

    def _add_for_figures(self, conference: ConferenceView) -> dict[str, QLineEdit]:
        """Under what it counts in the figures of a year."""
        fields = {}
        for name in conferences.FOR_FIGURES:
            field = fields[name] = line(getattr(conference, name), _("for the figures of a year"))
            self.form.add(name, heading(name), field, wide=name == "programme")
            suggest_for_figures(self, name, field)
        return fields

    def _add_plan(self, conference: ConferenceView) -> QLineEdit:
        """When contacts are to go."""
        months = conference.contacts_months
        field = line("" if months is None else str(months), _("for example: 6"))
        label = _("Months until phones and e-mail addresses go")
        hint = _("After the last day; then it is offered, never done by itself. Empty: they stay.")
        self.form.add("contacts_months", label, field, wide=True, hint=hint)
        return field

    def submit(self) -> None:
        """Make or change it."""
        self._follow()  # Enter in the first day's field leaves none
        fields: dict[str, Any] = {"title": self.title.text(), "venue": self.venue.text()}
        starts_on = fields["starts_on"] = self.read_day("starts_on", self.starts_on)
        fields["ends_on"] = self.read_day("ends_on", self.ends_on) or starts_on
        fields |= {name: field.text() for name, field in self.for_figures.items()}
        if self.months is not None:
            fields["contacts_months"] = _months(self.months.text())
        before = self._conference
        if starts_on != (before and before.starts_on) and not far_day.meant(self, starts_on):
            return
        if before is None and self.units is not None and not self.units.ask():
            return
        if before is None:
            source = self.units.source if self.units else None
            self.take(lambda tx: _first(tx, source, fields), self.opened)
        else:
            moves = self.move_agenda is not None and self.move_agenda.isChecked() and starts_on != before.starts_on
            self.take(
                lambda tx: conferences.edit_conference(
                    tx, before.id, version=before.version, move_agenda=moves, **fields
                )
            )

    def _go_to_frame(self) -> None:
        self.reject()
        self.context.run("conference.frame")


def _months(text: str) -> int | None:
    """A number of months, None for an empty field. Raises InvalidInput beside the field."""
    given = text.strip()
    if given and not re.fullmatch("[0-9]{1,3}", given):
        raise InvalidInput("conference.bad_months", field="contacts_months", value=given)
    return int(given) if given else None


def _first(tx: Transaction, source: str | Path | None, fields: dict[str, Any]) -> ConferenceView:
    """Make a conference, its units' list first."""
    units.seed_units(tx, source)
    return conferences.create_conference(tx, **fields)


class CopyDialog(_DatesDialog):
    """The same conference again on another day."""

    guide = Topic.CONFERENCE

    def __init__(self, context: Context, source: ConferenceView) -> None:
        super().__init__(context, _("Copy the conference"), _("Copy"), columns=1, width=480)
        self._source = source
        words = _("Role groups, agenda and letterhead of “{title}” ({dates}) are taken over. Its attendees are not.")
        dates = dates_text(source.starts_on, source.ends_on) or _("no date")
        self.form.add_row(muted(words.format(title=source.title, dates=dates)))
        self.title = line(source.title)
        self.starts_on = DateField(context)
        self.form.add("title", _("Title"), self.title)
        self.form.add("starts_on", _("First day"), self.starts_on, hint=_("The agenda moves along with it."))
        self.title.setFocus()

    def submit(self) -> None:
        """Copy it."""
        title, starts_on = self.title.text(), self.read_day("starts_on", self.starts_on)
        if not far_day.meant(self, starts_on):
            return
        source_id = self._source.id
        self.take(lambda tx: conferences.copy_conference(tx, source_id, title=title, starts_on=starts_on), self.opened)
