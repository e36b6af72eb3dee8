"""How an office writes: where tone marks stand, blanks beside signs, capitals of names, one name in two spellings.

What writes leaves alone what is written well already, so that applying it twice changes nothing more.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from desktop.domain.names import capitalise, normalise, recase, without_mark
from desktop.domain.units import unit_key

_RUN = re.compile(r"[^\W\d_]+")
_TONES = "\u0300\u0309\u0303\u0301\u0323"
_OPEN = re.compile(rf"(?P<onset>.*?)(?P<first>[ou])(?P<second>[aey])(?P<tone>[{_TONES}])", re.IGNORECASE)
"""A syllable that ends in oa, oe or uy with the tone on its last letter, taken apart (NFD): hoà, huỷ."""
_CLOSED = re.compile(rf"(?P<onset>.*?)(?P<first>o)(?P<tone>[{_TONES}])(?P<second>[ae]\w.*)", re.IGNORECASE)
"""One that goes on behind oa or oe, with the tone on the o: hòan."""
_PAIRS = ("oa", "oe", "uy")
_ON_QU = re.compile(rf"(?P<onset>qu)(?P<tone>[{_TONES}])(?P<rest>[aeioy]\w*)", re.IGNORECASE)
"""After q the u is no vowel and bears no mark: qúy."""


def place_tones(text: str) -> str:
    """Tone marks where offices set them: hòa, khỏe, thúy (not hoà, khoẻ, thuý), but hoàn, quý."""
    return text if text.isascii() else _RUN.sub(lambda run: _placed(run[0]), unicodedata.normalize("NFC", text))


@lru_cache(8192)
def _placed(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    if sum(map(apart.count, _TONES)) != 1:  # a syllable has one
        return word
    match = _OPEN.fullmatch(apart)
    if match and (match["first"] + match["second"]).lower() in _PAIRS and not match["onset"].lower().endswith("q"):
        return unicodedata.normalize("NFC", match["onset"] + match["first"] + match["tone"] + match["second"])
    match = _CLOSED.fullmatch(apart)
    if match and not any(map(unicodedata.combining, match["second"][:2])):
        onset, first, second = match["onset"], match["first"], match["second"]
        return unicodedata.normalize("NFC", f"{onset}{first}{second[0]}{match['tone']}{second[1:]}")
    match = _ON_QU.fullmatch(apart)
    if match and len(match["rest"]) == 1:
        return unicodedata.normalize("NFC", match["onset"] + match["rest"] + match["tone"])
    return word


_BEFORE_SIGN = re.compile(r"\s+(?=[,;:)])")
_BEHIND_SIGN = re.compile(r"(?<=[,;])(?=[^\W\d_])")
_IN_BRACKETS = re.compile(r"(?<=\()\s+")
_ONE_SIDED = re.compile(r"(?<=\w)(?:\s+[-–]|[-–]\s+)(?=\w)")
_EDGES = " ,;:-–"


def space(text: str) -> str:
    """One blank between words, none before a comma, one behind it, a dash with blanks on both sides or on none."""
    text = _IN_BRACKETS.sub("", _BEFORE_SIGN.sub("", normalise(text).strip(_EDGES)))
    return _ONE_SIDED.sub(" - ", _BEHIND_SIGN.sub(" ", text)).strip(_EDGES)


_ONE_WORD = 0.84
"""A letter more, less or another in a name of average length."""


def is_respelling(before: str, after: str) -> bool:
    """Whether two names of a unit are rather one in two spellings than two: "Trương Địng", "Trương Định"."""
    (kind, _colon, one), (other_kind, _colon, other) = (unit_key(name).partition(":") for name in (before, after))
    return kind == other_kind and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ONE_WORD


@lru_cache(65_536)
def written_name(name: str) -> str:
    """A person's name with a capital at every word: NGUYỄN THỊ HÀ, nguyễn thị hà and NGUYễN THị Hà → Nguyễn Thị Hà."""
    bare, mark = without_mark(normalise(name))
    written = _RUN.sub(_mostly_capitals, capitalise(recase(bare)))
    return f"{written} {mark}" if mark else written


def _mostly_capitals(run: re.Match[str]) -> str:
    """A word in capitals, or in those of a font that has none with accents: "NGUYễN"; McDonald stays."""
    word = run[0]
    capitals = sum(map(str.isupper, word))
    if len(word) > 1 and 2 * capitals > len(word):
        return word[0].upper() + word[1:].lower()
    return word
