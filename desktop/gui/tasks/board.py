"""The board: units down, tasks across; a cell is a sign, a word and a short date."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.names import fold
from desktop.domain.tasks import FINISHED, TaskState, TaskView, content_key, urgency
from desktop.gui.widgets.rows import TableColumn
from desktop.i18n import _, ngettext
from desktop.wording import tasks as words
from desktop.wording.formats import short_date_text

_LONGEST_HEADING = 44


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit with its tasks, by the key of their texts; several of one text after a merger."""

    id: uuid.UUID
    unit: str
    tasks: Mapping[str, Sequence[TaskView]]

    @property
    def all(self) -> list[TaskView]:
        """All of them, the most pressing first."""
        return sorted((task for tasks in self.tasks.values() for task in tasks), key=urgency)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the filters ask for; "" and None let all pass."""

    text: str = ""
    kind: str = ""
    state: TaskState | None = None

    def lets(self, task: TaskView) -> bool:
        """Whether the task is shown."""
        if self.kind and fold(task.kind) != fold(self.kind):
            return False
        if self.state is not None and task.state != self.state:  # a field hands a state back as its word
            return False
        said = fold(f"{task.unit} {task.given_to} {task.content} {task.answers_for} {task.staff} {task.code}")
        return all(word in said for word in fold(self.text).split())


def rows_of(tasks: Sequence[TaskView]) -> list[UnitRow]:
    """A row for each unit, the one with the most pressing task first."""
    found: dict[uuid.UUID, dict[str, list[TaskView]]] = {}
    names: dict[uuid.UUID, str] = {}
    for task in sorted(tasks, key=urgency):  # so the units come in this order too
        names[task.unit_id] = task.unit
        found.setdefault(task.unit_id, {}).setdefault(content_key(task.content), []).append(task)
    return [UnitRow(key, names[key], by_text) for key, by_text in found.items()]


def columns_of(tasks: Sequence[TaskView]) -> list[TableColumn[UnitRow]]:
    """The unit, how many of its tasks are done, and a column for each text, as it was given."""
    texts: dict[str, str] = {}
    for task in sorted(tasks, key=lambda each: each.number):
        texts.setdefault(content_key(task.content), task.content)
    return [
        TableColumn("unit", lambda: _("Unit"), lambda row: row.unit, 180),
        TableColumn("done", lambda: _("Done"), _done, 58, numeric=True),
        *(_column(key, text) for key, text in texts.items()),
    ]


def _done(row: UnitRow) -> str:
    tasks = row.all
    return f"{sum(task.state in FINISHED for task in tasks)}/{len(tasks)}"


def _column(key: str, text: str) -> TableColumn[UnitRow]:
    heading = " ".join(text.split())
    short = heading if len(heading) <= _LONGEST_HEADING else f"{heading[:_LONGEST_HEADING].rstrip()}…"
    return TableColumn(f"task.{key[:80]}", lambda: short, lambda row: _cell(row.tasks.get(key, ())), 132)


def _cell(tasks: Sequence[TaskView]) -> str:
    if not tasks:
        return ""
    told = words.short_text(min(tasks, key=urgency).standing)
    return f"{told} (+{len(tasks) - 1})" if len(tasks) > 1 else told


def task_columns() -> list[TableColumn[TaskView]]:
    """The columns of one unit's tasks."""
    return [
        TableColumn("state", lambda: _("State"), lambda task: words.short_text(task.standing), 128),
        TableColumn("content", lambda: _("Task"), lambda task: " ".join(task.content.split()), 150, stretches=True),
        TableColumn("percent", lambda: _("Progress"), lambda task: words.percent(task.percent), 78, numeric=True),
    ]


def facts(tasks: Sequence[TaskView], *, short: bool = False) -> str:
    """The line of facts: how many tasks of how many units, and how many in each state; `short`: only the overdue."""
    units = len({task.unit_id for task in tasks})
    whole = ngettext("{count} task", "{count} tasks", len(tasks)).format(count=len(tasks))
    of_units = ngettext("{count} unit", "{count} units", units).format(count=units)
    parts = [whole, of_units]
    for state in (TaskState.LATE,) if short else TaskState:
        count = sum(task.state is state for task in tasks)
        if count:
            parts.append(f"{words.sign(state)} {count} {words.state_text(state)}".replace(" ", "\N{NO-BREAK SPACE}"))
    return " · ".join(parts)


def about(task: TaskView) -> str:
    """Everything about one task, in lines: who, the indicator from start over now to goal, and the log."""
    now = next((each.value for each in reversed(task.progress) if each.value is not None), None)
    lines = [
        f"{task.code} · {words.unit_text(task)}",
        task.content,
        _("Deadline: {day}, {state}").format(day=words.due_text(task), state=words.standing_text(task.standing)),
        _("Responsible: {name}").format(name=words.responsible_text(task)),
        *([_("Staff: {name}").format(name=task.staff)] if task.staff else []),
        *([_("With: {names}").format(names="; ".join(task.co_units))] if task.co_units else []),
        *([_("Target: {text}").format(text=task.target)] if task.target else []),
    ]
    if task.indicator.name or task.indicator.goal is not None:
        lines.append(_("Indicator: {text}").format(text=words.indicator_text(task.indicator, now)))
    if not task.committed:
        lines.append(_("The unit has not committed itself yet."))
    for extension in reversed(task.extensions):
        line = _("Extended to {day}: {reason}")
        lines.append(line.format(day=short_date_text(extension.to), reason=extension.reason))
    for each in reversed(task.progress):
        said = [words.percent(each.percent), words.decimal(each.value), each.text, each.evidence, each.said_by]
        lines.append(f"{short_date_text(each.on)}: {' · '.join(filter(None, said))}")
    return "\n".join(lines)
