"""server copy-in | copy-out."""

from __future__ import annotations

from typing import Any

from desktop.commands import subcommands
from desktop.i18n import _


def add_to(family: Any) -> None:
    """Add these commands to those of the server."""
    into = subcommands.add(
        family, "copy-in", "copying", "copy_in", _("copy a conference from a data file to the server"), json=True
    )
    subcommands.which(into)
    into.add_argument("--from", dest="source", metavar=_("FILE"), required=True, help=_("data file that holds it"))
    out = subcommands.add(
        family, "copy-out", "copying", "copy_out", _("copy a conference from the server to a data file"), json=True
    )
    subcommands.which(out)
    out.add_argument("--to", dest="target", metavar=_("FILE"), required=True, help=_("data file to write it to"))
