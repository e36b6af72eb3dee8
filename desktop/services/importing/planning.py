"""Files and answers in, an ImportPlan out: what every row will do, with all that is odd about all rows at once."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from sqlalchemy.orm import Session

from desktop.domain.errors import Cancelled, NotFound
from desktop.domain.importing import (
    Action,
    ImportOptions,
    ImportPlan,
    Notice,
    OnMatch,
    PlannedFile,
    PlannedRow,
    PlannedSheet,
    Problem,
    Severity,
    row_number,
)
from desktop.domain.names import fold
from desktop.services import journal
from desktop.services.importing.directory import link_known_people
from desktop.services.importing.loading import Loaded
from desktop.services.importing.matching_groups import GroupMatcher
from desktop.services.importing.matching_people import (
    Candidate,
    Found,
    People,
    differences,
    is_correction,
    tells_more,
    unit_token,
)
from desktop.services.importing.matching_units import UnitIndex, UnitMatch, UnitMatcher
from desktop.services.importing.understanding import Understanding
from desktop.store.tables import Conference

Progress = Callable[[int, int], object]
Asked = Callable[[], bool]
Place = tuple[str, str, int]

_EVERY = 500
_SHOWN = 10
_LONGEST = {"position": 255, "email": 255, "phone": 60, "honorific": 60}
_LONGEST_NAME = 255
_NO_UNIT_NAMED = Problem("unit", "unit.missing", Severity.WARNING)


def plan(
    tx: Session,
    conference_id: uuid.UUID,
    loaded: Loaded,
    options: ImportOptions | None = None,
    *,
    progress: Progress | None = None,
    cancelled: Asked | None = None,
) -> ImportPlan:
    """Say what each row of the loaded files will do; nothing is written.

    Call it again with other options after a correction. Raises NotFound for an unknown conference, Cancelled.
    """
    if tx.get(Conference, conference_id) is None:
        raise NotFound("conference.not_found", what="conference", name=str(conference_id))
    return _Planning(tx, conference_id, options or ImportOptions(), progress, cancelled).run(loaded)


class _Planning:
    """One plan on its way."""

    def __init__(
        self,
        tx: Session,
        conference_id: uuid.UUID,
        options: ImportOptions,
        progress: Progress | None,
        cancelled: Asked | None,
    ) -> None:
        self.tx, self.conference_id, self.options = tx, conference_id, options
        self.progress, self.cancelled = progress, cancelled
        self.added: list[PlannedRow] = []

    def run(self, loaded: Loaded) -> ImportPlan:
        newest = journal.latest(self.tx)  # before anything is read: what comes later is told by the journal
        index = UnitIndex(self.tx)
        understanding = Understanding(self.tx, self.options, index, self._step)
        files = understanding.files(loaded)
        spellings: Counter[str] = Counter()
        for _file, _sheet, row in _rows(files):
            spelling = row.values.get("unit")
            if spelling:
                spellings[spelling] += 1
        self.units = UnitMatcher(index, spellings, self.options.units)
        self.groups = GroupMatcher(self.tx, self.conference_id)
        self.people = People.registered(self.tx, self.conference_id)
        registered = frozenset(self.people.by_id)
        total = sum(len(sheet.rows) for file in files for sheet in file.sheets)
        for done, (file, sheet, row) in enumerate(_rows(files)):
            if done % _EVERY == 0:
                self._step(total + done, 2 * total)
            self._decide(row, (file.file, sheet.name, row.key))
        link_known_people(self.tx, self.conference_id, self.added)
        used = self._used_units(files)
        self._tell_new(files, used)
        return ImportPlan(
            self.conference_id,
            files,
            self.options,
            new_units={key: unit for key, unit in self.units.new_units.items() if key in used},
            new_role_groups=self._used_groups(files),
            aliases=self.units.aliases,
            headings=understanding.headings,
            journal=newest,
            registered=registered,
        )

    def _step(self, done: int, total: int) -> None:
        if self.cancelled is not None and self.cancelled():
            raise Cancelled
        if self.progress is not None:
            self.progress(done, total)

    # -- one row --------------------------------------------------------------------------------------------------------

    def _decide(self, row: PlannedRow, place: Place) -> None:
        values = row.values
        unit = self.units.matches[values.get("unit", "")]
        row.unit_id, row.new_unit = unit.unit_id, unit.new_unit
        if unit.name:
            values["unit"] = unit.name
        else:
            values.pop("unit", None)
        given = values.get("role_group", "")
        if given:
            values["role_group"] = self.groups.title(given)
        if row.action is Action.ERROR or row.action is Action.SKIP:
            return
        if place in self.options.skipped:
            row.action = Action.SKIP
            _tell(row, Problem("", "row.left_out", Severity.INFO))
            return
        if self._too_long(row):
            return
        name_key = fold(values["full_name"])
        found = self._found(row, place, name_key)
        if found is None:
            self._add(row, place, name_key, unit)
        elif found.candidate.claimed_by is not None:
            self._came_twice(row, place, name_key, unit, found.candidate)
        else:
            self._compare(row, place, name_key, unit, found, group_told=bool(given))
        if unit.name or found is None or found.candidate.unit is None:
            _tell_unit(row, unit)

    def _too_long(self, row: PlannedRow) -> bool:
        values = row.values
        name = values["full_name"]
        if len(name) > _LONGEST_NAME:
            row.action = Action.ERROR
            details: dict[str, object] = {"value": name[:60] + "…", "limit": _LONGEST_NAME}
            _tell(row, Problem("full_name", "name.too_long", Severity.ERROR, details))
            return True
        for field, limit in _LONGEST.items():
            value = values.get(field)
            if value and len(value) > limit:
                values[field] = value[:limit].rstrip()
                details = {"value": value[:60] + "…", "limit": limit}
                _tell(row, Problem(field, "value.cut", Severity.WARNING, details))
        return False

    def _found(self, row: PlannedRow, place: Place, name_key: str) -> Found | None:
        """Who the row is: by the organizer's answer, the badge code, or the name with what stands beside it."""
        if place in self.options.matches:
            answer = self.options.matches[place]
            candidate = self.people.by_id.get(answer) if answer is not None else None
            return None if candidate is None else Found(candidate, True, [])
        if row.code:
            candidate = self.people.with_code(row.code)
            if candidate is None:
                details: dict[str, object] = {"value": row.code}
                _tell(row, Problem("", "code.unknown", Severity.WARNING, details))
            elif is_correction(candidate, row, name_key, fold(candidate.values["full_name"])):
                return Found(candidate, True, [])
            else:
                return Found(candidate, False, ["full_name"])
        return self.people.find(name_key, row)

    def _add(self, row: PlannedRow, place: Place, name_key: str, unit: UnitMatch) -> None:
        row.action = Action.ADD
        row.attendee_id, row.attendee_version = None, 0
        if not row.values.get("role_group"):
            proposed = self.groups.proposed(unit.kind)
            if proposed:
                row.values["role_group"] = proposed
        self.added.append(row)
        self.people.add(name_key, Candidate(row.values, unit_token(row), place=place, claimed_by=row))

    def _keep_both(self, row: PlannedRow, place: Place, name_key: str, unit: UnitMatch) -> None:
        self._add(row, place, name_key, unit)
        _tell(row, Problem("", "duplicate.kept", Severity.WARNING, {"name": row.values["full_name"]}))

    def _compare(
        self, row: PlannedRow, place: Place, name_key: str, unit: UnitMatch, found: Found, *, group_told: bool
    ) -> None:
        """The row and the attendee it is, or may be."""
        candidate, values = found.candidate, row.values
        before_unit = self._unit_name(candidate)
        differing = differences(candidate, row, group_told=group_told, unit_name=before_unit)
        clashes = [] if found.sure else list(found.clashes)
        if not found.sure and group_told and candidate.role_group and values["role_group"] != candidate.role_group:
            clashes.append("role_group")
        on_match = self.options.on_match
        if on_match is OnMatch.KEEP_BOTH and (differing or clashes):
            self._keep_both(row, place, name_key, unit)
            return
        row.attendee_id, row.attendee_version = candidate.attendee_id, candidate.version
        row.person_id = candidate.person_id
        if clashes:  # claims nobody: a later row may surely be this attendee
            row.action = Action.SKIP
            _tell(row, self._suspected(candidate, row, clashes, before_unit))
            return
        candidate.claimed_by, candidate.place = row, place
        if not group_told and candidate.role_group:
            values["role_group"] = candidate.role_group
        if not differing:
            row.action = Action.SAME
        elif on_match is OnMatch.SKIP:
            row.action = Action.SKIP
            details: dict[str, object] = {
                "name": candidate.values["full_name"],
                "fields": tuple(change.field for change in differing),
            }
            _tell(row, Problem("", "match.skipped", Severity.INFO, details))
        else:
            row.action = Action.UPDATE
            row.changes = tuple(differing)

    def _suspected(self, candidate: Candidate, row: PlannedRow, clashes: list[str], before_unit: str) -> Problem:
        before = {**candidate.values, "unit": before_unit, "role_group": candidate.role_group}
        details: dict[str, object] = {
            "name": before["full_name"],
            "code": candidate.code,
            "attendee_id": str(candidate.attendee_id),
            "fields": tuple(clashes),
            "differences": _differences(clashes, before, row.values),
            "before": {field: value for field, value in before.items() if value},
            "after": dict(row.values),
        }
        severity = Severity.WARNING if self.options.on_match is OnMatch.SKIP else Severity.QUESTION
        return Problem("", "duplicate.suspected", severity, details)

    def _came_twice(self, row: PlannedRow, place: Place, name_key: str, unit: UnitMatch, candidate: Candidate) -> None:
        """The same person in an earlier row of this import."""
        first = candidate.claimed_by
        assert first is not None
        assert candidate.place is not None
        more = tells_more(first, row)
        if candidate.attendee_id is not None:  # what is registered already is nothing new
            known = candidate.values
            more = [field for field in more if not known.get(field) or known[field] != row.values.get(field)]
        if more and self.options.on_match is OnMatch.KEEP_BOTH:
            self._keep_both(row, place, name_key, unit)
            return
        row.action = Action.SKIP
        file, sheet, number = candidate.place
        details: dict[str, object] = {
            "name": row.values["full_name"],
            "file": file,
            "sheet": sheet,
            "row": row_number(number),
        }
        if not more:
            _tell(row, Problem("", "duplicate.in_file", Severity.WARNING, details))
            return
        details |= {
            "fields": tuple(more),
            "differences": _differences(more, first.values, row.values),
            "before": dict(first.values),
            "after": dict(row.values),
        }
        severity = Severity.WARNING if self.options.on_match is OnMatch.SKIP else Severity.QUESTION
        _tell(row, Problem("", "duplicate.in_file_differs", severity, details))

    def _unit_name(self, candidate: Candidate) -> str:
        unit = self.units.index.units.get(candidate.unit) if isinstance(candidate.unit, uuid.UUID) else None
        return unit.name if unit else ""

    # -- the whole ------------------------------------------------------------------------------------------------------

    def _used_units(self, files: list[PlannedFile]) -> set[str]:
        return {
            row.new_unit
            for _file, _sheet, row in _rows(files)
            if row.new_unit and row.action in (Action.ADD, Action.UPDATE)
        }

    def _used_groups(self, files: list[PlannedFile]) -> tuple[str, ...]:
        used = {
            row.values.get("role_group")
            for _file, _sheet, row in _rows(files)
            if row.action in (Action.ADD, Action.UPDATE)
        }
        return tuple(title for title in self.groups.new.values() if title in used)

    def _tell_new(self, files: list[PlannedFile], used: set[str]) -> None:
        """What will be created, on the first sheet that asks for it."""
        groups = set(self._used_groups(files))
        units = set(used)
        for file in files:
            for sheet in file.sheets:
                told: list[str] = []
                for row in sheet.rows:
                    if row.action is not Action.ADD and row.action is not Action.UPDATE:
                        continue
                    title = row.values.get("role_group", "")
                    if title in groups:
                        groups.discard(title)
                        sheet.notices = (*sheet.notices, Notice("group.new", {"sheet": sheet.name, "name": title}))
                    if row.new_unit in units:
                        units.discard(row.new_unit)
                        told.append(self.units.new_units[row.new_unit].name)
                if told:
                    details: dict[str, object] = {"sheet": sheet.name, "count": len(told), "names": _some(told)}
                    sheet.notices = (*sheet.notices, Notice("units.new", details))


def _rows(files: list[PlannedFile]) -> Iterator[tuple[PlannedFile, PlannedSheet, PlannedRow]]:
    for file in files:
        for sheet in file.sheets:
            for row in sheet.rows:
                yield file, sheet, row


def _differences(fields: list[str], before: Mapping[str, str], after: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [(field, before.get(field, ""), after.get(field, "")) for field in fields]


def _some(names: list[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")


def _tell_unit(row: PlannedRow, unit: UnitMatch) -> None:
    """What is odd about the unit of a row that comes in, or would once its question is answered."""
    if row.action is Action.SKIP and not row.has(Severity.QUESTION):
        return
    if unit.problems:
        _tell(row, *unit.problems)
    elif not unit.name:
        _tell(row, _NO_UNIT_NAMED)


def _tell(row: PlannedRow, *problems: Problem) -> None:
    row.problems += problems
