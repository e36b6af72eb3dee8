"""What the organizer refused once is not proposed again; kept beside the conference's other settings."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import select

from desktop.domain.areas import Area
from desktop.domain.tidying import Proposal
from desktop.services import journal
from desktop.store.tables import Conference, DocumentSettings
from desktop.store.transaction import Transaction

_NAME = "tidying"
_REFUSED = "refused"


def refused(tx: Transaction, conference_id: uuid.UUID) -> set[tuple[str, ...]]:
    """What was refused: the `value` of each proposal."""
    row = _row(tx, conference_id)
    kept = row.options.get(_REFUSED, []) if row is not None else []
    return {tuple(map(str, each)) for each in kept}


def refuse(tx: Transaction, conference_id: uuid.UUID, proposals: Iterable[Proposal]) -> int:
    """Do not propose these again in this conference. Returns how many were new."""
    before = refused(tx, conference_id)
    now = before | {each.value for each in proposals}
    if now != before:
        with journal.entry(
            tx, "tidying.refused", {Area.ATTENDEES}, conference_id=conference_id, count=len(now - before)
        ):
            _keep(tx, conference_id, now)
    return len(now - before)


def ask_again(tx: Transaction, conference_id: uuid.UUID) -> int:
    """Propose again what was refused. Returns how many."""
    before = refused(tx, conference_id)
    if before:
        with journal.entry(tx, "tidying.asked_again", {Area.ATTENDEES}, conference_id=conference_id, count=len(before)):
            _keep(tx, conference_id, set())
    return len(before)


def _keep(tx: Transaction, conference_id: uuid.UUID, values: set[tuple[str, ...]]) -> None:
    # Another desk may be refusing at this moment: the conference's row is the lock.
    tx.execute(select(Conference.id).where(Conference.id == conference_id).with_for_update())
    options = {_REFUSED: [list(each) for each in sorted(values)]}
    row = _row(tx, conference_id)
    if row is None:
        tx.add(DocumentSettings(conference_id=conference_id, name=_NAME, options=options))
    else:
        row.options = options
    tx.flush()


def _row(tx: Transaction, conference_id: uuid.UUID) -> DocumentSettings | None:
    query = select(DocumentSettings).where(
        DocumentSettings.conference_id == conference_id, DocumentSettings.name == _NAME
    )
    return tx.scalars(query.execution_options(populate_existing=True)).first()
