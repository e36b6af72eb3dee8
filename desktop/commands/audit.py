"""audit: whether journal and audit still say what was written, and the audit for an inspector."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database, group
from desktop.i18n import _, ngettext

if TYPE_CHECKING:
    from desktop.services.opening import Database


def add_to(commands: Subcommands) -> None:
    """Add it to the command line."""
    parts = group(commands, "audit", _("every way in which data left, and whether the record of it is whole"))
    add_on_database(parts, "check", check, _("look for lines changed, missing, out of order or cut off"), json=True)
    exported = add_on_database(parts, "export", export, _("write the audit as a workbook for an inspector"))
    arguments.output(exported, "OUT.xlsx")


def check(database: Database, args: argparse.Namespace) -> int:
    """Walk the chains; 1 when something is wrong."""
    from desktop.services.auditing import checking
    from desktop.services.opening import organizers_only
    from desktop.wording import auditing as words

    organizers_only(database)
    found = checking.check(database)
    if args.json:
        output.document(
            {
                "whole": found.is_whole,
                "lines": found.lines,
                "chains": found.chains,
                "erased": found.erased,
                "older": found.older,
                "waiting": found.waiting,
                "heads_known": found.heads_known,
                "findings": [
                    {"fault": str(each.fault), "desk": each.chain, "line": each.number, "message": words.finding(each)}
                    for each in found.findings
                ],
            }
        )
        return 0 if found.is_whole else 1
    for each in found.findings:
        output.result(words.finding(each))
    for line in words.report(found):
        output.say(line)
    return 0 if found.is_whole else 1


def export(database: Database, args: argparse.Namespace) -> int:
    """Write every line of the audit."""
    from desktop.services.auditing import exporting
    from desktop.services.opening import organizers_only

    organizers_only(database)
    path, count = exporting.save(database, args.output)
    output.result(str(path))
    output.say(
        ngettext("Exported {count} line of the audit.", "Exported {count} lines of the audit.", count).format(
            count=count
        )
    )
    return 0
