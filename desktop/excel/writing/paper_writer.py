"""A paper as a workbook with the look of the printed one: frame, titles, ruled table, signatures, print setup."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from desktop.excel.writing.text_cells import put_text
from desktop.wording.frame import FrameWords
from desktop.wording.listing import HeadingCell, Signer

FACE = "Times New Roman"
POINTS_PER_MM = 72 / 25.4
_INCH = 25.4
LINE = 1.22
"""A line's height in letters' heights, with room for two accents."""
_LETTER_MM = 0.175
"""A letter's mean width in millimetres for each point of its size; bold and capitals are wider."""

Across = Literal["left", "center", "right"]
_HAIR = Side(style="thin")
_ONE_LINE = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
BOX = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)

_LEAST_LEFT_MM = 50
"""Of few wide columns the left half gets the more: quốc hiệu shrinks to fit, an office's name breaks into many lines."""


class PaperWriter:
    """A page on its way from top to bottom; `row` is the next Excel row to write."""

    def __init__(self, page: Worksheet, widths: Sequence[float], size: float, *, landscape: bool) -> None:
        self.page, self.widths, self.size, self.landscape = page, widths, size, landscape
        self.wide = len(widths)
        self.row = self.first = self.last_heading = 1
        for x, width in enumerate(widths, start=1):
            page.column_dimensions[get_column_letter(x)].width = _excel_width(width)

    # Cells

    def span(
        self, first: int, last: int, text: str, face: Font, *, align: Across = "center", box: bool = False
    ) -> Cell:
        """A text over columns `first` to `last` of this row, which grows as tall as its lines."""
        if last > first:
            self.page.merge_cells(start_row=self.row, end_row=self.row, start_column=first, end_column=last)
        for x in range(first, last + 1) if box else ():
            self.page.cell(self.row, x).border = BOX
        cell = self.put(self.row, first, text, face, align=align)
        width = sum(self.widths[first - 1 : last])
        self.at_least(lines_of(text, width, face) * (face.sz or 12) * LINE + 2)
        return cell

    def put(self, row: int, column: int, text: str, face: Font, *, align: Across = "center") -> Cell:
        """A text in one cell."""
        cell = self.page.cell(row, column)
        assert isinstance(cell, Cell)
        put_text(cell, text)
        cell.font = face
        cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
        return cell

    def at_least(self, points: float) -> None:
        """This row is not lower than that."""
        height = self.page.row_dimensions[self.row]
        height.height = max(height.height or 0, points)

    # Parts, from top to bottom

    def frame(self, words: FrameWords) -> None:
        """The official frame; a paper with a number bears it under who issues it."""
        middle = self._middle()
        plain, bold = font(12), font(12, b=True)
        left = [(words.superior, plain)] if words.superior else []
        if words.issuing:
            left += [(words.issuing, bold), ("_" * max(6, len(words.issuing) // 3), font(6, b=True))]
        left += [(words.number, font(13))] if words.number else []
        right = [
            (words.nation, bold),
            (words.motto, font(13, b=True, u="single")),
            (words.place_and_date, font(13, i=True)),
        ]
        # All rows alike; a long office's name is one cell over as many of them as it has lines.
        first, row = self.row, self.row
        width = sum(self.widths[:middle])
        for text, face in left:
            last = row + lines_of(text, width, face) - 1
            self.page.merge_cells(start_row=row, end_row=last, start_column=1, end_column=middle)
            self.put(row, 1, text, face)
            row = last + 1
        for place, (text, face) in enumerate(right):
            self.page.merge_cells(
                start_row=first + place, end_row=first + place, start_column=middle + 1, end_column=self.wide
            )
            self.put(first + place, middle + 1, text, face).alignment = _ONE_LINE
        self.row = max(row, first + len(right))
        for line in range(first, self.row):
            self.page.row_dimensions[line].height = 17
        self.row += 1

    def _middle(self) -> int:
        """The last column of the left half: where the right half still holds quốc hiệu in one line."""
        need = sum(self.widths) / 2 if self.landscape else 91.0
        width = 0.0
        for x in range(self.wide, 1, -1):
            width += self.widths[x - 1]
            if width >= need:
                narrow = sum(self.widths[: x - 1]) < _LEAST_LEFT_MM and x < self.wide
                return x if narrow else x - 1
        return 1

    def titles(self, title: str, *lines: tuple[str, bool]) -> None:
        """The title, and the lines under it that say something; True for a bold one."""
        self.span(1, self.wide, title, font(14, b=True))
        self.row += 1
        for line, bold in lines:
            if line:
                self.span(1, self.wide, line, font(13, b=bold))
                self.row += 1
        self.row += 1

    def heading(self, cells: Sequence[HeadingCell], small: float) -> None:
        """The heading of the table, which every page repeats; `small`: the size of what stands in its second row."""
        self.first = self.row
        height = 1 + max(cell.y for cell in cells)
        for row in range(self.row, self.row + height):
            for x in range(1, self.wide + 1):
                self.page.cell(row, x).border = BOX
        for cell in cells:
            row, column = self.row + cell.y, cell.x + 1
            if cell.colspan > 1 or cell.rowspan > 1:
                self.page.merge_cells(
                    start_row=row,
                    end_row=row + cell.rowspan - 1,
                    start_column=column,
                    end_column=column + cell.colspan - 1,
                )
            face = font(small if cell.y else self.size, b=True)
            self.put(row, column, cell.text, face)
            if cell.rowspan == 1:
                lines = lines_of(cell.text, sum(self.widths[cell.x : cell.x + cell.colspan]), face)
                known = self.page.row_dimensions[row].height or 0
                self.page.row_dimensions[row].height = max(known, lines * (face.sz or 12) * LINE + 5)
        self.row += height
        self.last_heading = self.row - 1

    def under_heading(self, text: str, *, italic: bool = False) -> None:
        """The name of a group or unit over its rows."""
        self.span(1, self.wide, text, font(self.size, b=True, i=italic), align="left", box=True)
        self.at_least(self.size * LINE + 6)
        self.row += 1

    def signers(self, people: Sequence[Signer]) -> None:
        """Who signs, side by side; `row` is left where their names stand, under room for pen and seal."""
        bold, italic = font(13, b=True), font(12, i=True)
        parts = self.parts(len(people))
        for place in range(max(len(one.lines) for one in people) + 1):
            for one, (first, last) in zip(people, parts, strict=True):
                if place < len(one.lines):
                    self.span(first, last, one.lines[place], bold)
                elif place == len(one.lines):
                    self.span(first, last, one.note, italic)
            self.row += 1
        self.at_least(22 * POINTS_PER_MM)
        self.row += 1
        for one, (first, last) in zip(people, parts, strict=True):
            self.span(first, last, one.name, bold)

    def parts(self, count: int) -> list[tuple[int, int]]:
        """The columns, first and last, of so many parts of the page of about equal width."""
        whole = sum(self.widths)
        ends: list[int] = []
        for part in range(1, count):
            least, most = (ends[-1] if ends else 0) + 1, self.wide - (count - part)
            aim = whole * part / count
            ends.append(min(range(least, most + 1), key=lambda x: abs(sum(self.widths[:x]) - aim), default=least))
        return list(zip([1, *(end + 1 for end in ends)], [*ends, self.wide], strict=True))

    def print_setup(self, foot: str, pages: str) -> None:
        """A4 with the annex's margins, the heading on every page; `foot` and "Trang {page}/{pages}" at its foot."""
        page, wide = self.page, self.landscape
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
        left = _HeaderFooterPart(foot.replace("&", "&&"), FACE, 10)
        count = _HeaderFooterPart(pages.replace("{pages}", "&N").replace("{page}", "&P"), FACE, 10)
        page.HeaderFooter = HeaderFooter(oddFooter=HeaderFooterItem(left=left, right=count))
        page.sheet_view.view = "pageLayout"
        page.sheet_view.showGridLines = False


def font(size: float, *, b: bool = False, i: bool = False, u: Literal["single"] | None = None) -> Font:
    """Times New Roman."""
    return Font(name=FACE, sz=size, b=b, i=i, u=u)


def _excel_width(millimetres: float) -> float:
    """Excel counts widths in digits of the workbook's font, 8 pixels each; a hair less, so that nothing is scaled."""
    return round(millimetres / _INCH * 96 / 8 * 0.99, 2)


def lines_of(text: str, width: float, face: Font) -> int:
    """How many lines a text takes in `width` millimetres, rather one too many than one too few."""
    letter = _LETTER_MM * (face.sz or 12) * (1.06 if face.b else 1.0) * (1.3 if text.isupper() else 1.0)
    room = max(1.0, (width - 2) / letter)
    if "\n" in text:
        return sum(lines_of(line, width, face) for line in text.split("\n"))
    lines, filled = 1, 0.0
    for word in text.split():
        if filled and filled + 1 + len(word) > room:
            lines, filled = lines + 1, 0.0
        lines += math.ceil(len(word) / room) - 1
        filled += len(word) + (1 if filled else 0)
    return lines
