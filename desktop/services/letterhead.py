"""The official frame of a conference's papers: what the conference says, else what the office says."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from desktop.domain.areas import Area
from desktop.domain.documents.frame import Letterhead, in_force
from desktop.domain.errors import NotFound
from desktop.domain.names import normalise, visible
from desktop.services import journal, versions
from desktop.services.conferences import LETTERHEAD
from desktop.store.tables import Conference, Office
from desktop.store.transaction import Transaction


def conference(tx: Transaction, conference_id: uuid.UUID) -> Conference:
    """The conference's row. Raises NotFound."""
    row = tx.get(Conference, conference_id)
    if row is None:
        raise NotFound("conference.not_found", what="conference", name=str(conference_id))
    return row


def letterhead(tx: Transaction, row: Conference) -> Letterhead:
    """Who issues and signs this conference's papers: its own texts, else the office's."""
    _version, others = office(tx)
    own = {name: getattr(row, name) for name in LETTERHEAD}
    return Letterhead(date=row.starts_on, **in_force(own, others))


def office(tx: Transaction) -> tuple[int, dict[str, str]]:
    """The office's own frame with its version (0: never typed)."""
    row = tx.scalars(select(Office)).first()
    if row is None:
        return 0, dict.fromkeys(LETTERHEAD, "")
    return row.version, {name: getattr(row, name) for name in LETTERHEAD}


def edit_office(tx: Transaction, *, version: int, **values: Any) -> None:
    """Change the office's frame. Raises Conflict when another desk did so first."""
    with journal.entry(tx, "office.edited", {Area.CONFERENCES, Area.DOCUMENTS}):
        row = office_row(tx, version=version)
        for name, value in values.items():
            if name not in LETTERHEAD:
                raise TypeError(f"an office has no {name}")
            setattr(row, name, visible(value) if name == "recipients" else normalise(value))
        tx.flush()


def office_row(tx: Transaction, *, version: int) -> Office:
    """The office's row to be changed, made when there is none. Raises Conflict when another desk did so first."""
    row = tx.scalars(select(Office).with_for_update()).first()
    if row is None:
        row = Office(id=_OFFICE, **dict.fromkeys(LETTERHEAD, ""), holidays=[])
        tx.add(row)
    else:
        versions.check(tx, row, version, name="")
    return row


_OFFICE = uuid.UUID("6f666669-6365-4000-8000-000000000001")
"""The one row, whichever desk writes it first."""
