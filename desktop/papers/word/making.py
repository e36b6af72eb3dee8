"""The pieces of the program's own Word forms: the frame of NĐ 30/2020/NĐ-CP, annex I, as Word draws it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from desktop.domain.errors import AppError
from desktop.i18n import _
from desktop.papers.word import rules
from desktop.papers.word.rules import TEXT_MM as TEXT_MM
from desktop.wording.frame import MOTTO, NATION

FONT = "Times New Roman"
FRAME_RIGHT_MM = 95.0
"""The column of quốc hiệu, which stands in one line."""


_LONGEST_TITLE = 255
"""Of a Word file's properties."""


class Strong(str):
    """A text of a paragraph that is bold."""

    __slots__ = ()


class Paper:
    """An A4 page upright with the annex's margins, Times New Roman 13, page numbers on top from page 2."""

    def __init__(self, title: str) -> None:
        try:
            import docx
        except ImportError as missing:
            raise AppError("word.missing") from missing
        from docx.enum.style import WD_STYLE_TYPE
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml.ns import qn
        from docx.shared import Mm, Pt

        self._mm, self._pt, self._qn = Mm, Pt, qn
        self._numbering = 0
        self._align = {
            "left": WD_ALIGN_PARAGRAPH.LEFT,
            "centre": WD_ALIGN_PARAGRAPH.CENTER,
            "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
        }
        self.document: Any = docx.Document()
        self.document.core_properties.title = title[:_LONGEST_TITLE]
        self.document.core_properties.author = ""
        self._set_styles(WD_STYLE_TYPE.PARAGRAPH)
        self._set_page()

    def _set_styles(self, of_paragraphs: Any) -> None:
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = FONT, self._pt(13)
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:eastAsia", "w:cs", "w:hAnsi", "w:ascii"):
            fonts.set(self._qn(script), FONT)
        normal.paragraph_format.space_after = normal.paragraph_format.space_before = self._pt(0)
        normal.paragraph_format.line_spacing = 1.0
        for style in (rules.RULE, rules.POINT):
            self.document.styles.add_style(style, of_paragraphs).base_style = normal

    def _set_page(self) -> None:
        section, mm = self.document.sections[0], self._mm
        section.page_width, section.page_height = mm(210), mm(297)
        section.top_margin, section.bottom_margin = mm(21), mm(20)
        section.left_margin, section.right_margin = mm(30), mm(15)
        section.header_distance = section.footer_distance = mm(10)
        section.different_first_page_header_footer = True
        self._page_number(section.header.paragraphs[0])

    def _page_number(self, paragraph: Any) -> None:
        from docx.oxml import OxmlElement

        paragraph.alignment = self._align["centre"]
        for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
            run = paragraph.add_run()
            if kind:
                mark = OxmlElement("w:fldChar")
                mark.set(self._qn("w:fldCharType"), kind)
            else:
                mark = OxmlElement("w:instrText")
                mark.set(self._qn("xml:space"), "preserve")
                mark.text = text
            run._r.append(mark)

    # Paragraphs

    def paragraph(
        self,
        *texts: str,
        inside: Any = None,
        align: str = "left",
        size: float = 13,
        bold: bool = False,
        italic: bool = False,
        before: float = 0,
        after: float = 0,
        indent: bool = False,
        together: bool = False,
    ) -> Any:
        """A paragraph of runs. `indent`: its first line by a centimetre."""
        added = (inside or self.document).add_paragraph()
        added.alignment = self._align[align]
        form = added.paragraph_format
        form.space_before, form.space_after = self._pt(before), self._pt(after)
        form.keep_with_next = together
        if indent:
            form.first_line_indent = self._mm(10)
        for text in texts:
            run = added.add_run(text)
            run.font.size, run.bold, run.italic = self._pt(size), bold or isinstance(text, Strong), italic
        return added

    def body(self, *texts: str) -> None:
        """A paragraph of running text."""
        self.paragraph(*texts, align="both", indent=True, after=6)

    def instruction(self, text: str, inside: Any = None) -> None:
        """A paragraph that is an instruction alone: it leaves nothing behind."""
        self.paragraph(f"{{%p {text} %}}", inside=inside, size=9)

    def point(self, field: str, label: str) -> None:
        """A numbered paragraph of running text that is there when the field says something."""
        self.instruction(f"if {field}")
        added = self.paragraph(Strong(f"{label} "), f"{{{{ {field} }}}}", align="both", indent=True, after=6)
        self._number(added)
        self.instruction("endif")

    def columns(self, left: str, right: str, *, size: float) -> None:
        """A line of two texts, the second from a tab stop on."""
        added = self.paragraph(f"{left}\t{right}", size=size, together=True)
        added.paragraph_format.tab_stops.add_tab_stop(self._mm(36))

    def points(self, count: float) -> Any:
        """So many points, as Word's file has lengths."""
        return self._pt(count)

    def section(self, title: str) -> None:
        """The numbered heading of a part."""
        self._number(self.paragraph(Strong(title), before=6, after=6, together=True))

    def _number(self, paragraph: Any) -> None:
        """Let Word number the paragraph ("1. "), so that the numbers follow when an office moves or drops one."""
        paragraph.style = self.document.styles[rules.POINT]
        properties = paragraph._p.get_or_add_pPr()
        if paragraph.paragraph_format.first_line_indent is None:
            paragraph.paragraph_format.first_line_indent = self._mm(0)
        paragraph.paragraph_format.left_indent = self._mm(0)
        numbers = properties.get_or_add_numPr()
        numbers.get_or_add_ilvl().val = 0
        numbers.get_or_add_numId().val = self._numbers()

    def _numbers(self) -> int:
        """The paper's numbering, made when first asked for."""
        if not self._numbering:
            from docx.oxml import parse_xml

            known = self.document.part.numbering_part.element
            self._numbering = 1 + max((int(each.numId) for each in known.num_lst), default=0)
            name = f'xmlns:w="{self._qn("w:p")[1:].partition("}")[0]}"'
            abstract = parse_xml(
                f'<w:abstractNum {name} w:abstractNumId="900"><w:multiLevelType w:val="singleLevel"/>'
                '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/>'
                '<w:lvlText w:val="%1."/><w:lvlJc w:val="left"/><w:rPr><w:b/></w:rPr></w:lvl></w:abstractNum>'
            )
            known.insert(0, abstract)
            known.append(parse_xml(f'<w:num {name} w:numId="{self._numbering}"><w:abstractNumId w:val="900"/></w:num>'))
        return self._numbering

    def rule(self, inside: Any = None) -> None:
        """A line under the text above it, as long as `rules.settle` finds right once that text is known."""
        from docx.oxml import OxmlElement

        added = self.paragraph(inside=inside, size=2, before=2)
        added.style = self.document.styles[rules.RULE]
        added.paragraph_format.left_indent = added.paragraph_format.right_indent = self._mm(20)
        added.paragraph_format.line_spacing = self._pt(3)
        borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
            top.set(self._qn(f"w:{name}"), value)
        borders.append(top)
        properties = added._p.get_or_add_pPr()
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )

    # The frame

    def letterhead(self, *, below_number: str = "") -> None:
        """Who issues it and its number at left; quốc hiệu, tiêu ngữ, place and date at right."""
        cells = self._frame_table((TEXT_MM - FRAME_RIGHT_MM, FRAME_RIGHT_MM), rows=2)
        self.instruction("if co_quan_cap_tren", cells[0][0])
        self.paragraph("{{ co_quan_cap_tren }}", inside=cells[0][0], align="centre", size=12)
        self.instruction("endif", cells[0][0])
        self.paragraph("{{ co_quan_ban_hanh }}", inside=cells[0][0], align="centre", size=12, bold=True)
        self.rule(cells[0][0])
        self.paragraph(NATION, inside=cells[0][1], align="centre", size=12, bold=True)
        self.paragraph(MOTTO, inside=cells[0][1], align="centre", size=13, bold=True)
        self.rule(cells[0][1])
        self.paragraph("{{ so_ky_hieu }}", inside=cells[1][0], align="centre", before=4)
        if below_number:
            self.instruction(f"if {below_number}", cells[1][0])
            self.paragraph(f"{{{{ {below_number} }}}}", inside=cells[1][0], align="centre", size=12)
            self.instruction("endif", cells[1][0])
        self.paragraph("{{ noi_ngay_thang }}", inside=cells[1][1], align="centre", italic=True, before=4)
        self._tidy(cells)

    def closing(self) -> None:
        """Left who receives it, right who signs, with room for pen and seal."""
        self.paragraph(size=6, together=True)
        cells = self._frame_table((83.0, 82.0), rows=1)
        left, right = cells[0]
        self.instruction("if noi_nhan", left)
        self.paragraph(_("Recipients:"), inside=left, size=12, bold=True, italic=True)
        self.paragraph("{{ noi_nhan }}", inside=left, size=11)
        self.instruction("endif", left)
        self.paragraph("{{ chuc_vu_ky }}", inside=right, align="centre", bold=True)
        for _line in range(4):
            self.paragraph(inside=right, align="centre")
        self.paragraph("{{ nguoi_ky }}", inside=right, align="centre", bold=True)
        self._tidy(cells)
        self.paragraph(size=2)  # Word wants one after a table

    def _frame_table(self, widths: Sequence[float], rows: int) -> list[list[Any]]:
        table = self.document.add_table(rows=rows, cols=len(widths))
        self._fix(table, widths)
        for row in table.rows:
            self._mark(row, "w:cantSplit")
        return [list(row.cells) for row in table.rows]

    def _tidy(self, cells: Sequence[Sequence[Any]]) -> None:
        """Take away the empty paragraph that every new cell begins with."""
        for row in cells:
            for cell in row:
                cell._tc.remove(cell.paragraphs[0]._p)

    # Tables

    def table(
        self, heading: Sequence[str], widths: Sequence[float], loop: str, fields: Sequence[str], *, size: float = 12
    ) -> None:
        """A ruled table: its heading on every page, a line for each of a list's."""
        table = self.document.add_table(rows=4, cols=len(widths))
        table.style = "Table Grid"
        self._fix(table, widths)
        self._narrow_margins(table)
        name, _in, source = loop.partition(" in ")
        for place, text in enumerate(heading):
            self._cell(table.rows[0].cells[place], text, size - 1, bold=True, centred=True)
        self._mark(table.rows[0], "w:tblHeader")
        self._cell(table.rows[1].cells[0], f"{{%tr for {name} in {source} %}}", 9)
        for place, field in enumerate(fields):
            centred = widths[place] <= 30
            self._cell(table.rows[2].cells[place], f"{{{{ {name}.{field} }}}}", size, centred=centred)
        self._mark(table.rows[2], "w:cantSplit")
        self._cell(table.rows[3].cells[0], "{%tr endfor %}", 9)
        self.paragraph(size=6)

    def _cell(self, cell: Any, text: str, size: float, *, bold: bool = False, centred: bool = False) -> None:
        from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT

        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.alignment = self._align["centre" if centred else "left"]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = self._pt(2)
        run = paragraph.add_run(text)
        run.font.size, run.bold = self._pt(size), bold

    def _fix(self, table: Any, widths: Sequence[float]) -> None:
        """Columns of these widths whatever stands in them."""
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = self._mm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = self._mm(width)

    def _narrow_margins(self, table: Any) -> None:
        """A millimetre beside the text of a cell: Word's own two would break words of a heading."""
        from docx.oxml import OxmlElement

        margins = OxmlElement("w:tblCellMar")
        for side in ("left", "right"):
            margin = OxmlElement(f"w:{side}")
            margin.set(self._qn("w:w"), "57")
            margin.set(self._qn("w:type"), "dxa")
            margins.append(margin)
        look = table._tbl.tblPr.find(self._qn("w:tblLook"))
        if look is not None:
            look.addprevious(margins)
        else:
            table._tbl.tblPr.append(margins)

    def _mark(self, row: Any, name: str) -> None:
        from docx.oxml import OxmlElement

        row._tr.get_or_add_trPr().append(OxmlElement(name))

    def bytes(self) -> bytes:
        """The file."""
        made = io.BytesIO()
        rules.settle(self.document.element.body)
        self.document.save(made)
        return made.getvalue()
