"""What the template of the notice of conclusions gets."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from desktop.domain.names import normalise
from desktop.domain.tasks import TaskView, content_key
from desktop.i18n import _
from desktop.papers.document import Json
from desktop.papers.frame import frame_data
from desktop.papers.lists import office
from desktop.papers.lists.tasks import target
from desktop.papers.page import ROW_TO_READ
from desktop.papers.tables import PrintedColumn, cells, table_data
from desktop.papers.task_conclusion import words as wording
from desktop.wording import field
from desktop.wording.formats import date_text
from desktop.wording.listing import Listing

_MOST_NAMES = 6
"""More units than that stand on a list enclosed."""


def data(content: wording.Paper) -> Json:
    """The notice for `task-conclusion.typ`."""
    return {
        "frame": frame_data(wording.frame(content)),
        "subject": wording.about(content),
        "words": {"title": wording.title(), "annex": wording.annex_title()},
        "opening": wording.opening(content),
        "closing": wording.closing(content),
        "parts": [_tasks(content), *_units(content)],
    }


def _together(content: wording.Paper) -> list[list[TaskView]]:
    """The tasks of one text together, in the order in which they were given."""
    found: dict[str, list[TaskView]] = {}
    for task in sorted(content.tasks, key=lambda each: each.number):
        found.setdefault(content_key(task.content), []).append(task)
    return list(found.values())


def _tasks(content: wording.Paper) -> Json:
    together = _together(content)
    helped = any(same[0].co_units for same in together)
    columns = [
        PrintedColumn(_("No."), 11, align="center"),
        PrintedColumn(field.heading("content"), share=1.5),
        PrintedColumn(_("Units"), share=1.1),
        *([PrintedColumn(_("Units that help"), share=0.9)] if helped else []),
        PrintedColumn(_("Target, indicator"), share=1.0),
        PrintedColumn(field.heading("due"), 25, align="center"),
    ]
    table = table_data(columns, landscape=False, size=12)
    rows = []
    for number, same in enumerate(together, start=1):
        names = [normalise(task.unit) for task in same]
        texts = [
            str(number),
            normalise(same[0].content),
            "\n".join(names) if len(names) <= _MOST_NAMES else wording.units(len(names)),
            *(["; ".join(map(normalise, same[0].co_units))] if helped else []),
            _common([target(task) for task in same]),
            _days(same),
        ]
        rows.append(cells(texts, table))
    return _part(table, rows)


def _units(content: wording.Paper) -> list[Json]:
    """The list of units, where a row of the table does not name them."""
    together = _together(content)
    if all(len(same) <= _MOST_NAMES for same in together):
        return []
    numbers = {task.id: number for number, same in enumerate(together, start=1) for task in same}
    columns = [
        PrintedColumn(_("No."), 14, align="center"),
        PrintedColumn(_("Unit"), share=1.4),
        PrintedColumn(_("Tasks no."), share=1.0, align="center"),
    ]
    table = table_data(columns, landscape=False, size=12)
    rows = [
        cells([str(place), normalise(one.unit), ", ".join(str(numbers[task.id]) for task in one.tasks)], table)
        for place, one in enumerate(content.units, start=1)
    ]
    return [_part(table, rows)]


def _part(table: Json, rows: Sequence[object]) -> Json:
    return {
        **table,
        "row-mm": ROW_TO_READ,
        "blocks": [{"headings": [], "deeper": 0, "rows": rows}],
        "sums": [],
    }


def _common(texts: Sequence[str]) -> str:
    """What all say alike; where they differ each unit's task sheet tells."""
    return texts[0] if len(set(texts)) == 1 else _("as on the task sheets")


def _days(same: Sequence[TaskView]) -> str:
    first, last = min(task.given_due for task in same), max(task.given_due for task in same)
    return date_text(first) if first == last else f"{date_text(first)} – {date_text(last)}"


def listing(content: wording.Paper) -> Listing:
    """The notice for Excel and Word."""
    made = data(content)
    signers = office.recipients_and_signer(made)
    first, *annexes = made["parts"]
    whole = office.listing({**made, **first}, signers=signers)
    enclosed = [
        office.listing({**made, **each, "words": {"title": wording.annex_title()}, "subject": ""}, letterhead=False)
        for each in annexes
    ]
    return dataclasses.replace(
        whole, rule=True, opening=tuple(made["opening"]), closing=tuple(made["closing"]), more=tuple(enclosed)
    )
