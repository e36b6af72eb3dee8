"""The attendance sheet as a workbook with the look of the printed one, for offices that edit before they print."""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from typing import Literal, Protocol

import segno
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.attendance_sheet import SheetContent, code_text
from desktop.excel.writing.text_cells import free_title, put_text
from desktop.wording import sheet as wording

FACE = "Times New Roman"
_POINTS_PER_MM = 72 / 25.4
_INCH = 25.4
_EMU = 36_000
"""Drawing units in a millimetre."""
_LINE = 1.22
"""A line's height in letters' heights, with room for two accents."""
_LETTER_MM = 0.175
"""A letter's mean width in millimetres for each point of its size; bold and capitals are wider."""

_Across = Literal["left", "center", "right"]
_HAIR = Side(style="thin")
_ONE_LINE = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
_BOX = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)


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
    book._named_styles["Normal"].font = _font(12)  # type: ignore[attr-defined]  # no public way
    taken: set[str] = set()
    for place, part in enumerate(content.sets):
        page: Worksheet = book.create_sheet() if place else book.worksheets[0]
        page.title = free_title(wording.tab(part), taken)
        _Writer(part, columns(part), row_mm, page)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


class _Writer:
    """One list on its way from top to bottom; `row` is the next Excel row to write."""

    def __init__(self, content: SheetContent, layout: SheetColumns, row_mm: float, page: Worksheet) -> None:
        self.content, self.layout, self.row_mm = content, layout, row_mm
        self.words = wording.words(content, note=self.layout.note)
        self.size = self.layout.size
        self.wide = len(self.layout.widths)
        self.row = 1
        self.page = page
        for x, width in enumerate(self.layout.widths, start=1):
            self.page.column_dimensions[get_column_letter(x)].width = _excel_width(width)
        self._frame()
        self._titles()
        self._table()
        self._foot()
        self._print_setup()

    # Cells

    def _span(
        self, first: int, last: int, text: str, font: Font, *, align: _Across = "center", box: bool = False
    ) -> Cell:
        """A text over columns `first` to `last` of this row, which grows as tall as its lines."""
        if last > first:
            self.page.merge_cells(start_row=self.row, end_row=self.row, start_column=first, end_column=last)
        for x in range(first, last + 1) if box else ():
            self.page.cell(self.row, x).border = _BOX
        cell = self._put(self.row, first, text, font, align=align)
        width = sum(self.layout.widths[first - 1 : last])
        self._at_least(_lines(text, width, font) * (font.sz or 12) * _LINE + 2)
        return cell

    def _put(self, row: int, column: int, text: str, font: Font, *, align: _Across = "center") -> Cell:
        cell = self.page.cell(row, column)
        assert isinstance(cell, Cell)
        put_text(cell, text)
        cell.font = font
        cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
        return cell

    def _at_least(self, points: float) -> None:
        height = self.page.row_dimensions[self.row]
        height.height = max(height.height or 0, points)

    # Parts, from top to bottom

    def _frame(self) -> None:
        words, middle = self.words, self._middle()
        plain, bold = _font(12), _font(12, b=True)
        left = [(words.frame.superior, plain)] if words.frame.superior else []
        if words.frame.issuing:
            left += [(words.frame.issuing, bold), ("_" * max(6, len(words.frame.issuing) // 3), _font(6, b=True))]
        right = [
            (words.frame.nation, bold),
            (words.frame.motto, _font(13, b=True, u="single")),
            (words.frame.place_and_date, _font(13, i=True)),
        ]
        # All rows alike; a long office's name is one cell over as many of them as it has lines.
        first, row = self.row, self.row
        width = sum(self.layout.widths[:middle])
        for text, font in left:
            last = row + _lines(text, width, font) - 1
            self.page.merge_cells(start_row=row, end_row=last, start_column=1, end_column=middle)
            self._put(row, 1, text, font)
            row = last + 1
        for place, (text, font) in enumerate(right):
            self.page.merge_cells(
                start_row=first + place, end_row=first + place, start_column=middle + 1, end_column=self.wide
            )
            self._put(first + place, middle + 1, text, font).alignment = _ONE_LINE
        self.row = max(row, first + len(right))
        for line in range(first, self.row):
            self.page.row_dimensions[line].height = 17
        self.row += 1

    def _middle(self) -> int:
        """The last column of the left half: where the right half still holds quốc hiệu in one line."""
        need = sum(self.layout.widths) / 2 if self.content.landscape else 91.0
        width = 0.0
        for x in range(self.wide, 1, -1):
            width += self.layout.widths[x - 1]
            if width >= need:
                return x - 1
        return 1

    def _titles(self) -> None:
        self._span(1, self.wide, self.words.title, _font(14, b=True))
        self.row += 1
        for line, bold in (
            (self.words.occasion, True),
            (self.words.subject, True),
            *((line, False) for line in self.words.when_and_where),
        ):
            if line:
                self._span(1, self.wide, line, _font(13, b=bold))
                self.row += 1
        self.row += 1

    def _table(self) -> None:
        self.first = self.row
        height = 1 + max(cell.y for cell in self.words.heading)
        for row in range(self.row, self.row + height):
            for x in range(1, self.wide + 1):
                self.page.cell(row, x).border = _BOX
        for cell in self.words.heading:
            row, column = self.row + cell.y, cell.x + 1
            if cell.colspan > 1 or cell.rowspan > 1:
                self.page.merge_cells(
                    start_row=row,
                    end_row=row + cell.rowspan - 1,
                    start_column=column,
                    end_column=column + cell.colspan - 1,
                )
            font = _font(self.layout.heading_size if cell.y else self.size, b=True)
            self._put(row, column, cell.text, font)
            if cell.rowspan == 1:
                lines = _lines(cell.text, sum(self.layout.widths[cell.x : cell.x + cell.colspan]), font)
                known = self.page.row_dimensions[row].height or 0
                self.page.row_dimensions[row].height = max(known, lines * (font.sz or 12) * _LINE + 5)
        self.row += height
        self.last_heading = self.row - 1
        for block in self.content.blocks:
            if block.new_page:
                self.page.row_breaks.append(Break(id=self.row - 1))
            for heading in block.headings:
                self._heading(wording.heading_text(heading), italic=heading.number is None)
            for row_of in block.rows:
                self._data(wording.row_texts(self.content, row_of))
        if self.content.blank_lines:
            self._heading(self.words.supplement)
            for blank in wording.blank_rows(self.content):
                self._data(blank)
        if len(self.content.columns) > 1:
            texts = self.layout.texts
            self._span(1, texts, self.words.signed, _font(self.size, b=True), align="right", box=True)
            self._boxes(texts + 1)

    def _heading(self, text: str, *, italic: bool = False) -> None:
        self._span(1, self.wide, text, _font(self.size, b=True, i=italic), align="left", box=True)
        self._at_least(self.size * _LINE + 6)
        self.row += 1

    def _data(self, texts: tuple[str, ...]) -> None:
        font = _font(self.size)
        for x, text in enumerate(texts, start=1):
            cell = self._put(self.row, x, text, font, align="center" if x == 1 else "left")
            if x == 1:
                cell.value = int(text)
            cell.border = _BOX
            self._at_least(_lines(text, self.layout.widths[x - 1], font) * self.size * _LINE + 3)
        self._boxes(len(texts) + 1)

    def _boxes(self, first: int) -> None:
        for x in range(first, self.wide + 1):
            self.page.cell(self.row, x).border = _BOX
        self._at_least(self.row_mm * _POINTS_PER_MM)
        self.row += 1

    def _foot(self) -> None:
        words = self.words
        self._span(1, self.wide, words.total, _font(self.size, b=True), align="left")
        self._at_least(24)
        self.row += 1
        half = min(range(1, self.wide), key=lambda x: abs(2 * sum(self.layout.widths[:x]) - sum(self.layout.widths)))
        left, right = [words.preparer_title], list(words.frame.signer_lines)
        bold, italic = _font(13, b=True), _font(12, i=True)
        for place in range(max(len(left), len(right)) + 1):
            for lines, first, last in ((left, 1, half), (right, half + 1, self.wide)):
                if place < len(lines):
                    self._span(first, last, lines[place], bold)
                elif place == len(lines):
                    self._span(first, last, words.frame.sign_here, italic)
            self.row += 1
        self._at_least(22 * _POINTS_PER_MM)  # room for the signatures and the seal
        if self.content.number is not None:
            # A picture can't stand in a workbook's page foot; the number in words does, on every page.
            square = _Square(code_text(self.content))
            marker = AnchorMarker(col=0, row=self.row - 1, colOff=2 * _EMU, rowOff=6 * _EMU)
            square.anchor = OneCellAnchor(marker, XDRPositiveSize2D(12 * _EMU, 12 * _EMU))
            self.page.add_image(square)
        self.row += 1
        self._span(1, half, words.preparer, bold)
        self._span(half + 1, self.wide, words.frame.signer, bold)

    def _print_setup(self) -> None:
        page, wide = self.page, self.content.landscape
        page.print_title_rows = f"{self.first}:{self.last_heading}"
        page.print_area = f"A1:{get_column_letter(self.wide)}{self.row}"
        page.page_setup.paperSize = 9  # A4
        page.page_setup.orientation = "landscape" if wide else "portrait"
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.page_setup.fitToWidth = 1
        page.page_setup.fitToHeight = 0
        margins = page.page_margins
        margins.left, margins.right = (20 if wide else 30) / _INCH, 15 / _INCH
        margins.top, margins.bottom = (18 if wide else 20) / _INCH, (20 if wide else 22) / _INCH
        margins.header, margins.footer = 9 / _INCH, 10 / _INCH
        sheet_name, page_words = self.words.sheet_name.replace("&", "&&"), self.words.page
        foot = _HeaderFooterPart(sheet_name, FACE, 10)
        count = _HeaderFooterPart(page_words.replace("{pages}", "&N").replace("{page}", "&P"), FACE, 10)
        page.HeaderFooter = HeaderFooter(
            differentFirst=True,  # the first page has no number on top
            oddHeader=HeaderFooterItem(center=_HeaderFooterPart("&P", FACE, 13)),
            oddFooter=HeaderFooterItem(left=foot, right=count),
            firstFooter=HeaderFooterItem(left=foot, right=count),
        )
        page.sheet_view.view = "pageLayout"
        page.sheet_view.showGridLines = False


class _Square(Image):
    """A QR code as a picture. openpyxl's own class would want Pillow only to measure it."""

    def __init__(self, text: str) -> None:
        buffer = io.BytesIO()
        segno.make(text, error="m", micro=False, boost_error=False).save(buffer, kind="png", scale=8, border=0)
        self._bytes = buffer.getvalue()
        self.ref, self.format, self.width, self.height = buffer, "png", 168, 168

    def _data(self) -> bytes:
        return self._bytes


def _font(size: int, *, b: bool = False, i: bool = False, u: Literal["single"] | None = None) -> Font:
    return Font(name=FACE, sz=size, b=b, i=i, u=u)


def _excel_width(millimetres: float) -> float:
    """Excel counts widths in digits of the workbook's font, 8 pixels each; a hair less, so that nothing is scaled."""
    return round(millimetres / _INCH * 96 / 8 * 0.99, 2)


def _lines(text: str, width: float, font: Font) -> int:
    """How many lines a text takes in `width` millimetres, rather one too many than one too few."""
    letter = _LETTER_MM * (font.sz or 12) * (1.06 if font.b else 1.0) * (1.3 if text.isupper() else 1.0)
    room = max(1.0, (width - 2) / letter)
    if "\n" in text:
        return sum(_lines(line, width, font) for line in text.split("\n"))
    lines, filled = 1, 0.0
    for word in text.split():
        if filled and filled + 1 + len(word) > room:
            lines, filled = lines + 1, 0.0
        lines += math.ceil(len(word) / room) - 1
        filled += len(word) + (1 if filled else 0)
    return lines
