"""What the parsers of all rooms are made of."""

from __future__ import annotations

import argparse
from typing import Any

from desktop import i18n
from desktop.commands import arguments
from desktop.i18n import _


def common(command: argparse.ArgumentParser, default: object) -> None:
    """Options that every command takes."""
    command.add_argument("--data", metavar=_("FILE"), default=default, help=_("data file to work on"))
    command.add_argument("--language", choices=i18n.LANGUAGES, default=default, help=_("language of all that is said"))


def add(
    commands: Any, name: str, module: str, command: str, text: str, *, opens: bool = True, json: bool = False
) -> argparse.ArgumentParser:
    """A command: `command` of `desktop.commands.<module>`, given the open record unless it opens none."""
    added: argparse.ArgumentParser = commands.add_parser(
        name, help=text, description=text, formatter_class=arguments.Formatter
    )
    added.set_defaults(module=module, command=command, opens=opens, json=False)
    common(added, argparse.SUPPRESS)  # welcome after the command too
    if json:
        added.add_argument("--json", action="store_true", help=_("result as one JSON document"))
    return added


def group(commands: Any, name: str, text: str) -> Any:
    """A command of several parts; returns where to add them."""
    added = commands.add_parser(name, help=text, description=text, formatter_class=arguments.Formatter)
    return added.add_subparsers(metavar=_("COMMAND"), dest="part", required=True)


def which(command: argparse.ArgumentParser) -> None:
    """The conference it is about."""
    command.add_argument("conference", metavar=_("CONFERENCE"), help=_("id, code or unique part of the title"))


def output(command: argparse.ArgumentParser, name: str) -> None:
    """The file it writes."""
    command.add_argument("-o", "--output", metavar=name, required=True, help=_("file to write"))
