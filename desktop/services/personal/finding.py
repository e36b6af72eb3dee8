"""Who is meant, over all conferences, and which rows are them."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from contextlib import suppress

from sqlalchemy import ColumnElement, func, select

from desktop.domain.errors import Ambiguous, NotFound
from desktop.domain.names import fold
from desktop.domain.typed_names import names_whole
from desktop.services import joined
from desktop.store.tables import Attendee, Conference, Person
from desktop.store.transaction import Transaction

_MOST = 12


def person(tx: Transaction, who: str) -> uuid.UUID:
    """The person of a badge code, an id, or a name that fits only one. Raises NotFound or Ambiguous with who fits.

    Whole words count, with the accents that were typed: whoever asks for Hà must not meet Hạnh's data.
    """
    text = who.strip()
    with suppress(ValueError):
        key = uuid.UUID(text)
        if tx.get(Person, key) is not None:
            return key
    digits = "".join(text.replace("-", "").split())
    name = fold(text)
    found = _groups(tx, set(tx.scalars(select(Attendee.person_id).where(Attendee.code == digits))))
    found |= _groups(tx, _named(tx, text, Person.name_key == name))
    if not found and len(name) > 1:
        found = _groups(
            tx, _named(tx, text, *(Person.name_key.contains(word, autoescape=True) for word in name.split()))
        )
    if not found:
        raise NotFound("person.unknown", what="person", name=text)
    if len(found) > 1:
        candidates = tuple(_described(tx, key) for key in sorted(found)[:_MOST])
        raise Ambiguous("person.ambiguous", what="person", name=text, candidates=candidates)
    return found.pop()


def _named(tx: Transaction, text: str, *where: ColumnElement[bool]) -> set[uuid.UUID]:
    """Of these the ones whose names have every word typed, with its accents."""
    names = tx.execute(select(Person.id, Person.full_name).where(*where))
    return {key for key, full_name in names if names_whole(text, full_name)}


def rows_of(tx: Transaction, person_id: uuid.UUID) -> tuple[tuple[uuid.UUID, ...], tuple[uuid.UUID, ...]]:
    """All rows that are this person: of the directory, and registrations, those who were joined among them."""
    people, registered = {person_id}, set[uuid.UUID]()
    while True:
        mine = set(tx.scalars(select(Attendee.id).where(Attendee.person_id.in_(people))))
        mine |= joined.among(tx, mine).everyone
        wider = people | set(tx.scalars(select(Attendee.person_id).where(Attendee.id.in_(mine))))
        if (mine, wider) == (registered, people):
            return tuple(sorted(people)), tuple(sorted(registered))
        people, registered = wider, mine


def _groups(tx: Transaction, found: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """One of the directory's rows for each person."""
    return {min(rows_of(tx, key)[0]) for key in found}


def _described(tx: Transaction, key: uuid.UUID) -> str:
    name = tx.scalar(select(Person.full_name).where(Person.id == key)) or ""
    query = (
        select(Attendee.code, Attendee.unit_name)
        .join(Conference, Conference.id == Attendee.conference_id)
        .where(Attendee.person_id == key)
        .order_by(func.coalesce(Conference.starts_on, Conference.created_at).desc())
    )
    row = tx.execute(query.limit(1)).first()
    return f"{row.code} {name} ({row.unit_name})" if row else f"{key} {name}"
