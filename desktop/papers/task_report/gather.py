"""The tasks of the report, counted."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import replace

from desktop.domain.documents.selection import Selection
from desktop.domain.errors import InvalidInput
from desktop.domain.tasks import TaskView
from desktop.papers.lists.tasks import gathered
from desktop.papers.task_report.options import TaskReport, TaskReportOptions, TaskReportRow, TaskTally
from desktop.services import tasks
from desktop.store.transaction import Transaction


def gather(tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: TaskReportOptions) -> TaskReport:
    """The report of the units chosen, else of all. Raises AppError("task_sheet.nothing_given"), InvalidInput for odd days."""
    first, last = options.first, options.last
    if first is not None and last is not None and last < first:
        raise InvalidInput("figures.ends_before_start", field="last", value=last)
    today = tasks.today(tx)
    as_of = today if last is None else min(today, last)
    paper = gathered(
        tx,
        conference_id,
        selection,
        options,
        as_of=as_of,
        which=lambda task: (first is None or task.due >= first) and (last is None or task.due <= last),
    )
    quarters: defaultdict[tuple[int, int], list[TaskView]] = defaultdict(list)
    kinds: defaultdict[str, list[TaskView]] = defaultdict(list)
    for task in paper.tasks:
        quarters[task.due.year, (task.due.month + 2) // 3].append(task)
        kinds[task.kind].append(task)
    return TaskReport(
        conference_title=paper.conference_title,
        letterhead=replace(paper.letterhead, date=today),
        as_of=as_of,
        quarters=tuple((*key, TaskTally.of(quarters[key])) for key in sorted(quarters)),
        kinds=tuple(
            TaskReportRow(kind, TaskTally.of(kinds[kind])) for kind in sorted(kinds, key=lambda kind: (not kind, kind))
        ),
        units=tuple(TaskReportRow(one.unit, TaskTally.of(one.tasks)) for one in paper.units),
        options=options,
    )
