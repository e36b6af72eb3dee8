"""A name cell: the name, the title before it, and what stands behind it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from desktop.domain.answers import declines, says_nothing
from desktop.domain.family_names import COMMON
from desktop.domain.importing import Problem, Severity
from desktop.domain.names import capitalise, normalise, recase, without_mark
from desktop.domain.titles import split_honorific
from desktop.excel.understanding.content import name_likeness, unit_likeness
from desktop.services.importing.cleaning.remarks import LISTED, Piece, is_full_name, taken_apart
from desktop.services.importing.cleaning.text import Told

_PLAIN_NAME = re.compile(r"[^\W\d_]+(?:[' ][^\W\d_]+){0,6}")
_SIGN = re.compile(r"[\n\r,;/&+|0-9–-]")
_MANY_WORDS = 9
_WORDS_OF_A_SURE_NAME = 3
_WORDS_OF_MOST = 4
_SECOND_NAME = re.compile(r"\S+ \S+ .*?(\S+) (?:Văn|Thị|VĂN|THỊ|văn|thị) \S")


@dataclass(frozen=True, slots=True)
class NameCell:
    """A name cell as understood."""

    name: str
    honorific: str = ""
    behind: tuple[Piece, ...] = ()
    """What was written behind the name."""
    people: tuple[tuple[Piece, ...], ...] = ()
    """Where the cell surely names several people: each with what stands behind their name."""
    told: Told = field(default=())


@lru_cache(32_768)
def clean_name(raw: str, legacy: bool) -> NameCell:
    """What a name cell says, and what was odd about it; `legacy`: it was typed in an old code page."""
    text = normalise(raw)
    if _is_plain(text, legacy) and "\n" not in raw:
        honorific, name = split_honorific(text)
        if not honorific and not _is_unit(name):
            return NameCell(text)
    if says_nothing(text):
        return NameCell("", told=(Problem("full_name", "name.missing", Severity.ERROR),))
    if not any(map(str.isalpha, text)) or _is_unit(text):
        return NameCell(text, told=(_suspicious(text),))
    first, behind = taken_apart(raw)
    people = _people(first, behind)
    if len(people) > 1 or any(piece.kind in ("person", "perhaps_person") for piece in behind):
        asked = Problem("full_name", "name.several", Severity.QUESTION, {"value": text})
        return NameCell(text, people=people, told=(asked,))
    return _one(text, first.text, tuple(behind), legacy)


def _is_plain(text: str, legacy: bool) -> bool:
    """Whether a cell holds nothing but the words of one name, written with capitals as names are."""
    return (
        _PLAIN_NAME.fullmatch(text) is not None
        and not legacy
        and not (text.isupper() or text.islower())
        and not text[text.rfind(" ") + 1].islower()
        and text.count(" ") < _WORDS_OF_MOST
        and not _has_and(text)
    )


def may_name_several(raw: str) -> bool:
    """Whether anything in a name cell could part several people; most hold nothing of the kind."""
    return _SIGN.search(raw) is not None or _has_and(raw)


def _has_and(text: str) -> bool:
    return " và " in text or " VÀ " in text or " Và " in text or " va " in text


def _one(text: str, written: str, behind: tuple[Piece, ...], legacy: bool) -> NameCell:
    """The cell of one person."""
    found: list[Problem] = []
    name, last = _without_last_words(_trimmed(written))
    behind = (*last, *behind)
    if not behind and name != text:
        found.append(Problem("full_name", "name.trimmed", Severity.INFO, {"before": text, "after": name}))
    before = name
    honorific, name = split_honorific(name)
    more = honorific
    while more:  # "Đ/c: 1. ThS. …"
        more, name = split_honorific(_trimmed(name))
        honorific = f"{honorific} {more}".rstrip()
    if honorific:
        details: dict[str, object] = {"before": before, "honorific": honorific, "after": name}
        found.append(Problem("honorific", "honorific.split", Severity.INFO, details))
    if legacy:
        name = capitalise(name)  # these code pages have no accented capitals
    recased = recase(name)
    if recased != name:
        found.append(Problem("full_name", "name.recased", Severity.INFO, {"before": name, "after": recased}))
        name = recased
    if _is_suspicious(name):
        found.append(_suspicious(name))
    return NameCell(name, honorific, behind, told=tuple(found))


def _trimmed(text: str) -> str:
    """Without numbers and signs around the name."""
    before = ""
    while text != before:
        before = text
        text = LISTED.sub("", text)
        end = len(text)
        while end and (text[end - 1] == "(" or _is_sign(text[end - 1], text)):
            end -= 1
        start = 0
        while start < end and (text[start] == ")" or _is_sign(text[start], text)):
            start += 1
        text = text[start:end].strip()
        if text.endswith(".") and len(text.rsplit(" ", 1)[-1]) > 2:
            text = text.rstrip(". ")
    return text


def _is_sign(letter: str, text: str) -> bool:
    """Whether a letter at either end of a text is none of the name's: punctuation, a symbol, half a pair of brackets."""
    if letter in "()":
        return text.count("(") != text.count(")")
    return (letter not in ".'’�" and unicodedata.category(letter)[0] in "PSZ") or "\ufe00" <= letter <= "\ufe0f"


def _without_last_words(name: str) -> tuple[str, tuple[Piece, ...]]:
    """A remark in small letters behind a name, without a sign between: "Trần Thị Bình vắng"."""
    words = name.split(" ")
    if not words[-1][:1].islower() or name.islower():
        return name, ()
    start = len(words)
    while start > 2 and words[start - 1][:1].islower():
        start -= 1
    remark = " ".join(words[start:])
    if start < 2 or not declines(remark):
        return name, ()
    return _trimmed(" ".join(words[:start])), (Piece(remark, "note"),)


def _people(first: Piece, behind: list[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """The people of a cell, each with what stands behind them; nobody where it may name one person only.

    Sure are names of three words with a family name first, or those of a numbered list; "An, Bình" may be anything.
    """
    people: list[list[Piece]] = [[first]]
    for piece in behind:
        if piece.kind == "perhaps_person":
            return ()
        if piece.kind == "person":
            people.append([piece])
        else:
            people[-1].append(piece)
    listed = all(person[0].listed for person in people)
    sure = all(
        is_full_name(without_mark(_trimmed(name.text))[0])
        and (listed or len(split_honorific(name.text)[1].split()) >= _WORDS_OF_A_SURE_NAME)
        for name, *_rest in people
    )
    return tuple(tuple(person) for person in people) if len(people) > 1 and sure else ()


def _suspicious(value: str) -> Problem:
    return Problem("full_name", "name.suspicious", Severity.WARNING, {"value": value})


def _is_suspicious(name: str) -> bool:
    """Digits, an address, a whole sentence or a unit where a person should be."""
    bare = without_mark(name)[0]
    if any(map(str.isdigit, bare)) or any(sign in name for sign in "@�[]{}/") or name.count("(") != name.count(")"):
        return True
    second = _SECOND_NAME.match(name)  # "Nguyễn Văn An Trần Thị Bình"
    if second and second[1].lower() in COMMON:
        return True
    return name.count(" ") >= _MANY_WORDS or _is_unit(name) or not any(map(str.isalpha, bare))


def _is_unit(name: str) -> bool:
    """Whether a body is named where a person should be: Phòng Thị Toán is somebody all the same."""
    return unit_likeness(name) >= 0.5 > name_likeness(name)
