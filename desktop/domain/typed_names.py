"""Whether a typed text names somebody: accents that were typed count, those left out do not."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from desktop.domain.names import fold, normalise, same_key


def names_whole(typed: str, text: str) -> bool:
    """Whether every word typed is a whole word of the text: "hà" is a word of "Nguyễn Thị Hà", not of "Nguyễn Thị Hạ"."""
    words = text.split()
    return bool(typed.split()) and all(any(_is(each, word) for word in words) for each in typed.split())


def begins_words(typed: str, text: str) -> bool:
    """Whether every word typed begins a word of the text."""
    words = text.split()
    return bool(typed.split()) and all(any(_begins(each, word) for word in words) for each in typed.split())


def lacks_accents(name: str) -> bool:
    """Whether a whole name was typed without any accent, as hardly anybody's is."""
    return name.isascii() and len(name.split()) > 1


@lru_cache(32_768)
def _is(typed: str, word: str) -> bool:
    plain = fold(typed)
    if fold(word) != plain:
        return False
    return plain == normalise(typed).lower() or same_key(typed) == same_key(word)


@lru_cache(32_768)
def _begins(typed: str, word: str) -> bool:
    if not fold(word).startswith(fold(typed)):
        return False
    if _is(typed, word):
        return True
    letters, marks = _letters(word), _letters(typed)
    return len(marks) <= len(letters) and all(
        bare == own and wanted in ("", there) for (bare, wanted), (own, there) in zip(marks, letters, strict=False)
    )


@lru_cache(32_768)
def _letters(word: str) -> tuple[tuple[str, str], ...]:
    """Each letter bare and its marks; a mark typed must stand there."""
    found: list[tuple[str, str]] = []
    for letter in unicodedata.normalize("NFD", normalise(word).lower()):
        if unicodedata.combining(letter) and found:
            found[-1] = (found[-1][0], "".join(sorted(found[-1][1] + letter)))
        elif letter == "đ":
            found.append(("d", "đ"))
        else:
            found.append((letter, ""))
    return tuple(found)
