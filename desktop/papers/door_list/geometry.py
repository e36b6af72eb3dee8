"""Sizes of type of the door list, and its columns: for paper, Word and workbook alike."""

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


_BOX_MM, _SEAT_MM, _GROUP_MM = 9.0, 18.0, 30.0


def door_columns(size: Size) -> DoorColumns:
    """What a size of type needs."""
    return _COLUMNS[size]


def columns(size: Size, *, boxes: bool, seats: bool, groups: bool) -> dict[str, float | None]:
    """The columns from the left with their widths in millimetres; the unit has what is left (None)."""
    sizes = door_columns(size)
    return {
        **({"box": _BOX_MM} if boxes else {}),
        "before": sizes.before,
        "given": sizes.given,
        **({"seat": _SEAT_MM} if seats else {}),
        "unit": None,
        **({"group": _GROUP_MM} if groups else {}),
    }


_INSET_MM = 2.5


def fits(words: str, width: float, size: float) -> bool:
    """Whether every word stands in one line of a column; rather no than yes."""
    return all(word_fits(word, width - _INSET_MM, size) for word in words.split())
