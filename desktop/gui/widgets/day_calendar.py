"""The calendar that opens at a day's field: weekdays whole, in the program's language and colours, at any size of text."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QTableView, QWidget

from desktop import i18n
from desktop.gui.theme import GRID, Theme
from desktop.i18n import _

_WEEKS = 6
_DAYS = tuple(Qt.DayOfWeek)


class DayCalendar(QCalendarWidget):
    """Weeks begin on Monday; a click or Enter chooses (`clicked`, `activated`)."""

    def __init__(self, theme: Theme, day: dt.date | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        vietnamese = i18n.language() == "vi"
        self.setLocale(QLocale(QLocale.Language.Vietnamese if vietnamese else QLocale.Language.English))
        self.setAccessibleName(_("Choose a day"))
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        if day is not None:
            self.setSelectedDate(QDate(day.year, day.month, day.day))
        self._colour(theme)
        self._make_room(theme)

    def _colour(self, theme: Theme) -> None:
        plain, weekend, today = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        plain.setForeground(theme.colour("text"))
        weekend.setForeground(theme.colour("bad"))
        for day in _DAYS:
            ends_the_week = day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday)
            self.setWeekdayTextFormat(day, weekend if ends_the_week else plain)
        names = QTextCharFormat()
        names.setForeground(theme.colour("muted"))
        self.setHeaderTextFormat(names)
        today.setFontWeight(QFont.Weight.Bold)
        today.setForeground(theme.colour("accent"))
        self.setDateTextFormat(QDate.currentDate(), today)

    def _make_room(self, theme: Theme) -> None:
        """Qt counts neither the style sheet's room around a cell nor the width of a weekday's name."""
        view = self.findChild(QTableView)
        if view is None:
            return
        metrics = QFontMetrics(self.font())
        short = QLocale.FormatType.ShortFormat
        widest = max(metrics.horizontalAdvance(self.locale().dayName(day.value, short)) for day in _DAYS)
        cell = max(widest, metrics.horizontalAdvance("00")) + 2 * GRID + theme.px(GRID)
        view.setStyleSheet("QTableView { padding: 0; } QTableView::item { padding: 0; }")
        view.horizontalHeader().setMinimumSectionSize(cell)
        high = metrics.height() + GRID
        view.verticalHeader().setMinimumSectionSize(high)
        view.setMinimumSize(cell * len(_DAYS) + 2, high * (_WEEKS + 1) + 2)
        self.setMinimumSize(self.sizeHint().expandedTo(view.minimumSize()))
