"""How wide a text is about to be, without asking Typst: Times and its kin, a little on the safe side."""

from __future__ import annotations

import unicodedata
from functools import cache

_MM_PER_POINT = 25.4 / 72
_THOUSANDTHS = {
    **dict.fromkeys("ijlt/\\|'.,:;!", 290),
    **dict.fromkeys("frI[]()- ", 340),
    **dict.fromkeys("acesz?", 450),
    **dict.fromkeys("JPSFuơ", 560),
    **dict.fromkeys("BCELRTZ~=+<>ư", 680),
    **dict.fromkeys("ADGHKNOQUVXYwmƠƯ", 790),
    **dict.fromkeys("MW@%", 960),
}
_OTHERS = 520


@cache
def _letter(letter: str) -> int:
    known = _THOUSANDTHS.get(letter)
    if known is None:
        known = _THOUSANDTHS.get(unicodedata.normalize("NFD", letter)[0], _OTHERS)
    return known


@cache
def em(text: str) -> float:
    """The width of a text in units of its own size."""
    return sum(map(_letter, text)) / 1000


def width_mm(text: str, points: float) -> float:
    """The width of one line."""
    return em(text) * points * _MM_PER_POINT


def lines_in(text: str, width: float, points: float) -> int | None:
    """How many lines a text takes in a column so wide (in millimetres); None when a word is wider."""
    room = width / (points * _MM_PER_POINT)
    used, lines = 0.0, 1
    for word in text.split():
        wide = em(word)
        if wide > room:
            return None
        if used and used + _letter(" ") / 1000 + wide > room:
            lines, used = lines + 1, wide
        else:
            used += wide + (_letter(" ") / 1000 if used else 0)
    return lines
