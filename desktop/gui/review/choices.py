"""Numbered choices: a digit chooses one, Enter says that it is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from desktop.gui.theme import Theme
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _


def number_of(event: QKeyEvent) -> int | None:
    """The number that a key chooses, 1 to 9; None for any other key ("²" among them, which is no decimal)."""
    text = event.text()
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    if len(text) != 1 or not text.isdecimal() or event.modifiers() & commands:
        return None
    return int(text) or None


class ChoiceList(QListWidget):
    """A line a choice; a digit, a click or the arrows choose, Enter settles."""

    settled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(_("What settles it"))
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemDoubleClicked.connect(lambda _item: self.settled.emit())

    def offer(self, choices: Sequence[str]) -> None:
        """Show these choices, the first of them chosen."""
        self.clear()
        for number, words in enumerate(choices, start=1):
            item = QListWidgetItem(f"{number}   {words}", self)
            tooltip(item, words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{number}: {words}")
        self.setCurrentRow(0)
        self.updateGeometry()

    def choose(self, place: int) -> bool:
        """Choose the line at a place; False where there is none."""
        there = 0 <= place < self.count()
        if there:
            self.setCurrentRow(place)
        return there

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settled.emit()
        elif (number := number_of(event)) is None or not self.choose(number - 1):
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters look for nothing here."""

    def sizeHint(self) -> QSize:
        """High enough for its lines."""
        lines = sum(max(self.sizeHintForRow(place), self._theme.row_height()) for place in range(self.count()))
        return QSize(super().sizeHint().width(), lines + 2 * self.frameWidth() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), min(self.sizeHint().height(), 4 * self._theme.row_height()))
