"""template-check."""

from __future__ import annotations

from typing import Any

from desktop.commands import subcommands
from desktop.i18n import _


def add_to(commands: Any) -> None:
    """Add this command."""
    check = subcommands.add(
        commands,
        "template-check",
        "templates",
        "check",
        _("check an own template of a document"),
        opens=False,
        json=True,
    )
    check.add_argument("file", metavar=_("FILE"), help=_("named like the document: badges.typ, official.typ …"))
    check.add_argument(
        "--document", metavar=_("NAME"), default="", help=_("the document it is for, when its file is named otherwise")
    )
