"""The chips of the import preview: sign, count and words on a soft colour; a click filters."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.domain.importing import Look
from desktop.gui.theme import GRID, Theme
from desktop.wording.import_preview import SYMBOLS, chip_text, look_label

TONES = {
    Look.ADD: ("good", "good_soft"),
    Look.UPDATE: ("accent", "accent_soft"),
    Look.SAME: ("muted", "neutral_soft"),
    Look.QUESTION: ("warn", "warn_soft"),
    Look.SKIP: ("muted", "neutral_soft"),
    Look.ERROR: ("bad", "bad_soft"),
    Look.ASIDE: ("muted", "neutral_soft"),
}
"""Ink and ground of each look, by the theme's names."""


def paint_chip(painter: QPainter, rect: QRectF, text: str, ink: QColor, ground: QColor) -> None:
    """A rounded ground with text in its middle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, 4, 4)
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)


class LookChip(QAbstractButton):
    """A filter for one look, with how many rows have it."""

    def __init__(self, theme: Theme, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.look, self._count = theme, look, 0
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show how many rows look so."""
        self._count = count
        self.setText(chip_text(self.look, count))
        self.setAccessibleName(f"{count} {look_label(self.look)}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The text with a margin."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * GRID + 4, metrics.height() + GRID + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, the text, and a frame while it filters or has the focus."""
        painter = QPainter(self)
        ink, ground = (self._theme.colour(name) for name in TONES[self.look])
        rect = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setOpacity(1.0 if self._count or self.isChecked() else 0.55)
        paint_chip(painter, rect, self.text(), ink, ground)
        if self.isChecked() or self.hasFocus():
            style = Qt.PenStyle.SolidLine if self.isChecked() else Qt.PenStyle.DotLine
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink, 2 if self.isChecked() else 1.5, style))
            painter.drawRoundedRect(rect, 4, 4)


def paint_badge(painter: QPainter, theme: Theme, look: Look, center: QPointF, metrics: QFontMetrics) -> None:
    """The small sign of a look, for a table's cell."""
    side = metrics.height() + 2
    rect = QRectF(center.x() - side * 0.6, center.y() - side / 2, side * 1.2, side)
    ink, ground = (theme.colour(name) for name in TONES[look])
    paint_chip(painter, rect, SYMBOLS[look], ink, ground)
