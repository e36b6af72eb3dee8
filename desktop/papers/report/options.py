"""The result report (báo cáo kết quả): counts and rates by half-day, role group and unit, and who they are about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from desktop.domain.documents import fields
from desktop.domain.documents.frame import Letterhead
from desktop.domain.documents.tallies import AttendanceTally, total
from desktop.domain.half_days import Half
from desktop.domain.opinion_results import OpinionResults

By = Literal["half_day", "session"]


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What the report says beside its numbers."""

    by: By = fields.pick("half_day", "session")
    number: str = fields.text()
    date: dt.date | None = fields.day()
    """Of the report; none leaves room to write it."""
    about: str = fields.text()
    opening: str = fields.text(lines=3)
    assessment: str = fields.text(lines=5)
    proposals: str = fields.text(lines=4)
    annexes: bool = fields.flag(True)
    """The units' figures and the lists of names follow as annexes; else they are left out, the units' stand inside."""
    plots: bool = fields.flag(True)


@dataclass(frozen=True, slots=True)
class Part:
    """A half-day, or one session, with what became of everyone it counts."""

    day: dt.date
    half: Half
    title: str
    """The session's; "" for a half-day."""
    starts_at: dt.datetime
    tally: AttendanceTally


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A role group, a unit or a point; "" is called by the paper."""

    name: str
    parts: tuple[AttendanceTally, ...]
    """For each part of the report."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody on an annexed list."""

    full_name: str
    honorific: str
    position: str
    unit: str
    parts: tuple[int, ...] = ()
    """At which parts, by their place."""
    at: tuple[dt.datetime | None, ...] = ()
    """When they came to each of them, in local time."""
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How many people came to one part in each span of time."""

    part: int
    minutes: int
    """The length of a span."""
    counts: tuple[tuple[dt.datetime, int], ...]
    """Where each span begins (local time), and how many came in it."""


@dataclass(frozen=True, slots=True)
class ReportContent:
    """The report before it is laid out."""

    letterhead: Letterhead
    conference: str
    parts: tuple[Part, ...]
    groups: tuple[ReportRow, ...]
    units: tuple[ReportRow, ...]
    people: int
    """Different people whom the parts count."""
    came: int
    """Of them, who was at one part at least."""
    points: tuple[ReportRow, ...] = ()
    """The main hall and the points; () where everybody sits in the hall."""
    absent_units: tuple[str, ...] = ()
    """Nobody of theirs came, and attendance was recorded."""
    absent: tuple[Named, ...] = ()
    """Without leave."""
    excused: tuple[Named, ...] = ()
    late: tuple[Named, ...] = ()
    substitutes: tuple[Named, ...] = ()
    """Those who came in somebody's place."""
    walk_ins: tuple[Named, ...] = ()
    """Those registered at the door who came."""
    arrivals: tuple[Arrivals, ...] = ()
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    venue: str = ""
    opinions: tuple[OpinionResults, ...] = ()
    """What the trainees' evaluations came to, where enough answered."""
    options: ReportOptions = ReportOptions()

    @property
    def total(self) -> int:
        """How many people it is about."""
        return self.people

    @property
    def counted(self) -> tuple[int, ...]:
        """The parts that figures are summed over: those with anything recorded, else all.

        A half-day nobody took attendance of would say that everyone stayed away.
        """
        recorded = (place for place, part in enumerate(self.parts) if part.tally.expected > part.tally.unrecorded)
        return tuple(recorded) or tuple(range(len(self.parts)))

    @property
    def is_recorded(self) -> bool:
        """Whether attendance was taken at all."""
        return any(part.tally.expected > part.tally.unrecorded for part in self.parts)

    @property
    def tally(self) -> AttendanceTally:
        """Over the parts that count: attendances, not people, when there are several."""
        return total(self.parts[place].tally for place in self.counted)

    def tally_of(self, line: ReportRow) -> AttendanceTally:
        """The same of one group or unit."""
        return total(line.parts[place] for place in self.counted)


_SPANS = (5, 10, 15, 30, 60, 120)
_MOST_SPANS = 14


def arrivals(part: int, moments: Sequence[dt.datetime]) -> Arrivals | None:
    """Arrivals on one day by spans of a round length, spans in which nobody came among them; None for a few people."""
    if len(moments) < 5:
        return None
    day = min(moments).replace(hour=0, minute=0, second=0, microsecond=0)
    for minutes in _SPANS:
        span = dt.timedelta(minutes=minutes)
        first, last = ((moment - day) // span for moment in (min(moments), max(moments)))
        if last - first < _MOST_SPANS:
            break
    counts = [0] * (last - first + 1)
    for moment in moments:
        counts[(moment - day) // span - first] += 1
    begins = (day + span * (first + place) for place in range(len(counts)))
    return Arrivals(part, minutes, tuple(zip(begins, counts, strict=True)))
