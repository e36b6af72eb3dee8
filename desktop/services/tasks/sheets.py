"""Task sheets: a workbook for each unit with its own tasks, to be filled in and sent back."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from desktop.domain.errors import NotFound
from desktop.domain.tasks import Indicator, TaskView
from desktop.excel.understanding.task_table import MARK
from desktop.excel.writing.form_writer import FormColumn, FormContent, form_bytes
from desktop.services import conferences
from desktop.services.tasks.looking import list_tasks
from desktop.store.transaction import Transaction
from desktop.wording import registration_form
from desktop.wording import task_sheets as words
from desktop.wording.formats import date_text, typed_decimal_text

_COLUMNS = (
    FormColumn("number", "", 5),
    FormColumn("content", "", 46, wrapped=True, locked=True),
    FormColumn("target", "", 30, wrapped=True),
    FormColumn("indicator", "", 20, wrapped=True),
    FormColumn("goal", "", 10),
    FormColumn("due", "", 13),
    FormColumn("responsible", "", 24, wrapped=True),
    FormColumn("value", "", 10),
    FormColumn("percent", "", 10),
    FormColumn("on", "", 13),
    FormColumn("text", "", 30, wrapped=True),
    FormColumn("evidence", "", 20, wrapped=True),
    FormColumn("key", "", 10, hidden=True),
)


def workbooks(
    tx: Transaction, conference_id: uuid.UUID, unit_ids: Collection[uuid.UUID] = ()
) -> list[tuple[uuid.UUID, str, bytes]]:
    """The task sheet of each unit that has tasks (of those named, if any): its unit, the file's stem, the workbook.

    Raises NotFound when none of them has any.
    """
    conference = conferences.get_conference(tx, conference_id)
    by_unit: dict[uuid.UUID, list[TaskView]] = {}
    for task in sorted(list_tasks(tx, conference_id, unit_ids=unit_ids), key=lambda each: each.number):
        by_unit.setdefault(task.unit_id, []).append(task)
    if not by_unit:
        raise NotFound("task_sheet.nothing_given", what="task")
    found = [
        (unit_id, words.file_stem(tasks[0].unit), form_bytes(_content(conference.title, tasks)))
        for unit_id, tasks in by_unit.items()
    ]
    return sorted(found, key=lambda each: each[1])


def _content(conference: str, tasks: list[TaskView]) -> FormContent:
    unit = tasks[0].unit
    return FormContent(
        sheet=words.sheet_title(),
        title=words.title(),
        unit_line=registration_form.unit_line(unit),
        instructions=(words.about(conference), *words.instructions()),
        unit=unit,
        columns=tuple(
            FormColumn(
                each.field, words.heading(each.field), each.width, (), False, each.hidden, each.wrapped, each.locked
            )
            for each in _COLUMNS
        ),
        rows=tuple(_row(each) for each in tasks),
        blank_rows=0,
        mark=MARK,
    )


def _row(task: TaskView) -> dict[str, str]:
    last = task.last
    return {
        "content": task.content,
        "target": task.target,
        "indicator": indicator_said(task.indicator),
        "goal": decimal_said(task.indicator.goal),
        "due": date_text(task.due),
        "responsible": task.answers_for,
        "value": decimal_said(last.value if last else None),
        "percent": decimal_said(last.percent if last else None),
        "text": last.text if last else "",
        "evidence": last.evidence if last else "",
        "key": task.id.hex,
    }


def indicator_said(indicator: Indicator) -> str:
    """An indicator in one cell: "Số cuộc đối thoại (cuộc)"."""
    measure = f"({indicator.measure})" if indicator.measure else ""
    return " ".join(filter(None, (indicator.name, measure)))


def decimal_said(value: float | None) -> str:
    """A number as the sheet writes it, read again as the same."""
    return typed_decimal_text(value, 4)
