"""What every page and dialog is handed: the record's operations, the look, the conference open, and how to move on."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.domain.people import ConferenceView
from desktop.gui.connection import ConnectionWatch
from desktop.gui.operations import Operations
from desktop.gui.theme import Theme
from desktop.settings import Settings

if TYPE_CHECKING:
    from desktop.gui.feedback import Feedback
    from desktop.gui.shell.main_window import MainWindow


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
        self.theme = theme
        self.conference: ConferenceView | None = None
        self.feedback: Feedback
        self.window: MainWindow

    @property
    def conference_id(self) -> uuid.UUID:
        """The open conference; only pages that are shown with one may ask."""
        if self.conference is None:
            raise RuntimeError("no conference is open")
        return self.conference.id

    def go(self, page: str, **filters: object) -> None:
        """Show a page ("attendees"), narrowed by its filters (`group=…`, `unit=…`)."""
        self.window.show_page(page, **filters)

    def open_conference(self, conference_id: uuid.UUID | None) -> None:
        """Make another conference the open one (None: whichever there is)."""
        self.window.open_conference(conference_id)

    def start_import(self, paths: Sequence[Path] = ()) -> None:
        """Open the import wizard; without paths it asks for files."""
        self.window.open_door("import", paths=list(paths))

    def remember(self, name: str, value: object) -> None:
        """Keep a list's columns, a window's place … for the next start."""
        self.settings.views[name] = value

    def remembered(self, name: str) -> object:
        """What `remember` kept under the name, or None."""
        return self.settings.views.get(name)
