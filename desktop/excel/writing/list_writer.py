"""A list as a workbook that an office edits before it is signed."""

from __future__ import annotations

import io
import re

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.excel.writing.paper_writer import BOX, LINE, POINTS_PER_MM, PaperWriter, font, lines_of
from desktop.excel.writing.text_cells import free_title
from desktop.wording.listing import ListBlock, ListCell, Listing
from desktop.wording.workbooks import page_of_pages

_NUMBER = re.compile(r"0|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,8}", re.ASCII)
"""As the program writes numbers; a phone number begins with 0."""


def list_book(listing: Listing) -> bytes:
    """The list as an .xlsx file: its columns as on paper, numbers as numbers."""
    book = Workbook()
    # Column widths count this font's digits; Calibri's are unknown where Excel is not.
    book._named_styles["Normal"].font = font(12)  # type: ignore[attr-defined]  # no public way
    taken: set[str] = set()
    for place, part in enumerate(listing.parts):
        page: Worksheet = book.create_sheet() if place else book.worksheets[0]
        page.title = free_title(part.title, taken)
        _Writer(part, page)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


class _Writer(PaperWriter):
    def __init__(self, listing: Listing, page: Worksheet) -> None:
        super().__init__(page, listing.widths, listing.size, landscape=listing.landscape)
        self.listing = listing
        if listing.frame is not None:
            self.frame(listing.frame)
        lines = [(listing.subject, True), *((line, False) for line in listing.lines)]
        if listing.annex is not None:
            number, paper = listing.annex
            self.span(1, self.wide, number, font(14, b=True))
            self.row += 1
            lines.append((paper, False))
        self.titles(listing.title, *lines)
        self._running(listing.opening)
        self.heading(listing.heading, listing.size)
        for block in listing.blocks:
            self._block(block)
        for row in listing.sums:
            self._row(row, 0)
        self._running(listing.closing)
        for line in listing.under:
            self.span(1, self.wide, line, font(13, b=True), align="left")
            self.at_least(24)
            self.row += 1
        if listing.signers:
            self.row += 1
            self.signers(listing.signers)
        else:
            self.row -= 1
        self.print_setup(listing.title, page_of_pages())

    def _running(self, lines: tuple[str, ...]) -> None:
        for line in lines:
            self.span(1, self.wide, line, font(13), align="left")
            self.row += 1

    def _block(self, block: ListBlock) -> None:
        for place, heading in enumerate(block.headings):
            self.under_heading(heading, italic=place > 0 or block.deeper)
        for row in block.rows:
            self._row(row, self.listing.row_mm)

    def _row(self, cells: tuple[ListCell, ...], least: float) -> None:
        """A row of cells; one over several lines makes as many rows, and the cells after its first ones fill them."""
        tall = max((cell.rows for cell in cells), default=1)
        x, line = 1, 0
        kept: set[int] = set()
        for cell in cells:
            while x in kept and line:
                x += 1
            self._cell(x, line, cell)
            if cell.rows > 1:
                kept.update(range(x, x + cell.columns))
            x += cell.columns
            while x in kept and line:
                x += 1
            if x > self.wide and line < tall - 1:
                x, line = 1, line + 1
        for row in range(self.row, self.row + tall):
            for column in range(1, self.wide + 1):
                self.page.cell(row, column).border = BOX
        for _line in range(tall):
            self.at_least(least * POINTS_PER_MM / tall)
            self.row += 1

    def _cell(self, x: int, line: int, cell: ListCell) -> None:
        row, face = self.row + line, font(self.size, b=cell.strong)
        if cell.rows > 1 or cell.columns > 1:
            self.page.merge_cells(
                start_row=row, end_row=row + cell.rows - 1, start_column=x, end_column=x + cell.columns - 1
            )
        put = self.put(row, x, cell.text, face, align=cell.align or self.listing.aligns[x - 1])
        if _NUMBER.fullmatch(cell.text):
            digits = re.sub("[.,]", "", cell.text)
            put.value, put.number_format = int(digits), "0" if digits == cell.text else "#,##0"
        width = sum(self.widths[x - 1 : x - 1 + cell.columns])
        height = self.page.row_dimensions[row]
        needed = lines_of(cell.text, width, face) * self.size * LINE + 3
        height.height = max(height.height or 0, needed / cell.rows)
