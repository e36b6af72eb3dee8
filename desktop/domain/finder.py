"""Whom a text typed at the door means: everyone it could, the likeliest first, and those whom it names.

It may be two letters of a name, a name with words of the unit, initials, a phone's end or a badge number. Accents that
were typed count first, those left out do not; marks typed as the keys of Telex or VNI are understood. Every question
about 10,000 people is a number of 10,000 bits, one for each person in the order of names, so that an answer takes less
than a frame.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop.domain.attendance import THERE, DoorPerson
from desktop.domain.input_methods import readings
from desktop.domain.names import display_parts, fold, normalise, same_key, without_mark
from desktop.domain.search import PHONE_TAIL, ends_phone, rarest_first, tokens, typed_words
from desktop.domain.typed_names import names_whole
from desktop.domain.word_index import WordIndex

_KEPT = 256
"""Answers to words kept; a text grows letter by letter."""
_WHOLE_PHONE = 9
"""Digits from which a number is a whole phone number and no mistyped badge number."""


@dataclass(frozen=True, slots=True)
class DoorUnit:
    """A unit of which several are registered: they often come together."""

    unit: str
    people: tuple[DoorPerson, ...]

    @property
    def waiting(self) -> tuple[DoorPerson, ...]:
        """Those who are expected and not in."""
        return tuple(person for person in self.people if person.expected and not is_in(person))


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
        self._everyone = (1 << len(self.people)) - 1
        self._answers: dict[tuple[str, str], int] = {}
        self._standing: tuple[int, ...] | None = None
        self._index_names()
        self._index_units()

    def _index_names(self) -> None:
        self._given, self._names = WordIndex(), WordIndex()
        self._initials: dict[str, int] = {}
        self._bearers = Counter(_bearing(person.full_name) for person in self.people)
        for place, person in enumerate(self.people):
            bit = 1 << place
            name = _name(person.full_name)
            self._given.add(name.given, bit)
            self._names.add(name.words, bit)
            self._initials[name.initials] = self._initials.get(name.initials, 0) | bit

    def _index_units(self) -> None:
        units: dict[str, int] = {}
        for place, person in enumerate(self.people):
            units[person.unit] = units.get(person.unit, 0) | 1 << place
        self._units = list(units.items())
        self._unit_words = WordIndex()
        for place, (unit, _bits) in enumerate(self._units):
            self._unit_words.add(normalise(unit).lower().split(), 1 << place)

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

    def has_namesake(self, person: DoorPerson) -> bool:
        """Whether somebody else here bears the same name, marks as "(A)" aside."""
        return self._bearers[_bearing(person.full_name)] > 1

    def renew(self, people: Iterable[DoorPerson]) -> None:
        """Take people as they stand now; who they are has not changed."""
        for person in people:
            self.people[self._places[person.id]] = person
        self._standing = None

    # -- everyone whom a text could mean --------------------------------------------------------------------------

    def find(self, text: str, limit: int = 20) -> list[DoorPerson]:
        """Those who hold every word of the text, in any order, the likeliest first.

        First whose own name has all the words whole, with the accents typed, then without them; then initials; then
        whose name begins so, and those of whom the unit has some of the words. Within each, a badge number or a given
        name typed whole comes first; among equals those still expected, then those in already, then those who are not
        invited or cancelled. Last come those who hold the words anywhere.
        """
        words = typed_words(text)
        if not words:
            return []
        found: list[int] = []
        seen = 0
        standing = self._stand()
        for candidates, asked in self._layers(text, words):
            seen = self._take(found, seen, candidates, asked, standing, limit)
            if len(found) >= limit:
                break
        return [self.people[place] for place in found]

    def _layers(self, text: str, words: list[str]) -> Iterator[tuple[int, Sequence[str]]]:
        """Candidates, the likeliest first, and the folded words by which they are ranked among each other."""
        asked = tokens(text)
        whole, *begun = self._by_words(words)
        yield whole, asked
        yield self._own(words, lambda word: self._names.whole(fold(word))), asked
        yield self._by_initials(words), asked
        for layer in begun:
            yield layer, asked
        for other in readings(text):
            for layer in self._by_words(typed_words(other)):
                yield layer, tokens(other)
        yield self._holding(asked, self._contains), asked
        ends = [word[-PHONE_TAIL:] if ends_phone(word) else word for word in asked]
        if ends != asked and not any(self._holding(asked, test) for test in (self._begins, self._contains)):
            yield self._holding(ends, self._begins), ends  # a whole phone number: only its end is known here

    def _by_words(self, words: list[str]) -> Iterator[int]:
        """Names that have the words whole, that begin so; units too; each with the accents typed first."""
        yield self._own(words, self._names.whole)
        yield self._own(words, self._names.begins)
        bare = [fold(word) for word in words]
        yield self._own(bare, self._names.begins)
        yield self._common(words, lambda word: self._names.begins(word) | self._of_unit(word))
        yield self._holding(bare, self._begins)

    def _own(self, words: list[str], test: Callable[[str], int]) -> int:
        """Whose own name or number answers to every word."""
        return self._common(words, test)

    def _common(self, words: list[str], test: Callable[[str], int]) -> int:
        common = self._everyone
        for word in words:
            common &= self._number(word) if word.isdigit() else test(word)
            if not common:
                break
        return common

    def _number(self, word: str) -> int:
        place = self._codes.get(word)
        return self._begins(word) if place is None else 1 << place

    def _of_unit(self, word: str) -> int:
        """Everyone of the units in whose name a word begins so."""
        return self._keep("unit", word, lambda: self._people_of(self._unit_words.begins(word)))

    def _people_of(self, units: int) -> int:
        found = 0
        for place in _bits(units):
            found |= self._units[place][1]
        return found

    def _by_initials(self, words: list[str]) -> int:
        bare = fold(words[0])
        if len(words) > 1 or len(bare) < 2 or words[0].replace("đ", "d") != bare:
            return 0  # a word with marks on its vowels is no initials
        return self._initials.get(bare, 0)

    def _take(
        self, found: list[int], seen: int, candidates: int, words: Sequence[str], standing: tuple[int, ...], limit: int
    ) -> int:
        """Add the best of the candidates; return all that were looked at."""
        rest = candidates & ~seen
        if not rest:
            return seen
        for likely in (self._exact, self._given_begins, self._name_begins, self._all):
            some = 0
            for word in words:
                some |= likely(word)
            some &= rest
            rest &= ~some
            for alike in standing:
                for place in _bits(some & alike):
                    if len(found) >= limit:
                        return seen
                    found.append(place)
            if not rest:
                break
        return seen | candidates

    # -- whom a text names ----------------------------------------------------------------------------------------

    def named(self, text: str) -> list[DoorPerson]:
        """Those whom the text names: only of one alone may be taken for granted that it means them.

        A name is at least one whole word of it, with the accents typed; further words may be begun, and be the unit's.
        Who bears exactly the name typed goes before those in whose name, or whose unit's, its words stand as well.
        Initials, four last digits of a phone and whole numbers name people too.
        """
        words = typed_words(text)
        if not words:
            return []
        bits = self._named(words)
        if not bits:
            for other in readings(text):
                bits |= self._named(typed_words(other))
        return [self.people[place] for place in _bits(bits | self._by_initials(words))]

    def _named(self, words: list[str]) -> int:
        if len(words) == 1 and words[0].isdigit():
            return self._numbered(words[0])
        some = 0
        for word in words:
            some |= 0 if word.isdigit() else self._names.whole(word)
        found = some and some & self._common(words, lambda word: self._names.begins(word) | self._of_unit(word))
        if not found or len(words) == 1:
            return found
        return self._exactly(words) or found & self._not_the_units(words)

    def _not_the_units(self, words: list[str]) -> int:
        """Whom words name that could be a unit's name alone, as "nguyễn du": who has them all in their own name."""
        for test, own in ((self._unit_words.whole, self._names.whole), (self._unit_words.begins, self._names.begins)):
            units = (1 << len(self._units)) - 1
            for word in words:
                units &= test(word)
            if units:
                return self._own(words, own)
        return self._everyone

    def _exactly(self, words: list[str]) -> int:
        """Who bears exactly this name; where accents were typed, a word without them has none."""
        has_all = self._own(words, self._names.whole)
        names = {place: _name(self.people[place].full_name) for place in _bits(has_all)}
        found = [place for place, name in names.items() if len(words) in (len(name.bare), len(name.words))]
        if any(word != fold(word) for word in words):
            typed = sorted(map(same_key, words))
            forms = {place: (names[place].bare, names[place].words) for place in found}
            found = [
                place for place in found if any(sorted(map(same_key, form)) == typed for form in forms[place])
            ] or found
        return sum(1 << place for place in found)

    def _numbered(self, number: str) -> int:
        if number in self._codes:
            return 1 << self._codes[number]
        if len(number) == PHONE_TAIL:
            return self._begins(number)
        return self._begins(number[-PHONE_TAIL:]) if len(number) >= _WHOLE_PHONE else 0

    # -- units ----------------------------------------------------------------------------------------------------

    def units(self, text: str, limit: int = 3, *, several: int = 2) -> list[DoorUnit]:
        """The units of `several` people or more whose name holds every word typed, or ends in these initials."""
        words = typed_words(text)
        if not words or len("".join(words)) < 2:
            return []
        bits = (1 << len(self._units)) - 1
        for word in words:
            bits &= self._unit_words.begins(word)
        names = [self._units[place] for place in _bits(bits)]
        if len(words) == 1:
            names += [each for each in self._units if _unit_initials(each[0]).endswith(words[0]) and each not in names]
        found = [(unit, people) for unit, people in names if unit and people.bit_count() >= several]
        found.sort(key=lambda each: (not names_whole(" ".join(words), each[0]), each[0]))
        return [DoorUnit(unit, tuple(self.people[place] for place in _bits(people))) for unit, people in found[:limit]]

    # -- words ----------------------------------------------------------------------------------------------------

    def _holding(self, words: Sequence[str], test: Callable[[str], int]) -> int:
        common = self._everyone
        for word in rarest_first(words):
            common &= test(word)
            if not common:
                break
        return common

    def _exact(self, word: str) -> int:
        place = self._codes.get(word)
        return self._given.whole(word) if place is None else 1 << place

    def _given_begins(self, word: str) -> int:
        return self._keep("given", word, lambda: self._given.begins(word)) if not word.isdigit() else self._tail(word)

    def _name_begins(self, word: str) -> int:
        return self._keep("name", word, lambda: self._names.begins(word))

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

    def _stand(self) -> tuple[int, ...]:
        """Who is expected and not there yet, who is there, and the others."""
        if self._standing is None:
            inside = [is_in(each) for each in reversed(self.people)]
            there = self._mask(["01"[each] for each in inside])
            wanted = self._mask(["01"[each.expected] for each in reversed(self.people)])
            self._standing = wanted & ~there, there, self._everyone & ~wanted & ~there
        return self._standing


@dataclass(frozen=True, slots=True)
class _Name:
    given: tuple[str, ...]
    """The given name's own word; what tells namesakes apart is not asked for as one."""
    words: tuple[str, ...]
    bare: tuple[str, ...]
    """The words without what tells namesakes apart."""
    initials: str


_BRACKETS = str.maketrans("()", "  ")


@lru_cache(maxsize=32_768)
def _name(full_name: str) -> _Name:
    _family, _middle, given = display_parts(full_name)
    words = tuple(normalise(full_name.translate(_BRACKETS)).lower().split())
    bare = tuple(without_mark(normalise(full_name))[0].lower().split())
    return _Name(tuple(given.lower().split()[:1]), words, bare, "".join(fold(word)[:1] for word in bare))


def _bearing(full_name: str) -> str:
    return same_key(" ".join(_name(full_name).bare))


@lru_cache(maxsize=4096)
def _unit_initials(unit: str) -> str:
    return "".join(word[0] for word in fold(unit).split() if word[0].isalnum())


def _bits(number: int) -> Iterator[int]:
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low
