"""conference status: what is still to be done before a conference's papers and its day."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.domain.people import ConferenceView
    from desktop.domain.readiness import Check
    from desktop.services.opening import Database, Transaction


def add_to(family: Subcommands) -> None:
    """Add it beside the other commands of a conference."""
    made = add_on_database(
        family, "status", status, _("tell what is still to be done; ends with 1 if anything"), json=True
    )
    arguments.conference(made)


def status(database: Database, args: argparse.Namespace) -> int:
    """Tell how each check stands; 1 when something holds the conference up."""
    from desktop.services import conferences, overview, reviewing
    from desktop.services.opening import organizers_only
    from desktop.wording import readiness as words

    organizers_only(database)

    def work(tx: Transaction) -> tuple[ConferenceView, list[Check]]:
        view = conferences.find_conference(tx, args.conference)
        found = overview.overview(tx, view.id).with_review(len(reviewing.cases(tx, view.id)))
        return view, list(found.checks)

    view, checks = database.read(work)
    ready = not any(each.holds_up for each in checks)
    if args.json:
        output.document({"conference": view.title, "ready": ready, "checks": [_plain(each) for each in checks]})
        return 0 if ready else 1
    for each in checks:
        output.result(f"✓ {words.settled(each)}" if each.settled else f"⚠ {words.open_text(each)}")
    if ready:
        output.say(words.ready())
    return 0 if ready else 1


def _plain(check: Check) -> dict[str, object]:
    return {
        "code": check.code,
        "settled": check.settled,
        "count": check.count,
        "names": list(check.names),
        "fields": list(check.fields),
    }
