"""The attendance sheet as a workbook with the look of the printed one, for offices that edit before they print."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from typing import Protocol

import segno
from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.attendance_sheet import SheetContent, code_of
from desktop.excel.writing.paper_writer import BOX, LINE, POINTS_PER_MM, PaperWriter, font, lines_of
from desktop.excel.writing.text_cells import free_title
from desktop.wording import sheet as wording
from desktop.wording.listing import HeadingCell, Signer

_EMU = 36_000
"""Drawing units in a millimetre."""


class SheetColumns(Protocol):
    """How the table's columns share the page on paper: widths in millimetres, sizes of type in points."""

    @property
    def widths(self) -> tuple[float, ...]:
        """Of each column; together they fill the page's text width."""

    @property
    def texts(self) -> int:
        """How many leading columns hold texts."""

    @property
    def note(self) -> bool:
        """Whether there is a column of notes."""

    @property
    def size(self) -> int:
        """The texts' size."""

    @property
    def heading_size(self) -> int:
        """The size of what stands over the signature columns."""


def sheet_book(content: SheetContent, columns: Callable[[SheetContent], SheetColumns], *, row_mm: float) -> bytes:
    """The sheet as an .xlsx file: its columns as on paper, no row to sign in lower than `row_mm`."""
    book = Workbook()
    # Column widths count this font's digits; Calibri's are unknown where Excel is not.
    book._named_styles["Normal"].font = font(12)  # type: ignore[attr-defined]  # no public way
    taken: set[str] = set()
    for place, part in enumerate(content.sets):
        page: Worksheet = book.create_sheet() if place else book.worksheets[0]
        page.title = free_title(wording.tab(part), taken)
        _Writer(part, columns(part), row_mm, page)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


class _Writer(PaperWriter):
    """One list."""

    def __init__(self, content: SheetContent, layout: SheetColumns, row_mm: float, page: Worksheet) -> None:
        super().__init__(page, layout.widths, layout.size, landscape=content.landscape)
        self.content, self.layout, self.row_mm = content, layout, row_mm
        self.words = words = wording.words(content, note=layout.note)
        self.frame(words.frame)
        dated = [(line, False) for line in words.when_and_where]
        self.titles(words.title, (words.occasion, True), (words.subject, True), *dated)
        self.heading([HeadingCell(**dataclasses.asdict(cell)) for cell in words.heading], layout.heading_size)
        self._rows()
        self._foot()
        self.print_setup(words.sheet_name, words.page)

    def _rows(self) -> None:
        for block in self.content.blocks:
            if block.new_page:
                self.page.row_breaks.append(Break(id=self.row - 1))
            for heading in block.headings:
                self.under_heading(wording.heading_text(heading), italic=heading.number is None)
            for row_of in block.rows:
                self._data(wording.row_texts(self.content, row_of))
        if self.content.blank_lines:
            self.under_heading(self.words.supplement)
            for blank in wording.blank_rows(self.content):
                self._data(blank)
        if len(self.content.columns) > 1:
            texts = self.layout.texts
            self.span(1, texts, self.words.signed, font(self.size, b=True), align="right", box=True)
            self._boxes(texts + 1)

    def _data(self, texts: tuple[str, ...]) -> None:
        face = font(self.size)
        for x, text in enumerate(texts, start=1):
            cell = self.put(self.row, x, text, face, align="center" if x == 1 else "left")
            if x == 1:
                cell.value = int(text)
            cell.border = BOX
            self.at_least(lines_of(text, self.widths[x - 1], face) * self.size * LINE + 3)
        self._boxes(len(texts) + 1)

    def _boxes(self, first: int) -> None:
        for x in range(first, self.wide + 1):
            self.page.cell(self.row, x).border = BOX
        self.at_least(self.row_mm * POINTS_PER_MM)
        self.row += 1

    def _foot(self) -> None:
        words, frame = self.words, self.words.frame
        self.span(1, self.wide, words.total, font(self.size, b=True), align="left")
        self.at_least(24)
        self.row += 1
        self.signers(
            [
                Signer((words.preparer_title,), frame.sign_here, words.preparer),
                Signer(frame.signer_lines, frame.sign_here, frame.signer),
            ]
        )
        if self.content.number is not None:
            # A picture can't stand in a workbook's page foot; the number in words does, on every page.
            square = _Square(code_of(self.content).text)
            marker = AnchorMarker(col=0, row=self.row - 2, colOff=2 * _EMU, rowOff=6 * _EMU)
            square.anchor = OneCellAnchor(marker, XDRPositiveSize2D(12 * _EMU, 12 * _EMU))
            self.page.add_image(square)


class _Square(Image):
    """A QR code as a picture. openpyxl's own class would want Pillow only to measure it."""

    def __init__(self, text: str) -> None:
        buffer = io.BytesIO()
        segno.make(text, error="m", micro=False, boost_error=False).save(buffer, kind="png", scale=8, border=0)
        self._bytes = buffer.getvalue()
        self.ref, self.format, self.width, self.height = buffer, "png", 168, 168

    def _data(self) -> bytes:
        return self._bytes
