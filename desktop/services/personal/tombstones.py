"""Who was erased travels with what desks exchange: every other copy erases them too, and none brings them back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import insert, select

from desktop.services.desks.bundles import Bundle, Row
from desktop.services.personal import erasing, viewing
from desktop.store.bulk import among
from desktop.store.tables import Attendee, Erasure, Person
from desktop.store.transaction import Transaction

_BY_ATTENDEE = ("attendance_mark", "attendance", "certificate", "print_mark", "point_attendee")


def follow(tx: Transaction, rows: Sequence[Row]) -> int:
    """Erase here who was erased elsewhere, or make them anonymous; returns how many of the rows were news.

    Who stands on a signed sheet here is made anonymous where the other side, which knew of none, erased.
    """
    known = {key: anonymised for key, anonymised in tx.execute(select(Erasure.id, Erasure.anonymised))}  # noqa: C416
    news = [row for row in rows if row["id"] not in known or (known[row["id"]] and not row["anonymised"])]
    for anonymised in (True, False):
        ids = [row["id"] for row in news if row["anonymised"] is anonymised]
        people = tx.scalars(select(Person.id).where(among(tx, Person.id, ids))).all()
        attendees = tx.scalars(select(Attendee.id).where(among(tx, Attendee.id, ids))).all()
        if people or attendees:
            signed = not anonymised and viewing.stands_on_signed_sheet(tx, attendees)
            erasing.forget(tx, people, attendees, anonymise=anonymised or signed)
    there = set(tx.scalars(select(Erasure.id)))
    fresh = [dict(row) for row in news if row["id"] not in there]
    if fresh:
        tx.execute(insert(Erasure), fresh)
    return len(news)


def without(tx: Transaction, bundle: Bundle) -> Bundle:
    """The bundle without those who were erased here, and what is said of them."""
    gone: set[uuid.UUID] = set(tx.scalars(select(Erasure.id).where(Erasure.anonymised.is_(False))))
    blank: set[uuid.UUID] = set(tx.scalars(select(Erasure.id).where(Erasure.anonymised)))
    if not gone and not blank:
        return bundle
    there = set(tx.scalars(select(Person.id).where(among(tx, Person.id, sorted(blank)))))
    there |= set(tx.scalars(select(Attendee.id).where(among(tx, Attendee.id, sorted(blank)))))
    kept: dict[str, Sequence[Row]] = {}
    for name, rows in bundle.tables.items():
        if name in ("person", "attendee"):
            rows = [row for row in rows if row["id"] not in gone]
        if name == "person":  # a copy from before: what is here has no name any more
            rows = [row for row in rows if row["id"] not in there]
        if name == "attendee":
            rows = [row for row in rows if row["person_id"] not in gone]
        if name in _BY_ATTENDEE:
            rows = [row for row in rows if row["attendee_id"] not in gone]
        kept[name] = rows
    return Bundle(kept)
