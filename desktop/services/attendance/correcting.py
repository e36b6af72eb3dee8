"""Putting an attendance right by hand: status, times and remark at once, through marks that stay in the log."""

from __future__ import annotations

import datetime as dt
import uuid

from desktop.domain.attendance import THERE, Mark, MarkKind, Method, Status, fold, says_status
from desktop.domain.errors import InvalidInput, NotFound
from desktop.domain.names import visible
from desktop.services.attendance import looking, marking
from desktop.store.transaction import Transaction


def correct(
    tx: Transaction,
    *,
    training_session_id: uuid.UUID,
    attendee_id: uuid.UUID,
    status: Status,
    arrived_at: dt.datetime | None = None,
    left_at: dt.datetime | None = None,
    remark: str = "",
    reason: str = "",
) -> int:
    """Make an attendance say just this; what contradicts it is annulled with the reason. Returns how many marks it took.

    Times belong to somebody who is there: given for another they are passed over. The status goes above the clock.
    Raises InvalidInput when the leaving comes before the arrival, NotFound for an attendee who is gone.
    """
    here = looking.at_the_door(tx, training_session_id, attendee_id)
    if here is None:
        raise NotFound("attendee.not_found", what="attendee")
    if status not in THERE:
        arrived_at = left_at = None
    if arrived_at is not None and left_at is not None and left_at < arrived_at:
        raise InvalidInput("attendance.left_before_arrival", field="left_at")
    pair = (training_session_id, here.person.id)
    marking.hold(tx, [pair])  # another desk's word is either seen here or comes after
    before = marking.standing(tx, pair)
    state = fold(before, here.late)
    arrivals = [mark for mark in before if mark.kind == MarkKind.IN]
    keeps_arrival = status in THERE and arrived_at == state.arrived_at and len(arrivals) < 2
    keeps_leaving = left_at == state.left_at and not (left_at is None and _left(before))
    kept = [mark for mark in before if says_status(mark) and (mark.kind == status or mark.kind == MarkKind.IN)]
    kept = [mark for mark in kept if mark.kind != MarkKind.IN or keeps_arrival]
    against = [mark.id for mark in before if says_status(mark) and mark not in kept]
    if not keeps_leaving:
        against += [mark.id for mark in _left(before)]
    drafts = marking.annulling(tx, against, reason)
    said = list(kept)
    if arrived_at is not None and not keeps_arrival:
        drafts.append(marking.draft(tx, pair, MarkKind.IN, Method.HAND, at=arrived_at, reason=reason))
        said.append(drafts[-1].mark)
    if status is not Status.UNRECORDED and fold(said, here.late).status != status:
        drafts.append(marking.draft(tx, pair, MarkKind(status), Method.HAND, reason=reason))
    if left_at is not None and not keeps_leaving:
        drafts.append(marking.draft(tx, pair, MarkKind.LEFT, Method.HAND, at=left_at, reason=reason))
    remark = visible(remark)
    if remark != state.remark:
        drafts.append(marking.draft(tx, pair, MarkKind.REMARK, Method.HAND, reason=remark))
    marking.say(
        tx,
        drafts,
        "attendance.set",
        conference_id=here.conference_id,
        name=here.person.full_name,
        status=str(status),
    )
    return len(drafts)


def keep_only(
    tx: Transaction, *, training_session_id: uuid.UUID, attendee_id: uuid.UUID, mark_id: uuid.UUID, reason: str = ""
) -> int:
    """Settle a doubt: of all that is said of the status only this mark stays. Returns how many were annulled.

    Raises NotFound when the mark does not stand any more.
    """
    pair = (training_session_id, attendee_id)
    marking.hold(tx, [pair])
    before = marking.standing(tx, pair)
    kept = next((mark for mark in before if mark.id == mark_id), None)
    if kept is None:
        raise NotFound("attendance.nothing_to_undo", what="mark", name=looking.name_of(tx, attendee_id))
    against = [mark.id for mark in before if says_status(mark) and mark.id != mark_id]
    if kept.kind not in (MarkKind.IN, *map(MarkKind, THERE)):
        against += [mark.id for mark in _left(before)]
    drafts = marking.annulling(tx, against, reason)
    marking.say(
        tx,
        drafts,
        "attendance.annulled",
        conference_id=looking.conference_of(tx, training_session_id),
        name=looking.name_of(tx, attendee_id),
        count=len(drafts),
        reason=reason,
    )
    return len(drafts)


def _left(marks: list[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.kind == MarkKind.LEFT]
