"""attendees and export."""

from __future__ import annotations

from typing import Any

from desktop.commands import subcommands
from desktop.i18n import _


def add_to(commands: Any) -> None:
    """Add these commands."""
    show = subcommands.add(commands, "attendees", "attendees", "show", _("list the attendees"), json=True)
    subcommands.which(show)
    show.add_argument("--search", metavar=_("TEXT"), default="", help=_("name, unit, code or end of the phone number"))
    show.add_argument("--sort", choices=("unit", "name"), default="unit", help=_("order"))
    export = subcommands.add(commands, "export", "attendees", "export", _("export the attendees as a workbook"))
    subcommands.which(export)
    subcommands.output(export, "OUT.xlsx")
