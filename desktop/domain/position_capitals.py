"""The capitals of positions: NĐ 30/2020/NĐ-CP, phụ lục II.

Text of one case ("TRƯỞNG PHÒNG KINH TẾ, HẠ TẦNG") says nothing of its capitals: each word is known as part of a position, of
what a body is of, of a place's name, of a body, or from how the same words are written elsewhere. All others stay doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from desktop.domain.names import normalise, same_key
from desktop.domain.organisations import FIELDS, FIRM_HEADS, SHORT_HEADS, TERRITORIES, find_organisations
from desktop.domain.positions import HEADS, PARTS, WORD, is_letters, standard
from desktop.domain.units import recase_unit, small_phrases

Elsewhere = Mapping[tuple[str, ...], Sequence[str]]
"""Keys of a word and of those behind it -> those behind it, as they are written among small letters and capitals."""
_LONGEST = 6
_NAMED = (*TERRITORIES, "thôn", "bản", "ấp", "xóm", "làng", "buôn", "khóm", "khu phố", "tổ dân phố", "chợ", "tiếng")
"""Small words behind which a name stands."""


@dataclass(frozen=True, slots=True)
class Cased:
    """A position with its capitals."""

    text: str
    sure: bool
    """Whether each capital is known from somewhere."""


def cased_position(text: str, elsewhere: Elsewhere | None = None) -> Cased:
    """The position with an office's capitals: TRƯỞNG PHÒNG, trưởng phòng and Trưởng Phòng → Trưởng phòng."""
    text = normalise(text)
    if not _plain_case(text):
        return Cased(_from_two_cases(text), sure=True)
    made = _OneCase(text, elsewhere or {})
    return Cased(_from_two_cases(made.text()), all(made.known))


@lru_cache(8192)
def written_position(text: str) -> str:
    """The text alone of `cased_position`."""
    return cased_position(text).text


def writings(texts: Iterable[str]) -> Elsewhere:
    """How words are written in texts of two cases."""
    found: dict[tuple[str, ...], Sequence[str]] = {}
    for text in set(texts):
        words = WORD.findall(text)
        if _plain_case(text):
            continue
        keys = ["", *map(same_key, words)]
        for start in range(len(words)):
            for end in range(start + 1, min(start + _LONGEST, len(words)) + 1):
                found.setdefault(tuple(keys[start : end + 1]), words[start:end])
    return found


def _plain_case(text: str) -> bool:
    """Whether a text's case says nothing: all capitals or all small, abbreviations aside."""
    words = [word for word in WORD.findall(text) if not is_letters(word)]
    return bool(words) and (all(map(str.isupper, words)) or all(map(str.islower, words)))


def _from_two_cases(text: str) -> str:
    parts = PARTS.split(text)
    parts[::2] = [_with_standard_head(small_phrases(part)) if part else part for part in parts[::2]]
    return _first_up("".join(parts))


def _first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def _by_key() -> dict[str, str]:
    return {same_key(position): position for position in standard()}


def _with_standard_head(part: str) -> str:
    """The longest standard position that a text begins with, written as it is usual."""
    words = part.split(" ")
    for length in range(min(len(words), _LONGEST), 0, -1):
        usual = _by_key().get(same_key(" ".join(words[:length])))
        if usual is not None:
            return " ".join((usual, *words[length:]))
    return part


@cache
def _keys_of(phrases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(same_key, phrases))


_ROMAN = re.compile(r"I{1,3}")
_JOINING = ("và", "va", "kiêm")
_LONGEST_NAME = 4
_NUMBERED, _NUMBER = same_key("số"), re.compile(r" \d")
"""What stands before a number is no name: "tổ dân phố số 5"."""


class _OneCase:
    """A text of one case, word by word from the left; `known` says of each word whether its capitals are."""

    def __init__(self, text: str, elsewhere: Elsewhere) -> None:
        self._upper = text.upper()
        self._words = list(WORD.finditer(self._upper))
        self._keys = [same_key(word[0]) for word in self._words]
        self._written = [word[0].lower() for word in self._words]
        self.known: list[bool] = []
        self._starts = {0, *(found.end() for found in PARTS.finditer(self._upper))}
        self._bodies = {found.start: found.words_end for found in find_organisations(self._upper) if found.start}
        self._body_until = -1
        self._in_body = self._of_field = False
        while len(self.known) < len(self._words):
            self._read(len(self.known))
        self._look_elsewhere(elsewhere)

    def text(self) -> str:
        written = iter(self._written)
        return WORD.sub(lambda _word: next(written), self._upper)

    def _read(self, place: int) -> None:
        """Take the words that belong together from here."""
        start = self._words[place].start()
        if start in self._starts and self._position(place):
            return
        named = 0 if self._length(place, _keys_of(FIRM_HEADS)) else self._length(place, _keys_of(_NAMED))
        if start in self._bodies and not named:
            self._body(place)
        if start < self._body_until:
            self._take(self._written[place])
        elif length := self._length(place, _keys_of(FIELDS)):
            self._field(place, length)
        elif named:
            self._name(place, named)
        elif is_letters(self._words[place][0]) or _ROMAN.fullmatch(self._words[place][0]):
            self._take(self._words[place][0])
        elif self._keys[place] in _keys_of(_JOINING):
            self._take(self._written[place].lower())
        else:
            fresh = self._of_field and (not self.known or self.known[-1])
            self._take(self._written[place].capitalize() if fresh else self._written[place], known=False)

    def _take(self, *words: str, known: bool = True) -> None:
        for word in words:
            self._written[len(self.known)] = word
            self.known.append(known)

    def _length(self, place: int, keys: frozenset[str]) -> int:
        """How many words from here are one of these phrases; 0 for none."""
        for length in range(min(_LONGEST, len(self._words) - place), 0, -1):
            text = self._upper[self._words[place].start() : self._words[place + length - 1].end()]
            if same_key(text) in keys:
                return length
        return 0

    def _position(self, place: int) -> bool:
        """A standard position, or the head of a body's part: "phó phòng", "trưởng thôn"."""
        heads = _keys_of(tuple(SHORT_HEADS))
        if length := self._length(place, frozenset(_by_key())):
            usual = _by_key()[" ".join(self._keys[place : place + length])]
            self._take(*usual.split(" "))
            of_body = HEADS.search(usual) is not None and self._keys[place + length - 1] in heads
            self._of_field = of_body or usual == "Công chức"
        elif self._keys[place] in _keys_of(("trưởng", "phó")) and len(self._words) > place + 1:
            named = self._length(place + 1, _keys_of(_NAMED))
            if not named and self._keys[place + 1] not in heads:
                return False
            self._take(self._written[place].capitalize(), *([] if named else [self._written[place + 1]]))
            self._of_field = not named
        else:
            return False
        self._in_body = False
        self._begin_anew()
        return True

    def _begin_anew(self) -> None:
        """Behind a whole position a body may begin that the words before it hide: "Chỉ huy trưởng Ban Chỉ huy …"."""
        if len(self.known) < len(self._words):
            start = self._words[len(self.known)].start()
            for found in find_organisations(self._upper[start:]):
                if found.start == 0:
                    self._bodies[start] = start + found.words_end

    def _body(self, place: int) -> None:
        start = self._words[place].start()
        body = WORD.findall(recase_unit(self._upper[start:]))
        self._written[place:] = body
        self._body_until, self._in_body, self._of_field = self._bodies[start], True, True

    def _field(self, place: int, length: int) -> None:
        """What a body is of has a capital; what a person does ("nhân viên y tế") is written either way."""
        small = [word.lower() for word in self._written[place : place + length]]
        if self._of_field:
            self._take(small[0].capitalize(), *small[1:])
        else:
            self._take(*small, known=False)

    def _name(self, place: int, length: int) -> None:
        """A word that takes a name, and the name: as far as the next sign, body or such word."""
        self._take(*(word.lower() for word in self._written[place : place + length]))
        first = end = place + length
        while end < len(self._words) and self._goes_on(end):
            end += 1
        lead = "".join(self._upper[: self._words[place].start()])
        sure = (self._in_body or HEADS.search(lead) is not None) and end - first <= _LONGEST_NAME
        sure = sure and not any(self._length(each, _keys_of(FIELDS)) for each in range(first, end))
        words = [word.capitalize() for word in self._written[first:end]]
        behind = self._upper[self._words[end - 1].end() :]
        if words and self._keys[end - 1] == _NUMBERED and _NUMBER.match(behind):
            words[-1] = words[-1].lower()
        self._take(*words, known=sure)
        self._of_field = False

    def _goes_on(self, place: int) -> bool:
        word = self._words[place]
        between = self._upper[self._words[place - 1].end() : word.start()]
        ends = word.start() in self._starts or word.start() in self._bodies or self._keys[place] in _keys_of(_JOINING)
        return between == " " and not ends and not self._length(place, _keys_of(_NAMED)) and not is_letters(word[0])

    def _look_elsewhere(self, elsewhere: Elsewhere) -> None:
        """Words that are not known are taken as they are written elsewhere, behind the same word."""
        keys, place = ["", *self._keys], 0
        while place < len(self.known):
            end = place
            while end < len(self.known) and not self.known[end]:
                end += 1
            if end > place and (found := elsewhere.get(tuple(keys[place : end + 1]))):
                self._written[place:end] = found
                self.known[place:end] = [True] * (end - place)
            place = end + 1
