"""A window's own last step, to be taken back or done again, wherever it was written: at home or at the server."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from desktop.domain.errors import NotFound
from desktop.services import journal, undoing
from desktop.services.journal import EntryView
from desktop.store.database import Database
from desktop.store.tables import JournalEntry
from desktop.store.transaction import Transaction

_MOST = 500
"""So many of the newest entries at home are known to be the server's as well."""


def last(database: Database, *, redo: bool = False) -> EntryView:
    """The newest step of this window that can be undone, or with `redo` done again. Raises NotFound for none.

    What was written at home and sent since stands in both journals: it is taken back at home, and that goes over too.
    """
    find = undoing.last_undone if redo else undoing.last_undoable
    here = database.read_here(lambda tx: find(tx, desk=database.desk))
    there = None
    if database.at_home and database.role == "organizer" and database.online and not _is_newest(database, here):
        known = database.read_here(_tokens)
        there = database.read(lambda tx: find(tx, desk=database.desk, but=known))
    found = [each for each in (here, there) if each is not None]
    if not found:
        raise NotFound("journal.nothing_to_redo" if redo else "journal.nothing_left")
    return max(found, key=lambda each: each.at)


def _is_newest(database: Database, here: EntryView | None) -> bool:
    """Whether nothing this window did at the server can be newer: then it need not be asked."""
    return here is not None and here.at > database.wrote_at


def _tokens(tx: Transaction) -> Sequence[uuid.UUID]:
    return tx.scalars(select(JournalEntry.token).order_by(JournalEntry.id.desc()).limit(_MOST)).all()


def take_back(database: Database, entry: EntryView) -> tuple[undoing.Undone, list[EntryView]]:
    """Undo one entry where it stands, in one transaction; returns what that did, and the lines it wrote."""

    def work(tx: Transaction) -> tuple[undoing.Undone, list[EntryView]]:
        return undoing.undo(tx, entry.id, keep_later=True), journal.written(tx)

    return database.write_or_queue(work)[0] if entry.here else database.write(work)
