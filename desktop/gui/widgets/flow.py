"""A row of widgets that breaks into further rows when the text is large or the window narrow."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays its widgets out like words; `push` begins the part that stands at the right of its row."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._right_from: int | None = None
        self._stretching: list[QWidget] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def push(self) -> None:
        """What is added from now on stands at the right."""
        self._right_from = len(self._items)

    def stretch(self, *widgets: QWidget) -> None:
        """These take the room that is left in their row."""
        self._stretching.extend(widgets)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        rows: list[list[tuple[int, QLayoutItem]]] = [[]]
        used = 0
        for place, item in enumerate(self._items):
            if item.isEmpty():
                continue
            width = item.sizeHint().width()
            if rows[-1] and used + width > rect.width():
                rows.append([])
                used = 0
            rows[-1].append((place, item))
            used += width + self.spacing()
        y = rect.y()
        for row in rows:
            height = max((_height(item, rect.width()) for _place, item in row), default=0)
            if move:
                self._place_row(row, rect, y, height)
            y += height + self.spacing()
        return y - rect.y() - self.spacing()

    def _place_row(self, row: list[tuple[int, QLayoutItem]], rect: QRect, y: int, height: int) -> None:
        widths = [item.sizeHint().width() for _place, item in row]
        free = rect.width() - sum(widths) - self.spacing() * (len(row) - 1)
        growing = [at for at, (_place, item) in enumerate(row) if item.widget() in self._stretching]
        if growing and free > 0:
            wished = sum(widths[at] for at in growing)
            for at in growing:  # in proportion, so that a long choice stays longer than a short one
                widths[at] += free * widths[at] // wished
            free = 0
        x = rect.x()
        pushed = False
        for (place, item), width in zip(row, widths, strict=True):
            if self._right_from is not None and place >= self._right_from and not pushed:
                x += max(free, 0)
                pushed = True
            hint = _height(item, rect.width())
            item.setGeometry(QRect(QPoint(x, y + (height - hint) // 2), QSize(min(width, rect.width()), hint)))
            x += width + self.spacing()


def _height(item: QLayoutItem, room: int) -> int:
    """How high an item is at its own width, or in this room when it has less."""
    hint = item.sizeHint()
    wraps = hint.width() > room and item.hasHeightForWidth()
    return item.heightForWidth(room) if wraps else hint.height()
