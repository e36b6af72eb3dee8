"""Sizes of type of the door list, and the columns of names that they need."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.widths import word_fits
from desktop.papers.door_list.options import Size


@dataclass(frozen=True, slots=True)
class DoorColumns:
    """Sizes in points and widths in millimetres."""

    name_size: float
    small_size: float
    before: float
    given: float


_COLUMNS = {
    "large": DoorColumns(17, 11, 50, 27),
    "medium": DoorColumns(14, 10.5, 42, 23),
    "small": DoorColumns(12, 9.5, 36, 20),
}


def door_columns(size: Size) -> DoorColumns:
    """What a size of type needs."""
    return _COLUMNS[size]


_INSET_MM = 2.5


def fits(words: str, width: float, size: float) -> bool:
    """Whether every word stands in one line of a column; rather no than yes."""
    return all(word_fits(word, width - _INSET_MM, size) for word in words.split())
