"""How times, dates, counts, rates, names and codes are written: one way each, wherever somebody reads them.

The letters of an office (`papers.invitation`, `papers.report`) have rules of their own for running text, such as
"08 giờ 30" and "05 đại biểu"; a moment or number that stands by itself is written as here.
"""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from desktop.domain.names import fold
from desktop.i18n import _, language, ngettext, thousands


class Addressed(Protocol):
    """Somebody with what stands before the name: "Thầy", "TS."."""

    @property
    def honorific(self) -> str:
        """Ông, Bà or a longer title; "" for none."""

    @property
    def full_name(self) -> str:
        """Family, middle and given name."""


# -- times and dates --------------------------------------------------------------------------------------------------


def date_text(day: dt.date | None) -> str:
    """23/05/2018; "" for none."""
    return f"{day:%d/%m/%Y}" if day else ""


def short_date_text(day: dt.date) -> str:
    """23/05, where the year is plain."""
    return f"{day:%d/%m}"


def dates_text(starts_on: dt.date | None, ends_on: dt.date | None) -> str:
    """One day, or from – to: 23/05/2018, 23–24/05/2018, 31/05/2018 – 01/06/2018."""
    if starts_on is None or ends_on is None or starts_on == ends_on:
        return date_text(starts_on or ends_on)
    if (starts_on.year, starts_on.month) == (ends_on.year, ends_on.month):
        return f"{starts_on:%d}–{date_text(ends_on)}"
    return f"{date_text(starts_on)} – {date_text(ends_on)}"


def weekday_text(day: dt.date) -> str:
    """Thứ tư, 23/05/2018."""
    names = (
        _("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"),
    )  # fmt: skip
    return _("{weekday}, {date}").format(weekday=names[day.weekday()], date=date_text(day))


def clock_text(moment: dt.datetime | None, *, seconds: bool = False) -> str:
    """07:48 of the office's clock, 07:48:05 with `seconds`; "" for none.

    A moment of the log knows its zone and is turned into local time; times of the agenda are local already.
    """
    if moment is None:
        return ""
    local = _local(moment)
    return f"{local:%H:%M:%S}" if seconds else f"{local:%H:%M}"


def times_text(starts_at: dt.datetime, ends_at: dt.datetime, *, on_paper: bool = False) -> str:
    """08:00–11:30; on paper the dash has room: 08:00 – 11:30."""
    return f"{clock_text(starts_at)}{' – ' if on_paper else '–'}{clock_text(ends_at)}"


def moment_text(moment: dt.datetime | None, *, seconds: bool = False) -> str:
    """14:05 23/05/2018 in local time; "" for none."""
    return f"{clock_text(moment, seconds=seconds)} {date_text(_local(moment).date())}" if moment else ""


def when_text(starts_at: dt.datetime, ends_at: dt.datetime) -> str:
    """A session's day and hours: 23/05/2018 08:00–11:30."""
    return f"{date_text(starts_at.date())} {times_text(starts_at, ends_at)}"


def start_text(starts_at: dt.datetime) -> str:
    """What tells a session from its namesakes: 23/05 08:00."""
    return f"{short_date_text(starts_at)} {clock_text(starts_at)}"


def _local(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone() if moment.tzinfo else moment


# -- numbers ----------------------------------------------------------------------------------------------------------


def number_text(number: int) -> str:
    """A number with its thousands parted: 1.200.000, in English 1,200,000."""
    return thousands(number)


def decimal_text(value: float, places: int, *, trimmed: bool = False) -> str:
    """A number to so many decimal places: 1.204,50, in English 1,204.50; `trimmed` leaves out zeros at its end."""
    whole, _point, part = f"{abs(value):.{places}f}".partition(".")
    if trimmed:
        part = part.rstrip("0")
    point = "," if language() == "vi" else "."
    sign = "-" if round(value, places) < 0 else ""
    return f"{sign}{number_text(int(whole))}{point if part else ''}{part}"


def typed_decimal_text(value: float | None, places: int) -> str:
    """A number as Vietnamese forms have it typed, read again as the same in any language: 1204,5; "" for none."""
    if value is None:
        return ""
    text = f"{value:.{places}f}"
    return (text.rstrip("0").rstrip(".") if places else text).replace(".", ",")


def seconds_text(seconds: float) -> str:
    """Seconds with a tenth, as the language writes it: "1,2 s"."""
    return f"{decimal_text(seconds, 1)} s"


def percent_text(rate: float | None, places: int = 1) -> str:
    """95,3% (95.3% in English) for 0.953, to at most so many decimal places; "–" for none."""
    return "–" if rate is None else f"{decimal_text(100 * rate, places, trimmed=True)}%"


def attendees_text(count: int) -> str:
    """172 đại biểu."""
    return ngettext("{count} attendee", "{count} attendees", count).format(count=count)


def selected_text(count: int) -> str:
    """How many attendees of a list are selected."""
    words = ngettext("Selected ({count} attendee)", "Selected ({count} attendees)", count)
    return words.format(count=count)


def shown_text(count: int) -> str:
    """How many attendees a list shows."""
    words = ngettext("Shown now ({count} attendee)", "Shown now ({count} attendees)", count)
    return words.format(count=count)


def units_text(count: int) -> str:
    """31 đơn vị."""
    return ngettext("{count} unit", "{count} units", count).format(count=count)


def sessions_text(count: int) -> str:
    """4 phiên."""
    return ngettext("{count} session", "{count} sessions", count).format(count=count)


def rows_text(count: int) -> str:
    """12 dòng."""
    return ngettext("{count} row", "{count} rows", count).format(count=count)


def files_text(count: int) -> str:
    """21 tệp."""
    return ngettext("{count} file", "{count} files", count).format(count=count)


def sheets_text(count: int) -> str:
    """23 trang tính."""
    return ngettext("{count} sheet", "{count} sheets", count).format(count=count)


def pages_text(count: int) -> str:
    """6 trang."""
    return ngettext("{count} page", "{count} pages", count).format(count=count)


# -- names and codes --------------------------------------------------------------------------------------------------


def full_name_text(who: Addressed) -> str:
    """The name with what stands before it."""
    return f"{who.honorific} {who.full_name}" if who.honorific else who.full_name


def code_text(code: str) -> str:
    """A badge code in groups of four."""
    return f"{code[:4]} {code[4:]}" if len(code) > 4 else code


def dotted(*parts: str) -> str:
    """Parts after each other with a dot between them, the empty ones left out."""
    return " · ".join(filter(None, parts))


def desk_text(desk: str) -> str:
    """A desk's name behind the word for it, unless it begins with that ("Bàn 2")."""
    first = fold(desk).split(" ")[0]
    return desk if first in {"ban", "desk"} else _("Desk {desk}").format(desk=desk)
