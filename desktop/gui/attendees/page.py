"""The attendee list: found from the first letter, filtered, edited, copied."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import attrgetter

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPushButton, QStackedWidget

from desktop.domain.areas import Area
from desktop.domain.people import AttendeeInput, AttendeeState, AttendeeView, RoleGroupView, UnitView
from desktop.gui import icons
from desktop.gui.attendees import NOBODY
from desktop.gui.attendees.model import BY_UNIT, AttendeeFilter, Wanted, columns
from desktop.gui.conferences.welcome import EmptyState
from desktop.gui.context import Context
from desktop.gui.page import Page
from desktop.gui.theme import GRID
from desktop.gui.widgets.clipboard import copy_rows
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.form import choose
from desktop.gui.widgets.links import link
from desktop.gui.widgets.pick_box import PickBox
from desktop.gui.widgets.rows import RowsModel
from desktop.gui.widgets.search import lead_into
from desktop.gui.widgets.table import Table, columns_button_text
from desktop.i18n import _, ngettext
from desktop.services import attendance, attendees, groups
from desktop.services import units as unit_service
from desktop.services.opening import Transaction
from desktop.wording import field
from desktop.wording.field import kind_choices
from desktop.wording.formats import attendees_text, units_text


@dataclass(frozen=True, slots=True)
class _Loaded:
    attendees: AttendeeFilter
    groups: list[RoleGroupView]
    units: list[UnitView]


class AttendeesPage(Page):
    """Everyone registered in the open conference."""

    areas = frozenset({Area.ATTENDEES, Area.UNITS, Area.GROUPS, Area.IMPORTS})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Attendees"))
        self._data = _Loaded(AttendeeFilter(), [], [])
        self._wanted = Wanted()
        self._sort, self._descending = BY_UNIT, False
        self._to_select: uuid.UUID | None = None
        self.add_command("export")
        self.add_button(_("Add an attendee"), self.add)
        self.add_command("import", primary=True)
        self._make_filters()
        self.model: RowsModel[AttendeeView] = RowsModel(columns(), self)
        self.table = Table(context, "attendees", self.model, _("Attendees"))
        self.table.tag_of = _tag
        lead_into(self.search, self.table)
        self.table.chosen.connect(self.edit)
        self.table.sort_wanted.connect(self._sort_by)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self._nothing_found())
        self.body.addWidget(self._stack, 1)
        self.first = self.search
        self.commands = {
            "new": self.add,
            "edit": self.edit,
            "remove": self.remove,
            "find": self.go_find,
            "copy": self.copy,
            "group": self.set_group,
            "unit": self.set_unit,
            "card": self.show_card,
            "papers": self.make_papers,
        }

    # -- putting together -----------------------------------------------------------------------------------------

    def _make_filters(self) -> None:
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Find a name, unit, code or phone"))
        self.search.setAccessibleName(_("Find attendees"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icons.icon(self.context.theme, "magnify"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._on_text)
        self.group = QComboBox()
        self.group.setAccessibleName(_("Role group"))
        self.group.activated.connect(self._on_filter)
        self.kind = QComboBox()
        self.kind.setAccessibleName(_("Kind of unit"))
        self.kind.addItem(_("Every kind of unit"), "")
        for text, value in kind_choices():
            self.kind.addItem(text, value)
        self.kind.activated.connect(self._on_filter)
        self.unit = PickBox()
        self.unit.setAccessibleName(_("Unit"))
        self.unit.picked.connect(self._on_filter)
        self.order = QComboBox()
        self.order.setAccessibleName(_("Sort by"))
        self.order.setPlaceholderText(_("By column"))
        self.order.addItem(_("By unit"), BY_UNIT)
        self.order.addItem(_("By name"), "name")
        self.order.setCurrentIndex(0)
        self.order.activated.connect(lambda _place: self._sort_by(self.order.currentData(), False))
        self.columns_button = QPushButton(columns_button_text())
        self.columns_button.setIcon(icons.icon(self.context.theme, "view-column-outline"))
        self.columns_button.clicked.connect(self._open_columns)
        for box in (self.group, self.kind, self.order):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
        self.unit.setMinimumContentsLength(14)
        self.order.setMinimumContentsLength(9)
        self.search.setMinimumWidth(self.context.theme.px(290))
        row = FlowLayout(spacing=GRID)
        for widget in (self.search, self.group, self.kind, self.unit, self.order, self.columns_button):
            row.addWidget(widget)
        row.stretch(self.search, self.group, self.kind, self.unit)
        self.body.addLayout(row)

    def _empty(self) -> EmptyState:
        state = EmptyState(
            self.context,
            "account-group-outline",
            _("Nobody is registered yet"),
            _("Drop the units' workbooks anywhere on this window, or paste a table copied from Excel."),
        )
        state.add_command("import", primary=True)
        state.add_button(_("Add an attendee")).clicked.connect(lambda: self.add())
        return state

    def _nothing_found(self) -> EmptyState:
        state = EmptyState(
            self.context, "magnify", _("Nobody fits"), _("Nobody in this conference fits the search and the filters.")
        )
        state.add_button(_("Show everyone")).clicked.connect(lambda: self.narrow(clear=True))
        return state

    # -- loading --------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read everyone; the filters stay as they are."""
        conference_id = self.context.conference_id

        def work(tx: Transaction) -> _Loaded:
            return _Loaded(
                AttendeeFilter(attendees.list_attendees(tx, conference_id)),
                groups.list_groups(tx, conference_id),
                unit_service.list_units(tx, conference_id=conference_id),
            )

        self.context.operations.read("attendees", work, self._take)

    def forget(self) -> None:
        super().forget()
        self._wanted = Wanted()
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.table.replace([])

    def _take(self, data: _Loaded) -> None:
        self._data = data
        self.group.clear()
        self.group.addItem(_("Every role group"), None)
        for group in data.groups:
            self.group.addItem(group.title, group.id)
        if any(row.role_group_id is None for row in data.attendees.rows):
            self.group.addItem(_("Without a role group"), NOBODY)
        names = [(unit.name, unit.id) for unit in data.units if unit.attendee_count]
        self.unit.offer([(_("Every unit"), None), *names], self._wanted.unit)
        self._show_wanted()
        self._apply()
        if self._to_select is not None:
            self.table.select_ids([self._to_select])
            self._to_select = None
        self.loaded.emit()

    def _show_wanted(self) -> None:
        choose(self.group, self._wanted.group)
        choose(self.kind, self._wanted.kind)
        self.unit.set_value(self._wanted.unit)
        if self.search.text() != self._wanted.text:
            self.search.setText(self._wanted.text)

    # -- filtering ------------------------------------------------------------------------------------------------

    def narrow(self, **filters: object) -> None:
        """Filters by name: text, group, kind, unit, review; `select` puts the keyboard on an attendee."""
        chosen = filters.pop("select", None)
        if isinstance(chosen, uuid.UUID):
            self._to_select = chosen
            if not self._stale:
                self.table.select_ids([chosen])
        if filters:
            filters.pop("clear", None)
            self._wanted = replace(Wanted(), **filters)  # type: ignore[arg-type]
            self._show_wanted()
            self._apply()

    def _on_text(self, text: str) -> None:
        self._wanted = replace(self._wanted, text=text)
        self._apply()

    def _on_filter(self) -> None:
        unit = self.unit.value()
        self._wanted = replace(
            self._wanted,
            group=self.group.currentData(),
            kind=self.kind.currentData(),
            unit=unit if isinstance(unit, uuid.UUID) else None,
        )
        self._apply()

    def _sort_by(self, key: str, descending: bool) -> None:
        self._sort, self._descending = key, descending
        self.order.setCurrentIndex(self.order.findData(key))
        self.table.mark_sorted("" if key == BY_UNIT else key, descending)
        self._apply()

    def _apply(self) -> None:
        found = self._data.attendees
        if self._sort == BY_UNIT:
            lines, sections = found.find_in_sections(self._wanted)
            self.table.replace(lines, sections)
            count = len(lines) - len(sections)
        else:
            column = self.model.columns[self.model.column_of(self._sort)]
            order = column.order or attrgetter("sort_key")
            rows = sorted(found.find(self._wanted), key=order, reverse=self._descending)
            self.table.replace(rows, ())
            count = len(rows)
        if self.isVisible() and self.search.hasFocus() and self._wanted.text:
            self._first_if_none()
        everyone = len(found.rows)
        self._stack.setCurrentIndex(0 if count else 2 if everyone else 1)
        self._say_facts(count, everyone)

    def _first_if_none(self) -> None:
        if not self.table.currentIndex().isValid():
            self.table.select_first()

    def _say_facts(self, found: int, everyone: int) -> None:
        people = attendees_text(everyone)
        if self._wanted.narrows:
            people = _("{found} of {everyone}").format(found=found, everyone=people)
        in_units, odd = self._data.attendees.units, self._data.attendees.odd
        parts = [people, units_text(in_units)]
        warn = self.context.theme.colours.warn
        if self._wanted.review:
            show = _("show everyone")
            parts.append(link("everyone", show, warn))
        elif odd:
            words = ngettext("{count} row to review", "{count} rows to review", odd).format(count=odd)
            parts.append(link("review", f"⚠ {words}", warn))
        self.say_facts(" · ".join(parts))

    def follow(self, link: str) -> None:
        """Show only the rows to look at, or everyone again."""
        self.narrow(review=link == "review")

    def go_find(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # -- doing ----------------------------------------------------------------------------------------------------

    def _units(self) -> list[UnitView]:
        return [unit for unit in self._data.units if unit.active]

    def add(self) -> None:
        """Open the form for a new attendee, in the unit that the list is filtered to."""
        from desktop.gui.attendees.attendee import AttendeeDialog

        AttendeeDialog(self.context, self._units(), self._data.groups, unit_id=self._wanted.unit).open()

    def edit(self) -> None:
        """Open the form of the row the keyboard is on."""
        from desktop.gui.attendees.attendee import AttendeeDialog

        row = self.table.current()
        if row is not None:
            AttendeeDialog(self.context, self._units(), self._data.groups, row).open()

    def remove(self) -> None:
        """Take the selection off the list; Undo brings it back."""
        ids = [row.id for row in self.table.selected()]
        if ids:
            self.context.operations.write(lambda tx: attendees.remove_attendees(tx, ids))

    def set_group(self) -> None:
        """One role group for the selection."""
        from desktop.gui.attendees.bulk import GroupDialog

        rows = self.table.selected()
        if rows:
            GroupDialog(self.context, rows, self._data.groups).open()

    def set_unit(self) -> None:
        """One unit for the selection."""
        from desktop.gui.attendees.bulk import UnitDialog

        rows = self.table.selected()
        if rows:
            UnitDialog(self.context, rows, self._units()).open()

    def show_card(self) -> None:
        """The person's card."""
        from desktop.gui.attendees.person import show_card

        row = self.table.current()
        if row is not None:
            show_card(self.context, row.person_id)

    def make_papers(self) -> None:
        """To the documents, for the selected people alone: badges, certificates, invitations."""
        people = tuple(row.id for row in self.table.selected() if row.state == AttendeeState.REGISTERED)
        if people:
            self.context.go("printing", people=people)

    def set_off_payroll(self, off: bool) -> None:
        """The selected people draw no salary from the state, or do."""
        ids = [row.id for row in self.table.selected()]
        self.context.operations.write(lambda tx: attendees.set_off_payroll(tx, ids, off))

    def looked_at(self) -> None:
        """The selected rows are fine as they are."""
        rows = [row for row in self.table.selected() if row.review]

        def work(tx: Transaction) -> None:
            for row in rows:
                attendees.edit_attendee(tx, row.id, AttendeeInput(), version=row.version)

        if rows:
            self.context.operations.write(work)

    def cancel_registration(self) -> None:
        """The selected people will not come; they stay on the list, and the door is told why."""
        from desktop.gui.widgets.one_line import OneLineDialog

        rows = [row for row in self.table.selected() if row.state == AttendeeState.REGISTERED]
        title = rows[0].full_name if len(rows) == 1 else str(len(rows))
        words = ngettext("{who} cancels", "{who} people cancel", len(rows)).format(who=title)

        def take(reason: str) -> None:
            self.context.operations.write(lambda tx: attendance.cancel(tx, [row.id for row in rows], reason))

        if rows:
            OneLineDialog(self.context, words, _("Cancel the registration"), _("Reason"), "", take).open()

    def reinstate(self) -> None:
        """The selected people come after all."""
        ids = [row.id for row in self.table.selected() if row.state == AttendeeState.CANCELLED]
        self.context.operations.write(lambda tx: attendance.reinstate(tx, ids))

    def copy(self) -> None:
        """Put the selection (or the whole list) on the clipboard as a table."""
        rows = self.table.selected() or self.model.rows()
        places = [place for place in self.table.shown_columns() if self.model.columns[place].key != RowsModel.NUMBER]
        copy_rows([self.model.columns[place] for place in places], rows)
        self.context.feedback.say(
            ngettext("Copied {count} row", "Copied {count} rows", len(rows)).format(count=len(rows))
        )

    def _open_columns(self) -> None:
        menu = self.table.columns_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.columns_button.mapToGlobal(self.columns_button.rect().bottomLeft()))

    def _open_menu(self, at: QPoint) -> None:
        actions = self.context.commands.actions
        menu = QMenu(self)
        self.context.commands.fill_menu(menu, "list.attendees")
        chosen = self.table.selected()
        states = {row.state for row in chosen}
        coming: list[tuple[str, Callable[[], None]]] = []
        if AttendeeState.REGISTERED in states:
            coming.append((_("Cancel the registration…"), self.cancel_registration))
        if AttendeeState.CANCELLED in states:
            coming.append((_("Comes after all"), self.reinstate))
        if not all(row.off_payroll for row in chosen):
            coming.append((_("Draws no salary from the state"), lambda: self.set_off_payroll(True)))
        if any(row.off_payroll for row in chosen):
            coming.append((_("Draws a salary from the state"), lambda: self.set_off_payroll(False)))
        for words, slot in coming:
            action = QAction(words, menu)
            action.triggered.connect(lambda _checked=False, do=slot: do())
            menu.insertAction(actions["page.copy"], action)
        if coming:
            menu.insertSeparator(actions["page.copy"])
        if any(row.review for row in chosen):
            fine: Callable[[], None] = self.looked_at
            action = QAction(_("Nothing wrong with it"), menu)
            action.triggered.connect(lambda _checked=False: fine())
            menu.insertAction(actions["page.card"], action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(at))


def _tag(row: AttendeeView) -> str:
    return _("cancelled") if row.state == AttendeeState.CANCELLED else field.review_text(row.review)
