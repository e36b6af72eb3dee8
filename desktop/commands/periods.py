"""periods list | lock | correct | finish: spans whose figures were reported, and corrections after that."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database, group
from desktop.i18n import _
from desktop.wording import training
from desktop.wording.formats import dates_text

if TYPE_CHECKING:
    from desktop.domain.reported_periods import CorrectionView, PeriodView
    from desktop.domain.training_figures import Count
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    family = group(commands, "periods", _("periods whose figures were reported, and their corrections"))
    add_on_database(
        family, "list", show, _("list the periods: what was reported, and what the record says now"), json=True
    )
    locked = add_on_database(family, "lock", lock, _("say that the figures of these days were reported"), json=True)
    locked.add_argument(
        "--from", dest="first", metavar=_("DATE"), type=arguments.date, required=True, help=_("first day")
    )
    locked.add_argument("--to", dest="last", metavar=_("DATE"), type=arguments.date, required=True, help=_("last day"))
    locked.add_argument("--paper", metavar=_("TEXT"), default="", help=_("the report that they stand in"))
    opened = add_on_database(family, "correct", correct, _("open a conference of a reported period again"), json=True)
    arguments.conference(opened)
    opened.add_argument("--reason", metavar=_("TEXT"), required=True, help=_("why"))
    arguments.conference(
        add_on_database(family, "finish", finish, _("finish the correction of a conference"), json=True)
    )


def show(database: Database, args: argparse.Namespace) -> int:
    """List them, each with its corrections."""
    from desktop.services.training import periods

    found = database.read(periods.list_periods)
    if args.json:
        output.document({"periods": [_plain(each) for each in found]})
    for each in () if args.json else found:
        output.result(f"{dates_text(each.first, each.last)}  {each.paper}".rstrip())
        output.table(
            [
                ("  " + _("reported"), training.count_text(each.reported)),
                ("  " + _("now"), training.count_text(each.now)),
                *(("  " + _("correction"), training.correction_text(one)) for one in each.corrections),
            ]
        )
    if not found:
        output.say(_("No period was reported yet: “periods lock --from … --to …” reports one."))
    return 0


def lock(database: Database, args: argparse.Namespace) -> int:
    """Report a period as it stands."""
    from desktop.services.training import periods

    view = database.write(lambda tx: periods.lock(tx, args.first, args.last, args.paper))
    if args.json:
        output.document(_plain(view))
    else:
        output.result(f"{dates_text(view.first, view.last)}: {training.count_text(view.reported)}")
    return 0


def correct(database: Database, args: argparse.Namespace) -> int:
    """Open a correction."""
    from desktop.services import conferences
    from desktop.services.training import periods

    def work(tx: Transaction) -> CorrectionView:
        return periods.open_correction(tx, conferences.find_conference(tx, args.conference).id, args.reason)

    return _told(database.write(work), args)


def finish(database: Database, args: argparse.Namespace) -> int:
    """Finish a correction."""
    from desktop.services import conferences
    from desktop.services.training import periods

    def work(tx: Transaction) -> CorrectionView:
        return periods.finish_correction(tx, conferences.find_conference(tx, args.conference).id)

    return _told(database.write(work), args)


def _told(view: CorrectionView, args: argparse.Namespace) -> int:
    if args.json:
        output.document(_correction(view))
    else:
        output.result(f"{view.conference}: {training.correction_text(view)}")
    return 0


def _plain(view: PeriodView) -> dict[str, Any]:
    return {
        "from": view.first.isoformat(),
        "to": view.last.isoformat(),
        "paper": view.paper,
        "reported_on": view.reported_at.astimezone().date().isoformat(),
        "reported": _count(view.reported),
        "now": _count(view.now),
        "differs": view.differs,
        "corrections": [_correction(each) for each in view.corrections],
    }


def _correction(view: CorrectionView) -> dict[str, Any]:
    return {
        "conference": view.conference,
        "reason": view.reason,
        "opened_on": view.opened_at.astimezone().date().isoformat(),
        "finished_on": view.finished_at.astimezone().date().isoformat() if view.finished_at else None,
        "before": _count(view.before),
        "after": _count(view.after),
    }


def _count(count: Count) -> dict[str, object]:
    return {"people": count.people, "turns": count.turns, "hours": count.hours, "paid": count.paid}
