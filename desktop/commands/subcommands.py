"""How a command is declared: its name, what runs it, and what all commands have in common.

A topic's module adds its commands in `add_to(commands)`, which `desktop.cli.parser` calls, and holds the functions that
do their work beside it. At its top it imports only what starts at once (the domain, the wording); services, workbooks
and documents are imported by the function that works with them, so that `tap-huan --help` waits for none of them.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from desktop import i18n
from desktop.commands import arguments
from desktop.domain.sources import is_own_server, refuse_password
from desktop.i18n import _
from desktop.settings import Settings

if TYPE_CHECKING:
    from desktop.services.opening import Database

Subcommands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""Where commands are added: the program's own, or those of a group."""
Run: TypeAlias = "Callable[[argparse.Namespace], int]"
"""What a command does with its arguments; returns the exit code."""
DatabaseRun: TypeAlias = "Callable[[Database, argparse.Namespace], int]"
"""What a command does on the open data file with its arguments; returns the exit code."""


class Parser(argparse.ArgumentParser):
    """A parser that takes an argument which may be left out also after options: `check-in CONFERENCE SESSION --json WHO`.

    Python before 3.12.7 settles that nothing was given as soon as an option comes (cpython issue 59317).
    """

    def _match_arguments_partial(self, actions: Sequence[argparse.Action], pattern: str) -> list[int]:
        counts: list[int] = super()._match_arguments_partial(actions, pattern)
        if len(pattern) > sum(counts):
            while counts and not counts[-1]:
                counts.pop()
        return counts


def common(parser: argparse.ArgumentParser, default: object) -> None:
    """Add the options that every command takes."""
    parser.add_argument("--data", metavar=_("FILE"), default=default, help=_("data file to work on"))
    parser.add_argument("--language", choices=i18n.LANGUAGES, default=default, help=_("language of all that is said"))


def add(
    commands: Subcommands,
    name: str,
    run: Run,
    text: str,
    *,
    json: bool = False,
    helping: type[argparse.Action] | None = None,
) -> argparse.ArgumentParser:
    """Add a command that opens no data file; return its parser, for arguments of its own.

    `text` is its line of help. With `json` it takes `--json`, and `args.json` tells whether that was given. `helping`: what
    `--help` does in place of the usual.
    """
    formatter = arguments.Formatter
    added = commands.add_parser(name, help=text, description=text, formatter_class=formatter, add_help=not helping)
    if helping is not None:
        added.add_argument("-h", "--help", action=helping, nargs=0, help=_("show this help message and exit"))
    added.set_defaults(run=run, json=False)
    common(added, argparse.SUPPRESS)  # welcome after the command too
    if json:
        added.add_argument("--json", action="store_true", help=_("result as one JSON document"))
    return added


def add_on_database(
    commands: Subcommands,
    name: str,
    run: DatabaseRun,
    text: str,
    *,
    json: bool = False,
    helping: type[argparse.Action] | None = None,
) -> argparse.ArgumentParser:
    """Add a command like `add`; the data file asked for is opened before its work and closed after it."""
    return add(commands, name, partial(_on_database, run), text, json=json, helping=helping)


def _on_database(run: DatabaseRun, args: argparse.Namespace) -> int:
    from desktop import paths
    from desktop.services.opening import clear_away, open_location

    settings = Settings.load()
    where = args.data or settings.data_file or paths.default_database()
    refuse_password(args.data)
    desk = settings.desk if is_own_server(where) else ""  # what it was called when it joined there
    database = open_location(where, desk=desk, new=not settings.knows(where))
    clear_away(database)
    _say_what_is_missing()
    try:
        return run(database, args)
    finally:
        database.close()


def _say_what_is_missing() -> None:
    """What this computer lacks does not stop a command."""
    from desktop import paths, scratch
    from desktop.services import clock

    now = dt.datetime.now(dt.UTC)
    elsewhere, wrong = scratch.in_own_folder(), clock.is_wrong(now)
    if elsewhere or wrong:
        from desktop.commands import output
        from desktop.wording import machine

        if elsewhere:
            output.say(machine.temporary_elsewhere(str(paths.data_folder())))
        if wrong:
            output.say(machine.clock_wrong(now))


def group(commands: Subcommands, name: str, text: str) -> Subcommands:
    """Add a command of several parts, like `conference new`; return where to add the parts."""
    added = commands.add_parser(name, help=text, description=text, formatter_class=arguments.Formatter)
    return added.add_subparsers(metavar=_("COMMAND"), dest="part", required=True)
