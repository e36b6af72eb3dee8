"""What became of arrivals noted at a desk: a verdict given at home may turn out otherwise once others' words are known."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence

from sqlalchemy import select

from desktop.domain.attendance import Became, Mark, MarkKind, Outcome, live
from desktop.domain.people import AttendeeState
from desktop.services import joined
from desktop.services.attendance import marking
from desktop.services.attendance.standing_in import substitutes
from desktop.store.tables import Attendee, Outbox, TrainingSession
from desktop.store.transaction import Transaction


def became(tx: Transaction, session_id: uuid.UUID, mark_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Became]:
    """Of each of these marks of one session what stands now; a mark that is not here any more is left out.

    It follows from what stands, however it came here, as a desk's own copy does.
    """
    mark = marking.MARK.c
    named = select(mark.id, mark.attendee_id).where(mark.id.in_(list(mark_ids)))
    whose = {row.id: row.attendee_id for row in tx.execute(named)}
    if not whose:
        return {}
    unsent = select(Outbox.entity_id, Outbox.code).where(Outbox.entity_id.in_(list(whose)), Outbox.sent_at.is_(None))
    waiting = {row.entity_id: row.code for row in tx.execute(unsent)}
    together = joined.among(tx, set(whose.values()))
    pairs = {(session_id, together.one(who)) for who in whose.values()}
    marks = marking.read_marks(tx, pairs, together)
    states = _states(tx, [who for _session, who in pairs])
    instead = _replaced(tx, session_id)
    found = {}
    for key, who in whose.items():
        stands = together.one(who)
        said = live(marks[session_id, stands])
        if all(each.id != key for each in said):
            found[key] = Became(undone=True)
            continue
        before = _before(said, key)
        otherwise = Outcome.ALREADY_IN if before is not None else _off(states.get(stands), stands in instead)
        found[key] = Became(
            waits=key in waiting,
            refused=waiting.get(key, ""),
            otherwise=otherwise,
            at=before.at if before is not None else None,
            desk=before.desk if before is not None else "",
        )
    return found


def _before(said: Sequence[Mark], key: uuid.UUID) -> Mark | None:
    """The arrival at another desk that came before this one, nobody having seen them leave in between."""
    arrivals = sorted((each for each in said if each.kind == MarkKind.IN), key=lambda each: (each.at, each.recorded_at))
    mine = next((each for each in arrivals if each.id == key), None)
    if mine is None or arrivals[0].id == key or arrivals[0].desk == mine.desk:
        return None
    left = any(each.kind == MarkKind.LEFT and arrivals[0].at <= each.at <= mine.at for each in said)
    return None if left else arrivals[0]


def _states(tx: Transaction, people: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    query = select(Attendee.id, Attendee.state).where(Attendee.id.in_(people))
    return {row.id: row.state for row in tx.execute(query)}


def _replaced(tx: Transaction, session_id: uuid.UUID) -> Collection[uuid.UUID]:
    """Those in whose place somebody comes."""
    session = tx.get(TrainingSession, session_id)
    return () if session is None else substitutes(tx, session.conference_id, session_id).keys()


def _off(state: str | None, is_replaced: bool) -> Outcome | None:
    if state == AttendeeState.CANCELLED:
        return Outcome.CANCELLED
    if state in (None, AttendeeState.REMOVED):
        return Outcome.NOT_FOUND
    return Outcome.REPLACED if is_replaced else None
