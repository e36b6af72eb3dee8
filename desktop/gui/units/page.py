"""The directory: units and people, for years and all conferences."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget

from desktop.domain.areas import Area
from desktop.domain.guide import Topic
from desktop.gui.context import Context
from desktop.gui.page import Page
from desktop.gui.units.people_tab import PeopleTab
from desktop.gui.units.units_tab import UnitsTab
from desktop.i18n import _
from desktop.wording.formats import units_text


class DirectoryPage(Page):
    """Two tabs; the page's commands are those of the tab shown."""

    guide = Topic.UNITS

    areas = frozenset({Area.UNITS, Area.ATTENDEES, Area.CONFERENCES})
    needs_conference = False

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Units & directory"))
        self.units = UnitsTab(context)
        self.people = PeopleTab(context)
        self._import_button = self.add_command("page.import_units")
        self._add_button = self.add_button(_("Add a unit"), self.units.add, primary=True)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(_("Units & directory"))
        self.tabs.addTab(self.units, _("Units"))
        self.tabs.addTab(self.people, _("People"))
        self.tabs.currentChanged.connect(self._on_tab)
        self.body.addWidget(self.tabs, 1)
        self.first = self.units.table
        self.commands = self.units.commands()
        self.units.loaded.connect(self._on_units)

    def reload(self) -> None:
        """Read the units and search the people again."""
        self.units.reload()
        self.people.reload()

    def narrow(self, **filters: object) -> None:
        """`select` puts the keyboard on a unit, `silent` shows those with nobody registered."""
        self.tabs.setCurrentWidget(self.units)
        self.units.narrow(select=filters.get("select"), silent=filters.get("silent"))
        self.units.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        super().forget()
        self.units.forget()

    def _on_units(self, count: int) -> None:
        self.say_facts(units_text(count))
        self.loaded.emit()

    def _on_tab(self) -> None:
        shows_units = self.tabs.currentWidget() is self.units
        self._import_button.setVisible(shows_units)
        self._add_button.setVisible(shows_units)
        self.commands = self.units.commands() if shows_units else self.people.commands()
        self.context.commands.follow_page()
