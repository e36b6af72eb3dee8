"""What the marks on the seats stand for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.seating import SeatGroup
from desktop.gui.theme import GRID, Theme
from desktop.wording import seating as words


class SeatLegend(QWidget):
    """Marks with the groups' names, in as many lines as they need."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._groups: tuple[SeatGroup, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def show_groups(self, groups: Sequence[SeatGroup]) -> None:
        """Explain these."""
        self._groups = tuple(groups)
        self.setAccessibleName("; ".join(f"{group.mark} {words.group(group)}" for group in groups))
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return places[-1][1].bottom() + 4 if places else 0

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 0)

    def _places(self, width: int) -> list[tuple[SeatGroup, QRect]]:
        metrics = self.fontMetrics()
        height, x, y = metrics.height() + 4, 0, 2
        found = []
        for group in self._groups:
            wide = min(self._chip() + GRID + metrics.horizontalAdvance(words.group(group)) + 2 * GRID, width)
            if x and x + wide > width:
                x, y = 0, y + height + 4
            found.append((group, QRect(x, y, wide, height)))
            x += wide
        return found

    def _chip(self) -> int:
        return max(self.fontMetrics().horizontalAdvance("VIII") + 6, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, metrics = QPainter(self), self._theme, self.fontMetrics()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (group, rect) in enumerate(self._places(self.width())):
            chip = QRect(rect.left(), rect.top(), self._chip(), rect.height())
            painter.setPen(theme.colour("field_line"))
            painter.setBrush(theme.group_colour(number))
            painter.drawRoundedRect(chip.adjusted(0, 0, -1, -1), 4, 4)
            painter.setPen(theme.colour("text"))
            painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, group.mark)
            room = rect.adjusted(chip.width() + GRID // 2 + 2, 0, -GRID, 0)
            text = metrics.elidedText(words.group(group), Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
