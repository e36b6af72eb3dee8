"""The rows that did not come in, as a workbook to mend and import again."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.importing import (
    Action,
    ImportOptions,
    ImportPlan,
    ImportReport,
    PlannedRow,
    PlannedSheet,
    Problem,
    Severity,
)
from desktop.excel.writing.refused_writer import RefusedRow, RefusedSheet, write_refused_sheets
from desktop.wording import field as wording
from desktop.wording import sentence

_CHANGED = Problem("", "row.changed_meanwhile", Severity.ERROR)
_CARRIED = ("unit", "role_group")
"""What a row may have from a line above it, a title or an option: it must not be lost with them."""


def write_refused(plan: ImportPlan, path: Path, report: ImportReport | None = None) -> int:
    """Write the rows refused, waiting for an answer or changed meanwhile, each with its reasons; how many they are.

    A sheet for each sheet they come from, with its own headings, so that importing the mended file needs no help.
    Nothing is written when every row came in. Raises AppError when the file can't be written.
    """
    changed = _changed_meanwhile(plan, report) if report else set()
    sheets = []
    for file in plan.files:
        for sheet in file.sheets:
            refused = [
                (row, id(row) in changed or id(row.joined) in changed)
                for row in sheet.rows
                if is_refused(row) or id(row) in changed or id(row.joined) in changed
            ]
            if refused:
                sheets.append(_sheet(plan.options, file.file, sheet, refused))
    if sheets:
        write_refused_sheets(path, sheets)
    return sum(len(sheet.rows) for sheet in sheets)


def _changed_meanwhile(plan: ImportPlan, report: ImportReport) -> set[int]:
    """The rows refused by the re-check, by their ids."""
    places = set(report.changed_meanwhile)
    return {
        id(row)
        for file in plan.files
        for sheet in file.sheets
        for row in sheet.rows
        if (file.file, sheet.name, row.key) in places
    }


def is_refused(row: PlannedRow) -> bool:
    """Whether a row stays out and should come back to whoever sent it: an error, or an open question.

    A row that another one speaks for shares its lot.
    """
    if row.joined is not None:
        return is_refused(row.joined)
    return row.action is Action.ERROR or (row.action is Action.SKIP and row.has(Severity.QUESTION))


def count_refused(plan: ImportPlan) -> int:
    """How many rows `write_refused` would write."""
    return sum(is_refused(row) for file in plan.files for sheet in file.sheets for row in sheet.rows)


def _sheet(
    options: ImportOptions, file: str, sheet: PlannedSheet, refused: list[tuple[PlannedRow, bool]]
) -> RefusedSheet:
    columns = {name: number - 1 for name, number in sheet.column_numbers.items()}
    width = max([len(sheet.headings), *(len(row.raw) for row, _changed in refused)])
    headings = [*sheet.headings, *[""] * (width - len(sheet.headings))]
    for name, column in columns.items():
        headings[column] = headings[column] or wording.heading(name)
    for name in _CARRIED:
        if name not in columns and any(row.values.get(name) for row, _changed in refused):
            columns[name] = len(headings)
            headings.append(wording.heading(name))
    rows = []
    for row, was_changed in refused:
        cells = [*row.raw, *[None] * (len(headings) - len(row.raw))]
        if any(problem.code == "name.split" for problem in row.problems):  # of the row's people only this one
            for name, column in columns.items():
                cells[column] = row.values.get(name)
        for name in _CARRIED:
            if row.values.get(name) and cells[columns[name]] in (None, ""):
                cells[columns[name]] = row.values[name]
        for name, text in options.edits.get((file, sheet.name, row.key), {}).items():
            if name in columns:
                cells[columns[name]] = text
        told = [_CHANGED] if was_changed else []
        told += [problem for problem in row.problems if problem.severity in (Severity.ERROR, Severity.QUESTION)]
        reason = "\n".join(sentence(problem.code, problem.details) for problem in told)
        marked = frozenset(columns[problem.field] for problem in told if problem.field in columns)
        rows.append(RefusedRow(tuple(cells), reason, marked))
    return RefusedSheet(sheet.name, tuple(headings), wording.refused_reason(), tuple(rows))
