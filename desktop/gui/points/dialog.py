"""The points of a conference: how each stands, its pages that are missing, and what to tell it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu

from desktop.domain.areas import Area
from desktop.domain.guide import Topic
from desktop.domain.people import SessionView, UnitView
from desktop.domain.points import PointStanding
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.clipboard import copy_shown
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.form import choice, choose
from desktop.gui.widgets.layout import (
    STRETCH,
    button,
    column,
    grow,
    heading,
    holder,
    muted,
    plain,
    row,
    scroll,
    splitter,
)
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.table import Table
from desktop.i18n import _, ngettext, pgettext
from desktop.services import agenda, units
from desktop.services.opening import Transaction
from desktop.services.points import board, keeping, settings
from desktop.wording import points as words


@dataclass(frozen=True, slots=True)
class PointRow:
    """A line of the board; the main hall's id is None."""

    id: uuid.UUID | None
    standing: PointStanding
    text: str = ""
    """What to tell it; "" where no page is missing."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    rows: Sequence[PointRow]
    sessions: Sequence[SessionView]
    units: Sequence[UnitView]
    said: settings.PointSettings


def columns() -> list[TableColumn[PointRow]]:
    """One row a point: who is expected, who signed, which pages came, when it reported."""
    return [
        TableColumn("no", lambda: _("No."), lambda row: str(row.standing.point.number) if row.standing.point else "", 44, numeric=True),
        TableColumn("name", lambda: _("Point"), lambda row: words.name_of(row.standing.point.name if row.standing.point else ""), 150, stretches=True),
        TableColumn("expected", lambda: _("Expected"), lambda row: str(row.standing.expected), 96, numeric=True),
        TableColumn("listed", lambda: _("On its sheet"), lambda row: str(row.standing.listed), 92, numeric=True),
        TableColumn("signed", lambda: _("Signed"), lambda row: str(row.standing.signed), 66, numeric=True),
        TableColumn("pages", lambda: _("Pages"), lambda row: words.pages_state(row.standing), 76),
        TableColumn("reported", lambda: pgettext("point", "Reported"), lambda row: words.reported_text(row.standing), 140),
        TableColumn("contact", lambda: _("Contact"), _contact, 150, quiet=True, shown=False),
        TableColumn("tested", lambda: _("Line tested on"), lambda row: words.tested_text(row.standing.point) if row.standing.point else "", 110, quiet=True, shown=False),
    ]  # fmt: skip


def _contact(row: PointRow) -> str:
    return words.contact_text(row.standing.point) if row.standing.point else ""


class PointsDialog(Dialog):
    """The board at the left, the point chosen at the right."""

    guide = Topic.POINTS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Points of the conference"), size=(1240, 640))
        self._loaded = _Loaded((), (), (), settings.PointSettings())
        self.fact = muted()
        self.session = choice([(_("All sessions"), None)])
        self.session.setAccessibleName(_("Session"))
        self.model: RowsModel[PointRow] = RowsModel(columns(), self)
        self.table = Table(context, "points", self.model, _("Points"), wraps=True)
        self.about = plain(selectable=True)
        self.about.setAccessibleName(_("About the point"))
        self._make_buttons()
        panel = column(
            grow(scroll(column(self.about, STRETCH), sideways=False, spoken=_("About the point"))),
            row(self.copy_button, self.reported_button, STRETCH),
        )
        large = context.theme.large  # then the columns need the whole width
        way, sizes = (Qt.Orientation.Vertical, (300, 160)) if large else (Qt.Orientation.Horizontal, (860, 340))
        parts = splitter(self.table, holder(panel), way=way, sizes=sizes)
        head = row(heading(self.windowTitle()), STRETCH, self.session)
        foot, self.copy_all_button = self.buttons(
            self.add_button, self.edit_button, self.remove_button, self.wording_button,
            accept=_("&Copy all reminders"), slot=self.copy_all, leave=_("Close"), default=False,
        )  # fmt: skip
        self.lay_out(head, self.fact, self.banner, grow(parts), foot, spacing=GRID)
        self._wire()
        self.table.setFocus()
        self.follow(Area.POINTS, Area.ATTENDEES, Area.ATTENDANCE, Area.AGENDA, Area.SHEETS, Area.UNITS, Area.DOCUMENTS)

    def _make_buttons(self) -> None:
        self.add_button = button(_("&Add"))
        menu = QMenu(self.add_button)
        for text, slot in (
            (_("A point…"), self.add),
            (_("A point for each unit…"), self.add_for_units),
            (_("Paste a list of points…"), self.paste),
        ):
            menu.addAction(text).triggered.connect(lambda _checked=False, do=slot: do())
        self.add_button.setMenu(menu)
        self.edit_button, self.remove_button = button(_("&Edit…"), self.edit), button(_("&Remove"), self.remove)
        self.wording_button = button(_("&Deadline and wording…"), self.change_settings)
        self.copy_button = button(_("Copy the &text"), self.copy_text)
        self.reported_button = button(_("Came &in…"), self.write_reported)

    def _wire(self) -> None:
        self.session.activated.connect(lambda _place: self.reload())
        self.table.selectionModel().selectionChanged.connect(lambda *_rows: self._show_one())
        self.table.chosen.connect(self.edit)
        copying = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        copying.setContext(Qt.ShortcutContext.WidgetShortcut)
        copying.activated.connect(lambda: copy_shown(self.table, self.model))

    def reload(self) -> None:
        """Read the board again."""
        conference_id, wanted = self.context.conference_id, self.session.currentData()

        def work(tx: Transaction) -> _Loaded:
            sessions = agenda.list_sessions(tx, conference_id)
            only = [wanted] if wanted in [each.id for each in sessions] else []
            found = board.board(tx, conference_id, session_ids=only)
            texts = {each.point.id: each.text for each in board.texts(tx, conference_id, found.owing)}
            rows = [
                PointRow(each.point.id, each, texts.get(each.point.id, "")) if each.point else PointRow(None, each)
                for each in found.rows
            ]
            directory = units.list_units(tx, conference_id=conference_id)
            return _Loaded(rows, sessions, directory, settings.kept(tx, conference_id))

        self.read_record(work, self._take)

    def _take(self, found: _Loaded) -> None:
        self._loaded = found
        chosen = self.session.currentData()
        self.session.clear()
        self.session.addItem(_("All sessions"), None)
        for each in found.sessions:
            self.session.addItem(each.title, each.id)
        choose(self.session, chosen)
        before = self.table.current()
        self.table.replace(found.rows)
        there = [row.id for row in found.rows]
        if before is not None and before.id in there:
            self.table.selectRow(there.index(before.id))
        else:
            self.table.select_first()
        standings = [row.standing for row in found.rows]
        self.fact.setText(words.facts(standings) if found.rows else words.nothing())
        self._offer_copying()
        self._show_one()

    def _offer_copying(self) -> None:
        count = sum(bool(row.text) for row in self._loaded.rows)
        text = ngettext("&Copy {count} reminder", "&Copy {count} reminders", count).format(count=count)
        self.copy_all_button.setText(text if count else _("&Copy all reminders"))
        self.copy_all_button.setEnabled(bool(count))

    def _show_one(self) -> None:
        current = self._current()
        point = current.standing.point if current is not None else None
        self.about.setText(words.about(current.standing, current.text) if current is not None else "")
        for each in (self.edit_button, self.remove_button, self.reported_button):
            each.setEnabled(point is not None)
        self.copy_button.setEnabled(current is not None and bool(current.text))

    def _current(self) -> PointRow | None:
        found: PointRow | None = self.table.current()
        return found

    # -- doing --------------------------------------------------------------------------------------------------------

    def add(self) -> None:
        """A new point."""
        from desktop.gui.points.forms import PointForm

        PointForm(self.context, self._loaded.units).open()

    def add_for_units(self) -> None:
        """A point for each unit."""
        from desktop.gui.points.forms import UnitPointsForm

        points = [row.standing.point for row in self._loaded.rows if row.standing.point is not None]
        sits = {key for point in points for key, _name in point.units}
        UnitPointsForm(self.context, self._loaded.units, sits).open()

    def paste(self) -> None:
        """Points from a spreadsheet."""
        from desktop.gui.points.forms import PointListForm

        PointListForm(self.context).open()

    def edit(self) -> None:
        """The point the keyboard is on."""
        from desktop.gui.points.forms import PointForm

        current = self._current()
        if current is not None and current.standing.point is not None:
            PointForm(self.context, self._loaded.units, current.standing.point).open()

    def remove(self) -> None:
        """Take the point away; Undo brings it back with all that sits there."""
        current = self._current()
        key = current.id if current is not None else None
        if key is not None:
            self.context.operations.write(lambda tx: keeping.remove_point(tx, key), failed=self.refuse)

    def change_settings(self) -> None:
        """When pages are due, and what is asked."""
        from desktop.gui.points.forms import SettingsForm

        SettingsForm(self.context, self._loaded.said).open()

    def write_reported(self) -> None:
        """When the pages of the point came in."""
        from desktop.gui.points.forms import ReportedForm

        current = self._current()
        if current is not None and current.standing.point is not None:
            ReportedForm(self.context, current.standing.point).open()

    def copy_text(self) -> None:
        """Put the text for the point on the clipboard."""
        current = self._current()
        if current is not None and current.text:
            QGuiApplication.clipboard().setText(current.text)
            self.banner.tell(_("Copied: paste it into Zalo."), "good")

    def copy_all(self) -> None:
        """Put the texts of all points that owe pages on the clipboard."""
        found = [each.text for each in self._loaded.rows if each.text]
        QGuiApplication.clipboard().setText("\n\n".join(found))
        told = ngettext("Copied {count} text.", "Copied {count} texts.", len(found)).format(count=len(found))
        self.banner.tell(told, "good")


def open_points(context: Context) -> PointsDialog:
    """Show the points of the open conference."""
    dialog = PointsDialog(context)
    dialog.open()
    return dialog
