"""Rows to be read from afar: what does not fit is shown in turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.board import Count
from desktop.gui.theme import Theme
from desktop.gui.widgets.attendance_parts import paint_share

_TURN = 8000
"""Milliseconds each page of rows stays."""
_SMALLEST = 0.75
"""A long name is written this much smaller before it loses its end."""


@dataclass(frozen=True, slots=True)
class BigRow:
    """A name at the left, a few words at the right, a bar between when there is a count."""

    text: str
    right: str = ""
    ink: str = "text"
    bold: bool = False
    count: Count | None = None


class BigRows(QWidget):
    """A list without a scroll bar: nobody scrolls a screen on the wall."""

    def __init__(self, theme: Theme, spoken: str) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[BigRow, ...] = ()
        self._pixels = 24
        self._page = 0
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._turn = QTimer(self, interval=_TURN)
        self._turn.timeout.connect(self.turn)
        theme.changed.connect(self.update)

    def set_pixels(self, pixels: int) -> None:
        """The height of the letters."""
        self._pixels = max(pixels, 8)
        self._settle()
        self.updateGeometry()

    def show_rows(self, rows: Sequence[BigRow]) -> None:
        """List these; the page shown stays while it exists."""
        if self._rows == tuple(rows):
            return
        self._rows = tuple(rows)
        self.setAccessibleDescription("; ".join(f"{row.text} {row.right}".strip() for row in self._rows))
        self._settle()

    def turn(self) -> None:
        """The next page, after the last the first."""
        self._page += 1
        self._settle()

    @property
    def pages(self) -> int:
        """In how many turns the rows are shown."""
        return max(1, -(-len(self._rows) // self._fit()))

    @property
    def rows_shown(self) -> tuple[BigRow, ...]:
        """The rows of this turn."""
        fit = self._fit()
        return self._rows[self._page * fit : (self._page + 1) * fit]

    def row_height(self) -> int:
        """A row's height in pixels; few rows stand wider apart."""
        least = round(self._pixels * 1.55)
        return min(max(least, self.height() // max(len(self._rows), 1)), round(least * 1.4))

    def _least_height(self) -> int:
        return round(self._pixels * 1.55)

    def _fit(self) -> int:
        whole = self.height() // self._least_height()
        if len(self._rows) <= whole:
            return max(1, whole)
        return max(1, (self.height() - self._pixels // 2) // self._least_height())  # the dots under them

    def _settle(self) -> None:
        self._page %= self.pages
        if self.pages > 1 and not self._turn.isActive():
            self._turn.start()
        elif self.pages == 1:
            self._turn.stop()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def sizeHint(self) -> QSize:
        return QSize(self._pixels * 12, self._least_height() * 3)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._pixels * 6, self._least_height() + self._pixels // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plain = QFont(self.font())
        plain.setPixelSize(self._pixels)
        bold = QFont(plain)
        bold.setWeight(QFont.Weight.DemiBold)
        height, gap = self.row_height(), self._pixels // 2
        painter.setFont(bold)
        right = max((painter.fontMetrics().horizontalAdvance(row.right) for row in self._rows), default=0)
        barred = any(row.count for row in self._rows)
        bar = round(self.width() * 0.3) if barred else 0
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        for place, row in enumerate(self.rows_shown):
            top = place * height
            room = self.width() - right - (gap if right else 0) - (bar + gap if barred else 0)
            painter.setFont(_fitting(bold if row.bold else plain, row.text, room))
            metrics = painter.fontMetrics()
            painter.setPen(theme.colour(row.ink))
            text = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(0, top, room, height), middle | int(Qt.AlignmentFlag.AlignLeft), text)
            painter.setFont(bold if row.bold else plain)
            painter.drawText(
                QRect(self.width() - right, top, right, height), middle | int(Qt.AlignmentFlag.AlignRight), row.right
            )
            if row.count is not None:
                thick = self._pixels * 0.45
                left = self.width() - right - gap - bar
                paint_share(painter, QRectF(left, top + (height - thick) / 2, bar, thick), row.count, theme)
        if self.pages > 1:
            self._paint_dots(painter)

    def _paint_dots(self, painter: QPainter) -> None:
        """Which turn this is, at the lower edge."""
        side = self._pixels / 4
        left = (self.width() - side * (2 * self.pages - 1)) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        for page in range(self.pages):
            painter.setBrush(self._theme.colour("text" if page == self._page else "field_line"))
            painter.drawEllipse(QRectF(left + 2 * side * page, self.height() - side - 1, side, side))


def _fitting(font: QFont, text: str, room: int) -> QFont:
    """The font, somewhat smaller where the text would else lose its end."""
    wide = QFontMetrics(font).horizontalAdvance(text)
    if wide <= room:
        return font
    smaller = QFont(font)
    smaller.setPixelSize(max(round(font.pixelSize() * max(room / wide, _SMALLEST)) - 1, 6))
    return smaller
