"""Tasks after a conference in words: states, kinds, indicators, and what is wrong with what was said."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.tasks import WHOLE, ConclusionView, Indicator, Standing, TaskState, TaskView
from desktop.i18n import _, ngettext, pgettext
from desktop.wording.formats import date_text, decimal_text, short_date_text

SENTENCES: Mapping[str, Callable[[], str]] = {
    "task.not_found": lambda: _("This task is not there any more: somebody removed it."),
    "conclusion.not_found": lambda: _("This conclusion is not there any more: somebody removed it."),
    "task.unknown": lambda: _("There is no task “{value}”: “tasks list CONFERENCE” shows their codes."),
    "task.no_units": lambda: _("Say which units get the task."),
    "task.too_many": lambda: _("A conference can't have more than {most} tasks."),
    "task.percent": lambda: _("“{value}” is no per cent from 0 to 100."),
    "task.number": lambda: _("“{value}” is no number that an indicator can have."),
    "task.day": lambda: _("{value} can't be meant: check the year."),
    "task.due_extended": lambda: _(
        "The deadline was extended to {due}; {value} can't be promised any more. Leave the deadline as it is."
    ),
    "task.on_future": lambda: _("{value} is still to come: progress is told of today or of a day before."),
    "task.says_nothing": lambda: _("Say how far it is: a per cent, a value of the indicator, or words."),
    "task.not_later": lambda: _("{value} is not later than the deadline in force, {due}."),
    "task.due_later": lambda: _("The deadline is {due}: a later one ({value}) has to be asked for as an extension."),
    "task.no_conclusion": lambda: _("No task comes from a conclusion no. {value}; there are: {known}."),
    "task.no_reason": lambda: _("An extension needs its reason."),
    "task.granted_before": lambda: _("It can't be granted before it was asked for: check the dates."),
}

_STATES: Mapping[TaskState, tuple[str, Callable[[], str]]] = {
    TaskState.LATE: ("✕", lambda: _("overdue")),
    TaskState.DUE_SOON: ("!", lambda: _("due soon")),
    TaskState.NO_COMMITMENT: ("?", lambda: _("no commitment yet")),
    TaskState.OPEN: ("○", lambda: _("in time")),
    TaskState.DONE_LATE: ("✓", lambda: _("done late")),
    TaskState.DONE: ("✓", lambda: _("done in time")),
}


def sign(state: TaskState) -> str:
    """A sign for a state, always beside its word."""
    return _STATES[state][0]


def state_text(state: TaskState) -> str:
    """A state as a word."""
    return _STATES[state][1]()


def standing_text(standing: Standing) -> str:
    """A state with how many days: "overdue (3 days)"."""
    word = state_text(standing.state)
    if not standing.days_late:
        return word
    text = ngettext("{state} ({count} day)", "{state} ({count} days)", standing.days_late)
    return text.format(state=word, count=standing.days_late)


def short_text(standing: Standing) -> str:
    """A state for a narrow cell, its sign before it: "✕ 3 days late", "✓ done 05/11"."""
    match standing.state:
        case TaskState.LATE:
            words = late_text(standing.days_late)
        case TaskState.DONE | TaskState.DONE_LATE:
            text = _("done {day}") if standing.state is TaskState.DONE else _("late, done {day}")
            words = text.format(day=short_date_text(standing.done_on or standing.due))
        case TaskState.NO_COMMITMENT:
            words = state_text(standing.state)
        case _:
            words = _("until {day}").format(day=short_date_text(standing.due))
    return f"{sign(standing.state)} {words}"


def late_text(days: int) -> str:
    """How late something is."""
    return ngettext("{count} day late", "{count} days late", days).format(count=days)


def standard_kinds() -> list[str]:
    """The kinds of tasks that are offered until an office makes its own list."""
    return [
        _("targets of administrative reform"),
        _("dialogue"),
        _("opinions"),
        _("review of procedures"),
        _("online services"),
        _("one-stop service across offices"),
        pgettext("task", "other"),
    ]


def responsible_text(task: TaskView) -> str:
    """Who is responsible: whoever is named, else the head of the unit, by name where that is known."""
    return task.answers_for or head_text()


def head_text() -> str:
    """Who is responsible where nobody is named."""
    return _("Head of the unit")


def decimal(value: float | None) -> str:
    """A number as the language writes it, "" for none."""
    return "" if value is None else decimal_text(value, 4, trimmed=True)


def percent(value: float | None) -> str:
    """A per cent from 0 to 100, "" for none; what is not done never reads as 100."""
    if value is None:
        return ""
    shown = round(value, 1)
    return f"{decimal(shown if value >= WHOLE else min(shown, 99.9))}%"


def indicator_text(indicator: Indicator, now: float | None = None) -> str:
    """An indicator from start to goal: "Hồ sơ trực tuyến: 40 → 55 → 80 %"; without `now` where nothing was told."""
    steps = [decimal(each) for each in (indicator.start, now, indicator.goal) if each is not None]
    numbers = " ".join(filter(None, (" → ".join(steps), indicator.measure)))
    return ": ".join(filter(None, (indicator.name, numbers)))


def conclusion_text(paper: ConclusionView) -> str:
    """A conclusion by its number and day: "15/TB-UBND, 25/05/2018"."""
    return ", ".join(filter(None, (paper.number, date_text(paper.signed_on))))


def unit_text(task: TaskView) -> str:
    """The unit that answers, with the name it was given to where that is another."""
    if task.unit == task.given_to:
        return task.unit
    return _("{unit} (given to {former})").format(unit=task.unit, former=task.given_to)


def due_text(task: TaskView) -> str:
    """The deadline in force, with the given one where it was extended."""
    if task.due == task.given_due:
        return date_text(task.due)
    return _("{deadline} (extended from {before})").format(
        deadline=date_text(task.due), before=date_text(task.given_due)
    )
