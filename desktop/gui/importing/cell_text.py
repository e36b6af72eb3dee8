"""What the cells of the import preview say: of a person's row, of a row set aside, of a fold."""

from __future__ import annotations

from desktop.domain.fields import ANSWER, FIELDS
from desktop.domain.importing import FieldChange, Look, PlannedRow, Problem, Severity
from desktop.gui.importing.draft import SEVERITIES, Preview, PreviewRow
from desktop.gui.importing.folds import Fold
from desktop.i18n import _
from desktop.wording import sentence
from desktop.wording.import_preview import (
    aside_text,
    aside_tip,
    field_label,
    kinds_text,
    look_label,
    person_tip,
    problem_label,
    shown_value,
)
from desktop.wording.questions import answer_text

ROW_COLUMN = "#"
FILE_COLUMN = "file"
LOOK_COLUMN = "look"
ISSUES_COLUMN = "issues"
FIRST_FIELDS = ("full_name", "position", "unit", "phone")
"""The fields that stand before the problems; the others follow when any row has them."""

_TIPS = 12
"""So many rows of a fold its tooltip shows."""


def columns_of(preview: Preview, *, with_file: bool) -> list[str]:
    """What stands in the columns, from the left; the file's where several are shown together."""
    rest = [name for name in FIELDS if name in preview.fields and name not in FIRST_FIELDS]
    answers = sorted(name for name in preview.fields if name.startswith(ANSWER))
    file = [FILE_COLUMN] if with_file else []
    return [ROW_COLUMN, LOOK_COLUMN, *FIRST_FIELDS, ISSUES_COLUMN, *file, *answers, *rest]


def cell_text(line: PreviewRow, name: str) -> str:
    """A cell's text."""
    if name == ROW_COLUMN:
        return str(line.row.row)
    if name == LOOK_COLUMN:
        return look_label(line.look)
    if name == FILE_COLUMN:
        return file_text(line)
    if line.aside is not None:
        if name == ISSUES_COLUMN:
            return aside_text(line.aside, line.said)
        return line.aside.text if name == FIRST_FIELDS[0] else ""
    if name == ISSUES_COLUMN:
        told = [sentence("clue.your_word")] if line.said else []
        told += [problem_label(problem.code) for problem in _worst_first(line)]
        return " · ".join(dict.fromkeys(told))
    return value_text(line.row, name)


def file_text(line: PreviewRow) -> str:
    """Where a row stands: its file, and its sheet where the file has several with people."""
    if sum(bool(sheet.rows) for sheet in line.file.sheets) < 2:
        return line.file_name
    return _("{file} · {sheet}").format(file=line.file_name, sheet=line.sheet.name)


def value_text(row: PlannedRow, name: str) -> str:
    """A field's value as a list shows it; what was typed where no value could be read from it."""
    if name.startswith(ANSWER):
        return answer_text(row.answers.get(name.removeprefix(ANSWER)))
    return shown_value(name, row.values.get(name, "")) or unread(row, name)


def unread(row: PlannedRow, name: str) -> str:
    """What was typed into a field and could not be taken; "" where the field has a value or nothing was typed."""
    if name in row.values:
        return ""
    typed = (problem.details.get("value") for problem in row.problems if problem.field == name)
    return next((text for text in typed if isinstance(text, str)), "")


def cell_change(line: PreviewRow, name: str) -> FieldChange | None:
    """What an update changes in a cell."""
    return next((change for change in line.row.changes if change.field == name), None)


def cell_severity(line: PreviewRow, name: str) -> Severity | None:
    """How doubtful a cell is."""
    found = [problem.severity for problem in line.row.problems if name in (problem.field, ISSUES_COLUMN)]
    return min(found, key=SEVERITIES.index, default=None)


def cell_tip(line: PreviewRow, name: str) -> str:
    """Everything there is to say of a cell."""
    if line.aside is not None:
        return aside_tip(line.aside, line.said)
    told = [
        sentence(problem.code, problem.details)
        for problem in _worst_first(line)
        if name in (problem.field, ISSUES_COLUMN, LOOK_COLUMN)
    ]
    change = cell_change(line, name)
    if change is not None:
        words = _("{before} → {after}")
        before, after = (shown_value(name, text) for text in (change.before, change.after))
        told.insert(0, words.format(before=before or _("(blank)"), after=after))
    if name == LOOK_COLUMN:
        told.insert(0, look_label(line.look))
    if name in (LOOK_COLUMN, ISSUES_COLUMN, FIRST_FIELDS[0]):
        told += person_tip(line.row.why, line.said)
    return "\n".join(told) or (line.file_name if name == ROW_COLUMN else "")


def cell_spoken(line: PreviewRow, name: str) -> str:
    """What a screen reader says of a cell."""
    if line.aside is not None:
        return f"{look_label(Look.ASIDE)}: {line.aside.text} ({aside_text(line.aside, line.said)})"
    return f"{field_label(name)}: {cell_text(line, name)}"


def fold_cell(fold: Fold, name: str) -> str:
    """A cell of the line over rows set aside, but for the words that stand across it."""
    if name == ROW_COLUMN:
        return f"{fold.lines[0].row.row}–{fold.lines[-1].row.row}"
    if name == FILE_COLUMN:
        return file_text(fold.lines[0])
    if name == LOOK_COLUMN:
        return look_label(Look.ASIDE)
    return kinds_text(line.aside for line in fold.lines if line.aside) if name == ISSUES_COLUMN else ""


def fold_tip(fold: Fold) -> str:
    """The first rows under a fold."""
    return "\n".join(f"{line.row.row}: {cell_text(line, FIRST_FIELDS[0])}" for line in fold.lines[:_TIPS])


def _worst_first(line: PreviewRow) -> list[Problem]:
    return sorted(line.row.problems, key=lambda problem: SEVERITIES.index(problem.severity))
