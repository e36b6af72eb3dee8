"""What the template of the report on tasks gets."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from desktop.i18n import _, pgettext
from desktop.papers.document import Json
from desktop.papers.frame import frame_data
from desktop.papers.lists import office
from desktop.papers.page import ROW_TO_READ
from desktop.papers.tables import PrintedColumn, Span, cells, table_data
from desktop.papers.task_report import words as wording
from desktop.papers.task_report.options import TaskReport, TaskTally
from desktop.wording.formats import percent_text
from desktop.wording.listing import Listing


def data(content: TaskReport) -> Json:
    """The report for `task-report.typ`."""
    quarters = [(wording.quarter(year, number), tally) for year, number, tally in content.quarters]
    kinds = [(wording.line_name(line), line.tally) for line in content.kinds]
    units = [(wording.line_name(line), line.tally) for line in content.units]
    detail = {_("By unit"): units}
    if any(line.name for line in content.kinds):
        detail = {_("By kind of task"): kinds, **detail}
    parts = [
        _table(_("Quarter"), {"": quarters}, content.tally),
        _table(_("Kind of task, unit"), detail, content.tally),
    ]
    return {
        "frame": frame_data(wording.frame(content)),
        "subject": wording.about(content),
        "words": wording.own_words(),
        "opening": wording.opening(content),
        "closing": wording.closing(content),
        "parts": parts,
        "bars": [_bar(name, tally) for name, tally in quarters] if content.options.plots else [],
    }


_Lines = Sequence[tuple[str, TaskTally]]


def _table(first: str, blocks: Mapping[str, _Lines], total: TaskTally) -> Json:
    number, name, *counts, rate = wording.heading(first)
    columns = [
        PrintedColumn(number, 11, align="center"),
        PrintedColumn(name, share=1.0),
        *(PrintedColumn(each, 16.5, align="center") for each in counts),
        PrintedColumn(rate, 18, align="center"),
    ]
    table = table_data(columns, landscape=False, size=11)
    strong = [Span(text, align="center", strong=True) for text in wording.figures(total)]
    whole = cells([Span(pgettext("report", "Total"), columns=2, align="center", strong=True), *strong], table)
    return {
        **table,
        "row-mm": ROW_TO_READ,
        "blocks": [
            {
                "headings": [heading] if heading else [],
                "deeper": 0,
                "rows": [
                    cells([str(place), name, *wording.figures(tally)], table)
                    for place, (name, tally) in enumerate(lines, start=1)
                ],
            }
            for heading, lines in blocks.items()
        ],
        "sums": [whole],
    }


def _bar(name: str, tally: TaskTally) -> Json:
    whole = tally.total or 1
    return {
        "name": name,
        "done": 100 * tally.done / whole,
        "done-late": 100 * tally.done_late / whole,
        "text": f"{percent_text(tally.in_time)} ({tally.done}/{tally.ended})",
    }


def listing(content: TaskReport) -> Listing:
    """The report for Excel and Word, its bars left out."""
    made = data(content)
    first, *further = made["parts"]
    whole = office.listing({**made, **first}, signers=office.recipients_and_signer(made))
    more = [
        office.listing({**made, **each, "words": {"title": made["words"]["detail"]}, "subject": ""}, letterhead=False)
        for each in further
    ]
    return dataclasses.replace(
        whole, rule=True, opening=tuple(made["opening"]), closing=tuple(made["closing"]), more=tuple(more)
    )
