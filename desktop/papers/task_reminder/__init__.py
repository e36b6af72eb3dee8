"""The letter (công văn đôn đốc) to each unit with overdue tasks, and to no other."""

from __future__ import annotations

from desktop.papers.document import Document
from desktop.papers.lists.tasks import TaskPaper
from desktop.papers.task_reminder import gather, layout, words
from desktop.papers.task_reminder.options import TaskReminderOptions

DOCUMENT: Document[TaskReminderOptions, TaskPaper[TaskReminderOptions]] = Document(
    name="task-reminder",
    place=180,
    moment="after",
    selects=frozenset({"units"}),
    options=TaskReminderOptions,
    words=words.WORDS,
    gather=gather.gather,
    data=layout.data,
    unit_parts=gather.parts,
    listing=layout.listing,
    counts="units",
)
