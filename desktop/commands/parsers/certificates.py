"""certificates."""

from __future__ import annotations

from typing import Any

from desktop.commands import subcommands
from desktop.i18n import _


def add_to(commands: Any) -> None:
    """Add this command."""
    told = subcommands.add(
        commands, "certificates", "certificates", "show", _("list who has earned a certificate, and why not"), json=True
    )
    subcommands.which(told)
