"""conference new | list | copy, session add | list."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.commands import arguments, subcommands
from desktop.i18n import _


def add_to(commands: Any) -> None:
    """Add these commands."""
    _conference(commands)
    _session(commands)


def _conference(commands: Any) -> None:
    family = subcommands.group(commands, "conference", _("make, list and copy conferences"))
    new = subcommands.add(family, "new", "conferences", "new", _("make a conference"), json=True)
    new.add_argument("title", metavar=_("TITLE"))
    _dates(new)
    new.add_argument(
        "--units",
        metavar="none|" + _("FILE"),
        help=_("units to add to the directory: none, or an own CSV list (a new data file gets the starter list)"),
    )
    subcommands.add(family, "list", "conferences", "show_all", _("list the conferences"), json=True)
    copy = subcommands.add(family, "copy", "conferences", "copy", _("copy groups and agenda, not people"), json=True)
    subcommands.which(copy)
    copy.add_argument("title", metavar=_("TITLE"), nargs="?", help=_("title of the copy"))
    copy.add_argument("--from", dest="first", metavar=_("DATE"), type=arguments.date, help=_("first day of the copy"))


def _dates(command: argparse.ArgumentParser) -> None:
    command.add_argument("--from", dest="first", metavar=_("DATE"), type=arguments.date, help=_("first day"))
    command.add_argument("--to", dest="last", metavar=_("DATE"), type=arguments.date, help=_("last day"))


def _session(commands: Any) -> None:
    family = subcommands.group(commands, "session", _("add to the agenda and list it"))
    add = subcommands.add(family, "add", "conferences", "add_session", _("add a session"), json=True)
    subcommands.which(add)
    add.add_argument("title", metavar=_("TITLE"))
    for option, text in (("--start", _("start")), ("--end", _("end"))):
        add.add_argument(option, metavar=_("TIME"), type=arguments.moment, required=True, help=text)
    add.add_argument("--room", metavar=_("ROOM"), default="", help=_("room"))
    add.add_argument("--speaker", metavar=_("SPEAKER"), action="append", default=[], help=_("speaker; may be repeated"))
    add.add_argument(
        "--audience", metavar=_("GROUP"), action="append", default=[], help=_("role group expected; may be repeated")
    )
    subcommands.which(subcommands.add(family, "list", "conferences", "show_sessions", _("list the agenda"), json=True))
