"""How the attendance sheet shares an A4 page: widths in millimetres, sizes of type in points."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.attendance_sheet import SheetContent
from desktop.papers.page import text_width


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths of the table's columns in millimetres; together they fill the page's text width."""

    widths: tuple[float, ...]
    texts: int
    """How many leading columns hold texts: number, name, position and, when rows show it, unit."""
    note: bool
    """Whether there is room for a column of notes."""
    size: int
    """The texts' size in points."""
    heading_size: int
    """The size of what stands over the signature columns."""

    @property
    def signature(self) -> float:
        """Width of one signature column."""
        return self.widths[self.texts]


def columns(content: SheetContent) -> Columns:
    """Share the page's width: signatures get what they need, the rest goes to names, positions and units."""
    count = max(1, len(content.columns))
    width = text_width(content.landscape)
    number, three = 10.0, content.shows_unit
    note = 18.0 if count <= 2 and not three and not content.landscape else 14.0
    note = note if count <= 4 or content.landscape else 0.0
    most, least = (30.0, 12.5) if content.landscape else (24.0, 12.0)
    most = (34.0 if three else 40.0) if count == 1 else most
    words = (150.0 if content.landscape else 101.0) if three else 90.0 if count < 3 else 74.0
    signature = min(most, max(least, (width - number - note - words) / count))
    rest = width - number - note - signature * count
    texts = [number, *(rest * share for share in ((0.38, 0.28, 0.34) if three else (0.55, 0.45)))]
    size = 12 if count <= 4 and (content.landscape or not three) else 11
    titled = any(len(column.title) > 8 for column in content.columns)
    heading_size = 9 if signature < 16 else 10 if titled else size
    widths = (*texts, *[signature] * count, *[note] * bool(note))
    return Columns(widths, len(texts), bool(note), size, heading_size)
