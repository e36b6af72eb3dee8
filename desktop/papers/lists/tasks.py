"""What the papers about tasks after a conference share: the tasks of each unit, and their rows."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from desktop.domain.documents.frame import Letterhead
from desktop.domain.documents.selection import Selection
from desktop.domain.errors import AppError
from desktop.domain.names import normalise
from desktop.domain.tasks import ConclusionView, TaskState, TaskView
from desktop.i18n import _
from desktop.papers.document import UnitPart
from desktop.services import letterhead, tasks
from desktop.services.ordering import units_in_order
from desktop.services.tasks import conclusions
from desktop.store.transaction import Transaction
from desktop.wording import tasks as words
from desktop.wording.formats import date_text

OptionsT = TypeVar("OptionsT")


@dataclass(frozen=True, slots=True)
class UnitTasks:
    """One unit's tasks, in the order of their numbers."""

    unit_id: uuid.UUID
    unit: str
    tasks: tuple[TaskView, ...]


@dataclass(frozen=True, slots=True)
class TaskPaper(Generic[OptionsT]):
    """A paper about tasks before it is laid out; units in the order of the directory."""

    conference_title: str
    letterhead: Letterhead
    as_of: dt.date
    units: tuple[UnitTasks, ...]
    conclusions: tuple[ConclusionView, ...]
    options: OptionsT

    @property
    def total(self) -> int:
        """How many units are on it."""
        return len(self.units)

    @property
    def tasks(self) -> tuple[TaskView, ...]:
        """All tasks on it."""
        return tuple(task for unit in self.units for task in unit.tasks)


def gathered(
    tx: Transaction,
    conference_id: uuid.UUID,
    selection: Selection,
    options: OptionsT,
    *,
    states: Collection[TaskState] = (),
    as_of: dt.date | None = None,
    which: Callable[[TaskView], bool] = lambda _task: True,
    none: str = "task_sheet.nothing_given",
) -> TaskPaper[OptionsT]:
    """The tasks in these states (all unless told) as they stand on a day (today), of those `which` lets pass.

    Raises AppError(`none`) where there is none.
    """
    row = letterhead.conference(tx, conference_id)
    of_unit: dict[uuid.UUID, list[TaskView]] = {}
    units = [key for key in selection.unit_ids if key is not None]
    for task in filter(which, tasks.list_tasks(tx, conference_id, unit_ids=units, states=states, as_of=as_of)):
        of_unit.setdefault(task.unit_id, []).append(task)
    if not of_unit:
        raise AppError(none, conference=row.title)
    order = units_in_order(tx, list(of_unit))
    found = [
        UnitTasks(key, of_unit[key][0].unit, tuple(sorted(of_unit[key], key=lambda task: task.number))) for key in order
    ]
    papers = tuple(conclusions.list_conclusions(tx, conference_id))
    today = tasks.today(tx)
    frame = replace(letterhead.letterhead(tx, row), date=today)
    return TaskPaper(row.title, frame, today, tuple(found), papers, options)


def unit_parts(paper: TaskPaper[OptionsT]) -> Sequence[UnitPart]:
    """A part for each unit on the paper."""
    return [UnitPart(one.unit, Selection(unit_ids=(one.unit_id,))) for one in paper.units]


def basis(paper: TaskPaper[OptionsT], of: Sequence[TaskView]) -> list[str]:
    """The conclusions these tasks come from, a line for each."""
    used = {task.conclusion_id for task in of}
    found = []
    for each in sorted((each for each in paper.conclusions if each.id in used), key=lambda each: each.number):
        line = _("By the conclusion no. {number} of {day}") if each.signed_on else _("By the conclusion no. {number}")
        found.append(line.format(number=each.number, day=date_text(each.signed_on)))
    return found


def target(task: TaskView) -> str:
    """Target and indicator in one cell."""
    return "\n".join(filter(None, (normalise(task.target), words.indicator_text(task.indicator))))


def result(task: TaskView) -> str:
    """What was told last, in one cell."""
    last = task.last
    said = "" if last is None else normalise(last.text)
    return "; ".join(filter(None, (words.percent(task.percent), said)))


def responsible(task: TaskView) -> str:
    """Who is responsible."""
    return normalise(words.responsible_text(task))
