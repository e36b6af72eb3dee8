"""The words on task sheets that go out, and about those that come back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.task_sheets import RowAction
from desktop.i18n import _
from desktop.wording import field

SENTENCES: Mapping[str, Callable[[], str]] = {
    "task_sheet.no_table": lambda: _(
        "{file} holds no table of tasks: it needs a heading row with “{content}” and what a unit answers beside it."
    ),
    "task_sheet.nothing_given": lambda: _("No task was given in this conference, so there is no task sheet."),
    "task_sheet.nobody_late": lambda: _("No task is overdue: there is nobody to write to."),
    "task_sheet.foreign": lambda: _("This task is one of {unit}, and the sheet is that of {said}."),
    "task_sheet.changed_text": lambda: _("The text of the task was changed: it was given as “{content}”."),
    "task_sheet.unknown_task": lambda: _("{unit} has no task “{value}”."),
    "task_sheet.whose": lambda: _(
        "Whose sheet this is it does not say, and “{value}” was given to several units: name the unit."
    ),
    "task_sheet.several": lambda: _("{unit} has {count} tasks of this text: give the code of the one meant."),
    "task_sheet.unknown_unit": lambda: _("There is no unit “{value}” in the directory."),
    "task_sheet.two_answers": lambda: _("This task is answered otherwise in row {row} of “{sheet}”, {file}."),
    "task_sheet.no_percent": lambda: _("“{value}” is no per cent: write a number from 0 to 100."),
    "task_sheet.one_percent": lambda: _("Whether “1” is 1 % or all of it the cell does not say: write 100% or 1%."),
    "task_sheet.no_number": lambda: _("{name}: “{value}” is not a number."),
    "task_sheet.no_day": lambda: _("{name}: “{value}” is not a date; write 30/06/2026."),
    "task_sheet.due_passed": lambda: _("The deadline {value} has passed already."),
    "task_sheet.changed_meanwhile": lambda: _("Somebody changed this task meanwhile, so it was left alone."),
    "task_sheet.too_long": lambda: _("{name}: at most {limit} letters fit here."),
}


def sheet_title() -> str:
    """The worksheet's name."""
    return _("Tasks")


def title() -> str:
    """The first line of a task sheet."""
    return _("Task sheet")


def about(conference: str) -> str:
    """What the tasks come from."""
    return _("After the conference: {title}").format(title=conference)


def instructions() -> tuple[str, str]:
    """How it is filled in, two lines above the table."""
    return (
        _("Fill in the white cells and send the file back; leave the headings and the texts of the tasks as they are."),
        _(
            "Write dates day first, as in 30/06/2026. A deadline later than the one given has to be asked for as an extension."
        ),
    )


def heading(name: str) -> str:
    """A column's heading."""
    return _("Task code") if name == "key" else field.heading(name)


def file_stem(unit: str) -> str:
    """The name of a unit's file, without its ending."""
    return _("Task sheet - {unit}").format(unit=unit)


def action(value: RowAction) -> str:
    """What taking a row does."""
    return {
        RowAction.COMMIT: _("commitment"),
        RowAction.PROGRESS: _("progress"),
        RowAction.SAME: _("nothing new"),
        RowAction.ERROR: _("refused"),
    }[value]
