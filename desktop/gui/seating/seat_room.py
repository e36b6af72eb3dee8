"""The room's own facts: its name, rows, columns, aisles and how seats are called. What is typed is kept at once."""

from __future__ import annotations

import dataclasses

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox

from desktop.domain.seating import MOST_COLUMNS, MOST_ROWS, Naming, Room, Seating, read_numbers, row_name
from desktop.gui.widgets.dialog_parts import indent
from desktop.gui.widgets.form import Form, choice, choose, line
from desktop.i18n import _

_PAUSE = 500
"""Milliseconds after the last click on a number before the room is changed."""


class SeatRoomForm(Form):
    """The fields; `changed` when another room is wanted."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(columns=1)
        self.name = line("", _("for example: Hall on floor 2"))
        self.rows, self.columns = _number(MOST_ROWS), _number(MOST_COLUMNS)
        self.naming = choice([(_("By row: A1, A2, B1"), "letters"), (_("Running numbers: 1, 2, 3"), "numbers")])
        self.aisles = line("", _("for example: 6, 12"))
        self.cross_aisles = line("", _("for example: D"))
        self.add("rows", _("Rows of seats"), self.rows)
        self.add("columns", _("Seats in a row"), self.columns)
        self.add("naming", _("Seats are called"), self.naming)
        self.add("aisles", _("Aisle after the columns"), self.aisles)
        self.add("cross_aisles", _("Aisle after the rows"), self.cross_aisles)
        self.add("name", _("Name of the room"), self.name)
        self._seating: Seating | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.apply)
        for spin in (self.rows, self.columns):
            spin.valueChanged.connect(lambda _value: self._pause.start())
        self.naming.activated.connect(lambda _place: self.apply())
        for field in (self.name, self.aisles, self.cross_aisles):
            field.editingFinished.connect(self.apply)

    def show_seating(self, seating: Seating) -> None:
        """Show this room; what is being typed stays."""
        self._seating = seating
        room = seating.room
        if not self._pause.isActive():
            for spin, value in ((self.rows, room.rows), (self.columns, room.columns)):
                spin.blockSignals(True)
                spin.setValue(value)
                spin.blockSignals(False)
        choose(self.naming, room.naming)
        for field, text in (
            (self.name, seating.name),
            (self.aisles, ", ".join(map(str, room.aisles))),
            (self.cross_aisles, ", ".join(_row(each, room.naming) for each in room.cross_aisles)),
        ):
            if not (field.hasFocus() and field.isModified()):
                field.setText(text)

    def wanted(self) -> tuple[Room, str] | None:
        """The room and its name as the fields say; None while one of them says nothing sensible."""
        if self._seating is None:
            return None
        self.clear_errors()
        rows, columns = self.rows.value(), self.columns.value()
        aisles = _read(self, "aisles", self.aisles, columns)
        cross = _read(self, "cross_aisles", self.cross_aisles, rows)
        if aisles is None or cross is None:
            return None
        naming: Naming = "numbers" if self.naming.currentData() == "numbers" else "letters"
        room = dataclasses.replace(
            self._seating.room, rows=rows, columns=columns, naming=naming, aisles=aisles, cross_aisles=cross
        )
        return room, self.name.text()

    def later(self) -> None:
        """Look again once what is being written has been answered."""
        self._pause.start()

    def apply(self) -> None:
        """Say so if the fields differ from what is shown."""
        self._pause.stop()
        wanted, now = self.wanted(), self._seating
        if wanted is not None and now is not None and wanted != (now.room, now.name):
            self.changed.emit()


def _number(most: int) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(1, most)
    spin.setKeyboardTracking(False)
    indent(spin)
    return spin


def _row(number: int, naming: str) -> str:
    return row_name(number - 1) if naming == "letters" else str(number)


def _read(form: Form, name: str, field: QLineEdit, count: int) -> tuple[int, ...] | None:
    found = read_numbers(field.text(), 1000, letters=name == "cross_aisles")
    if found is None:
        form.refuse(name, _("Write numbers parted by commas."))
        return None
    return tuple(each for each in found if each < count)
