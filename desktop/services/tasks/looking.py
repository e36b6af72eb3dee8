"""How tasks stand: listed, found by what people call them, and what a unit still owes."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, select

from desktop.domain.errors import NotFound
from desktop.domain.names import fold
from desktop.domain.tasks import (
    OWED,
    Extension,
    Indicator,
    ProgressEntry,
    TaskState,
    TaskView,
    standing,
    urgency,
)
from desktop.services.tasks import settings
from desktop.services.tasks.heads import heads
from desktop.store.bulk import chunks
from desktop.store.tables import Conference, Task, TaskExtension, TaskProgress, Unit
from desktop.store.transaction import Transaction
from desktop.wording.tasks import standard_kinds

_CODE = re.compile(r"(\d+)\s*[-–.]\s*(\d+)")


def today(tx: Transaction) -> dt.date:
    """The day by this office's clock."""
    return tx.clock().astimezone().date()


def list_tasks(
    tx: Transaction,
    conference_id: uuid.UUID,
    *,
    unit_ids: Collection[uuid.UUID] = (),
    states: Collection[TaskState] = (),
    kind: str = "",
    responsible: str = "",
    as_of: dt.date | None = None,
) -> list[TaskView]:
    """The conference's tasks as they stand at the end of `as_of` (today), the most pressing first.

    `unit_ids`: of these units; `responsible`: a part of who is named, accents apart; each filter lets all pass when empty.
    """
    where = [Task.conference_id == conference_id]
    if unit_ids:
        where.append(Task.unit_id.in_(unit_ids))
    found = _views(tx, conference_id, where, as_of)
    named = fold(responsible)
    return sorted(
        (
            each
            for each in found
            if (not states or each.state in states)
            and (not kind or fold(each.kind) == fold(kind))
            and (not named or named in fold(f"{each.answers_for} {each.staff}"))
        ),
        key=urgency,
    )


def owing(tx: Transaction, unit_id: uuid.UUID, *, as_of: dt.date | None = None) -> list[TaskView]:
    """What a unit still owes of every conference that is not in the bin, the most pressing first."""
    query = select(Task.conference_id).join(Conference, Conference.id == Task.conference_id)
    query = query.where(Task.unit_id == unit_id, Conference.binned_at.is_(None))
    conferences = tx.scalars(query.distinct()).all()
    found = [
        task for each in conferences for task in list_tasks(tx, each, unit_ids=[unit_id], states=OWED, as_of=as_of)
    ]
    return sorted(found, key=urgency)


def get_task(tx: Transaction, task_id: uuid.UUID, *, as_of: dt.date | None = None) -> TaskView:
    """One task. Raises NotFound."""
    conference_id = tx.scalar(select(Task.conference_id).where(Task.id == task_id))
    if conference_id is None:
        raise NotFound("task.not_found", what="task")
    return _views(tx, conference_id, [Task.id == task_id], as_of)[0]


def get_tasks(tx: Transaction, ids: Sequence[uuid.UUID], *, as_of: dt.date | None = None) -> list[TaskView]:
    """These tasks of one conference by their numbers; those that are gone are left out."""
    conference_id = tx.scalar(select(Task.conference_id).where(Task.id.in_(ids[:1])))
    if conference_id is None:
        return []
    wanted = set(ids)
    found = _views(tx, conference_id, [Task.conference_id == conference_id], as_of)
    return [each for each in found if each.id in wanted]


def find_task(tx: Transaction, text: str) -> uuid.UUID:
    """The task that a code ("101-7") or an id means. Raises NotFound."""
    said = text.strip()
    found = _CODE.fullmatch(said)
    if found:
        query = select(Task.id).join(Conference, Conference.id == Task.conference_id)
        numbers = [int(each) for each in found.groups()]
        if max(numbers) < 2**31:
            key = tx.scalar(query.where(Conference.number == numbers[0], Task.number == numbers[1]))
            if key is not None:
                return key
    try:
        key = tx.scalar(select(Task.id).where(Task.id == uuid.UUID(said)))
    except ValueError:
        key = None
    if key is None:
        raise NotFound("task.unknown", what="task", value=text)
    return key


def kinds(tx: Transaction, conference_id: uuid.UUID) -> list[str]:
    """The kinds of tasks that are offered: the office's list, and those in use beside it."""
    said = [line.strip() for line in settings.kept(tx, conference_id).kinds.splitlines()]
    offered = [each for each in said if each] or standard_kinds()
    used = tx.scalars(select(Task.kind).where(Task.conference_id == conference_id, Task.kind != "").distinct())
    known = {fold(each) for each in offered}
    return [*offered, *sorted(each for each in used if fold(each) not in known)]


def _views(
    tx: Transaction, conference_id: uuid.UUID, where: Sequence[ColumnElement[bool]], as_of: dt.date | None
) -> list[TaskView]:
    as_of = as_of or today(tx)
    soon = settings.kept(tx, conference_id).soon_days
    query = (
        select(Task, Unit.name, Unit.kind, Conference.number)
        .join(Unit, Unit.id == Task.unit_id)
        .join(Conference, Conference.id == Task.conference_id)
        .where(*where)
        .order_by(Task.number)
    )
    rows = tx.execute(query.execution_options(populate_existing=True)).all()
    ids = [row[0].id for row in rows]
    progress, extensions = _progress(tx, ids), _extensions(tx, ids)
    head = heads(tx, conference_id, {row.unit_id for row, *_rest in rows if not row.responsible})
    return [
        replace(
            _view(row, unit, kind, number, progress.get(row.id, ()), extensions.get(row.id, ()), as_of, soon),
            head=head.get(row.unit_id, ""),
        )
        for row, unit, kind, number in rows
    ]


def _view(
    row: Task,
    unit: str,
    unit_kind: str,
    conference: int,
    progress: Sequence[ProgressEntry],
    extensions: Sequence[Extension],
    as_of: dt.date,
    soon: int,
) -> TaskView:
    known = tuple(each for each in progress if each.on <= as_of)
    return TaskView(
        id=row.id,
        version=row.version,
        code=f"{conference}-{row.number}",
        number=row.number,
        conference_id=row.conference_id,
        conclusion_id=row.conclusion_id,
        content=row.content,
        kind=row.kind,
        unit_id=row.unit_id,
        unit=unit,
        unit_kind=unit_kind,
        given_to=row.unit_name,
        co_units=tuple(row.co_units),
        target=row.target,
        indicator=Indicator(row.indicator, row.measure, row.start, row.goal),
        given_due=row.due,
        responsible=row.responsible,
        staff=row.staff,
        committed=row.committed_at is not None,
        standing=standing(
            row.due,
            committed=row.committed_at is not None,
            progress=known,
            extensions=extensions,
            as_of=as_of,
            soon_days=soon,
        ),
        progress=known,
        extensions=tuple(extensions),
    )


def _progress(tx: Transaction, ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[ProgressEntry]]:
    found: dict[uuid.UUID, list[ProgressEntry]] = defaultdict(list)
    order = TaskProgress.on, TaskProgress.recorded_at, TaskProgress.id
    for row in _in_parts(tx, TaskProgress, ids, order):
        told = ProgressEntry(row.on, row.percent, row.value, row.text, row.evidence, row.said_by, row.desk)
        found[row.task_id].append(told)
    return found


def _extensions(tx: Transaction, ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[Extension]]:
    found: dict[uuid.UUID, list[Extension]] = defaultdict(list)
    for row in _in_parts(tx, TaskExtension, ids, (TaskExtension.recorded_at, TaskExtension.id)):
        found[row.task_id].append(Extension(row.to, row.reason, row.granted_on, row.asked_on, row.desk))
    return found


def _in_parts(
    tx: Transaction, kind: Any, ids: Sequence[uuid.UUID], order: Sequence[SQLColumnExpression[Any]]
) -> list[Any]:
    rows: list[Any] = []
    for part in chunks(ids):
        rows += tx.scalars(select(kind).where(kind.task_id.in_(part)).order_by(*order))
    return rows
