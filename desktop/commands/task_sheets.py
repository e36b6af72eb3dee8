"""tasks sheet | take: task sheets go out to the units and come back filled in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.domain.backups import Reason
from desktop.domain.task_sheets import RowAction, TakenFile, TakenRow, TakingPlan, TakingReport
from desktop.i18n import _
from desktop.wording import sentence
from desktop.wording import task_sheets as words
from desktop.wording import tasks as task_words
from desktop.wording.formats import files_text

if TYPE_CHECKING:
    from desktop.domain.people import ConferenceView
    from desktop.services.opening import Database, Transaction


def add_to(family: Subcommands) -> None:
    """Add them to the group `tasks`."""
    sheet = add_on_database(family, "sheet", write, _("write each unit's task sheet"), json=True)
    arguments.conference(sheet)
    text = _("folder or .zip to write into")
    sheet.add_argument("-o", "--output", metavar=_("DIR"), required=True, help=text)
    sheet.add_argument(
        "--unit", metavar=_("NAME"), action="append", default=[], help=_("only of this unit; may be repeated")
    )
    taken = add_on_database(family, "take", take, _("take task sheets that came back"), json=True)
    arguments.conference(taken)
    taken.add_argument("files", metavar=_("FILE"), nargs="+", help=_("workbooks, or folders of them"))
    taken.add_argument("--dry-run", action="store_true", help=_("only say what each row would do"))
    taken.add_argument("--unit", metavar=_("NAME"), default="", help=_("unit of sheets that name none"))
    taken.add_argument("--rejected", metavar="OUT.xlsx", default="", help=_("workbook for the rows refused"))
    text = _("day of which progress is told where a row names none (today unless told)")
    taken.add_argument("--as-of", metavar=_("DATE"), type=arguments.date, help=text)


def write(database: Database, args: argparse.Namespace) -> int:
    """Write the task sheet of each unit: a workbook to be filled in, and the sheet in Word."""
    from desktop.papers.task_sheet.files import files as made
    from desktop.services import conferences, lookup
    from desktop.whole_file import write_files

    def work(tx: Transaction) -> list[tuple[str, bytes]]:
        view = conferences.find_conference(tx, args.conference)
        return made(tx, view.id, [lookup.unit_of_then(tx, name) for name in args.unit])

    files = database.read(work)
    written = write_files(files, Path(args.output))
    if args.json:
        output.document({"files": [name for name, _data in files], "output": str(Path(args.output))})
        return 0
    for path in written:
        output.result(str(path))
    output.say(files_text(len(files)))
    return 0


def take(database: Database, args: argparse.Namespace) -> int:
    """Read the sheets, plan, and unless it is a dry run write; 1 when a row or a file is refused."""
    from desktop.services import backups, conferences, importing, lookup
    from desktop.services.tasks import taking

    with output.quiet_stdout(), output.progress(_("Reading")) as progress:
        loaded = importing.load(args.files, progress=progress)

    def look(tx: Transaction) -> tuple[ConferenceView, TakingPlan]:
        view = conferences.find_conference(tx, args.conference)
        unit_id = lookup.unit(tx, args.unit) if args.unit else None
        return view, taking.plan(tx, view.id, loaded, day=args.as_of, unit_id=unit_id)

    view, plan = database.read(look)
    report: TakingReport | None = None
    if not args.dry_run:
        backups.before(database, Reason.IMPORT)
        report = database.write(lambda tx: taking.apply(tx, plan))
    refused = taking.write_refused(plan, Path(args.rejected), report) if args.rejected else 0
    if args.json:
        output.document(_document(view.title, plan, report))
    else:
        _tell(plan, report)
    if refused:
        output.say(_("Rows refused, with their reasons: {file} ({count})").format(file=args.rejected, count=refused))
    return 1 if plan.refused or (report and report.meanwhile) else 0


def _document(conference: str, plan: TakingPlan, report: TakingReport | None) -> dict[str, Any]:
    written = None
    if report is not None:
        counts = {"committed": report.committed, "progress": report.progress}
        written = {**counts, "changed_meanwhile": [each.code for each in report.meanwhile]}
    return {
        "conference": conference,
        "dry_run": report is None,
        "totals": {str(action): plan.count(action) for action in RowAction},
        "written": written,
        "files": [_plain_file(file) for file in plan.files],
    }


def _plain_file(file: TakenFile) -> dict[str, Any]:
    return {
        "file": file.file,
        "unit": file.unit,
        "error": output.message(file.error.code, file.error.details) if file.error else None,
        "notices": [output.message(each.code, each.details) for each in file.notices],
        "rows": [_plain_row(row) for row in file.rows],
    }


def _plain_row(row: TakenRow) -> dict[str, Any]:
    answer = row.answer
    values: dict[str, object] = {
        "target": answer.target,
        "indicator": answer.indicator,
        "goal": answer.goal,
        "due": answer.due.isoformat() if answer.due else None,
        "responsible": answer.responsible,
        "value": answer.value,
        "percent": answer.percent,
        "on": answer.on.isoformat() if answer.on else None,
        "text": answer.text,
        "evidence": answer.evidence,
    }
    return {
        "sheet": row.sheet,
        "row": row.row,
        "task": row.code or None,
        "unit": row.unit,
        "content": row.content,
        "action": str(row.action),
        "values": {name: value for name, value in values.items() if value not in (None, "")},
        "problems": [{"field": each.field, **output.message(each.code, each.details)} for each in row.problems],
    }


def _tell(plan: TakingPlan, report: TakingReport | None) -> None:
    for file in plan.files:
        if file.error is not None:
            output.result(f"{file.file}: {sentence(file.error.code, file.error.details)}")
        for notice in file.notices:
            output.result(f"{file.file}: {sentence(notice.code, notice.details)}")
        for row in file.rows:
            where = _("{file} [{sheet}] row {row}").format(file=file.file, sheet=row.sheet, row=row.row)
            for problem in row.problems:
                output.result(f"{where}: {words.action(RowAction.ERROR)}: {sentence(problem.code, problem.details)}")
            if row.action in (RowAction.COMMIT, RowAction.PROGRESS) and report is None:
                said = " ".join(filter(None, (words.action(row.action), task_words.percent(row.answer.percent))))
                output.result(f"{where}: {row.code} {row.unit}: {said}")
    for row in report.meanwhile if report else ():
        output.result(f"{row.code}: {sentence('task_sheet.changed_meanwhile')}")
    counts = {str(action): plan.count(action) for action in RowAction}
    line = _("Commitments {commit}, progress alone {progress}, nothing new {same}, refused {error}")
    if report is None:
        line = _(
            "Commitments {commit}, progress alone {progress}, nothing new {same}, refused {error}: nothing written yet"
        )
    output.result(line.format_map(counts))
