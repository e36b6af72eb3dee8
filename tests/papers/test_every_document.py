"""Every document, for the conference of the case and for a hostile one: nothing missing, nothing off the page."""

from __future__ import annotations

import re

import pytest

from desktop import i18n
from desktop.domain.documents import fields
from desktop.domain.documents.selection import EVERYONE
from desktop.papers import documents, making, render
from tests.papers.pages import ink, read

NAMES = [document.name for document in documents.every()]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("document", documents.every(), ids=NAMES)
def test_every_document_its_options_and_choices_have_words(document, language):
    i18n.install(language)
    assert document.title
    assert document.words.purpose().endswith(".")
    for name, field in fields.fields_of(document.options).items():
        assert document.words.option(name)
        document.words.hint(name)
        if isinstance(field, fields.Pick):
            assert all(document.words.choice(name, value) for value in field.values)


@pytest.mark.parametrize("document", documents.every(), ids=NAMES)
@pytest.mark.parametrize("record", ["case", "hostile"])
def test_nothing_of_a_document_stands_off_its_page_and_every_letter_has_a_glyph(qapp, request, record, document):
    printable = request.getfixturevalue(record)
    content = printable.database.read(lambda tx: _gathered(tx, document, printable.conference_id))
    pdf = render.pdf(document, content)
    pages = read(pdf)
    assert pages
    for page in pages:
        assert page.text, f"page {page.number + 1} is empty"
        assert "\ufffd" not in page.raw
        area = page.extent()
        assert area.left() >= 0
        assert area.top() >= 0
        assert area.right() <= page.width
        assert area.bottom() <= page.height
    assert min(ink(pdf, 0)) >= 0
    (family,) = _faces(pdf)
    assert family in {"LiberationSerif", "TimesNewRoman", "TimesNewRomanPS", "Tinos", "LibertinusSerif"}


def _gathered(tx, document, conference_id):
    return document.gather(tx, conference_id, EVERYONE, making.kept(tx, conference_id, document))


def _faces(pdf: bytes) -> set[str]:
    """The families in a PDF: a letter that the chosen one lacks would bring another."""
    found = re.findall(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([A-Za-z]+)", pdf)
    return {name.decode() for name in found}
