"""Arrivals over time: a bar for each minute or few, the clock below, the counts at the left, a dashed line at the start."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.layout import caption, column
from desktop.i18n import _
from desktop.wording.formats import times_text

if TYPE_CHECKING:
    from desktop.domain.board import Arrivals

_MINUTE = dt.timedelta(minutes=1)
_CLOCK_STEPS = (5, 10, 15, 30, 60, 120, 240, 480, 1440)
"""Minutes between two times of the clock that are written."""
_LEAST_TOP = 3
"""The scale goes to three at least, so that one arrival is no tower."""
_BAR = 0.78
"""How much of its place a bar fills."""
_ABOVE = 1.08
_GRID_OPACITY = 0.16


class ArrivalsPlot(QWidget):
    """The bars with what they count in a line above."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Arrivals, dt.datetime] | None = None
        self.title = caption(wrap=False)
        self.bars = _Bars(theme)
        column(self.title, self.bars, on=self, spacing=2).setStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(280), self._theme.px(130))

    def set_pixels(self, pixels: int) -> None:
        """Text of this height in place of the theme's captions."""
        self.title.setStyleSheet(f"font-size: {pixels}px;")
        self.bars.set_pixels(pixels)

    def show_arrivals(self, arrivals: Arrivals, starts_at: dt.datetime) -> None:
        """Draw the bars; `starts_at` is the session's start in local time."""
        if self._shown == (arrivals, starts_at):
            return
        self._shown = arrivals, starts_at
        came = sum(arrivals.counts)
        times = times_text(arrivals.begins, arrivals.ends)
        per_minute = arrivals.minutes == 1
        per = _("arrivals per minute") if per_minute else _("arrivals per {count} minutes")
        self.title.setText(per.format(count=arrivals.minutes))
        most = max(arrivals.counts, default=0)
        self.setAccessibleName(_("Arrivals over time"))
        self.setAccessibleDescription(
            _("{came} arrivals, {times}; at most {most} in one bar").format(came=came, times=times, most=most)
        )
        self.bars.show_arrivals(arrivals, starts_at)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where minutes and counts stand in pixels."""

    area: QRectF
    first: float
    last: float
    top: float

    def x(self, minute: float) -> float:
        return self.area.left() + self.area.width() * (minute - self.first) / max(self.last - self.first, 1)

    def y(self, count: float) -> float:
        return self.area.bottom() - self.area.height() * count / self.top


class _Bars(QWidget):
    """The drawing itself."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pixels = 0
        self._arrivals: Arrivals | None = None
        self._starts = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self.update)

    def set_pixels(self, pixels: int) -> None:
        self._pixels = pixels
        self.update()

    def show_arrivals(self, arrivals: Arrivals, starts_at: dt.datetime) -> None:
        self._arrivals, self._starts = arrivals, _minute(starts_at)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._arrivals is None:
            return
        arrivals, theme = self._arrivals, self._theme
        font = QFont(self.font())
        if self._pixels:
            font.setPixelSize(self._pixels)
        else:
            font.setPointSizeF(9 * theme.scale)
        painter = QPainter(self)
        painter.setFont(font)
        high, wide = written(font, "00:00")
        most = max(_LEAST_TOP, max(arrivals.counts, default=0))
        first = _minute(arrivals.begins)
        last = first + arrivals.minutes * max(len(arrivals.counts), 1)
        left = written(font, str(most))[1] + GRID
        area = QRectF(left, high / 2, self.width() - left - wide / 2, self.height() - 1.5 * high - GRID / 2)
        if area.width() <= 0 or area.height() <= 0:
            return
        scale = _Scale(area, first, last, most * _ABOVE)
        self._draw_counts(painter, scale, count_ticks(most, area.height(), high), high)
        for number, count in enumerate(arrivals.counts):
            start = first + arrivals.minutes * (number + (1 - _BAR) / 2)
            corner = QPointF(scale.x(start), scale.y(count))
            end = QPointF(scale.x(start + arrivals.minutes * _BAR), area.bottom())
            painter.fillRect(QRectF(corner, end), theme.colour("bar"))
        self._draw_clock(painter, scale, clock_ticks(first, last, area.width(), wide), (high, wide))
        if first <= self._starts <= last:
            painter.setPen(QPen(theme.colour("muted"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(scale.x(self._starts), area.top(), scale.x(self._starts), area.bottom()))

    def _draw_counts(self, painter: QPainter, scale: _Scale, ticks: list[int], high: float) -> None:
        grid = QColor(self._theme.colour("muted"))
        grid.setAlphaF(_GRID_OPACITY)
        area = scale.area
        for tick in ticks:
            y = scale.y(tick)
            painter.setPen(grid)
            painter.drawLine(QLineF(area.left(), y, area.right(), y))
            painter.setPen(self._theme.colour("muted"))
            place = QRectF(0, y - high / 2, area.left() - GRID / 2, high)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(tick))
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(area.topLeft(), area.bottomLeft())
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _draw_clock(self, painter: QPainter, scale: _Scale, ticks: list[int], size: tuple[float, float]) -> None:
        high, wide = size
        painter.setPen(self._theme.colour("muted"))
        for tick in ticks:
            place = QRectF(scale.x(tick) - wide, scale.area.bottom() + GRID / 2, 2 * wide, high)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{tick // 60 % 24:02d}:{tick % 60:02d}")


def _minute(moment: dt.datetime) -> float:
    """Minutes of the local clock, counted from some midnight on: what the plot's x axis measures."""
    local = moment.astimezone().replace(tzinfo=None) if moment.tzinfo else moment
    return (local - dt.datetime(2000, 1, 1)) / _MINUTE


def written(font: QFont, text: str) -> tuple[float, float]:
    """How high and wide a font writes a text; a pixel at least, for a font without these letters measures nothing."""
    metrics = QFontMetricsF(font)
    return max(metrics.height(), 1.0), max(metrics.horizontalAdvance(text), 1.0)


def clock_ticks(first: float, last: float, size: float, wide: float) -> list[int]:
    """The minutes whose time is written below `size` pixels, at round times of the clock; `wide`: a time written out."""
    fits = max(2, size // (wide * 1.6))
    step = next((each for each in _CLOCK_STEPS if (last - first) / each <= fits), _CLOCK_STEPS[-1])
    begin = int(-(-first // step)) * step
    return [begin + step * number for number in range(int((last - begin) // step) + 1)]


def count_ticks(most: int, size: float, high: float) -> list[int]:
    """The counts written beside `size` pixels: whole numbers, few of them; `high`: a line of text."""
    fits = min(max(size // (high * 1.3), 1), 4)
    steps = (each * 10**power for power in range(9) for each in (1, 2, 5))
    step = next(each for each in steps if most / each <= fits)
    return list(range(0, most + 1, step))
