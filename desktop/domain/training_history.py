"""Somebody's training over the years, and a unit's."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.domain.attendance import Status


@dataclass(frozen=True, slots=True)
class SessionAttended:
    """How somebody stood with one session of a conference."""

    title: str
    starts_at: dt.datetime
    """Local, as printed."""
    status: Status


@dataclass(frozen=True, slots=True)
class ConferenceAttended:
    """One conference of somebody's: as they were registered there, and what they were at."""

    id: str
    code: str
    """The conference's code."""
    title: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    programme: str
    full_name: str
    badge_code: str
    unit: str
    position: str
    group: str
    state: str
    """registered or cancelled (`domain.people.AttendeeState`)."""
    instead_of: str
    """Whose place they came in; "" for none."""
    replaced_by: tuple[str, ...]
    """Who came in theirs."""
    sessions: tuple[SessionAttended, ...]
    """In order of time: those that expect them, and others at which they were recorded."""
    hours: float
    certificates: tuple[str, ...]
    """Numbers of those that hold."""


@dataclass(frozen=True, slots=True)
class PersonHistory:
    """A person's conferences, the newest first."""

    id: str
    full_name: str
    conferences: tuple[ConferenceAttended, ...]

    @property
    def hours(self) -> float:
        """Of all of them."""
        return sum(each.hours for each in self.conferences)


@dataclass(frozen=True, slots=True)
class UnitConference:
    """A conference to which a unit, or one that went over into it, sent people."""

    id: str
    code: str
    title: str
    starts_on: dt.date | None
    units: tuple[str, ...]
    """What the unit was called on its list."""
    registered: int
    came: int
    """People who were at one session at least."""
    sessions: int
    """Sessions at which they were, all people together."""
    hours: float
    certificates: int
    """Those that hold."""
    substitutes: int
    """Who came in somebody's place."""


@dataclass(frozen=True, slots=True)
class UnitHistory:
    """A unit's conferences, the newest first."""

    id: str
    name: str
    before: tuple[str, ...]
    """The units that went over into it."""
    conferences: tuple[UnitConference, ...]

    @property
    def hours(self) -> float:
        """Of all of them."""
        return sum(each.hours for each in self.conferences)
