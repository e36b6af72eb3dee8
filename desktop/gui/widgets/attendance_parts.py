"""What both boards are made of: the bar of the five statuses, its words, and the plot of arrivals."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.board import Arrivals, Board, Count
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.layout import STRETCH, caption, column
from desktop.gui.widgets.text import Markup, joined, markup, tinted
from desktop.i18n import _, ngettext, pgettext
from desktop.log import log
from desktop.wording import attendance as words
from desktop.wording.formats import times_text

_MINUTE = dt.timedelta(minutes=1)
_TIED = "\u00a0"

INKS = {"present": "good", "late": "warn", "excused": "muted", "absent": "bad", "unrecorded": "muted"}
"""The colour of each status's sign and words."""
FILLS = {"present": "good", "late": "warn", "excused": "muted", "absent": "bad", "unrecorded": "line"}
"""The colour of each status's part of a bar."""


def group_name(count: Count) -> str:
    """A group's name, or words for those without one."""
    return count.name or _("No role group")


def unit_name(count: Count) -> str:
    """A unit's name, or words for those without one."""
    return count.name or _("No unit")


def state_words(count: Count) -> str:
    """What stands beside a unit in place of its bar while nobody is in; "" once somebody is."""
    if count.silent:
        return _("nobody yet")
    if count.expected and not count.arrived:
        return words.status("excused") if count.excused >= count.absent else pgettext("board", "absent")
    return ""


def legend(count: Count, theme: Theme) -> Markup:
    """The counts as "✓ 110 có mặt  ◔ 8 muộn  P 5 vắng có phép  49 chưa ghi"; none of a kind is left out."""
    parts = []
    for name, ink in INKS.items():
        number = getattr(count, name)
        if not number and name in ("late", "excused", "absent"):
            continue
        parts.append(counted(name, number, theme.colour(ink)))
    return joined(parts, f" {_TIED} ")


def counted(status: str, number: int, ink: QColor) -> Markup:
    """A count as "✓ 110 có mặt" in the ink of its status, never cut at the end of a line."""
    sign = "" if status == "unrecorded" else f"{words.SIGNS[status]}{_TIED}"
    said = words.status(status).replace(" ", _TIED)
    whole = markup("{sign}<b>{number}</b>{tied}{said}", sign=sign, number=number, tied=_TIED, said=said)
    return tinted(whole, ink.name())


def rate_words(board: Board) -> str:
    """How many come a minute, as "21 người/phút"; "" while nobody comes."""
    if board.rate <= 0:
        return ""
    rate = round(board.rate)
    if not rate:
        return _("less than one a minute")
    return ngettext("{count} person/minute", "{count} people/minute", rate).format(count=rate)


class ShareBar(QWidget):
    """One bar cut into the five statuses."""

    def __init__(self, theme: Theme, height: int = 12) -> None:
        super().__init__()
        self._theme, self._height = theme, height
        self._count = Count("")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_count(self, count: Count) -> None:
        """Cut the bar anew."""
        if count != self._count:
            self._count = count
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._theme.px(self._height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_share(painter, QRectF(self.rect()), self._count, self._theme)


def paint_share(painter: QPainter, area: QRectF, count: Count, theme: Theme) -> None:
    """The bar of the five statuses inside `area`, its ends rounded."""
    round_by = min(area.height() / 2, 5)
    outline = QPainterPath()
    outline.addRoundedRect(area, round_by, round_by)
    painter.save()
    painter.setClipPath(outline)
    painter.fillRect(area, theme.colour("line"))
    left = area.left()
    for name, fill in FILLS.items():
        width = area.width() * getattr(count, name) / count.expected if count.expected else 0
        painter.fillRect(QRectF(left, area.top(), width, area.height()), theme.colour(fill))
        left += width
    painter.restore()


class ArrivalsPlot(QWidget):
    """Arrivals by the minute, drawn by pyqtgraph; words take its place where that is missing."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pixels = 0
        self._shown: tuple[Arrivals, dt.datetime] | None = None
        self._plot: Any = None
        self._missing = False
        self.title = caption(wrap=False)
        self._column = column(self.title, STRETCH, on=self, spacing=2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._take_theme)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(280), self._theme.px(130))

    def set_pixels(self, pixels: int) -> None:
        """Text of this height in place of the theme's captions."""
        self._pixels = pixels
        self.title.setStyleSheet(f"font-size: {pixels}px;")
        if self._plot is not None:
            self._take_theme()

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
        if self.isVisible():
            self._draw()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._draw()

    def _draw(self) -> None:
        if self._shown is None or not self._ready():
            return
        arrivals, starts_at = self._shown
        first = _minute(arrivals.begins)
        step = arrivals.minutes
        places = [first + step * (number + 0.5) for number in range(len(arrivals.counts))]
        self._bars.setOpts(x=places, height=list(arrivals.counts), width=step * 0.78)
        self._start.setValue(_minute(starts_at))
        self._start.setVisible(first <= _minute(starts_at) <= first + step * len(places))
        self._view.setXRange(first, first + step * len(places), padding=0)
        self._view.setYRange(0, max(3, max(arrivals.counts, default=0)) * 1.08, padding=0)

    def _ready(self) -> bool:
        """Make the plot when it is first seen: importing pyqtgraph takes a moment."""
        if self._plot is not None or self._missing:
            return self._plot is not None
        try:
            import pyqtgraph

            self._plot = self._built(pyqtgraph)
        except Exception:  # noqa: BLE001 - a broken numpy raises all kinds
            log.exception("no plot of arrivals")
            self._missing = True
            self.title.setText(_("The plot of arrivals needs the package pyqtgraph."))
            return False
        self._column.addWidget(self._plot, 1)
        self._column.setStretch(1, 0)
        self._take_theme()
        return True

    def _built(self, pyqtgraph: Any) -> Any:
        """A view and two axes. pyqtgraph's own PlotItem would bring menus and buttons along."""
        plot = pyqtgraph.GraphicsLayoutWidget(self)
        plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        plot.setFrameShape(plot.Shape.NoFrame)
        plot.ci.setContentsMargins(0, 0, 0, 0)
        plot.ci.setSpacing(0)
        self._view = pyqtgraph.ViewBox(enableMenu=False, enableMouse=False)
        self._axes = (_clock_axis(pyqtgraph), _count_axis(pyqtgraph))
        plot.addItem(self._axes[1], 0, 0)
        plot.addItem(self._view, 0, 1)
        plot.addItem(self._axes[0], 1, 1)
        for axis in self._axes:
            axis.linkToView(self._view)
        self._bars = pyqtgraph.BarGraphItem(x=[0], height=[0], width=1)
        self._start = pyqtgraph.InfiniteLine(angle=90)
        self._view.addItem(self._bars)
        self._view.addItem(self._start)
        return plot

    def _take_theme(self) -> None:
        self.updateGeometry()
        if self._plot is None:
            return
        import pyqtgraph

        theme = self._theme
        self._plot.setBackground(None)
        self._plot.setStyleSheet("background: transparent; border: 0;")
        self._bars.setOpts(brush=theme.colour("bar"), pen=pyqtgraph.mkPen(None))
        self._start.setPen(pyqtgraph.mkPen(theme.colour("muted"), width=1, style=Qt.PenStyle.DashLine))
        font = QFont(self.font())
        if self._pixels:
            font.setPixelSize(self._pixels)
        else:
            font.setPointSizeF(9 * theme.scale)
        for axis in self._axes:
            axis.setPen(pyqtgraph.mkPen(theme.colour("line")))
            axis.setTextPen(pyqtgraph.mkPen(theme.colour("muted")))
            axis.setStyle(tickFont=font, tickLength=0, tickTextOffset=GRID // 2)
        self._axes[1].setGrid(40)


def _local(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone()


def _minute(moment: dt.datetime) -> float:
    """Minutes of the local clock, counted from some midnight on: what the plot's x axis measures."""
    local = moment.astimezone().replace(tzinfo=None) if moment.tzinfo else moment
    return (local - dt.datetime(2000, 1, 1)) / _MINUTE


def _written(axis: Any, text: str) -> tuple[float, float]:
    """How wide and high an axis writes a text; a pixel at least, for a font without these letters measures nothing."""
    metrics = QFontMetricsF(axis.style["tickFont"] or QFont())
    return max(metrics.horizontalAdvance(text), 1.0), max(metrics.height(), 1.0)


def _clock_axis(pyqtgraph: Any) -> Any:
    class Clock(pyqtgraph.AxisItem):  # type: ignore[misc]
        """Minutes as hours and minutes, at round times of the clock."""

        def tickValues(self, least: float, most: float, size: float) -> Any:
            fits = max(2, size // (_written(self, "00:00")[0] * 1.6))
            steps = (5, 10, 15, 30, 60, 120, 240, 480, 1440)
            step = next((each for each in steps if (most - least) / each <= fits), steps[-1])
            first = -(-least // step) * step
            return [(step, [first + step * number for number in range(int((most - first) // step) + 1)])]

        def tickStrings(self, values: Any, _scale: float, _spacing: float) -> list[str]:
            return [f"{int(value) // 60 % 24:02d}:{int(value) % 60:02d}" for value in values]

    return Clock("bottom")


def _count_axis(pyqtgraph: Any) -> Any:
    class Counts(pyqtgraph.AxisItem):  # type: ignore[misc]
        """Whole numbers, few of them."""

        def tickValues(self, _least: float, most: float, size: float) -> Any:
            top = int(most)
            fits = min(max(size // (_written(self, "0")[1] * 1.3), 1), 4)
            steps = (each * 10**power for power in range(9) for each in (1, 2, 5))
            step = next(each for each in steps if top / each <= fits)
            return [(step, list(range(0, top + 1, step)))]

        def tickStrings(self, values: Any, _scale: float, _spacing: float) -> list[str]:
            return [str(int(value)) for value in values]

    return Counts("left")
