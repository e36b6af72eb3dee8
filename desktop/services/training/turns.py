"""Turns (lượt): each person once for each conference at which they were, over any span of days."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, String, cast, func, null, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from desktop.domain.attendance import THERE
from desktop.domain.half_days import HalfDay
from desktop.domain.people import AttendeeState
from desktop.domain.training_hours import Credit, total_hours
from desktop.services.joined import IS_GONE
from desktop.store.tables import Attendance, Attendee, Conference, TrainingSession
from desktop.store.transaction import Transaction

Credited: TypeAlias = tuple[float, frozenset[HalfDay]]
"""Training hours, and the half-days of the sessions."""
_APART = "\x1f"
"""Between texts that the database strings together: one long text is read in a tenth of the time of as many rows."""


@dataclass(slots=True)
class Turns:
    """Everybody at each conference, under all the registrations of theirs there that turned out to be one; lists of one length.

    Ids are texts as the database writes them: making ids of hundreds of thousands of rows takes longer than reading them.
    """

    people: list[str] = field(default_factory=list)
    conferences: list[str] = field(default_factory=list)
    attendees: list[str] = field(default_factory=list)
    """The registration under which they were there."""
    credits: list[Credited] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    """What the column asked for says of the registration."""

    @property
    def hours(self) -> list[float]:
        """Of each."""
        return [hours for hours, _half_days in self.credits]

    def hours_at(self) -> Iterator[tuple[str, float]]:
        """The conference and the hours of each."""
        return zip(self.conferences, self.hours, strict=True)


def turns(
    tx: Transaction,
    first: dt.date | None = None,
    last: dt.date | None = None,
    *,
    people: Collection[uuid.UUID] | None = None,
    unit_ids: Collection[uuid.UUID] | None = None,
    conference_id: uuid.UUID | None = None,
    column: ColumnElement[str] | None = None,
) -> Turns:
    """Who was there at sessions that begin on these days, both included; of these people, units or conference alone where named.

    Conferences in the bin don't count, nor anybody who was taken off the list. A substitute's turn is their own.
    """
    only: list[ColumnElement[bool]] = []
    if people is not None:
        only.append(Attendee.person_id.in_(people))
    if unit_ids is not None:
        only.append(Attendee.unit_id.in_(unit_ids))
    if conference_id is not None:
        only.append(Attendee.conference_id == conference_id)
    credited = _Credits(tx, first, last)
    sessions = _sessions_of_each(tx, first, last, only)
    same = one_person(tx)
    found = Turns()
    for conference, registered, persons, told in tx.connection().execute(_registered(first, last, only, column)):
        keys = _parts(registered)
        there = list(map(sessions.get, keys))
        who = compress(_parts(persons), there)
        rows = Turns(
            [same.get(person, person) for person in who] if same else list(who),
            [],
            list(compress(keys, there)),
            list(map(credited.__getitem__, filter(None, there))),
            list(compress(_parts(told) if told is not None else [""] * len(keys), there)),
        )
        if len(set(rows.people)) < len(rows.people):  # registered twice, and joined later
            rows = _each_once(rows, sessions, credited)
        found.people += rows.people
        found.conferences += [conference] * len(rows.people)
        found.attendees += rows.attendees
        found.credits += rows.credits
        found.told += rows.told
    return found


def _sessions_of_each(
    tx: Transaction, first: dt.date | None, last: dt.date | None, only: Sequence[ColumnElement[bool]]
) -> dict[str, tuple[str, ...]]:
    """By registration the sessions at which it was there, session by session: few sets of many, not many of few."""
    together: defaultdict[str, list[tuple[tuple[str, ...], set[str]]]] = defaultdict(list)
    for conference, session, attendees in tx.connection().execute(_attended(first, last, only)):
        here = set(_parts(attendees))
        split: list[tuple[tuple[str, ...], set[str]]] = [((session,), here)]
        for those, before in together[conference]:
            split += [((*those, session), before & here), (those, before - here)]
            here -= before
        together[conference] = [each for each in split if each[1]]
    return {key: those for parts in together.values() for those, keys in parts for key in keys}


class _Credits(dict[tuple[str, ...], Credited]):
    """What a set of sessions counts: many people were at the same, and it is worked out once."""

    def __init__(self, tx: Transaction, first: dt.date | None, last: dt.date | None) -> None:
        super().__init__()
        self._of_one = {
            key: Credit.of(starts_at, ends_at, hours)
            for key, starts_at, ends_at, hours in tx.execute(_sessions(first, last))
        }

    def __missing__(self, those: tuple[str, ...]) -> Credited:
        theirs = [self._of_one[key] for key in those]
        half_days = frozenset[HalfDay]().union(*(each.half_days for each in theirs))
        found = self[those] = total_hours(theirs), half_days
        return found


def _each_once(rows: Turns, sessions: dict[str, tuple[str, ...]], credited: _Credits) -> Turns:
    """Each person of a conference once, with the sessions of all registrations of theirs."""
    places: dict[str, int] = {}
    attended: list[tuple[str, ...]] = []
    found = Turns()
    for place, person in enumerate(rows.people):
        attendee = rows.attendees[place]
        if person in places:
            at = places[person]
            attended[at] = tuple(sorted({*attended[at], *sessions[attendee]}))
            found.credits[at] = credited[attended[at]]
            continue
        places[person] = len(found.people)
        attended.append(sessions[attendee])
        found.people.append(person)
        found.attendees.append(attendee)
        found.credits.append(rows.credits[place])
        found.told.append(rows.told[place])
    return found


def text_of(column: InstrumentedAttribute[Any]) -> ColumnElement[str]:
    """An id as the database writes it, on both databases a text."""
    return cast(column, String)


def _together(column: ColumnElement[str]) -> ColumnElement[str]:
    """The texts of all rows as one; nothing said is "" among them."""
    return func.aggregate_strings(func.coalesce(column, ""), _APART)


def _parts(text: str | None) -> list[str]:
    return [] if text is None else text.split(_APART)


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


def _attended(
    first: dt.date | None, last: dt.date | None, only: Sequence[ColumnElement[bool]]
) -> Select[str, str, str]:
    """By session its conference, and the registrations that were there."""
    query = (
        select(
            text_of(TrainingSession.conference_id),
            text_of(TrainingSession.id),
            _together(text_of(Attendance.attendee_id)),
        )
        .join(Attendance, Attendance.training_session_id == TrainingSession.id)
        .join(Conference, Conference.id == TrainingSession.conference_id)
        .where(Attendance.status.in_([each.value for each in THERE]), *_in_span(first, last))
        .group_by(TrainingSession.id, TrainingSession.conference_id)
    )
    return query.where(Attendance.attendee_id.in_(select(Attendee.id).where(*only))) if only else query


def on_the_lists(first: dt.date | None, last: dt.date | None) -> list[ColumnElement[bool]]:
    """The rules for everybody on the lists of these days' conferences."""
    span = select(TrainingSession.conference_id).join(Conference, Conference.id == TrainingSession.conference_id)
    return [
        Attendee.conference_id.in_(span.where(*_in_span(first, last))),
        or_(Attendee.state != AttendeeState.REMOVED, IS_GONE),
    ]


def _registered(
    first: dt.date | None,
    last: dt.date | None,
    only: Sequence[ColumnElement[bool]],
    column: ColumnElement[str] | None,
) -> Select[str, str, str, str | None]:
    """By conference, everybody on its list: registration, person, and what the column says."""
    told = null() if column is None else _together(column)
    return (
        select(
            text_of(Attendee.conference_id),
            _together(text_of(Attendee.id)),
            _together(text_of(Attendee.person_id)),
            told,
        )
        .where(*on_the_lists(first, last), *only)
        .group_by(Attendee.conference_id)
    )
