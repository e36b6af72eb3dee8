"""Every document, for the conference of the case and for a hostile one: nothing missing, nothing off the page."""

from __future__ import annotations

import re

import pytest

from desktop import i18n
from desktop.domain.documents import fields
from desktop.domain.documents.selection import EVERYONE
from desktop.papers import making, render, words
from desktop.papers.document_kinds import KINDS
from tests.papers.pages import ink, read

NAMES = [kind.name for kind in KINDS]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("kind", KINDS, ids=NAMES)
def test_every_document_its_options_and_choices_have_words(kind, language):
    i18n.install(language)
    assert words.title(kind.name)
    assert words.purpose(kind.name).endswith(".")
    for name, field in fields.fields_of(kind.options).items():
        assert words.option(kind.name, name)
        words.hint(kind.name, name)
        if isinstance(field, fields.Pick):
            assert all(words.choice(kind.name, name, value) for value in field.values)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("record", ["case", "hostile"])
def test_nothing_of_a_document_stands_off_its_page_and_every_letter_has_a_glyph(qapp, request, record, name):
    printable = request.getfixturevalue(record)
    content = printable.database.read(lambda tx: _gathered(tx, name, printable.conference_id))
    pdf = render.pdf(name, content)
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


def _gathered(tx, name, conference_id):
    return making.gather(tx, name, conference_id, EVERYONE, making.kept(tx, conference_id, name))


def _faces(pdf: bytes) -> set[str]:
    """The families in a PDF: a letter that the chosen one lacks would bring another."""
    found = re.findall(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([A-Za-z]+)", pdf)
    return {name.decode() for name in found}
