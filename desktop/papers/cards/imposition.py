"""How pieces of paper lie side by side on an A4 sheet, and where it is cut: all in millimetres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

A4 = (210.0, 297.0)
PRINTER_MM = 5.0
"""What office printers leave white at each edge of the sheet."""
Fold = Literal["", "beside", "above"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A hairline where to cut, in millimetres from the sheet's upper left corner."""

    x: float
    y: float
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Imposition:
    """Pieces of paper side by side on an A4 sheet. A piece is one badge, or a badge and its back to fold."""

    width: float
    height: float
    """Of the piece."""
    lying: bool
    """Whether the sheet lies on its side."""
    columns: int
    rows: int
    left: float
    top: float
    fold: Fold = ""
    """Where the back is: beside the front, upright too, or above it, upside down."""

    @property
    def places(self) -> tuple[tuple[float, float], ...]:
        """The upper left corners of the pieces, row by row."""
        return tuple(
            (self.left + column * self.width, self.top + row * self.height)
            for row in range(self.rows)
            for column in range(self.columns)
        )

    @property
    def backs(self) -> tuple[tuple[float, float], ...]:
        """Where the back of each piece is when the printer has turned the sheet over its long edge.

        That swaps the columns of an upright sheet and the rows of a lying one, whose backs then stand upside down.
        """
        return tuple(
            (self.left + (self.columns - 1 - column if not self.lying else column) * self.width,
             self.top + (self.rows - 1 - row if self.lying else row) * self.height)
            for row in range(self.rows)
            for column in range(self.columns)
        )  # fmt: skip


def laid(width: float, height: float, fold: Fold, *, lying: bool, spare: float = 0.0) -> Imposition:
    """As many pieces of this size as go on an A4 sheet, `spare` millimetres kept free at its edges."""
    across, down = A4[::-1] if lying else A4
    columns, rows = int((across - 2 * spare) // width), int((down - 2 * spare) // height)
    left, top = (across - columns * width) / 2, (down - rows * height) / 2
    return Imposition(width, height, lying, columns, rows, left, top, fold)


_OUTSIDE, _GAP, _INSIDE, _CROSS = 7.0, 1.5, 4.0, 1.5


def crop_marks(of: Imposition) -> tuple[Mark, ...]:
    """Where to cut: marks beside the pieces, or on the line of the cut where they reach the sheet's edge, and crosses.

    No mark is nearer to the edge than a printer prints, and none where the sheet itself ends.
    """
    across, down = A4[::-1] if of.lying else A4
    xs = [of.left + column * of.width for column in range(of.columns + 1)]
    ys = [of.top + row * of.height for row in range(of.rows + 1)]
    xs = [x for x in xs if PRINTER_MM < x < across - PRINTER_MM]
    ys = [y for y in ys if PRINTER_MM < y < down - PRINTER_MM]
    marks = []
    for x in xs:
        start, length = _tick(of.top)
        marks += [Mark(x, start, 0, length), Mark(x, down - start, 0, -length)]
    for y in ys:
        start, length = _tick(of.left)
        marks += [Mark(start, y, length, 0), Mark(across - start, y, -length, 0)]
    inner = [(x, y) for x in xs for y in ys if of.left < x < across - of.left and of.top < y < down - of.top]
    marks += [Mark(x - _CROSS, y, 2 * _CROSS, 0) for x, y in inner]
    marks += [Mark(x, y - _CROSS, 0, 2 * _CROSS) for x, y in inner]
    return tuple(marks)


def _tick(margin: float) -> tuple[float, float]:
    """Where a mark begins, from the sheet's edge, and how long it is, for a margin of this width."""
    room = margin - _GAP - PRINTER_MM
    if room < 2:
        return PRINTER_MM, _INSIDE
    length = min(room, _OUTSIDE)
    return margin - _GAP - length, length
