"""Forms of points: one, one for each unit, a list that is pasted, and what the office says to those who owe pages."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from typing import cast

from PySide6.QtWidgets import QSpinBox

from desktop.domain.guide import Topic
from desktop.domain.people import UnitView
from desktop.domain.phones import format_phone
from desktop.domain.points import MOST_HOURS, MOST_SEATS, PointInput, PointView
from desktop.gui.context import Context
from desktop.gui.widgets.check_menu import CheckMenu
from desktop.gui.widgets.dialog_parts import indent
from desktop.gui.widgets.form import DateField, FormDialog, choice, line, note
from desktop.i18n import _, ngettext, pgettext
from desktop.services.opening import Transaction
from desktop.services.points import keeping, settings, several
from desktop.wording import points as words
from desktop.wording.field import heading, kind_choices
from desktop.wording.formats import clock_text


class PointForm(FormDialog):
    """One point, with the units that sit there."""

    guide = Topic.POINTS

    def __init__(self, context: Context, units: Sequence[UnitView], point: PointView | None = None) -> None:
        title = _("Edit the point") if point else _("Add a point")
        super().__init__(context, title, _("Save") if point else _("Add"), width=640)
        self._point, self._units = point, units
        shown = point.point if point else PointInput("")
        self.name = line(shown.name, _("for example: UBND phường Minh Khai"))
        self.units = CheckMenu(context.theme, _("No unit"))
        sits = [key for key, _name in point.units] if point else []
        self.units.offer([(unit.name, unit.id) for unit in units if unit.active or unit.id in sits])
        self.units.choose(sits)
        self.contact_name, self.contact_phone = line(shown.contact_name), line(format_phone(shown.contact_phone))
        self.responsible, self.address = line(shown.responsible), line(shown.address)
        self.capacity = QSpinBox()
        self.capacity.setRange(0, MOST_SEATS)
        self.capacity.setSpecialValueText("–")
        indent(self.capacity)
        self.capacity.setValue(shown.capacity or 0)
        self.tested_on = DateField(context, shown.tested_on)
        self.link, self.note = line(shown.link), note(shown.note)
        self._add_fields()
        self.name.setFocus()

    def _add_fields(self) -> None:
        form = self.form
        form.add("name", _("Name of the point"), self.name, wide=True)
        form.add("unit", _("Units that sit there"), self.units, wide=True)
        form.add("contact_name", heading("contact_name"), self.contact_name)
        form.add("contact_phone", heading("contact_phone"), self.contact_phone)
        form.add("responsible", heading("responsible"), self.responsible)
        form.add("capacity", heading("capacity"), self.capacity)
        form.add("address", heading("address"), self.address, wide=True)
        form.add("link", heading("link"), self.link)
        form.add("tested_on", heading("tested_on"), self.tested_on)
        form.add("note", heading("note"), self.note, wide=True)

    def comparing(self) -> None:
        """Another desk may have edited it meanwhile."""
        if self._point is not None:
            key, context, units = self._point.id, self.context, self._units
            self.compares(lambda tx: keeping.get_point(tx, key), lambda found: PointForm(context, units, found))

    def submit(self) -> None:
        """Save it."""
        given = PointInput(
            name=self.name.text(),
            address=self.address.text(),
            contact_name=self.contact_name.text(),
            contact_phone=self.contact_phone.text(),
            responsible=self.responsible.text(),
            capacity=self.capacity.value() or None,
            link=self.link.text(),
            tested_on=self.read_day("tested_on", self.tested_on),
            note=self.note.toPlainText(),
        )
        units = cast("tuple[uuid.UUID, ...]", self.units.chosen)
        before, conference_id = self._point, self.context.conference_id
        if before is None:
            self.take(lambda tx: keeping.add_point(tx, conference_id, given, unit_ids=units))
        else:
            key, version = before.id, before.version
            self.take(lambda tx: keeping.edit_point(tx, key, given, version=version, unit_ids=units))


class UnitPointsForm(FormDialog):
    """A point for each unit: all of a kind, or those ticked."""

    guide = Topic.POINTS

    def __init__(self, context: Context, units: Sequence[UnitView], sits: Collection[uuid.UUID] = ()) -> None:
        super().__init__(context, _("A point for each unit"), _("Add"), columns=1, width=480)
        self._units = [unit for unit in units if unit.active and unit.id not in sits]
        self.kind = choice([(_("Every kind"), ""), *kind_choices()])
        self.which = CheckMenu(context.theme, _("All of this kind"))
        self.form.add("unit_kind", heading("unit_kind"), self.kind)
        hint = _("Each point is called as its unit; units that sit at a point already are passed over.")
        self.form.add("unit", _("Units"), self.which, hint=hint)
        self.kind.currentIndexChanged.connect(lambda _place: self._offer())
        self.which.changed.connect(self._count)
        self._offer()

    def _offer(self) -> None:
        self.which.offer([(unit.name, unit.id) for unit in self._units if self._of_kind(unit)])
        self._count()

    def _of_kind(self, unit: UnitView) -> bool:
        return self.kind.currentData() in ("", unit.kind)

    def _ids(self) -> list[uuid.UUID]:
        wanted = set(self.which.chosen)
        return [unit.id for unit in self._units if self._of_kind(unit) and (not wanted or unit.id in wanted)]

    def _count(self) -> None:
        count = len(self._ids())
        self.save_button.setText(ngettext("Add {count} point", "Add {count} points", count).format(count=count))
        self.save_button.setEnabled(bool(count))

    def submit(self) -> None:
        """Add them, as one change."""
        conference_id, ids = self.context.conference_id, self._ids()
        self.take(lambda tx: several.add_for_units(tx, conference_id, ids))


class PointListForm(FormDialog):
    """A list of points that is pasted from a spreadsheet."""

    guide = Topic.POINTS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Paste a list of points"), _("Add"), columns=1, width=680)
        self.table = note()
        self.table.setTabChangesFocus(True)
        self.table.setFixedHeight(self.table.fontMetrics().height() * 11)
        names = (words.point_heading() if name == "name" else heading(name) for name in several.COLUMNS)
        columns = " · ".join(names)
        hint = _("From the left: {columns}; or with a row of these headings. Several units with a semicolon between.")
        self.form.add(
            "table", _("A row for each point, copied from Excel"), self.table, hint=hint.format(columns=columns)
        )

    def submit(self) -> None:
        """Add them, all or none."""
        conference_id, text = self.context.conference_id, self.table.toPlainText()
        self.take(lambda tx: several.add_listed(tx, conference_id, text))


class ReportedForm(FormDialog):
    """When the pages of a point came in: the organizer may enter them days later."""

    guide = Topic.POINTS

    def __init__(self, context: Context, point: PointView) -> None:
        title = _("When the pages of “{point}” came in").format(point=point.name)
        super().__init__(context, title, _("Write down"), width=460)
        self._point = point
        at = point.reported_at.astimezone() if point.reported_at else None
        self.day = DateField(context, at.date() if at else dt.date.today())
        self.time = line(clock_text(at), "17:00")
        self.form.add("day", _("Day"), self.day, hint=_("Empty: as they were entered."))
        self.form.add("time", _("Time"), self.time)

    def submit(self) -> None:
        """Write it down."""
        from desktop.gui.widgets.form import read_time

        key, day = self._point.id, self.read_day("day", self.day)
        at = None if day is None else dt.datetime.combine(day, read_time(self.time.text(), "time")).astimezone()
        self.take(lambda tx: keeping.reported(tx, key, at))


class SettingsForm(FormDialog):
    """When pages are due, and what a point is told that owes some."""

    guide = Topic.POINTS

    def __init__(self, context: Context, said: settings.PointSettings) -> None:
        super().__init__(context, _("Pages of points"), _("Save"), columns=1, width=620)
        self.hours = QSpinBox()
        self.hours.setRange(0, MOST_HOURS)
        self.hours.setSuffix(" " + pgettext("duration", "hours"))
        indent(self.hours)
        self.hours.setValue(said.hours)
        self.wording = note(said.wording or words.usual())
        self.wording.setFixedHeight(self.wording.fontMetrics().height() * 7)
        hint = _("After the last session on a sheet. Whoever sends them later has reported late.")
        self.form.add("hours", _("Pages are due within"), self.hours, hint=hint)
        fields = " ".join(f"{{{name}}}" for name in words.FIELDS)
        self.form.add(
            "wording", _("What is asked of a point"), self.wording, hint=_("Filled in: {fields}").format(fields=fields)
        )

    def submit(self) -> None:
        """Keep it for the conference; the program's own words are not kept, which an update may better."""
        conference_id, text = self.context.conference_id, self.wording.toPlainText().strip()
        said = settings.PointSettings(self.hours.value(), "" if text == words.usual() else text)

        def work(tx: Transaction) -> None:
            settings.keep(tx, conference_id, said)

        self.take(work)
