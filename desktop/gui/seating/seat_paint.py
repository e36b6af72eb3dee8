"""One seat as a picture: its name, the mark of the group (never colour alone), and who sits there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen

from desktop.domain.names import display_parts
from desktop.gui.theme import Theme
from desktop.i18n import _


@dataclass(frozen=True, slots=True)
class SeatLook:
    """Everything a seat's picture depends on."""

    state: str
    """taken, free, reserved or blocked."""
    width: int
    height: int
    label: str
    name: str = ""
    group: int = 0
    mark: str = ""


def paint_seat(painter: QPainter, look: SeatLook, theme: Theme, pixels: int) -> None:
    """Paint it at the painter's origin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    rect = QRectF(0.5, 0.5, look.width - 1, look.height - 1)
    if look.state == "blocked":
        pen = QPen(theme.colour("line"), 1, Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(theme.colour("field_line"))
        inset = look.height / 3
        centre = rect.center()
        for sign in (1, -1):
            half = QPointF(inset / 2, sign * inset / 2)
            painter.drawLine(centre - half, centre + half)
        return
    painter.setPen(QPen(theme.colour("muted" if look.state == "reserved" else "field_line"), 1, _line(look.state)))
    painter.setBrush(theme.group_colour(look.group) if look.state == "taken" else theme.colour("surface"))
    painter.drawRoundedRect(rect, 4, 4)
    small = QFont(painter.font())
    small.setPixelSize(max(round(pixels * 0.8), 9))
    painter.setFont(small)
    painter.setPen(theme.colour("text" if look.state == "taken" else "muted"))
    height = QFontMetrics(small).height()
    if look.state == "taken":
        head = QRect(4, 1, look.width - 8, height)
        painter.drawText(head, int(Qt.AlignmentFlag.AlignLeft), look.label)
        small.setBold(True)
        painter.setFont(small)
        painter.drawText(head, int(Qt.AlignmentFlag.AlignRight), look.mark)
        _paint_name(painter, look, pixels, height)
    else:
        painter.drawText(QRect(0, 0, look.width, look.height), Qt.AlignmentFlag.AlignCenter, look.label)


def paint_stage(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """Where the front is."""
    painter.setPen(theme.colour("field_line"))
    painter.setBrush(theme.colour("header"))
    painter.drawRoundedRect(rect, 4, 4)
    painter.setPen(theme.colour("text"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _("Stage"))


def _line(state: str) -> Qt.PenStyle:
    return Qt.PenStyle.DashLine if state == "reserved" else Qt.PenStyle.SolidLine


def _paint_name(painter: QPainter, look: SeatLook, pixels: int, top: int) -> None:
    """In full where two lines hold it, else without the family name, else the given name alone."""
    font = QFont(painter.font())
    font.setBold(False)
    font.setPixelSize(pixels)
    metrics = QFontMetrics(font)
    room = QRect(2, top, look.width - 4, look.height - top - 1)
    most = max(room.height() // metrics.height(), 1) if room.height() >= metrics.height() * 0.9 else 0
    if not most:
        return
    family, middle, given = display_parts(look.name)
    lines: list[str] = []
    for words in (look.name, f"{middle} {given}".strip(), given):
        lines = broken(words, metrics, room.width(), min(most, 2))
        if lines:
            break
    painter.setFont(font)
    if not lines:
        lines = [metrics.elidedText(given or family, Qt.TextElideMode.ElideRight, room.width())]
    line_height = min(metrics.height(), room.height() // len(lines))
    start = room.top() + (room.height() - line_height * len(lines)) // 2
    for number, text in enumerate(lines):
        painter.drawText(
            QRect(room.left(), start + number * line_height, room.width(), line_height),
            Qt.AlignmentFlag.AlignCenter,
            text,
        )


def broken(words: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """The words in at most so many lines that are no wider; nothing when they do not fit."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width:
            lines[-1] = longer
        elif metrics.horizontalAdvance(word) <= width and len(lines) < most:
            lines.append(word)
        else:
            return []
    return lines
