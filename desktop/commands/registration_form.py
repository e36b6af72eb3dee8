"""template: a registration form for the units to fill in."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.i18n import _

if TYPE_CHECKING:
    import uuid

    from desktop.excel.writing.form_writer import FormContent
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add it to the command line."""
    form = add_on_database(commands, "template", template, _("write a registration form for the units"))
    arguments.conference(form)
    arguments.output(form, "OUT.xlsx|.html")
    form.add_argument("--unit", metavar=_("NAME"), default="", help=_("unit the form is for"))


def template(database: Database, args: argparse.Namespace) -> int:
    """Write the registration form, for one unit when it is named."""
    from desktop.services import conferences
    from desktop.services import registration_form as forms

    def gather(tx: Transaction) -> tuple[uuid.UUID, FormContent]:
        view = conferences.find_conference(tx, args.conference)
        return view.id, forms.registration_form(tx, view.id, unit=args.unit)

    conference_id, content = database.read(gather)
    output.result(str(forms.save(content, args.output)))
    forms.handed_out(database, conference_id, [content])
    return 0
