"""What the report on tasks says: counted by quarter, kind and unit."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.documents import fields
from desktop.domain.documents.frame import Letterhead
from desktop.domain.tasks import FINISHED, TaskState, TaskView


@dataclass(frozen=True, slots=True)
class TaskReportOptions:
    """Of which tasks it tells, and how it is worded."""

    first: dt.date | None = fields.day()
    """Tasks due on this day or later."""
    last: dt.date | None = fields.day()
    """Tasks due on this day or before; how they stand is told of it too, where it is over."""
    number: str = fields.text()
    about: str = fields.text()
    opening: str = fields.text(lines=3)
    assessment: str = fields.text(lines=5)
    proposals: str = fields.text(lines=4)
    plots: bool = fields.flag(True)


@dataclass(frozen=True, slots=True)
class TaskTally:
    """How many tasks stand how."""

    done: int = 0
    done_late: int = 0
    late: int = 0
    open: int = 0
    """Neither done nor overdue."""

    @classmethod
    def of(cls, tasks: Iterable[TaskView]) -> TaskTally:
        """Of these tasks."""
        states = Counter(task.state for task in tasks)
        late = states[TaskState.LATE]
        ended = late + sum(states[state] for state in FINISHED)
        return cls(states[TaskState.DONE], states[TaskState.DONE_LATE], late, states.total() - ended)

    @property
    def total(self) -> int:
        """All of them."""
        return self.ended + self.open

    @property
    def ended(self) -> int:
        """Those that were done or should have been."""
        return self.done + self.done_late + self.late

    @property
    def in_time(self) -> float | None:
        """The share of those that were done or should have been which were done in time; None where there are none."""
        return self.done / self.ended if self.ended else None


@dataclass(frozen=True, slots=True)
class TaskReportRow:
    """A quarter, kind or unit."""

    name: str
    tally: TaskTally


@dataclass(frozen=True, slots=True)
class TaskReport:
    """The report before it is laid out."""

    conference_title: str
    letterhead: Letterhead
    as_of: dt.date
    quarters: tuple[tuple[int, int, TaskTally], ...]
    """Year and quarter of the deadline in force, with its tasks."""
    kinds: tuple[TaskReportRow, ...]
    units: tuple[TaskReportRow, ...]
    """In the order of the directory."""
    options: TaskReportOptions

    @property
    def total(self) -> int:
        """How many units are on it."""
        return len(self.units)

    @property
    def tally(self) -> TaskTally:
        """Of all tasks."""
        tallies = [tally for _year, _quarter, tally in self.quarters]
        return TaskTally(
            *(sum(getattr(each, name) for each in tallies) for name in ("done", "done_late", "late", "open"))
        )
