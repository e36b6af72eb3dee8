"""A paper for thousands is made piece by piece, and what comes out is what one piece would have been."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader

from desktop.domain.documents.selection import EVERYONE
from desktop.domain.errors import AppError, Cancelled
from desktop.papers import documents, render, saving
from desktop.papers.cards import layout as cards
from desktop.papers.certificates import layout as certificates
from desktop.papers.invitation import layout as letters
from desktop.papers.joining import Joined
from desktop.papers.opinion_sheet import layout
from desktop.scans import codes
from tests.papers.pages import read
from tests.scans.filled_papers import printed
from tests.scans.questionnaires import questionnaire

IN_PIECES = ("badges", "tents", "invitation", "certificates")


@pytest.fixture
def small(monkeypatch):
    """Pieces of a few, so that a small conference has several."""
    monkeypatch.setattr(cards, "_TOGETHER", 5)
    monkeypatch.setattr(letters, "_TOGETHER", 4)
    monkeypatch.setattr(certificates, "_TOGETHER", 3)


@pytest.fixture
def gathered(case):
    def work(name):
        document = documents.find(name)
        content = case.database.read(lambda tx: document.gather(tx, case.conference_id, EVERYONE, document.options()))
        return document, content

    return work


def test_the_papers_in_pieces_are_those_whose_pages_stand_for_themselves():
    copies = {"opinion-sheet"}  # not of people: below
    assert {each.name for each in documents.every() if each.pieces is not None} == {*IN_PIECES, *copies}


def test_copies_of_a_questionnaire_made_in_pieces_bear_their_numbers_and_the_first_tells_where_bubbles_stand(
    monkeypatch,
):
    monkeypatch.setattr(layout, "_PIECE", 2)
    numbers = (40001, 20002, 30003, 50004, 10005)
    pdf, pages = questionnaire(copies=numbers)
    found = [codes.seen_papers(printed(pdf, place))[0].code for place in range(len(numbers))]
    assert [(code.copy, code.page) for code in found] == [(number, 1) for number in numbers]
    assert len(pages) == 1
    assert {bubble.item for bubble in pages[0].bubbles} == {*range(10), None}


@pytest.mark.parametrize("name", IN_PIECES)
def test_pages_made_in_pieces_are_the_pages_made_at_once(qapp, gathered, small, monkeypatch, name):
    try:
        document, content = gathered(name)
    except AppError as nobody:
        pytest.skip(nobody.code)
    assert len(document.pieces(content)) > 1
    told = []
    pieced = render.pdf(document, content, progress=lambda done, whole: told.append((done, whole)))
    monkeypatch.setattr(render, "_pieces", lambda _document, content: (content,))
    whole = render.pdf(document, content)
    assert [(page.text, page.width, page.height) for page in read(pieced)] == [
        (page.text, page.width, page.height) for page in read(whole)
    ]
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] > 1


def test_a_short_paper_is_byte_for_byte_what_it_was(gathered):
    document, content = gathered("badges")
    made = render.pdf(document, content), render.compiled(document.template, document.data(content))
    one, other = (re.sub(rb"[\w+/]{22}==|\d", b"0", pdf) for pdf in made)  # the second in which each was made
    assert one == other


def test_a_paper_in_pieces_is_stopped_between_two_looks(gathered, small):
    document, content = gathered("invitation")
    with pytest.raises(Cancelled):
        render.pdf(document, content, cancelled=lambda: True)


def test_pictures_are_numbered_alike_in_pieces_and_at_once(gathered, small, tmp_path):
    document, content = gathered("badges")
    files = saving.save(document, content, tmp_path / "thẻ.png", "png")
    pages = len(read(render.pdf(document, content)))
    assert [file.name for file in files] == [f"thẻ-{number:0{len(str(pages))}d}.png" for number in range(1, pages + 1)]


def test_what_typst_did_not_write_is_not_joined():
    for pdf in (b"", b"%PDF-1.7\n%%EOF", b"%PDF-1.4\nxref\n0 1\ntrailer\n<</Size 1>>\nstartxref\n9\n%%EOF"):
        with pytest.raises(ValueError, match="Typst"):
            Joined(io.BytesIO()).add(pdf)


_TEXTS = st.lists(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1), min_size=1, max_size=4
)


@settings(max_examples=12, deadline=None)
@given(st.lists(_TEXTS, min_size=1, max_size=4))
def test_whatever_stands_on_the_pages_the_joined_file_is_a_sound_pdf_of_all(parts):
    import json

    import typst

    source = b"#let data = json(bytes(sys.inputs.data))\n#set document(title: data.first())\n" + (
        b"#for (n, words) in data.enumerate() { if n > 0 { pagebreak() }; [= 12 0 R]; text(words); outline() }"
    )
    out = io.BytesIO()
    joined = Joined(out)
    for texts in parts:
        made = typst.compile(source, format="pdf", sys_inputs={"data": json.dumps(["(12 0 R) \\", *texts])})
        assert isinstance(made, bytes)
        joined.add(made)
    joined.finish()
    reader = PdfFileReader(io.BytesIO(out.getvalue()), strict=True)
    assert reader.root["/Pages"]["/Count"] == sum(1 + len(texts) for texts in parts)
    assert reader.trailer_view["/Info"]["/Title"] == "(12 0 R) \\"
