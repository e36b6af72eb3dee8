"""Tasks are given to units, committed to, told of and extended; each by one line of the journal, undone as one."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import func, select

from desktop.domain.areas import Area
from desktop.domain.dates import YEARS
from desktop.domain.errors import InvalidInput, NotFound
from desktop.domain.names import normalise, visible
from desktop.domain.tasks import (
    Extension,
    Given,
    Indicator,
    NewConclusion,
    NewTask,
    ProgressEntry,
    TaskView,
    check_number,
    check_percent,
    content_key,
    due_day,
    percent_reached,
)
from desktop.services import journal, versions
from desktop.services.tasks import conclusions
from desktop.services.tasks.looking import get_task, get_tasks, kinds, today
from desktop.store.tables import Conference, Task, TaskExtension, TaskProgress, Unit
from desktop.store.transaction import Transaction

_AREAS = frozenset({Area.TASKS, Area.DOCUMENTS})
_MOST = 20_000
"""Tasks of one conference: more are a slip."""


def give(
    tx: Transaction,
    conference_id: uuid.UUID,
    unit_ids: Collection[uuid.UUID],
    given: Sequence[NewTask],
    conclusion: NewConclusion | None = None,
) -> Given:
    """Give each of these tasks to each of the units, as one change. Who has a task of the same text keeps it as it is.

    Raises InvalidInput beside the field, NotFound for a unit that is gone.
    """
    if not unit_ids:
        raise InvalidInput("task.no_units", field="unit")
    new = [_clean(tx, conference_id, each) for each in given]
    conference = tx.get(Conference, conference_id, with_for_update=True)  # the next number is nobody else's
    if conference is None:
        raise NotFound("conference.not_found", what="conference", name=str(conference_id))
    added, already = _rows(tx, conference_id, unit_ids, new)
    if added:
        count = {"count": len(added), "code": f"{conference.number}-{added[0].number}"}
        with journal.entry(tx, "task.given", _AREAS, conference_id=conference_id, **count):
            paper = conclusions.settle(tx, conference_id, conclusion) if conclusion is not None else None
            for row in added:
                row.conclusion_id = paper or row.conclusion_id
            tx.add_all(added)
            tx.flush()
    return Given(tuple(get_tasks(tx, [row.id for row in added])), tuple(already))


def _rows(
    tx: Transaction, conference_id: uuid.UUID, unit_ids: Collection[uuid.UUID], new: Sequence[NewTask]
) -> tuple[list[Task], list[tuple[str, str]]]:
    """The rows to be added, and unit and content of those that are there."""
    units = {unit.id: unit for unit in tx.scalars(select(Unit).where(Unit.id.in_(list(unit_ids))))}
    if len(units) < len(set(unit_ids)):
        raise NotFound("unit.not_found", what="unit")
    rows = tx.execute(select(Task.unit_id, Task.content).where(Task.conference_id == conference_id))
    there = {(unit_id, content_key(content)) for unit_id, content in rows}
    number = tx.scalar(select(func.max(Task.number)).where(Task.conference_id == conference_id)) or 0
    added: list[Task] = []
    already: list[tuple[str, str]] = []
    for unit_id in dict.fromkeys(unit_ids):
        for each in new:
            key = unit_id, content_key(each.content)
            if key in there:
                already.append((units[unit_id].name, each.content))
                continue
            there.add(key)
            number += 1
            added.append(_row(each, conference_id, units[unit_id], number))
    if number > _MOST:
        raise InvalidInput("task.too_many", field="unit", most=_MOST)
    return added, already


def _clean(tx: Transaction, conference_id: uuid.UUID, given: NewTask) -> NewTask:
    content = visible(given.content).strip()
    if not content_key(content):
        raise InvalidInput("field.missing", field="content")
    _check_day("due", given.due)
    return replace(
        given,
        content=content,
        kind=_kind(tx, conference_id, given.kind),
        target=visible(given.target).strip(),
        indicator=_indicator(given.indicator),
        responsible=normalise(given.responsible),
        staff=normalise(given.staff),
        co_units=tuple(filter(None, map(normalise, given.co_units))),
    )


def _kind(tx: Transaction, conference_id: uuid.UUID, said: str) -> str:
    """A kind as the office spells it."""
    kind = normalise(said)
    known = {content_key(each): each for each in kinds(tx, conference_id)} if kind else {}
    return known.get(content_key(kind), kind)


def _indicator(given: Indicator) -> Indicator:
    check_number("start", given.start)
    check_number("goal", given.goal)
    return replace(given, name=normalise(given.name), measure=normalise(given.measure))


def _check_day(name: str, day: dt.date) -> None:
    if day.year not in YEARS:
        raise InvalidInput("task.day", field=name, value=str(day))


def _row(each: NewTask, conference_id: uuid.UUID, unit: Unit, number: int) -> Task:
    return Task(
        id=uuid.uuid4(),
        conference_id=conference_id,
        number=number,
        conclusion_id=each.conclusion_id,
        content=each.content,
        kind=each.kind,
        unit_id=unit.id,
        unit_name=unit.name,
        co_units=list(each.co_units),
        target=each.target,
        indicator=each.indicator.name,
        measure=each.indicator.measure,
        start=each.indicator.start,
        goal=each.indicator.goal,
        due=each.due,
        responsible=each.responsible,
        staff=each.staff,
    )


def edit(tx: Transaction, task_id: uuid.UUID, given: NewTask, *, version: int) -> TaskView:
    """Change what a task says; progress and extensions stay. Raises Conflict for a stale version, InvalidInput, NotFound."""
    row = _get(tx, task_id)
    view = get_task(tx, task_id)
    versions.check(tx, row, version, name=view.code)
    new = _clean(tx, row.conference_id, given)
    with journal.entry(tx, "task.edited", _AREAS, conference_id=row.conference_id, code=view.code):
        row.content, row.kind, row.due = new.content, new.kind, new.due
        row.target, row.responsible, row.staff = new.target, new.responsible, new.staff
        row.co_units, row.conclusion_id = list(new.co_units), new.conclusion_id
        row.indicator, row.measure = new.indicator.name, new.indicator.measure
        row.start, row.goal = new.indicator.start, new.indicator.goal
        tx.flush()
    return get_task(tx, task_id)


def edit_together(
    tx: Transaction,
    ids: Collection[uuid.UUID],
    *,
    content: str | None = None,
    kind: str | None = None,
    conclusion_id: uuid.UUID | None = None,
) -> int:
    """Say the same otherwise of tasks that were given to many units, as one change; None leaves a field as it is.

    Returns how many changed. Raises InvalidInput for an empty text.
    """
    rows = tx.scalars(select(Task).where(Task.id.in_(list(ids))).with_for_update()).all()
    if not rows:
        return 0
    conference_id = rows[0].conference_id
    text = rows[0].content if content is None else visible(content).strip()
    if not content_key(text):
        raise InvalidInput("field.missing", field="content")
    with journal.entry(tx, "task.edited_together", _AREAS, conference_id=conference_id, count=len(rows)):
        for row in rows:
            row.content = text if content is not None else row.content
            row.kind = row.kind if kind is None else _kind(tx, conference_id, kind)
            row.conclusion_id = conclusion_id or row.conclusion_id
        tx.flush()
    return len(rows)


def commit_whole(tx: Transaction, task_id: uuid.UUID, given: NewTask, *, version: int) -> TaskView:
    """As `edit`, and the unit has given its word, as one change."""
    row = _get(tx, task_id)
    code = get_task(tx, task_id).code
    with journal.entry(tx, "task.committed", _AREAS, conference_id=row.conference_id, code=code):
        edit(tx, task_id, given, version=version)
        row.committed_at = row.committed_at or tx.clock()
        tx.flush()
    return get_task(tx, task_id)


def commit(
    tx: Transaction,
    task_id: uuid.UUID,
    *,
    version: int | None = None,
    target: str | None = None,
    goal: float | None = None,
    due: dt.date | None = None,
    responsible: str | None = None,
    staff: str | None = None,
) -> TaskView:
    """The unit gives its word, with what it says of the task; None leaves a field as it is.

    An earlier due day than the given one may be promised; a later one is an extension. Raises Conflict for a stale
    version, InvalidInput beside the field, NotFound.
    """
    row, view = _get(tx, task_id), get_task(tx, task_id)
    if version is not None:
        versions.check(tx, row, version, name=view.code)
    check_number("goal", goal)
    if due is not None and due > view.due:
        raise InvalidInput("task.due_later", field="due", value=due, due=view.due)
    if due is not None and due < view.due and view.extensions:
        raise InvalidInput("task.due_extended", field="due", value=due, due=view.due)
    with journal.entry(tx, "task.committed", _AREAS, conference_id=row.conference_id, code=view.code):
        row.target = row.target if target is None else visible(target).strip()
        row.goal = row.goal if goal is None else goal
        row.responsible = row.responsible if responsible is None else normalise(responsible)
        row.staff = row.staff if staff is None else normalise(staff)
        if due is not None and due < view.due:
            row.due = due
        row.committed_at = row.committed_at or tx.clock()
        tx.flush()
    return get_task(tx, task_id)


def report(tx: Transaction, task_id: uuid.UUID, entry: ProgressEntry, *, as_of: dt.date | None = None) -> TaskView:
    """Tell how far a task is on a day: a value of its indicator, a per cent, or words. Only ever added.

    A value alone gives the per cent of the way from start to goal. `as_of`: the day on which it is told, where that is
    later than today. Raises InvalidInput, NotFound.
    """
    row, view = _get(tx, task_id), get_task(tx, task_id)
    entry = checked(tx, view.indicator, entry, as_of=as_of)
    with journal.entry(tx, "task.progress", _AREAS, conference_id=row.conference_id, code=view.code):
        tx.add(progress_row(tx, task_id, entry))
        tx.flush()
    return get_task(tx, task_id)


def checked(
    tx: Transaction, indicator: Indicator, entry: ProgressEntry, *, as_of: dt.date | None = None
) -> ProgressEntry:
    """Progress as it will be written. Raises InvalidInput for an empty one, a day to come, a per cent beyond 100."""
    _check_day("on", entry.on)
    if entry.on > max(today(tx), as_of or entry.on.min):
        raise InvalidInput("task.on_future", field="on", value=entry.on)
    check_percent(entry.percent)
    check_number("value", entry.value)
    percent = entry.percent
    if percent is None and entry.value is not None:
        percent = percent_reached(entry.value, indicator.start, indicator.goal)
    text, evidence = visible(entry.text).strip(), normalise(entry.evidence)
    if percent is None and entry.value is None and not text and not evidence:
        raise InvalidInput("task.says_nothing", field="percent")
    return replace(entry, percent=percent, text=text, evidence=evidence, said_by=normalise(entry.said_by))


def progress_row(tx: Transaction, task_id: uuid.UUID, entry: ProgressEntry) -> TaskProgress:
    """The row of what was told."""
    return TaskProgress(
        task_id=task_id,
        on=entry.on,
        value=entry.value,
        percent=entry.percent,
        text=entry.text,
        evidence=entry.evidence,
        said_by=entry.said_by,
        recorded_at=tx.clock(),
        desk=tx.desk,
    )


def extend(tx: Transaction, task_id: uuid.UUID, given: Extension) -> TaskView:
    """Grant a later due day. Raises InvalidInput for one that is not later, or without a reason; NotFound."""
    row, view = _get(tx, task_id), get_task(tx, task_id)
    _check_day("to", given.to)
    standing = due_day(row.due, [replace(each, granted_on=None) for each in view.extensions], given.to)
    if given.to <= standing:
        raise InvalidInput("task.not_later", field="to", value=given.to, due=standing)
    if not normalise(given.reason):
        raise InvalidInput("task.no_reason", field="reason")
    if given.asked_on and given.granted_on and given.granted_on < given.asked_on:
        raise InvalidInput("task.granted_before", field="granted_on", value=given.granted_on)
    with journal.entry(tx, "task.extended", _AREAS, conference_id=row.conference_id, code=view.code, to=given.to):
        tx.add(
            TaskExtension(
                task_id=task_id,
                asked_on=given.asked_on,
                granted_on=given.granted_on,
                to=given.to,
                reason=visible(given.reason).strip(),
                recorded_at=tx.clock(),
                desk=tx.desk,
            )
        )
        tx.flush()
    return get_task(tx, task_id)


def remove(tx: Transaction, ids: Collection[uuid.UUID]) -> int:
    """Take tasks back, with all that was told of them; undone, all of it is there again. Returns how many."""
    rows = tx.scalars(select(Task).where(Task.id.in_(list(ids)))).all()
    if not rows:
        return 0
    conference_id = rows[0].conference_id
    with journal.entry(tx, "task.removed", _AREAS, conference_id=conference_id, count=len(rows)) as line:
        line.details["code"] = get_task(tx, rows[0].id).code
        keys = [row.id for row in rows]
        for told in (
            *tx.scalars(select(TaskProgress).where(TaskProgress.task_id.in_(keys))),
            *tx.scalars(select(TaskExtension).where(TaskExtension.task_id.in_(keys))),
        ):
            tx.delete(told)
        tx.flush()
        for row in rows:
            tx.delete(row)
        tx.flush()
    return len(rows)


def _get(tx: Transaction, task_id: uuid.UUID) -> Task:
    row = tx.get(Task, task_id, with_for_update=True)
    if row is None:
        raise NotFound("task.not_found", what="task")
    return row
