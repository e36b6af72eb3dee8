"""The words in an attendance workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from desktop.domain.file_names import file_stem
from desktop.i18n import _, pgettext
from desktop.wording import attendance
from desktop.wording.field import heading
from desktop.wording.formats import clock_text, date_text

IDENTITY = ("number", "code", "full_name", "position", "unit", "role_group")
"""Columns that say who a row is about."""
_COUNTED = ("present", "late", "excused", "absent", "unrecorded")


def sheet_titles() -> tuple[str, str, str]:
    """Names of the three worksheets: letters, times, sums."""
    return pgettext("workbook", "Attendance"), pgettext("workbook", "Arrival times"), pgettext("workbook", "Summary")


def identity() -> tuple[str, ...]:
    """Headings of the columns that say who a row is about."""
    return tuple(heading(name) for name in IDENTITY)


def note() -> str:
    """Heading of the remarks."""
    return heading("note")


def book_title(conference: str) -> str:
    """First line of a sheet."""
    return _("Attendance: {conference}").format(conference=conference)


def as_of(moment: dt.datetime) -> str:
    """Second line: when it was written."""
    return _("As of {time}, {day}").format(time=clock_text(moment), day=date_text(moment.astimezone().date()))


def legend() -> str:
    """What the letters mean."""
    known = ", ".join(
        f"{letter} = {attendance.status(status)}" for status, letter in attendance.LETTERS.items() if letter
    )
    return _("{letters}; blank = not recorded; grey = not expected at the session").format(letters=known)


def validation() -> tuple[str, str]:
    """Title and text that Excel shows beside a letter that is none."""
    return _("Not a letter of attendance"), legend()


def arrival(session: str) -> str:
    """Heading of a column of arrival times."""
    return _("{session}: came").format(session=session)


def departure(session: str) -> str:
    """Heading of a column of leaving times."""
    return _("{session}: left").format(session=session)


def summary_title(conference: str) -> str:
    """First line of the sums."""
    return _("Summary of attendance: {conference}").format(conference=conference)


def counts() -> tuple[str, ...]:
    """Headings of the sums of a session, after its title and time."""
    first = pgettext("attendance", "Expected")
    return (first, *(_capital(attendance.status(each)) for each in _COUNTED), _("Rate of attendance"))


def blocks() -> tuple[str, str, str, str]:
    """Titles of the four tables of sums."""
    return _("By session"), _("By role group"), _("By unit"), _("Units with nobody there")


def by_point() -> str:
    """Title of the sums by point."""
    return _("By point")


def point() -> str:
    """Heading of a column of points."""
    return _("Point")


def first_columns() -> tuple[str, str, str, str]:
    """Headings of the first column of each table of sums."""
    return _("Session"), heading("role_group"), heading("unit"), heading("unit")


def when() -> str:
    """Heading of a session's time."""
    return _("Time")


def expected_and_there() -> tuple[str, str]:
    """The two columns under a session: expected, and there (late ones too)."""
    return pgettext("attendance", "Expected"), pgettext("attendance", "There")


def sessions_without() -> str:
    """Heading of the sessions at which a unit had nobody."""
    return _("Sessions at which nobody of the unit was there")


def total() -> str:
    """The last line of a table."""
    return _("Total")


def everybody_sent() -> str:
    """Instead of an empty list of units."""
    return _("Every unit had somebody there at every session.")


def remarks(pairs: Sequence[tuple[str, str]], *, several: bool) -> str:
    """The remarks of somebody's sessions in one cell."""
    return "; ".join(f"{session}: {remark}" if several else remark for session, remark in pairs)


def walk_in() -> str:
    """Beside somebody registered at the door."""
    return _("walk-in")


def file_name(conference: str) -> str:
    """What a workbook is called unless told otherwise."""
    name = _("Attendance - {title}").format(title=conference[:60])
    return f"{file_stem(name)}.xlsx"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
