"""Forms and their scores as text."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from desktop.domain.importing import Action, ImportPlan, PlannedRow, Severity
from tests.excel.forms.canvas import Canvas, Form
from tests.excel.forms.scoring import Score, sheets_of

T = TypeVar("T")

_FEW = 8
"""Oddities that fewer forms have tell nothing."""


def summary(found: Sequence[Score]) -> str:
    """The figures of a run."""
    people, fields = sum(each.people for each in found), sum(each.fields for each in found)
    lost, told = sum(each.lost for each in found), sum(each.lost_but_told for each in found)
    wrong, wrong_told = _sum(each.wrong for each in found), _sum(each.wrong_but_told for each in found)
    questions = _sum(each.questions for each in found)
    right, honest = sum(each.right for each in found), sum(each.honest for each in found)
    lines = [
        ("forms", str(len(found)), ""),
        ("people", str(people), ""),
        ("lost without a word", str(lost), _share(lost, people)),
        ("lost but told", str(told), _share(told, people)),
        ("invented, no question asked", str(sum(each.invented for each in found)), ""),
        ("invented but asked", str(sum(each.invented_but_asked for each in found)), ""),
        ("fields wrong", f"{wrong.total()} of {fields}", _share(wrong.total(), fields)),
        ("fields wrong but told", str(wrong_told.total()), _share(wrong_told.total(), fields)),
        ("forms wholly right", str(right), _share(right, len(found))),
        ("forms right, or told where not", str(honest), _share(honest, len(found))),
        ("questions", str(questions.total()), f"{100 * questions.total() / max(1, people):.1f} per 100 people"),
        ("lines shown nowhere", str(sum(each.vanished for each in found)), ""),
    ]
    text = [f"{name:<32} {value:>14}   {share}".rstrip() for name, value, share in lines]
    for title, counted in (("wrong", wrong), ("wrong but told", wrong_told), ("questions", questions)):
        if counted:
            text.append(f"  {title}: " + ", ".join(f"{name} {number}" for name, number in counted.most_common()))
    kinds = _sum(each.kinds for each in found)
    other = {pair: number for pair, number in kinds.items() if pair[0] != pair[1]}
    text.append(
        f"  set aside as another kind: {sum(other.values())} of {kinds.total()}: "
        + ", ".join(
            f"{right} as {shown} {number}"
            for (right, shown), number in sorted(other.items(), key=lambda each: -each[1])[:8]
        )
    )
    return "\n".join(text)


def oddities(found: Sequence[Score]) -> str:
    """Which oddities go with forms that came out wrong, the worst first: share of all excess failures."""
    forms, failed = Counter[str](), Counter[str]()
    for each in found:
        for tag in dict.fromkeys(each.tags):
            forms[tag] += 1
            failed[tag] += not each.right
    base = sum(not each.right for each in found) / max(1, len(found))
    excess = {tag: failed[tag] - base * forms[tag] for tag in forms if forms[tag] >= _FEW}
    lines = [f"{'oddity':<52} {'forms':>6} {'not right':>10}"]
    for tag in sorted(excess, key=lambda tag: -excess[tag])[:30]:
        if excess[tag] > 0:
            lines.append(f"{tag:<52} {forms[tag]:>6} {failed[tag]:>5} {_share(failed[tag], forms[tag]):>7}")
    return "\n".join(lines)


def shown(form: Form, plan: ImportPlan, result: Score) -> str:
    """A form as a text table, with its truth, what was read, and what is wrong."""
    lines = [f"=== {form.name}   {form.file_name}", "    " + "; ".join(form.tags)]
    planned = [sheet for file in plan.files for sheet in file.sheets]
    for canvas in form.sheets:
        sheets = sheets_of(canvas, form, planned)
        lines.append(f"--- sheet {canvas.name!r}, read as {[sheet.name for sheet in sheets]}")
        for sheet in sheets:
            lines.append(f"    heading in row {sheet.header_row}: {sheet.column_numbers}")
            lines.append("    notices: " + "; ".join(f"{each.code} {each.details}" for each in sheet.notices))
        rows: dict[int, list[str]] = {}
        for sheet in sheets:
            for row in sheet.rows:
                rows.setdefault(row.row, []).append(_read(row))
            for line in sheet.set_aside:
                rows.setdefault(line.row, []).append(f"set aside as {line.kind}")
        faults = {(fault.sheet, fault.row) for fault in result.faults}
        lines += _table(canvas, rows, {row for sheet, row in faults if sheet == canvas.name})
    lines += [f"!! {fault.kind}: row {fault.row}: {fault.text}" for fault in result.faults]
    return "\n".join(lines)


def _table(canvas: Canvas, read: dict[int, list[str]], wrong: set[int]) -> list[str]:
    lines = []
    width = max((column for _row, column in canvas.cells), default=1)
    for row in sorted({row for row, _column in canvas.cells} | read.keys()):
        cells = " | ".join(_text(canvas.cells.get((row, column))) for column in range(1, width + 1)).rstrip(" |")
        kind = canvas.kinds.get(row, "")
        lines.append(f"{'!!' if row in wrong else '  '}{row:>3} {kind:<9} {cells}")
        lines += [f"       -> {each}" for each in read.get(row, [])]
    merges = ", ".join(f"{a}:{b}-{c}:{d}" for a, b, c, d in canvas.merges)
    return [*lines, f"    merges (row:column): {merges}"] if merges else lines


def _text(value: object) -> str:
    if isinstance(value, dt.datetime):
        return f"<{value:%Y-%m-%d}>"
    if isinstance(value, str):
        return repr(value)[1:-1] if not value.isprintable() else value
    return "" if value is None else f"<{value}>"


def _read(row: PlannedRow) -> str:
    told = ", ".join(f"{each.field}:{each.code}" for each in row.problems if each.severity is not Severity.INFO)
    action = "" if row.action is Action.ADD else f"{row.action} "
    return f"{action}{' / '.join(f'{name}={value}' for name, value in row.values.items())}" + (
        f"  [{told}]" if told else ""
    )


def _sum(counters: Iterable[Counter[T]]) -> Counter[T]:
    total = Counter[T]()
    for counter in counters:
        total.update(counter)
    return total


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.2f} %" if whole else ""
