"""Phrases of a paper that an office says otherwise, and what may stand in them."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from desktop.domain.names import normalise

LONGEST = 1000
"""Letters of a phrase: a long paragraph."""
_FIELD = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of a document."""

    key: str
    """What the program calls it; it stays the same in every language."""
    default: str
    """What the program says, with its fields in braces: "{count} đại biểu"."""


@dataclass(frozen=True, slots=True)
class PhraseTrouble:
    """What is wrong with a phrase as it was written."""

    code: str
    """phrase.unknown, phrase.brace, phrase.long (it can't be used); phrase.lost, phrase.empty (it can)."""
    fields: tuple[str, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the phrase can't be used so."""
        return self.code in ("phrase.unknown", "phrase.brace", "phrase.long")


def fields_of(text: str) -> tuple[str, ...]:
    """The fields of a phrase with their braces, each once, in their order."""
    return tuple(dict.fromkeys(_FIELD.findall(text)))


def tidied(text: str) -> str:
    """A phrase as it is kept: one line, without signs that nobody sees."""
    return normalise(text)


def trouble_of(default: str, text: str) -> PhraseTrouble | None:
    """What is wrong with `text` in the place of `default`; None when nothing is."""
    known, found = fields_of(default), fields_of(text)
    unknown = tuple(field for field in found if field not in known)
    if unknown:
        return PhraseTrouble("phrase.unknown", unknown)
    if re.search(r"[{}]", _FIELD.sub("", text)):
        return PhraseTrouble("phrase.brace", known)
    if len(text) > LONGEST:
        return PhraseTrouble("phrase.long")
    if not text:
        return PhraseTrouble("phrase.empty")
    lost = tuple(field for field in known if field not in found)
    return PhraseTrouble("phrase.lost", lost) if lost else None


def usable(default: str, text: str) -> bool:
    """Whether a text may stand for a phrase."""
    told = trouble_of(default, text)
    return told is None or not told.refused


@dataclass(slots=True)
class Office:
    """Says an office's phrases; `asked` gathers every phrase that was asked for, in order."""

    said: Mapping[str, str]
    asked: dict[str, str]

    def say(self, key: str, message: str) -> str:
        """The office's phrase where it can be used."""
        self.asked.setdefault(key, message)
        text = self.said.get(key)
        return message if text is None or not usable(message, text) else text

    def same_as(self) -> Hashable:
        """Equal for the same phrases."""
        return frozenset(self.said.items())
