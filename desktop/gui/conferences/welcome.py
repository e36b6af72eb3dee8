"""What a data file without a conference shows: where to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.domain.areas import Area
from desktop.gui import icons
from desktop.gui.context import Context
from desktop.gui.page import Page
from desktop.gui.theme import GRID
from desktop.i18n import _


class EmptyState(QWidget):
    """An icon, what to do in words, and buttons that do it."""

    def __init__(self, context: Context, icon: str, heading: str, words: str) -> None:
        super().__init__()
        self._context = context
        picture = QLabel()
        picture.setPixmap(icons.pixmap(context.theme, icon, "muted", 48))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = QLabel(heading)
        title.setProperty("role", "heading")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text = QLabel(words)
        text.setProperty("role", "muted")
        text.setWordWrap(True)
        text.setFixedWidth(round(480 * (1 + (context.theme.scale - 1) * 0.6)))  # beside the rail, at 200 % too
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(GRID)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addLayout(self.buttons)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(GRID + 4)
        layout.addStretch(2)
        layout.addWidget(picture)
        layout.addWidget(title)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(text)
        middle.addStretch(1)
        layout.addLayout(middle)
        layout.addSpacing(GRID)
        layout.addLayout(row)
        layout.addStretch(3)

    def add_button(self, text: str, *, primary: bool = False) -> QPushButton:
        """A button under the words."""
        button = QPushButton(text)
        button.setProperty("primary", primary)
        return self._put(button)

    def add_command(self, name: str, *, primary: bool = False) -> QPushButton:
        """A button under the words that runs a command of the window."""
        return self._put(self._context.commands.button(name, primary=primary))

    def _put(self, button: QPushButton) -> QPushButton:
        button.setDefault(bool(button.property("primary")))
        self.buttons.addWidget(button)
        return button


class WelcomePage(Page):
    """The empty state of a new data file."""

    areas = frozenset({Area.CONFERENCES})
    needs_conference = False

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Welcome"))
        self._title.hide()
        self._fact.hide()
        makes = context.commands.may("conference.new")
        state = EmptyState(
            context,
            "calendar-clock-outline",
            _("Start with a conference") if makes else _("No conference yet"),
            _(
                "Name the conference and its days, then drop the workbooks that the units sent: "
                "the list, the agenda and the attendance sheets follow from them."
            )
            if makes
            else _("There is no conference on the server yet: it comes here as soon as the organizer has made it."),
        )
        if makes:
            self.new_button = state.add_command("conference.new", primary=True)
            self.commands["new"] = self.new_button.click
            self.first = self.new_button
            state.add_command("sample")
        self.body.addWidget(state, 1)

    def reload(self) -> None:
        """Nothing to ask for."""
        self.loaded.emit()
