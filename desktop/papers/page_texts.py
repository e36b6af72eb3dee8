"""Finding a text on pages wherever its lines break, in capitals or not."""

from __future__ import annotations

import math
from collections.abc import Sequence


class PageTexts:
    """The texts of pages, as a PDF tells them."""

    def __init__(self, pages: Sequence[str]) -> None:
        self._pages = pages
        self._found = [_compact(page) for page in pages]

    def find(self, words: str) -> tuple[int, str] | None:
        """The page (from 0) of a text's first place, and the longest piece of it that stands in one line there."""
        sought, _places = _compact(words)
        for page, (text, places) in enumerate(self._found):
            start = text.find(sought) if sought else -1
            if start >= 0:
                whole = self._pages[page][places[start] : places[start + len(sought) - 1] + 1]
                return page, max((line.strip() for line in whole.splitlines()), key=len)
        return None

    def places(self, texts: Sequence[str]) -> list[float]:
        """Where each text begins, to be sorted by; infinity for one that is not there.

        A place belongs to the longest text that stands there: "Time" is not found in "Time:" when that is sought too.
        """
        whole = "\n".join(text for text, _places in self._found)
        sought = [_compact(words)[0] for words in texts]
        taken: set[int] = set()
        found = [math.inf] * len(texts)
        for at in sorted(range(len(texts)), key=lambda at: -len(sought[at])):
            start = whole.find(sought[at]) if sought[at] else -1
            while start >= 0 and start in taken:
                start = whole.find(sought[at], start + 1)
            if start >= 0:
                taken.update(range(start, start + len(sought[at])))
                found[at] = start
        return found


def _compact(text: str) -> tuple[str, list[int]]:
    """The letters of a text without white space and capitals, and where each stands in it."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if not letter.isspace() and letter != "\u200b":
            for small in letter.lower():
                letters.append(small)
                places.append(place)
    return "".join(letters), places
