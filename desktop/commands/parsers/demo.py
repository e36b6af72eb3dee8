"""demo."""

from __future__ import annotations

from typing import Any

from desktop.commands import subcommands
from desktop.i18n import _


def add_to(commands: Any) -> None:
    """Add these commands."""
    demo = subcommands.add(
        commands,
        "demo",
        "demo",
        "run",
        _("fill a sample data file, write sheets and an export, open the window on it"),
        opens=False,
    )
    demo.add_argument("--out", metavar=_("DIR"), default="", help=_("folder for the sheets and the export"))
    demo.add_argument("--no-window", action="store_true", help=_("stop before the window"))
