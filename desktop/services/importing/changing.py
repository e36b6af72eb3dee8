"""Registered attendees and known people that a row fills or changes: only the fields of its plan, images kept for undo."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Row, Table, Update, bindparam, select, update

from desktop.domain.fields import ANSWER, SENSITIVE_FIELDS, YES
from desktop.domain.importing import ImportPlan, PlannedRow, Severity
from desktop.domain.joining import AS_STATE
from desktop.domain.names import fold, sort_key
from desktop.domain.people import PERSON_FIELDS, AttendeeState
from desktop.domain.reviewing import as_review, doubted
from desktop.domain.search import search_text
from desktop.services import joined
from desktop.services.importing.comparing import COMPARED, improvement
from desktop.store import schema
from desktop.store.bulk import chunks
from desktop.store.tables import Unit
from desktop.store.transaction import OpenEntry, Transaction

Place = tuple[str, str, int]

One = TypeVar("One")
Other = TypeVar("Other")

REVIEWED = (Severity.QUESTION, Severity.WARNING)
"""What is doubted so much that it is reviewed once it has come in."""

_KEY = 600
_CHUNK = 500
_ATTENDEE, _PERSON = schema.table("attendee"), schema.table("person")
_ATTENDEE_COLUMNS = (
    "full_name", "name_key", "sort_key", "honorific", "unit_id", "unit_name", "unit_kind", "position", "role_group_id",
    "note", "off_payroll", "search", "extra", "answers", "review", "state", "state_at", "state_reason", "said_state", "said_at", "said_reason",
)  # fmt: skip
_PERSON_COLUMNS = ("full_name", "name_key", "sort_key", "honorific", *PERSON_FIELDS)


class Changing:
    """The UPDATE rows of one import."""

    def __init__(self, tx: Transaction, plan: ImportPlan) -> None:
        self.tx, self.plan = tx, plan
        self._work: list[tuple[PlannedRow, Row[Any]]] = []

    def load(self, updates: Sequence[tuple[Place, PlannedRow]]) -> set[Place]:
        """Take the attendees under lock; the places of rows whose attendee is no longer as the plan saw it."""
        refused: set[Place] = set()
        for start in range(0, len(updates), _CHUNK):
            part = updates[start : start + _CHUNK]
            ids = [row.attendee_id for _place, row in part]
            found = {
                attendee.id: attendee
                for attendee in self.tx.execute(
                    select(_ATTENDEE).where(_ATTENDEE.c.id.in_(ids)).with_for_update(of=_ATTENDEE)
                )
            }
            for place, row in part:
                attendee = found.get(row.attendee_id)
                if (
                    attendee is None
                    or attendee.version != row.attendee_version
                    or attendee.state == AttendeeState.REMOVED
                    or attendee.conference_id != self.plan.conference_id
                ):
                    refused.add(place)
                else:
                    self._work.append((row, attendee))
        return refused

    def write(
        self,
        line: OpenEntry,
        unit_ids: Mapping[str, uuid.UUID],
        group_ids: Mapping[str, uuid.UUID],
        asked: Mapping[str, str],
    ) -> None:
        """Write the fields that the plan changes, and no others."""
        kinds = pairs(self.tx.execute(select(Unit.id, Unit.kind))) if self._work else {}
        for start in range(0, len(self._work), _CHUNK):
            part = self._work[start : start + _CHUNK]
            phones = update_people(
                self.tx,
                line,
                {attendee.person_id: {change.field: change.after for change in row.changes} for row, attendee in part},
                exactly=True,
            )
            statements = []
            codes = joined.found_by(self.tx, [attendee.id for _row, attendee in part])
            for row, attendee in part:
                after = _attendee_after(row, attendee, unit_ids, group_ids, kinds, self.tx.clock())
                after["answers"] = _answers_after(row, attendee, asked)
                after["search"] = search_text(
                    after["full_name"],
                    after["unit_name"],
                    codes.get(attendee.id, attendee.code),
                    phones[attendee.person_id],
                )
                before = {name: getattr(attendee, name) for name in after}
                changed = {name: value for name, value in before.items() if value != after[name]}
                line.changed("attendee", attendee.id, changed)
                statements.append(_bound(attendee.id, attendee.version + 1, after))
            self.tx.execute(_renewed(_ATTENDEE, _ATTENDEE_COLUMNS), statements)
        if self._work:
            self.tx.expire_all()


def _attendee_after(
    row: PlannedRow,
    attendee: Row[Any],
    unit_ids: Mapping[str, uuid.UUID],
    group_ids: Mapping[str, uuid.UUID],
    kinds: Mapping[uuid.UUID, str],
    at: dt.datetime,
) -> dict[str, Any]:
    after = {name: getattr(attendee, name) for name in _ATTENDEE_COLUMNS}
    extra = dict(attendee.extra or {})
    for change in row.changes:
        if change.field == "full_name":
            after |= _named(change.after)
        elif change.field == "unit":
            unit_id = unit_ids[row.new_unit] if row.new_unit else row.unit_id
            after |= {
                "unit_id": unit_id,
                "unit_name": change.after,
                "unit_kind": kinds.get(unit_id, "") if unit_id else "",
            }
        elif change.field == "role_group":
            after["role_group_id"] = group_ids.get(change.after)
        elif change.field == "state":
            after |= {"state": change.after, "state_at": at, "state_reason": "", **AS_STATE}
        elif change.field == "off_payroll":
            after["off_payroll"] = change.after == YES
        elif change.field in SENSITIVE_FIELDS:
            extra[change.field] = change.after
        elif change.field in after:
            after[change.field] = change.after
    after["extra"] = extra
    left = left_to_review(row) & {change.field for change in row.changes}
    after["review"] = as_review(doubted(attendee.review) | left)
    return after


def _answers_after(row: PlannedRow, attendee: Row[Any], asked: Mapping[str, str]) -> dict[str, Any]:
    titles = [change.field.removeprefix(ANSWER) for change in row.changes if change.field.startswith(ANSWER)]
    return {**attendee.answers, **{asked[title]: row.answers[title] for title in titles if title in asked}}


def left_to_review(row: PlannedRow) -> frozenset[str]:
    """The fields of which a row that comes in says something doubtful."""
    return frozenset(problem.field for problem in row.problems if problem.field and problem.severity in REVIEWED)


def _named(name: str) -> dict[str, Any]:
    return {"full_name": name, "name_key": fold(name)[:_KEY], "sort_key": sort_key(name)[:_KEY]}


def update_people(
    tx: Transaction, line: OpenEntry, people: Mapping[uuid.UUID, Mapping[str, str]], *, exactly: bool = False
) -> dict[uuid.UUID, str]:
    """Write to people of the directory what the rows say better; with `exactly`, all that they say.

    Returns everybody's phone number as it then is.
    """
    phones: dict[uuid.UUID, str] = {}
    for part in chunks(list(people)):
        statements = []
        for person in tx.execute(select(_PERSON).where(_PERSON.c.id.in_(part)).with_for_update(of=_PERSON)):
            said = people[person.id]
            after = {name: getattr(person, name) for name in _PERSON_COLUMNS}
            for field in COMPARED:
                value = said.get(field, "")
                if field in after and value and (exactly or improvement(field, after[field], value)):
                    after |= _named(value) if field == "full_name" else {field: value}
            phones[person.id] = after["phone"]
            changed = {name: getattr(person, name) for name in after if getattr(person, name) != after[name]}
            if changed:
                line.changed("person", person.id, changed)
                statements.append(_bound(person.id, person.version + 1, after))
        if statements:
            tx.execute(_renewed(_PERSON, _PERSON_COLUMNS), statements)
    return phones


def pairs(rows: Iterable[Row[One, Other]]) -> dict[One, Other]:
    """The two columns of a result as a dictionary."""
    return {one: other for one, other in rows}  # noqa: C416 - dict() has no type for rows


def _renewed(table: Table, columns: Sequence[str]) -> Update:
    """One row's columns written by its key."""
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in ("version", *columns)}
    return update(table).where(table.c.id == bindparam("key")).values(**values)


def _bound(key: uuid.UUID, version: int, after: Mapping[str, Any]) -> dict[str, Any]:
    return {"key": key, "new_version": version, **{f"new_{name}": value for name, value in after.items()}}
