"""A preview's first pages are those of the whole document."""

from __future__ import annotations

from desktop.domain.documents.selection import EVERYONE
from desktop.domain.errors import AppError
from desktop.papers import documents, render
from tests.papers.pages import read


def test_the_beginning_of_a_long_document_is_its_first_pages(qapp, case):
    long = {}
    for document in documents.every():
        try:
            content = case.database.read(
                lambda tx, document=document: document.gather(tx, case.conference_id, EVERYONE, document.options())
            )
        except AppError:
            continue  # nothing to make
        beginning = render.beginning(document, content)
        if beginning is not None:
            long[document.name] = read(beginning), read(render.pdf(document, content))
    assert long.keys() >= {"invitation"}
    for beginning, whole in long.values():
        assert 0 < len(beginning) < len(whole)
        assert [page.text for page in beginning] == [page.text for page in whole[: len(beginning)]]
