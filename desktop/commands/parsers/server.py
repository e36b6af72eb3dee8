"""The server's own commands."""

from __future__ import annotations

from typing import Any

from desktop.commands import subcommands
from desktop.commands.parsers import copying
from desktop.i18n import _


def add_to(commands: Any) -> None:
    """Add these commands."""
    family = subcommands.group(commands, "server", _("set up a server, look at it, copy conferences to it and back"))
    init = subcommands.add(family, "init", "server", "init", _("make a server's database ready"), opens=False)
    init.add_argument("address", metavar="URL", help=_("postgresql://host/database"))
    desk = subcommands.add(family, "add-desk", "server", "add_desk", _("give a desk its login"), opens=False, json=True)
    desk.add_argument("login", metavar=_("NAME"), help=_("name of the login"))
    desk.add_argument(
        "--role", choices=("desk", "organizer", "viewer"), default="desk", help=_("what the login may do")
    )
    subcommands.add(family, "status", "server", "status", _("how the server stands"), opens=False, json=True)
    login = subcommands.add(
        family, "login", "server", "log_in", _("keep a login's password in the keyring"), opens=False
    )
    login.add_argument("address", metavar="URL", help=_("postgresql://login@host/database"))
    copying.add_to(family)
