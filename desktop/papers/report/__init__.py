"""The result report (báo cáo kết quả): counts and rates by half-day, role group and unit."""

from __future__ import annotations

from desktop.papers.document import Document
from desktop.papers.report import gather, layout, words
from desktop.papers.report.options import ReportContent, ReportOptions

DOCUMENT: Document[ReportOptions, ReportContent] = Document(
    name="report",
    place=140,
    moment="after",
    selects=frozenset({"groups", "units", "sessions", "points"}),
    options=ReportOptions,
    words=words.WORDS,
    gather=gather.gather,
    data=layout.data,
    docx=layout.docx,
    per_unit=False,
    both_sides=True,
)
