"""certificates."""

from __future__ import annotations

from typing import Any

from desktop.commands.parsers import parts
from desktop.i18n import _


def add_to(commands: Any) -> None:
    """Add this command."""
    told = parts.add(
        commands, "certificates", "certificates", "show", _("list who has earned a certificate, and why not"), json=True
    )
    parts.which(told)
