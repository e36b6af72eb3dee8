"""The tasks of each unit, for its sheet."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from desktop.domain.documents.selection import Selection
from desktop.papers.document import UnitPart
from desktop.papers.lists.tasks import TaskPaper, gathered, unit_parts
from desktop.papers.task_sheet.options import TaskSheetOptions
from desktop.store.transaction import Transaction


def gather(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: TaskSheetOptions
) -> TaskPaper[TaskSheetOptions]:
    """The sheets of the units chosen. Raises AppError("task_sheet.nothing_given")."""
    return gathered(tx, conference_id, selection, options)


def parts(
    tx: Transaction, conference_id: uuid.UUID, selection: Selection, options: TaskSheetOptions
) -> Sequence[UnitPart]:
    """A part for each unit that has tasks."""
    return unit_parts(gather(tx, conference_id, selection, options))
