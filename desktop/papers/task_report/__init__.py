"""The report on how tasks were carried out (báo cáo kết quả thực hiện): by quarter, kind and unit, with the share done in time."""

from __future__ import annotations

from desktop.papers.document import Document
from desktop.papers.task_report import gather, layout, words
from desktop.papers.task_report.options import TaskReport, TaskReportOptions

DOCUMENT: Document[TaskReportOptions, TaskReport] = Document(
    name="task-report",
    place=190,
    moment="after",
    selects=frozenset({"units"}),
    options=TaskReportOptions,
    words=words.WORDS,
    gather=gather.gather,
    data=layout.data,
    listing=layout.listing,
    per_unit=False,
    counts="units",
    both_sides=True,
)
