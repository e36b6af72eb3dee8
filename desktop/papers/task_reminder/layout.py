"""What the template of the letters to units with overdue tasks gets."""

from __future__ import annotations

import dataclasses

from desktop.domain.names import normalise
from desktop.i18n import _, ngettext
from desktop.papers.document import Json
from desktop.papers.frame import frame_data
from desktop.papers.lists import office
from desktop.papers.lists.tasks import TaskPaper, UnitTasks, responsible
from desktop.papers.page import ROW_TO_READ
from desktop.papers.tables import PrintedColumn, cells, table_data
from desktop.papers.task_reminder import words as wording
from desktop.papers.task_reminder.options import TaskReminderOptions
from desktop.wording import field
from desktop.wording.formats import date_text
from desktop.wording.listing import Listing


def data(content: TaskPaper[TaskReminderOptions]) -> Json:
    """The letters for `task-reminder.typ`."""
    columns = [
        PrintedColumn(_("No."), 11, align="center"),
        PrintedColumn(field.heading("content"), share=1.5),
        PrintedColumn(field.heading("due"), 26, align="center"),
        PrintedColumn(_("Overdue"), 24, align="center"),
        PrintedColumn(field.heading("responsible"), share=0.9),
    ]
    table = table_data(columns, landscape=False, size=12)
    return {
        **table,
        "frame": frame_data(wording.frame(content)),
        "subject": "",
        "words": {"title": wording.about(), "closing": wording.closing(content)},
        "row-mm": ROW_TO_READ,
        "sheets": [_letter(content, one, table) for one in content.units],
        "sums": [],
    }


def _letter(content: TaskPaper[TaskReminderOptions], one: UnitTasks, table: Json) -> Json:
    rows = []
    for number, task in enumerate(one.tasks, start=1):
        days = task.standing.days_late
        late = ngettext("{count} day", "{count} days", days).format(count=days)
        texts = [str(number), normalise(task.content), date_text(task.due), late, responsible(task)]
        rows.append(cells(texts, table))
    lines = [wording.address(one), *wording.opening(content, one)]
    return {"lines": lines, "blocks": [{"headings": [], "deeper": 0, "rows": rows}]}


def listing(content: TaskPaper[TaskReminderOptions]) -> Listing:
    """The letters for Word, each on a page of its own."""
    made = data(content)
    signers = office.recipients_and_signer(made)
    found = []
    for one in made["sheets"]:
        address, *opening = one["lines"]
        text = {"lines": [address], "body": opening, "after": [made["words"]["closing"]]}
        found.append(dataclasses.replace(office.listing({**made, **one, **text}, signers=signers), title=""))
    return dataclasses.replace(found[0], more=tuple(found[1:]))
