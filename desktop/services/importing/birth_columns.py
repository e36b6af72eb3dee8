"""A column of birth dates judged as a whole: what one cell leaves open, the others tell.

Excel stores a date as a number of days. Three things go wrong where it and the typist disagree: a year typed into a cell
formatted as a date becomes a day of 1905; a date typed day first under a month-first setting is exchanged where it can be
and left as text where it can't; and a column typed month first looks day first in every row whose day is under 13.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.domain.dates import PartialDate, day_of, numbers_of, parse_date, to_day
from desktop.domain.importing import Problem, Severity
from desktop.excel.understanding.table_row import TableRow
from desktop.wording.formats import date_text, moment_text

_ORIGINS = {1905: dt.date(1899, 12, 30), 1909: dt.date(1904, 1, 1)}
"""Year in which a day number between 1900 and 2100 falls -> the day that numbers are counted from (1904: old Macs)."""
_AGES = range(15, 91)
_MIDNIGHT_IN_UTC = (16, 17)
"""Hours of UTC in which a day began in Hà Nội; 16 before 1975."""

# Natural logarithms of how much likelier a cell is in a half-exchanged column than in a sound one.
_DATE_UNDER_13, _DATE_OVER_12 = 0.93, -4.0
_TEXT_OVER_12, _TEXT_UNDER_13 = 0.5, -2.0
_EXCHANGED = 2.3
"""Ten times likelier."""
_MIXED = 0.1
"""Share of values that only fit month first from which a column's order is open."""


@dataclass(slots=True)
class _Column:
    """The cells of a column by what they can be."""

    dates: list[tuple[int, dt.date]] = field(default_factory=list)
    hours: list[tuple[int, dt.datetime]] = field(default_factory=list)
    day_first: list[int] = field(default_factory=list)
    """Texts that are dates only when read day first …"""
    month_first: list[int] = field(default_factory=list)
    """… or month first …"""
    either: list[int] = field(default_factory=list)
    """… or both, and then different days."""
    numbers: dict[int, tuple[int, int, int]] = field(default_factory=dict)


def judge_births(rows: Sequence[TableRow]) -> dict[int, Problem]:
    """Mend the birth cells of a table's rows where the whole column tells how; what was done or is in doubt, by index."""
    column, told = _Column(), dict[int, Problem]()
    for index, row in enumerate(rows):
        value = row.cells.get("birth")
        if type(value) is str:
            _take_text(column, index, value)
            if "190" not in value:
                continue
        elif isinstance(value, dt.datetime):
            if value.hour:
                column.hours.append((index, value))
            column.dates.append((index, to_day(value)))
        elif isinstance(value, dt.date):
            column.dates.append((index, value))
        else:
            continue
        typed = _year_in_date(value)
        if typed:
            details: dict[str, object] = {"before": _shown(value), "after": typed}
            row.cells["birth"] = typed
            told[index] = Problem("birth", "birth.year_in_date", Severity.INFO, details)
    column.dates = [(index, date) for index, date in column.dates if index not in told]
    _in_other_time_zone(rows, column, told)
    if column.month_first and not column.day_first:
        _read_month_first(rows, column, told)
    elif len(column.month_first) > _MIXED * (len(column.month_first) + len(column.day_first)):
        for index in column.either:
            first, second, year = column.numbers[index]
            _tell_other(rows, told, index, day_of(year, second, first), day_of(year, first, second))
    if _is_half_exchanged(column):
        for index, date in column.dates:
            other = day_of(date.year, date.day, date.month) if date.day != date.month else None
            _tell_other(rows, told, index, PartialDate(date.year, date.month, date.day), other)
    return told


def _take_text(column: _Column, index: int, text: str) -> None:
    numbers = numbers_of(text)
    if numbers is None:
        return
    first, second, year = numbers
    if first > _MONTHS >= second:
        column.day_first.append(index)
    elif first <= _MONTHS < second:
        if day_of(year, first, second) is None:
            return
        column.month_first.append(index)
    elif first != second and first <= _MONTHS:
        column.either.append(index)
    else:
        return
    column.numbers[index] = numbers


_MONTHS = 12


def _year_in_date(value: object) -> str:
    """The birth year that was typed into a cell formatted as a date; "" where none was."""
    date = parse_date(value)
    origin = _ORIGINS.get(date.year) if date and date.day else None
    if origin is None or date is None:
        return ""
    year = (dt.date(date.year, date.month or 1, date.day or 1) - origin).days
    return str(year) if dt.date.today().year - year in _AGES else ""


def _in_other_time_zone(rows: Sequence[TableRow], column: _Column, told: dict[int, Problem]) -> None:
    """Midnights of Hà Nội that a program wrote in UTC: every date of the column has that hour."""
    if len(column.hours) < 2 or len(column.hours) < len(column.dates):
        return
    if not all(moment.hour in _MIDNIGHT_IN_UTC for _index, moment in column.hours):
        return
    for index, moment in column.hours:
        date = moment.date() + dt.timedelta(days=1)
        details: dict[str, object] = {"before": moment_text(moment), "after": date_text(date)}
        rows[index].cells["birth"] = date
        told[index] = Problem("birth", "birth.time_zone", Severity.INFO, details)
    column.dates = [(index, date + dt.timedelta(days=1)) for index, date in column.dates]


def _read_month_first(rows: Sequence[TableRow], column: _Column, told: dict[int, Problem]) -> None:
    """Some values are only dates month first and none only day first: so are the others."""
    for index in (*column.month_first, *column.either):
        month, day, year = column.numbers[index]
        date = day_of(year, month, day)
        if date is None:  # month 0
            continue
        details: dict[str, object] = {"value": _shown(rows[index].cells["birth"]), "after": date.display()}
        rows[index].cells["birth"] = str(date)
        told[index] = Problem("birth", "birth.month_first", Severity.WARNING, details)


def _is_half_exchanged(column: _Column) -> bool:
    """Whether Excel turned what it could into dates, day and month exchanged, and left the rest as text."""
    left = len(column.day_first) + len(column.month_first)
    if not column.dates or not left:
        return False
    under = sum(date.day < 13 for _index, date in column.dates)
    weight = (
        under * _DATE_UNDER_13
        + (len(column.dates) - under) * _DATE_OVER_12
        + left * _TEXT_OVER_12
        + len(column.either) * _TEXT_UNDER_13
    )
    return weight >= _EXCHANGED


def _tell_other(
    rows: Sequence[TableRow],
    told: dict[int, Problem],
    index: int,
    date: PartialDate | None,
    other: PartialDate | None,
) -> None:
    if date is not None and other is not None:
        details: dict[str, object] = {
            "value": _shown(rows[index].cells["birth"]),
            "after": date.display(),
            "other": other.display(),
        }
        told[index] = Problem("birth", "birth.exchanged", Severity.WARNING, details)


def _shown(value: object) -> str:
    return date_text(value) if isinstance(value, dt.date) else str(value).strip()
