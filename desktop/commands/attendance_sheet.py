"""sheet: `document attendance-sheet` with flags for what is chosen most often.

It differs in two things: its options are those of the call alone, and they are not kept for the conference.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.domain.auditing import Way
from desktop.domain.errors import AppError, InvalidInput
from desktop.i18n import _

if TYPE_CHECKING:
    import uuid

    from desktop.domain.attendance_sheet import SheetContent, SheetOptions
    from desktop.domain.documents.selection import Selection
    from desktop.papers.document import Placed
    from desktop.services.opening import Database, Transaction


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
    """Write the attendance sheet, its number taken and its rows remembered."""
    from desktop.papers import making
    from desktop.papers.attendance_sheet import DOCUMENT
    from desktop.services import conferences, sheets

    path = Path(args.output)
    if args.per_point:
        return _for_points(database, args, path)
    if path.suffix.lower() not in (".pdf", ".xlsx"):
        raise InvalidInput("sheet.unknown_ending", field="output", value=path.name)
    options = _options(args)

    def work(tx: Transaction) -> SheetContent:
        view = conferences.find_conference(tx, args.conference)
        selection = _selection(tx, view.id, args)
        content = sheets.record_sheet(tx, view.id, selection, options)
        making.leaves(tx, DOCUMENT, content, view.id, Way.FILE)
        found = making.PlacesFound(DOCUMENT)
        write(content, path, found)  # a file that can't be written takes no number
        found.keep(tx)
        return content

    content = database.write(work)
    if args.json:
        output.document({"file": str(path), "number": content.number, "rows": content.total})
        return 0
    output.result(str(path))
    output.say(_("Attendance sheet no. {number}, rows: {count}").format(number=content.number, count=content.total))
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

    sessions = tuple(lookup.session(tx, conference_id, name) for name in args.session)
    points = () if args.point is None else (lookup.point(tx, conference_id, args.point),)
    return Selection(session_ids=sessions, point_ids=points)


def _for_points(database: Database, args: argparse.Namespace, path: Path) -> int:
    """A sheet for each point, each with a number and a file of its own."""
    from desktop.papers import making, naming, saving
    from desktop.papers.attendance_sheet import DOCUMENT
    from desktop.services import agenda, conferences, sheets
    from desktop.services.points import belonging

    if path.suffix.lower() in (".pdf", ".xlsx"):
        raise InvalidInput("document.one_file", file=path.name)
    options = _options(args)

    def work(tx: Transaction) -> list[tuple[str, str, SheetContent]]:
        view = conferences.find_conference(tx, args.conference)
        if not belonging.has_points(tx, view.id):
            raise InvalidInput("point.none", field="point")
        selection, found = _selection(tx, view.id, args), making.PlacesFound(DOCUMENT)
        sessions = agenda.list_sessions(tx, view.id)
        parts = []
        for part in making.point_parts(tx, view.id, selection):
            content = sheets.record_sheet(tx, view.id, part.selection, options)
            making.leaves(tx, DOCUMENT, content, view.id, Way.FILE)
            parts.append((part.name, naming.stem(DOCUMENT, view, selection, sessions, whose=part.name), content))
        if not parts:
            raise AppError("sheet.no_attendees", conference=view.title)
        contents = [(stem, content) for _name, stem, content in parts]
        with output.progress(DOCUMENT.title) as progress:
            files = saving.save_parts(DOCUMENT, contents, path, "pdf", progress=progress, placed=found)
        found.keep(tx)
        return [(name, file, content) for (name, _stem, content), file in zip(parts, files, strict=True)]

    made = database.write(work)
    if args.json:
        told = [
            {"point": name, "file": file, "number": content.number, "rows": content.total}
            for name, file, content in made
        ]
        output.document({"sheets": told})
        return 0
    for _name, file, _content in made:
        output.result(file)
    return 0


def write(content: SheetContent, path: Path, placed: Placed | None = None) -> None:
    """Write a sheet that was made as .pdf or .xlsx, as the name ends. Raises AppError("file.cannot_write")."""
    from desktop.papers import saving
    from desktop.papers.attendance_sheet import DOCUMENT

    saving.save(DOCUMENT, content, path, saving.format_of(DOCUMENT, path), placed=placed)
