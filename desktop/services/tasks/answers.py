"""One row's answers, cell by cell, with everything in them that can't be read or can't be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from desktop.domain.dates import parse_date, read_day
from desktop.domain.decimals import read_decimal
from desktop.domain.importing import Problem, Severity
from desktop.domain.names import normalise, visible
from desktop.domain.task_sheets import TaskAnswer
from desktop.domain.tasks import MOST_NUMBER, WHOLE, TaskView, number_said
from desktop.excel.reading.workbook import Cell
from desktop.excel.understanding.task_table import cell_value
from desktop.wording.task_sheets import heading

_LONGEST = {"responsible": 255, "indicator": 255, "evidence": 255}


class AnswerReader:
    """Reads one row; `problems` are all that is wrong with it."""

    def __init__(self, day: dt.date) -> None:
        self._day = day
        self.problems: list[Problem] = []

    def read(self, cells: Sequence[Cell], columns: Mapping[str, int], task: TaskView | None) -> TaskAnswer:
        """What the row says of the task; a cell that can't be read says nothing, and is told."""

        def cell(name: str) -> Cell:
            return cell_value(cells, columns, name)

        return TaskAnswer(
            target=self._text("target", cell("target")),
            indicator=self._text("indicator", cell("indicator")),
            goal=self._number("goal", cell("goal")),
            due=self._due(cell("due"), task),
            responsible=self._text("responsible", cell("responsible")),
            value=self._number("value", cell("value")),
            percent=self._percent(cell("percent")),
            on=self._on(cell("on")),
            text=self._text("text", cell("text")),
            evidence=self._text("evidence", cell("evidence")),
        )

    def _tell(self, name: str, code: str, /, **details: object) -> None:
        self.problems.append(Problem(name, code, Severity.ERROR, {"name": heading(name), **details}))

    def _text(self, name: str, value: Cell) -> str:
        if value is None:
            return ""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        several = name in ("target", "text")
        text = visible(str(value)).strip() if several else normalise(str(value))
        limit = _LONGEST.get(name)
        if limit is not None and len(text) > limit:
            self._tell(name, "task_sheet.too_long", limit=limit)
            return ""
        return text

    def _number(self, name: str, value: Cell) -> float | None:
        number = _number(value)
        if value is not None and (number is None or not abs(number) <= MOST_NUMBER):
            self._tell(name, "task_sheet.no_number", value=str(value))
            return None
        return number

    def _percent(self, value: Cell) -> float | None:
        """A per cent; a number under 1 is a share, as Excel keeps what is shown as 50 %."""
        if value is None:
            return None
        number = _number(value)
        if number is None:
            self._tell("percent", "task_sheet.no_percent", value=str(value))
            return None
        if not isinstance(value, str):
            if number == 1:
                self._tell("percent", "task_sheet.one_percent")
                return None
            if 0 < number < 1:
                number = round(number * WHOLE, 6)
        if not 0 <= number <= WHOLE:
            self._tell("percent", "task.percent", value=number_said(number))
            return None
        return number

    def _due(self, value: Cell, task: TaskView | None) -> dt.date | None:
        due = self._date("due", value)
        if due is None or task is None or due in (task.due, task.given_due):
            return None
        if due < self._day:
            self._tell("due", "task_sheet.due_passed", value=due)
        elif due > task.due:
            self._tell("due", "task.due_later", value=due, due=task.due)
        elif task.extensions:
            self._tell("due", "task.due_extended", value=due, due=task.due)
        else:
            return due
        return None

    def _on(self, value: Cell) -> dt.date | None:
        day = self._date("on", value)
        if day is not None and day > self._day:
            self._tell("on", "task.on_future", value=day)
            return None
        return day

    def _date(self, name: str, value: Cell) -> dt.date | None:
        if value is None:
            return None
        if isinstance(value, str):
            found = read_day(value)
        else:
            date = parse_date(value)
            found = dt.date(date.year, date.month, date.day) if date and date.month and date.day else None
        if found is None:
            self._tell(name, "task_sheet.no_day", value=str(value))
        return found


def _number(value: Cell) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return float(value)
    return read_decimal(value) if isinstance(value, str) else None
