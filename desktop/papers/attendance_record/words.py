"""Words of the attendance record."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.documents.tallies import AttendanceTally
from desktop.domain.names import normalise
from desktop.i18n import _, ngettext, pgettext
from desktop.papers.attendance_record.options import Cancelled, RecordContent, RecordLine, Stay
from desktop.papers.option_words import GROUPING
from desktop.papers.words import DocumentWords, OptionWords
from desktop.wording import attendance, attendance_book
from desktop.wording.formats import clock_text, date_text, percent_text
from desktop.wording.sheet import column_and_date, short_column

WORDS = DocumentWords(
    title=lambda: _("Attendance record"),
    purpose=lambda: _("Who was there, when, late, excused, absent or replaced, with the sums of groups and units."),
    options={
        "columns": OptionWords(
            lambda: _("A column for each"),
            {"half-day": lambda: _("half-day"), "session": lambda: pgettext("record column", "session")},
        ),
        **GROUPING,
        "times": OptionWords(lambda: _("Times of arrival")),
        "sums": OptionWords(lambda: _("Sums by group and unit")),
    },
)


@dataclass(frozen=True, slots=True)
class RecordWords:
    """The record's own words."""

    title: str
    remark: str
    not_expected: str
    counted: str
    """What stands beside a group or unit."""
    totals: tuple[tuple[str, tuple[str, ...]], ...]
    """Label and values of each line under the table."""
    notes: tuple[str, ...]
    foot: str


def words(content: RecordContent) -> RecordWords:
    """Everything that stands round the rows."""
    return RecordWords(
        title=_("Attendance record").upper(),
        remark=_("Note"),
        not_expected=_("not expected"),
        counted=_("beside a group or unit: there/expected"),
        totals=tuple(_totals(content.tallies)),
        notes=tuple(_notes(content)),
        foot=_("Attendance record of conference {code}").format(code=content.sheet.conference_code),
    )


def _totals(tallies: tuple[AttendanceTally, ...]) -> list[tuple[str, tuple[str, ...]]]:
    lines = [
        (pgettext("attendance", "Expected"), tuple(str(each.expected) for each in tallies)),
        (pgettext("attendance", "There"), tuple(_number(each, each.there) for each in tallies)),
        (_("of whom late"), tuple(_number(each, each.late) for each in tallies)),
        (_capital(attendance.status("excused")), tuple(_number(each, each.excused) for each in tallies)),
        (_capital(attendance.status("absent")), tuple(_number(each, each.absent) for each in tallies)),
    ]
    if any(each.unrecorded for each in tallies):
        lines.append((_capital(attendance.status("unrecorded")), tuple(str(each.unrecorded) for each in tallies)))
    return [
        *lines,
        (_("Rate of attendance"), tuple(percent_text(each.rate if each.begun else None) for each in tallies)),
    ]


def _number(tally: AttendanceTally, number: int) -> str:
    return str(number) if tally.begun else "·"


def _notes(content: RecordContent) -> list[str]:
    notes = []
    waiting = [
        short_column(column)
        for column, each in zip(content.sheet.columns, content.tallies, strict=True)
        if not each.begun and each.expected
    ]
    if waiting:
        notes.append(_("Nothing has been recorded yet of: {columns}.").format(columns=", ".join(waiting)))
    open_ones = sum(each.unrecorded for each in content.tallies if each.begun)
    if open_ones:
        notes.append(
            ngettext(
                "{count} attendance has not been recorded yet and is not counted as there.",
                "{count} attendances have not been recorded yet and are not counted as there.",
                open_ones,
            ).format(count=open_ones)
        )
    if content.cancelled:
        notes.append(
            ngettext(
                "Cancelled beforehand and not counted ({count}): {names}.",
                "Cancelled beforehand and not counted ({count}): {names}.",
                len(content.cancelled),
            ).format(count=len(content.cancelled), names="; ".join(map(_who_cancelled, content.cancelled)))
        )
    local = content.as_of.astimezone()
    counted = ngettext("Total: {count} attendee.", "Total: {count} attendees.", content.total)
    notes.append(counted.format(count=content.total))
    notes.append(_("As of {time}, {day}").format(time=clock_text(local), day=date_text(local.date())))
    return notes


def _who_cancelled(who: Cancelled) -> str:
    told = ", ".join(part for part in (normalise(who.unit), normalise(who.reason)) if part)
    return f"{normalise(who.full_name)} ({told})" if told else normalise(who.full_name)


def remarks(content: RecordContent, line: RecordLine) -> str:
    """The last cell of a row."""
    parts = [attendance_book.walk_in()] if line.walk_in else []
    if line.cancelled:
        parts.append(_("had cancelled"))
    several = len(content.tallies) > 1
    columns = zip(content.sheet.columns, line.stays, strict=True)
    for column, stay in columns if content.options.times else ():
        if stay is not None and stay.left_at is not None:
            left = _("left {time}").format(time=clock_text(stay.left_at))
            parts.append(f"{column_and_date(column)}: {left}" if several else left)
    told = [(normalise(session), normalise(remark)) for session, remark in line.remarks]
    return "; ".join([*parts, *filter(None, [attendance_book.remarks(told, several=several)])])


def time_text(stay: Stay) -> str:
    """When they came, "" where nobody noted it."""
    return clock_text(stay.arrived_at)


def fraction(tally: AttendanceTally, *, begun: bool) -> str:
    """18/20; ·/20 in a column of which nothing was recorded yet; "" where nobody was expected."""
    if not tally.expected:
        return ""
    return f"{tally.there}/{tally.expected}" if begun else f"·/{tally.expected}"


def over_columns() -> str:
    """Over the columns of half-days or sessions."""
    return pgettext("record column", "Attendance")


def total() -> str:
    """The last line of the sums."""
    return _("Total")


def sums_titles() -> tuple[str, str, str]:
    """Over the sums by group, unit and point."""
    return _("By role group"), _("By unit"), _("By point")


def sums_heading() -> tuple[str, str]:
    """First and last column of the sums."""
    return _("There/expected"), _("Rate of attendance")


def group_name(name: str) -> str:
    """A role group, or those without one."""
    return normalise(name) or _("No role group yet")


def unit_name(name: str) -> str:
    """A unit, or those without one."""
    return normalise(name) or _("No unit yet")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
