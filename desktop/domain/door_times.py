"""When a session's door is open: a try outside these times is a slip more often than an arrival."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from desktop.domain.attendance import Outcome
from desktop.domain.lazy_dataclass import dataclass

if TYPE_CHECKING:
    from desktop.domain.people import SessionView

Key = TypeVar("Key")

EARLY = dt.timedelta(minutes=90)
"""How long before its start a session's door opens, unless the office sets another time."""
CLOCKS_DIFFER = dt.timedelta(minutes=2)
"""By how much clocks of computers that are right differ at most."""

TOLD_FROM = dt.timedelta(minutes=1)
"""From this difference on a desk is told that its clock is not its server's, and its arrivals are put right."""

CONFIRMED = "anyway"
"""The word kept with a mark that somebody wanted to write all the same."""


@dataclass(frozen=True, slots=True)
class OwnClock:
    """What speaks against this computer's clock or time zone, as far as the record tells; nothing for nothing."""

    later: dt.datetime | None = None
    """A moment still to come at which another desk has written already."""
    desk: str = ""
    """That desk."""
    zone: int | None = None
    """Minutes from UTC of the computer at which the sessions' times were typed, where it is another zone."""
    here: int = 0
    """The same of this computer."""


def zone_here() -> int:
    """This computer's time zone, in minutes from UTC."""
    offset = dt.datetime.now().astimezone().utcoffset() or dt.timedelta()
    return round(offset / dt.timedelta(minutes=1))


def clock_off(mine: dt.datetime, theirs: dt.datetime) -> dt.timedelta:
    """How far one clock is ahead of the other (below nought: behind), in whole minutes; nought while both may be right."""
    off = mine - theirs
    return dt.timedelta(minutes=round(off / dt.timedelta(minutes=1))) if abs(off) > TOLD_FROM else dt.timedelta()


def opening(
    starts_at: dt.datetime, ends_at: dt.datetime, early: dt.timedelta = EARLY
) -> tuple[dt.datetime, dt.datetime]:
    """From when to when people come in at a session of these local times, as moments."""
    return (starts_at - early).astimezone(dt.UTC), ends_at.astimezone(dt.UTC)


def refusal(
    starts_at: dt.datetime, ends_at: dt.datetime, at: dt.datetime, *, now: dt.datetime, early: dt.timedelta = EARLY
) -> Outcome | None:
    """FUTURE for a moment that has not come yet, OUTSIDE for one at which the door is closed, None when it is open.

    The session's times are the office's local time; `at` and `now` are moments.
    """
    if at > now + CLOCKS_DIFFER:
        return Outcome.FUTURE
    opens, closes = opening(starts_at, ends_at, early)
    return None if opens <= at <= closes else Outcome.OUTSIDE


class Door(StrEnum):
    """Whether a session lets people in at a moment."""

    OPEN = "open"
    EARLY = "early"
    """Not yet."""
    OVER = "over"


def door(session: SessionView, now: dt.datetime, early: dt.timedelta = EARLY) -> Door:
    """The door of a session at a local moment."""
    if now > session.ends_at:
        return Door.OVER
    return Door.OPEN if now >= session.starts_at - early else Door.EARLY


def come_to(opened: Mapping[Key, dt.datetime], now: dt.datetime) -> Key | None:
    """Of the sessions open, each with its start, the one that people come to at this local moment.

    It is the one that has begun, else the one that begins first; None where there is none, or a choice.
    """
    first = min(opened.values(), default=now)
    found = [key for key, starts_at in opened.items() if starts_at <= max(first, now)]
    return found[0] if len(found) == 1 else None


def open_instead(
    sessions: Sequence[SessionView], chosen: SessionView, now: dt.datetime, early: dt.timedelta = EARLY
) -> SessionView | None:
    """The session that people come to now while the chosen one is closed; None where there is none, or a choice."""
    if door(chosen, now, early) is Door.OPEN:
        return None
    found = {each.id: each for each in sessions if each.id != chosen.id and door(each, now, early) is Door.OPEN}
    key = come_to({key: each.starts_at for key, each in found.items()}, now)
    return found[key] if key is not None else None
