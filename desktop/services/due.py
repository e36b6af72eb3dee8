"""What is due: conferences to be erased from the bin, contacts to be let go of, requests to be answered."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select

from desktop.domain.dates import months_after
from desktop.domain.due import ContactsDue, Due
from desktop.services import binned, data_requests
from desktop.services.personal import purging
from desktop.store.tables import Conference
from desktop.store.transaction import Transaction


def due(tx: Transaction, today: dt.date) -> Due:
    """All that is due on this day."""
    return Due(tuple(binned.due(tx, today)), tuple(_contacts(tx, today)), tuple(data_requests.waiting(tx)))


def _contacts(tx: Transaction, today: dt.date) -> list[ContactsDue]:
    """Conferences past the months of their plan of which somebody's phone or address is still there."""
    planned = select(Conference.id, Conference.title, Conference.ends_on, Conference.contacts_months).where(
        Conference.contacts_months.is_not(None), Conference.binned_at.is_(None)
    )
    found = []
    for key, title, ends_on, months in tx.execute(planned.order_by(Conference.ends_on, Conference.number)).all():
        if ends_on is None or months is None:
            continue
        since = months_after(ends_on, months)
        if since > today:
            continue
        from desktop.services import sheet_pictures  # most starts find nothing due

        people, pictures = purging.waiting(tx, key), sheet_pictures.count(tx, key)
        if people or pictures:
            found.append(ContactsDue(key, title, since, people, pictures))
    return found
