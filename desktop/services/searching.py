"""The search of `domain.search` asked of the database: conditions and queries over `Attendee.search`."""

from __future__ import annotations

import uuid

from sqlalchemy import ColumnElement, Select, or_, select

from desktop.domain.people import AttendeeState
from desktop.domain.search import ends_phone, rarest_first, starts_words
from desktop.store.tables import Attendee, Conference, Person
from desktop.store.transaction import Transaction


def matches(words: list[str]) -> list[ColumnElement[bool]]:
    """Conditions under which an attendee holds every word, in any order; five digits may also end their phone number."""
    return [
        or_(_holds(word), Attendee.person_id.in_(select(Person.id).where(Person.phone.endswith(word))))
        if ends_phone(word)
        else _holds(word)
        for word in rarest_first(words)
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
    if conference_id is None:
        here.append(Attendee.conference_id.not_in(select(Conference.id).where(Conference.binned_at.is_not(None))))
    else:
        # Said so that no database takes the conference's own index, which would read every row whole.
        here.append((Attendee.conference_id == conference_id).is_(True))
    many = limit * _LOOK_FURTHER
    plain = [_holds(word) for word in rarest_first(words)]
    found = tx.execute(query.where(*plain, *here).limit(many)).all()
    ahead = [row.id for row in found if starts_words(row.search, words)]
    if len(found) == many and len(ahead) < limit:
        starting = [_holds(f" {word}") for word in rarest_first(words)]
        ahead = list(tx.scalars(query.where(*starting, *here).limit(limit)))
    first = dict.fromkeys(_by_phone(tx, query.where(*here), words, limit) if phones else ())
    first.update(dict.fromkeys(ahead))
    first.update(dict.fromkeys(row.id for row in found))
    return list(first)[:limit]


def _by_phone(tx: Transaction, query: Select[uuid.UUID, str], words: list[str], limit: int) -> list[uuid.UUID]:
    """Those whose whole phone number ends in one of the words; asked apart, because it reads another table."""
    for word in filter(ends_phone, words):
        people = tx.scalars(select(Person.id).where(Person.phone.endswith(word)).limit(limit)).all()
        if people:
            others = [_holds(other) for other in words if other != word]
            return list(tx.scalars(query.where(Attendee.person_id.in_(people), *others).limit(limit)))
    return []


def _holds(text: str) -> ColumnElement[bool]:
    return Attendee.search.contains(text, autoescape=True)
