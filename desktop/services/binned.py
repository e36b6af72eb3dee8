"""The bin: a conference is removed whole and taken back whole; only from the bin is it erased for good.

A removed conference is only out of sight. It lies in the bin (`desktop/services/binned.py::remove`), which every list
of conferences passes over, until somebody restores or erases it. What is due is told, never done
(`desktop/services/due.py::due`).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, func, select

from desktop.domain.areas import RECORDED
from desktop.domain.bin import BinnedConference, Contents, kept_until
from desktop.domain.errors import Ambiguous, NotFound
from desktop.domain.names import fold
from desktop.services import journal
from desktop.store import cleaning
from desktop.store.bulk import among
from desktop.store.database import Database
from desktop.store.tables import (
    Attendee,
    Change,
    Conference,
    Person,
    TrainingSession,
)
from desktop.store.transaction import Transaction

_AREAS = RECORDED


def contents(tx: Transaction, conference_id: uuid.UUID) -> Contents:
    """What goes with the conference."""
    from desktop.store.tables import AttendanceMark, Certificate, PrintedSheet  # no start needs them

    def count(table: type[Attendee | AttendanceMark | Certificate | PrintedSheet], *where: ColumnElement[bool]) -> int:
        return tx.scalar(select(func.count()).select_from(table).where(*where)) or 0

    sessions = select(TrainingSession.id).where(TrainingSession.conference_id == conference_id)
    sheets = select(PrintedSheet.entered).where(PrintedSheet.conference_id == conference_id)
    return Contents(
        attendees=count(Attendee, Attendee.conference_id == conference_id, Attendee.state != "removed"),
        marks=count(AttendanceMark, AttendanceMark.training_session_id.in_(sessions)),
        certificates=count(Certificate, Certificate.conference_id == conference_id),
        signed_sheets=sum(map(bool, tx.scalars(sheets))),
    )


def remove(tx: Transaction, conference_id: uuid.UUID) -> None:
    """Put the conference into the bin with all that is in it. Raises NotFound when it is not there, or there already."""
    row = _row(tx, conference_id, binned=False)
    with journal.entry(tx, "conference.removed", _AREAS, conference_id=row.id, name=row.title):
        row.binned_at = tx.clock()
        tx.flush()


def restore(tx: Transaction, conference_id: uuid.UUID) -> None:
    """Take the conference out of the bin, as it was. Raises NotFound when it is not in it."""
    row = _row(tx, conference_id, binned=True)
    with journal.entry(tx, "conference.restored", _AREAS, conference_id=row.id, name=row.title):
        row.binned_at = None
        tx.flush()


def in_bin(tx: Transaction, *, kept_to: dt.date = dt.date.max) -> list[BinnedConference]:
    """What is in the bin, the longest there first; only what is kept no longer than to this day."""
    rows = tx.scalars(select(Conference).where(Conference.binned_at.is_not(None)).order_by(Conference.binned_at))
    return [
        BinnedConference(row.id, str(row.number), row.title, row.starts_on, row.ends_on, at, contents(tx, row.id))
        for row in rows
        if (at := row.binned_at) is not None and kept_until(at) <= kept_to
    ]


def due(tx: Transaction, today: dt.date) -> list[BinnedConference]:
    """Those whose days in the bin are over."""
    return in_bin(tx, kept_to=today)


def find(tx: Transaction, text: str) -> BinnedConference:
    """The conference in the bin that a code or a part of the title names. Raises NotFound, Ambiguous."""
    wanted, there = fold(text), in_bin(tx)
    exact = [each for each in there if wanted in (each.code, each.id.hex, str(each.id), fold(each.title))]
    found = exact or [each for each in there if wanted and wanted in fold(each.title)]
    if not found:
        raise NotFound("conference.not_in_bin", what="conference", name=text)
    if len(found) > 1:
        candidates = tuple(f"{each.code} {each.title}" for each in found)
        raise Ambiguous("conference.ambiguous", what="conference", name=text, candidates=candidates)
    return found[0]


def erase(tx: Transaction, conference_id: uuid.UUID) -> int:
    """Erase a conference of the bin for good, with the people of the directory who are in no other one.

    Returns how many those were. Nothing of it can be undone. Raises NotFound when it is not in the bin.
    """
    from desktop.services.desks import copying  # a start needs none of what copies conferences

    row = _row(tx, conference_id, binned=True)
    title = row.title
    tx.flush()
    if tx.get_bind().dialect.name == "sqlite":
        tx.connection().exec_driver_sql("PRAGMA secure_delete=ON")
    elsewhere = select(Attendee.person_id).where(Attendee.conference_id != conference_id)
    here = select(Attendee.person_id).where(
        Attendee.conference_id == conference_id, Attendee.person_id.not_in(elsewhere)
    )
    people: Sequence[uuid.UUID] = sorted(set(tx.scalars(here)))
    tx.expunge_all()
    copying.clear(tx, conference_id, "conference.erased")
    tx.execute(delete(Change).where(among(tx, Change.entity_id, people)))
    tx.execute(delete(Person).where(among(tx, Person.id, people)))
    journal.note(tx, "conference.erased", _AREAS, conference_id=None, name=title, people=len(people))
    tx.expire_all()
    return len(people)


def erase_in(database: Database, conference_id: uuid.UUID) -> bool:
    """As `erase`; a data file also forgets what its free pages held. False when it could not yet."""
    database.write(lambda tx: erase(tx, conference_id))
    return cleaned(database)


def cleaned(database: Database) -> bool:
    """Let a data file forget what its free pages hold of what was erased, and say whether it could."""
    return database.path is None or cleaning.clean(database.path)


def _row(tx: Transaction, conference_id: uuid.UUID, *, binned: bool) -> Conference:
    row = tx.get(Conference, conference_id, with_for_update=True)
    if row is None or (row.binned_at is not None) is not binned:
        code = "conference.not_in_bin" if binned else "conference.not_found"
        raise NotFound(code, what="conference", name=row.title if row is not None else str(conference_id))
    return row
