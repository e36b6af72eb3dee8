"""Attendance sheets: who stands on them, in which order, under which columns, and what was printed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import func, select

from desktop.domain.areas import Area
from desktop.domain.attendance_sheet import (
    MOST_COLUMNS,
    PORTRAIT_COLUMNS,
    EnteredColumn,
    GroupBy,
    Half,
    Order,
    PrintedSheetView,
    SheetBlock,
    SheetContent,
    SheetHeading,
    SheetOptions,
    SheetRow,
    SignatureColumn,
)
from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.services import journal, letterhead, people_on_paper
from desktop.services.people_on_paper import Listed
from desktop.store.tables import Conference, JournalEntry, PrintedSheet, TrainingSession
from desktop.store.transaction import Transaction

KIND = "attendance"


def attendance_sheet(
    tx: Transaction, conference_id: uuid.UUID, options: SheetOptions, *, number: int | None = None
) -> SheetContent:
    """The sheet as it would be printed now; without a number it is a preview.

    Raises AppError: sheet.no_sessions, sheet.too_many_columns, or sheet.no_attendees when there is not even a blank line.
    """
    conference = letterhead.conference(tx, conference_id)
    columns = _columns(tx, conference_id, options)
    listed = _people(tx, conference_id, options, frozenset(key.hex for column in columns for key in column.sessions))
    if not listed and not options.blank_lines:
        raise AppError("sheet.no_attendees", conference=conference.title)
    return SheetContent(
        conference_code=str(conference.number),
        conference_title=conference.title,
        letterhead=dataclasses.replace(
            letterhead.letterhead(tx, conference), date=conference.starts_on or columns[0].day
        ),
        columns=columns,
        blocks=tuple(blocks(listed, group_by=options.group_by, sort=options.sort, page_per=options.page_per)),
        number=number,
        venue=conference.venue,
        starts_on=conference.starts_on,
        ends_on=conference.ends_on,
        blank_lines=options.blank_lines,
        landscape=_lies(options, len(columns)),
        options=options,
    )


def _lies(options: SheetOptions, columns: int) -> bool:
    if options.layout == "course":
        return True
    return options.landscape or (options.layout == "sheet" and columns > PORTRAIT_COLUMNS)


def record_sheet(tx: Transaction, conference_id: uuid.UUID, options: SheetOptions) -> SheetContent:
    """The sheet with its number taken, and kept so that the signed paper can be matched again."""
    # Two desks must not take one number: the conference's row is the lock (SQLite has a single writer anyway).
    tx.execute(select(Conference.id).where(Conference.id == conference_id).with_for_update())
    number = _next_number(tx, conference_id)
    content = attendance_sheet(tx, conference_id, options, number=number)
    with journal.entry(tx, "sheet.made", {Area.SHEETS}, conference_id=conference_id, number=number, rows=content.total):
        tx.add(
            PrintedSheet(
                conference_id=conference_id,
                number=number,
                desk=tx.desk,
                kind=KIND,
                content={
                    "sessions": [key.hex for column in content.columns for key in column.sessions],
                    "columns": [_plain_column(column) for column in content.columns],
                    "rows": [row.attendee_id.hex for block in content.blocks for row in block.rows],
                    "blank_lines": options.blank_lines,
                    "options": _plain_options(options),
                },
            )
        )
    return content


def list_printed(tx: Transaction, conference_id: uuid.UUID) -> list[PrintedSheetView]:
    """The sheets that were made, newest first."""
    query = (
        select(PrintedSheet)
        .where(PrintedSheet.conference_id == conference_id, PrintedSheet.kind == KIND)
        .order_by(PrintedSheet.number.desc())
    )
    return [_view(sheet) for sheet in tx.scalars(query)]


def _next_number(tx: Transaction, conference_id: uuid.UUID) -> int:
    """One more than any number ever taken: a sheet whose making was undone may lie on a table all the same."""
    kept = tx.scalar(select(func.max(PrintedSheet.number)).where(PrintedSheet.conference_id == conference_id)) or 0
    made = tx.scalars(
        select(JournalEntry.details).where(
            JournalEntry.conference_id == conference_id, JournalEntry.action == "sheet.made"
        )
    )
    return 1 + max([kept, *(int(details.get("number", 0)) for details in made)])


# Columns


def _columns(tx: Transaction, conference_id: uuid.UUID, options: SheetOptions) -> tuple[SignatureColumn, ...]:
    query = (
        select(TrainingSession)
        .where(TrainingSession.conference_id == conference_id)
        .order_by(TrainingSession.starts_at, TrainingSession.ends_at, TrainingSession.title)
    )
    sessions = list(tx.scalars(query))
    if options.sessions:
        chosen = set(options.sessions)
        columns = [
            SignatureColumn(session.starts_at.date(), "", session.title, (session.id,))
            for session in sessions
            if session.id in chosen
        ]
    else:
        columns = half_days((session.id, session.starts_at, session.ends_at) for session in sessions)
    if not columns:
        raise AppError("sheet.no_sessions")
    if options.layout == "sheet" and len(columns) > MOST_COLUMNS:
        raise AppError("sheet.too_many_columns", count=len(columns), most=MOST_COLUMNS)
    return tuple(columns)


def half_days(sessions: Iterable[tuple[uuid.UUID, dt.datetime, dt.datetime]]) -> list[SignatureColumn]:
    """One column for each half-day that the sessions reach into.

    A session belongs to the half-day it begins in, and to each other one that it fills for more than an hour.
    """
    found: dict[tuple[dt.date, int], list[uuid.UUID]] = {}
    for key, start, end in sessions:
        for day, place in _halves(start, end):
            found.setdefault((day, place), []).append(key)
    return [SignatureColumn(day, _HALVES[place][0], "", tuple(found[day, place])) for day, place in sorted(found)]


_HALVES: tuple[tuple[Half, int, int], ...] = (("morning", 0, 12), ("afternoon", 12, 18), ("evening", 18, 24))
_HOUR = dt.timedelta(hours=1)


def _halves(start: dt.datetime, end: dt.datetime) -> Iterator[tuple[dt.date, int]]:
    day = start.date()
    while day <= max(start, end).date():
        midnight = dt.datetime.combine(day, dt.time())
        for place, (_half, first, last) in enumerate(_HALVES):
            opens, closes = midnight + first * _HOUR, midnight + last * _HOUR
            if opens <= start < closes or min(end, closes) - max(start, opens) > _HOUR:
                yield day, place
        day += dt.timedelta(days=1)


# Rows


def _people(tx: Transaction, conference_id: uuid.UUID, options: SheetOptions, sessions: frozenset[str]) -> list[Listed]:
    """Who signs for these sessions in the order asked for, before any grouping.

    Who comes in someone's place stands in that place. The replaced stay, above, where they sign themselves.
    """
    selection = Selection(options.role_group_ids, options.unit_ids, options.sessions, options.attendee_ids)
    listed = people_on_paper.listed(tx, conference_id, selection, options.sort)

    def signs_too(person: Listed, instead: Sequence[Listed]) -> bool:
        return bool(_signs_for(person, sessions).difference(*(_signs_for(each, sessions) for each in instead)))

    return list(people_on_paper.in_place(listed, signs_too))


def _signs_for(person: Listed, sessions: frozenset[str]) -> frozenset[str]:
    """Of the sheet's sessions those that somebody may sign for: a substitute only where they stand in."""
    chosen = person.substitute_sessions if person.substitute_for_id else ()
    return sessions & frozenset(chosen) if chosen else sessions


def blocks(
    listed: Iterable[Listed], *, group_by: GroupBy, sort: Order, page_per: GroupBy = "none"
) -> Iterator[SheetBlock]:
    """The rows under the headings of their groups and units, numbered through."""
    by_group = "role" in (group_by, page_per)
    by_unit = "unit" in (group_by, page_per) or (by_group and sort == "unit")

    # Stable: inside a group or unit the order asked for stays.
    ordered = sorted(listed, key=lambda each: (each.group_rank if by_group else (), each.unit_rank if by_unit else ()))
    numbers, tops = itertools.count(1), itertools.count(1)
    first = True
    for _group, of_group in itertools.groupby(ordered, lambda each: each.group_rank if by_group else None):
        members = list(of_group)
        top = SheetHeading("group", members[0].group, len(members), next(tops)) if by_group else None
        fresh = True
        for _unit, of_unit in itertools.groupby(members, lambda each: each.unit_rank if by_unit else None):
            theirs = list(of_unit)
            new_page = not first and (page_per == "unit" or (page_per == "role" and fresh))
            headings = [top] if top is not None and (fresh or new_page) else []
            if by_unit:
                headings.append(SheetHeading("unit", theirs[0].unit, len(theirs), None if by_group else next(tops)))
            yield SheetBlock(tuple(_row(next(numbers), each) for each in theirs), tuple(headings), new_page)
            first = fresh = False


def _row(number: int, who: Listed) -> SheetRow:
    return SheetRow(
        number, who.id, who.full_name, who.honorific, who.position, who.unit, substitute_for=who.substitute_for
    )


# What is kept


def _plain_column(column: SignatureColumn) -> dict[str, Any]:
    return {
        "day": column.day.isoformat(),
        "half": column.half,
        "title": column.title,
        "sessions": [key.hex for key in column.sessions],
    }


def _plain_options(options: SheetOptions) -> dict[str, Any]:
    values = dataclasses.asdict(options)
    for name in _CHOSEN:
        values[name] = [key.hex if key is not None else None for key in values[name]]
    return values


_CHOSEN = ("sessions", "role_group_ids", "unit_ids", "attendee_ids")


def _options_of(kept: dict[str, Any]) -> SheetOptions:
    """Options as they were kept: an older sheet lacks some, a newer version's has some that are unknown here."""
    known = {each.name for each in dataclasses.fields(SheetOptions)}
    values = {name: value for name, value in kept.items() if name in known}
    for name in _CHOSEN:
        values[name] = tuple(uuid.UUID(key) if key is not None else None for key in values.get(name, ()))
    return SheetOptions(**values)


def columns_of(sheet: PrintedSheet) -> tuple[SignatureColumn, ...]:
    """The signature columns as they were printed."""
    return tuple(
        SignatureColumn(
            dt.date.fromisoformat(column["day"]),
            column["half"],
            column["title"],
            tuple(uuid.UUID(key) for key in column["sessions"]),
        )
        for column in sheet.content["columns"]
    )


def entered_of(sheet: PrintedSheet) -> tuple[EnteredColumn | None, ...]:
    """For each signature column, who entered the signed paper and when."""
    kept = [sheet.entered.get(str(place)) for place in range(len(sheet.content["columns"]))]
    return tuple(
        EnteredColumn(dt.datetime.fromisoformat(each["at"]), each["desk"], len(each["open"])) if each else None
        for each in kept
    )


def _view(sheet: PrintedSheet) -> PrintedSheetView:
    kept = sheet.content
    return PrintedSheetView(
        id=sheet.id,
        number=sheet.number,
        at=sheet.at,
        desk=sheet.desk,
        rows=len(kept["rows"]),
        blank_lines=kept["blank_lines"],
        columns=columns_of(sheet),
        options=_options_of(kept["options"]),
        entered=entered_of(sheet),
    )
