"""The cells of the pages that were read, each a strip of the picture beside the name: one letter a cell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter

from desktop.domain.attendance import Status
from desktop.domain.scanned_sheets import CellVerdict
from desktop.domain.signed_sheet import LETTERS
from desktop.gui.context import Context
from desktop.gui.scanned_sheets.pictures import Pictures
from desktop.gui.scanned_sheets.review import Cell, ScanReview
from desktop.gui.signed_sheets.table import name_text
from desktop.gui.widgets.attendance_parts import INKS
from desktop.gui.widgets.rows import RowsModel, Section, TableColumn
from desktop.gui.widgets.strip_list import StripList
from desktop.i18n import _
from desktop.wording import attendance as words
from desktop.wording import signed_sheets as sheet_words
from desktop.wording.sheet import column_text

_HIGH = 60
"""Pixels of a row: a signature and its neighbours' strokes."""


class StripTable(StripList):
    """The cells, those to look at first or all in the order of the sheet."""

    def __init__(self, context: Context) -> None:
        self.review: ScanReview | None = None
        self.pictures = Pictures()
        columns = [
            TableColumn("line", lambda: _("No."), lambda cell: str(cell.number), 44, numeric=True),
            TableColumn("name", lambda: _("Full name"), self._name_text, 200, stretches=True),
            TableColumn("column", lambda: _("Column"), self._column_text, 66, quiet=True),
            TableColumn("strip", lambda: _("On the picture"), lambda cell: verdict_text(cell.verdict), 220),
            TableColumn("status", lambda: _("To be entered"), self._status_text, 140),
        ]
        model: RowsModel[Cell] = RowsModel(columns)
        super().__init__(context, "scanned", model, _("Cells of the signed sheets"), high=_HIGH)
        self.setAccessibleDescription(
            _("C came, M late, P excused, V absent, Backspace for nothing written; Enter goes on.")
        )

    def show_review(self, review: ScanReview, *, asked_first: bool) -> None:
        """Show the cells in this order; the keyboard stays on its cell."""
        self.review = review
        several = any(len(draft.sheet.columns) > 1 for draft in review.drafts.values())
        self.setColumnHidden(self.rows_model.column_of("column"), not several)
        self.show_lines(asked_rows(review) if asked_first else page_rows(review))

    # -- words ----------------------------------------------------------------------------------------------------

    def _name_text(self, cell: Cell) -> str:
        review = self.review
        row = review.row(cell) if review is not None else None
        if row is not None:
            return name_text(row)
        named = review.names.get(cell.line) if review is not None else None
        return named.full_name if named is not None and named.full_name else _("Blank line: who signed?")

    def _unit_text(self, cell: Cell) -> str:
        review = self.review
        row = review.row(cell) if review is not None else None
        if row is not None:
            why = sheet_words.why_not(row.why_not) if row.why_not else ""
            return " · ".join(filter(None, (row.unit, why)))
        named = review.names.get(cell.line) if review is not None else None
        return named.unit if named is not None else ""

    def _column_text(self, cell: Cell) -> str:
        if self.review is None:
            return ""
        return column_text(self.review.drafts[cell.sheet, cell.column].sheet.columns[cell.column])

    def _status_text(self, cell: Cell) -> str:
        review = self.review
        if review is None:
            return ""
        if cell.place in review.left_out:
            return _("left out")
        if review.is_open(cell):
            return _("? to review")
        status = review.status(cell)
        return f"{words.SIGNS[status]} {words.status(status)}"

    # -- painting -------------------------------------------------------------------------------------------------

    def _paint_cells(
        self, painter: QPainter, place: int, columns: Sequence[tuple[int, int, int, int, QColor]], top: int, height: int
    ) -> None:
        cell, theme, review = self.rows_model.line(place), self.context.theme, self.review
        if not isinstance(cell, Cell) or review is None:
            return
        plain = []
        for column, left, width, align, colour in columns:
            key = self.rows_model.columns[column].key
            if key == "strip":
                self._paint_strips(painter, cell, QRect(left, top + 3, width, height - 7))
            elif key == "name":
                self._paint_name(painter, cell, QRect(left, top, width, height))
            elif key == "status":
                ink = "warn" if review.is_open(cell) else INKS[review.status(cell)]
                plain.append((column, left, width, align, theme.colour(ink)))
            else:
                plain.append((column, left, width, align, colour))
        super()._paint_cells(painter, place, plain, top, height)

    def _paint_name(self, painter: QPainter, cell: Cell, area: QRect) -> None:
        theme, metrics = self.context.theme, self.fontMetrics()
        unit, half = self._unit_text(cell), metrics.height()
        top = area.top() + (area.height() - (2 * half if unit else half)) // 2
        painter.setFont(self.font())
        for text, ink in ((self._name_text(cell), "text"), (unit, "muted")):
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            painter.setPen(theme.colour(ink))
            painter.drawText(QRect(area.left(), top, area.width(), half), int(Qt.AlignmentFlag.AlignVCenter), shown)
            top += half

    def _paint_strips(self, painter: QPainter, cell: Cell, area: QRect) -> None:
        """The strip of the best picture; where pictures of a page may disagree, the strips of all of them side by side."""
        shown = cell.pictures if cell.verdict is CellVerdict.ASK else cell.pictures[:1]
        found = [
            strip
            for page in shown
            if page.picture is not None
            and (strip := self.pictures.strip(page.picture, cell.number, cell.column)) is not None
        ]
        self.paint_strips(painter, found, area, verdict_text(cell.verdict))

    # -- keys -----------------------------------------------------------------------------------------------------

    def meaning(self, event: QKeyEvent) -> str | None:
        """The status of a letter; "unrecorded" where nothing stands in the cell."""
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            return str(Status.UNRECORDED)
        status = LETTERS.get(event.text().upper())
        return str(status) if status is not None else None


def verdict_text(verdict: CellVerdict) -> str:
    """What the picture says of a cell."""
    return {CellVerdict.SIGNED: _("signed"), CellVerdict.BLANK: _("blank"), CellVerdict.ASK: _("to review")}[verdict]


def page_title(review: ScanReview, cell: Cell) -> str:
    """Which page a cell stands on."""
    sheet, column, page = cell.place
    told = sheet_words.page_of_sheet(sheet, page, review.column(sheet, column))
    return _("Sheet {page}").format(page=told)


def asked_rows(review: ScanReview) -> list[Cell | Section]:
    """The cells to look at, then those that the pictures decide."""
    lines: list[Cell | Section] = []
    for title, asked in ((_("To review"), True), (_("Decided by the pictures"), False)):
        cells = [cell for cell in review.cells if (cell.id in review.asked) is asked]
        if cells:
            lines += [Section(title, str(len(cells))), *cells]
    return lines


def page_rows(review: ScanReview) -> list[Cell | Section]:
    """All cells, page by page."""
    lines: list[Cell | Section] = []
    before = None
    for cell in review.cells:
        if cell.place != before:
            before = cell.place
            lines.append(Section(page_title(review, cell), cell.pictures[0].called))
        lines.append(cell)
    return lines
