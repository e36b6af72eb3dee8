"""person: everything kept about somebody, over all conferences: shown, handed over, erased or made anonymous."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands import output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.domain.errors import InvalidInput
from desktop.i18n import _

if TYPE_CHECKING:
    from desktop.domain.personal import PersonRecord
    from desktop.services.opening import Database


def add_to(commands: Subcommands) -> None:
    """Add it to the command line."""
    text = _("everything kept about a person: show it, hand it over, erase it")
    command = add_on_database(commands, "person", run, text, json=True)
    command.add_argument("who", metavar=_("WHO"), help=_("badge code, or a name that fits only one"))
    command.add_argument("action", choices=("show", "export", "erase"), help=_("what to do"))
    command.add_argument("-o", "--output", metavar=_("DIR"), default="", help=_("export: folder for .xlsx and .pdf"))
    command.add_argument(
        "--anonymise", action="store_true", help=_("erase: keep code, unit and attendance, but not who it was")
    )
    command.add_argument("--reason", metavar=_("TEXT"), default="", help=_("erase: why, for the audit; no names in it"))


def run(database: Database, args: argparse.Namespace) -> int:
    """Show, export or erase."""
    from desktop.services.opening import organizers_only

    organizers_only(database)
    if args.action == "export" and not args.output:
        raise InvalidInput("person.no_folder", field="output")
    return {"show": _show, "export": _export, "erase": _erase}[args.action](database, args)


def _record(database: Database, args: argparse.Namespace) -> PersonRecord:
    from desktop.services.personal import finding, viewing

    return database.read(lambda tx: viewing.record(tx, finding.person(tx, args.who)))


def _show(database: Database, args: argparse.Namespace) -> int:
    from desktop.domain.auditing import Way
    from desktop.papers import personal
    from desktop.wording import personal as words

    record = _record(database, args)
    personal.handed_over(database, record, Way.COMMAND_LINE)
    if args.json:
        output.document(
            {
                "id": str(record.id),
                "full_name": record.full_name,
                "kept": [
                    {"section": str(each.section), "where": each.where, "field": each.field, "value": each.value}
                    for each in record.kept
                ],
                "signed_sheets": list(record.signed_sheets),
            }
        )
        return 0
    for section in words.sections(record):
        output.result(words.section(section))
        output.table([(f"  {each.where}", each.field, each.value) for each in record.of(section)])
    output.say(words.total(record))
    return 0


def _export(database: Database, args: argparse.Namespace) -> int:
    from desktop.domain.auditing import Way
    from desktop.papers import personal

    record = _record(database, args)
    files = personal.save(record, Path(args.output))
    personal.handed_over(database, record, Way.FILE)
    if args.json:
        output.document({"files": [str(file) for file in files]})
        return 0
    for file in files:
        output.result(str(file))
    return 0


def _erase(database: Database, args: argparse.Namespace) -> int:
    from desktop.services.personal import erasing, finding
    from desktop.wording import personal as words

    key = database.read(lambda tx: finding.person(tx, args.who))
    erased = erasing.erase_in(database, key, anonymise=args.anonymise, reason=args.reason.strip())
    if args.json:
        output.document(
            {
                "anonymised": erased.anonymised,
                "conferences": erased.conferences,
                "registrations": erased.registrations,
                "images": erased.images,
                "entries": erased.entries,
                "import_rows": erased.import_rows,
                "cleaned": erased.cleaned,
            }
        )
        return 0
    for line in words.erased(erased):
        output.say(line)
    return 0
