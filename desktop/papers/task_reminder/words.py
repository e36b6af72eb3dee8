"""Words of the letter to units with overdue tasks."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.documents.frame import Issue
from desktop.domain.names import normalise
from desktop.i18n import _
from desktop.papers.lists.tasks import TaskPaper, UnitTasks, basis
from desktop.papers.task_reminder.options import TaskReminderOptions
from desktop.papers.words import DocumentWords, OptionWords, number_hint
from desktop.wording.formats import date_text
from desktop.wording.frame import FrameWords, frame_words

WORDS = DocumentWords(
    title=lambda: _("Letter to units with overdue tasks"),
    purpose=lambda: _("An official letter to each unit that has overdue tasks, naming them, and to no other."),
    options={
        "number": OptionWords(lambda: _("Number of the letter"), hint=lambda: number_hint("25/UBND-NV")),
        "report_by": OptionWords(lambda: _("To report by")),
    },
)


def frame(content: TaskPaper[TaskReminderOptions]) -> FrameWords:
    """The letter's frame: dated today, with what it is about under its number."""
    words = frame_words(content.letterhead, Issue(number=content.options.number, about=about(), date=content.as_of))
    return words if words.recipients else replace(words, recipients=(_("As above;"), _("Filed: Office.")))


def about() -> str:
    """What the letter is about."""
    return _("Re: tasks after the conference that are overdue")


def opening(content: TaskPaper[TaskReminderOptions], one: UnitTasks) -> list[str]:
    """Over the table."""
    line = _("Until {day} the unit has not finished the following tasks given after “{title}”, which are overdue:")
    said = line.format(day=date_text(content.as_of), title=normalise(content.conference_title))
    return [*basis(content, one.tasks), said]


def address(one: UnitTasks) -> str:
    """To whom."""
    return _("To: {name}").format(name=normalise(one.unit))


def closing(content: TaskPaper[TaskReminderOptions]) -> str:
    """Below the table."""
    if content.options.report_by is None:
        return _(
            "The head of the unit is asked to have them finished without delay and to report the result, or to ask for an "
            "extension with its reason."
        )
    line = _(
        "The head of the unit is asked to have them finished without delay and to report the result by {day}, or to ask "
        "for an extension with its reason."
    )
    return line.format(day=date_text(content.options.report_by))
