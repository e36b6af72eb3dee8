"""Dates and counts in the words of the window."""

from __future__ import annotations

import datetime as dt

from desktop.i18n import _


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
