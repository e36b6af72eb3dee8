"""A button whose words may be longer than there is room for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from desktop.gui.widgets.text import literal, tooltip

_LEAST = 8
"""Letters that stay in any case."""


class ElidedButton(QPushButton):
    """Its words end in "…" when there is no room; whole they are its tool tip and what is spoken."""

    def __init__(self, words: str, slot: Callable[[], object], *, role: str = "", auto_default: bool = False) -> None:
        super().__init__()
        self.setAutoDefault(auto_default)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: slot())
        self.say(words)

    def say(self, words: str) -> None:
        """Other words."""
        self.setText(literal(words))
        self.setAccessibleName(words)
        tooltip(self, words)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), _LEAST * self.fontMetrics().averageCharWidth()), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        option.text = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room, int(Qt.TextFlag.TextShowMnemonic)
        )
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
