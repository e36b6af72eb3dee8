"""What the organizer said of a row and the person it is: which of its values win, and what was settled before."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping

from sqlalchemy import String, cast, select

from desktop.domain.fields import ANSWER, SENSITIVE_FIELDS
from desktop.domain.importing import (
    Action,
    FieldChange,
    ImportOptions,
    ImportPlan,
    PlannedRow,
    Problem,
    Severity,
    row_number,
)
from desktop.domain.names import fold
from desktop.services.importing.comparing import COMPARED, improvement
from desktop.services.importing.inserting import raw_json
from desktop.services.importing.matching_people import Candidate, Entry, Place, differences
from desktop.store.tables import ImportBatch, ImportRow
from desktop.store.transaction import Transaction

Picks = Mapping[str, bool]

_SETTLED = "settled."
"""What the codes begin with that mark a row as settled by the organizer's word."""
_COMES_IN = (Action.ADD, Action.UPDATE, Action.SAME)


def chosen_changes(candidate: Candidate, entry: Entry, picks: Picks) -> list[FieldChange]:
    """What a row changes of somebody by the organizer's choice; what is not chosen the row then says as it is known."""
    row, before = entry.row, candidate.values
    for field in COMPARED:
        if picks.get(field) is False:
            _say(row.values, field, before.get(field, ""))
    entry.name_key = fold(row.values["full_name"])
    if picks.get("unit") is False:
        entry.unit = candidate.unit
        row.unit_id = candidate.unit if isinstance(candidate.unit, uuid.UUID) else None
        row.new_unit = candidate.unit if isinstance(candidate.unit, str) else ""
        _say(row.values, "unit", before.get("unit", ""))
    if picks.get("role_group") is False:
        entry.group = ""
        _say(row.values, "role_group", before.get("role_group", ""))
    if picks.get("off_payroll") is False:
        _say(row.values, "off_payroll", before.get("off_payroll", ""))
    row.extra = {name: value for name, value in row.extra.items() if picks.get(name, True)}
    row.answers = {title: answer for title, answer in row.answers.items() if picks.get(ANSWER + title, True)}
    told = differences(candidate, entry)
    known = {change.field for change in told}
    for field in COMPARED:
        old, new = before.get(field, ""), row.values.get(field, "")
        if picks.get(field) and field not in known and new and new != old:
            told.append(FieldChange(field, old, new))
    return told


def take_over(first: Entry, entry: Entry, picks: Picks) -> bool:
    """Let the first row say what the other one says of the same person; whether it says anything else now."""
    before = dict(first.row.values), first.unit, first.group, dict(first.row.extra), dict(first.row.answers)
    into, values = first.row.values, entry.row.values
    for field in COMPARED:
        old, new = into.get(field, ""), values.get(field, "")
        if new and picks.get(field, improvement(field, old, new)):
            into[field] = new
    first.name_key = fold(into["full_name"])
    if entry.unit is not None and picks.get("unit", True):
        first.unit = entry.unit
        first.odd_unit, first.proposed = entry.odd_unit, entry.proposed
        first.row.unit_id, first.row.new_unit = entry.row.unit_id, entry.row.new_unit
        into["unit"] = values["unit"]
    if entry.group and picks.get("role_group", True):
        first.group = into["role_group"] = entry.group
    if "off_payroll" in values and picks.get("off_payroll", "off_payroll" not in into):
        into["off_payroll"] = values["off_payroll"]
    for name in SENSITIVE_FIELDS:
        if entry.row.extra.get(name) and picks.get(name, True):
            first.row.extra[name] = entry.row.extra[name]
    for title, answer in entry.row.answers.items():
        if picks.get(ANSWER + title, title not in first.row.answers):
            first.row.answers[title] = answer
    first.row.code = first.row.code or entry.row.code
    return before != (into, first.unit, first.group, first.row.extra, first.row.answers)


def join(
    entries: Mapping[Place, Entry], same_rows: Mapping[Place, Place], picks: Mapping[Place, Picks]
) -> dict[Place, Place]:
    """Join the rows that the organizer says are one person; of those spoken for by another row now, that row's place.

    An answer about a row that does not come in is none: the other one stands for itself again.
    """
    gone: dict[Place, Place] = {}
    for place, entry in entries.items():
        first = _first_of(place, entries, same_rows)
        if first is None:
            continue
        row = entry.row
        if take_over(first, entry, picks.get(place, {})):
            details: dict[str, object] = {"row": row.row, "sheet": place[1], "said": first.said}
            first.row.problems += (Problem("", "settled.joins", Severity.INFO, details),)
        row.action, row.joined = Action.SKIP, first.row
        file, sheet, number = first.place
        where: dict[str, object] = {
            "name": first.row.values["full_name"], "file": file, "sheet": sheet, "row": row_number(number),
            "said": entry.said,
        }  # fmt: skip
        row.problems += (Problem("", "settled.joined", Severity.INFO, where),)
        gone[place] = first.place
    return gone


def _first_of(place: Place, entries: Mapping[Place, Entry], same_rows: Mapping[Place, Place]) -> Entry | None:
    """The row that speaks for this one, through rows that are themselves spoken for; None: it speaks for itself."""
    seen = {place}
    first = place
    while (following := same_rows.get(first)) in entries and following is not None:
        if following in seen:  # round and round is no answer
            return None
        seen.add(following)
        first = following
    return None if first == place else entries[first]


def settled(entry: Entry, candidate: Candidate) -> Problem:
    """The row is this person by the organizer's word, and what they did not choose stays as it is registered."""
    details: dict[str, object] = {"name": candidate.values["full_name"], "code": candidate.code, "said": entry.said}
    return Problem("", "settled.registered", Severity.INFO, details)


def left_out(row: PlannedRow) -> Problem:
    """The row stays out, also when it comes again."""
    return Problem("", "settled.left_out", Severity.INFO, {"said": said_name(row)})


def taken_in(entry: Entry) -> Problem:
    """Left out before, the row comes in."""
    return Problem("", "settled.taken_in", Severity.INFO, {"said": entry.said})


def mended(entry: Entry) -> Problem:
    """Cells of the row were mended: as the file has it, it is to write nothing over them when it comes again."""
    return Problem("", "settled.mended", Severity.INFO, {"said": entry.said})


RowWords = tuple[str, str]
"""A row's cells as JSON and the name it says: one row may name several people."""


def settled_before(tx: Transaction, conference_id: uuid.UUID) -> dict[RowWords, uuid.UUID | None]:
    """Rows settled by the organizer's word in imports that stand, and the attendee each is; None: it was left out."""
    rows = tx.execute(
        select(ImportRow.raw, ImportRow.problems, ImportRow.attendee_id, ImportRow.action)
        .join(ImportBatch, ImportBatch.id == ImportRow.import_batch_id)
        .where(
            ImportBatch.conference_id == conference_id,
            ImportBatch.undone_at.is_(None),
            cast(ImportRow.problems, String).contains(f'"{_SETTLED}'),
        )
        .order_by(ImportRow.id)
    )
    found: dict[RowWords, uuid.UUID | None] = {}
    for raw, problems, attendee_id, action in rows:
        told = {code: details for _field, code, _severity, details in problems if code.startswith(_SETTLED)}
        if "settled.left_out" in told:
            attendee_id = None
        elif attendee_id is None or not (action in _COMES_IN or "settled.joined" in told):
            continue
        if told:
            found[raw_json(raw), str(next(iter(told.values()))["said"])] = attendee_id
    return found


def said_name(row: PlannedRow) -> str:
    """The name as the file has it; "" where it has none."""
    return row.values.get("full_name", "") if row.said is None else row.said


def words_of(row: PlannedRow) -> RowWords:
    """What `settled_before` knows a row by: the cells as the database keeps them."""
    return raw_json(json.loads(raw_json(row.raw))), said_name(row)


def spoken_of(options: ImportOptions) -> frozenset[Place]:
    """The rows of which something is said now, which counts for more than what was said before."""
    rows = (options.edits, options.persons, options.matches, options.same_rows, options.picks)
    return frozenset().union(*rows, options.same_rows.values(), options.skipped, options.taken_in)


def remembered(plan: ImportPlan) -> int:
    """How many rows are known again by what is said of them now."""
    spoken = spoken_of(plan.options)
    return sum(
        _is_remembered(row)
        for file in plan.files
        for sheet in file.sheets
        for row in sheet.rows
        if (file.file, sheet.name, row.key) in spoken
    )


def _is_remembered(row: PlannedRow) -> bool:
    """Whether `settled_before` will know the row once the plan is applied."""
    codes = {problem.code for problem in row.problems if problem.code.startswith(_SETTLED)}
    return "settled.left_out" in codes or (bool(codes) and (row.joined or row).action in _COMES_IN)


def _say(values: dict[str, str], field: str, text: str) -> None:
    if text:
        values[field] = text
    else:
        values.pop(field, None)
