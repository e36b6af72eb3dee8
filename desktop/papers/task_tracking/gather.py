"""The tasks of the tracking table, as they stand today."""

from __future__ import annotations

import uuid

from desktop.domain.documents.selection import Selection
from desktop.domain.tasks import OWED, TaskState
from desktop.papers.lists.tasks import TaskPaper, gathered
from desktop.papers.task_tracking.options import TaskTrackingOptions
from desktop.store.transaction import Transaction

_STATES: dict[str, tuple[TaskState, ...]] = {"all": (), "owed": OWED, "late": (TaskState.LATE,)}


def gather(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: TaskTrackingOptions
) -> TaskPaper[TaskTrackingOptions]:
    """The tasks asked for. Raises AppError("task_sheet.nothing_given")."""
    return gathered(tx, conference_id, selection, options, states=_STATES[options.only])
