"""attendees and export."""

from __future__ import annotations

from typing import Any

from desktop.commands.parsers import parts
from desktop.i18n import _


def add_to(commands: Any) -> None:
    """Add these commands."""
    show = parts.add(commands, "attendees", "attendees", "show", _("list the attendees"), json=True)
    parts.which(show)
    show.add_argument("--search", metavar=_("TEXT"), default="", help=_("name, unit, code or end of the phone number"))
    show.add_argument("--sort", choices=("unit", "name"), default="unit", help=_("order"))
    export = parts.add(commands, "export", "attendees", "export", _("export the attendees as a workbook"))
    parts.which(export)
    parts.output(export, "OUT.xlsx")
