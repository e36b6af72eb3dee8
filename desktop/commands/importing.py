"""import and undo-import: workbooks of attendees into a conference, and out again."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands import arguments, output
from desktop.commands.subcommands import Subcommands, add_on_database
from desktop.domain.backups import Reason
from desktop.domain.fields import FIELDS
from desktop.domain.importing import (
    Action,
    ImportOptions,
    ImportPlan,
    ImportReport,
    OnMatch,
    PlannedFile,
    PlannedRow,
    PlannedSheet,
    RowKind,
    SetAsideRow,
    Severity,
    UndoReport,
)
from desktop.i18n import _
from desktop.wording import row_clues, sentence

if TYPE_CHECKING:
    from desktop.services.opening import Database, Transaction


def add_to(commands: Subcommands) -> None:
    """Add them to the command line."""
    _add_import(commands)
    undone = add_on_database(commands, "undo-import", undo, _("undo an import as a whole"))
    arguments.conference(undone)
    undone.add_argument("batch", metavar=_("BATCH"), nargs="?", type=int, help=_("its number; the last one by default"))


def _add_import(commands: Subcommands) -> None:
    read = add_on_database(commands, "import", run, _("import workbooks of attendees"), json=True)
    arguments.conference(read)
    read.add_argument("files", metavar=_("FILE"), nargs="+", help=_("workbooks, or folders of them"))
    read.add_argument("--dry-run", action="store_true", help=_("only say what each row would do"))
    read.add_argument("--sheet", metavar=_("NAME"), default="", help=_("only the sheet of this name"))
    read.add_argument("--unit", metavar=_("NAME"), default="", help=_("unit of rows that name none"))
    read.add_argument("--role-group", metavar=_("NAME"), default="", help=_("role group of rows that name none"))
    read.add_argument(
        "--on-match",
        choices=("update", "skip", "keep-both"),
        default="update",
        help=_("what to do with people already registered (update: blanks never wipe)"),
    )
    rows = _("[FILE:][SHEET!]ROWS")
    read.add_argument(
        "--person",
        metavar=rows,
        action="append",
        default=[],
        help=_("these rows are people, whatever the reader makes of them: 12, 12-15, 'Sheet1!12', list.xlsx:12"),
    )
    read.add_argument(
        "--not-person", metavar=rows, action="append", default=[], help=_("these rows are nobody; named likewise")
    )
    read.add_argument(
        "--question",
        metavar=_("HEADING[=TITLE]"),
        action="append",
        default=[],
        help=_("this column answers a question of the conference, made where there is none of this title"),
    )
    read.add_argument("--rejected", metavar="OUT.xlsx", default="", help=_("workbook for the rows refused"))
    read.add_argument("--with-sensitive", action="store_true", help=_("take sensitive columns too"))


_TOLD = (Severity.ERROR, Severity.QUESTION, Severity.WARNING)
_ASIDE_SHOWN = 12
_EXPECTED = (RowKind.TITLE, RowKind.HEADING, RowKind.UNIT, RowKind.GROUP)
"""Rows that give others their meaning: the JSON has them, a line for people only the rest."""
_LONGEST_ASIDE = 60


def run(database: Database, args: argparse.Namespace) -> int:
    """Read the files, plan, and unless it is a dry run apply; 1 when a row or file was refused."""
    from desktop.services import backups, conferences, importing

    view = database.read(lambda tx: conferences.find_conference(tx, args.conference))
    options = ImportOptions(
        sheet=args.sheet,
        unit=args.unit,
        role_group=args.role_group,
        on_match=OnMatch(args.on_match),
        with_sensitive=args.with_sensitive,
    )
    with output.quiet_stdout(), output.progress(_("Reading")) as progress:
        loaded = importing.load(args.files, progress=progress)
    answers = {
        row: person
        for texts, person in ((args.person, True), (args.not_person, False))
        for text in texts
        for row in importing.rows_named(loaded, text, only_sheet=args.sheet)
    }
    options = replace(options, persons=answers)
    with output.progress(_("Matching")) as progress:
        plan = database.read(lambda tx: importing.plan(tx, view.id, loaded, options, progress=progress))
    if args.question:
        options = replace(options, questions=importing.asked_columns(plan.files, args.question))
        plan = database.read(lambda tx: importing.plan(tx, view.id, loaded, options))
    report: ImportReport | None = None
    if not args.dry_run:
        backups.before(database, Reason.IMPORT)
        with output.progress(_("Writing")) as progress:
            report = database.write(lambda tx: importing.apply(tx, plan, progress=progress))
    refused = importing.write_refused(plan, Path(args.rejected), report) if args.rejected else 0
    if args.json:
        output.document(_document(view.title, plan, report))
    else:
        _tell(plan, report)
    if refused:
        output.say(_("Rows refused, with their reasons: {file} ({count})").format(file=args.rejected, count=refused))
    totals = _totals(plan, report)
    failed = totals["error"] or importing.count_refused(plan) or any(file.error for file in plan.files)
    return 1 if failed else 0


def _totals(plan: ImportPlan, report: ImportReport | None) -> dict[str, int]:
    return plan.totals().as_dict() if report is None else dict(report.totals)


def _document(conference: str, plan: ImportPlan, report: ImportReport | None) -> dict[str, object]:
    changed = set(report.changed_meanwhile) if report else set()
    new = [{"title": new.title, "kind": str(new.kind), "choices": list(new.choices)} for new in plan.new_questions]
    return {
        "conference": conference,
        "dry_run": report is None,
        "batch": report.batch_number if report else None,
        "totals": _totals(plan, report),
        "files": [_plain_file(file, changed) for file in plan.files],
        **({"new_questions": new} if new else {}),
    }


def _plain_file(file: PlannedFile, changed: set[tuple[str, str, int]]) -> dict[str, object]:
    return {
        "file": file.file,
        "error": output.message(file.error.code, file.error.details) if file.error else None,
        "sheets": [_plain_sheet(file.file, sheet, changed) for sheet in file.sheets],
    }


def _plain_sheet(file: str, sheet: PlannedSheet, changed: set[tuple[str, str, int]]) -> dict[str, object]:
    return {
        "sheet": sheet.name,
        "header_row": sheet.header_row,
        "columns": sheet.columns,
        "ignored_columns": list(sheet.ignored_columns),
        **({"question_columns": sheet.questions} if sheet.questions else {}),
        "notices": [output.message(notice.code, notice.details) for notice in sheet.notices],
        "rows": [_plain_row(row, (file, sheet.name, row.key) in changed) for row in sheet.rows],
        "set_aside": [_plain_aside(aside) for aside in sheet.set_aside],
    }


def _plain_aside(aside: SetAsideRow) -> dict[str, object]:
    return {
        "row": aside.row,
        "kind": aside.kind.value,
        "text": aside.text,
        "why": row_clues.reasons(aside.why),
    }


def _plain_row(row: PlannedRow, changed_meanwhile: bool) -> dict[str, object]:
    problems = [
        {
            "field": problem.field,
            "severity": problem.severity.value,
            **output.message(problem.code, {"row": row.row, **problem.details}),
        }
        for problem in row.problems
    ]
    if changed_meanwhile:
        message = output.message("row.changed_meanwhile", {"row": row.row})
        problems.append({"field": "", "severity": Severity.ERROR.value, **message})
    return {
        "row": row.row,
        "action": (Action.ERROR if changed_meanwhile else row.action).value,
        "values": {name: row.values[name] for name in FIELDS if row.values.get(name)},
        **({"answers": row.answers} if row.answers else {}),
        "problems": problems,
    }


def _tell(plan: ImportPlan, report: ImportReport | None) -> None:
    """Every file with its problems, then the sums."""
    for file in plan.files:
        if file.error:
            output.result(f"{file.file}: {sentence(file.error.code, file.error.details)}")
        for sheet in file.sheets:
            _tell_sheet(file, sheet)
    if plan.new_units:
        names = "; ".join(unit.name for unit in plan.new_units.values())
        output.result(_("New units ({count}): {names}").format(count=len(plan.new_units), names=names))
    if plan.new_role_groups:
        output.result(_("New role groups: {names}").format(names="; ".join(plan.new_role_groups)))
    totals = _totals(plan, report)
    line = _("Added {add}, updated {update}, unchanged {same}, skipped {skip}, refused {error}")
    if report is None:
        line = _(
            "To add {add}, to update {update}, unchanged {same}, to skip {skip}, refused {error}: nothing written yet"
        )
    output.result(line.format_map(totals))
    if any(problem.code == "row.perhaps_person" for row in _rows(plan) for problem in row.problems):
        output.say(
            _("Say of the rows in question which are people: --person ROWS, --not-person ROWS (--help tells how).")
        )
    if report is not None and report.batch_number is not None:
        output.say(_("Import no. {number}. “undo-import” undoes it as a whole.").format(number=report.batch_number))


def _rows(plan: ImportPlan) -> Iterator[PlannedRow]:
    for file in plan.files:
        for sheet in file.sheets:
            yield from sheet.rows


def _tell_sheet(file: PlannedFile, sheet: PlannedSheet) -> None:
    for notice in sheet.notices:
        if notice.code != "rows.set_aside":  # its rows are told one by one
            output.result(f"{file.file} [{sheet.name}]: {sentence(notice.code, notice.details)}")
    if sheet.rows and sheet.ignored_columns:
        names = "”, “".join(sheet.ignored_columns)
        words = _(
            "{file} [{sheet}]: columns passed over: “{names}”. --question HEADING takes one as a custom question."
        )
        output.say(words.format(file=file.file, sheet=sheet.name, names=names))
    if any(aside.kind not in _EXPECTED for aside in sheet.set_aside):
        output.result(f"{file.file} [{sheet.name}]: {_set_aside(sheet)}")
    for row in sheet.rows:
        for problem in row.problems:
            if problem.severity in _TOLD:
                where = _("{file} [{sheet}] row {row}").format(file=file.file, sheet=sheet.name, row=row.row)
                text = sentence(problem.code, {"row": row.row, **problem.details})
                output.result(f"{where}: {_severity(problem.severity)}: {text}")
                if problem.code == "row.perhaps_person":
                    output.result(_question(row))


def _set_aside(sheet: PlannedSheet) -> str:
    """The rows that are nobody, neighbours of one kind together: "row 12 (total: “Tổng số: 7 người”); …"."""
    parts = []
    rows_told = [aside for aside in sheet.set_aside if aside.kind not in _EXPECTED]
    for kind, run in groupby(rows_told[:_ASIDE_SHOWN], key=lambda aside: aside.kind):
        rows = list(run)
        numbers = ", ".join(str(aside.row) for aside in rows)
        texts = "” “".join(_cut(aside.text) for aside in rows)
        parts.append(f"{numbers} ({row_clues.kind(kind)}: “{texts}”)")
    rest = len(rows_told) - _ASIDE_SHOWN
    if rest > 0:
        parts.append(_("{count} more with --json").format(count=rest))
    return _("set aside, rows {rows}").format(rows="; ".join(parts))


def _question(row: PlannedRow) -> str:
    """What a row in question holds, and why it may be a person."""
    cells = " | ".join(" ".join(str(cell).split()) for cell in row.raw if cell not in (None, ""))
    return "  " + " – ".join([f"“{cells}”", *row_clues.reasons(row.why)])


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_ASIDE else f"{text[:_LONGEST_ASIDE].rstrip()}…"


def _severity(severity: Severity) -> str:
    return {
        Severity.ERROR: _("refused"),
        Severity.QUESTION: _("question"),
        Severity.WARNING: _("warning"),
        Severity.INFO: _("note"),
    }[severity]


def undo(database: Database, args: argparse.Namespace) -> int:
    """Take back an import as a whole; what was edited since stays and is named."""
    from desktop.services import conferences, importing

    def work(tx: Transaction) -> UndoReport:
        view = conferences.find_conference(tx, args.conference)
        return importing.undo_import(tx, view.id, args.batch)

    report = database.write(work)
    line = _("Import no. {number} undone: {removed} removed, {restored} put back")
    output.result(line.format(number=report.batch_number, removed=report.removed, restored=report.restored))
    if report.kept:
        kept = _("Edited since, so they stay: {names}").format(names=", ".join(report.kept))
        output.say(kept)
    return 0
