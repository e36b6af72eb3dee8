"""desk export | merge: laptops that worked without a network come together."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands import marking, output, serving
from desktop.commands.subcommands import Subcommands, add_on_database, group
from desktop.domain.backups import Reason
from desktop.i18n import _
from desktop.wording import desks as words

if TYPE_CHECKING:
    from desktop.domain.merging import MergeReport
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    family = group(commands, "desk", _("join the organizer's computer; bring desks without a network together"))
    serving.add_to_desk(family)
    exported = add_on_database(family, "export", export, _("write a file for the other desks"), json=True)
    exported.add_argument("file", metavar=_("FILE"), help=_("file to write"))
    exported.add_argument("--conference", metavar=_("CONFERENCE"), default="", help=_("only this conference"))
    exported.add_argument("--with-sensitive", action="store_true", help=_("phones, birth dates and the like too"))
    merged = add_on_database(
        family, "merge", merge_files, _("take in what other desks recorded, in any order"), json=True
    )
    merged.add_argument(
        "files", metavar=_("FILE"), nargs="+", help=_("files that “desk export” wrote, or copies of data files")
    )


def export(database: Database, args: argparse.Namespace) -> int:
    """Write an exchange file for the other desks."""
    from desktop.services import conferences
    from desktop.services.desks import files

    path = Path(args.file)

    def work(tx: Transaction) -> dict[str, int]:
        chosen = [conferences.find_conference(tx, args.conference).id] if args.conference else []
        return files.export_file(tx, path, chosen, sensitive=args.with_sensitive)

    counts = database.write(work)
    if args.json:
        output.document(
            {
                "file": str(path),
                "conferences": counts["conference"],
                "attendees": counts["attendee"],
                "marks": counts["attendance_mark"],
            }
        )
        return 0
    output.result(str(path))
    output.say(
        _("Attendees: {people}, marks: {marks}").format(people=counts["attendee"], marks=counts["attendance_mark"])
    )
    return 0


def merge_files(database: Database, args: argparse.Namespace) -> int:
    """Take in what other desks recorded, file by file."""
    from desktop.services import backups
    from desktop.services.desks import files
    from desktop.services.desks.merging import merge

    bundles = [(Path(name), files.read(Path(name))) for name in args.files]  # all are read before any is taken in
    backups.before(database, Reason.MERGE)
    code, results = 0, []
    for path, bundle in bundles:
        report = database.write(lambda tx, bundle=bundle: merge(tx, bundle))  # type: ignore[misc]
        code = max(code, 1 if report.unknown else 0)
        if args.json:
            results.append({"file": str(path), **_plain(report)})
            continue
        output.result(f"{path.name}: {words.merged(report)}")
        for line in words.to_review(report):
            output.say(f"  {line}")
    if args.json:
        output.document({"files": results})
    return code


def _plain(report: MergeReport) -> dict[str, object]:
    return {
        "conferences": list(report.conferences),
        "new_marks": report.new_marks,
        "new_people": report.new_people,
        "states": report.states,
        "joins": report.joins,
        "filled": report.filled,
        "pairs": report.pairs,
        "recoded": [
            {"full_name": each.full_name, "before": each.before, "after": each.after} for each in report.recoded
        ],
        "doubts": [
            {"session": line.session, "attendee": line.full_name, "code": line.code, "doubt": line.doubt}
            for line in report.doubts
        ],
        "clocks": [
            {
                "desk": each.desk,
                "outside": each.arrivals,
                "arrivals": each.of,
                "first": marking.stamp(each.first),
                "last": marking.stamp(each.last),
            }
            for each in report.clocks
        ],
        "unknown": [
            {"code": code, "entity": entity, "count": count}
            for (code, entity), count in Counter((each.code, each.entity) for each in report.unknown).items()
        ],
    }
