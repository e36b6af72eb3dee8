"""Where things stand on the pages of a questionnaire to be scanned, as it was laid out; all its copies are alike.

All in millimetres, from the page's upper left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from desktop.domain import sheet_places
from desktop.domain.sheet_places import Box, PagePlaces

DIAMETER = 4.8
"""Of a bubble, to the middle of its line."""
ROW = 7.8
"""The least height of a row, and less than any column of marks is wide: nothing else is printed so near a bubble's middle."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """One circle to be filled."""

    item: int | None
    """The place of its item, from 0; None: it says who answers."""
    level: int
    """The mark that it stands for, or which of the groups, from 1."""
    x: float
    y: float
    """Its middle."""


@dataclass(frozen=True, slots=True)
class AnswerField:
    """Where an open question is answered."""

    question: int
    """Its place among the open questions, from 0."""
    box: Box


@dataclass(frozen=True, slots=True)
class PaperPage:
    """One page."""

    laid: PagePlaces
    """The ruling by which a picture of it is laid flat: its rows and columns are those to be marked."""
    bubbles: tuple[Bubble, ...]
    fields: tuple[AnswerField, ...]


def to_plain(pages: tuple[PaperPage, ...]) -> list[Any]:
    """The pages as they are kept."""
    return [
        {
            "laid": laid,
            "bubbles": [[each.item, each.level, each.x, each.y] for each in page.bubbles],
            "fields": [
                [each.question, each.box.x, each.box.y, each.box.width, each.box.height] for each in page.fields
            ],
        }
        for page, laid in zip(pages, sheet_places.to_plain(tuple(each.laid for each in pages)), strict=True)
    ]


def from_plain(kept: list[Any]) -> tuple[PaperPage, ...]:
    """The pages from what `to_plain` made of them."""
    return tuple(
        PaperPage(
            laid,
            tuple(Bubble(*each) for each in page["bubbles"]),
            tuple(AnswerField(question, Box(*box)) for question, *box in page["fields"]),
        )
        for page, laid in zip(kept, sheet_places.from_plain([each["laid"] for each in kept]), strict=True)
    )
