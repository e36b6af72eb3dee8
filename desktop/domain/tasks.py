"""Tasks given to units after a conference: how each stands on a day, worked out from what was said of it, never typed.

How province offices count them: done in time, done late, in time, overdue (QĐ 18/2016/QĐ-UBND of Hà Giang and its like).
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import field
from enum import StrEnum

from desktop.domain.errors import InvalidInput
from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.names import fold

WHOLE = 100.0
"""Per cent at which a task is done."""
SOON_DAYS = 7
"""So many last days, the due day included, are “due soon” unless the office says otherwise."""
MOST_SOON = 60
"""More days than that are no "soon"."""
MOST_NUMBER = 1e12
"""Beyond this an indicator is a slip of the finger."""


class TaskState(StrEnum):
    """How a task stands on a day."""

    LATE = "late"
    DUE_SOON = "due_soon"
    NO_COMMITMENT = "no_commitment"
    OPEN = "open"
    DONE_LATE = "done_late"
    DONE = "done"


OWED = (TaskState.LATE, TaskState.DUE_SOON, TaskState.NO_COMMITMENT, TaskState.OPEN)
"""What a unit still has to do, the most pressing first; a board shows states in the order of `TaskState`."""
FINISHED = (TaskState.DONE, TaskState.DONE_LATE)


@dataclass(frozen=True, slots=True)
class ProgressEntry:
    """One thing said about how far a task is: only ever added."""

    on: dt.date
    """The day of which it is told."""
    percent: float | None = None
    value: float | None = None
    """Of the indicator."""
    text: str = ""
    evidence: str = ""
    """The name of the file that shows it."""
    said_by: str = ""
    desk: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """A later due day that was asked for and granted."""

    to: dt.date
    reason: str
    granted_on: dt.date | None = None
    """None: the day is not known, and so it counts whatever day is asked about."""
    asked_on: dt.date | None = None
    desk: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a task stands: its state, the due day in force, and how late it is."""

    state: TaskState
    due: dt.date
    days_late: int = 0
    """Days past the due day: until the day asked about where it is late, until it was done where it was done late."""
    done_on: dt.date | None = None


def due_day(due: dt.date, extensions: Iterable[Extension], as_of: dt.date) -> dt.date:
    """The due day in force: the latest that was granted by that day."""
    return max((due, *(each.to for each in extensions if each.granted_on is None or each.granted_on <= as_of)))


def standing(
    due: dt.date,
    *,
    committed: bool,
    progress: Iterable[ProgressEntry],
    extensions: Iterable[Extension] = (),
    as_of: dt.date,
    soon_days: int = SOON_DAYS,
) -> Standing:
    """How the task stands at the end of `as_of`; progress of a later day and extensions granted later are not known yet.

    It is done on the first day of which at least 100 per cent is told. Whoever never committed is late all the same.
    """
    due = due_day(due, extensions, as_of)
    done_on = min(
        (each.on for each in progress if each.on <= as_of and each.percent is not None and each.percent >= WHOLE),
        default=None,
    )
    if done_on is not None:
        late = max(0, (done_on - due).days)
        return Standing(TaskState.DONE_LATE if late else TaskState.DONE, due, late, done_on)
    if as_of > due:
        return Standing(TaskState.LATE, due, (as_of - due).days)
    if not committed:
        return Standing(TaskState.NO_COMMITMENT, due)
    soon = (due - as_of).days < soon_days
    return Standing(TaskState.DUE_SOON if soon else TaskState.OPEN, due)


def latest(progress: Iterable[ProgressEntry], as_of: dt.date) -> ProgressEntry | None:
    """What was told last by that day; of one day the word that came last."""
    known = [(each.on, place, each) for place, each in enumerate(progress) if each.on <= as_of]
    return max(known, key=lambda each: each[:2])[2] if known else None


def percent_reached(value: float, start: float | None, goal: float | None) -> float | None:
    """How much of the way from start to goal a value is, 0 to 100, downwards too; None where there is no goal."""
    if goal is None:
        return None
    start = start or 0.0
    if goal == start:
        return WHOLE if value >= goal else 0.0
    return min(WHOLE, max(0.0, WHOLE * (value - start) / (goal - start)))


def same_content(one: str, other: str) -> bool:
    """Whether two texts are the same task: case, accents, punctuation and white space apart."""
    return content_key(one) == content_key(other)


def content_key(text: str) -> str:
    """A task's text for comparing."""
    return " ".join("".join(letter if letter.isalnum() else " " for letter in fold(text)).split())


@dataclass(frozen=True, slots=True)
class Indicator:
    """Chỉ tiêu: what is measured, in what, from where to where."""

    name: str = ""
    measure: str = ""
    start: float | None = None
    goal: float | None = None


@dataclass(frozen=True, slots=True)
class ConclusionView:
    """Kết luận: the paper that tasks come from."""

    id: uuid.UUID
    version: int
    number: str
    """As the paper bears it: "15/TB-UBND"."""
    signed_on: dt.date | None
    concluded_by: str


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task of one unit, as it stands on the day asked about."""

    id: uuid.UUID
    version: int
    code: str
    """For people: the conference's code and the task's number in it, "101-7"."""
    number: int
    conference_id: uuid.UUID
    conclusion_id: uuid.UUID | None
    content: str
    kind: str
    unit_id: uuid.UUID
    unit: str
    """Who answers for it now."""
    unit_kind: str
    given_to: str
    """The unit's name when it was given; another than `unit` after a merger or a renaming."""
    co_units: tuple[str, ...]
    target: str
    indicator: Indicator
    given_due: dt.date
    """As it was given, without extensions."""
    responsible: str
    """"" where nobody is named: the head of the unit (`head`)."""
    staff: str
    committed: bool
    standing: Standing
    progress: tuple[ProgressEntry, ...] = ()
    """By day, told by the day asked about."""
    extensions: tuple[Extension, ...] = ()
    head: str = ""
    """Name and position of the unit's head, where the lists of conferences know it."""

    @property
    def answers_for(self) -> str:
        """Who is responsible: whoever is named, else the head; "" where nobody is known by name."""
        return self.responsible or self.head

    @property
    def state(self) -> TaskState:
        """Its state."""
        return self.standing.state

    @property
    def due(self) -> dt.date:
        """The due day in force."""
        return self.standing.due

    @property
    def last(self) -> ProgressEntry | None:
        """What was told last."""
        return self.progress[-1] if self.progress else None

    @property
    def percent(self) -> float | None:
        """The per cent told last."""
        return next((each.percent for each in reversed(self.progress) if each.percent is not None), None)


@dataclass(frozen=True, slots=True)
class NewTask:
    """One task as it is given, to as many units as are named beside it."""

    content: str
    due: dt.date
    kind: str = ""
    target: str = ""
    indicator: Indicator = field(default_factory=Indicator)
    responsible: str = ""
    staff: str = ""
    co_units: tuple[str, ...] = ()
    conclusion_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class NewConclusion:
    """The paper that tasks come from, as typed; one of the same number and day is taken for the same."""

    number: str = ""
    signed_on: dt.date | None = None
    concluded_by: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What giving tasks came to."""

    tasks: tuple[TaskView, ...]
    already: tuple[tuple[str, str], ...] = ()
    """Unit and content of those that had the task before, and so were left alone."""


_ORDER = {state: place for place, state in enumerate(TaskState)}


def urgency(task: TaskView) -> tuple[int, dt.date, int]:
    """Late first, then what is due soonest; for sorting."""
    return _ORDER[task.state], task.due, task.number


def check_percent(percent: float | None) -> None:
    """Raise InvalidInput for what is no per cent from 0 to 100."""
    if percent is not None and not 0 <= percent <= WHOLE:
        raise InvalidInput("task.percent", field="percent", value=number_said(percent))


def check_number(name: str, value: float | None) -> None:
    """Raise InvalidInput for a number that an indicator can't have."""
    if value is not None and not abs(value) <= MOST_NUMBER:
        raise InvalidInput("task.number", field=name, value=str(value))


def number_said(value: float) -> str:
    """A number without needless digits, for messages and keys: 12, 12.5."""
    return f"{value:.4f}".rstrip("0").rstrip(".")
