"""A preview's first pages are those of the whole document."""

from __future__ import annotations

from desktop.domain.documents.selection import EVERYONE
from desktop.domain.errors import AppError
from desktop.papers import making, render
from desktop.papers.document_kinds import KINDS
from tests.papers.pages import read


def test_the_beginning_of_a_long_document_is_its_first_pages(qapp, case):
    long = {}
    for kind in KINDS:
        try:
            content = case.database.read(
                lambda tx, kind=kind: making.gather(tx, kind.name, case.conference_id, EVERYONE, kind.options())
            )
        except AppError:
            continue  # nothing to make
        beginning = render.beginning(kind.name, content)
        if beginning is not None:
            long[kind.name] = read(beginning), read(render.pdf(kind.name, content))
    assert long.keys() >= {"invitation"}
    for beginning, whole in long.values():
        assert 0 < len(beginning) < len(whole)
        assert [page.text for page in beginning] == [page.text for page in whole[: len(beginning)]]
