"""What stands where a list would be empty: words and the buttons with which it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget, QWidget

from desktop.gui import icons
from desktop.gui.theme import GRID
from desktop.gui.widgets.layout import STRETCH, Placed, button, column, label, row

if TYPE_CHECKING:
    from desktop.gui.context import Context


class EmptyState(QWidget):
    """An icon, what to do in words, and buttons that do it."""

    def __init__(self, context: Context, icon: str, heading: str, words: str) -> None:
        super().__init__()
        self._context = context
        picture = label()
        picture.setPixmap(icons.pixmap(context.theme, icon, "muted", 48))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title, text = label(heading, "heading"), label(words, "muted", wrap=True)
        for each in (title, text):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setFixedWidth(round(480 * (1 + (context.theme.scale - 1) * 0.25)))  # beside the rail, at 200 % too
        self.buttons, self.others = row(), row()
        parts = (text, self.buttons, self.others)
        middle, below, last = (row(STRETCH, each, STRETCH, spacing=None) for each in parts)
        above, under = Placed(None, 2), Placed(None, 3)
        column(above, picture, title, middle, GRID, below, last, under, on=self, spacing=GRID + 4, margins=None)

    def add_button(self, text: str, *, primary: bool = False) -> QPushButton:
        """A button under the words."""
        return self._put(button(text, primary=primary))

    def add_command(self, name: str, *, primary: bool = False) -> QPushButton:
        """A button under the words that runs a command of the window."""
        return self._put(self._context.commands.button(name, primary=primary))

    def add_other(self, name: str) -> None:
        """A button in a line of its own for who came for something else."""
        self.others.addWidget(self._context.commands.button(name))

    def _put(self, made: QPushButton) -> QPushButton:
        made.setDefault(bool(made.property("primary")))
        if self.focusProxy() is None:
            self.setFocusProxy(made)
        self.buttons.addWidget(made)
        return made


class ListOrWords(QStackedWidget):
    """A list, or an empty state in its place; the keyboard goes along."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        for each in parts:
            self.addWidget(each)

    def minimumSizeHint(self) -> QSize:
        """Of what is shown: words that are not there need no room in a low window."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()

    def setCurrentIndex(self, place: int) -> None:
        shown, now = self.currentWidget(), QApplication.focusWidget()
        had = shown is not None and now is not None and (shown is now or shown.isAncestorOf(now))
        super().setCurrentIndex(place)
        self.updateGeometry()
        if had:
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Put the keyboard on what is shown: the list, or the first button of the words."""
        if (shown := self.currentWidget()) is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
