"""The small squares of a sheet's pages, before it is known how many pages there are (`resources/documents/page-code.typ`).

In a QR code each bit of the text turns over a set of modules of its own, those of the error correction among them. So a
square for page 0 and these sets are enough for the template to draw that of any page.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from desktop.papers.document import Json

_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
"""The letters of a QR code's alphanumeric mode, each with its value (ISO/IEC 18004, table 5): two share 11 bits."""
_MASK = 3
"""Any of the eight serves a reader as well; with one for all, squares can be laid over each other."""


class Paged(Protocol):
    """What a square says of a page."""

    @property
    def around_page(self) -> tuple[str, str]:
        """What stands before and behind the page's number."""


def page_codes(code: Paged, most: int) -> list[Json]:
    """The squares of pages 1 to at least `most`: one entry for numbers of one digit, one for those of two, and so on."""
    return [_codes_of(code, digits) for digits in range(1, len(str(max(1, most))) + 1)]


def _codes_of(code: Paged, digits: int) -> Json:
    before, behind = code.around_page
    start, text = len(before), before + "0" * digits + behind
    rows = _rows(text)
    groups = []
    for at in range(start - start % 2, start + digits, 2):
        first, second = map(_LETTERS.index, text[at : at + 2])
        value = first * len(_LETTERS) + second
        counted = [(at - start, len(_LETTERS)), (at + 1 - start, 1)]
        counted = [(place, factor) for place, factor in counted if 0 <= place < digits]
        groups.append({"value": value, "digits": counted, "flips": _flips(len(text), at)})
    return {"size": len(rows), "rows": rows, "groups": groups}


@lru_cache(maxsize=64)
def _flips(length: int, at: int) -> list[tuple[int, ...]]:
    """What each bit of the two letters from `at` on turns over in the code of a text so long."""
    zeros = "0" * length
    base, found = _rows(zeros), []
    for bit in range(11):
        first, second = divmod(1 << bit, len(_LETTERS))
        rows = _rows(zeros[:at] + _LETTERS[first] + _LETTERS[second] + zeros[at + 2 :])
        found.append(tuple(row ^ other for row, other in zip(rows, base, strict=True)))
    return found


def _rows(text: str) -> tuple[int, ...]:
    """Each row of the code as a number, its first module the highest bit."""
    import segno

    made = segno.make(text, error="m", mode="alphanumeric", micro=False, boost_error=False, mask=_MASK)
    return tuple(int("".join("1" if module else "0" for module in row), 2) for row in made.matrix)
