"""A list for thousands is laid out piece by piece; its pages are those of the whole list, its numbers and squares too."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.documents.selection import EVERYONE
from desktop.papers import documents, flowing, render
from desktop.papers.attendance_sheet import DOCUMENT as SHEET
from desktop.papers.attendance_sheet import places
from desktop.papers.document import Json
from tests.papers.attendance_sheet.test_places import SHEETS
from tests.papers.pages import read, squares

LISTS = ("registered-list", "payment", "door-list", "attendance-record", "certificate-register")


@pytest.fixture
def small(monkeypatch):
    """Pieces of a few rows, so that a small conference has several."""
    monkeypatch.setattr(flowing, "AT_ONCE", 3)
    monkeypatch.setattr(flowing, "_PIECE", 12)


def both(document: Any, content: Any, monkeypatch: Any, **more: Any) -> tuple[bytes, bytes]:
    """Laid out piece by piece, and at once."""
    pieced = render.pdf(document, content, **more)
    with monkeypatch.context() as whole:
        whole.setattr(flowing, "AT_ONCE", 10**9)
        return pieced, render.pdf(document, content)


def same_pages(pieced: bytes, whole: bytes) -> int:
    """How many there are."""
    one, other = read(pieced), read(whole)
    assert [page.text for page in one] == [page.text for page in other]
    assert [(page.width, page.height) for page in one] == [(page.width, page.height) for page in other]
    return len(one)


@pytest.mark.parametrize("name", LISTS)
def test_pages_of_a_list_in_pieces_are_those_of_the_whole_list(qapp, case, small, monkeypatch, name):
    document = documents.find(name)
    content = case.database.read(lambda tx: document.gather(tx, case.conference_id, EVERYONE, document.options()))
    told = []
    pieced, whole = both(document, content, monkeypatch, progress=lambda done, of: told.append((done, of)))
    assert same_pages(pieced, whole) > 1
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


@pytest.mark.parametrize("name", SHEETS)
def test_pages_squares_and_cells_of_a_sheet_in_pieces_are_those_of_the_whole_sheet(qapp, small, monkeypatch, name):
    content = SHEETS[name]
    told: list[Json] = []
    pieced, whole = both(SHEET, content, monkeypatch, placed=lambda _content, answer: told.append(answer))
    pages = same_pages(pieced, whole)
    assert [squares(pieced, page) for page in range(pages)] == [squares(whole, page) for page in range(pages)]
    monkeypatch.setattr(flowing, "AT_ONCE", 10**9)
    at_once: list[Json] = []
    render.pdf(SHEET, content, placed=lambda _content, answer: at_once.append(answer))
    assert [page for each in told for page in places.places(content, each)] == list(places.places(content, at_once[0]))


HEADINGS = st.lists(st.sampled_from(["nhóm", "đơn vị", "tổ"]), max_size=2)
BLOCKS = st.lists(
    st.builds(
        lambda headings, deeper, rows: {"headings": headings, "deeper": int(deeper and bool(headings)), "rows": rows},
        HEADINGS,
        st.booleans(),
        st.lists(st.integers(), min_size=1, max_size=4),
    ),
    min_size=1,
    max_size=5,
)


def shown(blocks: list[Json]) -> list[tuple[tuple[str, ...], int]]:
    """Each row with the headings that stand over it."""
    found, over = [], {}
    for block in blocks:
        for level, heading in enumerate(block["headings"], start=block["deeper"]):
            over = {each: words for each, words in over.items() if each < level} | {level: heading}
        found += [(tuple(over.values()), row) for row in block["rows"]]
    return found


@given(BLOCKS, st.data())
def test_wherever_a_list_is_cut_each_row_stands_under_the_same_headings(blocks, data):
    rows = shown(blocks)
    start = data.draw(st.integers(0, len(rows)))
    stop = data.draw(st.integers(start, len(rows)))
    assert shown(flowing.between(blocks, start, stop)) == rows[start:stop]
