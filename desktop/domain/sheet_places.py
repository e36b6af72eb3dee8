"""Where things stand on the pages of an attendance sheet as it was laid out, so that a photograph of a signed page can be read.

All in millimetres, from the page's upper left corner; lines are meant by their middle.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class SignatureCell:
    """Where somebody signs."""

    row: int
    """The number printed at its left, blank lines counted on."""
    column: int
    """Place of the sheet's signature column, from 0."""
    box: Box


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """A signature column on a page."""

    column: int
    """Its place among the sheet's, from 0."""
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A row on a page."""

    row: int
    """The number printed at its left."""
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class PagePlaces:
    """One page. Its outer ruling and its code are what a picture of it is laid on: no other marks are printed."""

    page: int
    """As its foot and its code count it, anew for the list of each half-day."""
    column: int | None
    """The one column that its code names, from 0; None: the sheet's list holds several."""
    width: float
    height: float
    code: Box
    """The small square, without the free room around it."""
    table: Box
    """The outer ruling: heading, rows, and the line that counts signatures."""
    columns: tuple[ColumnPlace, ...]
    rows: tuple[RowPlace, ...]

    @property
    def cells(self) -> Iterator[SignatureCell]:
        """The cells to sign in, row by row."""
        for row in self.rows:
            for each in self.columns:
                yield SignatureCell(row.row, each.column, Box(each.x, row.y, each.width, row.height))


def to_plain(pages: tuple[PagePlaces, ...]) -> list[Any]:
    """The pages as they are kept: short, for thousands of rows."""
    return [
        {
            "page": page.page,
            "column": page.column,
            "size": [page.width, page.height],
            "code": _corners(page.code),
            "table": _corners(page.table),
            "columns": [[each.column, each.x, each.width] for each in page.columns],
            "rows": [[row.row, row.y, row.height] for row in page.rows],
        }
        for page in pages
    ]


def from_plain(kept: list[Any]) -> tuple[PagePlaces, ...]:
    """The pages from what `to_plain` made of them."""
    return tuple(
        PagePlaces(
            page=page["page"],
            column=page["column"],
            width=page["size"][0],
            height=page["size"][1],
            code=Box(*page["code"]),
            table=Box(*page["table"]),
            columns=tuple(ColumnPlace(*each) for each in page["columns"]),
            rows=tuple(RowPlace(*each) for each in page["rows"]),
        )
        for page in kept
    )


def _corners(box: Box) -> list[float]:
    return [box.x, box.y, box.width, box.height]
