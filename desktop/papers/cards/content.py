"""Badges or tents before they are laid out, and the print of what is on one."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from desktop.domain.documents.people import Order, PersonOnPaper


class CardOptions(Protocol):
    """What badges and tents can both be told."""

    @property
    def only_changed(self) -> bool:
        """Only for those who have none that would be printed the same today."""

    @property
    def sort(self) -> Order:
        """The order of the cards."""


CardOptionsT = TypeVar("CardOptionsT", bound=CardOptions)


@dataclass(frozen=True, slots=True)
class Cards(Generic[CardOptionsT]):
    """Badges or tents of a conference."""

    conference_title: str
    issuing_body: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    people: tuple[PersonOnPaper, ...]
    options: CardOptionsT
    groups: tuple[uuid.UUID, ...] = ()
    """The conference's role groups in their order: what the colours go by."""
    role_words: tuple[str, ...] = ()
    """The word that the office gave each of them for badges; "" for the usual one."""
    emblem: str = ""
    """A PNG in base64, as the background; "" for none."""
    background: str = ""
    questions: tuple[str, ...] = ()
    """Titles of the questions whose answers stand on each."""

    @property
    def total(self) -> int:
        """How many people have one."""
        return len(self.people)

    def group_place(self, person: PersonOnPaper) -> int | None:
        """Which of the conference's groups somebody is in, from 0; None without one."""
        return self.groups.index(person.group_id) if person.group_id in self.groups else None

    def role_word(self, person: PersonOnPaper) -> str:
        """The office's own word for somebody's group; "" for the usual one."""
        return dict(zip(self.groups, self.role_words, strict=False)).get(person.group_id or uuid.UUID(int=0), "")


def answers_text(titles: Sequence[str], person: PersonOnPaper) -> str:
    """What somebody answered, in one line: "Ăn trưa? Có · Phương tiện: Ô tô"."""
    said = zip(titles, person.answers, strict=False)
    return " · ".join(f"{title}{'' if title.endswith('?') else ':'} {answer}" for title, answer in said if answer)


def fingerprint(texts: Sequence[str]) -> str:
    """Of every text on somebody's card: another one, and what they have is out of date."""
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()


def name_texts(person: PersonOnPaper) -> list[str]:
    """What is on every card.

    The number in the list is left out: one newcomer would make everybody's card a new one.
    """
    return [person.full_name, person.honorific, person.position, person.unit]
