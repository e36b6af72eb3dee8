"""attendance and to-look-at: who came, and of whom that is in doubt."""

from __future__ import annotations

import argparse
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.commands import arguments, leaving, marking, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.domain.attendance import AttendanceRow, DoubtfulAttendance, SessionAttendance, Status
from desktop.i18n import _
from desktop.wording import attendance as words
from desktop.wording.formats import clock_text, when_text

if TYPE_CHECKING:
    from desktop.domain.people import ConferenceView
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    shown = add_on_database(commands, "attendance", show, _("tell who came"), json=True)
    arguments.conference(shown)
    arguments.sessions(shown, _("only this session; may be repeated"))
    shown.add_argument("-o", "--output", metavar="OUT.xlsx", default="", help=_("workbook to write"))
    shown.add_argument(
        "--from", dest="source", metavar=_("FILE.xlsx"), default="", help=_("bring the marks of a workbook back")
    )
    shown.add_argument("--dry-run", action="store_true", help=_("only say what each cell would do"))
    shown.add_argument("--changes", action="store_true", help=_("write also what differs from what stands"))
    doubts = add_on_database(commands, "to-look-at", look, _("list the attendance to review"), json=True)
    arguments.conference(doubts)


_COUNTED = (Status.PRESENT, Status.LATE, Status.EXCUSED, Status.ABSENT, Status.UNRECORDED)


def show(database: Database, args: argparse.Namespace) -> int:
    """Tell of each session who came and who did not, or bring marks back from a workbook."""
    from desktop.services import attendance, conferences, lookup

    if args.source:
        from desktop.commands import attendance_workbook

        return attendance_workbook.bring_back(database, args)

    def work(tx: Transaction) -> tuple[ConferenceView, list[SessionAttendance], dict[uuid.UUID, str]]:
        view = conferences.find_conference(tx, args.conference)
        chosen = [lookup.session(tx, view.id, name) for name in args.session]
        sessions = attendance.attendance(tx, view.id, chosen)
        replaced = {row.substitute_for_id for each in sessions for row in each.rows if row.substitute_for_id}
        return view, sessions, {person.id: person.code for person in lookup.about(tx, list(replaced))}

    view, sessions, codes = database.read(work)
    if args.output:
        _write(database, view, [each.session_id for each in sessions] if args.session else [], args)
    if args.json or not args.output:
        seen = {row.attendee_id: row for each in sessions for row in each.rows}
        leaving.write_leaving(database, "attendance", list(seen.values()), view.id)
    if args.json:
        output.document({"conference": view.title, "sessions": [_plain(each, codes) for each in sessions]})
    elif not args.output:
        for each in sessions:
            _tell(each)
    return 0


def _write(
    database: Database, view: ConferenceView, session_ids: Sequence[uuid.UUID], args: argparse.Namespace
) -> None:
    """The workbook; its path is the result unless the result is JSON."""
    from desktop.services.attendance import workbook

    book = database.read(lambda tx: workbook.content(tx, view.id, session_ids))
    path = workbook.save(book, args.output)
    database.write(lambda tx: workbook.record_export(tx, view.id, book))
    (output.say if args.json else output.result)(str(path))


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
        **({"point": row.point} if row.point else {}),
        "status": str(row.status),
        "arrived_at": marking.stamp(row.arrived_at),
        "left_at": marking.stamp(row.left_at),
        "desk": row.desk,
        "marks": [marking.plain_mark(mark) for mark in row.marks],
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


def look(database: Database, args: argparse.Namespace) -> int:
    """List what desks left in doubt: let in twice, or said to be both there and absent."""
    from desktop.services import attendance, conferences

    def work(tx: Transaction) -> tuple[ConferenceView, list[DoubtfulAttendance]]:
        view = conferences.find_conference(tx, args.conference)
        return view, attendance.to_review(tx, view.id)

    view, lines = database.read(work)
    leaving.write_leaving(database, "review", lines, view.id)
    if args.json:
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
        "marks": [marking.plain_mark(mark) for mark in line.marks],
    }
