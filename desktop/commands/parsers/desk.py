"""desk export | merge."""

from __future__ import annotations

from typing import Any

from desktop.commands import subcommands
from desktop.i18n import _


def add_to(commands: Any) -> None:
    """Add these commands."""
    family = subcommands.group(commands, "desk", _("bring desks without a network together"))
    export = subcommands.add(family, "export", "desk", "export", _("write a file for the other desks"), json=True)
    export.add_argument("file", metavar=_("FILE"), help=_("file to write"))
    export.add_argument("--conference", metavar=_("CONFERENCE"), default="", help=_("only this conference"))
    export.add_argument("--with-sensitive", action="store_true", help=_("phones, birth dates and the like too"))
    merge = subcommands.add(
        family, "merge", "desk", "merge_files", _("take in what other desks recorded, in any order"), json=True
    )
    merge.add_argument(
        "files", metavar=_("FILE"), nargs="+", help=_("files that “desk export” wrote, or copies of data files")
    )
