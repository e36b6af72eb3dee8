"""The units of the directory: found, edited, merged, set aside."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop.domain.errors import InvalidInput
from desktop.domain.names import collation_key, fold
from desktop.domain.people import UnitView
from desktop.domain.search import holds
from desktop.gui.context import Context
from desktop.gui.page import PageCommand
from desktop.gui.theme import GRID
from desktop.gui.widgets.clipboard import copy_shown
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.form import choice
from desktop.gui.widgets.layout import column, grow, search_field
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.search import lead_into
from desktop.gui.widgets.table import Table
from desktop.i18n import _
from desktop.services import units
from desktop.services.opening import Transaction
from desktop.wording.field import kind_choices, kind_text


def columns() -> list[TableColumn[UnitView]]:
    """The list's columns."""
    return [
        TableColumn("name", lambda: _("Unit"), lambda row: row.name, 300, order=lambda row: collation_key(row.name)),
        TableColumn(
            "kind", lambda: _("Kind of unit"), lambda row: kind_text(row.kind), 170, order=lambda row: row.kind
        ),
        TableColumn("code", lambda: _("Code"), lambda row: row.code, 80, quiet=True, order=lambda row: row.code),
        TableColumn(
            "count",
            lambda: _("Attendees"),
            lambda row: str(row.attendee_count) if row.attendee_count else "–",
            100,
            numeric=True,
            order=lambda row: row.attendee_count,
        ),
        TableColumn(
            "after",
            lambda: _("Followed by"),
            lambda row: ", ".join(row.followed_by),
            160,
            shown=False,
            order=lambda row: row.followed_by,
        ),
        TableColumn(
            "aliases", lambda: _("Other spellings"), lambda row: ", ".join(row.aliases), 240, quiet=True, stretches=True
        ),
    ]


class UnitsTab(QWidget):
    """The list with its search and filters."""

    loaded = Signal(int)
    """How many units there are."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._units: list[UnitView] = []
        self._texts: list[str] = []
        self._sorted = ("", False)
        self._to_select: uuid.UUID | None = None
        filters = self._make_filters()
        self.model: RowsModel[UnitView] = RowsModel(columns(), self)
        self.table = Table(context, "units", self.model, _("Units"))
        lead_into(self.search, self.table)
        self.table.tag_of = _tag
        self.table.chosen.connect(self.edit)
        self.table.sort_wanted.connect(self._sort_by)
        self.table.customContextMenuRequested.connect(self._open_menu)
        column(filters, grow(self.table), on=self, spacing=GRID + 4, margins=(0, GRID + 4, 0, 0))

    def _make_filters(self) -> FlowLayout:
        theme = self.context.theme
        self.search = search_field(
            theme, _("Find a unit by any of its names"), _("Find units"), lambda _text: self._apply()
        )
        self.search.setMinimumWidth(theme.px(290))
        self.kind = choice([(_("Every kind of unit"), ""), *kind_choices()])
        self.kind.setAccessibleName(_("Kind of unit"))
        self.state = choice(
            [
                (_("Units in use"), "active"),
                (_("With nobody registered"), "silent"),
                (_("No longer in use"), "gone"),
                (_("All units"), ""),
            ]
        )
        self.state.setAccessibleName(_("Which units"))
        filters = FlowLayout(spacing=GRID)
        for widget in (self.search, self.kind, self.state):
            filters.addWidget(widget)
        filters.stretch(self.search)
        for box in (self.kind, self.state):
            box.activated.connect(lambda _place: self._apply())
        return filters

    def commands(self) -> dict[str, PageCommand]:
        """What the page does for units."""
        return {
            "new": PageCommand(self.add),
            "edit": PageCommand(self.edit, self.table.why_no_row),
            "remove": PageCommand(self.remove, self.table.why_no_row),
            "find": PageCommand(self.go_find),
            "copy": PageCommand(self.copy, self.table.why_empty),
            "listed": PageCommand(self.show_attendees, self._why_not_listed),
            "merge": PageCommand(self.merge, self.table.why_no_row),
            "succeed": PageCommand(self.succeed, self.table.why_no_row),
            "history": PageCommand(self.show_history, self.table.why_no_row),
            "stop": PageCommand(self.set_aside, lambda: self._why_not_set(active=False)),
            "use": PageCommand(self.set_aside, lambda: self._why_not_set(active=True)),
            "import_units": PageCommand(self.import_list),
        }

    def _why_not_listed(self) -> str:
        unit: UnitView | None = self.table.current()
        return self.table.why_no_row() or (
            "" if unit is not None and unit.attendee_count else _("nobody is registered")
        )

    def _why_not_set(self, *, active: bool) -> str:
        """Why the units selected can't be set aside, or taken up again: `set_aside` does the one or the other."""
        if reason := self.table.why_no_row():
            return reason
        in_use = any(unit.active for unit in self.table.selected())
        return "" if in_use is not active else _("in use already") if in_use else _("no longer in use")

    def reload(self) -> None:
        """Read the units with their numbers in the open conference."""
        conference = self.context.conference
        conference_id = conference.id if conference else None
        self.context.operations.read("units", lambda tx: units.list_units(tx, conference_id=conference_id), self._take)

    def forget(self) -> None:
        """Another conference is open."""
        self._units = []

    def _take(self, found: list[UnitView]) -> None:
        self._units = found
        self._texts = [fold(" ".join((unit.name, unit.short_name, unit.code, *unit.aliases))) for unit in found]
        self._apply()
        self._select_wanted()
        self.loaded.emit(len(found))

    def narrow(self, *, select: object = None, silent: object = False) -> None:
        """Show one unit, or those with nobody registered."""
        self.search.clear()
        self.kind.setCurrentIndex(0)
        self.state.setCurrentIndex(self.state.findData("silent" if silent else "active"))
        self._apply()
        if isinstance(select, uuid.UUID):
            self._to_select = select
            self._select_wanted()

    def _select_wanted(self) -> None:
        if self._to_select is not None and any(unit.id == self._to_select for unit in self._units):
            self.table.select_ids([self._to_select])
            self._to_select = None

    def _apply(self) -> None:
        words = fold(self.search.text()).split()
        kind, state = self.kind.currentData(), self.state.currentData()
        found = [
            unit
            for unit, text in zip(self._units, self._texts, strict=True)
            if (not kind or unit.kind == kind) and _in_state(unit, state) and holds(text, words)
        ]
        key, descending = self._sorted
        order = self.model.columns[self.model.column_of(key)].order if key else None
        if order is not None:
            found.sort(key=order, reverse=descending)
        self.table.replace(found)

    def _sort_by(self, key: str, descending: bool) -> None:
        self._sorted = (key, descending)
        self._apply()

    def go_find(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def add(self) -> None:
        """A new unit."""
        from desktop.gui.units.unit import UnitForm

        UnitForm(self.context).open()

    def edit(self) -> None:
        """The unit the keyboard is on."""
        from desktop.gui.units.unit import UnitForm

        unit = self.table.current()
        if unit is not None:
            UnitForm(self.context, unit).open()

    def merge(self) -> None:
        """Say which unit this one really is."""
        from desktop.gui.units.unit import MergeDialog

        unit = self.table.current()
        if unit is not None:
            MergeDialog(self.context, unit, self._units).open()

    def succeed(self) -> None:
        """Say what followed this unit."""
        from desktop.gui.units.succession import SuccessionDialog

        unit = self.table.current()
        if unit is not None:
            SuccessionDialog(self.context, unit, self._units).open()

    def show_history(self) -> None:
        """The conferences to which it sent people over the years."""
        from desktop.gui.units.history import UnitHistoryDialog

        unit = self.table.current()
        if unit is not None:
            UnitHistoryDialog(self.context, unit).open()

    def set_aside(self) -> None:
        """No longer offer the units selected; or offer them again."""
        chosen: Sequence[UnitView] = self.table.selected()
        active = not any(unit.active for unit in chosen)

        def work(tx: Transaction) -> None:
            for unit in chosen:
                units.edit_unit(tx, unit.id, version=unit.version, active=active)

        if chosen:
            self.context.operations.write(work)

    def remove(self) -> None:
        """Remove units; of one that has people it is asked where they go, several such are refused in words."""
        chosen: Sequence[UnitView] = self.table.selected()
        ids = [unit.id for unit in chosen]

        def work(tx: Transaction) -> None:
            for key in ids:
                units.remove_unit(tx, key)

        def in_use(error: Exception) -> bool:
            from desktop.gui.units.unit import RemoveDialog

            if not (isinstance(error, InvalidInput) and error.code == "unit.in_use" and len(chosen) == 1):
                return False
            count = error.details["count"]
            RemoveDialog(self.context, chosen[0], count if isinstance(count, int) else 0, self._units).open()
            return True

        if ids:
            self.context.operations.write(work, failed=in_use)

    def show_attendees(self) -> None:
        """The attendees of this unit."""
        unit = self.table.current()
        if unit is not None:
            self.context.go("attendees", unit=unit.id)

    def copy(self) -> None:
        """Put the units shown on the clipboard as a table."""
        copy_shown(self.table, self.model)

    def import_list(self) -> None:
        """Add the units of an own CSV list that are not there yet."""
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Import a list of units"), "", _("Lists of units ({pattern})").format(pattern="*.csv *.txt")
        )
        if name:
            self.context.operations.write(lambda tx: units.seed_units(tx, Path(name)), done=self._seeded)

    def _seeded(self, count: int) -> None:
        if not count:
            self.context.feedback.say(_("Every unit of the list is there already."))

    def _open_menu(self, at: QPoint) -> None:
        if self.table.current() is None:
            return
        menu = QMenu(self)
        self.context.commands.fill_menu(menu, "list.units")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(at))


def _tag(unit: UnitView) -> str:
    """Beside the name of a unit that is gone: what followed it, where that is known."""
    if unit.active:
        return ""
    if not unit.followed_by:
        return _("no longer in use")
    return _("now {names}").format(names=", ".join(unit.followed_by))


def _in_state(unit: UnitView, state: str) -> bool:
    if state == "active":
        return unit.active
    if state == "silent":
        return unit.active and not unit.attendee_count
    if state == "gone":
        return not unit.active
    return True
