"""quotas list | set, rates list | set."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.commands import arguments, subcommands
from desktop.i18n import _


def add_to(commands: Any) -> None:
    """Add these commands."""
    quotas = subcommands.group(commands, "quotas", _("how many people each unit is to send"))
    listed = subcommands.add(quotas, "list", "rates", "show_quotas", _("quotas beside what is registered"), json=True)
    subcommands.which(listed)
    one = subcommands.add(quotas, "set", "rates", "set_quota", _("set a unit's quota"), json=True)
    subcommands.which(one)
    one.add_argument("unit", metavar=_("UNIT"), help=_("name of the unit, or a spelling of it"))
    one.add_argument("count", metavar="N", type=arguments.count, help=_("how many people"))
    one.add_argument("--who", metavar=_("TEXT"), help=_("who they are to be"))
    rates = subcommands.group(commands, "rates", _("what is paid a day, by date"))
    subcommands.add(rates, "list", "rates", "show_rates", _("list the rates"), json=True)
    rate = subcommands.add(rates, "set", "rates", "set_rate", _("set the rate from a date on"), json=True)
    rate.add_argument("first", metavar=_("DATE"), type=arguments.date, help=_("first day on which it holds"))
    rate.add_argument("amount", metavar="N", type=_amount, help=_("đồng a day"))
    rate.add_argument("--basis", metavar=_("TEXT"), help=_("the paper that sets it"))


def _amount(text: str) -> int:
    digits = text.replace(".", "").replace(",", "")
    if digits.isdecimal():
        return int(digits)
    raise argparse.ArgumentTypeError(_("“{value}” is no amount of đồng: write 200000 or 200.000").format(value=text))
