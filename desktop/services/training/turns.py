"""Turns (lượt): each person once for each conference at which they were, over any span of days."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from desktop.domain.attendance import THERE
from desktop.domain.half_days import HalfDay
from desktop.domain.people import AttendeeState
from desktop.domain.training_hours import Credit, total_hours
from desktop.services.joined import IS_GONE
from desktop.store.tables import Attendance, Attendee, Conference, TrainingSession
from desktop.store.transaction import Transaction


@dataclass(slots=True)
class Turn:
    """Somebody at one conference, under all the registrations of theirs there that turned out to be one.

    Ids are texts as the database writes them: making ids of hundreds of thousands of rows takes longer than reading them.
    """

    person: str
    conference: str
    attendee: str
    """The registration under which they were there."""
    hours: float
    half_days: frozenset[HalfDay]


def turns(
    tx: Transaction,
    first: dt.date | None = None,
    last: dt.date | None = None,
    *,
    people: Collection[uuid.UUID] | None = None,
    unit_ids: Collection[uuid.UUID] | None = None,
) -> list[Turn]:
    """Who was there at sessions that begin on these days, both included; of these people or units alone where named.

    Conferences in the bin don't count, nor anybody who was taken off the list. A substitute's turn is their own.
    """
    credits = {
        key: Credit.of(starts_at, ends_at, hours)
        for key, starts_at, ends_at, hours in tx.execute(_sessions(first, last))
    }
    only: list[ColumnElement[bool]] = []
    if people is not None:
        only.append(Attendee.person_id.in_(people))
    if unit_ids is not None:
        only.append(Attendee.unit_id.in_(unit_ids))
    sessions: dict[str, tuple[str, ...]] = {}
    for attendee, session in tx.connection().execute(_attended(first, last, only)):
        sessions[attendee] = (*sessions.get(attendee, ()), session)
    credited: dict[tuple[str, ...], tuple[float, frozenset[HalfDay]]] = {}

    def credit(those: tuple[str, ...]) -> tuple[float, frozenset[HalfDay]]:
        """Of a set of sessions: many people were at the same."""
        if those not in credited:
            theirs = [credits[key] for key in those]
            half_days = frozenset[HalfDay]().union(*(each.half_days for each in theirs))
            credited[those] = total_hours(theirs), half_days
        return credited[those]

    same = one_person(tx)
    found: dict[tuple[str, str], Turn] = {}
    for attendee, person, conference in tx.connection().execute(_registered(first, last, only)):
        if (those := sessions.get(attendee)) is None:
            continue
        person = same.get(person, person)
        key = person, conference
        before = found.get(key)
        if before is not None:  # registered twice, and joined later
            sessions[before.attendee] = those = tuple(sorted({*sessions[before.attendee], *those}))
            before.hours, before.half_days = credit(those)
        else:
            found[key] = Turn(person, conference, attendee, *credit(those))
    return list(found.values())


def text_of(column: InstrumentedAttribute[Any]) -> ColumnElement[str]:
    """An id as the database writes it, on both databases a text."""
    return cast(column, String)


def one_person(tx: Transaction) -> dict[str, str]:
    """The directory's people who turned out to be one by a joining of registrations: each by the one who stands for them."""
    lead = aliased(Attendee)
    query = select(text_of(Attendee.person_id), text_of(lead.person_id).label("lead")).join(
        lead, lead.id == Attendee.joined_into_id
    )
    groups: dict[str, set[str]] = {}
    for one, other in tx.execute(query):
        together = groups.get(one, {one}) | groups.get(other, {other})
        groups.update(dict.fromkeys(together, together))
    return {person: min(together) for person, together in groups.items()}


def _in_span(first: dt.date | None, last: dt.date | None) -> list[ColumnElement[bool]]:
    rules: list[ColumnElement[bool]] = [Conference.binned_at.is_(None)]
    if first is not None:
        rules.append(TrainingSession.starts_at >= dt.datetime.combine(first, dt.time()))
    if last is not None:
        rules.append(TrainingSession.starts_at < dt.datetime.combine(last + dt.timedelta(days=1), dt.time()))
    return rules


def _sessions(first: dt.date | None, last: dt.date | None) -> Select[str, dt.datetime, dt.datetime, float | None]:
    query = select(
        text_of(TrainingSession.id), TrainingSession.starts_at, TrainingSession.ends_at, TrainingSession.hours
    )
    return query.join(Conference, Conference.id == TrainingSession.conference_id).where(*_in_span(first, last))


def _attended(first: dt.date | None, last: dt.date | None, only: Sequence[ColumnElement[bool]]) -> Select[str, str]:
    """Each registration with each of the sessions at which it was there."""
    span = select(TrainingSession.id).join(Conference, Conference.id == TrainingSession.conference_id)
    query = select(text_of(Attendance.attendee_id), text_of(Attendance.training_session_id)).where(
        Attendance.status.in_([each.value for each in THERE]),
        Attendance.training_session_id.in_(span.where(*_in_span(first, last))),
    )
    return query.where(Attendance.attendee_id.in_(select(Attendee.id).where(*only))) if only else query


def _on_the_lists(first: dt.date | None, last: dt.date | None) -> list[ColumnElement[bool]]:
    span = select(TrainingSession.conference_id).join(Conference, Conference.id == TrainingSession.conference_id)
    return [
        Attendee.conference_id.in_(span.where(*_in_span(first, last))),
        or_(Attendee.state != AttendeeState.REMOVED, IS_GONE),
    ]


def registered_in(
    tx: Transaction,
    first: dt.date | None,
    last: dt.date | None,
    *columns: InstrumentedAttribute[Any] | ColumnElement[Any],
) -> Iterable[Any]:
    """Of everybody on the lists of these days' conferences the id as a text, and the columns."""
    return tx.connection().execute(select(text_of(Attendee.id), *columns).where(*_on_the_lists(first, last))).all()


def _registered(
    first: dt.date | None, last: dt.date | None, only: Sequence[ColumnElement[bool]]
) -> Select[str, str, str]:
    query = select(text_of(Attendee.id), text_of(Attendee.person_id), text_of(Attendee.conference_id))
    return query.where(*_on_the_lists(first, last), *only)
