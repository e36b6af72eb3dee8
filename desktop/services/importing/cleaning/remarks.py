"""What stands behind a name in its cell: a position, a phone, a year, a remark, a mark that tells namesakes apart, or people."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from desktop.domain.answers import speaks_of_coming
from desktop.domain.dates import parse_date
from desktop.domain.family_names import begins_with_family_name
from desktop.domain.names import fold, normalise
from desktop.domain.phones import read_phone
from desktop.domain.titles import as_title, split_honorific
from desktop.domain.units import UnitKind, kind_of
from desktop.excel.understanding.likeness import looks_like_position

Kind = Literal["person", "perhaps_person", "honorific", "position", "phone", "birth", "email", "gender", "note"]

LISTED = re.compile(r"^(?:\d{1,3}\s*[.)/]\s*|[-–+*•.,;:]+\s*)(?=\D)")
"""A running number or a stroke before a text."""
_BRACKETS = re.compile(r"\s*(?:\(([^()]*)\)|\[([^\[\]]*)\]|\(([^()]*)$)")
_BETWEEN = re.compile(
    r"(\s*(?:[,;&+|\n\r]+|(?<![đĐ])(?<![ôÔ][nN][gG])(?<![ôÔ][nN][gG] )/)\s*"  # but "Đ/c" and "Ông/Bà"
    r"|\s+(?:và|va|VÀ)\s+|\s+Và\s+(?=\S+ \S+ \S)"  # "Lý Và Sèo" is one name
    r"|\s+[-–]\s*|\s*[-–:]\s+|(?<=[^\W\d_])\s+(?=\d{1,2}[.)]\s*[^\W\d_]))"
)
_TIGHT = re.compile(r"(?<=[^\W\d_])[-–:](?=[^\W\d_])")
_MARK = re.compile(r"[A-ZĐ]|\d{1,2}|I{1,3}|IV|V")
_WORDS_OF_A_MARK = 2
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.\u0300-\u036f-]*(?:['’.-][^\W\d_][^\W\d_\u0300-\u036f]*)*")
_WORDS_OF_A_NAME = range(2, 8)
_WORDS_OF_ONE_LINE = 5
_MIDDLE = frozenset({"văn", "thị", "van", "thi"})
_ADDRESS = re.compile(r"^(?:đ/?c|đồng chí|ông|bà|anh|chị|cô)[ .:]+", re.IGNORECASE)
_GENDERS = frozenset({"nam", "nữ"})


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a name cell."""

    text: str
    kind: Kind
    between: str = ""
    """What parts it from the piece before: a sign, a line break, "(" for brackets."""
    listed: bool = False
    """Whether a number or a stroke stands before it."""


def taken_apart(raw: str) -> tuple[Piece, list[Piece]]:
    """The first name of a cell, with the title before it and its mark, and the pieces behind it."""
    inside: list[str] = []

    def hidden(match: re.Match[str]) -> str:
        inside.append(normalise(match[1] or match[2] or match[3] or ""))
        return _HIDDEN[len(inside) - 1]

    text = "".join(letter for letter in raw if letter not in _HIDDEN).strip()
    tight = _TIGHT.search(text)  # "Lê Văn An-Phó Chủ tịch", but never inside "VP-TK"
    if tight and is_full_name(text[: tight.start()]) and looks_like_position(text[tight.end() :]):
        text = f"{text[: tight.start()]} - {text[tight.end() :]}"
    text = text[:1] + _BRACKETS.sub(hidden, text[1:], count=len(_HIDDEN))  # one before the name holds its title
    pieces: list[Piece] = []
    parts = _BETWEEN.split(text)
    title = between = ""
    for part, sign in zip(parts[::2], ["", *parts[1::2]], strict=True):
        between += sign
        marks = [inside[_HIDDEN.index(letter)] for letter in part if letter in _HIDDEN]
        whole = normalise("".join(letter for letter in part if letter not in _HIDDEN))
        bare = normalise(LISTED.sub("", whole))
        if bare and not pieces and not marks and split_honorific(f"{bare} Nguyễn An")[1] == "Nguyễn An":
            title += f"{bare} "
            continue
        if bare:
            listed = bare != whole or ("\n" in between and any(sign in between for sign in "-–+•*"))
            bare, title = title + bare, ""
            if pieces and "\n" in between and not listed and _goes_on(pieces[-1].text, bare):
                before = pieces.pop()
                bare, between, listed = f"{before.text} {bare}", before.between, before.listed
            kind = kind_of_piece(bare)
            if len(pieces) > 1 and pieces[-1].kind == "position" and kind == "note" and between.strip() in ("-", "–"):
                bare = f"{pieces.pop().text} {between.strip()} {bare}"  # "Công chức Tư pháp - Hộ tịch" is one office
                kind, between = "position", ""
            pieces.append(Piece(bare, kind, between.strip(" "), listed))
            between = ""
        pieces = _with_brackets(pieces, marks)
    if title or not pieces:  # nothing but a title
        pieces.insert(0, Piece(title.strip(), "note"))
    return pieces[0], pieces[1:]


_HIDDEN = "".join(map(chr, range(0xFDD0, 0xFDF0)))
"""Characters that no text may hold: each stands for what was written in brackets, where no sign parts a cell."""


def _with_brackets(pieces: list[Piece], brackets: list[str]) -> list[Piece]:
    """A mark of namesakes stays with the name before it; anything else in brackets is a piece of its own."""
    for place, words in enumerate(brackets):
        if not words:
            continue
        is_last = place == len(brackets) - 1 and pieces and not (pieces[-1].between == "(" or ")" in pieces[-1].text)
        of_name = is_last and (len(pieces) == 1 or pieces[-1].kind in ("person", "perhaps_person"))
        if of_name and is_mark(words):
            pieces[-1] = replace(pieces[-1], text=f"{pieces[-1].text} ({words})")
        else:
            pieces.append(Piece(words, kind_of_piece(words, bracketed=True), "("))
    return pieces


def _goes_on(line: str, following: str) -> bool:
    """Whether a name goes on in the next line, broken to fit its column."""
    words, more = line.split(), following.split()
    if not is_name(f"{line} {following}") or looks_like_position(following):
        return False
    if len(words) < 2 or len(more) < 2 or words[-1].lower() in _MIDDLE:
        return True
    return len(words) + len(more) <= _WORDS_OF_ONE_LINE and not begins_with_family_name(following)


def is_name(text: str) -> bool:
    """Whether every word of a text is written as a name's: letters, a capital first, or all capitals or none."""
    words = text.split()
    if len(words) not in _WORDS_OF_A_NAME or not all(map(_WORD.fullmatch, words)):
        return False
    return text.isupper() or text.islower() or all(word[0].isupper() for word in words)


def is_full_name(text: str) -> bool:
    """Whether a text, its title apart, could only be a person's name: a family name and more."""
    name = split_honorific(text)[1]
    return (
        is_name(name)
        and begins_with_family_name(name)
        and not looks_like_position(name)
        and kind_of(name) is UnitKind.OTHER
        and not speaks_of_coming(name)
    )


def is_mark(text: str) -> bool:
    """Whether words in brackets tell namesakes apart ("A", "2", "Tiểu học") rather than say something about a person."""
    if _MARK.fullmatch(text):
        return True
    words = text.split()
    return (
        0 < len(words) <= _WORDS_OF_A_MARK
        and text[0].isupper()
        and all(map(_WORD.fullmatch, words))
        and kind_of_piece(text, bracketed=True) == "note"
        and not speaks_of_coming(text)
    )


def kind_of_piece(text: str, *, bracketed: bool = False) -> Kind:
    """What a piece behind a name is."""
    if any(map(str.isdigit, text)):
        phone = read_phone(text)
        if phone.ok and not phone.rest:
            return "phone"
        if parse_date(text):
            return "birth"
    if "@" in text and " " not in text:
        return "email"
    if as_title(text):
        return "honorific"
    if looks_like_position(text):
        return "position"
    if bracketed:
        return "gender" if text.lower() in _GENDERS else "note"
    if is_full_name(text):
        return "person"
    words = _ADDRESS.sub("", split_honorific(text)[1]).split()
    perhaps = (
        words and all(_WORD.fullmatch(word) and word[0].isupper() for word in words) and not speaks_of_coming(text)
    )
    if perhaps and len(words) in (1, *_WORDS_OF_A_NAME) and kind_of(text) is UnitKind.OTHER and len(fold(text)) > 1:
        return "perhaps_person"
    return "note"
