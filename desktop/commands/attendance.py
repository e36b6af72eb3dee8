"""attendance and to-look-at: who came."""

from __future__ import annotations

import argparse
import uuid
from collections.abc import Sequence

from desktop.commands import output
from desktop.commands.checkin import plain_mark, stamp
from desktop.domain.attendance import AttendanceRow, DoubtfulAttendance, SessionAttendance, Status
from desktop.domain.people import ConferenceView
from desktop.i18n import _
from desktop.services import attendance, conferences, lookup
from desktop.services.opening import Database, Transaction
from desktop.wording import attendance as words
from desktop.wording.formats import clock_text, when_text

_COUNTED = (Status.PRESENT, Status.LATE, Status.EXCUSED, Status.ABSENT, Status.UNRECORDED)


def show(database: Database, given: argparse.Namespace) -> int:
    """Tell of each session who came and who did not, or bring marks back from a workbook."""
    if given.source:
        from desktop.commands import attendance_workbook

        return attendance_workbook.bring_back(database, given)

    def work(tx: Transaction) -> tuple[ConferenceView, list[SessionAttendance], dict[uuid.UUID, str]]:
        view = conferences.find_conference(tx, given.conference)
        chosen = [lookup.session(tx, view.id, name) for name in given.session]
        told = attendance.attendance(tx, view.id, chosen)
        replaced = {row.substitute_for_id for each in told for row in each.rows if row.substitute_for_id}
        return view, told, {person.id: person.code for person in lookup.about(tx, list(replaced))}

    view, told, codes = database.read(work)
    if given.output:
        _write(database, view, [each.session_id for each in told] if given.session else [], given)
    if given.json:
        output.document({"conference": view.title, "sessions": [_plain(each, codes) for each in told]})
    elif not given.output:
        for each in told:
            _tell(each)
    return 0


def _write(
    database: Database, view: ConferenceView, session_ids: Sequence[uuid.UUID], given: argparse.Namespace
) -> None:
    """The workbook; its path is the result unless the result is JSON."""
    from desktop.services.attendance import workbook

    book = database.read(lambda tx: workbook.content(tx, view.id, session_ids))
    path = workbook.save(book, given.output)
    database.write(lambda tx: workbook.record_export(tx, view.id, book))
    (output.say if given.json else output.result)(str(path))


def _plain(session: SessionAttendance, codes: dict[uuid.UUID, str]) -> dict[str, object]:
    return {
        "session": session.title,
        "expected": len(session.rows),
        **{str(status): session.count(status) for status in _COUNTED},
        "attendees": [_plain_row(row, codes) for row in session.rows],
    }


def _plain_row(row: AttendanceRow, codes: dict[uuid.UUID, str]) -> dict[str, object]:
    return {
        "code": row.code,
        "full_name": row.full_name,
        "unit": row.unit,
        "role_group": row.role_group,
        "status": str(row.status),
        "arrived_at": stamp(row.arrived_at),
        "left_at": stamp(row.left_at),
        "desk": row.desk,
        "marks": [plain_mark(mark) for mark in row.marks],
        "substitute_for": codes.get(row.substitute_for_id) if row.substitute_for_id else None,
    }


def _tell(session: SessionAttendance) -> None:
    output.result(f"{session.title} · {when_text(session.starts_at, session.ends_at)}")
    output.table(
        [
            (
                words.SIGNS.get(row.status, ""),
                row.code,
                _name(row),
                row.unit,
                words.status(row.status),
                clock_text(row.arrived_at),
                clock_text(row.left_at),
                row.desk,
                row.remark,
            )
            for row in session.rows
        ]
    )
    counts = [f"{words.status(status)} {session.count(status)}" for status in _COUNTED if session.count(status)]
    output.result(_("Expected {count}: {counts}").format(count=len(session.rows), counts=", ".join(counts)))
    output.result()


def _name(row: AttendanceRow) -> str:
    if not row.substitute_for:
        return row.full_name
    return f"{row.full_name} {words.in_the_place_of(row.substitute_for)}"


def look(database: Database, given: argparse.Namespace) -> int:
    """List what desks left in doubt: let in twice, or said to be both there and absent."""

    def work(tx: Transaction) -> tuple[ConferenceView, list[DoubtfulAttendance]]:
        view = conferences.find_conference(tx, given.conference)
        return view, attendance.to_review(tx, view.id)

    view, lines = database.read(work)
    if given.json:
        output.document({"conference": view.title, "count": len(lines), "lines": [_plain_line(each) for each in lines]})
        return 0
    if not lines:
        output.say(_("Nothing to review: every attendance is clear."))
    output.table([(each.session, each.code, each.full_name, each.unit, words.doubt(each.doubt)) for each in lines])
    return 0


def _plain_line(line: DoubtfulAttendance) -> dict[str, object]:
    return {
        "session": line.session,
        "code": line.code,
        "full_name": line.full_name,
        "unit": line.unit,
        "doubt": str(line.doubt),
        "marks": [plain_mark(mark) for mark in line.marks],
    }
