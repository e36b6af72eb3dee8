"""New attendees, their persons and the rows as they stood in the file, written in chunks."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from desktop.domain.fields import YES
from desktop.domain.importing import Action, ImportPlan, PlannedRow, Problem
from desktop.domain.names import fold, sort_key
from desktop.domain.people import PERSON_FIELDS
from desktop.domain.reviewing import as_review
from desktop.domain.search import search_text
from desktop.services.codes import take_codes
from desktop.services.importing.changing import REVIEWED, left_to_review, pairs, update_people
from desktop.store import schema
from desktop.store.bulk import OrderedIds, insert_rows
from desktop.store.tables import Unit
from desktop.store.transaction import OpenEntry, Transaction

_PERSON, _ATTENDEE, _ROW = (schema.table(name) for name in ("person", "attendee", "import_row"))
_PERSON_COLUMNS = ("id", "full_name", "name_key", "sort_key", "honorific", *PERSON_FIELDS)
_ATTENDEE_COLUMNS = (
    "id", "person_id", "code", "full_name", "name_key", "sort_key", "honorific", "unit_id", "unit_name", "unit_kind",
    "position", "role_group_id", "note", "off_payroll", "search", "extra", "answers", "review",
)  # fmt: skip
_ROW_COLUMNS = ("attendee_id", "file", "sheet", "row", "action", "raw", "problems")
_CHUNK = 2_000
_KEY = 600
"""Length of the key columns."""
_SIDES = frozenset({"before", "after", "differences"})


class Inserting:
    """Takes the rows of a plan one by one and writes them in chunks."""

    def __init__(
        self,
        tx: Transaction,
        plan: ImportPlan,
        line: OpenEntry,
        batch_id: uuid.UUID,
        unit_ids: dict[str, uuid.UUID],
        group_ids: dict[str, uuid.UUID],
        asked: Mapping[str, str],
        count: int,
    ) -> None:
        self.tx, self.plan, self.line, self.batch_id = tx, plan, line, batch_id
        self._unit_ids, self._group_ids, self._asked = unit_ids, group_ids, asked
        self._ids = OrderedIds()
        self._person_ids = OrderedIds()
        self._codes = iter(take_codes(tx, plan.conference_id, count))
        self._unit_kinds = _kinds(tx, plan)
        self._file = self._sheet = ""
        self._people: list[tuple[Any, ...]] = []
        self._attendees: list[tuple[Any, ...]] = []
        self._rows: list[tuple[Any, ...]] = []
        self._known: dict[uuid.UUID, PlannedRow] = {}
        self._joined: list[tuple[PlannedRow, tuple[Any, ...]]] = []
        rows = (row for file in plan.files for sheet in file.sheets for row in sheet.rows)
        self._speaking: dict[int, str] = {id(row.joined): "" for row in rows if row.joined is not None}
        """By the id of each row that speaks for others, the attendee added for it."""
        self._at = self.tx.clock()
        self._hex: dict[uuid.UUID | None, str | None] = {None: None}

    def begin(self, file: str, sheet: str) -> None:
        """The rows that come next stand in this sheet."""
        self._file, self._sheet = file, sheet

    def take(self, row: PlannedRow, *, refused: bool) -> str:
        """One row; a refused one is only kept as it stood. Returns the id in hex of somebody new, else ""."""
        action = Action.ERROR if refused else row.action
        attendee = None if row.attendee_id is None else row.attendee_id.hex
        if action is Action.ADD:
            attendee = self._add(row)
            if id(row) in self._speaking:
                self._speaking[id(row)] = attendee
        kept = (
            self._file,
            self._sheet,
            row.row,
            action.value,
            raw_json(row.raw),
            problems_json(row.problems, self._came_in(row)) if row.problems else "[]",
        )
        if row.joined is not None:  # the row that speaks for it may come only after it
            self._joined.append((row, kept))
            return ""
        self._rows.append((attendee, *kept))
        if len(self._rows) >= _CHUNK:
            self._write()
        return attendee or "" if action is Action.ADD else ""

    def finish(self) -> None:
        """Write what is left, and tell the journal."""
        for row, kept in self._joined:
            added = self._speaking[id(row.joined)]
            self._rows.append((added or (row.attendee_id.hex if row.attendee_id else None), *kept))
        self._write()
        self.line.added_between("person", self._person_ids.first, self._person_ids.last)
        self.line.added_between("attendee", self._ids.first, self._ids.last)

    def _add(self, row: PlannedRow) -> str:
        values = row.values
        get = values.get
        name = values["full_name"]
        name_key, sorting = fold(name)[:_KEY], sort_key(name)[:_KEY]
        honorific, phone, unit_name = get("honorific", ""), get("phone", ""), get("unit", "")
        if row.person_id is None:
            person = self._person_ids.take()
            self._people.append(
                (
                    person, name, name_key, sorting, honorific,
                    get("gender", ""), get("birth", ""), phone, get("email", ""),
                )
            )  # fmt: skip
        else:
            person = row.person_id.hex
            self._known[row.person_id] = row
        unit_id = self._unit_ids[row.new_unit] if row.new_unit else row.unit_id
        key = self._ids.take()
        code = next(self._codes)
        self._attendees.append(
            (
                key,
                person,
                code,
                name,
                name_key,
                sorting,
                honorific,
                self._digits(unit_id),
                unit_name,
                self._unit_kinds.get(row.new_unit or row.unit_id, ""),
                get("position", ""),
                self._digits(self._group_ids.get(get("role_group", ""))),
                get("note", ""),
                get("off_payroll") == YES,
                search_text(name, unit_name, code, phone),
                json.dumps(row.extra) if row.extra else "{}",
                json.dumps({asked[title]: answer for title, answer in row.answers.items() if title in asked})
                if (asked := self._asked)
                else "{}",
                as_review(left_to_review(row)) if row.problems else "",
            )
        )
        return key

    def _came_in(self, row: PlannedRow) -> dict[str, str]:
        unit_id = self._unit_ids.get(row.new_unit) if row.new_unit else row.unit_id
        return {**row.values, "unit": self._digits(unit_id) or ""}

    def _digits(self, key: uuid.UUID | None) -> str | None:
        digits = self._hex.get(key)
        if digits is None and key is not None:
            digits = self._hex[key] = key.hex
        return digits

    def _write(self) -> None:
        insert_rows(self.tx, _PERSON, _PERSON_COLUMNS, self._people, {})
        same = {
            "conference_id": self.plan.conference_id,
            "import_batch_id": self.batch_id,
            "created_at": self._at,
        }
        insert_rows(self.tx, _ATTENDEE, _ATTENDEE_COLUMNS, self._attendees, same)
        insert_rows(self.tx, _ROW, _ROW_COLUMNS, self._rows, {"import_batch_id": self.batch_id})
        if self._known:
            update_people(self.tx, self.line, {key: row.values for key, row in self._known.items()})
        for each in (self._people, self._attendees, self._rows, self._known):
            each.clear()


def _kinds(tx: Transaction, plan: ImportPlan) -> dict[uuid.UUID | str | None, str]:
    return {**pairs(tx.execute(select(Unit.id, Unit.kind))), **{key: unit.kind for key, unit in plan.new_units.items()}}


_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=str, separators=(",", ":")).encode


def raw_json(raw: Sequence[object]) -> str:
    """The cells as they were read; moments in ISO form."""
    try:
        text = _encode(raw)
        text.encode()
    except ValueError:  # no number, or half a letter
        return json.dumps([str(value) if isinstance(value, float) else value for value in raw], default=str)
    return text


CAME_IN = "came_in"
"""Among the details of a doubted field: the value that came in; of a unit its id in hex."""


def problems_json(problems: Sequence[Problem], came_in: Mapping[str, str]) -> str:
    """[[field, code, severity, details]]; both sides of a duplicate stand in the database already.

    `came_in`: what the row's fields are; a doubted one is kept, so that its case falls once another value stands there.
    """
    return _encode([[each.field, each.code, each.severity.value, _kept(each, came_in)] for each in problems])


def _kept(problem: Problem, came_in: Mapping[str, str]) -> dict[str, object]:
    details = _without_sides(problem.details)
    if problem.field and problem.severity in REVIEWED:
        details[CAME_IN] = came_in.get(problem.field, "")
    return details


def _without_sides(details: Mapping[str, object]) -> dict[str, object]:
    kept = {name: value for name, value in details.items() if name not in _SIDES or isinstance(value, str)}
    people = kept.get("people")
    if isinstance(people, list):
        kept["people"] = [_without_sides(one) for one in people]
    return kept
