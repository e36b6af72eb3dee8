"""Whether a unit's name as typed is a known unit's, is only near it, or names another.

A name is words of its kind ("UBND phường"), words of its own ("Bạch Đằng") and a place ("quận Hai Bà Trưng"). It is the
known one's when the own words and the place agree; how the kind is written is habit. A word more or less, an accent that
contradicts, another place: near at most, for whoever means the same to say so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache

from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.names import fold, normalise
from desktop.domain.typed_names import names_whole
from desktop.domain.units import UnitKind, candidate_keys, parted_key, spelled_out, unit_key, without_district

_ALIKE = 0.82
"""Likeness from which own words may be one misspelt; wards of one district stay below it among themselves."""

_EXECUTIVE = frozenset({"ubnd"})
"""The body meant where a place alone is named."""
_BODIES = _EXECUTIVE | {"hdnd"}

# The levels of the places behind a unit's name, as they are written; folded.
_LEVELS = {
    "quan": "quan", "q": "quan", "huyen": "huyen", "h": "huyen", "thi xa": "thi xa", "tx": "thi xa",
    "thanh pho": "thanh pho", "tp": "thanh pho", "t p": "thanh pho",
}  # fmt: skip
_LEVEL = re.compile(rf"(?<!\S)(?:{'|'.join(sorted(_LEVELS, key=len, reverse=True))})(?!\S) ?")


class Fit(IntEnum):
    """How a typed name stands to a known unit."""

    OTHER = 0
    NEAR = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit is: the level ("quan") and the place's own name, either of them perhaps untold."""

    level: str = ""
    name: str = ""


def places_in(text: str) -> frozenset[Place]:
    """The places that a text names: of the bodies that issue a conference's papers, those at home there."""
    words = spelled_out(normalise(text))
    starts = list(_LEVEL.finditer(words))
    ends = [*(each.start() for each in starts[1:]), len(words)]
    found = (Place(_LEVELS[each[0].strip()], words[each.end() : ends[at]].strip()) for at, each in enumerate(starts))
    return frozenset(place for place in found if place.name)


def fit(typed: str, spellings: Sequence[str], home: frozenset[Place] = frozenset()) -> Fit:
    """How a name stands to the unit of these spellings, its name first; `home` are places that need not be told."""
    known = [_read(normalise(each)) for each in spellings]
    place = next((each.place for each in known if each.place != Place()), Place())
    one = _read(normalise(typed))
    return max(
        (_fit(one, other, other.place if other.place.name else place, home) for other in known), default=Fit.OTHER
    )


def likeness(typed: str, spellings: Iterable[str]) -> float:
    """How like a name is to the likest of the spellings, 0 to 1: for the order of what is proposed."""
    words = spelled_out(normalise(typed))
    return max((SequenceMatcher(None, words, spelled_out(each)).ratio() for each in spellings), default=0.0)


def loses_words(typed: str, name: str) -> bool:
    """Whether a word or accent typed would be dropped if this were the unit meant, rather than a part of its name filled up."""
    more = Counter(spelled_out(normalise(typed)).split()) - Counter(spelled_out(normalise(name)).split())
    return bool(more) or _contradicts(_read(normalise(typed)), _read(normalise(name)))


def _fit(one: _Read, other: _Read, place: Place, home: frozenset[Place]) -> Fit:
    if not one.words or not other.words:
        return Fit.OTHER
    if one.key != other.key:
        return Fit.NEAR if _near(one, other) else Fit.OTHER
    whole = not one.behind - other.behind and (one.says_kind or not other.says_kind)
    whole = whole and one.bodies <= (other.bodies or _EXECUTIVE)
    return Fit.SAME if whole and _at_one_place(one.place, place, home) and not _contradicts(one, other) else Fit.NEAR


@dataclass(frozen=True, slots=True)
class _Read:
    bare: str
    """The name without its place, as typed."""
    key: str
    candidates: tuple[str, ...]
    group: str
    own: tuple[str, ...]
    """What is the unit's own, word by word; with the kind where that is not told."""
    words: tuple[str, ...]
    """All but the place."""
    place: Place
    bodies: frozenset[str]
    """Which of a place's two bodies the name says, its council or its committee; the key leaves both out."""
    behind: frozenset[str]
    """Words behind the own ones that the key leaves out and no place is made of."""

    @property
    def is_told(self) -> bool:
        """Whether the name says what kind of unit it is."""
        return not self.group.startswith(f"{UnitKind.OTHER}:")

    @property
    def says_kind(self) -> bool:
        """Whether words of its kind stand beside its own: "Phòng Nội vụ", not "Nội vụ"."""
        return len(self.words) > len(self.own)


@lru_cache(32_768)
def _read(name: str) -> _Read:
    bare = without_district(name)
    key = unit_key(name)
    group, own = parted_key(key)
    words, mine = spelled_out(bare).split(), own.split()
    last = max((place for place, word in enumerate(words) if word in mine), default=len(words))
    level, named = _first_place(spelled_out(name[len(bare) :]))
    behind = frozenset(words[last + 1 :]) - set(mine)
    bodies = _BODIES & set(words) - set(mine)
    return _Read(bare, key, candidate_keys(name), group, tuple(mine), tuple(words), Place(level, named), bodies, behind)


def _first_place(tail: str) -> tuple[str, str]:
    """The level and name of the place behind a unit's name: "quan hai ba trung thanh pho ha noi" is in a district."""
    first = _LEVEL.match(tail)
    if first is None:
        return "", tail
    following = _LEVEL.search(tail, first.end())
    return _LEVELS[first[0].strip()], tail[first.end() : following.start() if following else None].strip()


def _at_one_place(one: Place, other: Place, home: frozenset[Place]) -> bool:
    """Whether two places are one: what is not told is at home."""
    if one.level and other.level and one.level != other.level:
        return False
    if one.name and other.name:
        return _one_name(one.name, other.name)
    if not one.name and not other.name:
        level = one.level or other.level
        return one.level == other.level or not home or level in {place.level for place in home}
    named = one if one.name else other
    return any(_one_name(named.name, place.name) and named.level in ("", place.level) for place in home)


def _one_name(one: str, other: str) -> bool:
    """Written in full, or by its letters: "hai ba trung" is "hbt"."""
    return one == other or one == _letters(other) or other == _letters(one)


def _letters(name: str) -> str:
    return "".join(word[0] for word in name.split())


def _contradicts(one: _Read, other: _Read) -> bool:
    """Whether an accent was typed that the known name has not: "Bách Đằng" is no "Bạch Đằng"."""
    there = set(map(fold, other.bare.split()))
    words = " ".join(word for word in one.bare.split() if fold(word) in there)
    return bool(words) and not names_whole(words, other.bare)


def _near(one: _Read, other: _Read) -> bool:
    if other.key in one.candidates or one.key in other.candidates:
        return True
    told = one.is_told and other.is_told
    if told and one.group != other.group:
        kind = one.group.partition(":")[0]
        level_untold = f"{kind}:" in (one.group, other.group)
        if not other.group.startswith(f"{kind}:") or not level_untold or kind == UnitKind.WARD:
            return False
    mine, theirs = (one.own, other.own) if told else (one.words, other.words)
    if _holds(theirs, mine):
        return told or not _contradicts(one, other)
    if _holds(mine, theirs) and (told or mine[0] == theirs[0]):  # the same body, with something behind it
        return True
    return _alike(one.own, other.own)


def _holds(many: Sequence[str], few: Sequence[str]) -> bool:
    return bool(few) and not Counter(few) - Counter(many)


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    if _numbers(one) != _numbers(other):
        return False
    matcher = SequenceMatcher(None, " ".join(one), " ".join(other))
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _numbers(words: Sequence[str]) -> list[str]:
    return [word for word in words if any(map(str.isdigit, word))]
