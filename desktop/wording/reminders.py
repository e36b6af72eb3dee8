"""The words of reminders, until an office says otherwise, and what stands in their fields."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.domain.reminders import Channel
from desktop.domain.tasks import TaskView
from desktop.i18n import _, ngettext
from desktop.wording import tasks as task_words
from desktop.wording.formats import date_text

FIELDS = ("unit", "count", "tasks", "conference", "sender", "oldest")
"""What may stand in braces."""


def channel_text(channel: Channel) -> str:
    """How it goes."""
    return {Channel.ZALO: _("Zalo (plain text)"), Channel.EMAIL: _("E-mail"), Channel.SMS: _("SMS")}[channel]


def subject(own: str) -> str:
    """The subject of a letter: the office's own, or the usual."""
    return own.strip() or _("Overdue tasks after “{conference}”")


def wording(channel: Channel, own: str) -> str:
    """The text: the office's own, or the usual."""
    if own.strip():
        return own
    if channel is Channel.SMS:
        return _("{sender}: {unit} has {count} overdue, the oldest since {oldest}. Please report progress.")
    return _(
        "To {unit},\n\nof the tasks given after “{conference}” these are overdue:\n\n{tasks}\n\n"
        "Please finish them and report the result, or ask for an extension with its reason.\n\n{sender}"
    )


def fields(tasks: Sequence[TaskView], conference: str, sender: str, channel: Channel) -> dict[str, str]:
    """What the fields of one unit's reminder say."""
    count = ngettext("{count} task", "{count} tasks", len(tasks)).format(count=len(tasks))
    return {
        "unit": tasks[0].unit,
        "count": count,
        "tasks": "\n".join(_line(task) for task in tasks),
        "conference": conference,
        "sender": sender or ("" if channel is Channel.SMS else _("The organizer")),
        "oldest": date_text(min(task.due for task in tasks)),
    }


def _line(task: TaskView) -> str:
    line = _("- {content} (deadline {due}, {late})")
    late = task_words.late_text(task.standing.days_late)
    return line.format(content=task.content, due=date_text(task.due), late=late)


def before_text(count: int) -> str:
    """Which reminder it will be: "2nd reminder"."""
    return _("reminder no. {number}").format(number=count + 1)


def file_stem(unit: str) -> str:
    """The name of a unit's reminder, without its ending."""
    return _("Reminder - {unit}").format(unit=unit)
