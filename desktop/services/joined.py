"""Who is one with whom: attendees joined into others, read from the database.

Joined, not merged. An attendee who turned out to be another keeps their row, marks and papers; they are read as the
one's who stays (`desktop/services/joined.py::among`), and who that is, with which state, follows from joins and words
alone (`desktop/domain/joining.py::who_stands`, `desktop/services/joining.py::settle`). An import knows who stands by
all of them, and by what a join replaced (`desktop/services/importing/before_joins.py::replaced`).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Row, Select, and_, or_, select

from desktop.domain.joining import Join, Joined, who_stands
from desktop.domain.people import AttendeeState
from desktop.store.bulk import chunks
from desktop.store.tables import Attendee
from desktop.store.transaction import Transaction

IS_GONE = and_(Attendee.joined_into_id.is_not(None), Attendee.state == AttendeeState.REMOVED)
"""That somebody else stands for this attendee (or, where all of them left the list, may)."""


def _joins() -> Select[uuid.UUID, uuid.UUID | None, dt.datetime | None]:
    return select(Attendee.id, Attendee.joined_into_id, Attendee.joined_at).where(Attendee.joined_into_id.is_not(None))


def _read(rows: Iterable[Row[uuid.UUID, uuid.UUID | None, dt.datetime | None]]) -> dict[uuid.UUID, Join]:
    return {key: Join(into, at) for key, into, at in rows if into is not None}


def among(tx: Transaction, ids: Collection[uuid.UUID]) -> Joined:
    """The groups to which these attendees belong."""
    joins: dict[uuid.UUID, Join] = {}
    seen: set[uuid.UUID] = set()
    wanted = set(ids)
    while wanted:
        seen |= wanted
        found: dict[uuid.UUID, Join] = {}
        for part in chunks(sorted(wanted)):
            near = or_(Attendee.id.in_(part), Attendee.joined_into_id.in_(part))
            found.update(_read(tx.execute(_joins().where(near))))
        joins.update(found)
        wanted = {key for gone, join in found.items() for key in (gone, join.into)} - seen
    return who_stands(joins)


def of_conference(tx: Transaction, conference_id: uuid.UUID) -> Joined:
    """All groups of a conference."""
    # Said so that no database takes the conference's own index, which would read every attendee: few are joined.
    here = (Attendee.conference_id == conference_id).is_(True)
    return who_stands(_read(tx.execute(_joins().where(here))))


def one(tx: Transaction, key: uuid.UUID) -> uuid.UUID:
    """Who stands for this attendee."""
    return among(tx, [key]).one(key)


def all_one(tx: Transaction, ids: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """Who stands for these attendees, in their order, each once."""
    wanted = list(ids)
    together = among(tx, wanted)
    return list(dict.fromkeys(map(together.one, wanted)))


def person(tx: Transaction, person_id: uuid.UUID) -> uuid.UUID:
    """The directory's person who is meant by this one: another, where this one is only that of attendees who were joined."""
    rows = tx.execute(select(Attendee.id, IS_GONE).where(Attendee.person_id == person_id).order_by(Attendee.code)).all()
    if not rows or not all(gone for _key, gone in rows):
        return person_id
    return tx.scalars(select(Attendee.person_id).where(Attendee.id == one(tx, rows[0][0]))).one()


def other_codes(tx: Transaction, together: Joined) -> dict[uuid.UUID, tuple[str, ...]]:
    """The badge codes of those who were joined, by who stands for them: these badges go on opening."""
    codes: dict[uuid.UUID, list[str]] = defaultdict(list)
    for part in chunks(list(together.leads)):
        rows = tx.execute(select(Attendee.id, Attendee.code).where(Attendee.id.in_(part)).order_by(Attendee.code))
        for key, code in rows:
            codes[together.one(key)].append(code)
    return {key: tuple(found) for key, found in codes.items()}


def found_by(tx: Transaction, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Of those of these attendees into whom others were joined: all codes by which they are found, their own last."""
    others = other_codes(tx, among(tx, ids))
    found: dict[uuid.UUID, str] = {}
    for part in chunks(list(others)):
        rows = tx.execute(select(Attendee.id, Attendee.code).where(Attendee.id.in_(part)))
        found.update((key, " ".join((*others[key], code))) for key, code in rows)
    return found
