"""Names with bars and numbers; a bar can be chosen with the mouse or the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.layout import column, empty
from desktop.gui.widgets.text import literal, tooltip

if TYPE_CHECKING:
    from desktop.domain.people import OverviewCount


class _Bar(QAbstractButton):
    """One name, its bar and its number."""

    def __init__(self, theme: Theme, tally: OverviewCount, most: int, label_width: int) -> None:
        super().__init__()
        self._theme, self._tally, self._most, self._label_width = theme, tally, max(most, 1), label_width
        self.setText(literal(tally.name))
        self.setAccessibleName(f"{tally.name}: {tally.count}")
        tooltip(self, f"{tally.name}: {tally.count}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(280), max(self._theme.px(26), self.fontMetrics().height() + GRID))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect()
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("header"))
            painter.drawRoundedRect(area, 4, 4)
        number = str(self._tally.count)
        metrics = painter.fontMetrics()
        number_width = metrics.horizontalAdvance("00000")
        label = QRect(GRID, 0, self._label_width, area.height())
        painter.setPen(theme.colour("text"))
        align = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(label, align, metrics.elidedText(self._tally.name, Qt.TextElideMode.ElideRight, label.width()))
        left = label.right() + GRID
        room = area.width() - left - number_width - GRID
        length = max(round(room * self._tally.count / self._most), 3 if self._tally.count else 0)
        thick = max(8, metrics.height() // 2 + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("bar"))
        painter.drawRoundedRect(QRect(left, (area.height() - thick) // 2, length, thick), 3, 3)
        painter.setPen(theme.colour("text" if self._tally.count else "muted"))
        painter.drawText(QRect(left + length + GRID, 0, number_width, area.height()), align, number)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


class BarList(QWidget):
    """Bars under each other, all on one scale."""

    chosen = Signal(str)
    """The key of the bar chosen."""

    def __init__(self, theme: Theme, spoken: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(spoken)
        self._layout = column(on=self, spacing=0)
        self.tallies: tuple[OverviewCount, ...] = ()
        theme.changed.connect(self._again)

    def _again(self) -> None:
        self.show_tallies(self.tallies)

    def show_tallies(self, tallies: Sequence[OverviewCount]) -> None:
        """Show these bars."""
        self.tallies = tuple(tallies)
        empty(self._layout)
        most = max((tally.count for tally in tallies), default=0)
        widest = max((self.fontMetrics().horizontalAdvance(tally.name) for tally in tallies), default=0)
        label_width = min(widest + 4, self._theme.px(200))
        for tally in tallies:
            bar = _Bar(self._theme, tally, most, label_width)
            bar.clicked.connect(lambda _checked=False, key=tally.key: self.chosen.emit(key))
            self._layout.addWidget(bar)
