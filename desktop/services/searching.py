"""Accent-free search: one folded text for each attendee, and what of it a typed text asks for."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from desktop.domain.names import fold
from desktop.domain.people import AttendeeState
from desktop.store.tables import Attendee, Person

_PHONE_DIGITS = 5


def search_text(full_name: str, unit: str, code: str, phone: str) -> str:
    """What `Attendee.search` holds: every word after a blank, so that a word's start can be asked for.

    Only the last four digits of the phone stand in it: a desk that may not read phones can still find by them.
    """
    tail = phone[-4:] if phone[-4:].isdigit() else ""
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


def matches(tx: Session, words: list[str], *, word_start: bool = False) -> list[ColumnElement[bool]]:
    """Conditions under which an attendee's search text holds every word, in any order."""
    return [_holds(tx, word, word_start) for word in words]


_LOOK_FURTHER = 4
"""How many times `limit` hits are taken before those that begin a word get a search of their own."""


def hits(tx: Session, conference_id: uuid.UUID | None, words: list[str], limit: int) -> list[uuid.UUID]:
    """Ids of the first attendees by name that hold every word, those where the words begin a word ahead.

    One walk along an index that holds both the order and the text; only words met everywhere need a second, short one.
    """
    if not words:
        return []
    query = select(Attendee.id, Attendee.search).where(Attendee.state != AttendeeState.REMOVED)
    if conference_id is not None:
        query = query.where(Attendee.conference_id == conference_id)
    query = query.order_by(Attendee.sort_key)
    many = limit * _LOOK_FURTHER
    found = tx.execute(query.where(*matches(tx, words)).limit(many)).all()
    ahead = [row.id for row in found if starts_words(row.search, words)]
    if len(found) == many and len(ahead) < limit:
        ahead = list(tx.scalars(query.where(*matches(tx, words, word_start=True)).limit(limit)))
    first = dict.fromkeys(ahead)
    first.update(dict.fromkeys(row.id for row in found))
    return list(first)[:limit]


def starts_words(search: str, words: list[str]) -> bool:
    """Whether every word begins a word of the search text."""
    return all(f" {word}" in search for word in words)


def _holds(tx: Session, word: str, word_start: bool) -> ColumnElement[bool]:
    # instr and strpos know no wildcards and are quicker than LIKE.
    position = func.instr if tx.get_bind().dialect.name == "sqlite" else func.strpos
    wanted: Any = f" {word}" if word_start else word
    found = position(Attendee.search, wanted) > 0
    if len(word) >= _PHONE_DIGITS and word.isdigit():
        return or_(found, Attendee.person_id.in_(select(Person.id).where(Person.phone.endswith(word))))
    return found
