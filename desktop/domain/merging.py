"""What a merge of two desks' records brought."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.domain.areas import Area
    from desktop.domain.attendance import DoubtfulAttendance


@dataclass(frozen=True, slots=True)
class Recoded:
    """Somebody whose badge code another had too: the badge wants printing again."""

    attendee_id: uuid.UUID
    full_name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """What could not be taken: it speaks of a session or person that is not here."""

    entity: str
    """attendance_mark or attendee."""
    id: uuid.UUID
    code: str
    """Why: session.not_found, attendee.not_found, person.not_found, conference.not_found, desk.not_allowed."""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A line of a desk's own journal, told to its server with the marks and people it added."""

    token: uuid.UUID
    """By which the server knows it, too."""
    action: str
    areas: frozenset[Area]
    conference_id: uuid.UUID
    details: Mapping[str, Any]
    added: tuple[tuple[str, uuid.UUID], ...]
    """Entity and id of each."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of sending what waited at a desk."""

    unknown: tuple[Unknown, ...] = ()
    """What the server would not take."""
    recoded: tuple[Recoded, ...] = ()
    people: bool = False
    """Whether people went over, or a word about them."""


@dataclass(frozen=True, slots=True)
class OddClock:
    """A desk whose clock or time zone is off, by the arrivals it noted."""

    desk: str
    arrivals: int
    """How many of them are from when the door was closed, or still to come."""
    of: int
    """How many of its arrivals this merge brought."""
    first: dt.datetime
    last: dt.datetime


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge brought."""

    new_marks: int = 0
    new_people: int = 0
    states: int = 0
    """Registrations that were cancelled, taken back or off the list by the other side's later word."""
    joins: int = 0
    """Attendees who were joined into another, or parted, by the other side's later word."""
    filled: int = 0
    """Of those into whom others were joined: who had blanks that were filled from them."""
    pairs: int = 0
    """Pairs that are two people, or no longer, by the other side's later word."""
    points: int = 0
    """Points, units at them and words where somebody sits that the other side knew."""
    recoded: tuple[Recoded, ...] = ()
    doubts: tuple[DoubtfulAttendance, ...] = ()
    """Attendances that this merge touched and somebody should look at."""
    clocks: tuple[OddClock, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    conferences: tuple[str, ...] = ()
    """Titles of the conferences that were merged."""

    @property
    def changed(self) -> bool:
        """Whether anything was new."""
        return bool(
            self.new_marks or self.new_people or self.states or self.joins or self.pairs or self.points or self.recoded
        )
