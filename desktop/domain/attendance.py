"""Attendance: what was said of a person at a session (marks), and what follows from it (the state).

The state is a function of the set of marks and of nothing else: whoever holds the same marks, in whatever order they
came, sees the same state. That is what lets desks work apart and be merged in any order, any number of times.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import pairwise

from desktop.domain.lazy_dataclass import dataclass


class Status(StrEnum):
    """Where an attendee stands with one session."""

    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    ABSENT = "absent"
    UNRECORDED = "unrecorded"


THERE = frozenset({Status.PRESENT, Status.LATE})
"""Statuses of people who came."""


class MarkKind(StrEnum):
    """What a mark says."""

    IN = "in"
    """Came in at `at`; whether late follows from the session's threshold."""
    LEFT = "left"
    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    ABSENT = "absent"
    REMARK = "remark"
    """`reason` is the remark; "" takes it back."""
    ANNUL = "annul"
    """Takes back the mark `annuls_id`, which may itself be one that takes back."""


class Method(StrEnum):
    """How a mark came about."""

    SCAN = "scan"
    CAMERA = "camera"
    SEARCH = "search"
    HAND = "hand"
    PAPER = "paper"
    PICTURE = "picture"
    """Of a signed sheet too: read from a photograph or a scan of it, and confirmed by whoever entered it."""
    IMPORT = "import"
    REST = "rest"
    """Filled in for whoever nobody had marked; gives way to any other mark."""
    WALK_IN = "walk_in"
    SUBSTITUTE = "substitute"
    COMMAND = "command"


class Doubt(StrEnum):
    """Why an attendance should be looked at."""

    NONE = ""
    TWICE = "twice"
    """Let in at two desks that did not see each other."""
    CONTRADICTION = "contradiction"
    """One mark says there, another says absent."""
    OFF_THE_LIST = "off_the_list"
    """Taken off the list at one desk, let in at another. This and the following are seen when they are looked for."""
    BOTH = "both"
    """Came, and so did who comes in their place."""
    TWO_INSTEAD = "two_instead"
    """Two people come in their place."""
    OUTSIDE = "outside"
    """Let in when the session was over, or long before it, and nobody said that it is right."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing said about an attendance. Moments are UTC; `id` is also the token by which a repeat is known."""

    id: uuid.UUID
    kind: str
    at: dt.datetime
    recorded_at: dt.datetime
    desk: str
    method: str
    annuls_id: uuid.UUID | None = None
    reason: str = ""
    received_at: dt.datetime | None = None
    """When a server took it in, by the server's clock; None where no server did."""
    annulled: bool = False
    """Filled in by `marked`; a fold looks at the annulling marks themselves."""


@dataclass(frozen=True, slots=True)
class State:
    """What a set of marks comes to."""

    status: Status = Status.UNRECORDED
    arrived_at: dt.datetime | None = None
    left_at: dt.datetime | None = None
    desk: str = ""
    """The desk whose mark decides."""
    remark: str = ""
    doubt: Doubt = Doubt.NONE


_SAYS_STATUS = frozenset({MarkKind.IN, MarkKind.PRESENT, MarkKind.LATE, MarkKind.EXCUSED, MarkKind.ABSENT})
_SAYS_THERE = frozenset({MarkKind.IN, MarkKind.PRESENT, MarkKind.LATE})


def live(marks: Iterable[Mark]) -> list[Mark]:
    """The marks that no other mark takes back, those that take back left out."""
    once = {mark.id: mark for mark in marks}  # a mark heard twice is one mark
    stands = standing(once.values())
    return [mark for mark in once.values() if mark.kind != MarkKind.ANNUL and mark.id in stands]


def standing(marks: Collection[Mark]) -> set[uuid.UUID]:
    """The ids of the marks that no standing mark takes back: to take back what takes back says the thing again."""
    against: dict[uuid.UUID | None, set[uuid.UUID]] = defaultdict(set)
    for mark in marks:
        if mark.kind == MarkKind.ANNUL:
            against[mark.annuls_id].add(mark.id)
    waiting = {mark.id: mark for mark in marks}
    stands: set[uuid.UUID] = set()
    while settled := [mark for mark in waiting.values() if not against[mark.id] & waiting.keys()]:
        # All that speaks against these is settled, so that the order in which the marks came plays no part.
        for mark in settled:
            del waiting[mark.id]
            if not against[mark.id] & stands:
                stands.add(mark.id)
    return stands  # marks that take each other back in a circle, which no desk makes, fall


def says_status(mark: Mark) -> bool:
    """Whether the mark speaks of there or absent, rather than of leaving or a remark."""
    return mark.kind in _SAYS_STATUS


def disputed(marks: Iterable[Mark]) -> list[Mark]:
    """The marks that stand against each other, the earliest first."""
    said = [mark for mark in live(marks) if says_status(mark)]
    return sorted([mark for mark in said if mark.method != Method.REST] or said, key=_first)


def _first(mark: Mark) -> tuple[dt.datetime, bytes]:
    return mark.at, mark.id.bytes


def _earliest(mark: Mark) -> tuple[dt.datetime, dt.datetime, bytes]:
    """Of two things that happened at the same moment (papers know minutes) the one said first comes first."""
    return mark.at, mark.recorded_at, mark.id.bytes


def _newest(mark: Mark) -> tuple[dt.datetime, bytes]:
    return mark.recorded_at, mark.id.bytes


def fold(marks: Iterable[Mark], late_from: dt.datetime | None = None) -> State:
    """What the marks come to. An arrival after `late_from` is late.

    Someone let in anywhere is there, whatever others said (nobody may be lost); a word about present or late goes above
    the clock; filling in the rest gives way to everything. The order of the marks does not matter.
    """
    standing = live(marks)
    said = [mark for mark in standing if mark.kind in _SAYS_STATUS]
    said = [mark for mark in said if mark.method != Method.REST] or said
    remarks = [mark for mark in standing if mark.kind == MarkKind.REMARK]
    remark = max(remarks, key=_newest).reason if remarks else ""
    there = [mark for mark in said if mark.kind in _SAYS_THERE]
    if not there:
        if not said:
            return State(remark=remark)
        last = max(said, key=_newest)
        doubt = Doubt.CONTRADICTION if len({mark.kind for mark in said}) > 1 else Doubt.NONE
        return State(Status(last.kind), desk=last.desk, remark=remark, doubt=doubt)
    arrivals = sorted((mark for mark in there if mark.kind == MarkKind.IN), key=_earliest)
    words = [mark for mark in there if mark.kind != MarkKind.IN]
    lead = arrivals[0] if arrivals else max(words, key=_newest)
    if words:
        status = Status(max(words, key=_newest).kind)
    else:
        late = late_from is not None and lead.at > late_from
        status = Status.LATE if late else Status.PRESENT
    departures = [mark for mark in standing if mark.kind == MarkKind.LEFT]
    departure = max(departures, key=_earliest, default=None)
    if departure is not None and arrivals and _earliest(arrivals[-1]) > _earliest(departure):
        departure = None  # came back
    return State(
        status,
        arrived_at=arrivals[0].at if arrivals else None,
        left_at=departure.at if departure else None,
        desk=lead.desk,
        remark=remark,
        doubt=_doubt(said, arrivals, departures, lead),
    )


def _doubt(said: Sequence[Mark], arrivals: Sequence[Mark], departures: Sequence[Mark], lead: Mark) -> Doubt:
    for mark in said:
        # Excused beforehand and come after all is no contradiction.
        if mark.kind == MarkKind.ABSENT or (mark.kind == MarkKind.EXCUSED and _newest(mark) > _newest(lead)):
            return Doubt.CONTRADICTION
    for first, second in pairwise(arrivals):
        if not any(first.at <= departure.at <= second.at for departure in departures):
            return Doubt.TWICE
    return Doubt.NONE


def marked(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks by the moment they were recorded, each with whether it was annulled."""
    marks = sorted(marks, key=_newest)
    stands = standing(marks)
    return tuple(replace(mark, annulled=mark.id not in stands) for mark in marks)


def late_from(starts_at: dt.datetime, late_after: int) -> dt.datetime:
    """The moment after which an arrival is late: minutes after the start, which is the office's local time."""
    return (starts_at + dt.timedelta(minutes=late_after)).astimezone(dt.UTC)


# -- the door ---------------------------------------------------------------------------------------------------------


class Outcome(StrEnum):
    """What a desk is told about a person it wants to let in."""

    IN = "in"
    ALREADY_IN = "already_in"
    NOT_EXPECTED = "not_expected"
    """Not of this session's audience (`CheckIn.elsewhere` may say where)."""
    REPLACED = "replaced"
    CANCELLED = "cancelled"
    OUTSIDE = "outside"
    """The session is over, or begins much later."""
    FUTURE = "future"
    """The moment given has not come yet."""
    NOT_FOUND = "not_found"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class DoorPerson:
    """An attendee as a desk sees them at one session; nothing here is of the kind a desk may not read."""

    id: uuid.UUID
    code: str
    full_name: str
    honorific: str
    position: str
    unit_id: uuid.UUID | None
    unit: str
    role_group_id: uuid.UUID | None
    role_group: str
    seat: str
    attention: str
    state: str
    """registered or cancelled."""
    state_reason: str
    origin: str
    """"" for those registered before; walk_in or substitute."""
    substitute_for: str
    """The name of the person replaced, "" for nobody."""
    replaced_by: str
    """The name of who came instead at this session, "" for nobody."""
    expected: bool
    """Whether the session counts them: invited and not replaced, or there all the same."""
    search: str
    sort_key: str
    status: str = Status.UNRECORDED
    arrived_at: dt.datetime | None = None
    left_at: dt.datetime | None = None
    desk: str = ""
    remark: str = ""
    doubt: str = ""
    invited: bool = True
    """Of the session's audience, at a point that follows it."""
    substitute_for_id: uuid.UUID | None = None
    """Whom they come for, when they come for somebody."""
    other_codes: tuple[str, ...] = ()
    """Badge codes of those who turned out to be this person: they open as well."""
    point_id: uuid.UUID | None = None
    """Where they sit (`domain.points`); None: in the main hall."""
    point: str = ""
    """What it is called; "" for the main hall."""
    followed: bool = True
    """Whether the session is followed there."""


@dataclass(frozen=True, slots=True)
class DoorState:
    """What changes of a DoorPerson while people arrive."""

    attendee_id: uuid.UUID
    status: str
    arrived_at: dt.datetime | None
    left_at: dt.datetime | None
    desk: str
    remark: str
    doubt: str


@dataclass(frozen=True, slots=True)
class CheckIn:
    """The answer to one try at the door."""

    outcome: Outcome
    person: DoorPerson | None = None
    at: dt.datetime | None = None
    """When they came in: now, or the first time when they are in already."""
    desk: str = ""
    mark_id: uuid.UUID | None = None
    """The mark written, which undo annuls."""
    elsewhere: str = ""
    """Another session, at about this time, that expects them."""
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    """The session's times, local, when it is not the time to come in."""
    candidates: tuple[DoorPerson, ...] = ()
    pending: bool = False
    """Kept at this desk, not yet at the server."""


@dataclass(frozen=True, slots=True)
class Became:
    """What became of an arrival that a desk noted, as far as this desk's file knows."""

    undone: bool = False
    waits: bool = False
    """The server has not got it yet."""
    refused: str = ""
    """Why the server would not take it, by its code."""
    otherwise: Outcome | None = None
    """What it would have been had this desk known: in ALREADY elsewhere, CANCELLED, REPLACED, NOT_FOUND for off the list."""
    at: dt.datetime | None = None
    """When they had come in already."""
    desk: str = ""
    """Where."""

    @property
    def corrected(self) -> bool:
        """Whether whoever let them in should hear of it."""
        return not self.undone and bool(self.refused or self.otherwise)


@dataclass(frozen=True, slots=True)
class Delegation:
    """What came of letting a unit's people in: an answer for each, in their order."""

    unit: str
    answers: tuple[CheckIn, ...]

    @property
    def let_in(self) -> tuple[CheckIn, ...]:
        """Those who are in now by this."""
        return tuple(answer for answer in self.answers if answer.outcome is Outcome.IN)

    @property
    def others(self) -> tuple[CheckIn, ...]:
        """Those of whom nothing was written, with the reason."""
        return tuple(answer for answer in self.answers if answer.outcome is not Outcome.IN)


@dataclass(frozen=True, slots=True)
class DoubtfulAttendance:
    """An attendance that a person should look at."""

    session_id: uuid.UUID
    session: str
    attendee_id: uuid.UUID
    code: str
    full_name: str
    unit: str
    doubt: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One attendee of one session in a report."""

    attendee_id: uuid.UUID
    code: str
    full_name: str
    honorific: str
    position: str
    unit_id: uuid.UUID | None
    unit: str
    role_group: str
    status: str
    arrived_at: dt.datetime | None
    left_at: dt.datetime | None
    desk: str
    remark: str
    substitute_for_id: uuid.UUID | None
    substitute_for: str
    origin: str
    marks: tuple[Mark, ...] = ()
    point: str = ""
    """Where they sit; "" for the main hall."""


@dataclass(frozen=True, slots=True)
class SessionAttendance:
    """One session's attendance: everyone it counts, in the order of units."""

    session_id: uuid.UUID
    title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    rows: tuple[AttendanceRow, ...]

    def count(self, status: str) -> int:
        """How many have this status; the five statuses add up to the rows."""
        return sum(row.status == status for row in self.rows)
