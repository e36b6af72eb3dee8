"""The whole page beside the strips, with the cell marked that the keyboard is on."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop.gui.theme import GRID, Theme
from desktop.i18n import _

_CLOSE = 2.4
"""How much larger than fitting the width a page is looked at closely."""


class PageView(QScrollArea):
    """As wide as there is room for, or close up; the marked cell stays in sight."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._sheet = _Sheet(theme)
        self._close = False
        self.setWidget(self._sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(_("The page as it was photographed"))

    @property
    def image(self) -> QImage:
        """What is shown."""
        return self._sheet.image

    def show_page(self, image: QImage | None, cell: QRect | None) -> None:
        """Show a page, and mark a cell of it, in the picture's pixels."""
        self._sheet.image = image or QImage()
        self._sheet.cell = cell
        self._fit()

    def look_closely(self, close: bool) -> None:
        """Larger than the room, or as wide as it."""
        self._close = close
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        image = self._sheet.image
        if image.isNull():
            self._sheet.resize(0, 0)
            return
        bar = self.verticalScrollBar().sizeHint().width()
        wide = max(100, self.width() - bar - 2 * self.frameWidth()) * (_CLOSE if self._close else 1)
        self._sheet.resize(QSize(round(wide), round(wide * image.height() / image.width())))
        self._sheet.update()
        if (at := self._sheet.marked()) is not None:
            room = self.viewport().size() / 2
            middle: QPoint = at.center()
            self.ensureVisible(middle.x(), middle.y(), room.width() - GRID, room.height() - GRID)


class _Sheet(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.image = QImage()
        self.cell: QRect | None = None

    def marked(self) -> QRect | None:
        """Where the cell lies as it is shown."""
        if self.cell is None or self.image.isNull():
            return None
        scale = self.width() / self.image.width()
        at = self.cell
        return QRect(
            round(at.x() * scale), round(at.y() * scale), round(at.width() * scale), round(at.height() * scale)
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self.image)
        if (at := self.marked()) is not None:
            painter.setPen(QPen(self._theme.colour("accent"), 3))
            painter.drawRect(at.adjusted(-3, -3, 3, 3))
        painter.end()
