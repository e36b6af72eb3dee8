"""A list as a Word file that an office edits before it is signed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from desktop.papers.word.making import FRAME_RIGHT_MM, Paper
from desktop.wording.frame import FrameWords
from desktop.wording.listing import Align, ListCell, Listing, Signer

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\ud800-\udfff\ufffe\uffff]")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TWIPS = 1440 / 25.4


def list_file(listing: Listing) -> bytes:
    """The list as a .docx file: frame, titles, the table with its heading on every page, who signs."""
    paper = _ListPaper(listing.title, landscape=listing.landscape)
    for place, part in enumerate(listing.parts):
        begun = len(paper.document.paragraphs)
        if place and part.frame is not None:
            paper.document.add_page_break()
        paper.part(part)
        if place and part.frame is None:  # no paragraph of its own, which might make a page
            paper.document.paragraphs[begun].paragraph_format.page_break_before = True
    return paper.bytes()


class _ListPaper(Paper):
    def __init__(self, title: str, *, landscape: bool) -> None:
        super().__init__(title)
        if landscape:
            section = self.document.sections[0]
            section.orientation = 1
            section.page_width, section.page_height = self._mm(297), self._mm(210)
            section.top_margin, section.left_margin = self._mm(18), self._mm(20)

    def part(self, listing: Listing) -> None:
        """One table with what stands over and under it."""
        if listing.frame is not None:
            self.frame(listing.frame, sum(listing.widths))
        if listing.annex is not None:
            self.middle(listing.annex[0], size=14, bold=True)
        self.middle(listing.title, size=14, bold=True, before=12 if listing.frame else 0)
        self.middle(listing.subject, bold=True)
        if listing.rule and listing.subject:
            self.rule()
        if listing.annex is not None:
            self.middle(listing.annex[1], size=14, italic=True)
        for line in listing.lines:
            self.middle(line)
        self.paragraph(size=6)
        for line in listing.opening:
            self.body(_clean(line))
        self.listing(listing)
        for place, line in enumerate(listing.closing):
            self.paragraph(_clean(line), align="both", indent=True, before=0 if place else 8, after=6)
        for line in listing.under:
            self.paragraph(_clean(line), bold=True, before=6)
        if listing.signers:
            self.signers(listing.signers, sum(listing.widths))

    def middle(
        self, text: str, *, size: float = 13, bold: bool = False, italic: bool = False, before: float = 0
    ) -> None:
        """A line in the middle, when it says something."""
        if text:
            self.paragraph(
                _clean(text), align="centre", size=size, bold=bold, italic=italic, before=before, after=2, together=True
            )

    def frame(self, words: FrameWords, width: float) -> None:
        """Who issues it at left, the nation's name and motto at right."""
        right = max(FRAME_RIGHT_MM, width / 2)
        cells = self._frame_table((width - right, right), rows=1)
        who, nation = cells[0]
        self._lines(who, words.superior.split("\n"), size=12)
        self._lines(who, words.issuing.split("\n"), size=12, bold=True)
        if words.issuing:
            self.rule(who)
        self._lines(who, (words.number,), size=13)
        self._lines(who, (words.about,), size=12)
        self._lines(nation, (words.nation,), size=12, bold=True)
        self._lines(nation, (words.motto,), size=13, bold=True)
        self.rule(nation)
        self._lines(nation, (words.place_and_date,), size=13, italic=True, before=4)
        if len(who.paragraphs) == 1:
            self.paragraph(inside=who)
        self._tidy(cells)

    def signers(self, people: Sequence[Signer], width: float) -> None:
        """Who signs, side by side, with room for pen and seal."""
        self.paragraph(size=6, together=True)
        cells = self._frame_table([width / len(people)] * len(people), rows=2)
        for one, cell, below in zip(people, *cells, strict=True):  # names side by side, however many lines are above
            self._lines(cell, one.lines, bold=True)
            self._lines(cell, (one.note,), size=12, italic=True)
            for _line in range(4):
                self.paragraph(inside=cell, align="centre", together=True)
            self.paragraph(_clean(one.name), inside=below, align="centre", bold=True)
        self._tidy(cells)
        self.paragraph(size=2)  # Word wants one after a table

    def _lines(
        self,
        cell: Any,
        lines: Iterable[str],
        *,
        size: float = 13,
        bold: bool = False,
        italic: bool = False,
        before: float = 0,
    ) -> None:
        for line in lines:
            if line:
                self.paragraph(
                    _clean(line), inside=cell, align="centre", size=size, bold=bold, italic=italic, before=before
                )

    def listing(self, listing: Listing) -> None:
        """The table, written as XML: a cell at a time through python-docx takes minutes for thousands of rows."""
        from docx.oxml import parse_xml

        rows = [*_heading(listing)]
        least = listing.row_mm
        for block in listing.blocks:
            for place, heading in enumerate(block.headings):
                cell = ListCell(heading, columns=len(listing.widths), align="left", strong=True)
                rows += _rows(listing, (cell,), 0, italic=place > 0 or block.deeper, held=True)
            for row in block.rows:
                rows += _rows(listing, row, least)
        for row in listing.sums:
            rows += _rows(listing, row, 0)
        grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in listing.widths)
        sides = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        table = (
            f'<w:tbl xmlns:w="{_W}"><w:tblPr><w:tblW w:w="{_twips(sum(listing.widths))}" w:type="dxa"/>'
            f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
            '<w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )
        body = self.document.element.body
        body.insert(len(body) - 1, parse_xml(table))  # the section's properties stay last


def _heading(listing: Listing) -> Iterable[str]:
    for y in range(1 + max(cell.y for cell in listing.heading)):
        cells: list[str] = []
        x = 0
        while x < len(listing.widths):
            here = next((one for one in listing.heading if one.x == x and one.y <= y < one.y + one.rowspan), None)
            if here is None:
                cells.append(_cell(listing, x, ListCell("")))
                x += 1
                continue
            merge = "" if here.rowspan == 1 else "restart" if here.y == y else "continue"
            text = here.text if here.y == y else ""
            cell = ListCell(text, columns=here.colspan, align="center", strong=True)
            cells.append(_cell(listing, x, cell, merge=merge, size=listing.size - 1))
            x += here.colspan
        yield f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _rows(
    listing: Listing, cells: Sequence[ListCell], least: float, *, italic: bool = False, held: bool = False
) -> list[str]:
    """A row; one with cells over several lines makes as many."""
    tall = max((cell.rows for cell in cells), default=1)
    waiting = list(cells)
    over: dict[int, ListCell] = {}
    made = []
    for line in range(tall):
        x, parts = 0, []
        while x < len(listing.widths):
            if x in over and line:
                cell = over[x]
                parts.append(_cell(listing, x, ListCell("", columns=cell.columns), merge="continue"))
            else:
                cell = waiting.pop(0) if waiting else ListCell("")
                if cell.rows > 1:
                    over[x] = cell
                merge = "restart" if cell.rows > 1 else ""
                parts.append(_cell(listing, x, cell, merge=merge, italic=italic, held=held))
            x += cell.columns
        height = f'<w:trHeight w:val="{_twips(least / tall)}" w:hRule="atLeast"/>' if least else ""
        made.append(f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{''.join(parts)}</w:tr>")
    return made


def _cell(
    listing: Listing,
    x: int,
    cell: ListCell,
    *,
    merge: str = "",
    italic: bool = False,
    held: bool = False,
    size: float = 0.0,
) -> str:
    width = _twips(sum(listing.widths[x : x + cell.columns]))
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    joined = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    align: Align = cell.align or listing.aligns[x]
    half_points = round(2 * (size or listing.size))
    look = ("<w:b/>" if cell.strong else "") + ("<w:i/>" if italic else "") + f'<w:sz w:val="{half_points}"/>'
    paragraphs = "".join(
        f'<w:p><w:pPr>{"<w:keepNext/>" if held else ""}<w:spacing w:before="30" w:after="30"/><w:jc w:val="{align}"/></w:pPr>'
        f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in _clean(cell.text).split("\n")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{joined}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraphs}</w:tc>"
    )


def _twips(mm: float) -> int:
    return round(mm * _TWIPS)


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)
