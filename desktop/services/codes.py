"""Badge codes: each attendee of a conference takes the next number, and no number is taken twice."""

from __future__ import annotations

import uuid

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from desktop.domain.codes import badge_code
from desktop.domain.errors import NotFound
from desktop.store.tables import Conference


def take_codes(tx: Session, conference_id: uuid.UUID, count: int) -> list[str]:
    """The next `count` badge codes of a conference; an undo does not give them back."""
    found = tx.execute(
        select(Conference.number, Conference.next_attendee).where(Conference.id == conference_id).with_for_update()
    ).one_or_none()
    if found is None:
        raise NotFound("conference.not_found", what="conference", name=str(conference_id))
    tx.execute(
        update(Conference)
        .where(Conference.id == conference_id)
        .values(next_attendee=Conference.next_attendee + count)
        .execution_options(synchronize_session=False)
    )
    return [badge_code(found.number, found.next_attendee + step) for step in range(count)]
