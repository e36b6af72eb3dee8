"""Where cells to sign in stand, as it is kept with the sheet: compared with the ruling of the pages themselves."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.attendance_sheet import Layout, SheetContent, SheetOptions
from desktop.domain.sheet_places import Box, PagePlaces, from_plain, to_plain
from desktop.papers import render
from desktop.papers.attendance_sheet import DOCUMENT, places
from desktop.papers.document import Json
from tests.papers.pages import picture, read, squares
from tests.papers.samples import sheet

DENSE = 8
"""Pixels in a millimetre."""
LONG = "Công Tằng Tôn Nữ Thị Nguyên Hạnh Hoàng Ngọc Bảo Khánh Phương Anh"
MIXED = tuple(LONG if place % 3 else f"Nguyễn Văn Thử {place}" for place in range(30))
SHEETS = {
    "two columns, several pages, blank lines": sheet(40, units=7, blank_lines=4),
    "one column": sheet(20, units=3, columns=1),
    "long names": sheet(names=MIXED),
    "lying": sheet(14, units=2, landscape=True),
    "ten columns": sheet(14, units=2, columns=10),
    "a list for each half-day": sheet(16, units=2, columns=2, options=SheetOptions(layout="half-day")),
    "a course in two parts": sheet(10, units=2, columns=16, landscape=True, options=SheetOptions(layout="course")),
    "a page for each unit": sheet(6, units=3, new_pages=True),
    "blank lines alone": sheet(0, blank_lines=6),
}


def laid_out(content: SheetContent) -> tuple[bytes, tuple[PagePlaces, ...]]:
    """The PDF, and what is kept of it."""
    told: list[Json] = []
    pdf = render.pdf(DOCUMENT, content, placed=lambda _content, answer: told.append(answer))
    return pdf, places.places(content, told[0])


class Drawn:
    """A page as a picture, measured in millimetres."""

    def __init__(self, pdf: bytes, page: int) -> None:
        grey = picture(pdf, page, dpi=DENSE * 25.4)
        self._data, self._stride = bytes(grey.constBits()), grey.bytesPerLine()

    def darkness(self, x: float, y: float, width: float, height: float) -> float:
        """The share of dark pixels in a rectangle."""
        left, right = round(x * DENSE), max(round((x + width) * DENSE), round(x * DENSE) + 1)
        top, bottom = round(y * DENSE), max(round((y + height) * DENSE), round(y * DENSE) + 1)
        rows = [self._data[row * self._stride + left : row * self._stride + right] for row in range(top, bottom)]
        return sum(value < 160 for row in rows for value in row) / sum(map(len, rows))

    def is_ruled_around(self, box: Box) -> bool:
        """Whether a line runs along each side, within an eighth of a millimetre."""
        hair, near = 1 / DENSE, (-1 / DENSE, 0.0, 1 / DENSE)
        right, bottom = box.x + box.width, box.y + box.height
        across = [max(self.darkness(box.x, y + by, box.width, hair) for by in near) for y in (box.y, bottom)]
        down = [max(self.darkness(x + by, box.y, hair, box.height) for by in near) for x in (box.x, right)]
        return min(*across, *down) > 0.95

    def is_white_inside(self, box: Box) -> bool:
        """Whether nothing is printed in it, 0.3 mm from its edges."""
        return self.darkness(box.x + 0.3, box.y + 0.3, box.width - 0.6, box.height - 0.6) == 0


@pytest.mark.parametrize("content", SHEETS.values(), ids=SHEETS)
def test_every_place_kept_is_a_ruled_empty_cell_and_every_row_has_one(qapp: Any, content: SheetContent):
    pdf, pages = laid_out(content)
    assert len(pages) == len(read(pdf))
    rows, columns = range(1, content.total + content.blank_lines + 1), range(len(content.columns))
    found = [(cell.row, cell.column) for page in pages for cell in page.cells]
    assert sorted(found) == [(row, column) for row in rows for column in columns]
    for number, page in enumerate(pages):
        drawn = Drawn(pdf, number)
        assert drawn.is_ruled_around(page.table)
        for cell in page.cells:
            assert drawn.is_ruled_around(cell.box), (number, cell)
            assert drawn.is_white_inside(cell.box), (number, cell)


@pytest.mark.parametrize("content", SHEETS.values(), ids=SHEETS)
def test_every_page_has_a_code_of_its_own_at_the_place_kept(qapp: Any, content: SheetContent):
    pdf, pages = laid_out(content)
    texts = [page.text for page in read(pdf)]
    for number, page in enumerate(pages):
        column = 0 if page.column is None else page.column + 1
        assert squares(pdf, number) == [f"TH:101:3:{column}:{page.page}:04821"]
        assert f"Trang {page.page}/" in texts[number]
        drawn, code = Drawn(pdf, number), page.code
        finder = code.width / 21 * 7
        assert drawn.darkness(code.x, code.y, finder, 0.3) == 1
        assert drawn.darkness(code.x - 1, code.y - 1, 0.9, code.height) == 0
        assert max(code.x + code.width, page.table.x + page.table.width) < page.width
        assert max(code.y + code.height, page.table.y + page.table.height) < page.height
    assert len({(page.column, page.page) for page in pages}) == len(pages)


def test_what_is_kept_is_read_again_unchanged(qapp: Any):
    _pdf, pages = laid_out(SHEETS["ten columns"])
    assert from_plain(to_plain(pages)) == pages


def test_thousands_are_laid_out_apart_and_tell_their_places_too(qapp: Any):
    content = sheet(1001, units=20, columns=1)
    _pdf, pages = laid_out(content)
    assert [row.row for page in pages for row in page.rows] == list(range(1, 1002))


def test_a_preview_has_no_places(qapp: Any):
    told: list[Json] = []
    content = sheet(3, number=None)
    render.pdf(DOCUMENT, content, placed=lambda _content, answer: told.append(answer))
    assert places.places(content, told[0]) == ()


OLDER_SHEET = """#import "official.typ": *
#let data = json(bytes(sys.inputs.data))
#show: official.with(data)
#for list in data.sets [Mẫu riêng #last-page(code: list.code) #pagebreak(weak: true)]
"""
OLDER_FRAME = """#let hair = 0.5pt
#let reword(given, ..words) = given
#let letterhead(data) = none
#let titles(title, occasion: "", subject: "", lines: ()) = title
#let signatures(data) = none
#let first-page = counter(page).update(1)
#let last-page(code: none) = [#metadata(code) <last-page>]
#let official(data, body) = {
  set page(paper: "a4", footer: context {
    let code = query(<last-page>).first(default: (value: data.foot.code)).value
    image(bytes(code), format: "svg", width: 12mm)
  })
  body
}
"""


@pytest.mark.parametrize(
    ("file", "text", "layout", "code"),
    [
        ("attendance-sheet", OLDER_SHEET, "sheet", "TH:101:3:0:1:04821"),
        ("attendance-sheet", OLDER_SHEET, "half-day", "TH:101:3:1:0:04821"),
        ("official", OLDER_FRAME, "sheet", "TH:101:3:0:0:04821"),
        ("official", OLDER_FRAME, "half-day", "TH:101:3:1:0:04821"),
    ],
)
def test_an_offices_own_template_of_an_earlier_version_goes_on_without_places(
    qapp: Any, home: Any, file: str, text: str, layout: Layout, code: str
):
    (home / "documents").mkdir()
    (home / "documents" / f"{file}.typ").write_text(text)
    pdf, pages = laid_out(sheet(6, units=1, options=SheetOptions(layout=layout)))
    assert pages == ()
    assert squares(pdf, 0) == [code]
