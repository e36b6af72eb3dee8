"""What every page is: a title, a line of facts, buttons at the right, and words when there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.domain.areas import Area
from desktop.domain.guide import Topic
from desktop.domain.identity_card import IdentityCard
from desktop.domain.lazy_dataclass import dataclass
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.layout import aligned, button, column, holder, label, link
from desktop.gui.widgets.text import LineLabel, Markup, tooltip
from desktop.i18n import _


@dataclass(frozen=True, slots=True)
class PageCommand:
    """What a page does for a command of the window, and whether it can now."""

    work: Callable[[], object]
    why_not: Callable[[], str] = str
    """Why it can't be done now, in a few words that stand after the command's; "" when it can."""
    checked: Callable[[], bool] | None = None
    """Whether it holds now; None for what is done and not switched on."""

    def __call__(self) -> object:
        """Do it, whoever calls has asked `why_not`."""
        return self.work()


class Page(QWidget):
    """A page of the window. Subclasses name the areas they show and load them with `reload`."""

    areas: frozenset[Area] = frozenset()
    """A change in one of these makes the page stale."""
    needs_conference = True
    own_keys = False
    """Whether the page decides itself which keys of the menu its fields take."""
    guide: Topic | None = None
    """The place of the user guide that F1 opens: each page names its own."""

    loaded = Signal()
    """The page shows its data."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(context.stack)
        self.context = context
        self.commands: dict[str, PageCommand] = {}
        """What this page does by itself: "page.…" of the table without its beginning ("new", "edit"), or a whole name."""
        self.first: QWidget | None = None
        """Where the keyboard is when the page opens."""
        self._stale = True
        self._title = label(title, "title")
        self._fact = LineLabel()
        self._fact.setProperty("role", "muted")
        self._fact.linkActivated.connect(self.follow)
        self._by_state: dict[str, QPushButton] = {}
        """Buttons of commands that depend on whether the conference is closed, by name."""
        self._back = link("", lambda: self.context.go(self._back_to))
        self._back_to = ""
        self._back.hide()
        self.header = FlowLayout(spacing=GRID)
        titles = column(aligned(self._back, Qt.AlignmentFlag.AlignLeft), self._title, self._fact, spacing=2)
        self.header.addWidget(holder(titles))
        self.header.push()
        edges = (GRID * 2 + 4, GRID * 2, GRID * 2 + 4, GRID * 2)
        self.body = column(self.header, on=self, spacing=GRID + 4, margins=edges)
        self.setAccessibleName(title)

    def add_button(self, text: str, slot: Callable[[], object], *, primary: bool = False) -> QPushButton:
        """A button at the right of the title; the primary one is filled."""
        made = button(text, slot, primary=primary)
        self.header.addWidget(made)
        return made

    def add_command(self, name: str, text: str = "", *, primary: bool = False) -> QPushButton:
        """A button at the right of the title that runs a command of the window, in its own words or others."""
        commands = self.context.commands
        button = commands.button(name, text, primary=primary)
        self.header.addWidget(button)
        if commands.by_name[name].when:
            if not self._by_state:
                self.context.conference_changed.connect(self._grey)
            self._by_state[name] = button
            self._grey()
        return button

    def add_commands(self, *names: str, texts: Mapping[str, str] = MappingProxyType({})) -> None:
        """Buttons of commands; with large text one button that has them all, for a small screen needs the room.

        `texts`: what buttons say otherwise than menus.
        """
        if not self.context.theme.large:
            for name in names:
                self.add_command(name, texts.get(name, ""))
            return
        more = button(_("More ▾"))
        menu = QMenu(more)
        menu.addActions([self.context.commands.actions[name] for name in names])
        more.setMenu(menu)
        self.header.addWidget(more)

    def _grey(self) -> None:
        """Commands that the conference allows only while it is open, or closed, say so on their buttons."""
        commands = self.context.commands
        for name, made in self._by_state.items():
            reason = commands.why_not(commands.by_name[name])
            made.setEnabled(not reason)
            tooltip(made, reason)

    def stand_inside(self) -> None:
        """Stand inside another page, which has the title and the edges."""
        self._title.hide()
        self.body.setContentsMargins(0, GRID, 0, 0)

    def lead_back(self, page: str, title: str = "") -> None:
        """Offer the way back to the page from which this one was opened ("": none)."""
        self._back_to = page
        self._back.setText(f"‹ {title}")
        self._back.setVisible(bool(page))

    def say_facts(self, words: str | Markup) -> None:
        """The one-line fact under the title; may hold links (`follow` gets them)."""
        self._fact.setText(words)

    def follow(self, link: str) -> None:
        """A link in the line of facts was activated."""

    @property
    def guide_place(self) -> str:
        """The anchor in the guide of what is shown."""
        return self.guide or Topic.START

    @property
    def document(self) -> str:
        """The name of the document shown; "" for none."""
        return ""

    def do(self, name: str) -> None:
        """Do what `commands` names, or say why it can't be done now."""
        wanted = self.commands[name]
        if reason := wanted.why_not():
            self.context.commands.refuse(name, reason)
        else:
            wanted()

    def reload(self) -> None:
        """Ask the services for what the page shows, then emit `loaded`."""
        raise NotImplementedError

    def narrow(self, **filters: object) -> None:
        """Show only what the filters say; called before the page is shown by `Context.go`."""

    def make_stale(self, areas: frozenset[Area]) -> None:
        """Something changed: reload now when shown, else when shown next."""
        if not self.areas & areas:
            return
        self._stale = True
        if self.isVisible():
            self.freshen()

    def forget(self) -> None:
        """Another conference is open: nothing shown is true any more."""
        self._stale = True

    def take_scan(self, code: str) -> bool:  # noqa: ARG002
        """A badge was scanned while the page is shown, or "": what could not be read. False: the page takes none."""
        return False

    def take_card(self, card: IdentityCard | None) -> bool:  # noqa: ARG002
        """A citizen's card was scanned while the page is shown; None for one that could not be read. False: it takes none."""
        return False

    def put_away(self) -> None:
        """Keep what was typed and not kept yet: the window closes."""

    def freshen(self) -> None:
        """Reload if something changed since the last time."""
        if self._stale and (self.context.conference is not None or not self.needs_conference):
            self._stale = False
            self.reload()
