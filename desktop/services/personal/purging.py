"""Phones and e-mail addresses of a conference's people let go, when it is over and nobody needs to be reached any more."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from typing import Any

from sqlalchemy import Select, select, update

from desktop.domain.areas import Area
from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.search import PHONE_TAIL, search_text
from desktop.services import joined, journal
from desktop.store import cleaning
from desktop.store.bulk import among
from desktop.store.database import Database
from desktop.store.tables import Attendee, Change, Conference, ImportBatch, Person
from desktop.store.transaction import Transaction

_CONTACTS = frozenset({"phone", "email"})
_OF_UNITS = frozenset({"contact_phone"})
_TAIL = re.compile(rf" \d{{{PHONE_TAIL}}}$")


@dataclass(frozen=True, slots=True)
class Purged:
    """What letting go of contacts came to."""

    people: int
    """Whose phone or address is gone."""
    needed: int
    """Those registered in another conference that is not closed: their contacts stay."""
    import_rows: int
    pictures: int = 0
    """Of signed sheets that were kept."""
    cleaned: bool = True


def purge_in(database: Database, conference_id: uuid.UUID) -> Purged:
    """Purge, and let a data file forget what its free pages hold."""
    return cleaned(database, database.write(lambda tx: purge(tx, conference_id)))


def cleaned(database: Database, done: Purged) -> Purged:
    """Let a data file forget what its free pages hold, and say whether it could."""
    return replace(done, cleaned=database.path is None or cleaning.clean(database.path))


def purge(tx: Transaction, conference_id: uuid.UUID) -> Purged:
    """Let go of the contacts of the conference's people, in the directory, its imports and the journal's images.

    Pictures kept of its signed sheets go too: they show names and signatures, and attendance stands without them. Nothing of it can be undone.
    """
    from desktop.services import sheet_pictures  # no start needs these
    from desktop.store.point_tables import VenuePoint
    from desktop.store.tables import Invitation

    tx.flush()
    if tx.get_bind().dialect.name == "sqlite":
        tx.connection().exec_driver_sql("PRAGMA secure_delete=ON")
    people, needed = _people(tx, conference_id)
    having = _having(tx, people)
    count = len(tx.scalars(having).all())
    blank: dict[str, Any] = dict.fromkeys(_CONTACTS, "")
    asked: list[uuid.UUID] = []
    tx.execute(update(Person).where(Person.id.in_(having)).values(**blank, version=Person.version + 1))
    for table in (Invitation, VenuePoint):
        mine = table.conference_id == conference_id
        asked += tx.scalars(select(table.id).where(mine))
        numbers = update(table).where(mine, table.contact_phone != "")
        tx.execute(numbers.values(contact_phone="", version=table.version + 1))
    attendees = _search(tx, people)
    _images(tx, [*people, *attendees, *asked])
    rows = _import_rows(tx, conference_id, set(attendees))
    pictures = sheet_pictures.forget(tx, conference_id)
    areas = {Area.SHEETS, Area.ATTENDEES, Area.IMPORTS, Area.CONFERENCES, Area.REPLIES, Area.POINTS}
    journal.note(tx, "conference.contacts_purged", areas, conference_id=conference_id, people=count)
    tx.expire_all()
    return Purged(count, len(needed), rows, pictures)


def waiting(tx: Transaction, conference_id: uuid.UUID) -> int:
    """How many people of the conference `purge` would take phone or address from."""
    people, _needed = _people(tx, conference_id)
    return len(tx.scalars(_having(tx, people)).all())


def _people(tx: Transaction, conference_id: uuid.UUID) -> tuple[list[uuid.UUID], set[uuid.UUID]]:
    """The conference's people whose contacts may go, and those who are needed elsewhere."""
    here = set(tx.scalars(select(Attendee.person_id).where(Attendee.conference_id == conference_id)))
    elsewhere = (
        select(Attendee.person_id)
        .join(Conference, Conference.id == Attendee.conference_id)
        .where(Conference.id != conference_id, Conference.closed.is_(False), Conference.binned_at.is_(None))
    )
    needed = here & set(tx.scalars(elsewhere))
    return sorted(here - needed), needed


def _having(tx: Transaction, people: list[uuid.UUID]) -> Select[uuid.UUID]:
    return select(Person.id).where(among(tx, Person.id, people), (Person.phone != "") | (Person.email != ""))


def _search(tx: Transaction, people: list[uuid.UUID]) -> list[uuid.UUID]:
    """The end of the phone number goes from what the search looks through; returns the attendees."""
    columns = (Attendee.id, Attendee.full_name, Attendee.unit_name, Attendee.code)
    rows = tx.execute(select(*columns).where(among(tx, Attendee.person_id, people))).all()
    codes = joined.found_by(tx, [row.id for row in rows])
    for key, name, unit, code in rows:
        text = search_text(name, unit, codes.get(key, code), "")
        changed = update(Attendee).where(Attendee.id == key, Attendee.search != text)
        tx.execute(changed.values(search=text, version=Attendee.version + 1))
    return [row.id for row in rows]


def _images(tx: Transaction, ids: list[uuid.UUID]) -> None:
    """Row images keep no contacts either, nor the end of the phone number in what the search looked through."""
    images = select(Change.id, Change.before, Change.kind).where(
        among(tx, Change.entity_id, ids), Change.before.is_not(None)
    )
    for key, before, kind in tx.execute(images).all():
        told = dict(before or {})
        for name in told.keys() & (_CONTACTS | _OF_UNITS):
            if kind == "deleted":
                told[name] = ""
            else:
                del told[name]
        if "search" in told:
            told["search"] = _TAIL.sub("", str(told["search"]))
        if told != before:
            tx.execute(update(Change).where(Change.id == key).values(before=told))


def _import_rows(tx: Transaction, conference_id: uuid.UUID, attendees: set[uuid.UUID]) -> int:
    from desktop.store.tables import ImportRow

    mine = (
        select(ImportRow.id, ImportRow.raw, ImportRow.attendee_id)
        .join(ImportBatch, ImportBatch.id == ImportRow.import_batch_id)
        .where(ImportBatch.conference_id == conference_id)
    )
    count = 0
    for key, raw, attendee_id in tx.execute(mine).all():
        told = ["" if _is_contact(cell) else cell for cell in raw]
        if told != raw and (attendee_id is None or attendee_id in attendees):
            values: dict[str, Any] = {"raw": told, "problems": []}
            tx.execute(update(ImportRow).where(ImportRow.id == key).values(**values))
            count += 1
    return count


def _is_contact(cell: object) -> bool:
    from desktop.domain.phones import normalise_phone  # a start only asks what is due

    text = str(cell)
    return "@" in text or (sum(map(str.isdigit, text)) >= 8 and normalise_phone(text)[1])
