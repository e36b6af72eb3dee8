"""seats: the room of a conference, and who sits where."""

from __future__ import annotations

import argparse
from dataclasses import replace

from desktop.commands import output
from desktop.domain.errors import AppError
from desktop.domain.seating import Filling, FillReport, Seating, Unseated
from desktop.i18n import _, ngettext
from desktop.services import conferences, seating
from desktop.services.opening import Database, Transaction
from desktop.wording import seating as words


def seats(database: Database, given: argparse.Namespace) -> int:
    """Set up the room, fill it, or tell who sits where; 1 when anybody asked for got no seat or lost theirs."""
    writes = given.rows is not None or given.columns is not None or given.fill
    if not writes:
        return _tell(database.read(lambda tx: _kept(tx, given)), None, (), given)

    def work(tx: Transaction) -> tuple[Seating, FillReport | None, tuple[Unseated, ...]]:
        view = conferences.find_conference(tx, given.conference)
        known = seating.seating_of(tx, view.id)
        wanted = {name: getattr(given, name) for name in ("rows", "columns") if getattr(given, name) is not None}
        room = replace(known.room, **wanted)
        lost = seating.save_room(tx, view.id, room, name=known.name, version=known.version)
        report = None
        if given.fill:
            how = Filling(given.by, given.new_row, given.snake, given.spaced)
            report = seating.fill(tx, view.id, how, only_unseated=given.only_unseated)
        found = seating.seating_of(tx, view.id)
        still = {each.id for each in found.unseated}
        return found, report, tuple(each for each in lost if each.id in still)

    return _tell(*database.write(work), given)


def _kept(tx: Transaction, given: argparse.Namespace) -> Seating:
    found = seating.seating_of(tx, conferences.find_conference(tx, given.conference).id)
    if not found.version:
        raise AppError("seating.no_plan")
    return found


def _tell(known: Seating, report: FillReport | None, lost: tuple[Unseated, ...], given: argparse.Namespace) -> int:
    left = report.left if report is not None else ()
    seated = sorted(known.by_place.items())
    if given.json:
        output.document(
            {
                "room": known.name,
                "rows": known.room.rows,
                "columns": known.room.columns,
                "seats": known.room.seats,
                "placed": report.placed if report is not None else 0,
                "given_up": list(report.given_up) if report is not None else [],
                "seated": [{"seat": known.room.label(place), "full_name": who.full_name} for place, who in seated],
                "without": [each.full_name for each in known.unseated],
                "lost": [{"seat": each.seat, "full_name": each.full_name} for each in lost],
            }
        )
        return 1 if left or lost else 0
    if report is None:
        output.table([(known.room.label(place), who.full_name, who.unit) for place, who in seated])
    output.say(words.facts(known))
    if report is not None:
        for name in report.given_up:
            output.say(words.given_up(name))
        if left:
            told = ngettext("{count} attendee found no seat:", "{count} attendees found no seat:", len(left))
            output.say(told.format(count=len(left)))
        for each in left:
            output.result(each.full_name)
    for each in lost:
        output.say(_("{name} lost the seat {seat}.").format(name=each.full_name, seat=each.seat))
    return 1 if left or lost else 0
