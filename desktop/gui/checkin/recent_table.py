"""The last ten at the door, each with its result and a way to take it back by mouse or keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QResizeEvent

from desktop.domain.attendance import Outcome
from desktop.domain.people import Origin
from desktop.gui.checkin.desk import CheckInEntry
from desktop.gui.context import Context
from desktop.gui.theme import GRID, TONES
from desktop.gui.widgets.look_chip import paint_chip
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.table import Table
from desktop.i18n import _, pgettext
from desktop.wording.check_in import Chip, named, signed, status_chip
from desktop.wording.corrections import correction_chip
from desktop.wording.formats import clock_text

RESULT, UNDO = "result", "undo"
_LARGE = 1.5
"""Text so large that the verdict needs the room in a low window."""
_UNIT_FROM = 600
"""Pixels at 100 % text below which the unit is left out."""
_DESK_FROM = 480
"""The same of the desk."""


def result_chip(line: CheckInEntry) -> Chip:
    """What came of a try, short."""
    person = line.person
    if line.outcome is Outcome.IN:
        if line.undone:
            return signed("↶", _("undone"), "plain")
        if line.became.corrected:
            return correction_chip(line.became)
        if line.pending:
            return signed("↑", _("waiting to be sent"), "warn")
        if person.origin == Origin.WALK_IN:
            return signed("+", _("walk-in"), "info")
        if person.substitute_for:
            return signed("⇄", _("in place"), "info")
        return status_chip(person.status) if person.status != "unrecorded" else status_chip("present")
    if line.outcome is Outcome.ALREADY_IN:
        at = clock_text(line.since)  # at which desk: the verdict says it, and the column beside
        return Chip(_("in already: {when}").format(when=at) if at else _("in already"), "warn")
    if line.outcome is Outcome.CANCELLED:
        return signed("✕", _("cancelled"), "bad")
    if line.outcome is Outcome.REPLACED:
        return signed("⇄", _("replaced"), "info")
    if line.outcome in (Outcome.OUTSIDE, Outcome.FUTURE):
        return signed("!", _("outside its time"), "warn")
    return signed("!", _("not of this session"), "warn")


def columns(here: str) -> list[TableColumn[CheckInEntry]]:
    """Time, name, unit, result, the desk where it is another than `here`, and taking it back."""
    return [
        TableColumn("time", lambda: pgettext("column", "Time"), lambda line: clock_text(line.at), 58),
        TableColumn("name", lambda: _("Full name"), lambda line: named(line.person), 190, stretches=True),
        TableColumn("unit", lambda: _("Unit"), lambda line: line.person.unit, 150, stretches=True),
        TableColumn(RESULT, lambda: _("Result"), lambda line: result_chip(line).text, 140),
        TableColumn("desk", lambda: _("Other desk"), lambda line: line.desk if line.desk != here else "", 96),
        TableColumn(UNDO, lambda: "", lambda line: _("Undo") if line.can_undo else "", 88),
    ]


class RecentTable(Table):
    """A click on its word, or Del, takes a line back; Enter or a double click is `chosen`."""

    undo_wanted = Signal(object)
    """CheckInEntry."""

    def __init__(self, context: Context) -> None:
        self.model_of_lines: RowsModel[CheckInEntry] = RowsModel(columns(context.operations.database.desk))
        super().__init__(context, "door", self.model_of_lines, _("Just recorded"))
        self.model_of_lines.setParent(self)
        self.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.setMinimumHeight(context.theme.row_height() * 2 if context.theme.scale < _LARGE else 1)
        self.clicked.connect(self._on_clicked)

    def show_lines(self, lines: Sequence[CheckInEntry]) -> None:
        """The newest first, and in sight: only who walks the list with the keys stays where they are."""
        if not self.hasFocus():
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        self.replace(list(lines))
        self._make_room()
        if not self.hasFocus():
            self.scrollToTop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """The name needs the room more than the unit, and than a desk where there is one alone."""
        theme, desk = self.context.theme, self.model_of_lines.column_of("desk")
        words = self.model_of_lines.columns[desk].text
        alone = not any(words(line) for line in self.model_of_lines.rows())
        hidden = {
            self.model_of_lines.column_of("unit"): self.width() < theme.px(_UNIT_FROM),
            desk: alone or self.width() < theme.px(_DESK_FROM),
        }
        for column, narrow in hidden.items():
            if self.isColumnHidden(column) != narrow:
                self.setColumnHidden(column, narrow)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second click on the word is no wish to see the log."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or self.model_of_lines.columns[index.column()].key != UNDO:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._undo_current()
            return
        if event.text().strip() and event.text().isprintable():
            event.ignore()  # a scan or a name begins: the page gives it to its field
            return
        super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        if self.model_of_lines.columns[index.column()].key == UNDO:
            self._undo_current()

    def _undo_current(self) -> None:
        line = self.current()
        if isinstance(line, CheckInEntry) and line.can_undo:
            self.undo_wanted.emit(line)

    def _paint_cells(
        self, painter: QPainter, place: int, columns: Sequence[tuple[int, int, int, int, QColor]], top: int, height: int
    ) -> None:
        own = {self.model_of_lines.column_of(RESULT), self.model_of_lines.column_of(UNDO)}
        super()._paint_cells(painter, place, [each for each in columns if each[0] not in own], top, height)
        line = self.model_of_lines.line(place)
        if not isinstance(line, CheckInEntry):
            return
        theme = self.context.theme
        for column, left, width, align, _colour in columns:
            if column == self.model_of_lines.column_of(RESULT):
                self._paint_chip(painter, result_chip(line), left, top, width, height)
            elif column in own and line.can_undo:
                painter.setPen(theme.colour("accent"))
                painter.drawText(left, top, width, height, align, _("Undo"))

    def _paint_chip(self, painter: QPainter, chip: Chip, left: int, top: int, width: int, height: int) -> None:
        theme = self.context.theme
        painter.save()
        metrics = painter.fontMetrics()
        text = metrics.elidedText(chip.text, Qt.TextElideMode.ElideRight, width - GRID)
        box_width, box_height = metrics.horizontalAdvance(text) + 2 * GRID - 2, metrics.height() + 4
        box = QRectF(left - 3, top + (height - box_height) / 2, box_width, box_height)
        ink, ground = (theme.colour(name) for name in TONES[chip.tone])
        paint_chip(painter, box, text, ink, ground)
        painter.restore()
