"""What the lists that go with an office's papers give their templates alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from desktop.domain.documents.frame import Annex, Letterhead
from desktop.domain.documents.people import Block
from desktop.domain.names import normalise
from desktop.papers.document import Json
from desktop.papers.frame import frame_data
from desktop.papers.lists import words as wording
from desktop.papers.tables import Cell, cells
from desktop.wording.frame import annex_words
from desktop.wording.sheet import heading_text

Row = TypeVar("Row")


def blocks_data(found: Sequence[Block[Row]], row: Callable[[Row], Sequence[Cell]], table: Json) -> list[Json]:
    """Blocks of rows with the words of their headings."""
    return [
        {
            "headings": [heading_text(heading) for heading in block.headings],
            # A unit alone stands under the group that an earlier block opened.
            "deeper": int(bool(block.headings) and block.headings[0].number is None),
            "rows": [cells(row(each), table) for each in block.rows],
        }
        for block in found
    ]


def head_data(letterhead: Letterhead, title: str) -> Json:
    """The frame, the conference and who prepared the list."""
    return {
        "frame": frame_data(wording.framed(letterhead)),
        "subject": normalise(title),
        "preparer": normalise(letterhead.preparer),
    }


def annex_data(annex: Annex) -> Json:
    """The lines over an annex."""
    number, paper = annex_words(annex)
    return {"number": number, "paper": paper or wording.unknown_paper()}
