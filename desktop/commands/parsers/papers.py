"""template and sheet."""

from __future__ import annotations

from typing import Any

from desktop.commands import arguments
from desktop.commands.parsers import parts
from desktop.i18n import _


def add_to(commands: Any) -> None:
    """Add these commands."""
    form = parts.add(commands, "template", "papers", "template", _("write a registration form for the units"))
    parts.which(form)
    parts.output(form, "OUT.xlsx")
    form.add_argument("--unit", metavar=_("NAME"), default="", help=_("unit the form is for"))
    sheet = parts.add(commands, "sheet", "papers", "sheet", _("write the attendance sheet"))
    parts.which(sheet)
    parts.output(sheet, "OUT.pdf|OUT.xlsx")
    sheet.add_argument(
        "--session", metavar=_("NAME"), action="append", default=[], help=_("session to sign for; may be repeated")
    )
    sheet.add_argument("--group-by", choices=("role", "unit", "none"), default="role", help=_("how rows are grouped"))
    sheet.add_argument("--sort", choices=("unit", "name"), default="unit", help=_("order"))
    sheet.add_argument("--page-per", choices=("role", "unit", "none"), default="none", help=_("a new page for each"))
    sheet.add_argument("--blank-lines", metavar="N", type=arguments.count, default=0, help=_("blank lines at the end"))
    sheet.add_argument("--landscape", action="store_true", help=_("A4 on its side"))
