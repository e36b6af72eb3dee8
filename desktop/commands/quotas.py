"""quotas list | set: how many people each unit is to send."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database, group
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.domain.quotas import QuotaLine
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    family = group(commands, "quotas", _("how many people each unit is to send"))
    listed = add_on_database(family, "list", show_quotas, _("quotas beside what is registered"), json=True)
    arguments.conference(listed)
    one = add_on_database(family, "set", set_quota, _("set a unit's quota"), json=True)
    arguments.conference(one)
    one.add_argument("unit", metavar=_("UNIT"), help=_("name of the unit, or a spelling of it"))
    one.add_argument("count", metavar="N", type=arguments.count, help=_("how many people"))
    one.add_argument("--who", metavar=_("TEXT"), help=_("who they are to be"))


def show_quotas(database: Database, args: argparse.Namespace) -> int:
    """List the quotas beside how many are registered."""
    from desktop.services import conferences, quotas

    def work(tx: Transaction) -> list[QuotaLine]:
        return quotas.list_quotas(tx, conferences.find_conference(tx, args.conference).id)

    lines = [line for line in database.read(work) if line.count is not None or line.registered]
    if args.json:
        output.document([_quota(line) for line in lines])
        return 0
    output.table(
        [("" if line.count is None else str(line.count), str(line.registered), line.unit, line.who) for line in lines]
    )
    output.say(_("Columns: quota, registered, unit, who they are to be."))
    return 0


def set_quota(database: Database, args: argparse.Namespace) -> int:
    """Set one unit's quota."""
    from desktop.services import conferences, lookup, quotas

    def work(tx: Transaction) -> QuotaLine:
        view = conferences.find_conference(tx, args.conference)
        return quotas.set_quota(tx, view.id, lookup.unit(tx, args.unit), args.count, who=args.who)

    line = database.write(work)
    if args.json:
        output.document(_quota(line))
    else:
        output.result(f"{line.unit}: {line.count}")
    return 0


def _quota(line: QuotaLine) -> dict[str, Any]:
    return {
        "unit": line.unit,
        "kind": line.kind,
        "quota": line.count,
        "registered": line.registered,
        "who": line.who,
        "note": line.note,
    }
