"""desk export | merge: laptops that worked without a network come together."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from desktop.commands import output
from desktop.domain.merging import MergeReport
from desktop.i18n import _
from desktop.services import conferences
from desktop.services.desks import files
from desktop.services.desks.merging import merge
from desktop.services.opening import Database, Transaction
from desktop.wording import desks as words


def export(database: Database, given: argparse.Namespace) -> int:
    """Write an exchange file for the other desks."""
    path = Path(given.file)

    def work(tx: Transaction) -> dict[str, int]:
        chosen = [conferences.find_conference(tx, given.conference).id] if given.conference else []
        return files.export_file(tx, path, chosen, sensitive=given.with_sensitive)

    counts = database.write(work)
    if given.json:
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


def merge_files(database: Database, given: argparse.Namespace) -> int:
    """Take in what other desks recorded, file by file."""
    bundles = [(Path(name), files.read(Path(name))) for name in given.files]  # all are read before any is taken in
    code, told = 0, []
    for path, bundle in bundles:
        report = database.write(lambda tx, bundle=bundle: merge(tx, bundle))  # type: ignore[misc]
        code = max(code, 1 if report.unknown else 0)
        if given.json:
            told.append({"file": str(path), **_plain(report)})
            continue
        output.result(f"{path.name}: {words.merged(report)}")
        for line in words.to_review(report):
            output.say(f"  {line}")
    if given.json:
        output.document({"files": told})
    return code


def _plain(report: MergeReport) -> dict[str, object]:
    return {
        "conferences": list(report.conferences),
        "new_marks": report.new_marks,
        "new_people": report.new_people,
        "states": report.states,
        "recoded": [
            {"full_name": each.full_name, "before": each.before, "after": each.after} for each in report.recoded
        ],
        "doubts": [
            {"session": line.session, "attendee": line.full_name, "code": line.code, "doubt": line.doubt}
            for line in report.doubts
        ],
        "unknown": [
            {"code": code, "entity": entity, "count": count}
            for (code, entity), count in Counter((each.code, each.entity) for each in report.unknown).items()
        ],
    }
