"""Tables of lists as `lists.typ` gets them: columns that share the page's width, headings in one or two rows, texts that break."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from desktop.domain.widths import surely_fits, word_fits
from desktop.papers.document import Json
from desktop.papers.page import text_width

_SPACE = "\u200b"
"""A place where a line may break, of no width."""
_INSET = 2.4


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """One column: as many millimetres as told, or a share of what the others leave."""

    title: str
    mm: float = 0.0
    share: float = 0.0
    align: Literal["left", "center", "right"] = "left"
    under: str = ""
    """A heading that it shares with its neighbours."""


@dataclass(frozen=True, slots=True)
class Span:
    """A cell over several lines or columns."""

    text: str
    rows: int = 1
    columns: int = 1
    align: str = ""
    strong: bool = False


Cell = str | Span


def table_data(columns: Sequence[PrintedColumn], *, landscape: bool, size: float) -> Json:
    """The columns' widths, how they are aligned, and the cells of the heading."""
    left = text_width(landscape) - sum(column.mm for column in columns)
    shares = sum(column.share for column in columns)
    widths = [round(column.mm or left * column.share / shares, 2) for column in columns]
    return {
        "widths": widths,
        "aligns": [column.align for column in columns],
        "heading": _heading(columns),
        "size": size,
        "landscape": landscape,
    }


def _heading(columns: Sequence[PrintedColumn]) -> list[Json]:
    tall = 2 if any(column.under for column in columns) else 1
    found: list[Json] = []
    x = 0
    for under, group in itertools.groupby(columns, lambda column: column.under):
        of_group = list(group)
        if under:
            found.append({"x": x, "y": 0, "text": under, "colspan": len(of_group), "rowspan": 1})
        for place, column in enumerate(of_group):
            cell = {"x": x + place, "y": 1 if under else 0, "text": column.title, "colspan": 1}
            found.append({**cell, "rowspan": 1 if under else tall})
        x += len(of_group)
    return found


def cells(row: Sequence[Cell], table: Json) -> list[Any]:
    """A row's cells: plain texts stay texts, wider or taller ones say so; no word is longer than its column."""
    widths, size = table["widths"], table["size"]
    found: list[Any] = []
    x = 0
    for cell in row:
        wide = cell.columns if isinstance(cell, Span) else 1
        room = sum(widths[x : x + wide]) if x + wide <= len(widths) else max(widths)
        if isinstance(cell, Span):
            found.append(
                {
                    "text": breakable(cell.text, room, size),
                    "rows": cell.rows,
                    "columns": cell.columns,
                    "align": cell.align,
                    "strong": cell.strong,
                }
            )
        else:
            found.append(breakable(cell, room, size))
        x += wide
    return found


def breakable_row(texts: Sequence[str], widths: Sequence[float], size: float) -> list[str]:
    """Texts side by side, each as `breakable` in its column; a number stays whole."""
    pairs = zip(texts, widths, strict=False)
    return [text if text.isdecimal() else breakable(text, mm, size) for text, mm in pairs]


def breakable(text: str, mm: float, size: float) -> str:
    """The text with places to break in words that are longer than a column: at the signs of an address, else anywhere."""
    room = mm - _INSET
    if surely_fits(max(map(len, text.split()), default=0), room, size):
        return text
    return re.sub(
        r"\S+", lambda found: found[0] if word_fits(found[0], room, size) else _broken(found[0], room, size), text
    )


def _broken(word: str, room: float, size: float) -> str:
    found: list[str] = []
    for part in re.split(r"(?=[@._/])", word):
        piece = ""
        for letter in part:
            if piece and not word_fits(piece + letter, room, size):
                found.append(piece)
                piece = ""
            piece += letter
        found.append(piece)
    return _SPACE.join(piece for piece in found if piece)
