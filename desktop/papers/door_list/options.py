"""The list in the hand of whoever welcomes at the door: by given name, to be found at a glance."""

from __future__ import annotations

import datetime as dt
import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from desktop.domain.documents import fields
from desktop.domain.documents.people import PersonOnPaper
from desktop.domain.names import display_parts

Size = Literal["large", "medium", "small"]


@dataclass(frozen=True, slots=True)
class DoorListOptions:
    """How the list is laid out."""

    size: Size = fields.pick("large", "medium", "small")
    boxes: bool = fields.flag(True)


@dataclass(frozen=True, slots=True)
class DoorEntry:
    """One person."""

    person: PersonOnPaper
    replaced_by: str = ""
    """Who comes in their place, at some of the sessions or at all."""


@dataclass(frozen=True, slots=True)
class DoorSession:
    """A session that the list was asked for."""

    title: str
    starts_at: dt.datetime


@dataclass(frozen=True, slots=True)
class DoorListContent:
    """The list before it is laid out, in the order of given names."""

    conference_code: str
    conference_title: str
    venue: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    sessions: tuple[DoorSession, ...]
    """Those chosen; none: everybody of the conference is on the list."""
    entries: tuple[DoorEntry, ...]
    options: DoorListOptions

    @property
    def total(self) -> int:
        """How many people are on it."""
        return len(self.entries)

    def by_letter(self) -> Iterator[tuple[str, tuple[DoorEntry, ...]]]:
        """The entries under the first letters of their given names."""
        for letter, entries in itertools.groupby(
            self.entries, lambda entry: initial(taken_apart(entry.person.full_name)[1])
        ):
            yield letter, tuple(entries)


def taken_apart(full_name: str) -> tuple[str, str]:
    """What stands before the given name, and the given name with what tells namesakes apart ("Hoa (A)")."""
    family, middle, given = display_parts(full_name)
    return f"{family} {middle}".strip(), given


_SHAPES = "\u0302\u0306\u031b"
"""Circumflex, breve and horn make another letter; tones do not."""


def initial(given: str) -> str:
    """The letter of the Vietnamese alphabet that a given name stands under: Ánh → A, Ân → Â, Đạt → Đ; "#" for others."""
    parts = unicodedata.normalize("NFD", given[:1])
    letter = unicodedata.normalize("NFC", "".join(part for part in parts if part.isalpha() or part in _SHAPES))
    return letter.upper() if letter[:1].isalpha() else "#"
