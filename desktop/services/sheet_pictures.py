"""Pictures of signed pages that an organizer keeps: in the data, until they go with the contacts."""

from __future__ import annotations

import base64
import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, select

from desktop.domain.errors import NotFound
from desktop.domain.scanned_sheets import ScannedPage
from desktop.store.document_tables import SheetPicture
from desktop.store.tables import Change, JournalEntry, PrintedSheet
from desktop.store.transaction import Transaction

_LONGEST = 255


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A picture kept, without what it shows."""

    id: uuid.UUID
    number: int
    """The sheet's."""
    column: int | None
    page: int
    file: str
    at: dt.datetime
    desk: str


def keep(tx: Transaction, conference_id: uuid.UUID, pages: Sequence[ScannedPage]) -> None:
    """Keep the pictures of these pages, within the change that enters them: undone with it."""
    for page in pages:
        if page.picture is not None and page.sheet is not None and page.page is not None:
            tx.add(
                SheetPicture(
                    conference_id=conference_id,
                    number=page.sheet,
                    column=page.column,
                    page=page.page,
                    file=page.file[-_LONGEST:],
                    desk=tx.desk,
                    at=tx.clock(),
                    data=base64.b64encode(page.picture.jpeg).decode(),
                )
            )
    tx.flush()


def kept(tx: Transaction, conference_id: uuid.UUID) -> list[KeptPicture]:
    """The pictures kept of a conference's sheets, by sheet and page, the newest of a page first."""
    query = (
        select(SheetPicture)
        .where(SheetPicture.conference_id == conference_id)
        .order_by(SheetPicture.number, SheetPicture.column, SheetPicture.page, SheetPicture.at.desc())
    )
    return [
        KeptPicture(row.id, row.number, row.column, row.page, row.file, row.at, row.desk) for row in tx.scalars(query)
    ]


def count(tx: Transaction, conference_id: uuid.UUID) -> int:
    """How many are kept."""
    query = select(func.count()).select_from(SheetPicture).where(SheetPicture.conference_id == conference_id)
    return tx.scalar(query) or 0


def picture(tx: Transaction, key: uuid.UUID) -> bytes:
    """The picture as JPEG. Raises NotFound("scan.picture_gone")."""
    data = tx.scalar(select(SheetPicture.data).where(SheetPicture.id == key))
    if data is None:
        raise NotFound("scan.picture_gone", what="sheet_picture")
    return base64.b64decode(data)


def forget(tx: Transaction, conference_id: uuid.UUID) -> int:
    """Let go of all pictures of a conference's sheets, and of what undone entries keep of them; how many there were.

    Nothing of it can be undone.
    """
    there = count(tx, conference_id)
    tx.execute(delete(SheetPicture).where(SheetPicture.conference_id == conference_id))
    mine = select(JournalEntry.id).where(JournalEntry.conference_id == conference_id)
    tx.execute(delete(Change).where(Change.entity == SheetPicture.__tablename__, Change.journal_entry_id.in_(mine)))
    return there


def forget_people(tx: Transaction, conferences: Collection[uuid.UUID], attendees: Collection[uuid.UUID]) -> None:
    """Let go of the pictures of conferences of which a sheet names any of these attendees."""
    wanted = {key.hex for key in attendees}
    query = select(PrintedSheet.conference_id, PrintedSheet.content, PrintedSheet.entered).where(
        PrintedSheet.conference_id.in_(list(conferences))
    )
    for conference_id, content, entered in tx.execute(query).all():
        walk_ins = (key for column in entered.values() for key in column.get("walk_ins", {}).values())
        if wanted.intersection([*content.get("rows", []), *walk_ins]):
            forget(tx, conference_id)
