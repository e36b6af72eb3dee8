"""What the template of the task sheets gets."""

from __future__ import annotations

import dataclasses

from desktop.domain.names import normalise
from desktop.i18n import _
from desktop.papers.document import Json
from desktop.papers.lists import office
from desktop.papers.lists.layout import head_data
from desktop.papers.lists.tasks import TaskPaper, UnitTasks, responsible, result, target
from desktop.papers.page import ROW_TO_READ
from desktop.papers.tables import PrintedColumn, cells, table_data
from desktop.papers.task_sheet import words as wording
from desktop.papers.task_sheet.options import TaskSheetOptions
from desktop.wording import field
from desktop.wording import tasks as words
from desktop.wording.listing import Listing, Signer


def data(content: TaskPaper[TaskSheetOptions]) -> Json:
    """The sheets for `task-sheet.typ`."""
    columns = [
        PrintedColumn(_("No."), 11, align="center"),
        PrintedColumn(field.heading("content"), share=1.5),
        PrintedColumn(_("Target, indicator"), share=1.1),
        PrintedColumn(field.heading("due"), 26, align="center"),
        PrintedColumn(field.heading("responsible"), share=0.9),
        PrintedColumn(_("Progress"), share=0.8),
    ]
    table = table_data(columns, landscape=False, size=12)
    return {
        **table,
        **head_data(content.letterhead, content.conference_title),
        "words": {
            "title": wording.title(),
            "under": wording.under(content),
            "receiver-title": wording.receiver_title(),
        },
        "signed": content.options.signature,
        "row-mm": ROW_TO_READ,
        "sheets": [_sheet(content, one, table) for one in content.units],
        "sums": [],
    }


def _sheet(content: TaskPaper[TaskSheetOptions], one: UnitTasks, table: Json) -> Json:
    rows = []
    for number, task in enumerate(one.tasks, start=1):
        texts = [
            str(number),
            normalise(task.content),
            target(task),
            words.due_text(task),
            responsible(task),
            result(task),
        ]
        rows.append(cells(texts, table))
    return {"lines": wording.lines(content, one), "blocks": [{"headings": [], "deeper": 0, "rows": rows}]}


def listing(content: TaskPaper[TaskSheetOptions]) -> Listing:
    """The sheets for Excel and Word, each on a page of its own."""
    made = data(content)
    frame = office.frame(made)
    signers = (
        Signer((made["words"]["receiver-title"],), frame.sign_here, ""),
        Signer(frame.signer_lines, frame.sign_here, frame.signer),
    )
    found = [
        office.listing(
            {**made, **one}, under=[made["words"]["under"]], signers=signers if content.options.signature else ()
        )
        for one in made["sheets"]
    ]
    return dataclasses.replace(found[0], more=tuple(found[1:]))
