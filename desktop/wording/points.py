"""Points of a conference in words: what they are called, how they stand, what is asked of those who owe pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from desktop.domain.reminders import filled
from desktop.i18n import _, ngettext
from desktop.wording.formats import attendees_text, clock_text, date_text, dotted, pages_text, short_date_text

if TYPE_CHECKING:
    from desktop.domain.points import Page, PointStanding, PointView, SheetOfPoint

SENTENCES: Mapping[str, Callable[[], str]] = {
    "point.exists": lambda: _("There is already a point named “{value}”."),
    "point.unknown": lambda: _("“{value}” is none of the points, or fits several of them: {known}"),
    "point.none": lambda: _("The conference has no point: “points add CONFERENCE NAME” adds one."),
    "point.name_or_kind": lambda: _("Name one point, or ask for one for each unit of a kind (--all-of), not both."),
    "point.gone": lambda: _("The point is not there any more: somebody removed it."),
    "point.capacity": lambda: _("“{value}” is no number of seats from 0 to {most}."),
    "point.session_alone": lambda: _("“{session}” is followed at “{name}” alone: let others follow it first."),
    "point.hall": lambda: _("The main hall is no point: it can't be changed or removed."),
    "point.rows": lambda: _("Nothing was added.\n{rows}"),
    "point.no_names": lambda: _("No point to add: paste a row for each, its name first."),
}

FIELDS = ("point", "contact", "pages", "conference")
"""What may stand in braces in what is asked of a point."""


def point_heading() -> str:
    """Over the column of its name in a list that is pasted."""
    return _("Name of the point")


def row_text(row: int, problem: str) -> str:
    """What is wrong with a row of such a list."""
    return _("Row {row}: {problem}").format(row=row, problem=problem)


def and_more(count: int) -> str:
    """In place of further rows of which something is wrong."""
    return ngettext("… and {count} row more", "… and {count} rows more", count).format(count=count)


def hall() -> str:
    """Where people are who are at no point."""
    return _("Main hall")


def name_of(point: str) -> str:
    """A point's name for a cell; that of the main hall for ""."""
    return point or hall()


def names_of(points: Sequence[str]) -> str:
    """Where a session is followed."""
    return ", ".join(map(name_of, points))


def elsewhere(point: str) -> str:
    """What a door says of somebody who sits elsewhere."""
    return _("Belongs to the point “{point}”").format(point=point) if point else _("Belongs to the main hall")


def not_followed(point: str) -> str:
    """Why somebody is not expected at a session."""
    return _("The session is not followed at “{point}”").format(point=name_of(point))


def page_text(sheet: SheetOfPoint, page: Page) -> str:
    """A page of a sheet: "page 2/3 of sheet no. 14", with its half-day where pages are counted anew for each."""
    from desktop.domain.points import WHOLE  # a door words no pages
    from desktop.wording.sheet import column_and_date

    column, number = page
    if page == WHOLE:
        return _("sheet no. {sheet}").format(sheet=sheet.number)
    of = sum(each[0] == column for each in sheet.pages)
    text = _("page {page}/{pages} of sheet no. {sheet}").format(page=number, pages=of, sheet=sheet.number)
    return text if column is None else f"{text} ({column_and_date(sheet.columns[column])})"


def missing_text(standing: PointStanding) -> str:
    """Which pages are missing, the shortest way: "page 2/3 of sheet no. 14; …"; a whole sheet by its number."""
    parts = []
    for sheet in standing.sheets:
        if sheet.missing and len(sheet.missing) == len(sheet.pages):
            count = pages_text(len(sheet.pages))
            parts.append(_("sheet no. {sheet} ({pages})").format(sheet=sheet.number, pages=count))
        else:
            parts += [page_text(sheet, page) for page in sheet.missing]
    return "; ".join(parts)


def pages_state(standing: PointStanding) -> str:
    """How a point's pages stand, its sign before it: "✓ 3/3", "✕ 1/3", "·" where none was made."""
    if not standing.sheets:
        return "·"
    came = standing.pages - standing.missing
    return f"{'✕' if standing.missing else '✓'} {came}/{standing.pages}"


def reported_text(standing: PointStanding) -> str:
    """When a point reported, and whether that was late."""
    if standing.reported_at is not None:
        at = standing.reported_at.astimezone()
        when = f"{clock_text(at)} {short_date_text(at.date())}"
        return _("◔ late, {when}").format(when=when) if standing.late else when
    return _("✕ late") if standing.late else ""


def tested_text(point: PointView) -> str:
    """Whether its line was tried."""
    day = point.point.tested_on
    return _("✓ {day}").format(day=date_text(day)) if day else _("not yet")


def usual() -> str:
    """What a point is asked, unless an office words it otherwise."""
    return _("To {point}: please sign, photograph and send us {pages} (attendance sheet of “{conference}”).")


def nothing() -> str:
    """In place of a board."""
    return _(
        "The conference is held in its hall alone. Add the points from which others follow it: each gets its own sheet, "
        "and this board tells whose pages are missing."
    )


def contact_text(point: PointView) -> str:
    """Whom to call there."""
    from desktop.domain.phones import format_phone  # a door calls nobody

    return dotted(point.point.contact_name, format_phone(point.point.contact_phone))


def about(standing: PointStanding, text: str) -> str:
    """Everything about one point, in lines, with what to tell it."""
    lines: list[str] = []
    point = standing.point
    if point is not None:
        told = point.point
        named = (
            (_("Units: {value}"), "; ".join(name for _key, name in point.units)),
            (_("Address: {value}"), told.address),
            (_("Contact: {value}"), contact_text(point)),
            (_("Responsible: {value}"), told.responsible),
            (_("Seats: {value}"), str(told.capacity or "")),
            (_("Link: {value}"), told.link),
            (_("Line tested: {value}"), tested_text(point)),
            (_("Note: {value}"), told.note),
        )
        lines = [pattern.format(value=value) for pattern, value in named if value]
    if standing.sheets:
        numbers = ", ".join(str(sheet.number) for sheet in standing.sheets)
        lines.append(_("Sheets: no. {numbers}").format(numbers=numbers))
    else:
        lines.append(_("No sheet of its own was made yet."))
    if standing.missing:
        lines.append(_("Missing: {pages}").format(pages=missing_text(standing)))
    return "\n".join([*lines, *(["", text] if text else [])])


def asking(standing: PointStanding, conference: str, own: str = "") -> str:
    """What a point is told whose pages are missing, in the office's words or the usual."""
    point = standing.point
    assert point is not None
    return filled(
        own.strip() or usual(),
        {
            "point": point.name,
            "contact": point.point.contact_name or point.name,
            "pages": missing_text(standing),
            "conference": conference,
        },
    )


def facts(rows: Sequence[PointStanding]) -> str:
    """The line of facts over the board."""
    points = [row for row in rows if row.point is not None]
    counted = ngettext("{count} point", "{count} points", len(points)).format(count=len(points))
    missing = sum(row.missing for row in points)
    late = sum(row.late for row in points)
    parts = [counted, attendees_text(sum(row.expected for row in points))]
    if missing:
        parts.append(ngettext("{count} page missing", "{count} pages missing", missing).format(count=missing))
    if late:
        parts.append(ngettext("{count} reported late", "{count} reported late", late).format(count=late))
    return dotted(*parts)
