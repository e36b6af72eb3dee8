"""The commands of one window, as its login may use them: their actions, menus, buttons, and how each stands now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QPushButton

from desktop.domain.errors import AppError
from desktop.domain.sources import is_server
from desktop.gui.command import (
    BesideDocument,
    Command,
    DocumentLink,
    InMenu,
    InRail,
    Offer,
    OnPage,
    Words,
    for_role,
    plain,
)
from desktop.gui.widgets.text import literal, tooltip
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.gui.context import Context
    from desktop.gui.page import PageCommand

_PRINTING = "go.printing"
"""Where commands are that stand in no menu but beside a document."""
_FIRST = "conference.new"
"""What a command leads to that needs a conference where there is none."""


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
        self._in_menus = [
            (place, command) for command in self.offered for place in command.where if isinstance(place, InMenu)
        ]
        self.actions = {command.name: self._action_of(command) for command in self.offered if command.where}
        self.menus: list[QMenu] = []
        """The menus of the bar."""

    @property
    def keys(self) -> set[str]:
        """Every key that runs one of them, as `QKeySequence` writes it on any system."""
        portable = QKeySequence.SequenceFormat.PortableText
        return {each.shortcut().toString(portable) for each in self.actions.values() if not each.shortcut().isEmpty()}

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
        """Run a command, or say why it can't be done; one that needs a conference leads to making one first.

        Raises KeyError for a name that is not in the table.
        """
        command = self.by_name[name]
        if not self.may(name):
            self._context.feedback.show_error(AppError("record.not_allowed"))
            return None
        if command.of_document is not None:
            given = {"name": self._document, **given}
        if reason := self.why_not(command, given):
            self.refuse(name, reason)
            return None
        if command.needs_conference and self._context.conference is None:
            return self.run(_FIRST)
        return command.open(self._context, **given)

    def why_not(self, command: Command, given: Mapping[str, object] | None = None) -> str:
        """Why a command can't be done now, in a few words that stand after its own; "" when it can.

        `given`: what it is to be run with; of a document's name, without it that of the document shown.
        """
        if not command.applies(on_server=self._on_server):
            return _("only with a data file") if self._on_server else _("only with a server")
        if command.needs_conference and self._context.conference is None:
            return "" if self.may(_FIRST) else _("no conference yet")
        if command.when and self._context.conference is not None:
            closed = self._context.conference.closed
            if closed and command.when == "open":
                return _("the conference is closed")
            if self._context.conference.reported and command.when == "open" and command.name != "conference.close":
                return _("its figures were reported")
            if not closed and command.when == "closed":
                return _("the conference is not closed")
        beside = command.of_document
        if beside is not None and not (name := str((given or {}).get("name", self._document))):
            return _("open a document on the Printing page first")
        if beside is not None and not beside.holds(name):
            return _("not for this document")
        return self._why_not_on_page(command)

    def _why_not_on_page(self, command: Command) -> str:
        done = self._done_by_page()
        wanted = done.get(command.on_page or command.name)
        if wanted is not None:
            return wanted.why_not()
        return _("not on this page") if command.on_page else ""

    def _done_by_page(self) -> Mapping[str, PageCommand]:
        page = self._context.shell.page
        return page.commands if page is not None else {}

    @property
    def _document(self) -> str:
        page = self._context.shell.page
        return page.document if page is not None else ""

    def refuse(self, name: str, reason: str) -> None:
        """Say quietly why a command can't be done now."""
        words = self.by_name[name].plain_text.removesuffix("…")
        self._context.feedback.say(_("{command}: {reason}.").format(command=words, reason=reason))

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
        filled = []
        for place, command in self._in_menu(name):
            if name not in self._titles and self._left_out(place, command):
                continue
            group = place.group
            if before is not None and group != before:
                menu.addSeparator()
            before = group
            menu.addAction(self.actions[command.name])
            filled.append(command)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(partial(self._grey, filled))
        menu.aboutToHide.connect(self.follow_page)

    def _left_out(self, place: InMenu, command: Command) -> bool:
        """Whether a menu that opens where something is clicked does without a command just now."""
        waits = command.needs_conference and self._context.conference is None
        return waits or (place.if_can and bool(self.why_not(command)))

    def _grey(self, commands: Iterable[Command]) -> None:
        """While a menu with these commands is open, what can't be done now is grey and says why."""
        done = self._done_by_page()
        for command in commands:
            action = self.actions[command.name]
            self._tell(action, self.why_not(command))
            page = done.get(command.on_page)
            action.setCheckable(page is not None and page.checked is not None)
            action.setChecked(page is not None and page.checked is not None and page.checked())

    def _tell(self, action: QAction, reason: str) -> None:
        action.setEnabled(not reason)
        tooltip(action, reason)
        action.setStatusTip(reason)

    def _in_menu(self, name: str) -> list[tuple[InMenu, Command]]:
        found = [each for each in self._in_menus if each[0].menu == name]
        return sorted(found, key=lambda each: (each[0].group, each[0].order))

    def in_rail(self) -> list[tuple[Command, InRail]]:
        """What the rail shows, with the place of each."""
        found = [(command, place) for command in self.offered if (place := command.rail) is not None]
        return sorted(found, key=lambda each: each[1].last)

    def button(self, name: str, text: str = "", *, primary: bool = False) -> QPushButton:
        """A button that runs a command, with its words or shorter ones (& before the letter that presses it)."""
        button = QPushButton(text or literal(self.by_name[name].plain_text))
        button.setProperty("primary", primary)
        button.clicked.connect(lambda _checked=False: self.run(name))
        return button

    def beside(self, document: str) -> list[DocumentLink]:
        """The links beside a document: its own, then those that every document has."""
        found = [
            (bool(place.documents), command, place)
            for command in self.offered
            for place in command.where
            if isinstance(place, BesideDocument) and place.holds(document)
        ]
        return [
            DocumentLink(command.plain_text, command.name, {"name": document} if place.takes_name else {}, place.needed)
            for _own, command, place in sorted(found, key=lambda each: not each[0])
        ]

    # -- how they stand now ---------------------------------------------------------------------------------------

    def follow_page(self) -> None:
        """Give the page shown its keys; a page whose commands changed asks for it.

        A key that can't be used just now is answered in words; one that leads nowhere is left to what has the keyboard.
        """
        done = self._done_by_page()
        for command in self.offered:
            if (action := self.actions.get(command.name)) is not None:
                nowhere = command.on_page and command.on_page not in done
                self._tell(action, "")
                action.setEnabled(command.applies(on_server=self._on_server) and not nowhere)

    def offers(self) -> list[Offer]:
        """Every command that is offered somewhere, in the table's order."""
        return [
            Offer(
                command.name,
                command.plain_text,
                self._place_of(command),
                action.shortcut().toString(QKeySequence.SequenceFormat.NativeText),
                self.why_not(command),
            )
            for command in self.offered
            if (action := self.actions.get(command.name)) is not None and action.isVisible()
        ]

    def _place_of(self, command: Command) -> str:
        menus = [place.menu for place in command.where if isinstance(place, InMenu) and place.menu in self._titles]
        pages = [place.page for place in command.where if isinstance(place, OnPage)]
        title = self._titles[menus[0]] if menus else self.by_name[pages[0] if pages else _PRINTING].text
        return plain(title())
