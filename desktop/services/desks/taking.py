"""A desk's marks to its server by one statement, in which the server itself looks at each (`store.server_functions.taking`)."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import text

from desktop.domain.areas import Area
from desktop.domain.merging import Step
from desktop.services import journal
from desktop.services.desks.bundles import Row
from desktop.services.desks.retelling import may_say
from desktop.store.transaction import Transaction

MARK = "attendance_mark"
_TAKE = text("SELECT mark, verdict, line FROM public.tap_huan_take(cast(:steps AS json))")


def by_themselves(
    steps: Sequence[Step], marks: Mapping[uuid.UUID, Row], people: Collection[uuid.UUID], *, adding_only: bool
) -> tuple[Step, ...]:
    """Those of a desk's steps that only add `marks`, of nobody who waits too (`people`), in words that the desk may say."""
    return tuple(
        step
        for step in steps
        if (not adding_only or may_say(step.action))
        and all(entity == MARK and key in marks for entity, key in step.added)
        and not any(marks[key]["attendee_id"] in people for _entity, key in step.added)
    )


def take(tx: Transaction, steps: Sequence[Step], marks: Mapping[uuid.UUID, Row]) -> set[uuid.UUID]:
    """On the server: write the marks of these steps, each step with its line; returns those that are there now.

    The only statement of its transaction. What is not among those returned was not written; why, the long way finds out.
    """
    given = []
    for step in steps:
        tx.journal.token = step.token
        values = journal.line_values(tx, step.action, step.areas, step.conference_id, step.details)
        of = {prefix: _without(prefix, values) for prefix in ("line", "audit")}
        given.append({**of, "marks": [marks[key] for _entity, key in step.added]})
    there = set()
    for mark, verdict, line in tx.connection().execute(_TAKE, {"steps": json.dumps(given, default=str)}):
        if verdict:
            there.add(mark)
        if line is not None and line not in tx.journal.written:
            journal.written_line(tx, line, {Area.ATTENDANCE})
    return there


def _without(prefix: str, values: Mapping[str, object]) -> dict[str, object]:
    start = f"{prefix}_"
    return {name.removeprefix(start): value for name, value in values.items() if name.startswith(start)}
