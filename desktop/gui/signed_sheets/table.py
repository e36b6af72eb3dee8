"""The rows of a signed sheet, walked with the arrow keys: one letter a status, a number goes to its line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter

from desktop.domain.attendance import Status
from desktop.domain.signed_sheet import LETTERS, PaperRow
from desktop.gui.context import Context
from desktop.gui.signed_sheets.draft import PaperDraft
from desktop.gui.widgets.attendance_parts import INKS
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.table import Table
from desktop.i18n import _
from desktop.wording import attendance as words
from desktop.wording import signed_sheets as paper_words
from desktop.wording.formats import clock_text, desk_text, full_name_text

_PAUSE = 900
"""Milliseconds after which another number begins."""
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def name_text(row: PaperRow) -> str:
    """The name as printed, with whose place it takes; or who came in this one's place since."""
    name = full_name_text(row)
    if row.stand_in:
        return _("{name} (now {other})").format(name=name, other=row.stand_in)
    return f"{name} {words.in_the_place_of(row.substitute_for)}" if row.substitute_for else name


def door_text(row: PaperRow) -> str:
    """What the door says: its sign, the time or the word, the desk."""
    door = row.door
    if door is None:
        return ""
    if door.status is Status.UNRECORDED:
        return _("filled in for the rest") if door.rest else ""
    said = clock_text(door.arrived_at) or words.status(door.status)
    parts = [f"{words.SIGNS[door.status]} {said}", desk_text(door.desk) if door.desk else ""]
    return " · ".join(part for part in parts if part)


class PaperTable(Table):
    """The sheet's lines in the printed order."""

    typed = Signal(int, str)
    """A line's number and the status typed for it ("unrecorded" clears)."""

    def __init__(self, context: Context) -> None:
        self.draft: PaperDraft | None = None
        model: RowsModel[PaperRow] = RowsModel(
            [
                TableColumn("line", lambda: _("No."), lambda row: str(row.number), 46, numeric=True),
                TableColumn("name", lambda: _("Full name"), name_text, 230, stretches=True),
                TableColumn("unit", lambda: _("Unit"), lambda row: row.unit, 200, quiet=True),
                TableColumn("paper", lambda: _("On the signed sheet"), self._paper_text, 150),
                TableColumn("door", lambda: _("At the door"), door_text, 200),
            ]
        )
        super().__init__(context, "paper", model, _("Lines of the signed sheet"))
        model.setParent(self)
        self.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.setAccessibleDescription(
            _("C came, M late, P excused, V absent, Backspace clears; a number goes to its line.")
        )
        self._digits = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._forget_digits)
        self.tag_of = self._tag

    def show_sheet(self, draft: PaperDraft) -> None:
        """Show the draft's rows; the keyboard stays on its line."""
        at = self.current()
        self.draft = draft
        self.rows_model.set_rows(draft.sheet.rows)
        if not (isinstance(at, PaperRow) and self.go_to(at.number)):
            self.select_first()

    def go_to(self, number: int) -> bool:
        """Put the keyboard on a line; False when there is no such line."""
        rows = self.rows_model.rows()
        place = next((place for place, row in enumerate(rows) if row.number == number), -1)
        if place >= 0:
            self.setCurrentIndex(self.rows_model.index(place, 0))
        return place >= 0

    def refresh(self) -> None:
        """Paint again what was typed."""
        last = self.rows_model.rowCount() - 1
        if last >= 0:
            column = self.rows_model.column_of("paper")
            self.rows_model.dataChanged.emit(self.rows_model.index(0, column), self.rows_model.index(last, column))
        self.viewport().update()

    # -- words ----------------------------------------------------------------------------------------------------

    def _status(self, row: PaperRow) -> Status:
        return self.draft.status(row.number) if self.draft else Status.UNRECORDED

    def _paper_text(self, row: PaperRow) -> str:
        status = self._status(row)
        if status is not Status.UNRECORDED:
            return f"{words.SIGNS[status]} {words.status(status)}"
        return paper_words.why_not(row.why_not) if row.why_not else words.SIGNS[status]

    def _tag(self, row: PaperRow) -> str:
        if self.draft is None or not row.differs(self._status(row)):
            return ""
        by = self.draft.settle.get(row.number)
        return {"paper": _("signed sheet counts"), "door": _("door counts")}.get(by or "", _("differs"))

    def _paint_cells(
        self, painter: QPainter, place: int, columns: Sequence[tuple[int, int, int, int, QColor]], top: int, height: int
    ) -> None:
        row, theme = self.rows_model.line(place), self.context.theme
        tinted = []
        for column, left, width, align, colour in columns:
            key = self.rows_model.columns[column].key
            if not isinstance(row, PaperRow):
                continue
            if key == "paper" and self._status(row) is not Status.UNRECORDED:
                colour = theme.colour(INKS[self._status(row)])
            elif key == "door" and row.door is not None:
                colour = theme.colour(INKS[row.door.status])
            elif not row.expected and self._status(row) is Status.UNRECORDED:
                colour = theme.colour("muted")
            tinted.append((column, left, width, align, colour))
        super()._paint_cells(painter, place, tinted, top, height)

    # -- keys -----------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, letter = self.current(), event.text().upper()
        if not isinstance(row, PaperRow) or event.modifiers() & _COMMANDS:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._forget_digits()
            self.typed.emit(row.number, str(Status.UNRECORDED))
        elif letter in LETTERS:
            self._forget_digits()
            self.typed.emit(row.number, str(LETTERS[letter]))
            self._step()
        elif len(letter) == 1 and letter in "0123456789":
            self._go_by_digit(letter)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step()
        elif letter and letter.isprintable():
            event.accept()  # no other letter means anything: not even a search that would move the keyboard
        else:
            super().keyPressEvent(event)

    def _step(self) -> None:
        """One line down."""
        place = self.currentIndex().row() + 1
        if place < self.rows_model.rowCount():
            self.setCurrentIndex(self.rows_model.index(place, 0))

    def _go_by_digit(self, digit: str) -> None:
        self._digits = (self._digits + digit)[-6:]
        if not self.go_to(int(self._digits)):
            self._digits = digit
            self.go_to(int(digit))
        self._pause.start()

    def _forget_digits(self) -> None:
        self._digits = ""
