"""Parts of the review: names for blank lines, and the lines where the door says something else, of several sheets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QWidget

from desktop.domain.signed_sheet import PaperSheet
from desktop.gui.scanned_sheets.review import Cell, ScanReview
from desktop.gui.signed_sheets.draft import PaperDraft
from desktop.gui.signed_sheets.parts import BlankLine, Differences, Others, settle_of
from desktop.gui.theme import GRID
from desktop.gui.widgets.layout import caption, column, empty, heading, holder
from desktop.i18n import _
from desktop.wording.sheet import column_and_date


class NamesOnLines(QFrame):
    """The fields of the blank line that the keyboard is on; what was typed for the others is kept."""

    named = Signal(int, int)
    """Sheet and line of which something was typed."""
    finished = Signal()
    """Enter in a field."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.lines: dict[tuple[int, int], BlankLine] = {}
        self._shown: dict[tuple[int, int], QWidget] = {}
        self._others: dict[int, Others] = {}
        self._units: Sequence[str] = ()
        self._column = column(
            caption(_("Who signed on this blank line? Registered as a walk-in when the pages are written.")),
            on=self,
            spacing=4,
            margins=GRID,
        )
        self.hide()

    def take(self, sheets: Sequence[PaperSheet], units: Sequence[str]) -> None:
        """What the fields offer."""
        self._units = units
        for sheet in sheets:
            self._others.setdefault(sheet.number, Others(sheet.others))

    def show_line(self, cell: Cell | None) -> None:
        """The fields of this blank line; none."""
        for each in self._shown.values():
            each.hide()
        self.setVisible(cell is not None)
        if cell is not None:
            if cell.line not in self.lines:
                self._add(cell)
            self._shown[cell.line].show()

    def focus(self, cell: Cell) -> None:
        """Let the name be typed."""
        if (line := self.lines.get(cell.line)) is not None:
            line.name.setFocus()

    def _add(self, cell: Cell) -> None:
        line = self.lines[cell.line] = BlankLine(cell.number, self._others[cell.sheet], self._units)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for place, text in ((1, _("Full name")), (2, _("Unit"))):
            grid.addWidget(caption(text, wrap=False), 0, place)
        line.put(grid, 1)
        self._shown[cell.line] = holder(grid)
        self._column.addWidget(self._shown[cell.line])
        line.changed.connect(lambda: self.named.emit(*cell.line))
        for box in (line.name, line.unit):
            if isinstance(edit := box.lineEdit(), QLineEdit):
                edit.returnPressed.connect(self.finished)


class AllDifferences(QWidget):
    """For each column of each sheet the lines where the door says otherwise."""

    settled = Signal(object, int, str)
    """The sheet and column, a line's number, and whose word counts."""
    all_settled = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.shown: dict[tuple[int, int], Differences] = {}
        self._column = column(on=self, spacing=GRID, margins=(0, GRID, GRID, 0))
        self._keys: list[tuple[int, int]] = []

    def show_review(self, review: ScanReview) -> None:
        """Show the lines that differ now."""
        differing = review.differing()
        if [key for key, _draft in differing] != self._keys or not self._column.count():
            self._lay_out(differing)
        for key, draft in differing:
            self.shown[key].show_draft(draft)

    def _lay_out(self, differing: Sequence[tuple[tuple[int, int], PaperDraft]]) -> None:
        empty(self._column)
        self.shown, self._keys = {}, [key for key, _draft in differing]
        for key, draft in differing:
            made = self.shown[key] = Differences()
            made.settled.connect(lambda number, by, key=key: self.settled.emit(key, number, settle_of(by)))
            made.all_settled.connect(lambda by, key=key: self.all_settled.emit(key, settle_of(by)))
            told = _("Sheet no. {sheet}, {column}")
            place = column_and_date(draft.sheet.columns[draft.sheet.column])
            self._column.addWidget(heading(told.format(sheet=draft.sheet.number, column=place), wrap=True))
            self._column.addWidget(made)
        if not differing:
            self._column.addWidget(caption(_("The door says the same of everybody.")))
        self._column.addStretch()
