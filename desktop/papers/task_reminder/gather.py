"""The overdue tasks of each unit."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from desktop.domain.documents.selection import Selection
from desktop.domain.tasks import TaskState
from desktop.papers.document import UnitPart
from desktop.papers.lists.tasks import TaskPaper, gathered, unit_parts
from desktop.papers.task_reminder.options import TaskReminderOptions
from desktop.store.transaction import Transaction


def gather(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: TaskReminderOptions
) -> TaskPaper[TaskReminderOptions]:
    """The letters to the late. Raises AppError("task_sheet.nobody_late")."""
    states, none = (TaskState.LATE,), "task_sheet.nobody_late"
    return gathered(tx, conference_id, selection, options, states=states, none=none)


def parts(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: TaskReminderOptions
) -> Sequence[UnitPart]:
    """A part for each unit that is late."""
    return unit_parts(gather(tx, conference_id, selection, options))
