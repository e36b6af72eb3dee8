"""What a command is, and where it is offered. The commands themselves are one table: `desktop.gui.commands`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from itertools import count
from typing import TYPE_CHECKING, Literal

from desktop.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from desktop.gui.context import Context
    from desktop.gui.page import Page

Words = Callable[[], str]
"""Words in the language in force when they are asked for."""
Source = Literal["", "file", "server"]
"""The kind of data source a command applies to: "" for both."""

ORGANIZERS = frozenset({"organizer"})
DESKS = ORGANIZERS | {"desk"}
"""What a desk's login may do; the database itself refuses it the rest."""
EVERYONE = DESKS | {"viewer"}

ON_PAGE = "page."
"""How the names of commands begin that the page shown does by itself (`Page.commands`)."""
TO_PAGE = "go."
"""How the names of commands begin that bring a page to the front."""


@dataclass(frozen=True, slots=True)
class InMenu:
    """A place in a menu of the bar, or in the menu of a list ("list.attendees") or of the switcher."""

    menu: str
    group: int = 0
    """Groups stand in this order with a line between them."""
    order: int = 0
    """Within a group; those with the same stand in the table's order."""
    if_can: bool = False
    """Left out of the menu of a list, instead of grey, where it can't be done."""


@dataclass(frozen=True, slots=True)
class OnPage:
    """A button, or a row of a list's menu, on a page: the palette says which."""

    page: str
    """The command that brings the page to the front ("go.tasks")."""


@dataclass(frozen=True, slots=True)
class InRail:
    """A place in the rail: a page, or (without `make`) a command like any other."""

    icon: str
    make: Callable[[Context], Page] | None = None
    lower: bool = False
    """In the rail's lower part: not of one conference."""
    last: bool = False
    """After what stands later in the table."""
    title: Words | None = None
    """Other words than the command's own."""


@dataclass(frozen=True, slots=True)
class BesideDocument:
    """A link beside documents: a dialog that says more than their options do."""

    documents: frozenset[str] = frozenset()
    """The documents by name; none: every one."""
    needed: bool = False
    """Whether a document is nothing without it: shown above the options instead of below."""
    takes_name: bool = False
    """Whether the command is given the document's name (`name=…`), also that of the document shown."""

    def holds(self, document: str) -> bool:
        """Whether it stands beside the document of this name."""
        return not self.documents or document in self.documents


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be asked of the window, by menu, button, key or the palette."""

    name: str
    text: Words
    """As in a menu: & before the letter that chooses it, … when it asks for more."""
    shortcut: str
    """As `QKeySequence` reads it; "" for none. Pages are numbered as a login sees them."""
    open: Callable[..., object]
    """`open(context, **given)`; hands back what it opened."""
    roles: frozenset[str] = ORGANIZERS
    """The logins it is offered to: organizer, desk, viewer."""
    needs_conference: bool = False
    """Whether, where there is none, it leads to making one first, or is grey for who may not make one."""
    source: Source = ""
    """Greyed with another kind of data source."""
    when: Literal["", "open", "closed"] = ""
    """Greyed unless the conference is so."""
    where: tuple[InMenu | InRail | BesideDocument | OnPage, ...] = ()
    """Where it is offered; nowhere: only by those who give it what it needs, not by the palette either."""

    @property
    def plain_text(self) -> str:
        """Its words without the mark of its letter."""
        return plain(self.text())

    @property
    def rail(self) -> InRail | None:
        """Its place in the rail."""
        return next((place for place in self.where if isinstance(place, InRail)), None)

    @property
    def of_document(self) -> BesideDocument | None:
        """The documents whose name it is given; None when it is given none."""
        return next((place for place in self.where if isinstance(place, BesideDocument) and place.takes_name), None)

    @property
    def rail_title(self) -> str:
        """What it is called in the rail."""
        title = self.rail.title if self.rail is not None else None
        return title() if title is not None else self.plain_text

    @property
    def page(self) -> str:
        """The page that it brings to the front; "" for none."""
        return self.name.removeprefix(TO_PAGE) if self.name.startswith(TO_PAGE) else ""

    @property
    def on_page(self) -> str:
        """What the page shown does for it, as `Page.commands` names it; "" when it needs no page."""
        return self.name.removeprefix(ON_PAGE) if self.name.startswith(ON_PAGE) else ""

    def applies(self, *, on_server: bool) -> bool:
        """Whether it leads somewhere with this kind of data source."""
        return self.source != ("file" if on_server else "server")


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """A link beside one document: the words, the command it runs and what that is given."""

    text: str
    command: str
    given: Mapping[str, str] = field(default_factory=dict)
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A command as it stands now, in words."""

    name: str
    text: str
    place: str
    """The menu it is in, or its page."""
    shortcut: str
    """As this system writes it; "" for none."""
    reason: str = ""
    """Why it can't be done now; "" when it can."""


def plain(text: str) -> str:
    """A menu's words without the mark of their letter."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def for_role(commands: Iterable[Command], role: str) -> tuple[Command, ...]:
    """The commands offered to a login of this role; its pages have the keys Ctrl+1, Ctrl+2 … in their order."""
    numbers = count(1)
    return tuple(
        replace(command, shortcut=f"Ctrl+{next(numbers)}") if command.page else command
        for command in commands
        if role in command.roles
    )
