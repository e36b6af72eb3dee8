"""How the attendance record shares an A4 page: widths in millimetres, sizes of type in points."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.attendance_sheet import SheetContent
from desktop.papers.page import text_width


@dataclass(frozen=True, slots=True)
class RecordColumns:
    """Widths in millimetres: number, name, position, unit when rows show it, one for each column, remarks."""

    widths: tuple[float, ...]
    texts: int
    one_line: bool
    """Whether sign and time stand side by side."""
    size: float
    heading_size: float
    """The size of what stands over the columns, and of counts in them."""


_NAME_MM, _MOST_MM = 70.0, 24.0
"""In a table of sums: what a name needs at least, and the widest a column of numbers becomes."""


def sum_columns(width: float, numbers: int) -> tuple[float, ...]:
    """Widths in millimetres of a table of sums as wide as `width`: the name, then so many numbers."""
    each = min(_MOST_MM, (width - _NAME_MM) / numbers)
    return (width - each * numbers, *[each] * numbers)


def record_columns(sheet: SheetContent, *, times: bool, remarks: bool) -> RecordColumns:
    """Share the page's width; where nobody has a remark, their column is narrow."""
    count, width = len(sheet.columns), text_width(sheet.landscape)
    roomy = count <= (6 if sheet.landscape else 2)
    stay = (20.0 if roomy else 12.5) if times else (15.0 if roomy else 11.0)
    remark = 18.0 if not remarks else 32.0 if sheet.landscape or count <= 2 else 26.0
    number = 10.0
    rest = width - number - remark - stay * count
    shares = (0.4, 0.27, 0.33) if sheet.shows_unit else (0.55, 0.45)
    texts = [number, *(rest * share for share in shares)]
    return RecordColumns((*texts, *[stay] * count, remark), len(texts), roomy or not times, 11, 11 if roomy else 9.5)
