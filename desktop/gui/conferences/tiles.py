"""Parts of a page beside each other while they have room, else under each other."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desktop.gui.theme import GRID, Theme

_GAP = GRID + 4


class Tiles(QWidget):
    """Parts of equal width, all in one row, half of them, or one in each.

    `width`: the least that one needs, in pixels at 100 % text.
    """

    def __init__(self, theme: Theme, width: int, *parts: QWidget) -> None:
        super().__init__()
        self._theme, self._width, self._parts = theme, width, parts
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._arrange(len(parts))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, part in enumerate(self._parts):
            self._grid.addWidget(part, place // columns, place % columns)
        for place in range(len(self._parts)):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room, wide = event.size().width() + _GAP, self._theme.px(self._width) + _GAP
        columns = len(self._parts)
        while columns > 1 and columns * wide > room:
            columns = (columns + 1) // 2
        self._arrange(columns)

    def minimumSizeHint(self) -> QSize:
        """One of them has to fit: the others go below."""
        narrow = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(narrow, super().minimumSizeHint().height())
