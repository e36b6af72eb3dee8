"""People who come onto the list at the door, or leave it: walk-ins, those who come in someone's place, cancellations."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import func, select

from desktop.domain.areas import Area
from desktop.domain.attendance import THERE, CheckIn, Method
from desktop.domain.codes import check_digit
from desktop.domain.errors import InvalidInput, NotFound
from desktop.domain.names import capitalise, fold, normalise, recase, sort_key, visible
from desktop.domain.people import AttendeeInput, AttendeeState, Origin
from desktop.domain.search import search_text
from desktop.services import groups, joined, journal
from desktop.services.attendance import door_units
from desktop.services.attendance.checking_in import check_in
from desktop.services.own_place import has_own_place
from desktop.store.tables import Attendance, Attendee, Conference, Person, TrainingSession, Unit
from desktop.store.transaction import Transaction

_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Registered:
    """Somebody who came onto the list at the door."""

    attendee_id: uuid.UUID
    code: str
    full_name: str
    check_ins: tuple[CheckIn, ...] = ()
    registered: int = 0
    """How many are registered now."""
    capacity: int | None = None
    """How many the conference has room for; None when nobody said."""

    @property
    def over_capacity(self) -> bool:
        """Whether there are more people than room."""
        return self.capacity is not None and self.registered > self.capacity


def walk_in(
    tx: Transaction,
    conference_id: uuid.UUID,
    *,
    full_name: str,
    token: uuid.UUID,
    unit: str = "",
    unit_id: uuid.UUID | None = None,
    position: str = "",
    role_group_id: uuid.UUID | None = None,
    session_ids: Sequence[uuid.UUID] = (),
    at: dt.datetime | None = None,
    desk: str | None = None,
    birth: str = "",
    gender: str = "",
) -> Registered:
    """Register somebody on the spot and let them in at these sessions, at once.

    Name and unit suffice. A unit that the directory does not know stays as typed, with a word to look at: a desk makes no
    units; one that is only near a known one is never swapped for it (`asking.unit_asked` asks). `token` becomes the attendee's id, so that a repeat registers nobody twice. Raises InvalidInput.
    """
    title, name = name_at_the_door(full_name)
    about = _about_a_walk_in(birth, gender)
    _alone(tx, token)
    conference = _conference(tx, conference_id)
    if tx.get(Attendee, token) is None:
        found = door_units.meant(tx, conference_id, unit).unit if not unit_id and normalise(unit) else None
        unit, unit_id = (found.name, found.id) if found else (unit, unit_id)
        known = tx.get(Unit, unit_id) if unit_id else None
        kind = known.kind if known else ""
        with journal.entry(
            tx, "attendance.walk_in", {Area.ATTENDEES, Area.ATTENDANCE}, conference_id=conference_id, name=name
        ):
            attendee = _new(
                tx,
                conference,
                token,
                name,
                title,
                unit_id=known.id if known else None,
                unit_name=known.name if known else normalise(unit),
                unit_kind=kind,
                position=normalise(position),
                role_group_id=role_group_id or (groups.group_of_kind(tx, conference_id, kind) if kind else None),
                origin=Origin.WALK_IN,
                review="" if known or not normalise(unit) else "unit",
                about=about,
            )
            tx.add(attendee)
            tx.flush()
            answers = _let_in(tx, attendee.id, session_ids, Method.WALK_IN, at, desk)
    else:
        answers = _let_in(tx, token, session_ids, Method.WALK_IN, at, desk)
    return _registered(tx, conference, token, answers)


def substitute(
    tx: Transaction,
    replaced_id: uuid.UUID,
    *,
    full_name: str,
    token: uuid.UUID,
    position: str = "",
    reason: str = "",
    session_ids: Sequence[uuid.UUID] = (),
    check_in_at: Sequence[uuid.UUID] = (),
    at: dt.datetime | None = None,
    desk: str | None = None,
    anyway: bool = False,
) -> Registered:
    """Somebody comes in the place of an attendee: at these sessions, or at all (`session_ids` empty).

    They take the unit, group and seat of whom they replace, and the unit is counted once. `check_in_at` lets them in at
    once. Raises InvalidInput when the replaced person is replaced already, or, unless `anyway`, is in already.
    """
    title, name = name_at_the_door(full_name)
    replaced_id = joined.one(tx, replaced_id)
    _alone(tx, replaced_id)
    replaced = tx.get(Attendee, replaced_id)
    if replaced is None or replaced.state == AttendeeState.REMOVED:
        raise NotFound("attendee.not_found", what="attendee")
    conference = _conference(tx, replaced.conference_id)
    if tx.get(Attendee, token) is None:
        sessions = _free_sessions(tx, replaced, session_ids, check_in_at, anyway=anyway)
        with journal.entry(
            tx,
            "attendance.substituted",
            {Area.ATTENDEES, Area.ATTENDANCE},
            conference_id=conference.id,
            name=name,
            replaced=replaced.full_name,
            reason=reason,
        ):
            attendee = _new(
                tx,
                conference,
                token,
                name,
                title,
                unit_id=replaced.unit_id,
                unit_name=replaced.unit_name,
                unit_kind=replaced.unit_kind,
                position=normalise(position),
                role_group_id=replaced.role_group_id,
                origin=Origin.SUBSTITUTE,
                note=visible(reason),
            )
            attendee.substitute_for_id = replaced.id
            attendee.seat = "" if sessions else replaced.seat
            attendee.substitute_sessions = [key.hex for key in sessions]
            tx.add(attendee)
            tx.flush()
            answers = _let_in(tx, attendee.id, check_in_at, Method.SUBSTITUTE, at, desk)
    else:
        answers = _let_in(tx, token, check_in_at, Method.SUBSTITUTE, at, desk)
    return _registered(tx, conference, token, answers)


def cancel(tx: Transaction, ids: Sequence[uuid.UUID], reason: str = "") -> int:
    """These people will not come: they stay on the list, are no longer expected, and the door is told. Undoable."""
    return _set_state(tx, ids, AttendeeState.CANCELLED, "attendee.cancelled", reason)


def reinstate(tx: Transaction, ids: Sequence[uuid.UUID]) -> int:
    """These people come after all; those who were off the list stand on it again."""
    return _set_state(tx, ids, AttendeeState.REGISTERED, "attendee.reinstated", "")


def room_left(tx: Transaction, conference_id: uuid.UUID) -> int | None:
    """How many more the conference has room for, below nought when over; None when nobody said how many it holds."""
    conference = _conference(tx, conference_id)
    return None if conference.capacity is None else conference.capacity - _count(tx, conference_id)


def walk_in_code(conference_number: int, key: uuid.UUID, attempt: int = 0) -> str:
    """The badge code of somebody registered at the door: from their id, so that desks apart do not take the same one.

    Ten digits with a conference of three; the codes given out in order have eight.
    """
    seed = key.bytes + attempt.to_bytes(4, "big") if attempt else key.bytes
    number = int.from_bytes(hashlib.sha256(seed).digest()[:8], "big") % 10**_DIGITS
    digits = f"{conference_number}{number:0{_DIGITS}d}"
    return digits + check_digit(digits)


def free_walk_in_code(tx: Transaction, conference_id: uuid.UUID, conference_number: int, key: uuid.UUID) -> str:
    """The first of a person's door codes that nobody else in the conference has."""
    for attempt in itertools.count():
        code = walk_in_code(conference_number, key, attempt)
        taken = tx.scalar(select(Attendee.id).where(Attendee.conference_id == conference_id, Attendee.code == code))
        if taken is None or taken == key:
            return code
    raise AssertionError("unreachable")


def _alone(tx: Transaction, key: uuid.UUID) -> None:
    """Those who register or replace the same person do it one after the other (a desk may not lock the person's row)."""
    if tx.get_bind().dialect.name == "postgresql":
        tx.execute(select(func.pg_advisory_xact_lock(key.int >> 65)))


def name_at_the_door(typed: str) -> tuple[str, str]:
    """The title before a name, and the name with its capitals ("nguyễn văn a" is Nguyễn Văn A). Raises InvalidInput for none."""
    from desktop.domain.titles import split_honorific  # patterns that a start does not need

    title, name = split_honorific(normalise(typed))
    if not name:
        raise InvalidInput("field.missing", field="full_name")
    return title, capitalise(recase(name))


def _conference(tx: Transaction, conference_id: uuid.UUID) -> Conference:
    conference = tx.get(Conference, conference_id)
    if conference is None:
        raise NotFound("conference.not_found", what="conference")
    return conference


def _about_a_walk_in(birth: str, gender: str) -> Mapping[str, str]:
    """What is said of the person themselves, cleaned and checked as in the form of the list. Raises InvalidInput."""
    if not birth and not gender:
        return {}
    from desktop.services.attendees import cleaned  # a badge needs nothing of it

    return cleaned(AttendeeInput(birth=birth, gender=gender))


def _new(
    tx: Transaction,
    conference: Conference,
    key: uuid.UUID,
    name: str,
    title: str,
    *,
    about: Mapping[str, str] = MappingProxyType({}),
    **values: object,
) -> Attendee:
    person = Person(id=uuid.uuid5(key, "person"), full_name=name, name_key=fold(name), sort_key=sort_key(name))
    person.honorific = title
    person.gender, person.birth = about.get("gender", ""), about.get("birth", "")
    person.phone = person.email = ""
    tx.add(person)
    tx.flush()
    code = free_walk_in_code(tx, conference.id, conference.number, key)
    return Attendee(
        id=key,
        conference_id=conference.id,
        person_id=person.id,
        code=code,
        full_name=name,
        honorific=title,
        name_key=person.name_key,
        sort_key=person.sort_key,
        extra={},
        search=search_text(name, str(values["unit_name"]), code, ""),
        **values,
    )


def _let_in(
    tx: Transaction,
    attendee_id: uuid.UUID,
    session_ids: Sequence[uuid.UUID],
    method: Method,
    at: dt.datetime | None,
    desk: str | None,
) -> list[CheckIn]:
    """One mark for each session; its token follows from who and where, so that a repeat is known."""
    return [
        check_in(
            tx,
            training_session_id=session_id,
            attendee_id=attendee_id,
            token=uuid.uuid5(attendee_id, session_id.hex),
            method=method,
            at=at,
            desk=desk,
            word=str(method),
            anyway=True,  # what is to be asked was asked before (`asking`)
        )
        for session_id in session_ids
    ]


def _registered(tx: Transaction, conference: Conference, key: uuid.UUID, answers: Sequence[CheckIn]) -> Registered:
    row = tx.execute(select(Attendee.code, Attendee.full_name).where(Attendee.id == key)).one()
    return Registered(key, row.code, row.full_name, tuple(answers), _count(tx, conference.id), conference.capacity)


def _count(tx: Transaction, conference_id: uuid.UUID) -> int:
    """Registered people; one who comes in another's place takes that place."""
    query = select(func.count()).where(
        Attendee.conference_id == conference_id,
        Attendee.state == AttendeeState.REGISTERED,
        has_own_place(),
    )
    return tx.scalar(query) or 0


def _free_sessions(
    tx: Transaction,
    replaced: Attendee,
    session_ids: Sequence[uuid.UUID],
    check_in_at: Sequence[uuid.UUID],
    *,
    anyway: bool,
) -> Sequence[uuid.UUID]:
    """The sessions at which somebody may come in this person's place, none for all: not those where they came.

    Raises InvalidInput. `anyway` gives in where they came to one that is named, or to all.
    """
    wanted = {key.hex for key in session_ids}
    others = tx.execute(
        select(Attendee.full_name, Attendee.substitute_sessions).where(
            Attendee.substitute_for_id.in_(joined.among(tx, [replaced.id]).members(replaced.id)),
            Attendee.state == AttendeeState.REGISTERED,
        )
    )
    for other, sessions in others:
        if not sessions or not wanted or wanted & set(sessions):
            raise InvalidInput("attendance.replaced_already", name=replaced.full_name, by=other)
    query = (
        select(TrainingSession.id, TrainingSession.title)
        .join(Attendance, Attendance.training_session_id == TrainingSession.id)
        .where(Attendance.attendee_id == replaced.id, Attendance.status.in_(THERE))
    )
    came = {row.id: row.title for row in tx.execute(query)}
    if not came:
        return session_ids
    agenda = select(TrainingSession.id).where(TrainingSession.conference_id == replaced.conference_id)
    left = session_ids or [key for key in tx.scalars(agenda.order_by(TrainingSession.starts_at)) if key not in came]
    against = [key for key in (*session_ids, *check_in_at) if key in came] or ([] if left else list(came))
    if against and not anyway:
        raise InvalidInput("attendance.replaced_is_in", name=replaced.full_name, session=came[against[0]])
    return left


def _set_state(tx: Transaction, ids: Sequence[uuid.UUID], state: AttendeeState, action: str, reason: str) -> int:
    ids = joined.all_one(tx, ids)
    rows = tx.scalars(select(Attendee).where(Attendee.id.in_(ids)).with_for_update()).all()
    unmoved = {state} if state is AttendeeState.REGISTERED else {state, AttendeeState.REMOVED}
    stale = [row for row in rows if row.state not in unmoved]
    if not stale:
        return 0
    with journal.entry(
        tx,
        action,
        {Area.ATTENDEES, Area.ATTENDANCE},
        conference_id=stale[0].conference_id,
        name=stale[0].full_name,
        count=len(stale),
        reason=reason,
    ):
        for row in stale:
            row.state, row.state_at, row.state_reason = str(state), tx.clock(), visible(reason)
            row.said_state, row.said_at, row.said_reason = "", None, ""  # what stands is said of them again
        tx.flush()
    return len(stale)
