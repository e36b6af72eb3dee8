"""The tasks of one conclusion."""

from __future__ import annotations

import uuid
from dataclasses import replace

from desktop.domain.documents.selection import Selection
from desktop.domain.errors import InvalidInput
from desktop.domain.names import fold
from desktop.domain.tasks import ConclusionView
from desktop.papers.lists.tasks import TaskPaper, gathered
from desktop.papers.task_conclusion.options import TaskConclusionOptions
from desktop.store.transaction import Transaction


def gather(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: TaskConclusionOptions
) -> TaskPaper[TaskConclusionOptions]:
    """The conclusion asked for with its tasks; all tasks where they come from none.

    Raises AppError("task_sheet.nothing_given"), InvalidInput("task.no_conclusion").
    """
    paper = gathered(tx, conference_id, selection, options)
    chosen = _chosen(paper, options.conclusion)
    if chosen is not None:
        of_it = (
            replace(unit, tasks=tuple(task for task in unit.tasks if task.conclusion_id == chosen.id))
            for unit in paper.units
        )
        paper = replace(paper, units=tuple(unit for unit in of_it if unit.tasks), conclusions=(chosen,))
    day = options.date or (chosen.signed_on if chosen is not None else None)
    return replace(paper, letterhead=replace(paper.letterhead, date=day))


def _chosen(paper: TaskPaper[TaskConclusionOptions], number: str) -> ConclusionView | None:
    used = {task.conclusion_id for task in paper.tasks}
    known = [each for each in paper.conclusions if each.id in used]
    if not number.strip():
        return known[0] if known else None
    wanted = fold(number)
    for each in known:
        if wanted in (fold(each.number), fold(each.number).partition("/")[0]):
            return each
    names = ", ".join(each.number for each in known) or "–"
    raise InvalidInput("task.no_conclusion", field="conclusion", value=number, known=names)
