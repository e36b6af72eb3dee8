"""history: somebody's training over the years, or a unit's. figures: how many people, turns and hours of any span of days."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands import arguments, leaving, output
from desktop.commands.subcommands import Subcommands, add, add_on_database
from desktop.domain.errors import InvalidInput, NotFound
from desktop.domain.training_figures import By
from desktop.i18n import _
from desktop.wording import attendance as words
from desktop.wording import training
from desktop.wording.formats import dates_text, number_text

if TYPE_CHECKING:
    from desktop.domain.training_figures import Count, Figures, TurnLine
    from desktop.domain.training_history import ConferenceAttended, PersonHistory, UnitHistory
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    text = _("somebody's training over the years, or a unit's: conferences, hours, certificates")
    past = add_on_database(commands, "history", history, text, json=True)
    past.add_argument(
        "who", metavar=_("WHO"), help=_("badge code, or a name that fits only one; a unit where nobody is called so")
    )
    past.add_argument("--unit", action="store_true", help=_("WHO is a unit: the people it sent"))
    told = add_on_database(
        commands, "figures", figures, _("people, turns and training hours of a span of days"), json=True
    )
    told.add_argument(
        "--from", dest="first", metavar=_("DATE"), type=arguments.date, required=True, help=_("first day")
    )
    told.add_argument("--to", dest="last", metavar=_("DATE"), type=arguments.date, required=True, help=_("last day"))
    told.add_argument("--by", choices=[str(each) for each in By], help=_("what they are told apart by"))
    told.add_argument("-o", "--output", metavar=_("FILE"), default="", help=_(".xlsx with the list behind each number"))
    laid_out = add(commands, "figures-layout", layout, _("the office's own workbook for figures"))
    laid_out.add_argument(
        "-o", "--output", metavar="OUT.xlsx", default="", help=_("save the layout in use, to be changed in Excel")
    )
    laid_out.add_argument("--take", metavar="FILE.xlsx", default="", help=_("take this workbook as the office's"))
    laid_out.add_argument("--standard", action="store_true", help=_("go back to the program's layout"))


def layout(args: argparse.Namespace) -> int:
    """Save the layout to begin from, take an office's own, or go back."""
    from desktop.services.training import office_layout
    from desktop.whole_file import write_whole

    if args.take:
        found = office_layout.keep(Path(args.take))
        output.table([(f"{{{{ {name} }}}}",) for name in found])
    elif args.standard:
        office_layout.remove()
    if args.output:
        path = Path(args.output)
        write_whole(path, office_layout.path().read_bytes() if office_layout.is_kept() else office_layout.standard())
        output.result(str(path))
    output.say(_("The office's own layout is used.") if office_layout.is_kept() else _("The program's layout is used."))
    return 0


def history(database: Database, args: argparse.Namespace) -> int:
    """Show it, and write in the audit that it was shown."""
    from desktop.services.opening import organizers_only

    organizers_only(database)
    if args.unit:
        return _unit(database, args)
    try:
        return _person(database, args)
    except NotFound as nobody:
        try:
            return _unit(database, args)
        except InvalidInput:
            raise nobody from None


def _person(database: Database, args: argparse.Namespace) -> int:
    from desktop.services.training import history as past

    found = database.read(lambda tx: past.person(tx, args.who))
    leaving.write_leaving(database, "history", found.conferences[:1], None)
    if args.json:
        output.document(_plain_person(found))
        return 0
    output.result(found.full_name)
    for each in found.conferences:
        output.result(
            f"{dates_text(each.starts_on, each.ends_on)}  {each.code} {each.title}: "
            + _("{hours} training hours").format(hours=training.hours_text(each.hours))
        )
        output.table([(f"  {each.unit}", each.position, each.group, each.badge_code)])
        output.table([(f"  {session.title}", words.status(session.status)) for session in each.sessions])
        for said in _beside(each):
            output.result(f"  {said}")
    output.say(_("Altogether {hours} training hours.").format(hours=training.hours_text(found.hours)))
    return 0


def _beside(each: ConferenceAttended) -> list[str]:
    """What else is to be said of a conference of theirs."""
    found = [_("Certificate {number}").format(number=number) for number in each.certificates]
    if each.instead_of:
        found.append(_("Substitute for {name}").format(name=each.instead_of))
    return found + [_("Substitute: {name}").format(name=name) for name in each.replaced_by]


def _plain_person(found: PersonHistory) -> dict[str, Any]:
    return {
        "id": found.id,
        "full_name": found.full_name,
        "hours": found.hours,
        "conferences": [
            {
                "id": each.id,
                "code": each.code,
                "title": each.title,
                "from": each.starts_on.isoformat() if each.starts_on else None,
                "to": each.ends_on.isoformat() if each.ends_on else None,
                "programme": each.programme,
                "full_name": each.full_name,
                "badge_code": each.badge_code,
                "unit": each.unit,
                "position": each.position,
                "role_group": each.group,
                "state": each.state,
                "instead_of": each.instead_of,
                "replaced_by": list(each.replaced_by),
                "hours": each.hours,
                "certificates": list(each.certificates),
                "sessions": [
                    {
                        "title": session.title,
                        "start": session.starts_at.isoformat(timespec="minutes"),
                        "status": str(session.status),
                    }
                    for session in each.sessions
                ],
            }
            for each in found.conferences
        ],
    }


def _unit(database: Database, args: argparse.Namespace) -> int:
    from desktop.services import lookup
    from desktop.services.training import history as past

    def work(tx: Transaction) -> UnitHistory:
        return past.unit(tx, lookup.unit(tx, args.who))

    found = database.read(work)
    if args.json:
        output.document(
            {
                "id": found.id,
                "name": found.name,
                "before": list(found.before),
                "hours": found.hours,
                "conferences": [
                    {
                        "id": each.id,
                        "code": each.code,
                        "title": each.title,
                        "from": each.starts_on.isoformat() if each.starts_on else None,
                        "units": list(each.units),
                        "registered": each.registered,
                        "came": each.came,
                        "sessions": each.sessions,
                        "hours": each.hours,
                        "certificates": each.certificates,
                        "substitutes": each.substitutes,
                    }
                    for each in found.conferences
                ],
            }
        )
        return 0
    output.result(found.name)
    output.table(
        [
            (
                dates_text(each.starts_on, None),
                f"{each.code} {each.title}",
                str(each.registered),
                str(each.came),
                str(each.sessions),
                training.hours_text(each.hours),
                str(each.certificates),
                str(each.substitutes),
            )
            for each in found.conferences
        ]
    )
    output.say(_("Columns: day, conference, registered, came, sessions, training hours, certificates, substitutes."))
    return 0


def figures(database: Database, args: argparse.Namespace) -> int:
    """Tell the figures; into a workbook with the list behind them where that is asked for."""
    from desktop.services.opening import organizers_only
    from desktop.services.training import exporting
    from desktop.services.training import figures as counting

    organizers_only(database)
    by = By(args.by) if args.by else None

    def work(tx: Transaction) -> tuple[Figures, list[TurnLine]]:
        if args.output:
            return counting.figures_with_lines(tx, args.first, args.last, by)
        return counting.figures(tx, args.first, args.last, by), []

    found, lines = database.read(work)
    if args.output:
        output.say(str(exporting.save(database, found, lines, Path(args.output))))
    if args.json:
        named = [{"name": training.line_name(by, each.key), **_plain(each.count)} for each in found.lines] if by else []
        output.document(
            {
                "from": found.first.isoformat(),
                "to": found.last.isoformat(),
                **_plain(found.total),
                **({"by": str(by), "lines": named} if by else {}),
            }
        )
        return 0
    rows = [(training.line_name(by, each.key), *_row(each.count)) for each in found.lines] if by else []
    output.table([("", _("people"), _("turns"), _("hours"), _("paid")), *rows, (_("Total"), *_row(found.total))])
    return 0


def _plain(count: Count) -> dict[str, object]:
    return {"people": count.people, "turns": count.turns, "hours": count.hours, "paid": count.paid}


def _row(count: Count) -> tuple[str, ...]:
    return (
        number_text(count.people),
        number_text(count.turns),
        training.hours_text(count.hours),
        number_text(count.paid),
    )
