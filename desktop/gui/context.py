"""What every page and dialog is handed: the record's operations, the look, the conference open, and how to move on."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.domain.people import ConferenceView
from desktop.gui.connection import ConnectionWatch
from desktop.gui.operations import Operations
from desktop.gui.review.reading import CaseReading
from desktop.gui.theme import Theme
from desktop.settings import Settings

if TYPE_CHECKING:
    from desktop.gui.feedback import Feedback
    from desktop.gui.page import Page
    from desktop.gui.window_commands import WindowCommands


class Shell(Protocol):
    """What pages, dialogs and commands may ask of the window they are in; `MainWindow` does it."""

    @property
    def page(self) -> Page | None:
        """The page shown."""

    def show_page(self, name: str, **filters: object) -> None:
        """Bring a page to the front; filters narrow what it lists."""

    def lead_back(self) -> None:
        """Let the page just shown offer the way back to the one before it."""

    def open_conference(self, conference_id: uuid.UUID | None) -> None:
        """Make another conference the open one."""

    def undo_last(self) -> None:
        """Take back what this desk did last."""

    def redo_last(self) -> None:
        """Do again what was taken back last."""

    def choose_data(self, *, new: bool) -> None:
        """Ask for a data file, one that is there or a new one, and open it."""

    def open_data(self, where: str | Path, *, new: bool = False) -> None:
        """Open another data file, one to be made if `new`, or a server in place of this one."""

    def stop_sharing(self) -> None:
        """Bring the conference that is shared with other desks back into its data file."""

    def make_anew(self, language: str) -> None:
        """Make the window again in this language ("" for the system's) and with the size of text now set."""


class Context(QObject):
    """One window's surroundings. Pages listen to `conference_changed` and to `operations.changed`."""

    conference_changed = Signal()
    """Another conference is open, or its facts changed; `conference` has it (None: none yet)."""

    def __init__(self, settings: Settings, operations: Operations, theme: Theme, location: str = "") -> None:
        super().__init__()
        self.location = location or str(operations.database.path or "")
        """The data file or the server's address, without a password."""
        self.connection = ConnectionWatch(operations, self.location, self)
        self.settings = settings
        self.operations = operations
        self.review = CaseReading()
        """What is to review, for all who show or count it."""
        self.theme = theme
        self.conference: ConferenceView | None = None
        self.feedback: Feedback
        self.shell: Shell
        """What the window does for its pages and dialogs."""
        self.window: QWidget
        """The same window as a widget: parent of dialogs, and where they stand on the screen."""
        self.stack: QWidget
        """Where the window's pages stand, and are made: each other place on the way would have their widgets styled anew."""
        self.commands: WindowCommands
        """What can be done in this window, by name."""

    @property
    def conference_id(self) -> uuid.UUID:
        """The open conference; only pages that are shown with one may ask."""
        if self.conference is None:
            raise RuntimeError("no conference is open")
        return self.conference.id

    def go(self, page: str, **filters: object) -> None:
        """Show a page ("attendees"), narrowed by its filters (`group=…`, `unit=…`)."""
        self.shell.show_page(page, **filters)

    def run(self, command: str, /, **given: object) -> object:
        """Run a command of `desktop.gui.commands` by its name and hand back what it opened."""
        return self.commands.run(command, **given)

    def open_conference(self, conference_id: uuid.UUID | None) -> None:
        """Make another conference the open one (None: whichever there is)."""
        self.shell.open_conference(conference_id)

    def remember(self, name: str, value: object) -> None:
        """Keep a list's columns, a window's place … for the next start."""
        self.settings.views[name] = value

    def remembered(self, name: str) -> object:
        """What `remember` kept under the name, or None."""
        return self.settings.views.get(name)
