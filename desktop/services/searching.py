"""Accent-free search: one folded text for each attendee, and what of it a typed text asks for."""

from __future__ import annotations

import uuid

from sqlalchemy import ColumnElement, Select, or_, select

from desktop.domain.names import fold
from desktop.domain.names import tokens as tokens  # what is typed is read the same way by the door's finder
from desktop.domain.people import AttendeeState
from desktop.store.tables import Attendee, Person
from desktop.store.transaction import Transaction

_PHONE_DIGITS = 5


def search_text(full_name: str, unit: str, code: str, phone: str) -> str:
    """What `Attendee.search` holds: every word after a blank, so that a word's start can be asked for.

    Only the last four digits of the phone stand in it: a desk that may not read phones can still find by them.
    """
    tail = phone[-4:] if phone[-4:].isdigit() else ""
    return " " + " ".join(part for part in (fold(full_name), fold(unit), code, tail) if part)


def matches(words: list[str]) -> list[ColumnElement[bool]]:
    """Conditions under which an attendee holds every word, in any order; five digits may also end their phone number."""
    return [
        or_(_holds(word), Attendee.person_id.in_(select(Person.id).where(Person.phone.endswith(word))))
        if _may_be_phone(word)
        else _holds(word)
        for word in _rarest_first(words)
    ]


_LOOK_FURTHER = 4
"""How many times `limit` hits are taken before those that begin a word get a search of their own."""


def hits(
    tx: Transaction, conference_id: uuid.UUID | None, words: list[str], limit: int, *, phones: bool = True
) -> list[uuid.UUID]:
    """Ids of the first attendees by name that hold every word, those where the words begin a word ahead.

    Without `phones` only the last four digits are looked at, as a desk that may not read numbers must. One walk along an index that holds both the order and the text; only words met everywhere need a second, short one.
    """
    if not words:
        return []
    query = select(Attendee.id, Attendee.search).order_by(Attendee.sort_key)
    here: list[ColumnElement[bool]] = [Attendee.state != AttendeeState.REMOVED]
    if conference_id is not None:
        # Said so that no database takes the conference's own index, which would read every row whole.
        here.append((Attendee.conference_id == conference_id).is_(True))
    many = limit * _LOOK_FURTHER
    plain = [_holds(word) for word in _rarest_first(words)]
    found = tx.execute(query.where(*plain, *here).limit(many)).all()
    ahead = [row.id for row in found if starts_words(row.search, words)]
    if len(found) == many and len(ahead) < limit:
        starting = [_holds(f" {word}") for word in _rarest_first(words)]
        ahead = list(tx.scalars(query.where(*starting, *here).limit(limit)))
    first = dict.fromkeys(_by_phone(tx, query.where(*here), words, limit) if phones else ())
    first.update(dict.fromkeys(ahead))
    first.update(dict.fromkeys(row.id for row in found))
    return list(first)[:limit]


def _by_phone(tx: Transaction, query: Select[uuid.UUID, str], words: list[str], limit: int) -> list[uuid.UUID]:
    """Those whose whole phone number ends in one of the words; asked apart, because it reads another table."""
    for word in filter(_may_be_phone, words):
        people = tx.scalars(select(Person.id).where(Person.phone.endswith(word)).limit(limit)).all()
        if people:
            others = [_holds(other) for other in words if other != word]
            return list(tx.scalars(query.where(Attendee.person_id.in_(people), *others).limit(limit)))
    return []


def starts_words(search: str, words: list[str]) -> bool:
    """Whether every word begins a word of the search text."""
    return all(f" {word}" in search for word in words)


def _holds(text: str) -> ColumnElement[bool]:
    return Attendee.search.contains(text, autoescape=True)


def _may_be_phone(word: str) -> bool:
    return len(word) >= _PHONE_DIGITS and word.isdigit()


def _rarest_first(words: list[str]) -> list[str]:
    """The longest word is met least often: the others are then looked for in few rows."""
    return sorted(words, key=len, reverse=True)
