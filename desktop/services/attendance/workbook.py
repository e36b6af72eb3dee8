"""Attendance as a workbook: who is expected at which sessions, with the letter of each, and the sums."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from desktop.domain.attendance import THERE, AttendanceRow, SessionAttendance, Status
from desktop.domain.auditing import Leaving, Way, fields_in
from desktop.domain.people import Origin
from desktop.excel.writing import attendance_writer as writer
from desktop.excel.writing.attendance_cells import AttendanceBook, BookCell, BookLine, BookSession, BookTally
from desktop.services import conferences, journal
from desktop.services.attendance.looking import attendance
from desktop.services.auditing import leaving
from desktop.services.ordering import everyone
from desktop.services.points import belonging
from desktop.store.transaction import Transaction
from desktop.wording import attendance as words
from desktop.wording import attendance_book, points
from desktop.wording.field import kind_title
from desktop.wording.formats import start_text, when_text

_COUNTED = (Status.PRESENT, Status.LATE, Status.EXCUSED, Status.ABSENT, Status.UNRECORDED)


def content(tx: Transaction, conference_id: uuid.UUID, session_ids: Collection[uuid.UUID] = ()) -> AttendanceBook:
    """Everyone whom one of these sessions expects (all sessions unless named), by rank."""
    told = attendance(tx, conference_id, session_ids, with_marks=False)
    people = _in_order(tx, conference_id, told)
    return AttendanceBook(
        conference=conferences.get_conference(tx, conference_id).title,
        as_of=tx.clock(),
        sessions=tuple(
            BookSession(
                heading,
                when_text(each.starts_at, each.ends_at),
                (len(each.rows), *(each.count(status) for status in _COUNTED)),
            )
            for each, heading in zip(told, headings(told), strict=True)
        ),
        lines=_lines(told, people),
        by_group=_tallies(told, _in_order(tx, conference_id, told, groups_first=True), lambda row: row.role_group),
        by_unit=_tallies(told, people, lambda row: row.unit or kind_title("")),
        by_point=_by_point(tx, conference_id, told, people),
    )


def _by_point(
    tx: Transaction, conference_id: uuid.UUID, told: Sequence[SessionAttendance], people: Sequence[AttendanceRow]
) -> Sequence[BookTally]:
    """The main hall, then the points in their order; nothing where everybody sits in the hall."""
    places = {name: place for place, name in enumerate(belonging.names(tx, conference_id).values(), start=1)}
    if not any(row.point for row in people):
        return ()
    ordered = sorted(people, key=lambda row: places.get(row.point, 0))
    return _tallies(told, ordered, lambda row: points.name_of(row.point))


def headings(sessions: Sequence[SessionAttendance]) -> list[str]:
    """What each session's column is called: its title, with its day and hour where two are called the same."""
    often = Counter(each.title.casefold() for each in sessions)
    return [
        each.title if often[each.title.casefold()] == 1 else f"{each.title} {start_text(each.starts_at)}"
        for each in sessions
    ]


def save(book: AttendanceBook, path: str | Path) -> Path:
    """Write the workbook; the name gets .xlsx when it has no other ending. Raises AppError("file.cannot_write")."""
    target = Path(path)
    target = target if target.suffix else target.with_suffix(".xlsx")
    writer.save(book, target)
    return target


def record_export(tx: Transaction, conference_id: uuid.UUID, book: AttendanceBook) -> None:
    """Note in the journal that personal data left the program."""
    count = len(book.lines)
    with journal.entry(tx, "data.exported", (), conference_id=conference_id, count=count, columns=["attendance"]):
        pass
    fields, _names = fields_in(book.lines)
    leaving.record(tx, Leaving(Way.FILE, "attendance", count, fields, conference_id))


def _in_order(
    tx: Transaction, conference_id: uuid.UUID, told: Sequence[SessionAttendance], *, groups_first: bool = False
) -> list[AttendanceRow]:
    """One row of each person whom a session expects, by rank."""
    found = {row.attendee_id: row for session in told for row in session.rows}
    return [found[key] for key in everyone(tx, conference_id, groups_first=groups_first) if key in found]


def _lines(told: Sequence[SessionAttendance], people: Sequence[AttendanceRow]) -> list[BookLine]:
    rows = [{row.attendee_id: row for row in session.rows} for session in told]
    titles = [session.title for session in told]
    lines = []
    for person in people:
        mine = [each.get(person.attendee_id) for each in rows]
        lines.append(
            BookLine(
                code=person.code,
                full_name=person.full_name,
                position=person.position,
                unit=person.unit,
                role_group=person.role_group,
                cells=tuple(_cell(row) if row else None for row in mine),
                note=_note(person, titles, mine),
            )
        )
    return lines


def _cell(row: AttendanceRow) -> BookCell:
    return BookCell(
        words.LETTERS[row.status],
        row.arrived_at.astimezone() if row.arrived_at else None,
        row.left_at.astimezone() if row.left_at else None,
    )


def _note(person: AttendanceRow, titles: Sequence[str], rows: Sequence[AttendanceRow | None]) -> str:
    parts = [words.in_the_place_of(person.substitute_for)] if person.substitute_for else []
    if person.origin == Origin.WALK_IN:
        parts.append(attendance_book.walk_in())
    remarks = [(title, row.remark) for title, row in zip(titles, rows, strict=True) if row and row.remark]
    parts += [attendance_book.remarks(remarks, several=len(titles) > 1)] if remarks else []
    return "; ".join(parts)


def _tallies(
    told: Sequence[SessionAttendance], people: Sequence[AttendanceRow], name: Callable[[AttendanceRow], str]
) -> list[BookTally]:
    expected = [Counter(map(name, session.rows)) for session in told]
    there = [Counter(name(row) for row in session.rows if row.status in THERE) for session in told]
    order = dict.fromkeys(name(person) for person in people)
    return [
        BookTally(each, tuple((all_[each], came[each]) for all_, came in zip(expected, there, strict=True)))
        for each in order
    ]
