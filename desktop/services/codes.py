"""Badge codes: each attendee of a conference takes the next number, and no number is taken twice."""

from __future__ import annotations

import uuid

from sqlalchemy import select, update

from desktop.domain.codes import badge_code
from desktop.domain.errors import NotFound
from desktop.store.tables import Attendee, Conference
from desktop.store.transaction import Transaction


def take_codes(tx: Transaction, conference_id: uuid.UUID, count: int) -> list[str]:
    """The next `count` badge codes of a conference; an undo does not give them back.

    Codes that people of another desk brought along when desks were merged are passed over.
    """
    found = tx.execute(
        select(Conference.number, Conference.next_attendee).where(Conference.id == conference_id).with_for_update()
    ).one_or_none()
    if found is None:
        raise NotFound("conference.not_found", what="conference", name=str(conference_id))
    codes: list[str] = []
    upcoming = found.next_attendee
    while len(codes) < count:
        wanted = [badge_code(found.number, upcoming + step) for step in range(min(count - len(codes), _IN_A_QUERY))]
        upcoming += len(wanted)
        query = select(Attendee.code).where(Attendee.conference_id == conference_id, Attendee.code.in_(wanted))
        taken = set(tx.scalars(query))
        codes += [code for code in wanted if code not in taken]
    tx.execute(
        update(Conference)
        .where(Conference.id == conference_id)
        .values(next_attendee=upcoming)
        .execution_options(synchronize_session=False)
    )
    return codes


_IN_A_QUERY = 500
