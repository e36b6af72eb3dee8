"""server serve | desks | lock and desk join: many desks without a server of the office's."""

from __future__ import annotations

import argparse
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import paths
from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add
from desktop.domain.errors import AppError, UnusableDatabase
from desktop.domain.sources import is_server
from desktop.i18n import _
from desktop.settings import Settings
from desktop.wording import serving as words

if TYPE_CHECKING:
    from desktop.services.serving.serving import Serving

_LOOK_SECONDS = 1.0


def add_to_server(family: Subcommands) -> None:
    """Add what the organizer's side needs to the commands of the server."""
    served = add(family, "serve", serve, _("share a conference from this computer with other desks"))
    arguments.conference(served)
    served.add_argument("--port", type=_port, default=0, help=_("port to listen at (a free one unless told)"))
    served.add_argument(
        "--address", metavar=_("ADDRESS"), default="", help=_("address of this computer that the desks can reach")
    )
    served.add_argument(
        "--for", dest="minutes", metavar=_("MINUTES"), type=_minutes, default=0, help=_("end by itself after")
    )
    add(family, "desks", desks, _("list the desks: who is there, what waits, whose clock is wrong"), json=True)
    locked = add(family, "lock", lock, _("let a desk in no more"))
    locked.add_argument("desk", metavar=_("DESK"), help=_("name or login of the desk"))
    locked.add_argument("--off", action="store_true", help=_("let it in again"))


def add_to_desk(family: Subcommands) -> None:
    """Add what a desk's side needs to the commands of desks."""
    joined = add(family, "join", join, _("join the organizer's computer by its code"), json=True)
    joined.add_argument(
        "code", metavar=_("CODE"), help=_("code that the organizer's computer shows, or a connection file")
    )
    joined.add_argument("--name", metavar=_("NAME"), default="", help=_("name of this desk"))


def serve(args: argparse.Namespace) -> int:
    """Share a conference until Ctrl+C, then bring it back into its data file."""
    with _stopped_by_signals() as stop:
        serving = _begun(args)
        try:
            _tell(serving, args.minutes, stop)
        finally:
            output.say(_("Ending: the conference is brought back into its data file…"))
            copied = serving.end()
            if told := words.clashes_text(serving.clashes):
                output.say(told)
        sentence = _("Back in the data file: {code} {title} ({attendees} attendees, {marks} marks)")
        output.result(
            sentence.format(code=copied.code, title=copied.title, attendees=copied.attendees, marks=copied.marks)
        )
    return 0


def _begun(args: argparse.Namespace) -> Serving:
    from desktop.services import conferences
    from desktop.services.opening import open_location
    from desktop.services.serving import finding, serving, where

    settings = Settings.load()
    location = args.data or settings.data_file or paths.default_database()
    if not is_server(location):
        finding.put_right(Path(location))
    went_on = serving.resume()
    if went_on is None:
        database = open_location(location, new=False)
        try:
            found = database.read(lambda tx: conferences.find_conference(tx, args.conference))
            return serving.begin(database, found.id, found.title, host=args.address, port=args.port)
        finally:
            database.close()
    at = went_on.at
    if args.conference.casefold() not in (str(at.conference_id), "") and not is_server(location):
        with_it = where.same_file(at.file, Path(location))
        database = open_location(at.file, new=False)
        try:
            found = database.read(lambda tx: conferences.find_conference(tx, args.conference))
        finally:
            database.close()
        if not with_it or found.id != at.conference_id:
            went_on.pause()
            raise AppError("serving.out_already", title=at.title, file=at.file.name)
    return went_on


def _tell(serving: Serving, minutes: int, stop: threading.Event) -> None:
    """Show a code, another each time one is used or over, who joins, and who was refused."""
    end = time.monotonic() + minutes * 60 if minutes else None
    output.result(
        _("{title} is shared at {host}, port {port}.").format(
            title=serving.at.title, host=serving.at.host, port=serving.at.port
        )
    )
    known = {each.login for each in serving.desks()}
    refused = len(serving.news.attempts)
    until: float | None = None
    while not stop.is_set() and (end is None or time.monotonic() < end):
        with suppress(UnusableDatabase):  # it is being started again
            joined = [each for each in serving.desks() if each.login not in known]
            for each in joined:
                known.add(each.login)
                output.result(_("Joined: {desk}").format(desk=each.title))
            if until is None or joined or time.monotonic() > until:
                code, made = serving.new_code()
                until = time.monotonic() + _seconds_left(made.expires_at.timestamp())
                shown = _("Code: {code} ({until})").format(code=code.letters, until=words.code_until(made.expires_at))
                output.result(shown)
        tries = serving.news.attempts
        if len(tries) > refused:
            output.say(words.refused_text(tries[refused:]))
            refused = len(tries)
        _flush()
        stop.wait(_LOOK_SECONDS)


def _seconds_left(moment: float) -> float:
    return max(1.0, moment - time.time() - 1.0)


def _flush() -> None:
    import sys

    sys.stdout.flush()


@contextmanager
def _stopped_by_signals() -> Iterator[threading.Event]:
    """Ctrl+C and the system's own end let the work end by itself."""
    stop = threading.Event()
    names = [each for each in ("SIGINT", "SIGTERM", "SIGBREAK") if each in signal.Signals.__members__]
    before = {
        number: signal.signal(number, lambda *_given: stop.set()) for number in map(signal.Signals.__getitem__, names)
    }
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def desks(args: argparse.Namespace) -> int:
    """The desks of the server named, or of the one that this computer runs."""
    from desktop.services.serving import register

    found = register.desks(_server(args))
    if args.json:
        output.document(
            {
                "desks": [
                    {
                        "desk": each.title,
                        "login": each.login,
                        "here": each.here,
                        "locked": each.locked,
                        "seen": each.seen_at.isoformat() if each.seen_at else None,
                        "waiting": each.waiting,
                        "clock_off": round(each.clock_off.total_seconds(), 1),
                        "answers_in": each.answers_in,
                        "marks": each.marks,
                    }
                    for each in found
                ]
            }
        )
        return 0
    if not found:
        output.say(_("No desk has joined yet."))
        return 0
    heads = (_("Desk"), _("State"), _("Waiting"), _("Clock"), _("Marks"), _("Login"))
    rows = [
        (
            each.title,
            words.state_text(each),
            str(each.waiting),
            words.clock_off_text(each.clock_off) or "–",
            str(each.marks),
            each.login,
        )
        for each in found
    ]
    output.table([heads, *rows])
    return 0


def lock(args: argparse.Namespace) -> int:
    """Let a desk in no more, or again."""
    from desktop.services.serving import register

    address = _server(args)
    desk = register.find(address, args.desk)
    register.lock(address, desk.login, locked=not args.off)
    sentence = _("“{desk}” is let in again.") if args.off else _("“{desk}” is locked: it is let in no more.")
    output.say(sentence.format(desk=desk.title))
    return 0


def join(args: argparse.Namespace) -> int:
    """Join, fetch the copy, and work on that server from now on."""
    from desktop.services.desks.server_database import ServerDatabase
    from desktop.services.opening import default_desk, open_location
    from desktop.services.serving import joining

    settings = Settings.load()
    joined = joining.join(args.code, args.name or settings.desk or default_desk())
    settings.desk = joined.title
    settings.data_file = joined.address
    settings.save()
    database = open_location(joined.address, desk=joined.title)
    try:
        if isinstance(database, ServerDatabase):
            database.copy_now()
        place = database.place
    finally:
        database.close()
    if args.json:
        output.document({"desk": joined.title, "server": place, "address": joined.address, "known": joined.known})
        return 0
    output.say(
        _("Joined {server} as “{desk}”: the list is here, and commands work there from now on.").format(
            server=place, desk=joined.title
        )
    )
    return 0


def _server(args: argparse.Namespace) -> str:
    from desktop.services import server
    from desktop.services.serving import serving

    named = args.data or ""
    if not named and (own := serving.admin_address()) is not None:
        return own
    return server.named(named or Settings.load().data_file)


def _port(text: str) -> int:
    if text.isdecimal() and 1024 <= int(text) <= 65535:
        return int(text)
    raise argparse.ArgumentTypeError(_("“{value}” is not a port from 1024 to 65535").format(value=text))


def _minutes(text: str) -> int:
    if text.isdecimal() and int(text) >= 1:
        return int(text)
    raise argparse.ArgumentTypeError(_("“{value}” is not a number of minutes, 1 or more").format(value=text))
