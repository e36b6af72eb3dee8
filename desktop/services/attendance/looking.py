"""Who is expected, who is there: what the door, the board and the reports read.

Columns are named one by one: a desk's login may not read phone numbers and birth dates, and the database refuses a
SELECT that so much as names them.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, Uuid, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import aliased

from desktop.domain.at_points import PointId, takes_part
from desktop.domain.attendance import (
    THERE,
    AttendanceRow,
    DoorPerson,
    DoorState,
    Mark,
    SessionAttendance,
    Status,
    late_from,
    marked,
)
from desktop.domain.errors import NotFound
from desktop.domain.joining import Joined
from desktop.domain.people import AttendeeState
from desktop.services import joined
from desktop.services.attendance import marking
from desktop.services.attendance.standing_in import stands_in, substitutes, yielding
from desktop.services.ordering import in_order
from desktop.services.points.belonging import followed_by_theirs, point_name, point_of
from desktop.store.bulk import chunks
from desktop.store.point_tables import SessionPoint
from desktop.store.prepared import Prepared
from desktop.store.tables import Attendance, Attendee, Audience, Conference, Person, RoleGroup, TrainingSession, Unit
from desktop.store.transaction import Transaction

_NEAR = dt.timedelta(minutes=90)


@dataclass(frozen=True, slots=True)
class _Session:
    id: uuid.UUID
    conference_id: uuid.UUID
    audience: frozenset[uuid.UUID]
    """Role groups expected; empty: everyone."""
    points: frozenset[PointId] = frozenset()
    """Points that follow it; empty: all."""


_AT = bindparam("session", type_=Uuid())
"""The session that the statements below speak of; they are built once, for a person waits at the door, and not by a start."""


@cache
def _people_query() -> Select[*tuple[Any, ...]]:
    """The columns of DoorPerson and what decides who is expected, at one session."""
    replaced = aliased(Attendee, name="replaced")
    return (
        select(
            Attendee.id,
            Attendee.code,
            Attendee.full_name,
            Attendee.honorific,
            Attendee.position,
            Attendee.unit_id,
            Attendee.unit_name,
            Attendee.role_group_id,
            func.coalesce(RoleGroup.title, "").label("role_group"),
            Attendee.seat,
            Attendee.attention,
            Attendee.state,
            Attendee.state_reason,
            Attendee.origin,
            Attendee.search,
            Attendee.sort_key,
            Attendee.substitute_for_id,
            Attendee.substitute_sessions,
            Attendee.joined_into_id,
            replaced.full_name.label("substitute_for"),
            point_of().label("point_id"),
            point_name().label("point"),
            Attendance.version,
            Attendance.status,
            Attendance.arrived_at,
            Attendance.left_at,
            Attendance.desk,
            Attendance.remark,
            Attendance.doubt,
        )
        .outerjoin(RoleGroup, RoleGroup.id == Attendee.role_group_id)
        .outerjoin(replaced, replaced.id == Attendee.substitute_for_id)
        .outerjoin(Attendance, and_(Attendance.attendee_id == Attendee.id, Attendance.training_session_id == _AT))
    )


def _session(tx: Transaction, session_id: uuid.UUID) -> _Session:
    row = tx.execute(
        select(TrainingSession.id, TrainingSession.conference_id).where(TrainingSession.id == session_id)
    ).first()
    if row is None:
        raise NotFound("session.not_found", what="session")
    groups = tx.scalars(select(Audience.role_group_id).where(Audience.training_session_id == session_id))
    points = tx.scalars(select(SessionPoint.venue_point_id).where(SessionPoint.training_session_id == session_id))
    return _Session(row.id, row.conference_id, frozenset(groups), frozenset(points))


def _person(
    row: Any, session: _Session, replaced_by: str, together: Joined, other_codes: tuple[str, ...] = ()
) -> DoorPerson:
    followed = takes_part(session.points, row.point_id)
    invited = followed and (not session.audience or row.role_group_id in session.audience)
    if row.substitute_for_id is not None:
        invited = invited and stands_in(row, session.id)
    status = row.status or Status.UNRECORDED
    stands = row.state == AttendeeState.REGISTERED and invited and not replaced_by
    return DoorPerson(
        id=row.id,
        code=row.code,
        full_name=row.full_name,
        honorific=row.honorific,
        position=row.position,
        unit_id=row.unit_id,
        unit=row.unit_name,
        role_group_id=row.role_group_id,
        role_group=row.role_group,
        seat=row.seat,
        attention=row.attention,
        state=row.state,
        state_reason=row.state_reason,
        origin=row.origin,
        substitute_for=row.substitute_for or "",
        replaced_by=replaced_by,
        expected=stands or status in THERE,
        search=row.search,
        sort_key=row.sort_key,
        status=status,
        arrived_at=row.arrived_at,
        left_at=row.left_at,
        desk=row.desk or "",
        remark=row.remark or "",
        doubt=row.doubt or "",
        invited=invited,
        substitute_for_id=row.substitute_for_id and together.one(row.substitute_for_id),
        other_codes=other_codes,
        point_id=row.point_id,
        point=row.point,
        followed=followed,
    )


def _people(
    tx: Transaction, session: _Session, query: Select[*tuple[Any, ...]], *, groups_first: bool = False
) -> list[tuple[Row[*tuple[Any, ...]], DoorPerson]]:
    """Those whom a query finds, by rank; `groups_first`, as the board counts them, by role group before that."""
    query = query.outerjoin(Unit, Unit.id == Attendee.unit_id)
    rows = in_order(tx, query, groups_first=groups_first, parameters={"session": session.id})
    together = joined.of_conference(tx, session.conference_id)
    replaced = substitutes(tx, session.conference_id, session.id, together)
    codes = joined.other_codes(tx, together)
    people = [_person(row, session, replaced.get(row.id, ""), together, codes.get(row.id, ())) for row in rows]
    giving_way = yielding(people, together)
    people = [replace(person, expected=False) if person.id in giving_way else person for person in people]
    return list(zip(rows, people, strict=True))


def door_people(tx: Transaction, session_id: uuid.UUID) -> list[DoorPerson]:
    """Everyone of the conference as a desk sees them at this session, in the order of groups and units.

    Those who cancelled or are not invited stand among them, so that the door can say so. Raises NotFound.
    """
    session = _session(tx, session_id)
    query = _people_query().where(
        Attendee.conference_id == session.conference_id, Attendee.state != AttendeeState.REMOVED
    )
    return [person for _row, person in _people(tx, session, query, groups_first=True)]


def those(tx: Transaction, session_id: uuid.UUID, ids: Sequence[uuid.UUID]) -> list[DoorPerson]:
    """These attendees as a desk sees them at a session, in the order of their ids. Raises NotFound."""
    session = _session(tx, session_id)
    found = {person.id: person for _row, person in _people(tx, session, _people_query().where(Attendee.id.in_(ids)))}
    return [found[key] for key in ids if key in found]


def birth_years(tx: Transaction, session_id: uuid.UUID) -> dict[uuid.UUID, int]:
    """The years of birth known of a session's attendees. Not for the login of a desk: the database refuses it."""
    conference_id = conference_of(tx, session_id)
    query = select(Attendee.id, Person.birth).join(Person, Person.id == Attendee.person_id)
    found = tx.execute(query.where(Attendee.conference_id == conference_id, Person.birth != ""))
    return {key: int(birth[:4]) for key, birth in found if birth[:4].isdigit()}


def door_states(tx: Transaction, session_id: uuid.UUID) -> list[DoorState]:
    """What has been recorded at a session so far: all that changes of `door_people` while people arrive."""
    gone = select(Attendee.id).where(joined.IS_GONE)
    query = select(
        Attendance.attendee_id,
        Attendance.status,
        Attendance.arrived_at,
        Attendance.left_at,
        Attendance.desk,
        Attendance.remark,
        Attendance.doubt,
    ).where(Attendance.training_session_id == session_id, Attendance.attendee_id.not_in(gone))
    return [DoorState(*row) for row in tx.execute(query)]


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """One person who stands at the desk of one session."""

    person: DoorPerson
    conference_id: uuid.UUID
    starts_at: dt.datetime
    ends_at: dt.datetime
    """The session's times, local."""
    late: dt.datetime
    """The moment after which an arrival is late."""
    version: int
    """Of their attendance; 0 when nothing was ever said."""
    alone: bool
    """Whether nobody else was joined into them."""
    closed: str
    """The conference's title where it is closed or was reported; "" where not."""
    reported: bool
    """Whether its figures were reported."""


def _at_the_door(_dialect: str) -> Select[*tuple[Any, ...]]:
    stand_in = aliased(Attendee, name="stand_in")
    other = aliased(Attendee, name="other")
    invites = select(Audience.id).where(Audience.training_session_id == _AT)
    return (
        _people_query()
        .add_columns(
            TrainingSession.conference_id,
            TrainingSession.starts_at,
            TrainingSession.ends_at,
            TrainingSession.late_after,
            or_(~invites.exists(), invites.where(Audience.role_group_id == Attendee.role_group_id).exists()).label(
                "invited"
            ),
            followed_by_theirs(_AT).label("followed"),
            select(stand_in.id)
            .where(stand_in.substitute_for_id == Attendee.id, stand_in.state != AttendeeState.REMOVED)
            .exists()
            .label("stood_in_for"),
            select(other.id).where(other.joined_into_id == Attendee.id).exists().label("others"),
            case((or_(Conference.closed, Conference.reported), Conference.title), else_="").label("closed"),
            Conference.reported,
        )
        .join(Conference, Conference.id == Attendee.conference_id)
        .join(TrainingSession, and_(TrainingSession.id == _AT, TrainingSession.conference_id == Attendee.conference_id))
        .where(Attendee.id == bindparam("attendee"))
    )


_AT_THE_DOOR = Prepared(_at_the_door)
_NOBODY = frozenset([uuid.UUID(int=0)])
"""An audience to which the person in question does not belong, points at which they do not sit."""


def at_the_door(tx: Transaction, session_id: uuid.UUID, attendee_id: uuid.UUID) -> AtTheDoor | None:
    """One person at one session, in one statement; None for somebody who is not of the session's conference.

    Who was joined into another is met as that one.
    """
    row = _AT_THE_DOOR.first(tx.connection(), {"session": session_id, "attendee": attendee_id})
    if row is None:
        _session(tx, session_id)
        return None
    if row.joined_into_id is not None and (stands := joined.one(tx, attendee_id)) != attendee_id:
        return at_the_door(tx, session_id, stands)
    session = _Session(
        session_id,
        row.conference_id,
        frozenset() if row.invited else _NOBODY,
        frozenset() if row.followed else _NOBODY,
    )
    replaced_by = ""
    if row.stood_in_for or row.others:
        replaced_by = substitutes(tx, row.conference_id, session_id).get(attendee_id, "")
    return AtTheDoor(
        _person(row, session, replaced_by, Joined()),
        row.conference_id,
        row.starts_at,
        row.ends_at,
        late_from(row.starts_at, row.late_after),
        row.version or 0,
        alone=not row.others,
        closed=row.closed,
        reported=row.reported,
    )


def conference_of(tx: Transaction, session_id: uuid.UUID) -> uuid.UUID:
    """The conference a session belongs to. Raises NotFound."""
    return _session(tx, session_id).conference_id


def name_of(tx: Transaction, attendee_id: uuid.UUID) -> str:
    """An attendee's name, "" for nobody."""
    return tx.scalar(select(Attendee.full_name).where(Attendee.id == attendee_id)) or ""


def who_came(tx: Transaction, ids: Sequence[uuid.UUID]) -> tuple[str, ...]:
    """The names of those of these attendees who were recorded as present at any session, in their order."""
    came: list[tuple[str, str]] = []
    for part in chunks(ids):
        query = select(Attendee.sort_key, Attendee.full_name).where(
            Attendee.id.in_(part),
            Attendee.id.in_(select(Attendance.attendee_id).where(Attendance.status.in_(THERE))),
        )
        came += [(row.sort_key, row.full_name) for row in tx.execute(query)]
    return tuple(name for _key, name in sorted(came))


def elsewhere(tx: Transaction, session_id: uuid.UUID, person: DoorPerson) -> str:
    """The title of another session at about the same time that expects this person; "" for none."""
    here = tx.get_one(TrainingSession, session_id)
    query = (
        select(TrainingSession.title)
        .where(
            TrainingSession.conference_id == here.conference_id,
            TrainingSession.id != session_id,
            TrainingSession.starts_at <= here.ends_at + _NEAR,
            TrainingSession.ends_at >= here.starts_at - _NEAR,
        )
        .order_by(TrainingSession.starts_at, TrainingSession.title)
    )
    audience = select(Audience.id).where(Audience.training_session_id == TrainingSession.id)
    mine = audience.where(Audience.role_group_id == person.role_group_id)
    points = select(SessionPoint.id).where(SessionPoint.training_session_id == TrainingSession.id)
    theirs = points.where(SessionPoint.venue_point_id.is_not_distinct_from(person.point_id))
    query = query.where(mine.exists() | ~audience.exists(), theirs.exists() | ~points.exists())
    return tx.scalars(query).first() or ""


def running_session(sessions: Sequence[Any], moment: dt.datetime) -> Any | None:
    """The session to offer at this local moment: one that runs or opens within 90 minutes, else the next, else the last.

    Takes anything with `starts_at` and `ends_at` (`SessionView`).
    """
    ordered = sorted(sessions, key=lambda each: each.starts_at)
    for each in ordered:
        if each.ends_at >= moment:
            return each
    return ordered[-1] if ordered else None


# -- reports ----------------------------------------------------------------------------------------------------------


def attendance(
    tx: Transaction, conference_id: uuid.UUID, session_ids: Collection[uuid.UUID] = (), *, with_marks: bool = True
) -> list[SessionAttendance]:
    """Each session with everyone it counts; without ids all sessions of the conference, in the order of the agenda."""
    query = (
        select(TrainingSession.id, TrainingSession.title, TrainingSession.starts_at, TrainingSession.ends_at)
        .where(TrainingSession.conference_id == conference_id)
        .order_by(TrainingSession.starts_at, TrainingSession.ends_at, TrainingSession.title)
    )
    if session_ids:
        query = query.where(TrainingSession.id.in_(list(session_ids)))
    return [_attendance(tx, row, with_marks=with_marks) for row in tx.execute(query).all()]


def _attendance(tx: Transaction, about: Any, *, with_marks: bool) -> SessionAttendance:
    session = _session(tx, about.id)
    query = _people_query().where(
        Attendee.conference_id == session.conference_id, Attendee.state != AttendeeState.REMOVED
    )
    people = [(row, person) for row, person in _people(tx, session, query) if person.expected]
    marks: Mapping[marking.Pair, list[Mark]] = {}
    if with_marks:
        said = [(about.id, person.id) for row, person in people if row.version]
        marks = marking.read_marks(tx, said, joined.of_conference(tx, session.conference_id))
    rows = [
        AttendanceRow(
            attendee_id=person.id,
            code=person.code,
            full_name=person.full_name,
            honorific=person.honorific,
            position=person.position,
            unit_id=person.unit_id,
            unit=person.unit,
            role_group=person.role_group,
            status=person.status,
            arrived_at=person.arrived_at,
            left_at=person.left_at,
            desk=person.desk,
            remark=person.remark,
            substitute_for_id=row.substitute_for_id,
            substitute_for=person.substitute_for,
            origin=person.origin,
            point=person.point,
            marks=marked(marks.get((about.id, person.id), ())),
        )
        for row, person in people
    ]
    return SessionAttendance(about.id, about.title, about.starts_at, about.ends_at, tuple(rows))


def marks_of(tx: Transaction, session_id: uuid.UUID, attendee_id: uuid.UUID) -> tuple[Mark, ...]:
    """The log of one attendance: who said what, when, at which desk and how; annulled ones too."""
    pair = (session_id, attendee_id)
    return marked(marking.read_marks(tx, [pair])[pair])
