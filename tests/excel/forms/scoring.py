"""A form's truth held against what an import would do with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from desktop.domain.fields import FIELDS
from desktop.domain.importing import Action, ImportPlan, PlannedRow, PlannedSheet, RowKind, Severity
from desktop.domain.names import fold, normalise, same_key
from desktop.domain.units import ROLE_GROUP_PRESETS
from tests.excel.forms.bodies import names_unit
from tests.excel.forms.canvas import ANYTHING, Canvas, Form, TruePerson

_IN = (Action.ADD, Action.UPDATE, Action.SAME)
_TOLD = (Severity.WARNING, Severity.QUESTION, Severity.ERROR)
_PRESETS = frozenset(preset.title for preset in ROLE_GROUP_PRESETS)
_LIKE = 0.6
_LINES = (RowKind.TOTAL, RowKind.SIGNATURE, RowKind.SIGNER, RowKind.LEGEND, RowKind.OTHER)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that came out wrong."""

    kind: str
    sheet: str
    row: int
    text: str


@dataclass(slots=True)
class Score:
    """How an import read a form."""

    form: str
    tags: tuple[str, ...]
    people: int
    lost: int = 0
    """People who are neither in the plan nor shown as set aside."""
    lost_but_told: int = 0
    """People who stay out but are shown: set aside, refused or asked."""
    invented: int = 0
    """Rows that would come in and are nobody."""
    invented_but_asked: int = 0
    """Rows that are nobody, stay out, and ask."""
    fields: int = 0
    """Fields with a value, or that should have one."""
    wrong: Counter[str] = field(default_factory=Counter)
    """Wrong values by field, nothing said of it."""
    wrong_but_told: Counter[str] = field(default_factory=Counter)
    questions: Counter[str] = field(default_factory=Counter)
    """Questions by code."""
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(what a line is, what it is shown as), of the lines set aside."""
    vanished: int = 0
    """Lines with words below the first heading that are nobody and are shown nowhere."""
    faults: list[Fault] = field(default_factory=list)

    @property
    def right(self) -> bool:
        """Everybody came in with every field right, and nobody else."""
        return not self.faults

    @property
    def honest(self) -> bool:
        """Wherever it is not right, something was said of it."""
        return all(fault.kind.endswith("but told") for fault in self.faults)


def score(form: Form, plan: ImportPlan) -> Score:
    """Hold the plan of the form's import against its truth."""
    result = Score(form.name, form.tags, len(form.people))
    planned = [sheet for file in plan.files for sheet in file.sheets]
    for sheet in planned:
        for row in sheet.rows:
            result.questions.update(each.code for each in row.problems if each.severity is Severity.QUESTION)
    for canvas in form.sheets:
        _sheet(result, canvas, sheets_of(canvas, form, planned))
    return result


def sheets_of(canvas: Canvas, form: Form, planned: list[PlannedSheet]) -> list[PlannedSheet]:
    """The planned sheets that this sheet was read as: lists side by side become several."""
    names = sorted((each.name for each in form.sheets), key=len, reverse=True)
    return [
        sheet for sheet in planned if next((name for name in names if sheet.name.startswith(name)), "") == canvas.name
    ]


def pair(
    canvas: Canvas, sheets: list[PlannedSheet]
) -> tuple[list[tuple[TruePerson, PlannedRow | None]], list[PlannedRow]]:
    """Everybody with the planned row that is theirs, and the rows that are nobody's."""
    rows: dict[int, list[PlannedRow]] = {}
    for sheet in sheets:
        for row in sheet.rows:
            rows.setdefault(row.row, []).append(row)
    pairs: list[tuple[TruePerson, PlannedRow | None]] = []
    for person in canvas.people:
        name = person.values["full_name"][0]
        here = rows.get(person.row, [])
        found = max(here, key=lambda row: _likeness(name, row.values.get("full_name", "")), default=None)
        several = sum(each.row == person.row for each in canvas.people) > 1
        if found is not None and several and _likeness(name, found.values.get("full_name", "")) < _LIKE:
            found = None
        if found is not None:
            here.remove(found)
        pairs.append((person, found))
    return pairs, [row for here in rows.values() for row in here]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, fold(one), fold(other)).ratio()


def _sheet(result: Score, canvas: Canvas, sheets: list[PlannedSheet]) -> None:
    aside: dict[int, str] = {}
    for sheet in sheets:
        for line in sheet.set_aside:
            if line.row in canvas.kinds:
                result.kinds[canvas.kinds[line.row], line.kind] += 1
            aside[line.row] = aside.get(line.row, "") + " " + fold(line.text)
    pairs, nobody = pair(canvas, sheets)
    for person, row in pairs:
        name = person.values["full_name"][0]
        if row is None:
            told = person.row in aside and fold(name).split()[-1] in aside[person.row]
            if not (told and person.may_ask):
                _lost(result, canvas, person, told, "set aside" if told else "nowhere")
        elif row.action not in _IN:
            told = any(problem.severity in _TOLD or row.action is Action.SKIP for problem in row.problems)
            if not (told and person.may_ask):
                _lost(result, canvas, person, told, ", ".join(problem.code for problem in row.problems))
        else:
            _fields(result, canvas, person, row)
    shown = aside.keys() | {row.row for row in nobody}
    heading = min((row for row, kind in canvas.kinds.items() if kind is RowKind.HEADING), default=0)
    written = {row for row, _column in canvas.cells}
    result.vanished += sum(
        row > heading and kind in _LINES and row in written and row not in shown for row, kind in canvas.kinds.items()
    )
    for row in nobody:
        text = row.values.get("full_name", "") or "(no name)"
        if row.action in (Action.ADD, Action.UPDATE):
            result.invented += 1
            result.faults.append(Fault("invented", canvas.name, row.row, text))
        elif any(problem.severity in (Severity.QUESTION, Severity.ERROR) for problem in row.problems):
            result.invented_but_asked += row.row not in canvas.may_ask


def _lost(result: Score, canvas: Canvas, person: TruePerson, told: bool, how: str) -> None:
    if told:
        result.lost_but_told += 1
    else:
        result.lost += 1
    kind = "lost but told" if told else "lost"
    result.faults.append(Fault(kind, canvas.name, person.row, f"{person.values['full_name'][0]} ({how})"))


def _fields(result: Score, canvas: Canvas, person: TruePerson, row: PlannedRow) -> None:
    for name in FIELDS:
        right, got = person.values.get(name, ()), row.values.get(name, "")
        if right == ANYTHING or (not right and not got):
            continue
        if name == "role_group" and not right and got in _PRESETS:  # proposed by the unit's kind
            continue
        result.fields += 1
        if is_right(name, right, got):
            continue
        told = any(problem.severity in _TOLD and problem.field in (name, "") for problem in row.problems)
        (result.wrong_but_told if told else result.wrong)[name] += 1
        kind = "wrong but told" if told else "wrong"
        result.faults.append(Fault(kind, canvas.name, row.row, f"{name}: {got!r} for {' | '.join(right)!r}"))


def is_right(name: str, right: tuple[str, ...], got: str) -> bool:
    """Whether the text is one of those that are right."""
    if not got:
        return not right or "" in right
    if name == "unit":
        return names_unit(got, right)
    if name == "role_group":
        return fold(got) in map(fold, right)
    if name in ("position", "note", "email"):
        return same_key(got) in map(same_key, right)
    return normalise(got) in right
