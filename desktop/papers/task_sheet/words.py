"""Words of the task sheet of a unit."""

from __future__ import annotations

from desktop.domain.names import normalise
from desktop.i18n import _
from desktop.papers.lists.tasks import TaskPaper, UnitTasks, basis
from desktop.papers.task_sheet.options import TaskSheetOptions
from desktop.papers.words import DocumentWords, OptionWords
from desktop.wording.formats import date_text

WORDS = DocumentWords(
    title=lambda: _("Task sheet"),
    purpose=lambda: _("What the conclusion asks of each unit, on a sheet of its own."),
    options={
        "back_by": OptionWords(lambda: _("To be sent back by")),
        "signature": OptionWords(lambda: _("Signatures at the end")),
    },
)


def title() -> str:
    """In capitals."""
    return _("Task sheet").upper()


def lines(content: TaskPaper[TaskSheetOptions], one: UnitTasks) -> list[str]:
    """Under the title: whose it is, and what the tasks come from."""
    return [_("Unit: {name}").format(name=normalise(one.unit)), *basis(content, one.tasks)]


def under(content: TaskPaper[TaskSheetOptions]) -> str:
    """Below the table: what the unit is asked to do."""
    if content.options.back_by is None:
        return _("The unit writes down its targets, deadlines and who is responsible, and sends the sheet back.")
    line = _("The unit writes down its targets, deadlines and who is responsible, and sends the sheet back by {day}.")
    return line.format(day=date_text(content.options.back_by))


def receiver_title() -> str:
    """Over the signature of the unit."""
    return _("Head of the unit").upper()
