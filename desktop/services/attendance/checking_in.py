"""Letting people in: one try at the door, its answer, and people leaving."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from desktop.domain.at_points import PointId, takes_part
from desktop.domain.attendance import THERE, CheckIn, DoorPerson, Mark, MarkKind, Method, Outcome, Status, says_status
from desktop.domain.door_times import CONFIRMED, EARLY, refusal
from desktop.domain.errors import AppError, Conflict, InvalidInput, NotFound
from desktop.domain.names import visible
from desktop.domain.people import AttendeeState
from desktop.services import journal
from desktop.services.attendance import looking, marking
from desktop.store.tables import TrainingSession
from desktop.store.transaction import Transaction

_TRIES = 20


@dataclass(frozen=True, slots=True)
class Try:
    """One try at the door, as `check_in` takes it."""

    session_id: uuid.UUID
    attendee_id: uuid.UUID
    token: uuid.UUID
    at: dt.datetime | None = None
    word: str = ""
    anyway: bool = False
    early: dt.timedelta = EARLY


def check_in(
    tx: Transaction,
    *,
    training_session_id: uuid.UUID,
    attendee_id: uuid.UUID,
    token: uuid.UUID,
    method: Method = Method.SEARCH,
    at: dt.datetime | None = None,
    desk: str | None = None,
    word: str = "",
    anyway: bool = False,
    early: dt.timedelta = EARLY,
) -> CheckIn:
    """Let someone in at `at` (now), or say why not; the answer is a value, never an exception.

    `token` names this try: the same one again, after a lost answer, changes nothing and gives the same answer. `word`
    lets in somebody whom the session does not expect, and is kept with the mark. A session lets in from `early` before
    its start to its end, and nobody at a moment to come, unless `anyway`. Raises NotFound for a session that is gone.
    """
    given_try = Try(training_session_id, attendee_id, token, at, word, anyway=anyway, early=early)
    for _try in range(_TRIES):
        here = looking.at_the_door(tx, training_session_id, attendee_id)
        refused = _answered(tx, here, given_try)
        if here is None or refused is not None:
            return refused or CheckIn(Outcome.NOT_FOUND)
        person = here.person
        closed = refusal(here.starts_at, here.ends_at, at or tx.clock(), now=tx.clock(), early=early)
        reason = word or (CONFIRMED if closed is not None else "")
        pair = (training_session_id, person.id)
        given = marking.draft(tx, pair, MarkKind.IN, method, at=at, token=token, desk=desk, reason=reason)
        if here.closed and tx.journal.current is None:
            raise journal.reported(here.closed) if here.reported else journal.closed(here.closed)
        if not here.closed:
            tx.journal.open.add(here.conference_id)
        told = marking.Told("attendance.in", here.conference_id, {"name": person.full_name})
        state = marking.write_first(tx, given, here.late, here.version, told, alone=here.alone)
        if state is None:
            continue  # another desk was quicker: see what it did
        person = replace(
            person,
            status=str(state.status),
            arrived_at=state.arrived_at,
            left_at=state.left_at,
            desk=state.desk,
            doubt=str(state.doubt),
            expected=True,
        )
        return CheckIn(Outcome.IN, person, given.mark.at, given.mark.desk, given.mark.id)
    raise Conflict("conflict.row")


def answer_unwritten(tx: Transaction, given: Try) -> CheckIn | None:
    """What `check_in` would answer without writing anything; None where it would let them in."""
    return _answered(tx, looking.at_the_door(tx, given.session_id, given.attendee_id), given)


def _answered(tx: Transaction, here: looking.AtTheDoor | None, given: Try) -> CheckIn | None:
    if here is None:
        return CheckIn(Outcome.NOT_FOUND)
    refused = _refusal(tx, given.session_id, here, given.token, given.word)
    if refused is not None:
        return refused
    now = tx.clock()
    closed = refusal(here.starts_at, here.ends_at, given.at or now, now=now, early=given.early)
    if closed is not None and not given.anyway:
        return CheckIn(closed, here.person, given.at, starts_at=here.starts_at, ends_at=here.ends_at)
    return None


def _refusal(
    tx: Transaction, session_id: uuid.UUID, here: looking.AtTheDoor, token: uuid.UUID, word: str
) -> CheckIn | None:
    """The answer when nothing is to be written, None when the person may come in."""
    person = here.person
    if person.state == AttendeeState.REMOVED:
        return CheckIn(Outcome.NOT_FOUND)
    own = marking.known(tx, token) if here.version else None
    if own is not None:
        return CheckIn(Outcome.IN, person, own.at, own.desk, token)
    if person.status in THERE and person.left_at is None and not _only_rest(tx, session_id, person):
        return CheckIn(Outcome.ALREADY_IN, person, person.arrived_at, person.desk)
    if person.state == AttendeeState.CANCELLED:
        return CheckIn(Outcome.CANCELLED, person)
    if person.replaced_by:
        return CheckIn(Outcome.REPLACED, person)
    if not person.invited and not word:
        return CheckIn(Outcome.NOT_EXPECTED, person, elsewhere=looking.elsewhere(tx, session_id, person))
    return None


def _only_rest(tx: Transaction, session_id: uuid.UUID, person: DoorPerson) -> bool:
    """Whether nobody has said that they are there: they were only filled in with the rest."""
    if person.arrived_at is not None:
        return False
    words = [mark for mark in marking.standing(tx, (session_id, person.id)) if says_status(mark)]
    return all(mark.method == Method.REST for mark in words)


def leave(
    tx: Transaction,
    *,
    training_session_id: uuid.UUID,
    attendee_id: uuid.UUID,
    token: uuid.UUID,
    method: Method = Method.HAND,
    at: dt.datetime | None = None,
) -> Mark:
    """Note that somebody who is in leaves; the same `token` again changes nothing. Raises InvalidInput for who is not in."""
    here = _here(tx, training_session_id, attendee_id)
    again = marking.known(tx, token) if here.version else None
    if again is not None:
        return again
    if here.person.status not in THERE:
        raise InvalidInput("attendance.not_in", name=here.person.full_name)
    pair = (training_session_id, here.person.id)
    given = marking.draft(tx, pair, MarkKind.LEFT, method, at=at, token=token)
    return _noted(tx, given, "attendance.left", name=here.person.full_name)


def set_status(
    tx: Transaction,
    *,
    training_session_id: uuid.UUID,
    attendee_id: uuid.UUID,
    status: Status,
    method: Method = Method.HAND,
    at: dt.datetime | None = None,
    reason: str = "",
) -> None:
    """Say where somebody stands, whatever was said before: what contradicts it is annulled, and stays in the log.

    An arrival stays when the new word is present or late. UNRECORDED takes back all that was said of the status.
    """
    here = _here(tx, training_session_id, attendee_id)
    pair = (training_session_id, here.person.id)
    marking.hold(tx, [pair])  # what another desk says meanwhile is either before this word or after it
    before = marking.standing(tx, pair)
    keeps_arrival = status in THERE
    against = [
        mark.id
        for mark in before
        if (says_status(mark) and not (keeps_arrival and mark.kind == MarkKind.IN))
        or (mark.kind == MarkKind.LEFT and not keeps_arrival)
    ]
    drafts = marking.annulling(tx, against, reason)
    if status is not Status.UNRECORDED:
        drafts.append(marking.draft(tx, pair, MarkKind(status), method, at=at, reason=reason))
    marking.say(
        tx,
        drafts,
        "attendance.set",
        conference_id=here.conference_id,
        name=here.person.full_name,
        status=str(status),
    )


def set_remark(tx: Transaction, *, training_session_id: uuid.UUID, attendee_id: uuid.UUID, remark: str) -> None:
    """Write a remark beside an attendance; "" takes it away."""
    here = _here(tx, training_session_id, attendee_id)
    pair = (training_session_id, here.person.id)
    given = marking.draft(tx, pair, MarkKind.REMARK, Method.HAND, reason=visible(remark))
    _noted(tx, given, "attendance.remarked", name=here.person.full_name)


def annul(tx: Transaction, mark_ids: list[uuid.UUID], reason: str = "") -> int:
    """Take marks back, with a reason; the log keeps both. Returns how many were still standing."""
    drafts = marking.annulling(tx, mark_ids, reason)
    if not drafts:
        return 0
    marking.say(
        tx,
        drafts,
        "attendance.annulled",
        conference_id=looking.conference_of(tx, drafts[0].session_id),
        name=looking.name_of(tx, drafts[0].attendee_id),
        count=len(drafts),
        reason=reason,
    )
    return len(drafts)


def undo_mark(tx: Transaction, *, training_session_id: uuid.UUID, attendee_id: uuid.UUID, reason: str = "") -> Mark:
    """Take back the newest word about an attendance. Raises NotFound when nothing stands."""
    before = marking.standing(tx, (training_session_id, attendee_id))
    if not before:
        raise NotFound("attendance.nothing_to_undo", what="mark", name=looking.name_of(tx, attendee_id))
    annul(tx, [before[-1].id], reason)
    return before[-1]


def fill_rest(
    tx: Transaction,
    training_session_id: uuid.UUID,
    status: Status,
    *,
    anyway: bool = False,
    points: Collection[PointId] = (),
) -> int:
    """Say present or absent of everyone expected of whom nobody has said anything. Returns of how many.

    `points`: only of those who sit there, None among them in the main hall; others' signed pages may still come.

    Raises AppError for absent before the session has ended (people still come), unless `anyway`.
    """
    if status not in (Status.PRESENT, Status.ABSENT):
        raise ValueError(status)
    session = tx.get(TrainingSession, training_session_id)
    if session is None:
        raise NotFound("session.not_found", what="session")
    if status is Status.ABSENT and not anyway and tx.clock() < session.ends_at.astimezone(dt.UTC):
        raise AppError("attendance.rest_too_early", session=session.title, ends_at=session.ends_at)
    people = looking.door_people(tx, training_session_id)
    drafts = [
        marking.draft(tx, (training_session_id, person.id), MarkKind(status), Method.REST)
        for person in people
        if person.expected and person.status == Status.UNRECORDED and takes_part(points, person.point_id)
    ]
    marking.say(
        tx,
        drafts,
        "attendance.rest",
        conference_id=session.conference_id,
        count=len(drafts),
        status=str(status),
    )
    return len(drafts)


def _noted(tx: Transaction, given: marking.Draft, action: str, **details: Any) -> Mark:
    marking.say(tx, [given], action, conference_id=looking.conference_of(tx, given.session_id), **details)
    return given.mark


def _here(tx: Transaction, session_id: uuid.UUID, attendee_id: uuid.UUID) -> looking.AtTheDoor:
    here = looking.at_the_door(tx, session_id, attendee_id)
    if here is None:
        raise NotFound("attendee.not_found", what="attendee")
    return here
