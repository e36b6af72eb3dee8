"""move-marks: arrivals noted at the wrong session, moved to the right one."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from desktop.commands import arguments, marking, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.i18n import _
from desktop.wording import attendance as words
from desktop.wording.formats import moment_text
from desktop.wording.journal import moved_text

if TYPE_CHECKING:
    from desktop.domain.people import SessionView
    from desktop.services.attendance import Arrival, Moved
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add it to the command line."""
    moving = add_on_database(
        commands, "move-marks", move_marks, _("move arrivals noted at the wrong session"), json=True
    )
    arguments.conference(moving)
    moving.add_argument("source", metavar=_("FROM"), help=_("session where they were noted"))
    moving.add_argument("target", metavar=_("TO"), help=_("session where they belong"))
    moving.add_argument("--last", metavar="N", type=arguments.count, help=_("only the N arrivals noted last"))
    moving.add_argument(
        "--who", metavar=_("WHO"), action="append", default=[], help=_("only this attendee; may be repeated")
    )
    arguments.desk(moving)


def move_marks(database: Database, args: argparse.Namespace) -> int:
    """Move arrivals with their times; 1 when some could not be."""
    from desktop.services import attendance, lookup

    def work(tx: Transaction) -> tuple[SessionView, SessionView, Moved]:
        view = marking.conference_at_desk(tx, args)
        source = lookup.session_view(tx, view.id, args.source)
        target = lookup.session_view(tx, view.id, args.target)
        people = [each.attendee_id for each in attendance.arrivals(tx, source.id)]
        if args.who:
            named = {lookup.attendee(tx, view.id, who).id for who in args.who}
            people = [key for key in people if key in named]
        if args.last is not None:
            people = people[: args.last]
        return source, target, attendance.move(tx, source.id, target.id, people)

    source, target, done = database.write(work)
    if args.json:
        output.document(
            {
                "from": source.title,
                "to": target.title,
                "moved": [_plain(each) for each in done.moved],
                "left": [{**_plain(each), "why": why} for each, why in done.left],
            }
        )
    else:
        output.result(moved_text(len(done.moved), target.title))
        output.table([(each.code, each.full_name, each.unit, moment_text(each.mark.at)) for each in done.moved])
        for each, why in done.left:
            output.say(
                _("{name} stays at “{session}”: {why}").format(
                    name=each.full_name, session=source.title, why=words.not_moved(why)
                )
            )
    return 1 if done.left else 0


def _plain(arrival: Arrival) -> dict[str, object]:
    return {
        "code": arrival.code,
        "full_name": arrival.full_name,
        "unit": arrival.unit,
        "at": marking.stamp(arrival.mark.at),
        "desk": arrival.mark.desk,
    }
