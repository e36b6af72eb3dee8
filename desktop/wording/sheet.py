"""The words on an attendance sheet, in the language in force; quốc hiệu and tiêu ngữ are Vietnamese in both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.domain.attendance_sheet import SheetContent, SignatureColumn
from desktop.domain.names import normalise
from desktop.domain.numerals import roman
from desktop.i18n import _, pgettext
from desktop.wording.attendance import in_the_place_of
from desktop.wording.formats import attendees_text, date_text, full_name_text, short_date_text
from desktop.wording.frame import DOTS, FrameWords, frame_words

if TYPE_CHECKING:
    from desktop.domain.documents.people import Heading, PersonOnPaper


@dataclass(frozen=True, slots=True)
class HeadingCell:
    """A cell of the table's heading, counted from 0."""

    x: int
    y: int
    text: str
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Every line that a sheet prints beside its rows."""

    frame: FrameWords
    title: str
    occasion: str
    """Under the title, where a list is one of several: the half-day, or from which day to which."""
    subject: str
    when_and_where: tuple[str, ...]
    heading: tuple[HeadingCell, ...]
    supplement: str
    signed: str
    """Beside the boxes that count each column's signatures, where there are several columns."""
    total: str
    preparer_title: str
    preparer: str
    sheet_name: str
    page: str
    """With {page} and {pages} still to be filled in."""


def words(content: SheetContent, *, note: bool) -> SheetWords:
    """The sheet's own words and the conference's; `note`: whether there is a column of notes."""
    frame = frame_words(content.letterhead)
    if not frame.signer_lines:
        frame = replace(frame, signer_lines=(_("Confirmed by").upper(),))
    return SheetWords(
        frame=frame,
        title=_("Attendance sheet").upper(),
        occasion=occasion(content).upper(),
        subject=normalise(content.conference_title),
        when_and_where=_when_and_where(content),
        heading=tuple(heading(content, _("Signature"), note=note)),
        supplement=_("Additional attendees"),
        signed=_("Signatures counted"),
        total=_("Total: {total}. Present: {present} Absent: {absent}").format(
            total=content.total or DOTS, present=DOTS, absent=DOTS
        ),
        preparer_title=_("Prepared by").upper(),
        preparer=normalise(content.letterhead.preparer),
        sheet_name=sheet_name(content),
        page=_("Page {page}/{pages}"),
    )


def heading(content: SheetContent, over: str, *, note: bool) -> Iterator[HeadingCell]:
    """Fixed columns over the whole height; `over` ("Signature") over days over half-days or sessions."""
    days = content.days
    height = 3 if len(days) > 1 else 2
    fixed = [_("No."), _("Full name"), _("Position")]
    if content.shows_unit:
        fixed.append(pgettext("attendance sheet", "Unit"))
    for x, text in enumerate(fixed):
        yield HeadingCell(x, 0, text, rowspan=height)
    x = len(fixed)
    yield HeadingCell(x, 0, over, colspan=len(content.columns))
    if content.options.layout == "half-day":  # the day stands on every page
        column = content.columns[0]
        yield HeadingCell(x, 1, column_and_date(column))
        days, x = (), x + 1
    for day in days:
        of_day = [column for column in content.columns if column.day == day]
        if height == 3:
            yield HeadingCell(x, 1, short_date_text(day), colspan=len(of_day))
        for column in of_day:
            yield HeadingCell(x, height - 1, column_text(column))
            x += 1
    if note:
        yield HeadingCell(x, 0, _("Note"), rowspan=height)


def row_texts(content: SheetContent, row: PersonOnPaper) -> tuple[str, ...]:
    """A row's texts: number, name with its honorific, position and, when rows show it, unit.

    Whose place somebody takes stands on a line of its own under the name.
    """
    name = normalise(full_name_text(row))
    if row.substitute_for:
        name = f"{name}\n{in_the_place_of(normalise(row.substitute_for))}"
    texts = (str(row.number), name, normalise(row.position))
    return (*texts, normalise(row.unit)) if content.shows_unit else texts


def blank_rows(content: SheetContent) -> list[tuple[str, ...]]:
    """The lines for people who are not on the list: numbered on, with nothing in them."""
    empty = ("",) * (3 if content.shows_unit else 2)
    return [(str(content.total + place + 1), *empty) for place in range(content.blank_lines)]


def sheet_name(content: SheetContent) -> str:
    """The sheet's number in words, as its foot bears it."""
    if content.number is None:
        return _("Attendance sheet of conference {code}: preview without a number").format(code=content.conference_code)
    return _("Attendance sheet no. {number} of conference {code}").format(
        number=content.number, code=content.conference_code
    )


def heading_text(heading: Heading) -> str:
    """A heading row: its Roman number, the name, how many attendees."""
    name = normalise(heading.text) or (_("No role group yet") if heading.kind == "group" else _("No unit yet"))
    if heading.number is not None:
        name = f"{roman(heading.number)}. {name}"
    counted = attendees_text(heading.count)
    return f"{name} ({counted})"


def column_text(column: SignatureColumn) -> str:
    """Over a signature column: the half-day, or the session's title."""
    names = {"morning": _("AM"), "afternoon": _("PM"), "evening": _("Eve.")}
    return names.get(column.half) or normalise(column.title)


def occasion(content: SheetContent) -> str:
    """What parts a list from the others of its sheet; "" for the only one."""
    if content.options.layout == "half-day":
        column = content.columns[0]
        return column_and_day(column, date_text(column.day))
    days = content.days
    if content.part and len(days) > 1:
        return _("From {first} to {last}").format(first=date_text(days[0]), last=date_text(days[-1]))
    return date_text(days[0]) if content.part else ""


def tab(content: SheetContent) -> str:
    """What a list's worksheet is called."""
    days = content.days
    if content.options.layout == "half-day":
        return f"{column_text(content.columns[0])} {days[0]:%d-%m}"
    if content.part:
        return f"{days[0]:%d-%m} – {days[-1]:%d-%m}"
    return _("Attendance sheet")


def column_and_day(column: SignatureColumn, day: str) -> str:
    """A half-day or a session with its day: "Buổi sáng, ngày 23/05/2018"."""
    halves = {
        "morning": _("Morning, {day}"),
        "afternoon": _("Afternoon, {day}"),
        "evening": _("Evening, {day}"),
    }
    pattern = halves.get(column.half) or _("{session}, {day}")
    return pattern.format(session=normalise(column.title), day=day)


def column_and_date(column: SignatureColumn) -> str:
    """A half-day or a session with its date: "Sáng 23/05"."""
    return f"{column_text(column)} {short_date_text(column.day)}"


def short_column(column: SignatureColumn) -> str:
    """Over a narrow column: "Sáng 23/05"; a session by its title alone."""
    return column_and_date(column) if column.half else column_text(column)


def _when_and_where(content: SheetContent) -> tuple[str, ...]:
    at = (_("Point: {point}").format(point=normalise(content.point)),) if content.point else ()
    if content.options.layout == "half-day":
        return (*at, *when_and_where(None, None, content.venue))  # its day stands under the title
    days = content.days
    first, last = content.starts_on or (days[0] if days else None), content.ends_on or (days[-1] if days else None)
    return (*at, *when_and_where(first, last, content.venue))


def when_and_where(first: dt.date | None, last: dt.date | None, venue: str) -> tuple[str, ...]:
    """The lines under a title: from when to when, and where; what is not known is left out."""
    lines = []
    if first and last and first != last:
        lines.append(_("Time: from {first} to {last}").format(first=date_text(first), last=date_text(last)))
    elif first:
        lines.append(_("Time: {day}").format(day=date_text(first)))
    if venue:
        lines.append(_("Place: {place}").format(place=normalise(venue)))
    return tuple(lines)
