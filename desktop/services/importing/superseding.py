"""The newest answer wins: of a unit that answered a form again, and of somebody who answered for themselves again.

Older answers stay in the preview and say which one took their place; nothing of them comes in without the organizer's word.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop.domain.importing import Action, ImportOptions, PlannedFile, PlannedRow, Problem, Severity
from desktop.domain.names import fold
from desktop.domain.unit_answers import Answered, UnitAnswer
from desktop.domain.units import unit_key
from desktop.services.importing.comparing import same_birth
from desktop.services.importing.matching_units import UnitMatch
from desktop.wording.formats import moment_text

_DROPPED = "answer.not_named_again"


@dataclass(slots=True)
class _Answer:
    """One answer: when it came, and the rows that it makes."""

    said: Answered
    rows: list[PlannedRow] = field(default_factory=list)
    before: UnitAnswer | None = None
    """It was taken by an import before: its rows are not here."""
    registered: frozenset[str] = frozenset()
    """Whom it brought, as far as they are on the list."""

    @property
    def names(self) -> set[str]:
        return {fold(row.values.get("full_name", "")) for row in self.rows} | self.registered

    @property
    def declines(self) -> bool:
        return self.before.declines if self.before is not None else not self.rows


def supersede(
    files: Iterable[PlannedFile],
    matches: Mapping[str, UnitMatch],
    options: ImportOptions,
    before: Mapping[uuid.UUID, UnitAnswer],
    registered: Mapping[uuid.UUID, frozenset[str]],
) -> tuple[UnitAnswer, ...]:
    """Leave out what a newer answer says otherwise; a row of which the organizer says that it comes in stays.

    `before`: what units answered in imports that stand; `registered`: the names of their people on the list, folded.
    Returns the units' answers that are newer than those.
    """
    answers: dict[Answered, _Answer] = {}
    kept: set[int] = set()
    for file in files:
        if file.reply is not None and file.reply.answered is not None:
            answers[file.reply.answered] = _Answer(file.reply.answered)
        for sheet in file.sheets:
            for row in sheet.rows:
                if row.answered is None:
                    continue
                answers.setdefault(row.answered, _Answer(row.answered)).rows.append(row)
                if options.persons.get((file.file, sheet.name, row.key)):
                    kept.add(id(row))
    by_unit: dict[object, list[_Answer]] = defaultdict(list)
    alone: dict[object, list[_Answer]] = defaultdict(list)
    for answer in answers.values():
        if answer.said.of_unit:
            if (unit := _unit(answer, matches)) is not None:
                by_unit[unit].append(answer)
        else:
            for row in answer.rows:
                name = fold(row.values.get("full_name", ""))
                alone[_token(row.values.get("unit", ""), matches), name].append(_Answer(answer.said, [row]))
    found = []
    for unit, several in by_unit.items():
        last = max(several, key=lambda each: each.said.at)
        earlier = before.get(unit) if isinstance(unit, uuid.UUID) else None
        if earlier is not None:
            said = Answered("", "", 0, earlier.at, of_unit=True)
            several.append(_Answer(said, before=earlier, registered=registered.get(earlier.unit_id, frozenset())))
        if isinstance(unit, uuid.UUID) and (earlier is None or earlier.at < last.said.at):
            found.append(UnitAnswer(unit, last.said.at, last.declines))
        _newest_of_unit(several, kept)
    for several in alone.values():
        _newest_of_person(several, kept)
    return tuple(found)


def _unit(answer: _Answer, matches: Mapping[str, UnitMatch]) -> object:
    named = answer.said.unit or next((row.values["unit"] for row in answer.rows if row.values.get("unit")), "")
    return _token(named, matches) if named else None


def _token(spelling: str, matches: Mapping[str, UnitMatch]) -> object:
    match = matches.get(spelling)
    return (match.unit_id or match.new_unit or unit_key(spelling)) if match is not None else unit_key(spelling)


def _newest_of_unit(answers: list[_Answer], kept: set[int]) -> None:
    *older, newest = sorted(answers, key=lambda each: each.said.at)
    for answer in older:
        if answer.said.at == newest.said.at:
            continue  # one answer in two exports
        again = newest.declines or bool(answer.names & newest.names)
        for row in answer.rows:
            if fold(row.values.get("full_name", "")) in newest.names:
                _leave_out(row, "answer.superseded", Severity.INFO, newest.said, kept)
            elif again:
                _leave_out(row, _DROPPED, Severity.WARNING, newest.said, kept)
            else:
                _leave_out(row, "answer.others_named", Severity.QUESTION, newest.said, kept)


def _newest_of_person(answers: list[_Answer], kept: set[int]) -> None:
    """Namesakes of one unit who were born on other days are two people."""
    ordered = sorted(answers, key=lambda each: each.said.at, reverse=True)
    for place, answer in enumerate(ordered):
        (row,) = answer.rows
        for newer in ordered[:place]:
            if newer.said.at > answer.said.at and not _are_two(row, newer.rows[0]):
                _leave_out(row, "answer.superseded", Severity.INFO, newer.said, kept)
                break


def _are_two(one: PlannedRow, other: PlannedRow) -> bool:
    births = one.values.get("birth", ""), other.values.get("birth", "")
    return all(births) and not same_birth(*births)


def _leave_out(row: PlannedRow, code: str, severity: Severity, newer: Answered, kept: set[int]) -> None:
    if id(row) in kept or row.action is Action.ERROR:
        return
    details: dict[str, object] = {
        "name": row.values.get("full_name", ""),
        "at": moment_text(newer.at),
        "file": newer.file,
    }
    row.action = Action.SKIP
    row.problems = (*row.problems, Problem("", code, severity, details))


def is_dropped(row: PlannedRow) -> bool:
    """Whether the unit's newer answer does not name who the row names."""
    return any(problem.code == _DROPPED for problem in row.problems)


def still_registered(row: PlannedRow) -> Problem:
    """An import before has brought who is not named any more: only the organizer takes them off the list."""
    details: dict[str, object] = {"name": row.values.get("full_name", "")}
    return Problem("", "answer.still_registered", Severity.WARNING, details)
