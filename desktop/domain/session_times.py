"""When a conference's sessions are: the half-days of an office, what is still free, what a session again is called."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.names import fold

if TYPE_CHECKING:
    from desktop.domain.people import SessionView

HALVES = ((dt.time(8), dt.time(11, 30)), (dt.time(13, 30), dt.time(17)))
"""The morning and the afternoon of a working day, from and to."""
_FURTHER_DAYS = 60
_AGAIN = re.compile(r"(.*\S) \((\d+)\)")


def free_half(sessions: Iterable[SessionView], day: dt.date) -> tuple[dt.time, dt.time] | None:
    """The first half-day of the day at which there is nothing yet; None when both are taken."""
    taken = list(sessions)
    return next((half for half in HALVES if _is_free(taken, *_on(day, *half))), None)


def next_free(sessions: Sequence[SessionView], like: SessionView, last: dt.date | None) -> dt.datetime | None:
    """When a session as long as `like` could begin after it, at a time when there is nothing else.

    One that lies within a half-day gets the next gap of a half-day; any other the same time of a later day. `last` is the
    conference's last day: None is returned when nothing is free until then; without it some weeks are looked through.
    """
    long = like.ends_at - like.starts_at
    first = like.starts_at.date()
    days = _FURTHER_DAYS if last is None else (last - first).days
    half = next((half for half in HALVES if half[0] <= like.starts_at.time() and _ends_by(like, half[1])), None)
    for passed in range(days + 1):
        day = first + dt.timedelta(days=passed)
        starts = _gaps(sessions, day, long) if half else iter([dt.datetime.combine(day, like.starts_at.time())])
        for begin in starts:
            if begin >= like.ends_at and _is_free(sessions, begin, begin + long):
                return begin
    return None


def copied(like: SessionView, starts_at: dt.datetime, sessions: Iterable[SessionView], title: str = "") -> SessionView:
    """The session again at another time: its day in the title goes along, and one called so already gets "(2)"."""
    wanted = title or dated(like.title, like.starts_at, starts_at)
    taken = {fold(each.title) for each in sessions}
    again = _AGAIN.fullmatch(wanted)
    stem, number = (again[1], int(again[2])) if again and fold(again[1]) in taken else (wanted, 1)
    while not title and fold(wanted) in taken:
        number += 1
        wanted = f"{stem} ({number})"
    return replace(like, title=wanted, starts_at=starts_at, ends_at=starts_at + (like.ends_at - like.starts_at))


def dated(title: str, before: dt.datetime, after: dt.datetime) -> str:
    """A title with its session's day, as the day is now."""
    return title.replace(f"{before:%d/%m}", f"{after:%d/%m}")


def _ends_by(session: SessionView, end: dt.time) -> bool:
    return session.ends_at <= dt.datetime.combine(session.starts_at.date(), end)


def _gaps(sessions: Iterable[SessionView], day: dt.date, long: dt.timedelta) -> Iterator[dt.datetime]:
    """Where a gap of a half-day may begin: with it, or as a session ends."""
    ends = sorted({each.ends_at for each in sessions if each.ends_at.date() == day})
    for half in HALVES:
        begin, end = _on(day, *half)
        yield from (each for each in (begin, *ends) if begin <= each and each + long <= end)


def _on(day: dt.date, begin: dt.time, end: dt.time) -> tuple[dt.datetime, dt.datetime]:
    return dt.datetime.combine(day, begin), dt.datetime.combine(day, end)


def _is_free(sessions: Iterable[SessionView], begin: dt.datetime, end: dt.datetime) -> bool:
    return not any(each.starts_at < end and begin < each.ends_at for each in sessions)
