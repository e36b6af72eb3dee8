"""The attendance sheet after the event, built on what the door, the board and the reports read."""

from __future__ import annotations

import dataclasses
import itertools
import uuid
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select

from desktop.domain.attendance import AttendanceRow, SessionAttendance, Status
from desktop.domain.attendance_sheet import SheetContent, SheetOptions, SignatureColumn
from desktop.domain.documents.people import PersonOnPaper, blocks
from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.domain.people import AttendeeState, Origin
from desktop.papers.attendance_record.options import (
    PORTRAIT_COLUMNS,
    AttendanceRecordOptions,
    Cancelled,
    RecordContent,
    RecordLine,
    Stay,
    Sums,
    of_half_day,
    tally,
)
from desktop.papers.attendance_record.words import WORDS
from desktop.services import letterhead, people_on_paper, sheets
from desktop.services.attendance import attendance
from desktop.services.points import belonging
from desktop.store.tables import Attendee
from desktop.store.transaction import Transaction


def gather(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: AttendanceRecordOptions
) -> RecordContent:
    """What has been recorded so far. Raises AppError("sheet.no_sessions" | "document.nobody")."""
    conference = letterhead.conference(tx, conference_id)
    told = attendance(tx, conference_id, selection.session_ids, with_marks=False)
    if not told:
        raise AppError("sheet.no_sessions")
    columns = _columns(told, options)
    counted = {row.attendee_id for session in told for row in session.rows}
    # The sessions say themselves whom they expect.
    whom = dataclasses.replace(selection, session_ids=())
    states = (AttendeeState.REGISTERED, AttendeeState.CANCELLED)
    chosen = people_on_paper.listed(tx, conference_id, whom, options.sort, states=states)
    listed = list(people_on_paper.in_place(chosen, lambda person, _instead: person.id in counted))
    if not listed:
        raise AppError("document.nobody", document=WORDS.title())
    reasons = _cancelled(tx, conference_id)
    places = {name: place for place, name in enumerate(belonging.names(tx, conference_id).values(), start=1)}
    lines = {person.id: line for person, line in zip(listed, _lines(told, columns, listed, reasons), strict=True)}
    return RecordContent(
        sheet=SheetContent(
            conference_code=str(conference.number),
            conference_title=conference.title,
            letterhead=dataclasses.replace(
                letterhead.letterhead(tx, conference), date=conference.ends_on or columns[-1].day
            ),
            columns=columns,
            blocks=tuple(blocks(listed, group_by=options.group_by, sort=options.sort)),
            venue=conference.venue,
            starts_on=conference.starts_on,
            ends_on=conference.ends_on,
            landscape=len(columns) > PORTRAIT_COLUMNS,
            options=SheetOptions(layout="course"),
        ),
        lines=lines,
        tallies=tuple(tally(line.stays[place] for line in lines.values()) for place in range(len(columns))),
        groups=_sums(listed, lines, len(columns), lambda each: each.group_rank, lambda each: each.group),
        units=_sums(listed, lines, len(columns), lambda each: each.unit_rank, lambda each: each.unit),
        points=_sums(listed, lines, len(columns), lambda each: (places.get(each.point, 0),), lambda each: each.point),
        cancelled=tuple(
            Cancelled(each.full_name, each.unit, reasons[each.id])
            for each in chosen
            if each.id in reasons and each.id not in counted
        ),
        as_of=tx.clock(),
        options=options,
    )


def _columns(told: Sequence[SessionAttendance], options: AttendanceRecordOptions) -> tuple[SignatureColumn, ...]:
    if options.columns == "session":
        return tuple(SignatureColumn(each.starts_at.date(), "", each.title, (each.session_id,)) for each in told)
    return tuple(sheets.half_days((each.session_id, each.starts_at, each.ends_at) for each in told))


def _cancelled(tx: Transaction, conference_id: uuid.UUID) -> dict[uuid.UUID, str]:
    """Who cancelled, with the reasons they gave."""
    query = select(Attendee.id, Attendee.state_reason).where(
        Attendee.conference_id == conference_id, Attendee.state == AttendeeState.CANCELLED.value
    )
    return {row.id: row.state_reason for row in tx.execute(query)}


def _lines(
    told: Sequence[SessionAttendance],
    columns: Sequence[SignatureColumn],
    listed: Sequence[PersonOnPaper],
    cancelled: dict[uuid.UUID, str],
) -> list[RecordLine]:
    rows: dict[uuid.UUID, dict[uuid.UUID, AttendanceRow]] = defaultdict(dict)
    for session in told:
        for row in session.rows:
            rows[row.attendee_id][session.session_id] = row
    lines = []
    for person in listed:
        mine = rows[person.id]
        stays = (of_half_day([_stay(mine[key]) for key in column.sessions if key in mine]) for column in columns)
        remarks = (
            (session.title, mine[session.session_id].remark)
            for session in told
            if session.session_id in mine and mine[session.session_id].remark
        )
        walk_in = any(row.origin == Origin.WALK_IN for row in mine.values())
        lines.append(RecordLine(tuple(stays), tuple(remarks), walk_in, person.id in cancelled))
    return lines


def _stay(row: AttendanceRow) -> Stay:
    arrived, left = (moment.astimezone() if moment else None for moment in (row.arrived_at, row.left_at))
    return Stay(Status(row.status), arrived, left)


def _sums(
    listed: Sequence[PersonOnPaper],
    lines: dict[uuid.UUID, RecordLine],
    columns: int,
    rank: Callable[[PersonOnPaper], tuple[Any, ...]],
    name: Callable[[PersonOnPaper], str],
) -> tuple[Sums, ...]:
    found = []
    for _rank, grouped in itertools.groupby(sorted(listed, key=rank), rank):
        theirs = list(grouped)
        stays = [lines[each.id].stays for each in theirs]
        found.append(Sums(name(theirs[0]), tuple(tally(each[place] for each in stays) for place in range(columns))))
    return tuple(found)
