"""seats: the room of a conference, and who sits where."""

from __future__ import annotations

import argparse
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.commands import arguments, leaving, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.domain.errors import AppError
from desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from desktop.domain.seating import FillReport, Seating, Unseated
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add it to the command line."""
    text = _("set up the room and fill its seats, or tell who sits where")
    command = add_on_database(commands, "seats", arrange, text, json=True)
    arguments.conference(command)
    command.add_argument("--rows", metavar="N", type=arguments.count, help=_("rows of seats"))
    command.add_argument("--columns", metavar="N", type=arguments.count, help=_("seats in a row"))
    command.add_argument("--fill", action="store_true", help=_("put everybody on a seat, in the order of lists"))
    command.add_argument("--only-unseated", action="store_true", help=_("fill: leave those who sit where they are"))
    command.add_argument("--by", choices=("group", "unit"), default="group", help=_("fill: whom to keep together"))
    command.add_argument("--new-row", action="store_true", help=_("fill: begin a new row for each group or unit"))
    command.add_argument("--snake", action="store_true", help=_("fill: every second row from the right"))
    command.add_argument("--spaced", action="store_true", help=_("fill: leave a seat free between two people"))


def arrange(database: Database, args: argparse.Namespace) -> int:
    """Set up the room, fill it, or tell who sits where; 1 when anybody asked for got no seat or lost theirs."""
    from desktop.domain.seating import Filling
    from desktop.services import conferences, seating

    writes = args.rows is not None or args.columns is not None or args.fill
    if not writes:
        plan, conference_id = database.read(lambda tx: _kept(tx, args))
        leaving.write_leaving(database, "seats", list(plan.by_place.values()), conference_id)
        return _tell(plan, None, (), args)

    def work(tx: Transaction) -> tuple[Seating, FillReport | None, tuple[Unseated, ...]]:
        view = conferences.find_conference(tx, args.conference)
        plan = seating.seating_of(tx, view.id)
        wanted = {name: getattr(args, name) for name in ("rows", "columns") if getattr(args, name) is not None}
        room = replace(plan.room, **wanted)
        lost = seating.save_room(tx, view.id, room, name=plan.name, version=plan.version)
        report = None
        if args.fill:
            how = Filling(args.by, args.new_row, args.snake, args.spaced)
            report = seating.fill(tx, view.id, how, only_unseated=args.only_unseated)
        found = seating.seating_of(tx, view.id)
        still = {each.id for each in found.unseated}
        return found, report, tuple(each for each in lost if each.id in still)

    return _tell(*database.write(work), args)


def _kept(tx: Transaction, args: argparse.Namespace) -> tuple[Seating, uuid.UUID]:
    from desktop.services import conferences, seating

    conference_id = conferences.find_conference(tx, args.conference).id
    found = seating.seating_of(tx, conference_id)
    if not found.version:
        raise AppError("seating.no_plan")
    return found, conference_id


def _tell(plan: Seating, report: FillReport | None, lost: tuple[Unseated, ...], args: argparse.Namespace) -> int:
    from desktop.wording import seating as words

    left = report.left if report is not None else ()
    seated = sorted(plan.by_place.items())
    if args.json:
        output.document(
            {
                "room": plan.name,
                "rows": plan.room.rows,
                "columns": plan.room.columns,
                "seats": plan.room.seats,
                "placed": report.placed if report is not None else 0,
                "given_up": list(report.given_up) if report is not None else [],
                "seated": [{"seat": plan.room.label(place), "full_name": who.full_name} for place, who in seated],
                "without": [each.full_name for each in plan.unseated],
                "lost": [{"seat": each.seat, "full_name": each.full_name} for each in lost],
            }
        )
        return 1 if left or lost else 0
    if report is None:
        output.table([(plan.room.label(place), who.full_name, who.unit) for place, who in seated])
    output.say(words.facts(plan))
    if report is not None:
        for name in report.given_up:
            output.say(words.given_up(name))
        if left:
            heading = ngettext("{count} attendee found no seat:", "{count} attendees found no seat:", len(left))
            output.say(heading.format(count=len(left)))
        for each in left:
            output.result(each.full_name)
    for each in lost:
        output.say(_("{name} lost the seat {seat}.").format(name=each.full_name, seat=each.seat))
    return 1 if left or lost else 0
