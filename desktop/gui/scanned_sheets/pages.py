"""Which pages came, which did not, and which pictures are none of them: each with what is to be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.scanned_sheets import PageResult, ScannedPage
from desktop.domain.signed_sheet import write_numbers
from desktop.gui.context import Context
from desktop.gui.scanned_sheets.review import Place, ScanReview
from desktop.gui.theme import GRID
from desktop.gui.widgets.layout import STRETCH, button, column, grow, row
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.table import Table
from desktop.i18n import _, ngettext
from desktop.wording import sentence
from desktop.wording.signed_sheets import page_of_sheet


@dataclass(frozen=True, slots=True)
class PageLine:
    """A page, or a picture that is none."""

    id: int
    state: str
    page: str
    file: str
    what: str
    place: Place | None = None
    """Of a page that was read and may be left out."""


def lines_of(review: ScanReview) -> list[PageLine]:
    """What needs somebody first: pictures that could not be read, pages that are missing; then the pages read."""
    wrong = [_wrong(review, page) for page in review.report.pages if page.result in _WRONG]
    asked = Counter(cell.place for cell in review.cells if review.is_open(cell))
    read = [_read(review, page, asked[page.place]) for page in review.report.pages if page.result not in _WRONG]
    missing = list(_missing(review))
    return [PageLine(place, *line) for place, line in enumerate([*wrong, *missing, *read])]


_WRONG = (PageResult.UNREADABLE, PageResult.FOREIGN)
_Line = tuple[str, str, str, str, Place | None]


def _wrong(review: ScanReview, page: ScannedPage) -> _Line:
    state = _("✕ unreadable") if page.result is PageResult.UNREADABLE else _("✕ foreign")
    told = _page(review, page) if page.sheet is not None else ""
    return state, told, page.called, sentence(page.reason, page.details), None


def _missing(review: ScanReview) -> Iterator[_Line]:
    """A line for each list of which pages are missing."""
    for (sheet, place), numbers in review.report.missing_by_list.items():
        where = page_of_sheet(sheet, write_numbers(numbers), review.column(sheet, place))
        what = ngettext(
            "Photograph this page and read it too.", "Photograph these pages and read them too.", len(numbers)
        )
        yield _("✕ missing"), where, "", what, None


def _read(review: ScanReview, page: ScannedPage, asked: int) -> _Line:
    where = _page(review, page)
    if page.result is PageResult.DUPLICATE:
        return (
            _("✓ again"),
            where,
            page.called,
            _("Another picture of the same page: where they differ you are asked."),
            None,
        )
    if page.place in review.left_out:
        return _("– left out"), where, page.called, _("Nothing of this page is written."), page.place
    told = ngettext("{count} cell to review", "{count} cells to review", asked).format(count=asked) if asked else ""
    return _("✓ read"), where, page.called, told, page.place


def _page(review: ScanReview, page: ScannedPage) -> str:
    return page_of_sheet(page.sheet, page.page, review.column(page.sheet, page.column))


class PageList(QWidget):
    """The list, and a button that leaves a page out or takes it back."""

    left_out = Signal(object, bool)
    """The place of a page, and whether it is not to count."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._review: ScanReview | None = None
        self.model: RowsModel[PageLine] = RowsModel(
            [
                TableColumn("state", lambda: _("State"), lambda line: line.state, 160),
                TableColumn("page", lambda: _("Sheet and page"), lambda line: line.page, 150),
                TableColumn("what", lambda: _("What to do"), lambda line: line.what, 320, stretches=True),
                TableColumn("file", lambda: _("File"), lambda line: line.file, 200, quiet=True),
            ],
            self,
        )
        self.table = _Pages(context, "scanned.pages", self.model, _("Pages read"), wraps=True)
        self.table.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.table.chosen.connect(self.toggle)
        self.leave = button("", self.toggle)
        self.more = button(_("Read &more pictures…"))
        self.table.selectionModel().selectionChanged.connect(lambda *_changed: self._offer())
        column(grow(self.table), row(self.more, self.leave, STRETCH), on=self, spacing=GRID, margins=(0, GRID, 0, 0))
        self._offer()

    def show_review(self, review: ScanReview) -> None:
        """Show how the pages stand now."""
        self._review = review
        at = self.table.current()
        self.table.replace(lines_of(review))
        if at is not None:
            self.table.select_ids([at.id])
        else:
            self.table.select_first()
        self._offer()

    def toggle(self) -> None:
        """Leave the current page out, or let it count again."""
        line = self.table.current()
        if self._review is not None and isinstance(line, PageLine) and line.place is not None:
            self.left_out.emit(line.place, line.place not in self._review.left_out)

    def _offer(self) -> None:
        line = self.table.current()
        place = line.place if isinstance(line, PageLine) else None
        out = self._review is not None and place in self._review.left_out
        self.leave.setText(_("&Take the page in again") if out else _("&Leave this page out"))
        self.leave.setEnabled(place is not None)


class _Pages(Table):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.chosen.emit()
        else:
            super().keyPressEvent(event)
