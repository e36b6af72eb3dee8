"""Words of the tracking table of tasks."""

from __future__ import annotations

from desktop.domain.tasks import TaskState
from desktop.i18n import _, ngettext
from desktop.papers.lists.tasks import TaskPaper
from desktop.papers.task_tracking.options import TaskTrackingOptions
from desktop.papers.words import DocumentWords, OptionWords
from desktop.wording.formats import date_text
from desktop.wording.tasks import state_text

WORDS = DocumentWords(
    title=lambda: _("Tracking table of tasks"),
    purpose=lambda: _("What each unit is to do after the conference, by when, who is responsible and how it stands."),
    options={
        "only": OptionWords(
            lambda: _("Which tasks"),
            {
                "all": lambda: _("All tasks"),
                "owed": lambda: _("Those still owed"),
                "late": lambda: _("Those overdue"),
            },
        ),
        "signature": OptionWords(lambda: _("Signatures at the end")),
    },
)


def title() -> str:
    """In capitals."""
    return _("Tracking table of tasks after the conference").upper()


def day_line(content: TaskPaper[TaskTrackingOptions]) -> str:
    """Of which day it tells."""
    return _("(As of {day})").format(day=date_text(content.as_of))


def total_text(content: TaskPaper[TaskTrackingOptions]) -> str:
    """How many tasks stand how."""
    tasks = content.tasks
    whole = ngettext("{count} task", "{count} tasks", len(tasks)).format(count=len(tasks))
    counts = [(state, sum(task.state is state for task in tasks)) for state in TaskState]
    told = ", ".join(f"{state_text(state)} {count}" for state, count in counts if count)
    return _("Total: {total}; {parts}.").format(total=whole, parts=told)
