"""Search without accents: how people's texts are folded, how a typed text is read, and who is found by it.

The list of attendees, the database's queries and the door ask the same: every word typed stands somewhere in the text.
How the door ranks whom it finds, and whom a text names: `desktop.domain.finder`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.names import fold, normalise

PHONE_TAIL = 4
"""As many last digits of a phone stand in the search text: whoever may not read phones can still find by them."""


def search_text(full_name: str, unit: str, code: str, phone: str) -> str:
    """An attendee's folded text, every word after a blank, so that a word's start can be asked for."""
    return " " + " ".join(part for part in (fold(full_name), fold(unit), code, _tail(phone)) if part)


def with_phone(text: str, code: str, phone: str) -> str:
    """A search text with the end of the phone number, where a server left it out."""
    tail = _tail(phone)
    return f"{text} {tail}" if tail and text.endswith(f" {code}") else text


def _tail(phone: str) -> str:
    return phone[-PHONE_TAIL:] if phone[-PHONE_TAIL:].isdigit() else ""


def tokens(text: str) -> list[str]:
    """The folded words of a typed text; digits typed in groups ("1010 0017", "0912 345 678") are one word."""
    return _with_whole_numbers(fold(text).split())


def typed_words(text: str) -> list[str]:
    """The same words in lower case with the accents that were typed."""
    return _with_whole_numbers([word for word in normalise(text).lower().split() if fold(word)])


def _with_whole_numbers(words: Iterable[str]) -> list[str]:
    joined: list[str] = []
    digits_open = False
    for word in words:
        is_digits = word.isdigit()
        if is_digits and digits_open:
            joined[-1] += word
        else:
            joined.append(word)
        digits_open = is_digits
    return joined


def holds(text: str, words: Iterable[str]) -> bool:
    """Whether a folded text holds every word, in any order."""
    return all(word in text for word in words)


def starts_words(text: str, words: Iterable[str]) -> bool:
    """Whether every word begins a word of a search text."""
    return all(f" {word}" in text for word in words)


def rarest_first(words: Iterable[str]) -> list[str]:
    """The longest word is met least often: the others are then looked for among few."""
    return sorted(words, key=len, reverse=True)


def ends_phone(word: str) -> bool:
    """Whether a word may be the end of a phone number, of which search texts hold `PHONE_TAIL` digits, or none."""
    return word.isdigit() and len(word) >= PHONE_TAIL


@dataclass(frozen=True, slots=True)
class Span:
    """Letters of a text that a search found."""

    start: int
    length: int


def spans(shown: str, text: str, *, anywhere: bool = True) -> list[Span]:
    """Which letters of a shown text to mark for a typed one: the beginnings of words, else the first place `anywhere`."""
    letters: list[int] = []
    folded = ""
    for place, letter in enumerate(shown):
        bare = " " if letter.isspace() else fold(letter)
        folded += bare
        letters += [place] * len(bare)
    marked: set[int] = set()
    for word in tokens(text):
        starts = [place for place in _places(folded, word) if place == 0 or not folded[place - 1].isalnum()]
        for start in starts or list(_places(folded, word))[:anywhere]:
            marked.update(letters[start : start + len(word)])
    return _runs(sorted(marked))


def _places(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + 1)


def _runs(places: Sequence[int]) -> list[Span]:
    runs: list[Span] = []
    for place in places:
        if runs and runs[-1].start + runs[-1].length == place:
            runs[-1] = Span(runs[-1].start, runs[-1].length + 1)
        else:
            runs.append(Span(place, 1))
    return runs
