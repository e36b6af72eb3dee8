"""import, undo-import and inspect."""

from __future__ import annotations

from typing import Any

from desktop.commands import subcommands
from desktop.i18n import _


def add_to(commands: Any) -> None:
    """Add these commands."""
    read = subcommands.add(commands, "import", "importing", "run", _("import workbooks of attendees"), json=True)
    subcommands.which(read)
    read.add_argument("files", metavar=_("FILE"), nargs="+", help=_("workbooks, or folders of them"))
    read.add_argument("--dry-run", action="store_true", help=_("only say what each row would do"))
    read.add_argument("--sheet", metavar=_("NAME"), default="", help=_("only the sheet of this name"))
    read.add_argument("--unit", metavar=_("NAME"), default="", help=_("unit of rows that name none"))
    read.add_argument("--role-group", metavar=_("NAME"), default="", help=_("role group of rows that name none"))
    read.add_argument(
        "--on-match",
        choices=("update", "skip", "keep-both"),
        default="update",
        help=_("what to do with people already registered (update: blanks never wipe)"),
    )
    rows = _("[FILE:][SHEET!]ROWS")
    read.add_argument(
        "--person",
        metavar=rows,
        action="append",
        default=[],
        help=_("these rows are people, whatever the reader makes of them: 12, 12-15, 'Sheet1!12', list.xlsx:12"),
    )
    read.add_argument(
        "--not-person", metavar=rows, action="append", default=[], help=_("these rows are nobody; named likewise")
    )
    read.add_argument("--rejected", metavar="OUT.xlsx", default="", help=_("workbook for the rows refused"))
    read.add_argument("--with-sensitive", action="store_true", help=_("take sensitive columns too"))
    undo = subcommands.add(commands, "undo-import", "importing", "undo", _("undo an import as a whole"))
    subcommands.which(undo)
    undo.add_argument("batch", metavar=_("BATCH"), nargs="?", type=int, help=_("its number; the last one by default"))
    see = subcommands.add(
        commands, "inspect", "inspecting", "run", _("show what the reader sees in files"), opens=False, json=True
    )
    see.add_argument("files", metavar=_("FILE"), nargs="+")
    see.add_argument("--cells", action="store_true", help=_("with the values of all cells"))
    see.add_argument(
        "--why",
        action="store_true",
        help=_("how each sheet is understood: its columns, and every row with its reasons"),
    )
