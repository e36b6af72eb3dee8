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
from desktop.domain.errors import InvalidInput
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.domain.attendance_sheet import SheetContent
    from desktop.papers.document import Placed
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add it to the command line."""
    command = add_on_database(commands, "sheet", sheet, _("write the attendance sheet"), json=True)
    arguments.conference(command)
    arguments.output(command, "OUT.pdf|OUT.xlsx")
    arguments.sessions(command, _("session to sign for; may be repeated"))
    command.add_argument("--group-by", choices=("role", "unit", "none"), default="role", help=_("how rows are grouped"))
    arguments.order(command, "rank")
    command.add_argument("--page-per", choices=("role", "unit", "none"), default="none", help=_("a new page for each"))
    command.add_argument(
        "--blank-lines", metavar="N", type=arguments.count, default=0, help=_("blank lines at the end")
    )
    command.add_argument("--landscape", action="store_true", help=_("A4 on its side"))


def sheet(database: Database, args: argparse.Namespace) -> int:
    """Write the attendance sheet, its number taken and its rows remembered."""
    from desktop.domain.attendance_sheet import SheetOptions
    from desktop.domain.documents.selection import Selection
    from desktop.papers import making
    from desktop.papers.attendance_sheet import DOCUMENT
    from desktop.services import conferences, lookup, sheets

    path = Path(args.output)
    if path.suffix.lower() not in (".pdf", ".xlsx"):
        raise InvalidInput("sheet.unknown_ending", field="output", value=path.name)
    options = SheetOptions(
        group_by=args.group_by,
        sort=args.sort,
        page_per=args.page_per,
        blank_lines=args.blank_lines,
        landscape=args.landscape,
    )

    def work(tx: Transaction) -> SheetContent:
        view = conferences.find_conference(tx, args.conference)
        selection = Selection(session_ids=tuple(lookup.session(tx, view.id, name) for name in args.session))
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


def write(content: SheetContent, path: Path, placed: Placed | None = None) -> None:
    """Write a sheet that was made as .pdf or .xlsx, as the name ends. Raises AppError("file.cannot_write")."""
    from desktop.papers import saving
    from desktop.papers.attendance_sheet import DOCUMENT

    saving.save(DOCUMENT, content, path, saving.format_of(DOCUMENT, path), placed=placed)
