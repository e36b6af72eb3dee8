"""The notice of conclusions (thông báo kết luận): what the conference concluded, and which unit is to do what by when."""

from __future__ import annotations

from desktop.papers.document import Document
from desktop.papers.lists.tasks import TaskPaper
from desktop.papers.task_conclusion import gather, layout, words
from desktop.papers.task_conclusion.options import TaskConclusionOptions

DOCUMENT: Document[TaskConclusionOptions, TaskPaper[TaskConclusionOptions]] = Document(
    name="task-conclusion",
    place=155,
    moment="after",
    selects=frozenset(),
    options=TaskConclusionOptions,
    words=words.WORDS,
    gather=gather.gather,
    data=layout.data,
    listing=layout.listing,
    per_unit=False,
    counts="units",
    both_sides=True,
)
