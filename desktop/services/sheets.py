"""Attendance sheets: who stands on them, in which order, under which columns, and what was printed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select, update

from desktop.domain.areas import Area
from desktop.domain.at_points import takes_part
from desktop.domain.attendance_sheet import (
    MOST_COLUMNS,
    PORTRAIT_COLUMNS,
    EnteredColumn,
    PrintedSheetView,
    SheetContent,
    SheetOptions,
    SignatureColumn,
)
from desktop.domain.documents import fields
from desktop.domain.documents.people import PersonOnPaper, blocks
from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError, NotFound
from desktop.domain.half_days import HALVES_OF_A_DAY, HalfDay, halves_of
from desktop.domain.sheet_code import new_token
from desktop.domain.sheet_places import PagePlaces, from_plain, to_plain
from desktop.services import journal, letterhead, people_on_paper
from desktop.services.points import belonging
from desktop.store.point_tables import VenuePoint
from desktop.store.tables import Conference, JournalEntry, PrintedSheet, TrainingSession
from desktop.store.transaction import Transaction

KIND = "attendance"


def attendance_sheet(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: SheetOptions, *, number: int | None = None
) -> SheetContent:
    """The sheet as it would be printed now; without a number it is a preview. The sessions chosen are its columns.

    Raises AppError: sheet.no_sessions, sheet.too_many_columns, or sheet.no_attendees when there is not even a blank line.
    """
    conference = letterhead.conference(tx, conference_id)
    columns = _columns(tx, conference_id, selection, options)
    sessions = frozenset(key.hex for column in columns for key in column.sessions)
    listed = _people(tx, conference_id, selection, options, sessions)
    if not listed and not options.blank_lines:
        raise AppError("sheet.no_attendees", conference=conference.title)
    alone = selection.point_ids[0] if len(selection.point_ids) == 1 else None
    point = tx.get(VenuePoint, alone) if alone is not None else None
    return SheetContent(
        conference_code=str(conference.number),
        conference_title=conference.title,
        letterhead=dataclasses.replace(
            letterhead.letterhead(tx, conference), date=conference.starts_on or columns[0].day
        ),
        columns=columns,
        blocks=tuple(blocks(listed, group_by=options.group_by, sort=options.sort, page_per=options.page_per)),
        number=number,
        venue=conference.venue if point is None else point.address,
        point="" if point is None else point.name,
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


def record_sheet(
    tx: Transaction,
    conference_id: uuid.UUID,
    selection: Selection,
    options: SheetOptions,
    *,
    token: Callable[[], str] = new_token,
) -> SheetContent:
    """The sheet with its number and its token, and kept so that the signed paper can be matched again.

    The newest sheet made again unchanged, say as a workbook after the PDF, is the same sheet: it keeps its number, and so
    does the newest of a point.
    """
    # Two desks must not take one number: the conference's row is the lock (SQLite has a single writer anyway).
    tx.execute(select(Conference.id).where(Conference.id == conference_id).with_for_update())
    content = attendance_sheet(tx, conference_id, selection, options)
    kept = {
        "sessions": [key.hex for column in content.columns for key in column.sessions],
        "columns": [_plain_column(column) for column in content.columns],
        "rows": [row.id.hex for block in content.blocks for row in block.rows],
        "blank_lines": options.blank_lines,
        "options": _plain_options(selection, options),
    }
    newest = _newest(tx, conference_id, selection.point_ids)
    sheet = newest if newest is not None and newest.content == kept and not newest.entered else None
    if sheet is None:
        number = _next_number(tx, conference_id)
        details = {"number": number, "rows": content.total, "people": content.total}
        with journal.entry(tx, "sheet.made", {Area.SHEETS}, conference_id=conference_id, **details):
            sheet = PrintedSheet(
                conference_id=conference_id, number=number, desk=tx.desk, kind=KIND, content=kept, token=token()
            )
            tx.add(sheet)
    elif not sheet.token:  # made by an earlier version: what is printed of it from now on bears one
        tx.execute(update(PrintedSheet).where(PrintedSheet.id == sheet.id).values(token=token()))
        tx.refresh(sheet, ["token"])
    return dataclasses.replace(content, number=sheet.number, token=sheet.token, sheet_id=sheet.id)


def _newest(tx: Transaction, conference_id: uuid.UUID, point_ids: tuple[uuid.UUID | None, ...]) -> PrintedSheet | None:
    """The newest sheet; of points, the newest for the same ones: the sheets of all points are made one after the other."""
    query = (
        select(PrintedSheet)
        .where(PrintedSheet.conference_id == conference_id, PrintedSheet.kind == KIND)
        .order_by(PrintedSheet.number.desc())
    )
    if not point_ids:
        return tx.scalars(query.limit(1)).first()
    wanted = _hex(point_ids)
    return next((row for row in tx.scalars(query) if row.content["options"].get("point_ids") == wanted), None)


def keep_places(tx: Transaction, sheet_id: uuid.UUID, pages: tuple[PagePlaces, ...]) -> None:
    """Keep where things stand on a sheet's pages, once it was laid out.

    Laid out otherwise under the same number, in another language or with a name corrected since, it is kept beside: nobody
    knows which of the papers comes back. Nothing changes for who enters the sheet meanwhile.
    """
    query = select(PrintedSheet.places).where(PrintedSheet.id == sheet_id).with_for_update()
    before = tx.scalars(query).first()
    laid_out = to_plain(pages)
    if before is not None and laid_out not in before:
        tx.execute(update(PrintedSheet).where(PrintedSheet.id == sheet_id).values(places=[*before, laid_out]))


def places(tx: Transaction, conference_id: uuid.UUID, number: int) -> list[tuple[PagePlaces, ...]]:
    """Where things stand on the pages of a sheet, for each way in which it was laid out, the newest first.

    Nothing for a sheet of an earlier version, or never made as PDF or pictures. Raises NotFound for a number never made.
    """
    query = select(PrintedSheet.places).where(
        PrintedSheet.conference_id == conference_id, PrintedSheet.number == number, PrintedSheet.kind == KIND
    )
    kept = tx.scalars(query).first()
    if kept is None:
        raise NotFound("paper.not_printed", what="printed_sheet", number=number)
    return [from_plain(each) for each in reversed(kept)]


def list_printed(tx: Transaction, conference_id: uuid.UUID) -> list[PrintedSheetView]:
    """The sheets that were made, newest first."""
    query = (
        select(PrintedSheet)
        .where(PrintedSheet.conference_id == conference_id, PrintedSheet.kind == KIND)
        .order_by(PrintedSheet.number.desc())
    )
    names = belonging.names(tx, conference_id)
    return [_view(sheet, names) for sheet in tx.scalars(query)]


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


def _columns(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: SheetOptions
) -> tuple[SignatureColumn, ...]:
    """One for each session chosen; else one for each half-day: of a point's own sheet, those that are followed there."""
    query = (
        select(TrainingSession)
        .where(TrainingSession.conference_id == conference_id)
        .order_by(TrainingSession.starts_at, TrainingSession.ends_at, TrainingSession.title)
    )
    sessions = list(tx.scalars(query))
    if chosen := set(selection.session_ids):
        columns = [
            SignatureColumn(session.starts_at.date(), "", session.title, (session.id,))
            for session in sessions
            if session.id in chosen
        ]
    else:
        named, at = belonging.of_sessions(tx, conference_id), selection.point_ids
        theirs = [each for each in sessions if not at or any(takes_part(named.get(each.id, ()), key) for key in at)]
        theirs = theirs or sessions
        columns = half_days((session.id, session.starts_at, session.ends_at) for session in theirs)
    if not columns:
        raise AppError("sheet.no_sessions")
    if options.layout == "sheet" and len(columns) > MOST_COLUMNS:
        raise AppError("sheet.too_many_columns", count=len(columns), most=MOST_COLUMNS)
    return tuple(columns)


def half_days(sessions: Iterable[tuple[uuid.UUID, dt.datetime, dt.datetime]]) -> list[SignatureColumn]:
    """One column for each half-day that the sessions reach into."""
    found: dict[HalfDay, list[uuid.UUID]] = {}
    for key, start, end in sessions:
        for half_day in halves_of(start, end):
            found.setdefault(half_day, []).append(key)
    return [SignatureColumn(day, HALVES_OF_A_DAY[place], "", tuple(found[day, place])) for day, place in sorted(found)]


# Rows


def _people(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: SheetOptions, sessions: frozenset[str]
) -> list[PersonOnPaper]:
    """Who signs for these sessions in the order asked for, before any grouping.

    Who comes in someone's place stands in that place. The replaced stay, above, where they sign themselves.
    """
    listed = people_on_paper.listed(tx, conference_id, selection, options.sort)

    def signs_too(person: PersonOnPaper, instead: Sequence[PersonOnPaper]) -> bool:
        return bool(_signs_for(person, sessions).difference(*(_signs_for(each, sessions) for each in instead)))

    return list(people_on_paper.in_place(listed, signs_too))


def _signs_for(person: PersonOnPaper, sessions: frozenset[str]) -> frozenset[str]:
    """Of the sheet's sessions those that somebody may sign for: a substitute only where they stand in."""
    chosen = person.substitute_sessions if person.substitute_for_id else ()
    return sessions & frozenset(chosen) if chosen else sessions


# What is kept


def _plain_column(column: SignatureColumn) -> dict[str, Any]:
    return {
        "day": column.day.isoformat(),
        "half": column.half,
        "title": column.title,
        "sessions": [key.hex for key in column.sessions],
    }


def _plain_options(selection: Selection, options: SheetOptions) -> dict[str, Any]:
    return {
        "sessions": _hex(selection.session_ids),
        "role_group_ids": _hex(selection.role_group_ids),
        "unit_ids": _hex(selection.unit_ids),
        "attendee_ids": _hex(selection.attendee_ids),
        **({"point_ids": _hex(selection.point_ids)} if selection.point_ids else {}),
        **fields.to_plain(options),
    }


def _hex(keys: Iterable[uuid.UUID | None]) -> list[str | None]:
    return [key.hex if key is not None else None for key in keys]


def selection_of(kept: dict[str, Any]) -> Selection:
    """Whom a sheet was made for, as it was kept: an older one lacks some of the ways to choose."""

    def keys(name: str) -> tuple[uuid.UUID | None, ...]:
        return tuple(uuid.UUID(key) if key is not None else None for key in kept.get(name, ()))

    def people(name: str) -> tuple[uuid.UUID, ...]:
        return tuple(key for key in keys(name) if key is not None)

    return Selection(
        keys("role_group_ids"), keys("unit_ids"), people("sessions"), people("attendee_ids"), keys("point_ids")
    )


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


def _view(sheet: PrintedSheet, names: Mapping[uuid.UUID, str]) -> PrintedSheetView:
    kept = sheet.content
    selection = selection_of(kept["options"])
    points = tuple("" if key is None else names.get(key, "…") for key in selection.point_ids)
    return PrintedSheetView(
        id=sheet.id,
        number=sheet.number,
        token=sheet.token,
        at=sheet.at,
        desk=sheet.desk,
        rows=len(kept["rows"]),
        blank_lines=kept["blank_lines"],
        columns=columns_of(sheet),
        selection=selection,
        options=fields.from_plain(SheetOptions, kept["options"]),
        entered=entered_of(sheet),
        points=points,
    )
