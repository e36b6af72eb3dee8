"""What the template of the tracking table of tasks gets."""

from __future__ import annotations

from desktop.domain.names import normalise
from desktop.i18n import _
from desktop.papers.document import Json
from desktop.papers.lists import office
from desktop.papers.lists.layout import head_data
from desktop.papers.lists.tasks import TaskPaper, responsible, result, target
from desktop.papers.page import ROW_TO_READ
from desktop.papers.tables import PrintedColumn, cells, table_data
from desktop.papers.task_tracking import words as wording
from desktop.papers.task_tracking.options import TaskTrackingOptions
from desktop.wording import field
from desktop.wording import tasks as words
from desktop.wording.listing import Listing


def data(content: TaskPaper[TaskTrackingOptions]) -> Json:
    """The table for `task-tracking.typ`."""
    columns = [
        PrintedColumn(_("No."), 11, align="center"),
        PrintedColumn(field.heading("content"), share=1.5),
        PrintedColumn(_("Units that help"), share=0.7),
        PrintedColumn(_("Target, indicator"), share=1.0),
        PrintedColumn(field.heading("due"), 24, align="center"),
        PrintedColumn(field.heading("responsible"), share=0.9),
        PrintedColumn(field.heading("text"), share=1.0),
        PrintedColumn(field.heading("state"), 28, align="center"),
    ]
    table = table_data(columns, landscape=True, size=12)
    blocks: list[Json] = []
    number = 0
    for one in content.units:
        rows = []
        for task in one.tasks:
            number += 1
            texts = [
                str(number),
                normalise(task.content),
                "; ".join(map(normalise, task.co_units)),
                target(task),
                words.due_text(task),
                responsible(task),
                result(task),
                words.standing_text(task.standing),
            ]
            rows.append(cells(texts, table))
        blocks.append({"headings": [normalise(one.unit)], "deeper": 0, "rows": rows})
    return {
        **table,
        **head_data(content.letterhead, content.conference_title),
        "words": {
            "title": wording.title(),
            "total": wording.total_text(content),
            "preparer-title": _("Prepared by").upper(),
        },
        "lines": [wording.day_line(content)],
        "signed": content.options.signature,
        "row-mm": ROW_TO_READ,
        "blocks": blocks,
        "sums": [],
    }


def listing(content: TaskPaper[TaskTrackingOptions]) -> Listing:
    """The table for Excel and Word."""
    made = data(content)
    signers = office.preparer_and_signer(made) if content.options.signature else ()
    return office.listing(made, under=[made["words"]["total"]], signers=signers)
