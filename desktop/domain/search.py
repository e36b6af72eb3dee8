"""Search without accents: how people's texts are folded, how a typed text is read, and who is found by it.

The list of attendees, the database's queries and the door ask the same: every word typed stands somewhere in the text.
The door's `Finder` also ranks whom it finds, within one frame: by two letters, a unit, a phone's end or a badge number.
Every question about 10,000 people is a number of 10,000 bits, one for each person in the order of names: what words of
a text have in common, and who of them is still expected, are then single operations.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.domain.attendance import THERE, DoorPerson
from desktop.domain.names import display_parts, fold

PHONE_TAIL = 4
"""As many last digits of a phone stand in the search text: whoever may not read phones can still find by them."""
_KEPT = 256
"""Answers to words kept; a text grows letter by letter."""


def search_text(full_name: str, unit: str, code: str, phone: str) -> str:
    """An attendee's folded text, every word after a blank, so that a word's start can be asked for."""
    tail = phone[-PHONE_TAIL:] if phone[-PHONE_TAIL:].isdigit() else ""
    return " " + " ".join(part for part in (fold(full_name), fold(unit), code, tail) if part)


def tokens(text: str) -> list[str]:
    """The folded words of a typed text; digits typed in groups ("1010 0017", "0912 345 678") are one word."""
    words: list[str] = []
    digits_open = False
    for word in fold(text).split():
        is_digits = word.isdigit()
        if is_digits and digits_open:
            words[-1] += word
        else:
            words.append(word)
        digits_open = is_digits
    return words


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
    """Whether a word is more of a phone number than the search text holds."""
    return word.isdigit() and len(word) > PHONE_TAIL


def is_in(person: DoorPerson) -> bool:
    """Whether they came and have not left."""
    return person.status in THERE and person.left_at is None


class Finder:
    """The people of one session, ready to be asked for."""

    def __init__(self, people: Iterable[DoorPerson]) -> None:
        self.people = sorted(people, key=lambda person: (person.sort_key, person.unit, person.id.bytes))
        self._places = {person.id: place for place, person in enumerate(self.people)}
        self._codes = {code: place for place, person in enumerate(self.people) for code in person.other_codes}
        self._codes |= {person.code: place for place, person in enumerate(self.people)}
        self._texts = [person.search for person in reversed(self.people)]
        self._given: dict[str, int] = {}
        self._names: dict[str, int] = {}
        for place, person in enumerate(self.people):
            bit = 1 << place
            given, others = _name_words(person.full_name)
            self._given[given] = self._given.get(given, 0) | bit
            for word in others:
                self._names[word] = self._names.get(word, 0) | bit
        self._everyone = (1 << len(self.people)) - 1
        self._answers: dict[tuple[str, str], int] = {}
        self._standing: tuple[int, int] | None = None

    def __getitem__(self, key: uuid.UUID) -> DoorPerson:
        """A person by their id."""
        return self.people[self._places[key]]

    def __contains__(self, key: uuid.UUID) -> bool:
        """Whether the id is one of these people's."""
        return key in self._places

    def get(self, key: uuid.UUID) -> DoorPerson | None:
        """A person by their id, or nobody."""
        place = self._places.get(key)
        return None if place is None else self.people[place]

    def by_code(self, code: str) -> DoorPerson | None:
        """Who wears this badge."""
        place = self._codes.get(code.replace(" ", ""))
        return None if place is None else self.people[place]

    def renew(self, people: Iterable[DoorPerson]) -> None:
        """Take people as they stand now; who they are has not changed."""
        for person in people:
            self.people[self._places[person.id]] = person
        self._standing = None

    def find(self, text: str, limit: int = 20) -> list[DoorPerson]:
        """Those who hold every word of the text, in any order, the likeliest first.

        Whose own name holds all the words comes before those whose unit has some of them. A badge number or a given name
        typed whole comes first, then given names and words that begin so, then words that hold it; among equals those
        still expected, then those in already, then those who are not invited or cancelled.
        """
        words = tokens(text)
        if not words:
            return []
        found: list[int] = []
        seen = 0
        begin = self._holding(words, self._begins)
        seen = self._take(found, seen, begin, words, limit)
        if len(found) < limit:
            seen = self._take(found, seen, self._holding(words, self._contains), words, limit)
        if not found:  # a whole phone number: only its end is known here
            ends = [word[-PHONE_TAIL:] if ends_phone(word) else word for word in words]
            if ends != words:
                self._take(found, seen, self._holding(ends, self._begins), ends, limit)
        return [self.people[place] for place in found]

    def _take(self, found: list[int], seen: int, candidates: int, words: Sequence[str], limit: int) -> int:
        """Add the best of the candidates; return all that were looked at."""
        candidates &= ~seen
        expected, there = self._stand()
        named = candidates
        for word in words:
            named &= self._exact(word) | self._given_begins(word) | self._name_begins(word)
        for rest in (named, candidates & ~named):
            for likely in (self._exact, self._given_begins, self._name_begins, self._all):
                some = 0
                for word in words:
                    some |= likely(word)
                some &= rest
                rest &= ~some
                for standing in (expected, there, self._everyone & ~expected & ~there):
                    for place in _bits(some & standing):
                        if len(found) >= limit:
                            return seen
                        found.append(place)
                if not rest:
                    break
        return seen | candidates

    def _holding(self, words: Sequence[str], test: Callable[[str], int]) -> int:
        common = self._everyone
        for word in rarest_first(words):
            common &= test(word)
            if not common:
                break
        return common

    def _exact(self, word: str) -> int:
        place = self._codes.get(word)
        return self._given.get(word, 0) if place is None else 1 << place

    def _given_begins(self, word: str) -> int:
        return self._keep("given", word, lambda: _any(self._given, word)) if not word.isdigit() else self._tail(word)

    def _name_begins(self, word: str) -> int:
        return self._keep("name", word, lambda: _any(self._names, word))

    def _tail(self, word: str) -> int:
        return self._keep("tail", word, lambda: self._mask(["01"[text.endswith(word)] for text in self._texts]))

    def _begins(self, word: str) -> int:
        if word.isdigit() and len(word) < PHONE_TAIL:
            return self._contains(word)  # the last digits of a phone, however few
        blank = f" {word}"
        return self._keep("begins", word, lambda: self._mask(["01"[blank in text] for text in self._texts]))

    def _contains(self, word: str) -> int:
        return self._keep("contains", word, lambda: self._mask(["01"[word in text] for text in self._texts]))

    def _all(self, _word: str) -> int:
        return self._everyone

    def _keep(self, question: str, word: str, answer: Callable[[], int]) -> int:
        known = self._answers.get((question, word))
        if known is None:
            if len(self._answers) >= _KEPT:
                self._answers.clear()
            known = self._answers[question, word] = answer()
        return known

    def _mask(self, digits: list[str]) -> int:
        # Reading a row of binary digits takes linear time; setting bits of a long number one by one does not.
        return int("".join(digits) or "0", 2)

    def _stand(self) -> tuple[int, int]:
        """Who is expected and not there yet, and who is there."""
        if self._standing is None:
            expected = ["1" if each.expected and not is_in(each) else "0" for each in reversed(self.people)]
            there = ["1" if is_in(each) else "0" for each in reversed(self.people)]
            self._standing = int("".join(expected) or "0", 2), int("".join(there) or "0", 2)
        return self._standing


@lru_cache(maxsize=32_768)
def _name_words(full_name: str) -> tuple[str, tuple[str, ...]]:
    """The given name folded, and the other words of the name."""
    family, middle, given = display_parts(full_name)
    first, *remark = fold(given).split() or [""]
    return first, tuple(dict.fromkeys([*fold(family).split(), *fold(middle).split(), *remark]))


def _any(words: dict[str, int], beginning: str) -> int:
    found = 0
    for word, places in words.items():
        if word.startswith(beginning):
            found |= places
    return found


def _bits(number: int) -> Iterator[int]:
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low


@dataclass(frozen=True, slots=True)
class Span:
    """Letters of a text that a search found."""

    start: int
    length: int


def spans(shown: str, text: str) -> list[Span]:
    """Which letters of a shown text to mark for a typed one: the beginnings of words, else the first place that holds it."""
    letters: list[int] = []
    folded = ""
    for place, letter in enumerate(shown):
        bare = " " if letter.isspace() else fold(letter)
        folded += bare
        letters += [place] * len(bare)
    marked: set[int] = set()
    for word in tokens(text):
        starts = [place for place in _places(folded, word) if place == 0 or not folded[place - 1].isalnum()]
        for start in starts or list(_places(folded, word))[:1]:
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
