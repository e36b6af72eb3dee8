"""What the record knows of somebody's training over the years, or a unit's."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import aliased

from desktop.domain.attendance import THERE, Status
from desktop.domain.people import AttendeeState
from desktop.domain.training_history import (
    ConferenceAttended,
    PersonHistory,
    SessionAttended,
    UnitConference,
    UnitHistory,
)
from desktop.services.joined import IS_GONE
from desktop.services.personal import finding
from desktop.services.points.belonging import of_sessions, point_of
from desktop.services.training.turns import text_of, turns
from desktop.services.training.units import with_predecessors
from desktop.store.bulk import chunks
from desktop.store.tables import (
    Attendance,
    Attendee,
    Audience,
    Certificate,
    Conference,
    Person,
    RoleGroup,
    TrainingSession,
    Unit,
)
from desktop.store.transaction import Transaction


def person(tx: Transaction, who: str) -> PersonHistory:
    """The history of a badge code, an id, or a name that fits only one. Raises NotFound or Ambiguous with who fits."""
    return person_by_id(tx, finding.person(tx, who))


def person_by_id(tx: Transaction, person_id: uuid.UUID) -> PersonHistory:
    """The history of somebody in the directory, under all names and registrations that turned out to be theirs."""
    people, registrations = finding.rows_of(tx, person_id)
    hours = dict(turns(tx, people=people).hours_at())
    rows = _registrations(tx, registrations)
    by_conference: defaultdict[uuid.UUID, list[Any]] = defaultdict(list)
    for row in rows:
        by_conference[row.conference_id].append(row)
    sessions = _sessions(tx, by_conference)
    certificates, replaced_by = _certificates(tx, registrations), _replaced_by(tx, registrations)
    found = []
    for conference_id, theirs in by_conference.items():
        stands = theirs[0]
        ids = [row.id for row in theirs]
        found.append(
            ConferenceAttended(
                id=str(conference_id),
                code=str(stands.number),
                title=stands.title,
                starts_on=stands.starts_on,
                ends_on=stands.ends_on,
                programme=stands.programme,
                full_name=stands.full_name,
                badge_code=stands.code,
                unit=stands.unit_name,
                position=stands.position,
                group=stands.group or "",
                state=stands.state,
                instead_of=stands.instead_of or "",
                replaced_by=tuple(name for key in ids for name in replaced_by.get(key, ())),
                sessions=tuple(sorted(sessions.get(conference_id, ()), key=attrgetter("starts_at", "title"))),
                hours=hours.get(stands.conference_key, 0.0),
                certificates=tuple(number for key in ids for number in certificates.get(key, ())),
            )
        )
    found.sort(key=lambda each: (each.starts_on or dt.date.min, int(each.code)), reverse=True)
    return PersonHistory(str(person_id), tx.get_one(Person, person_id).full_name, tuple(found))


def unit(tx: Transaction, unit_id: uuid.UUID) -> UnitHistory:
    """The history of a unit and of those that went over into it whole."""
    ids = with_predecessors(tx, unit_id)
    names = dict(tx.execute(select(Unit.id, Unit.name).where(Unit.id.in_(ids))).all())
    credited: defaultdict[str, list[float]] = defaultdict(list)
    for conference, hours in turns(tx, unit_ids=ids).hours_at():
        credited[conference].append(hours)
    rows = (
        select(
            Conference.id,
            text_of(Conference.id).label("key"),
            Conference.number,
            Conference.title,
            Conference.starts_on,
            Attendee.unit_name,
            func.sum(case((and_(*_STANDS), 1), else_=0)),
            func.sum(case((and_(*_STANDS, Attendee.substitute_for_id.is_not(None)), 1), else_=0)),
        )
        .join(Conference, Conference.id == Attendee.conference_id)
        .where(Attendee.unit_id.in_(ids), *_ON_A_LIST)
        .group_by(Conference.id, Conference.number, Conference.title, Conference.starts_on, Attendee.unit_name)
    )
    registered: defaultdict[uuid.UUID, list[Any]] = defaultdict(list)
    for row in tx.execute(rows):
        registered[row.id].append(row)
    sessions, certificates = _sessions_of_unit(tx, ids), _certificates_of_unit(tx, ids)
    found = [
        UnitConference(
            id=str(key),
            code=str(theirs[0].number),
            title=theirs[0].title,
            starts_on=theirs[0].starts_on,
            units=tuple(sorted(row.unit_name for row in theirs)),
            registered=sum(row[-2] for row in theirs),
            came=len(credited[theirs[0].key]),
            sessions=sessions.get(key, 0),
            hours=sum(credited[theirs[0].key]),
            certificates=certificates.get(key, 0),
            substitutes=sum(row[-1] for row in theirs),
        )
        for key, theirs in registered.items()
        if credited[theirs[0].key] or any(row[-2] for row in theirs)
    ]
    found.sort(key=lambda each: (each.starts_on or dt.date.min, int(each.code)), reverse=True)
    before = tuple(sorted(name for key, name in names.items() if key != unit_id))
    return UnitHistory(str(unit_id), names[unit_id], before, tuple(found))


_ON_A_LIST = (Conference.binned_at.is_(None), or_(Attendee.state != AttendeeState.REMOVED, IS_GONE))
"""Registrations that a history tells of."""
_STANDS = (Attendee.state == AttendeeState.REGISTERED, Attendee.joined_into_id.is_(None))
"""Of them those who are expected, each person once."""


def _sessions_of_unit(tx: Transaction, unit_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    """By conference at how many sessions its people were, each person once at each."""
    query = (
        select(Attendee.conference_id, Attendance.training_session_id, Attendee.person_id)
        .join(Attendance, Attendance.attendee_id == Attendee.id)
        .join(Conference, Conference.id == Attendee.conference_id)
        .where(Attendee.unit_id.in_(unit_ids), Attendance.status.in_([each.value for each in THERE]), *_ON_A_LIST)
    )
    return Counter(conference for conference, _session, _person in tx.execute(query.distinct()))


def _certificates_of_unit(tx: Transaction, unit_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    """By conference how many certificates of its people hold."""
    query = (
        select(Attendee.conference_id, func.count())
        .join(Certificate, Certificate.attendee_id == Attendee.id)
        .join(Conference, Conference.id == Attendee.conference_id)
        .where(Attendee.unit_id.in_(unit_ids), Certificate.revoked_at.is_(None), *_ON_A_LIST)
    )
    return dict(tx.execute(query.group_by(Attendee.conference_id)).all())


def _registrations(tx: Transaction, ids: Sequence[uuid.UUID]) -> list[Any]:
    """Of these the ones on a list, in each conference first the one that stands for the others."""
    replaced = aliased(Attendee)
    query = (
        select(
            Attendee.id,
            Attendee.conference_id,
            text_of(Attendee.conference_id).label("conference_key"),
            Attendee.full_name,
            Attendee.code,
            Attendee.unit_name,
            Attendee.position,
            Attendee.state,
            RoleGroup.title.label("group"),
            replaced.full_name.label("instead_of"),
            Conference.number,
            Conference.title,
            Conference.starts_on,
            Conference.ends_on,
            Conference.programme,
        )
        .join(Conference, Conference.id == Attendee.conference_id)
        .outerjoin(RoleGroup, RoleGroup.id == Attendee.role_group_id)
        .outerjoin(replaced, replaced.id == Attendee.substitute_for_id)
        .where(*_ON_A_LIST)
        .order_by(Attendee.joined_into_id.is_not(None), Attendee.code)
    )
    return [row for part in chunks(ids) for row in tx.execute(query.where(Attendee.id.in_(part)))]


def _sessions(
    tx: Transaction, registrations: Mapping[uuid.UUID, Sequence[Any]]
) -> dict[uuid.UUID, list[SessionAttended]]:
    """Of each conference the sessions that expect somebody, and those at which something was recorded of them."""
    ids = [row.id for rows in registrations.values() for row in rows]
    said: dict[uuid.UUID, Status] = {}
    for part in chunks(ids):
        query = select(Attendance.training_session_id, Attendance.status).where(Attendance.attendee_id.in_(part))
        for session, status in tx.execute(query):
            if said.get(session) not in (Status.PRESENT, Status.LATE):
                said[session] = Status(status)
    groups = {group for part in chunks(ids) for group in _groups(tx, part)}
    seats = {seat for part in chunks(ids) for seat in tx.scalars(select(point_of()).where(Attendee.id.in_(part)))}
    points = {key: named for each in registrations for key, named in of_sessions(tx, each).items()}
    found: defaultdict[uuid.UUID, list[SessionAttended]] = defaultdict(list)
    for part in chunks(list(registrations)):
        audience: defaultdict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
        invited = (
            select(Audience.training_session_id, Audience.role_group_id)
            .join(TrainingSession, TrainingSession.id == Audience.training_session_id)
            .where(TrainingSession.conference_id.in_(part))
        )
        for session, group in tx.execute(invited):
            audience[session].add(group)
        for each in tx.scalars(select(TrainingSession).where(TrainingSession.conference_id.in_(part))):
            status = said.get(each.id, Status.UNRECORDED)
            followed = each.id not in points or not points[each.id].isdisjoint(seats)
            expected = followed and (not audience[each.id] or audience[each.id] & groups)
            if expected or status is not Status.UNRECORDED:
                found[each.conference_id].append(SessionAttended(each.title, each.starts_at, status))
    return found


def _groups(tx: Transaction, ids: Sequence[uuid.UUID]) -> Iterable[uuid.UUID]:
    query = select(Attendee.role_group_id).where(Attendee.id.in_(ids), Attendee.role_group_id.is_not(None))
    return [key for key in tx.scalars(query) if key is not None]


def _certificates(tx: Transaction, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    found: defaultdict[uuid.UUID, list[str]] = defaultdict(list)
    for part in chunks(ids):
        query = select(Certificate.attendee_id, Certificate.number, Certificate.content).where(
            Certificate.attendee_id.in_(part), Certificate.revoked_at.is_(None)
        )
        for attendee, number, content in tx.execute(query.order_by(Certificate.number)):
            found[attendee].append(str(content.get("number") or number))
    return found


def _replaced_by(tx: Transaction, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    found: defaultdict[uuid.UUID, list[str]] = defaultdict(list)
    for part in chunks(ids):
        query = select(Attendee.substitute_for_id, Attendee.full_name).where(
            Attendee.substitute_for_id.in_(part), Attendee.state == AttendeeState.REGISTERED
        )
        for replaced, name in tx.execute(query.order_by(Attendee.sort_key)):
            if replaced is not None:
                found[replaced].append(name)
    return found
