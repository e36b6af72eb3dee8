"""documents and document."""

from __future__ import annotations

from typing import Any

from desktop.commands import subcommands
from desktop.i18n import _


def add_to(commands: Any) -> None:
    """Add these commands."""
    listed = subcommands.group(commands, "documents", _("the documents that can be made"))
    subcommands.add(listed, "list", "documents", "show", _("a name and a title a line"), opens=False, json=True)
    made = subcommands.add(commands, "document", "documents", "document", _("make a document"), json=True)
    made.add_argument(
        "document", metavar=_("NAME"), help=_("as `documents list` tells: badges, certificates, report …")
    )
    subcommands.which(made)
    subcommands.output(made, "OUT")
    made.add_argument("--format", choices=("pdf", "docx", "png", "xlsx"), default="", help=_("instead of OUT's ending"))
    made.add_argument("--per-unit", action="store_true", help=_("one file for each unit: OUT is a folder or a .zip"))
    for option, text in (
        ("--unit", _("only this unit; may be repeated")),
        ("--role-group", _("only this role group; may be repeated")),
        ("--session", _("only this session; may be repeated")),
        ("--person", _("only this attendee, by code or name; may be repeated")),
    ):
        made.add_argument(option, metavar=_("NAME"), action="append", default=[], help=text)
    made.add_argument(
        "--set",
        metavar=_("OPTION=VALUE"),
        action="append",
        default=[],
        help=_("an option of the document, kept for the conference; `documents list --json` tells them"),
    )
