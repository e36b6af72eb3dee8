"""template, sheet, sheets and mark."""

from __future__ import annotations

from typing import Any

from desktop.commands import arguments, subcommands
from desktop.i18n import _


def add_to(commands: Any) -> None:
    """Add these commands."""
    form = subcommands.add(
        commands, "template", "registration_form", "template", _("write a registration form for the units")
    )
    subcommands.which(form)
    subcommands.output(form, "OUT.xlsx")
    form.add_argument("--unit", metavar=_("NAME"), default="", help=_("unit the form is for"))
    sheet = subcommands.add(commands, "sheet", "registration_form", "sheet", _("write the attendance sheet"), json=True)
    subcommands.which(sheet)
    subcommands.output(sheet, "OUT.pdf|OUT.xlsx")
    sheet.add_argument(
        "--session", metavar=_("NAME"), action="append", default=[], help=_("session to sign for; may be repeated")
    )
    sheet.add_argument("--group-by", choices=("role", "unit", "none"), default="role", help=_("how rows are grouped"))
    sheet.add_argument("--sort", choices=("unit", "name"), default="unit", help=_("order"))
    sheet.add_argument("--page-per", choices=("role", "unit", "none"), default="none", help=_("a new page for each"))
    sheet.add_argument("--blank-lines", metavar="N", type=arguments.count, default=0, help=_("blank lines at the end"))
    sheet.add_argument("--landscape", action="store_true", help=_("A4 on its side"))
    made = subcommands.add(
        commands, "sheets", "signed_sheets", "show", _("list the sheets made and whether they were entered"), json=True
    )
    subcommands.which(made)
    _mark(commands)


def _mark(commands: Any) -> None:
    mark = subcommands.add(
        commands, "mark", "signed_sheets", "mark", _("enter a signed sheet, or mark all the others"), json=True
    )
    subcommands.which(mark)
    mark.add_argument("session", metavar=_("SESSION"), help=_("title, unique part of it, start or id"))
    what = mark.add_mutually_exclusive_group(required=True)
    what.add_argument("--sheet", metavar="N", type=arguments.count, help=_("number of the signed sheet"))
    what.add_argument(
        "--rest", choices=("present", "absent"), help=_("mark everyone of whom nothing is recorded this way")
    )
    for option, text in (
        ("--absent", _("numbers on the sheet who did not come, like 5, 17, 23-25; all others came")),
        ("--excused", _("numbers excused")),
        ("--late", _("numbers who came late")),
    ):
        mark.add_argument(option, metavar=_("NUMBERS"), help=text)
    mark.add_argument(
        "--settle",
        choices=("paper", "door"),
        help=_("whose word counts where signed sheet and door differ (nobody's unless told)"),
    )
    mark.add_argument("--desk", metavar=_("NAME"), default="", help=_("desk that says so"))
