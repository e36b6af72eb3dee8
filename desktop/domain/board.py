"""The board: how many of those expected are there, by unit, group and point, and how fast they come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median_low

from desktop.domain.attendance import THERE, DoorPerson, Status
from desktop.domain.names import fold

_MOST_BARS = 45
_BUCKETS = (1, 2, 5, 10, 15, 30, 60)
_OPENS = dt.timedelta(minutes=30)
_FIRST = dt.timedelta(hours=2)
_LAST = dt.timedelta(hours=5)
_RATE_OVER = dt.timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Count:
    """How a unit, a group, a point or the whole session stands. The five statuses add up to `expected`."""

    name: str
    """"" for people without a unit or a group."""
    present: int = 0
    late: int = 0
    excused: int = 0
    absent: int = 0
    unrecorded: int = 0
    guests: int = 0
    """Of those there: let in though the session does not invite them."""
    key: Hashable = None

    @property
    def expected(self) -> int:
        """How many the session counts."""
        return self.present + self.late + self.excused + self.absent + self.unrecorded

    @property
    def arrived(self) -> int:
        """How many came, in time or late."""
        return self.present + self.late

    @property
    def share(self) -> float:
        """The part that came, 0 to 1."""
        return self.arrived / self.expected if self.expected else 0.0

    @property
    def silent(self) -> bool:
        """Nobody is in yet, and somebody is still waited for."""
        return not self.arrived and self.unrecorded > 0


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How many came in each stretch of `minutes`, the first of which begins at `begins` (UTC)."""

    begins: dt.datetime
    minutes: int
    counts: tuple[int, ...]
    before: int = 0
    """Arrivals earlier than the stretch shown."""
    after: int = 0

    @property
    def ends(self) -> dt.datetime:
        """Where the last stretch ends."""
        return self.begins + dt.timedelta(minutes=self.minutes * len(self.counts))


@dataclass(frozen=True, slots=True)
class Board:
    """What the board shows."""

    total: Count
    groups: tuple[Count, ...]
    """In the order of the groups."""
    units: tuple[Count, ...]
    """Those with nobody in yet first, then by the part that came."""
    arrivals: Arrivals
    rate: float
    """People a minute, over the last minutes."""
    points: tuple[Count, ...] = ()
    """The main hall ("") and the points, in the order of their people; () where everybody sits in the hall."""

    @property
    def silent(self) -> tuple[Count, ...]:
        """Units with nobody in yet."""
        return tuple(unit for unit in self.units if unit.silent)


@dataclass(slots=True)
class _Tally:
    name: str
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Status, 0))
    guests: int = 0

    def add(self, status: str, invited: bool, number: int) -> None:
        self.counts[status] += number
        if not invited:
            self.guests += number

    def count(self, key: Hashable = None) -> Count:
        return Count(
            self.name, **{str(status): number for status, number in self.counts.items()}, guests=self.guests, key=key
        )


def board(people: Iterable[DoorPerson], now: dt.datetime, starts_at: dt.datetime | None = None) -> Board:
    """Count the people of a session, as `door_people` gives them, at the moment `now` (UTC).

    Only those whom the session expects count: who is replaced gives way to the one who comes instead. `starts_at` is the
    session's start, in the office's local time as the agenda has it.
    """
    # Thousands stand alike in these: they are counted by text, whose hash is kept, before anything else is done.
    alike: dict[tuple[str, str, str, str, bool], int] = {}
    first: dict[tuple[str, str, str, str, bool], DoorPerson] = {}
    moments = []
    for person in people:
        if person.expected:
            sort = (person.role_group, person.unit, person.point, person.status, person.invited)
            if sort in alike:
                alike[sort] += 1
            else:
                alike[sort] = 1
                first[sort] = person
            if person.arrived_at is not None and person.status in THERE:
                moments.append(person.arrived_at)
    total = _Tally("")
    groups: dict[Hashable, _Tally] = {}
    units: dict[Hashable, _Tally] = {}
    points: dict[Hashable, _Tally] = {}
    for sort, number in alike.items():
        group, unit, point, status, invited = sort
        person = first[sort]
        # A unit typed at the door that the directory does not know has no id.
        unit_key: Hashable = person.unit_id or fold(unit)
        keyed = (groups, person.role_group_id, group), (units, unit_key, unit), (points, person.point_id, point)
        for tallies, key, name in keyed:
            tally = tallies.get(key)
            if tally is None:
                tally = tallies[key] = _Tally(name)
            tally.add(status, invited, number)
        total.add(status, invited, number)
    counted = [tally.count(key) for key, tally in units.items()]
    counted.sort(key=lambda unit: (not unit.silent, unit.share))  # stable: then their order
    nobody = groups.pop(None, None)
    return Board(
        total=total.count(),
        groups=(
            *(tally.count(key) for key, tally in groups.items()),
            *([nobody.count()] if nobody else []),
        ),
        units=tuple(counted),
        arrivals=arrivals(moments, now, starts_at),
        rate=_rate(moments, now),
        points=tuple(tally.count(key) for key, tally in points.items()) if points.keys() - {None} else (),
    )


def arrivals(moments: Sequence[dt.datetime], now: dt.datetime, starts_at: dt.datetime | None = None) -> Arrivals:
    """Arrivals around the session's start, in as many stretches as a plot shows well.

    Where most came at another time (a trial run, a session put off) the stretch is theirs.
    """
    anchor = starts_at.astimezone(dt.UTC) if starts_at else None
    near = [at for at in moments if anchor and anchor - _FIRST <= at < anchor + _LAST]
    if anchor is None or len(near) * 2 < len(moments):
        anchor = median_low(moments) if moments else now
        near = [at for at in moments if anchor - _FIRST <= at < anchor + _LAST]
    first = min([anchor - _OPENS, *near])
    last = max([anchor, *near, *([now] if anchor < now < anchor + _LAST / 2 else [])])
    begins, minutes, bars = _stretches(first, last)
    counts = [0] * bars
    before = after = 0
    zero, width = begins.timestamp(), minutes * 60
    for at in moments:
        place = int((at.timestamp() - zero) // width)
        if place < 0:
            before += 1
        elif place >= bars:
            after += 1
        else:
            counts[place] += 1
    return Arrivals(begins, minutes, tuple(counts), before, after)


def _stretches(first: dt.datetime, last: dt.datetime) -> tuple[dt.datetime, int, int]:
    """Where the first stretch begins, on a round minute of the clock, how long each is, and how many hold both ends."""
    for minutes in _BUCKETS:
        begins = first.replace(minute=first.minute - first.minute % minutes, second=0, microsecond=0)
        bars = (last - begins) // dt.timedelta(minutes=minutes) + 1
        if bars <= _MOST_BARS:
            break
    return begins, minutes, bars


def _rate(moments: Sequence[dt.datetime], now: dt.datetime) -> float:
    recent = sum(now - _RATE_OVER < at <= now for at in moments)
    return recent / (_RATE_OVER / dt.timedelta(minutes=1))
