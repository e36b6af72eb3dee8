"""The tracking table of tasks after a conference: what each unit is to do, how far it is, and how it stands."""

from __future__ import annotations

from desktop.papers import flowing
from desktop.papers.document import Document
from desktop.papers.lists.tasks import TaskPaper
from desktop.papers.task_tracking import gather, layout, words
from desktop.papers.task_tracking.options import TaskTrackingOptions

DOCUMENT: Document[TaskTrackingOptions, TaskPaper[TaskTrackingOptions]] = Document(
    name="task-tracking",
    place=170,
    moment="after",
    selects=frozenset({"units"}),
    options=TaskTrackingOptions,
    words=words.WORDS,
    gather=gather.gather,
    data=layout.data,
    runs=flowing.of_blocks,
    listing=layout.listing,
    per_unit=False,
    counts="units",
)
