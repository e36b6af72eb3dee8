"""check-in, undo-mark, cancel, substitute, walk-in, attendance and to-look-at."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.commands import arguments, subcommands
from desktop.i18n import _


def add_to(commands: Any) -> None:
    """Add these commands."""
    _check_in(commands)
    _taken_back(commands)
    _newcomers(commands)
    _report(commands)


def _check_in(commands: Any) -> None:
    enter = subcommands.add(commands, "check-in", "checkin", "check_in", _("let somebody in at a session"), json=True)
    subcommands.which(enter)
    _session(enter)
    enter.add_argument("who", metavar=_("CODE_OR_NAME"), help=_("badge code, or a name that fits only one"))
    _desk(enter)
    _at(enter)
    enter.add_argument(
        "--word",
        metavar=_("TEXT"),
        default="",
        help=_("let in somebody whom the session does not expect, with this word"),
    )


def _taken_back(commands: Any) -> None:
    undo = subcommands.add(
        commands, "undo-mark", "checkin", "undo_mark", _("undo the newest mark of somebody"), json=True
    )
    subcommands.which(undo)
    _session(undo)
    _who(undo)
    _reason(undo)
    _desk(undo)
    cancel = subcommands.add(commands, "cancel", "checkin", "cancel", _("cancel somebody's registration"), json=True)
    subcommands.which(cancel)
    _who(cancel)
    _reason(cancel)
    _desk(cancel)


def _newcomers(commands: Any) -> None:
    other = subcommands.add(commands, "substitute", "checkin", "substitute", _("a substitute for somebody"), json=True)
    subcommands.which(other)
    _who(other)
    other.add_argument("--by", metavar=_("NAME"), required=True, help=_("the substitute"))
    _sessions(other, _("session they come to; may be repeated (all unless named)"))
    other.add_argument("--position", metavar=_("TEXT"), default="", help=_("position of the substitute"))
    _reason(other)
    _desk(other)
    new = subcommands.add(commands, "walk-in", "checkin", "walk_in", _("register a walk-in"), json=True)
    subcommands.which(new)
    new.add_argument("--name", dest="full_name", metavar=_("NAME"), required=True, help=_("full name"))
    new.add_argument("--unit", metavar=_("NAME"), default="", help=_("unit"))
    new.add_argument("--position", metavar=_("TEXT"), default="", help=_("position"))
    new.add_argument("--role-group", metavar=_("NAME"), default="", help=_("role group (the unit's kind proposes one)"))
    _sessions(new, _("session to let them in at; may be repeated"))
    _at(new)
    _desk(new)


def _report(commands: Any) -> None:
    show = subcommands.add(commands, "attendance", "attendance", "show", _("tell who came"), json=True)
    subcommands.which(show)
    _sessions(show, _("only this session; may be repeated"))
    show.add_argument("-o", "--output", metavar="OUT.xlsx", default="", help=_("workbook to write"))
    show.add_argument(
        "--from", dest="source", metavar=_("FILE.xlsx"), default="", help=_("bring the marks of a workbook back")
    )
    show.add_argument("--dry-run", action="store_true", help=_("only say what each cell would do"))
    show.add_argument("--changes", action="store_true", help=_("write also what differs from what stands"))
    look = subcommands.add(commands, "to-look-at", "attendance", "look", _("list the attendance to review"), json=True)
    subcommands.which(look)


def _session(command: argparse.ArgumentParser) -> None:
    command.add_argument("session", metavar=_("SESSION"), help=_("title, unique part of it, start or id"))


def _sessions(command: argparse.ArgumentParser, text: str) -> None:
    command.add_argument("--session", metavar=_("NAME"), action="append", default=[], help=text)


def _who(command: argparse.ArgumentParser) -> None:
    command.add_argument("who", metavar=_("WHO"), help=_("badge code, or a name that fits only one"))


def _reason(command: argparse.ArgumentParser) -> None:
    command.add_argument("--reason", metavar=_("TEXT"), default="", help=_("why"))


def _desk(command: argparse.ArgumentParser) -> None:
    command.add_argument("--desk", metavar=_("NAME"), default="", help=_("desk that says so"))


def _at(command: argparse.ArgumentParser) -> None:
    command.add_argument("--at", metavar=_("TIME"), type=arguments.moment, help=_("when (now unless told)"))
