"""Every list as a workbook and as a Word file: the same words in the same order as on paper."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pytest

from desktop.domain.documents.selection import EVERYONE
from desktop.papers import documents, making, render, saving
from desktop.wording.listing import ListCell
from tests.papers.pages import read

LISTS = [document for document in documents.every() if document.listing is not None]
NAMES = [document.name for document in LISTS]


def content_of(printable, document):
    return printable.database.read(
        lambda tx: document.gather(
            tx, printable.conference_id, EVERYONE, making.kept(tx, printable.conference_id, document)
        )
    )


def made(document, content, form) -> bytes:
    (data,) = saving.made(document, content, form)
    return data


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def in_order(listing) -> list[str]:
    """What the table says, row by row."""
    rows = [
        row for part in listing.parts for row in [*(row for block in part.blocks for row in block.rows), *part.sums]
    ]
    return [cell.text for row in rows for cell in row if cell.text]


def test_every_list_that_an_office_signs_can_be_edited_before():
    assert {
        "agenda", "attendance-sheet", "attendance-record", "certificate-register", "documents-received", "door-list",
        "payment", "quota-annex", "registered-list",
    } <= set(NAMES)  # fmt: skip
    assert all({"xlsx", "docx"} <= set(document.formats) for document in LISTS)


@pytest.mark.parametrize("record", ["case", "hostile"])
@pytest.mark.parametrize("document", LISTS, ids=NAMES)
def test_the_workbook_says_every_cell_in_the_order_of_the_paper(request, record, document):
    content = content_of(request.getfixturevalue(record), document)
    book = openpyxl.load_workbook(io.BytesIO(made(document, content, "xlsx")))
    said = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
    assert all(cell.data_type != "f" for cell in said)
    texts = [re.sub(r"\W", "", f"{cell.value}") for cell in said]
    place = 0
    for text in in_order(document.listing(content)):
        plain = re.sub(r"\W", "", text)
        if plain:
            place = texts.index(plain, place) + 1


@pytest.mark.parametrize("record", ["case", "hostile"])
@pytest.mark.parametrize("document", LISTS, ids=NAMES)
def test_the_word_file_says_every_cell_in_the_order_of_the_paper(request, record, document):
    import docx

    content = content_of(request.getfixturevalue(record), document)
    data = made(document, content, "docx")
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    file = docx.Document(io.BytesIO(data))
    listing = document.listing(content)
    table = max(file.tables, key=lambda each: len(each.rows))
    widths = {sum(cell.grid_span for cell in row._tr.tc_lst) for row in table.rows}
    assert widths <= {len(part.widths) for part in listing.parts}
    cells = [cell for table in file.tables for row in table.rows for cell in row._tr.tc_lst]
    texts = [re.sub(r"\W", "", "".join(part.text or "" for part in cell.xpath(".//w:t"))) for cell in cells]
    place = 0
    for text in in_order(document.listing(content)):
        plain = re.sub(r"\W", "", text)
        if plain:
            place = texts.index(plain, place) + 1


@pytest.mark.parametrize("document", LISTS, ids=NAMES)
def test_what_stands_around_the_table_is_the_same_on_paper(qapp, case, document):
    content = content_of(case, document)
    listing = document.listing(content)
    paper = words(" ".join(page.raw for page in read(render.pdf(document, content))))
    said = [listing.title, listing.subject, *listing.lines, *(line for one in listing.signers for line in one.lines)]
    assert not {word for text in said for word in words(text)} - set(paper)


def test_a_phone_number_stays_text_and_a_count_is_a_number(case):
    from desktop.excel.writing.list_writer import _NUMBER

    assert [bool(_NUMBER.fullmatch(text)) for text in ("0912004511", "1.200.000", "2018", "1.5", "23.5.2018", "=1")] == [
        False, True, True, False, False, False,
    ]  # fmt: skip


def test_a_cell_over_several_lines_is_one_cell_in_both(case, monkeypatch):
    from dataclasses import replace

    from desktop.excel.writing.list_writer import list_book
    from desktop.papers.word.lists import list_file

    (document,) = (each for each in LISTS if each.name == "agenda")
    listing = document.listing(content_of(case, document))
    wide = len(listing.widths)
    row = (
        ListCell("1", rows=2), *(ListCell(f"trên {x}") for x in range(1, wide)), *(ListCell(f"dưới {x}") for x in range(1, wide)),
    )  # fmt: skip
    tall = replace(listing, blocks=(replace(listing.blocks[0], rows=(row,)),))
    page = openpyxl.load_workbook(io.BytesIO(list_book(tall))).active
    assert page is not None
    (above,) = (cell for line in page.iter_rows() for cell in line if cell.value == "trên 1")
    assert page.cell(above.row + 1, above.column).value == "dưới 1"
    assert any(str(each).startswith(f"A{above.row}:A{above.row + 1}") for each in page.merged_cells.ranges)
    import docx

    table = max(docx.Document(io.BytesIO(list_file(tall))).tables, key=lambda each: len(each.rows))
    assert table.rows[-1].cells[1].text == "dưới 1"
    assert table.rows[-1].cells[0].text == "1"
