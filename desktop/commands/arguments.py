"""Arguments that several commands take, how dates and times are written, and what argparse itself says in the user's language."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from desktop.domain.dates import YEARS, read_day
from desktop.domain.documents.people import ORDERS
from desktop.domain.errors import InvalidInput
from desktop.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from desktop.domain.identity_card import IdentityCard

# What argparse says, as Python 3.11 to 3.14 write it. Each is looked up in the catalogue when it is said.
ARGPARSE_TEXTS = (
    N_("usage: "),
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("unrecognized arguments: %s"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("not allowed with argument %s"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
    N_("ignored explicit argument %r"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("invalid %(type)s value: %(value)r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("unknown parser %(parser_name)r (choices: %(choices)s)"),
)


def speak() -> None:
    """Let argparse say its own texts through the catalogue.

    It takes them from module-level names bound to gettext when it was imported; there is no other door.
    """
    module: Any = argparse
    module._ = _
    module.ngettext = ngettext


class Formatter(argparse.HelpFormatter):
    """Help with room for the longer options."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=100)


def card() -> IdentityCard:
    """The citizen's card whose code comes on standard input: as an argument every process of the machine could read it.

    At a terminal it is not shown. Raises InvalidInput for what is no such code.
    """
    import getpass
    import sys

    from desktop.domain.identity_card import read

    if sys.stdin.isatty():
        text = getpass.getpass(_("Scan the card: "))
    else:
        raw = getattr(sys.stdin, "buffer", None)
        text = raw.readline().decode(errors="replace") if raw is not None else sys.stdin.readline()
    found = read(text)
    if found is None:
        raise InvalidInput("card.unread")
    return found


def order(command: argparse.ArgumentParser, default: str) -> None:
    """`--sort`: what people are ordered by; an empty default leaves it to the document."""
    words = _(
        "order of the people: rank (unit, then rank), sent (as the unit sent them), unit (group, unit, name), name"
    )
    command.add_argument("--sort", choices=ORDERS, default=default, help=words)


def date(text: str) -> dt.date:
    """23/05/2018, 23/5/18 or 2018-05-23; a year of two digits is of this century."""
    if (found := read_day(text)) is not None:
        return found
    raise argparse.ArgumentTypeError(_("“{value}” is not a date: write 23/05/2018 or 2018-05-23").format(value=text))


Moment = Callable[[dt.date | None], dt.datetime]
"""A time as given: a whole moment, or an hour that needs the conference's only day."""

_HOUR = re.compile(r"(\d{1,2})[:hH](\d{2})")


def moment(text: str) -> Moment:
    """2018-05-23T08:00, 23/05/18 8:00, or 08:00 on a one-day conference."""
    text = text.strip()
    if alone := _clock(text):
        return lambda day: dt.datetime.combine(day, alone) if day else _no_day(text)
    said, _blank, hour = text.replace("T", " ").rpartition(" ")
    named, time = read_day(said), _clock(hour)
    if named and time and named.year in YEARS:
        whole = dt.datetime.combine(named, time)
        return lambda _day: whole
    with contextlib.suppress(ValueError):  # as the JSON results write it: with seconds, perhaps the offset
        exact = dt.datetime.fromisoformat(text)
        if ":" in text and exact.year in YEARS:
            local = exact.astimezone().replace(tzinfo=None) if exact.tzinfo is not None else exact
            return lambda _day: local
    raise argparse.ArgumentTypeError(_("“{value}” is not a time: write 2018-05-23T08:00 or 08:00").format(value=text))


def _clock(text: str) -> dt.time | None:
    found = _HOUR.fullmatch(text)
    inside = found and int(found[1]) < 24 and int(found[2]) < 60
    return dt.time(int(found[1]), int(found[2])) if found and inside else None


def _no_day(text: str) -> dt.datetime:
    from desktop.domain.errors import InvalidInput

    raise InvalidInput("session.day_missing", field="starts_at", value=text)


def count(text: str) -> int:
    """A whole number from 0 up."""
    if text.isdecimal() and int(text) <= 1000:
        return int(text)
    raise argparse.ArgumentTypeError(_("“{value}” is not a number from 0 to 1000").format(value=text))


def conference(command: argparse.ArgumentParser) -> None:
    """Take the conference that the command is about, as `args.conference`."""
    command.add_argument("conference", metavar=_("CONFERENCE"), help=_("id, code or unique part of the title"))


def output(command: argparse.ArgumentParser, name: str) -> None:
    """Take the file that the command writes, as `args.output`; the help calls it `name`."""
    command.add_argument("-o", "--output", metavar=name, required=True, help=_("file to write"))


def session(command: argparse.ArgumentParser) -> None:
    """Take one session of the conference, as `args.session`."""
    command.add_argument("session", metavar=_("SESSION"), help=_("title, unique part of it, start or id"))


def sessions(command: argparse.ArgumentParser, text: str) -> None:
    """Take any number of sessions, as the list `args.session`."""
    command.add_argument("--session", metavar=_("NAME"), action="append", default=[], help=text)


def who(command: argparse.ArgumentParser) -> None:
    """Take an attendee, as `args.who`."""
    command.add_argument("who", metavar=_("WHO"), help=_("badge code, or a name that fits only one"))


def reason(command: argparse.ArgumentParser) -> None:
    """Take a reason, as `args.reason`."""
    command.add_argument("--reason", metavar=_("TEXT"), default="", help=_("why"))


def desk(command: argparse.ArgumentParser) -> None:
    """Take the desk that marks are written for, as `args.desk`."""
    command.add_argument("--desk", metavar=_("NAME"), default="", help=_("desk that says so"))


def at(command: argparse.ArgumentParser) -> None:
    """Take the time of a mark, as the `Moment` `args.at`, or None for now."""
    command.add_argument("--at", metavar=_("TIME"), type=moment, help=_("when (now unless told)"))
