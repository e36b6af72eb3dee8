"""The server's own commands."""

from __future__ import annotations

from typing import Any

from desktop.commands.parsers import copying, parts
from desktop.i18n import _


def add_to(commands: Any) -> None:
    """Add these commands."""
    family = parts.group(commands, "server", _("set up a server, look at it, copy conferences to it and back"))
    copying.add_to(family)
