"""Dates, and what is said of an attendee, in the words of the window."""

from __future__ import annotations

import datetime as dt
import uuid

from desktop.domain.names import fold
from desktop.domain.people import AttendeeView
from desktop.i18n import _

NOBODY = uuid.UUID(int=0)
"""Stands for "no role group" in the filter."""


def link(target: str, words: str, colour: str = "") -> str:
    """A link for a rich text label. No underline: it would hide the dot under ạ, ị, ụ."""
    tint = f"; color: {colour}" if colour else ""
    return f'<a style="text-decoration: none{tint}" href="{target}">{words}</a>'


def date_text(day: dt.date | None) -> str:
    """23/05/2018; "" for none."""
    return "" if day is None else day.strftime("%d/%m/%Y")


def dates_text(starts_on: dt.date | None, ends_on: dt.date | None) -> str:
    """One day, or from – to."""
    if starts_on is None or ends_on is None or starts_on == ends_on:
        return date_text(starts_on or ends_on)
    if (starts_on.year, starts_on.month) == (ends_on.year, ends_on.month):
        return f"{starts_on:%d}–{ends_on:%d/%m/%Y}"
    return f"{date_text(starts_on)} – {date_text(ends_on)}"


def times_text(starts_at: dt.datetime, ends_at: dt.datetime) -> str:
    """08:00–11:30."""
    return f"{starts_at:%H:%M}–{ends_at:%H:%M}"


def weekday_text(day: dt.date) -> str:
    """Thứ tư, 23/05/2018."""
    names = (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    )  # fmt: skip
    return _("{weekday}, {date}").format(weekday=names[day.weekday()], date=date_text(day))


def desk_text(desk: str) -> str:
    """A desk's name behind the word for it, unless it begins with that ("Bàn 2")."""
    first = fold(desk).split(" ")[0]
    return desk if first in {"ban", "desk"} else _("Desk {desk}").format(desk=desk)


def full_name(row: AttendeeView) -> str:
    """The name with its title."""
    return f"{row.honorific} {row.full_name}" if row.honorific else row.full_name


def code_text(code: str) -> str:
    """A badge code in groups of four."""
    return f"{code[:4]} {code[4:]}" if len(code) > 4 else code


def review_text(review: str) -> str:
    """The tag of a row to look at."""
    if not review:
        return ""
    return _("maybe twice") if review.startswith("duplicate") else _("look at it")
