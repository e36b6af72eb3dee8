"""Word and PDF of one paper say the same in the same order, for every document that is made as both."""

from __future__ import annotations

import dataclasses
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import docx
import pytest

from desktop import i18n
from desktop.papers import documents, render, saving
from desktop.papers.sample import sample
from desktop.wording.frame import NATION
from tests.papers.pages import read

BOTH = [document for document in documents.every() if "docx" in document.formats]
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def contents() -> Iterator[dict[str, Any]]:
    """Every document of a small conference, in Vietnamese."""
    i18n.install("vi")
    with sample() as content:
        yield {document.name: content(document) for document in BOTH}


def shown(text: str) -> str:
    """A text without white space, wherever its lines break; a bar's letters are a picture."""
    return re.sub(r"[\s\u200b\u2003█▒░]+", "", text)


def of_pdf(document: Any, content: Any) -> str:
    """The text of the pages in their order, without the foot that only paper has."""
    foot = document.data(content).get("foot")
    pages = read(render.pdf(document, content))
    found = ""
    for number, page in enumerate(pages, start=1):
        text = shown(page.raw)
        if number > 1:
            text = text.removeprefix(str(number))  # in the top margin
        for words in (foot["name"], foot["page"]) if foot else ():
            text = text.replace(shown(words.replace("{pages}", str(len(pages))).replace("{page}", str(number))), "")
        found += text
    return found


def headings(document: Any, content: Any) -> Iterator[tuple[str, str]]:
    """Each heading of a list as it stands on paper and in Word: cells over both rows are written between them on paper."""
    for part in document.listing(content).parts if document.listing else ():
        cells = sorted(part.heading, key=lambda cell: (cell.y, cell.x))
        upper = [cell for cell in cells if not cell.y and cell.rowspan == 1 and any(each.y for each in cells)]
        on_paper = (*upper, *(each for each in cells if each not in upper))
        yield shown("".join(cell.text for cell in on_paper)), shown("".join(cell.text for cell in cells))


def of_word(data: bytes) -> list[tuple[str, bool]]:
    """The parts of a Word file in their order, each with whether it stands side by side with others (frame, signers)."""
    numbers: Counter[str] = Counter()

    def text_of(part: Any) -> str:
        told = ""
        for paragraph in part.iter(f"{_W}p"):
            numbering = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
            if numbering is not None:
                key = numbering.get(f"{_W}val")
                numbers[key] += 1
                told += f"{numbers[key]}."
            told += "".join(each.text or "" for each in paragraph.iter(f"{_W}t"))
        return shown(told)

    parts = []
    for part in docx.Document(io.BytesIO(data)).element.body:
        if part.tag == f"{_W}tbl":
            ruled = part.find(f"{_W}tblPr/{_W}tblBorders") is not None or _styled(part)
            parts.append((text_of(part), not ruled))
        elif part.tag == f"{_W}p":
            parts.append((text_of(part), False))
    return parts


def _styled(table: Any) -> bool:
    style = table.find(f"{_W}tblPr/{_W}tblStyle")
    return style is not None and style.get(f"{_W}val") == "TableGrid"


def same(document: Any, content: Any) -> None:
    """Fails unless all texts of the Word file stand on paper and nothing else does, those of the body in their order."""
    pdf = of_pdf(document, content)
    (word,) = saving.made(document, content, "docx")
    parts = of_word(word)
    for on_paper, in_word in headings(document, content):  # each page has them anew
        assert on_paper in pdf
        assert any(in_word in text for text, _beside in parts)
    for on_paper, in_word in set(headings(document, content)):
        pdf = pdf.replace(on_paper, "")
        parts = [(text.replace(in_word, ""), beside) for text, beside in parts]
    place = 0
    for text, beside in parts:
        if not beside and text:
            found = pdf.find(text, place)
            assert found >= 0, f"{document.name}: not on paper, or elsewhere: {text[:80]}"
            place = found + len(text)
    assert Counter(pdf) == Counter("".join(text for text, _beside in parts)), document.name


@pytest.mark.parametrize("document", BOTH, ids=[document.name for document in BOTH])
def test_word_and_pdf_of_a_paper_say_the_same_in_the_same_order(qapp, contents, document):
    content = contents[document.name]
    if document.name in ("report", "task-report"):
        content = dataclasses.replace(content, options=dataclasses.replace(content.options, plots=False))
    same(document, content)


@pytest.mark.parametrize("annexes", [True, False])
def test_the_report_says_the_same_with_annexes_and_without(qapp, contents, annexes):
    content = contents["report"]
    options = dataclasses.replace(
        content.options, annexes=annexes, plots=False, assessment="Đạt.\nTốt.", proposals="Phát huy.", opening="Mở đầu."
    )
    same(documents.find("report"), dataclasses.replace(content, options=options))


@pytest.mark.parametrize("form", ["invitation", "summons"])
@pytest.mark.parametrize("who", ["quota", "names", "none"])
def test_letters_say_the_same_whatever_their_form_and_whom_they_ask_for(qapp, contents, form, who):
    content = contents["invitation"]
    options = dataclasses.replace(
        content.options, form=form, who=who, programme=True, content="Một.\nHai.", number="5", contact="Phòng Nội vụ"
    )
    letters = dataclasses.replace(content, options=options, letters=content.letters[:1])
    same(documents.find("invitation"), letters)


def test_the_bars_of_a_report_are_said_in_word_too(qapp, contents):
    content = contents["report"]
    document = documents.find("report")
    (word,) = saving.made(document, content, "docx")
    text = "".join(text for text, _beside in of_word(word))
    for group in document.data(content)["bars"]:
        for bar in group["bars"]:
            assert shown(group["name"]) in text
            assert shown(bar["name"] + bar["text"]) in text


def test_the_frame_of_every_paper_is_the_nations(contents):
    for document in BOTH:
        (word,) = saving.made(document, contents[document.name], "docx")
        if document.data(contents[document.name]).get("annex") is None and document.name != "door-list":
            assert shown(NATION) in "".join(text for text, _beside in of_word(word)), document.name
