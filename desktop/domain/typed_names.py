"""Whether a typed text names somebody: accents that were typed count, those left out do not."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from desktop.domain.names import fold, normalise, same_key


def names_whole(typed: str, text: str) -> bool:
    """Whether every word typed is a whole word of the text: "hà" is a word of "Nguyễn Thị Hà", not of "Nguyễn Thị Hạ"."""
    words = text.split()
    return bool(typed.split()) and all(any(is_word(each, word) for word in words) for each in typed.split())


def begins_words(typed: str, text: str) -> bool:
    """Whether every word typed begins a word of the text."""
    words = text.split()
    return bool(typed.split()) and all(any(begins_word(each, word) for word in words) for each in typed.split())


@lru_cache(32_768)
def is_word(typed: str, word: str) -> bool:
    """Whether a typed word is this one; the place of a tone (Hòa, Hoà) and case make no difference."""
    plain = fold(typed)
    if fold(word) != plain:
        return False
    return plain == normalise(typed).lower() or same_key(typed) == same_key(word)


@lru_cache(32_768)
def begins_word(typed: str, word: str) -> bool:
    """Whether a typed word begins this one: every mark typed stands there."""
    if not fold(word).startswith(fold(typed)):
        return False
    if is_word(typed, word):
        return True
    letters, marks = _letters(word), _letters(typed)
    if len(marks) > len(letters) or not all(
        bare == own and wanted in ("", there) for (bare, wanted), (own, there) in zip(marks, letters, strict=False)
    ):
        return _begins_but_for_the_tones_place(typed, word)
    return True


def _begins_but_for_the_tones_place(typed: str, word: str) -> bool:
    """Telex and VNI type the tone anywhere: "hoàn" begins "Hòang" too."""
    letters, own_tone = _apart(word)
    marks, tone = _apart(typed)
    return bool(tone) and tone == own_tone and letters.startswith(marks)


_TONES = frozenset("\u0300\u0309\u0303\u0301\u0323")


@lru_cache(32_768)
def _apart(word: str) -> tuple[str, str]:
    """A word without its tone, and the tone."""
    letters = unicodedata.normalize("NFD", normalise(word).lower())
    bare = "".join(letter for letter in letters if letter not in _TONES)
    return unicodedata.normalize("NFC", bare), "".join(letter for letter in letters if letter in _TONES)


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
