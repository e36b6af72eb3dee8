"""The small squares that the template draws, page by page, are those that a QR code's maker would draw."""

from __future__ import annotations

import json
import re

import pytest
import typst

from desktop import paths
from desktop.domain.sheet_code import PageCode
from desktop.papers.frame import square
from desktop.papers.page_codes import page_codes


def dark(svg: str) -> set[tuple[int, int]]:
    """The dark modules."""
    runs = re.findall(r"M(\d+) (\d+)h(\d+)", svg)
    return {(int(x) + step, int(y)) for x, y, length in runs for step in range(int(length))}


def modules(text: str, **given: object) -> set[tuple[int, int]]:
    """Those that segno makes dark."""
    import segno

    matrix = segno.make(text, error="m", micro=False, boost_error=False, **given).matrix
    return {(x, y) for y, row in enumerate(matrix) for x, one in enumerate(row) if one}


def drawn(code: PageCode, most: int, pages: list[int]) -> list[str]:
    """What `page-code.typ` draws for these pages."""
    source = '#import "page-code.typ": page-code\n#let given = json(bytes(sys.inputs.data))\n' + (
        "#metadata(given.pages.map(page => page-code(given.codes, page))) <drawn>"
    )
    folder = paths.resources() / "documents"
    data = json.dumps({"codes": page_codes(code, most), "pages": pages})
    compiler = typst.Compiler(source.encode(), root=str(folder), sys_inputs={"data": data})
    found: list[str] = json.loads(compiler.query("<drawn>", field="value", one=True))
    return found


@pytest.mark.parametrize(
    "code",
    [
        PageCode("101", 3, None, None, "04821"),
        PageCode("101", 12, None, None, "99999"),
        PageCode("101", 123, 9, None, "00000"),
        PageCode("10123", 4567, 11, None, "31415"),
    ],
    ids=lambda code: code.text,
)
def test_each_page_gets_the_square_of_its_own_code(code: PageCode):
    pages = [1, 2, 9, 10, 11, 45, 90, 99, 100, 101, 567, 999]
    for page, svg in zip(pages, drawn(code, 999, pages), strict=True):
        said = PageCode(code.conference, code.sheet, code.column, page, code.token).text
        assert dark(svg) == modules(said, mode="alphanumeric", mask=3), said


def test_most_sheets_have_the_smallest_square():
    (svg,) = drawn(PageCode("101", 99, None, None, "04821"), 99, [99])
    assert 'viewBox="0 0 21 21"' in svg


def test_the_square_for_all_pages_is_the_one_that_segno_draws():
    assert dark(square("TH:101:3")) == modules("TH:101:3")
