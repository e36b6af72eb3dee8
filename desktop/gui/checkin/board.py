"""The live board beside the door: how many are there, how fast they come, and whom nobody has seen yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QTabBar, QWidget

from desktop.domain import board as counting
from desktop.domain.attendance import DoorPerson
from desktop.domain.board import Count
from desktop.domain.people import SessionView
from desktop.gui.checkin.arrivals_plot import ArrivalsPlot
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.attendance_parts import (
    ShareBar,
    group_name,
    legend,
    paint_share,
    rate_words,
    state_words,
    unit_name,
)
from desktop.gui.widgets.layout import STRETCH, aligned, caption, card, column, grow, label, muted, rich, row
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.table import Table
from desktop.i18n import _, ngettext, pgettext
from desktop.wording.formats import percent_text
from desktop.wording.points import name_of

_PAUSE = 120
"""Milliseconds in which changes are gathered into one repaint."""
_TICK = 15_000
_PLOT_FROM = 430
"""Below this height the plot gives its room to the list."""
_BARS_FROM = 300
"""Pixels at 100 % text from which the list has room for bars beside names and numbers."""
_WORDS_FROM = 350
"""Below this width the tabs have the line for themselves."""


def _point_name(count: Count) -> str:
    return name_of(count.name)


_KINDS: tuple[tuple[Callable[[Count], str], Callable[[], str]], ...] = (
    (unit_name, lambda: _("Unit")),
    (group_name, lambda: _("Role group")),
    (_point_name, lambda: _("Point")),
)
"""What is counted by, in the order of the tabs: the name of a count, and what it is."""


class Board(QWidget):
    """Counts, plot and units of one session."""

    unit_chosen = Signal(str)
    """A unit's name: its line was double-clicked, or Enter pressed on it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.board: counting.Board | None = None
        self._people: Sequence[DoorPerson] = ()
        self._session: SessionView | None = None
        self.setAccessibleName(_("Live board"))
        column(self._figures(), grow(self._counts()), on=self, spacing=GRID + 4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._count)
        self._tick = QTimer(self, interval=_TICK)  # the rate falls while nobody comes
        self._tick.timeout.connect(self._count)
        context.theme.changed.connect(self._take_theme)
        self._take_theme()

    def _figures(self) -> QFrame:
        """How many are there, how fast they come, and the plot of that."""
        base, theme = Qt.AlignmentFlag.AlignBaseline, self.context.theme
        self.number, self._of, self._rate = label("–"), muted(wrap=False), muted(wrap=False)
        self.bar, self.legend, self.plot = ShareBar(theme), rich(), ArrivalsPlot(theme)
        self.guests = caption()
        self.guests.hide()
        figures = row(aligned(self.number, base), aligned(self._of, base), STRETCH, aligned(self._rate, base))
        return card(
            column(
                figures,
                self.bar,
                self.legend,
                self.guests,
                self.plot,
                spacing=GRID - 2,
                margins=(GRID * 2, GRID, GRID * 2, GRID),
            )
        )

    def _counts(self) -> QFrame:
        """The same by unit, role group or point."""
        self.kinds = QTabBar()
        self.kinds.setAccessibleName(_("Count by"))
        self.kinds.setDrawBase(False)
        self.kinds.setExpanding(False)
        self.kinds.addTab(_("Units"))
        self.kinds.addTab(_("Role groups"))
        self.kinds.currentChanged.connect(lambda _place: self._fill())
        self._missing = caption(wrap=False)
        head = row(self.kinds, STRETCH, self._missing, spacing=None, margins=(GRID, 0, GRID, 0))
        self.table = _Counts(self.context)
        self.table.chosen.connect(self._on_chosen)
        return card(column(head, grow(self.table), spacing=2, margins=(1, 2, 1, 1)))

    def sizeHint(self) -> QSize:
        return QSize(self.context.theme.px(400), self.context.theme.px(560))

    def minimumSizeHint(self) -> QSize:
        theme = self.context.theme
        return QSize(min(theme.px(260), 400), theme.px(180))

    def show_people(self, people: Sequence[DoorPerson], session: SessionView) -> None:
        """Count these people of this session; calls that come fast are counted once."""
        fresh = self._session is None or self._session.id != session.id
        self._people, self._session = people, session
        if fresh:
            self._count()
        elif not self._soon.isActive():
            self._soon.start()

    def clear(self) -> None:
        """No session is chosen."""
        self._people, self._session, self.board = (), None, None
        self._soon.stop()
        self._tick.stop()
        self.number.setText("–")
        for words in (self._of, self._rate, self.legend, self._missing):
            words.setText("")
        self.guests.hide()
        self.bar.show_count(Count(""))
        self.table.show_counts((), unit_name)

    def _count(self) -> None:
        session = self._session
        if session is None:
            return
        self._tick.start()
        self.board = found = counting.board(self._people, dt.datetime.now(dt.UTC), session.starts_at)
        total = found.total
        self.number.setText(str(total.arrived))
        self._of.setText(_("/ {expected} arrived").format(expected=total.expected))
        self.number.setAccessibleName(
            _("{arrived} of {expected} arrived").format(arrived=total.arrived, expected=total.expected)
        )
        self._rate.setText(rate_words(found))
        self.bar.show_count(total)
        self.legend.setText(legend(total, self.context.theme))
        guests = ngettext(
            "{count} of them is a guest whom this session did not invite.",
            "{count} of them are guests whom this session did not invite.",
            total.guests,
        )
        self.guests.setText(guests.format(count=total.guests))
        self.guests.setVisible(total.guests > 0)
        self.plot.show_arrivals(found.arrivals, session.starts_at)
        silent = len(found.silent)
        words = ngettext("{count} unit: nobody yet", "{count} units: nobody yet", silent).format(count=silent)
        self._missing.setText(words if silent else "")
        self._fill()

    def _fill(self) -> None:
        if self.board is None:
            return
        if bool(self.board.points) != (self.kinds.count() > len(_KINDS) - 1):  # nobody without points meets them
            if self.board.points:
                self.kinds.addTab(_("Points"))
            else:
                self.kinds.removeTab(len(_KINDS) - 1)
        self._missing.setVisible(self._has_room())
        shown = (self.board.units, self.board.groups, self.board.points)[self.kinds.currentIndex()]
        self.table.show_counts(shown, _KINDS[self.kinds.currentIndex()][0])

    def _on_chosen(self) -> None:
        count = self.table.current()
        if isinstance(count, Count) and not self.kinds.currentIndex() and count.name:
            self.unit_chosen.emit(count.name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.plot.setVisible(self.height() >= self.context.theme.px(_PLOT_FROM))
        self._missing.setVisible(self._has_room())

    def _has_room(self) -> bool:
        """Whether the tabs leave the line room for words."""
        return self.kinds.count() < len(_KINDS) and self.width() >= self.context.theme.px(_WORDS_FROM)

    def _take_theme(self) -> None:
        theme = self.context.theme
        font = QFont(self.font())
        font.setPointSizeF(26 * theme.scale)
        font.setWeight(QFont.Weight.Bold)
        self.number.setFont(font)
        if self.board is not None:
            self.legend.setText(legend(self.board.total, theme))


class _Counts(Table):
    """Names, n/m and bars; a chip of words where nobody is in."""

    def __init__(self, context: Context) -> None:
        self._name_of: Callable[[Count], str] = unit_name
        self._title: Callable[[], str] = lambda: _("Unit")
        model: RowsModel[Count] = RowsModel(
            [
                TableColumn("name", lambda: self._title(), lambda row: self._name_of(row), stretches=True),
                TableColumn(
                    "n",
                    lambda: pgettext("board", "In"),
                    lambda row: f"{row.arrived}/{row.expected}",
                    width=60,
                    numeric=True,
                ),
                TableColumn("share", lambda: "", lambda row: state_words(row) or percent_text(row.share, 0), width=100),
            ]
        )
        super().__init__(context, "board", model, _("How units and groups stand"))
        self._model: RowsModel[Count] = model
        self.setStyleSheet("QTableView { border: 0; }")  # the card has one
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(context.theme.row_height() * 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the name needs it more than the bar: the number beside it says the same."""
        super().resizeEvent(event)
        bars = len(self._model.columns) - 1
        narrow = self.width() < self.context.theme.px(_BARS_FROM)
        if self.isColumnHidden(bars) != narrow:
            self.setColumnHidden(bars, narrow)

    def show_counts(self, counts: Sequence[Count], name_of: Callable[[Count], str]) -> None:
        """List these; what is unchanged is not painted anew."""
        if name_of is not self._name_of:
            self._name_of = name_of
            self._title = dict(_KINDS)[name_of]
        elif self._model.rows() == list(counts):
            return
        at = self.verticalScrollBar().value()
        self.replace(counts, ())
        self.verticalScrollBar().setValue(at)

    def _paint_cells(
        self, painter: QPainter, place: int, columns: Sequence[tuple[int, int, int, int, QColor]], top: int, height: int
    ) -> None:
        last = len(self._model.columns) - 1
        super()._paint_cells(painter, place, [each for each in columns if each[0] != last], top, height)
        count = self._model.line(place)
        box = next(((left, width) for column, left, width, *_rest in columns if column == last), None)
        if box is None or not isinstance(count, Count):
            return
        left, width = box
        theme = self.context.theme
        said = state_words(count)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if said:
            painter.setFont(self._small)
            metrics = painter.fontMetrics()
            wide, high = min(metrics.horizontalAdvance(said) + 2 * GRID, width + GRID), metrics.height() + 4
            chip = QRect(left, top + (height - high) // 2, wide, high)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("bad_soft" if count.silent else "neutral_soft"))
            painter.drawRoundedRect(chip, 4, 4)
            painter.setPen(theme.colour("bad" if count.silent else "muted"))
            painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), said)
        else:
            thick = theme.px(8)
            paint_share(painter, QRectF(left, top + (height - thick) / 2, width, thick), count, theme)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
