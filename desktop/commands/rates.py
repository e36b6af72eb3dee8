"""rates list | set: what is paid a day, by date."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database, group
from desktop.i18n import _
from desktop.wording.formats import date_text, number_text

if TYPE_CHECKING:
    from desktop.domain.payment import Rate
    from desktop.services.opening import Database


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    family = group(commands, "rates", _("what is paid a day, by date"))
    add_on_database(family, "list", show_rates, _("list the rates"), json=True)
    rate = add_on_database(family, "set", set_rate, _("set the rate from a date on"), json=True)
    rate.add_argument("first", metavar=_("DATE"), type=arguments.date, help=_("first day on which it holds"))
    rate.add_argument("amount", metavar="N", type=_amount, help=_("đồng a day"))
    rate.add_argument("--basis", metavar=_("TEXT"), help=_("the paper that sets it"))


def _amount(text: str) -> int:
    digits = text.replace(".", "").replace(",", "")
    if digits.isdecimal():
        return int(digits)
    raise argparse.ArgumentTypeError(_("“{value}” is no amount of đồng: write 200000 or 200.000").format(value=text))


def show_rates(database: Database, args: argparse.Namespace) -> int:
    """List the daily rates, the newest first."""
    from desktop.services import rates

    found = database.read(rates.list_rates)
    if args.json:
        output.document([_rate(rate) for rate in found])
    else:
        output.table([(date_text(rate.valid_from), number_text(rate.amount), rate.basis) for rate in found])
    return 0


def set_rate(database: Database, args: argparse.Namespace) -> int:
    """Set what is paid a day from a date on."""
    from desktop.services import rates

    rate = database.write(lambda tx: rates.set_rate(tx, valid_from=args.first, amount=args.amount, basis=args.basis))
    if args.json:
        output.document(_rate(rate))
    else:
        output.result(f"{date_text(rate.valid_from)}: {number_text(rate.amount)}")
    return 0


def _rate(rate: Rate) -> dict[str, Any]:
    return {"from": rate.valid_from.isoformat(), "amount": rate.amount, "basis": rate.basis}
