"""The words on an attendance sheet, in the language in force; quốc hiệu and tiêu ngữ are Vietnamese in both."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desktop.domain.papers import SheetContent, SheetHeading, SignatureColumn, roman
from desktop.i18n import _, language, ngettext, pgettext

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True, slots=True)
class SheetWords:
    """Every line that a sheet prints beside its rows."""

    title: str
    subject: str
    time_and_place: str
    place_and_date: str
    number: str
    name: str
    position: str
    unit: str
    signature: str
    note: str
    supplement: str
    total: str
    present_row: str
    preparer: str
    confirmed: str
    sign_here: str
    sheet_name: str
    page: str
    """With {page} and {pages} still to be filled in."""


def words(content: SheetContent) -> SheetWords:
    """The sheet's own words."""
    return SheetWords(
        title=_("Attendance list").upper(),
        subject=content.conference_title,
        time_and_place=_time_and_place(content),
        place_and_date=place_and_date(content.letterhead.locality, content.letterhead.date),
        number=_("No."),
        name=_("Full name"),
        position=_("Position"),
        unit=pgettext("attendance sheet", "Unit"),
        signature=_("Signature"),
        note=_("Note"),
        supplement=_("Additional attendees"),
        total=_total(content),
        present_row=_("Signatures counted"),
        preparer=_("Prepared by").upper(),
        confirmed=_("Confirmed by").upper(),
        sign_here=_("(Signature and full name)"),
        sheet_name=sheet_name(content),
        page=_("Page {page}/{pages}"),
    )


def sheet_name(content: SheetContent) -> str:
    """The sheet's number in words, as its foot bears it."""
    if content.number is None:
        return _("Attendance sheet of conference {code}: preview without a number").format(code=content.conference_code)
    return _("Attendance sheet no. {number} of conference {code}").format(
        number=content.number, code=content.conference_code
    )


def heading_text(heading: SheetHeading) -> str:
    """A heading row: its Roman number, the name, how many attendees."""
    name = heading.text or (_("No role group yet") if heading.kind == "group" else _("No unit yet"))
    if heading.number is not None:
        name = f"{roman(heading.number)}. {name}"
    counted = ngettext("{count} attendee", "{count} attendees", heading.count).format(count=heading.count)
    return f"{name} ({counted})"


def column_text(column: SignatureColumn) -> str:
    """Over a signature column: the half-day, or the session's title."""
    names = {"morning": _("AM"), "afternoon": _("PM"), "evening": _("Eve.")}
    return names.get(column.half, column.title)


def day_text(day: dt.date) -> str:
    """Over the columns of one day."""
    return f"{day:%d/%m}"


def place_and_date(locality: str, day: dt.date | None) -> str:
    """Hà Nội, ngày 05 tháng 01 năm 2018: days under 10 and months 1 and 2 take a zero, the other months none."""
    pattern = _("{place}, {day}/{month}/{year}")
    dots = "……"
    if day is None:
        return pattern.format(place=locality or dots, day=dots, month=dots, year=dots)
    # The rule is Vietnamese clerks'; an English date is dd/mm/yyyy as everywhere else.
    padded = day.month < 3 or language() == "en"
    month = f"{day.month:02d}" if padded else str(day.month)
    return pattern.format(place=locality or dots, day=f"{day.day:02d}", month=month, year=day.year)


def _time_and_place(content: SheetContent) -> str:
    days = content.days
    first, last = content.starts_on or (days[0] if days else None), content.ends_on or (days[-1] if days else None)
    parts = []
    if first and last and first != last:
        parts.append(_("Time: from {first} to {last}").format(first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}"))
    elif first:
        parts.append(_("Time: {day}").format(day=f"{first:%d/%m/%Y}"))
    if content.venue:
        parts.append(_("Place: {place}").format(place=content.venue))
    return ". ".join(parts)


def _total(content: SheetContent) -> str:
    dots = "…………"
    return _("Total: {total}. Present: {present} Absent: {absent}").format(
        total=content.total, present=dots, absent=dots
    )
