"""seats."""

from __future__ import annotations

from typing import Any

from desktop.commands import arguments, subcommands
from desktop.i18n import _


def add_to(commands: Any) -> None:
    """Add this command."""
    text = _("set up the room and fill its seats, or tell who sits where")
    seats = subcommands.add(commands, "seats", "seating", "seats", text, json=True)
    subcommands.which(seats)
    seats.add_argument("--rows", metavar="N", type=arguments.count, help=_("rows of seats"))
    seats.add_argument("--columns", metavar="N", type=arguments.count, help=_("seats in a row"))
    seats.add_argument("--fill", action="store_true", help=_("put everybody on a seat, in the order of lists"))
    seats.add_argument("--only-unseated", action="store_true", help=_("fill: leave those who sit where they are"))
    seats.add_argument("--by", choices=("group", "unit"), default="group", help=_("fill: whom to keep together"))
    seats.add_argument("--new-row", action="store_true", help=_("fill: begin a new row for each group or unit"))
    seats.add_argument("--snake", action="store_true", help=_("fill: every second row from the right"))
    seats.add_argument("--spaced", action="store_true", help=_("fill: leave a seat free between two people"))
