"""attendees and export: who is registered, as text, JSON or a workbook."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.domain.importing import FIELDS
from desktop.i18n import _
from desktop.wording.formats import attendees_text

if TYPE_CHECKING:
    from desktop.domain.people import AttendeeView, ConferenceView
    from desktop.services.exporting import TableContent
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    listed = add_on_database(commands, "attendees", show, _("list the attendees"), json=True)
    arguments.conference(listed)
    listed.add_argument(
        "--search", metavar=_("TEXT"), default="", help=_("name, unit, code or end of the phone number")
    )
    listed.add_argument("--sort", choices=("unit", "name"), default="unit", help=_("order"))
    exported = add_on_database(commands, "export", export, _("export the attendees as a workbook"))
    arguments.conference(exported)
    arguments.output(exported, "OUT.xlsx")


def show(database: Database, args: argparse.Namespace) -> int:
    """List who is registered."""
    from desktop.services import attendees, conferences

    def work(tx: Transaction) -> tuple[ConferenceView, list[AttendeeView]]:
        view = conferences.find_conference(tx, args.conference)
        return view, attendees.list_attendees(tx, view.id, search=args.search, sort=args.sort)

    view, people = database.read(work)
    if args.json:
        output.document({"conference": view.title, "count": len(people), "attendees": [plain(each) for each in people]})
        return 0
    output.table([(each.code, each.full_name, each.position, each.unit, each.role_group) for each in people])
    output.say(attendees_text(len(people)))
    return 0


def plain(person: AttendeeView) -> dict[str, str]:
    """An attendee's fields, the kind of their unit and their code."""
    values = {name: str(getattr(person, name)) for name in FIELDS}
    return {**values, "unit_kind": person.unit_kind, "code": person.code}


def export(database: Database, args: argparse.Namespace) -> int:
    """Write the list as a workbook."""
    from desktop.services import conferences, exporting

    def gather(tx: Transaction) -> tuple[ConferenceView, TableContent]:
        view = conferences.find_conference(tx, args.conference)
        return view, exporting.export_attendees(tx, view.id)

    view, content = database.read(gather)
    path = exporting.save(content, args.output)
    database.write(lambda tx: exporting.record_export(tx, view.id, content))
    output.result(str(path))
    output.say(_("Exported: {people}").format(people=attendees_text(len(content.rows))))
    return 0
