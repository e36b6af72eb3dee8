"""The commands of one window, as its login may use them: their actions, menus, buttons, and how each stands now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QPushButton

from desktop.domain.errors import AppError
from desktop.domain.sources import is_server
from desktop.gui.command import BesideDocument, Command, DocumentLink, InMenu, InRail, Offer, Words, for_role, plain
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.gui.context import Context

_PRINTING = "go.printing"
"""Where commands are that stand in no menu but beside a document."""


class WindowCommands:
    """Made by the window from the table; pages and dialogs reach it as `Context.commands`."""

    def __init__(self, context: Context, commands: Iterable[Command], menus: Mapping[str, Words]) -> None:
        self._context = context
        self._on_server = is_server(context.location)
        self._titles = menus
        every = tuple(commands)
        self.by_name = {command.name: command for command in every}
        self.offered = for_role(every, context.operations.database.role)
        """What this login sees, in the table's order."""
        self.actions = {command.name: self._action_of(command) for command in self.offered if command.where}
        self.menus: list[QMenu] = []
        """The menus of the bar."""

    def _action_of(self, command: Command) -> QAction:
        action = QAction(command.text(), self._context.window)
        action.setShortcut(command.shortcut)
        action.setObjectName(command.name)
        action.setEnabled(command.applies(on_server=self._on_server))
        action.triggered.connect(lambda _checked=False: self.run(command.name))
        return action

    # -- asking ---------------------------------------------------------------------------------------------------

    def may(self, name: str) -> bool:
        """Whether this login may use a command."""
        return self._context.operations.database.role in self.by_name[name].roles

    def run(self, name: str, /, **given: object) -> object:
        """Run a command; one that needs a conference leads to making one first.

        Raises KeyError for a name that is not in the table.
        """
        if self._context.conference is None and self.by_name[name].needs_conference:
            name, given = "conference.new", {}
        if not self.may(name):
            self._context.feedback.show_error(AppError("record.not_allowed"))
            return None
        return self.by_name[name].open(self._context, **given)

    # -- where they stand -----------------------------------------------------------------------------------------

    def fill_bar(self, bar: QMenuBar) -> None:
        """Make the menus of the bar; one that would be empty is left out."""
        for name, title in self._titles.items():
            if self._in_menu(name):
                menu = bar.addMenu(title())
                self.fill_menu(menu, name)
                self.menus.append(menu)

    def fill_menu(self, menu: QMenu, name: str) -> None:
        """Add the commands of a menu, with a line between their groups; a menu of the bar waits for a conference."""
        before: int | None = None
        for group, command in self._in_menu(name):
            if name not in self._titles and command.needs_conference and self._context.conference is None:
                continue
            if before is not None and group != before:
                menu.addSeparator()
            before = group
            menu.addAction(self.actions[command.name])

    def _in_menu(self, name: str) -> list[tuple[int, Command]]:
        found = [
            (place.group, place.order, row, command)
            for row, command in enumerate(self.offered)
            for place in command.where
            if isinstance(place, InMenu) and place.menu == name
        ]
        return [(group, command) for group, _order, _row, command in sorted(found, key=lambda each: each[:3])]

    def in_rail(self) -> list[tuple[Command, InRail]]:
        """What the rail shows, with the place of each."""
        found = [(command, place) for command in self.offered if (place := command.rail) is not None]
        return sorted(found, key=lambda each: each[1].last)

    def button(self, name: str, text: str = "", *, primary: bool = False) -> QPushButton:
        """A button that runs a command, with its words or shorter ones."""
        button = QPushButton((text or self.by_name[name].plain_text).replace("&", "&&"))
        button.setProperty("primary", primary)
        button.clicked.connect(lambda _checked=False: self.run(name))
        return button

    def beside(self, document: str) -> list[DocumentLink]:
        """The links beside a document: its own, then those that every document has."""
        found = [
            (bool(place.documents), command, place)
            for command in self.offered
            for place in command.where
            if isinstance(place, BesideDocument) and (not place.documents or document in place.documents)
        ]
        return [
            DocumentLink(command.plain_text, command.name, {"name": document} if place.takes_name else {}, place.needed)
            for _own, command, place in sorted(found, key=lambda each: not each[0])
        ]

    # -- how they stand now ---------------------------------------------------------------------------------------

    def follow_page(self) -> None:
        """Enable what the page shown can do; a page whose commands changed asks for it."""
        able = self._able()
        for command in self.offered:
            if command.on_page and command.name in self.actions:
                self.actions[command.name].setEnabled(command.on_page in able)

    def _able(self) -> Iterable[str]:
        page = self._context.shell.page
        return page.commands if page is not None else ()

    def offers(self) -> list[Offer]:
        """Every command that is offered somewhere, in the table's order."""
        return [
            Offer(
                command.name,
                command.plain_text,
                self._place_of(command),
                action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
                self._reason(command),
            )
            for command in self.offered
            if (action := self.actions.get(command.name)) is not None and action.isVisible()
        ]

    def _place_of(self, command: Command) -> str:
        menus = [place.menu for place in command.where if isinstance(place, InMenu) and place.menu in self._titles]
        title = self._titles[menus[0]] if menus else self.by_name[_PRINTING].text
        return plain(title())

    def _reason(self, command: Command) -> str:
        if not command.applies(on_server=self._on_server):
            return _("only with a data file") if self._on_server else _("only with a server")
        if command.on_page and command.on_page not in self._able():
            return _("not on this page")
        return ""
