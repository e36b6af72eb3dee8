"""How wide a text is about to be, without asking Typst: Times and its kin, a little on the safe side.

Widths of letters are told in units of their size. Three ways to look at them serve three needs: `fine` to fill a seat with a
name, `rough` for the headlines of certificates (a reprint must come out as the first print did), `widest` where a word
must stay inside its column in any case.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

MM_PER_POINT = 25.4 / 72
BOLD = 1.07
"""How much wider a bold line runs."""
Letters = Callable[[str], float]

_FINE = {
    **dict.fromkeys("ijlt/\\|'.,:;!", 0.29),
    **dict.fromkeys("frI[]()- ", 0.34),
    **dict.fromkeys("acesz?", 0.45),
    **dict.fromkeys("JPSFuơ", 0.56),
    **dict.fromkeys("BCELRTZ~=+<>ư", 0.68),
    **dict.fromkeys("ADGHKNOQUVXYwmƠƯ", 0.79),
    **dict.fromkeys("MW@%", 0.96),
}
_ROUGH = {
    **dict.fromkeys("fijlrtI|!'`.,:;()[]-/ “”‘’", 0.34),
    **dict.fromkeys("mwMW@%&—…", 0.94),
}
_WIDEST = {
    **dict.fromkeys("MWmw@%…—", 1.0),
    **dict.fromkeys(".,/:;|'", 0.3),
}


@cache
def fine(letter: str) -> float:
    """A letter's width by its shape."""
    known = _FINE.get(letter)
    return _FINE.get(_base(letter), 0.52) if known is None else known


@cache
def rough(letter: str) -> float:
    """Narrow, wide, capital or small."""
    base = _base(letter)
    return _ROUGH.get(base, 0.72 if base.isupper() else 0.51)


@cache
def widest(letter: str) -> float:
    """What no typeface goes beyond."""
    return _WIDEST.get(letter, 0.75 if letter.isupper() else 0.5 if letter.isdecimal() else 0.56)


def _base(letter: str) -> str:
    """Without its marks: they stand above or below."""
    return unicodedata.normalize("NFD", letter)[0]


@lru_cache(maxsize=65_536)
def em(text: str, letters: Letters = fine) -> float:
    """The width of a line in units of its size."""
    return sum(map(letters, text))


def width_mm(text: str, points: float, letters: Letters = fine) -> float:
    """The width of a line in millimetres."""
    return em(text, letters) * points * MM_PER_POINT


def word_fits(word: str, width: float, points: float) -> bool:
    """Whether a word stands in one line of so many millimetres; rather no than yes."""
    return width_mm(word, points, widest) <= width


def surely_fits(letters: int, width: float, points: float) -> bool:
    """Whether any word of so many letters stands in one line of so many millimetres: none is wider than its size."""
    return letters * points * MM_PER_POINT <= width


def lines_in(text: str, width: float, points: float) -> int | None:
    """How many lines a text takes in a column so wide (in millimetres); None when a word is wider."""
    room = width / (points * MM_PER_POINT)
    used, lines = 0.0, 1
    for word in text.split():
        wide = em(word)
        if wide > room:
            return None
        if used and used + fine(" ") + wide > room:
            lines, used = lines + 1, wide
        else:
            used += wide + (fine(" ") if used else 0)
    return lines
