"""sheet: `document attendance-sheet` with flags for what is chosen most often.

It differs in two things: its options are those of the call alone, and they are not kept for the conference.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.domain.errors import InvalidInput
from desktop.i18n import _

if TYPE_CHECKING:
    import uuid

    from desktop.domain.attendance_sheet import SheetOptions
    from desktop.domain.documents.selection import Selection
    from desktop.services.opening import Database, Transaction

_ENDINGS = (".pdf", ".xlsx")


def add_to(commands: Subcommands) -> None:
    """Add it to the command line."""
    command = add_on_database(commands, "sheet", sheet, _("write the attendance sheet"), json=True)
    arguments.conference(command)
    arguments.output(command, "OUT.pdf|OUT.xlsx|DIR")
    arguments.sessions(command, _("session to sign for; may be repeated"))
    point = command.add_mutually_exclusive_group()
    text = _("only people of this point, 0 for the main hall")
    point.add_argument("--point", metavar=_("POINT"), help=text)
    text = _("one sheet for each point and the main hall: OUT is a folder or a .zip of PDF files")
    point.add_argument("--per-point", action="store_true", help=text)
    command.add_argument("--group-by", choices=("role", "unit", "none"), default="role", help=_("how rows are grouped"))
    arguments.order(command, "rank")
    command.add_argument("--page-per", choices=("role", "unit", "none"), default="none", help=_("a new page for each"))
    command.add_argument(
        "--blank-lines", metavar="N", type=arguments.count, default=0, help=_("blank lines at the end")
    )
    command.add_argument("--landscape", action="store_true", help=_("A4 on its side"))


def sheet(database: Database, args: argparse.Namespace) -> int:
    """Write the attendance sheet, or one for each point: its number taken and its rows remembered."""
    from desktop.commands import documents
    from desktop.papers.attendance_sheet import DOCUMENT

    path = Path(args.output)
    if not args.per_point and path.suffix.lower() not in _ENDINGS:
        raise InvalidInput("sheet.unknown_ending", field="output", value=path.name)
    written = documents.make_document(
        database,
        DOCUMENT,
        args.conference,
        path,
        selection=lambda tx, key: _selection(tx, key, args),
        options=lambda _tx, _key: _options(args),
        by="points" if args.per_point else None,
        keeps=False,
    )
    documents.warn(written)
    told = [
        {"point": point, "file": file, "number": content.number, "rows": content.total}
        for point, file, content in written.parts
    ]
    if args.json and args.per_point:
        output.document({"sheets": told})
    elif args.json:
        output.document({name: value for name, value in told[0].items() if name != "point"})
    else:
        for each in told:
            output.result(str(each["file"]))
            if not args.per_point:
                output.say(
                    _("Attendance sheet no. {number}, rows: {count}").format(number=each["number"], count=each["rows"])
                )
    return 0


def _options(args: argparse.Namespace) -> SheetOptions:
    from desktop.domain.attendance_sheet import SheetOptions

    return SheetOptions(
        group_by=args.group_by,
        sort=args.sort,
        page_per=args.page_per,
        blank_lines=args.blank_lines,
        landscape=args.landscape,
    )


def _selection(tx: Transaction, conference_id: uuid.UUID, args: argparse.Namespace) -> Selection:
    from desktop.domain.documents.selection import Selection
    from desktop.services import lookup
    from desktop.services.points import belonging

    if args.per_point and not belonging.has_points(tx, conference_id):
        raise InvalidInput("point.none", field="point")
    sessions = tuple(lookup.session(tx, conference_id, name) for name in args.session)
    points = () if args.point is None else (lookup.point(tx, conference_id, args.point),)
    return Selection(session_ids=sessions, point_ids=points)
