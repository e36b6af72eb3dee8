"""Task sheets that came back: what each row says, whose task it is, and everything that is wrong with it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import field, replace
from enum import StrEnum

from desktop.domain.importing import Notice, Problem, Severity
from desktop.domain.lazy_dataclass import dataclass

FIELDS = (
    "number",
    "content",
    "unit",
    "target",
    "indicator",
    "goal",
    "due",
    "responsible",
    "value",
    "percent",
    "on",
    "text",
    "evidence",
    "key",
)
"""Columns of a task sheet, in their order."""
ANSWERS = ("target", "indicator", "goal", "due", "responsible", "value", "percent", "text", "evidence")
"""Those in which a unit says something."""


class RowAction(StrEnum):
    """What taking a row does."""

    COMMIT = "commit"
    """It writes down the commitment, with progress where that is told."""
    PROGRESS = "progress"
    """It writes down progress alone."""
    SAME = "same"
    """It says nothing new."""
    ERROR = "error"
    """It is refused."""


@dataclass(frozen=True, slots=True)
class TaskAnswer:
    """What a row says of its task; None or "" where it says nothing."""

    target: str = ""
    indicator: str = ""
    goal: float | None = None
    due: dt.date | None = None
    responsible: str = ""
    value: float | None = None
    percent: float | None = None
    on: dt.date | None = None
    text: str = ""
    evidence: str = ""

    @property
    def commitment(self) -> TaskAnswer:
        """Without what it tells of progress."""
        return replace(self, value=None, percent=None, on=None, text="", evidence="")

    @property
    def tells_progress(self) -> bool:
        """Whether it tells how far the task is."""
        return self.percent is not None or self.value is not None or bool(self.text or self.evidence)


@dataclass(frozen=True, slots=True)
class TakenRow:
    """One row of a sheet and what taking it does."""

    sheet: str
    row: int
    """Excel's."""
    raw: tuple[object, ...]
    content: str = ""
    answer: TaskAnswer = field(default_factory=TaskAnswer)
    action: RowAction = RowAction.ERROR
    task_id: uuid.UUID | None = None
    version: int = 0
    """The task's when the row was looked at."""
    code: str = ""
    unit: str = ""
    """Who answers for the task; for a row without one whose sheet it is."""
    problems: tuple[Problem, ...] = ()
    tells: bool = False
    """Whether it tells of progress what was not told before."""

    @property
    def refused(self) -> bool:
        """Whether it stays out."""
        return self.action is RowAction.ERROR

    def with_problem(self, name: str, code: str, /, **details: object) -> TakenRow:
        """The same, refused for one reason more."""
        problem = Problem(name, code, Severity.ERROR, details)
        return replace(self, action=RowAction.ERROR, problems=(*self.problems, problem))


@dataclass(frozen=True, slots=True)
class TakenSheet:
    """One worksheet with its rows."""

    name: str
    headings: tuple[str, ...]
    columns: dict[str, int]
    """Field → column, from 0."""
    rows: tuple[TakenRow, ...]


@dataclass(frozen=True, slots=True)
class TakenFile:
    """One file with its sheets, or why nothing could be read."""

    file: str
    unit: str = ""
    """Whose it is, as it says itself."""
    sheets: tuple[TakenSheet, ...] = ()
    error: Notice | None = None
    notices: tuple[Notice, ...] = ()
    """What is odd about the file: cells whose value it does not hold, letters that could not be read."""

    @property
    def rows(self) -> tuple[TakenRow, ...]:
        """All of its rows."""
        return tuple(row for sheet in self.sheets for row in sheet.rows)


@dataclass(frozen=True, slots=True)
class TakingPlan:
    """What taking the files would do: the preview, and what is written."""

    conference_id: uuid.UUID
    day: dt.date
    """Of which progress is told where a row names no day."""
    files: tuple[TakenFile, ...]

    def rows(self) -> Iterator[tuple[str, TakenRow]]:
        """Every row with its file."""
        for file in self.files:
            for row in file.rows:
                yield file.file, row

    def count(self, action: RowAction) -> int:
        """How many rows do this."""
        return sum(row.action is action for _file, row in self.rows())

    @property
    def refused(self) -> int:
        """How many rows are refused, and files that could not be read."""
        return self.count(RowAction.ERROR) + sum(file.error is not None for file in self.files)


@dataclass(frozen=True, slots=True)
class TakingReport:
    """What taking them did."""

    committed: int = 0
    progress: int = 0
    meanwhile: tuple[TakenRow, ...] = ()
    """Rows whose task somebody changed since they were looked at: left alone."""
