"""A list each of whose lines shows strips of a picture, gone through by one key a line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter

from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.rows import RowsModel, Section
from desktop.gui.widgets.table import Table

_PAPER = QColor(Qt.GlobalColor.white)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class StripList(Table):
    """One line at a time; what a key means is said by `meaning`."""

    typed = Signal(str)
    """What the key typed for the current line means."""
    accepted = Signal()
    """Enter: go on."""

    def __init__(self, context: Context, name: str, model: RowsModel[Any], spoken: str, *, high: int) -> None:
        """`high`: pixels of a line, before the text is made larger."""
        self._high = high
        super().__init__(context, name, model, spoken)
        model.setParent(self)
        self.setSelectionMode(Table.SelectionMode.SingleSelection)

    def meaning(self, event: QKeyEvent) -> str | None:
        """What a key says of the current line; None for one that says nothing."""
        raise NotImplementedError

    def _take_theme(self) -> None:
        super()._take_theme()
        high = max(self.context.theme.px(self._high), 2 * self.fontMetrics().height())
        self.verticalHeader().setDefaultSectionSize(high)

    def show_lines(self, lines: Sequence[Any]) -> None:
        """Show these; the keyboard stays on its line."""
        at = self.current()
        self.rows_model.set_rows(lines)
        for place in range(self.rows_model.rowCount()):
            if isinstance(self.rows_model.line(place), Section):
                self.setRowHeight(place, self.context.theme.row_height())
        if at is not None and _is_line(at):
            self.select_ids([at.id])
        if not _is_line(self.current()):
            self.select_first()

    def go_on(self) -> bool:
        """To the next line; False at the last one."""
        for place in range(self.currentIndex().row() + 1, self.rows_model.rowCount()):
            if not isinstance(self.rows_model.line(place), Section):
                self.setCurrentIndex(self.rows_model.index(place, 0))
                return True
        return False

    def refresh(self) -> None:
        """Paint again what was said."""
        last, columns = self.rows_model.rowCount() - 1, len(self.rows_model.columns)
        if last >= 0:
            self.rows_model.dataChanged.emit(self.rows_model.index(0, 0), self.rows_model.index(last, columns - 1))
        self.viewport().update()

    def paint_strips(self, painter: QPainter, strips: Sequence[QImage], area: QRect, without: str) -> None:
        """The strips side by side, or words where there are none."""
        if not strips:
            painter.setPen(self.context.theme.colour("muted"))
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), without)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = (area.width() - GRID // 2 * (len(strips) - 1)) // len(strips)
        for place, strip in enumerate(strips):
            scale = min(room / max(1, strip.width()), area.height() / max(1, strip.height()))
            wide, high = round(strip.width() * scale), round(strip.height() * scale)
            at = QRect(area.left() + place * (room + GRID // 2), area.top() + (area.height() - high) // 2, wide, high)
            painter.fillRect(at, _PAPER)
            painter.drawImage(at, strip)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not _is_line(self.current()) or event.modifiers() & _COMMANDS:
            super().keyPressEvent(event)
        elif (said := self.meaning(event)) is not None:
            self.typed.emit(said)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif event.text().isprintable() and event.text():
            event.accept()  # no other letter means anything: not even a search that would move the keyboard
        else:
            super().keyPressEvent(event)


def _is_line(found: Any) -> bool:
    return found is not None and not isinstance(found, Section)
