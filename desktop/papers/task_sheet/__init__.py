"""The task sheet of each unit (phiếu giao nhiệm vụ): its own tasks, on pages of its own."""

from __future__ import annotations

from desktop.papers.document import Document
from desktop.papers.lists.tasks import TaskPaper
from desktop.papers.task_sheet import gather, layout, words
from desktop.papers.task_sheet.options import TaskSheetOptions

DOCUMENT: Document[TaskSheetOptions, TaskPaper[TaskSheetOptions]] = Document(
    name="task-sheet",
    place=160,
    moment="after",
    selects=frozenset({"units"}),
    options=TaskSheetOptions,
    words=words.WORDS,
    gather=gather.gather,
    data=layout.data,
    unit_parts=gather.parts,
    listing=layout.listing,
    counts="units",
)
