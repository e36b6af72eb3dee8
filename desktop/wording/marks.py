"""Sentences about marks brought back from a workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.marks_import import NOT_EXPECTED, CellAction
from desktop.i18n import _, pgettext
from desktop.wording import attendance

SENTENCES: Mapping[str, Callable[[], str]] = {
    "marks.no_table": lambda: _(
        "{file} has no table of marks: it needs a column of badge codes or names, and a column headed like a session "
        "({known})."
    ),
    "marks.session_twice": lambda: _("Sheet {sheet}: “{heading}” is a session that an earlier column has: left out."),
    "marks.column_unknown": lambda: _(
        "Sheet {sheet}, column {column}: “{heading}” is none of the sessions, so its letters are left out."
    ),
    "marks.matched_by_name": lambda: _("Sheet {sheet}, row {row}: {name} was found by name, for the code fits nobody."),
    "marks.code_of_another": lambda: _("The code {code} is that of {name}, but the row says {value}."),
    "marks.several": lambda: _("{name} fits several people: give the badge code."),
    "marks.nobody": lambda: _("Nobody on the list fits {name}."),
    "marks.no_letter": lambda: _("“{value}” is no letter of attendance: write C, M, P or V."),
    "marks.said_otherwise": lambda: _(
        "{name} stands in the workbook twice: row {other_row} of {other_sheet} says “{value}”."
    ),
    "marks.not_expected": lambda: _("{name} is not expected at this session, so they can't be absent."),
}

_ACTIONS: Mapping[CellAction, Callable[[], str]] = {
    CellAction.SAME: lambda: pgettext("marks", "the same"),
    CellAction.FILL: lambda: pgettext("marks", "new"),
    CellAction.CHANGE: lambda: pgettext("marks", "differs"),
    CellAction.ERROR: lambda: pgettext("marks", "refused"),
}


def action(value: CellAction) -> str:
    """What a cell would do, in a word."""
    return _ACTIONS[value]()


def stands(before: str) -> str:
    """What stands in the record before."""
    return pgettext("attendance", "not expected") if before == NOT_EXPECTED else attendance.status(before)


def place(sheet: str, row: int, column: str) -> str:
    """Where a cell stands: "Điểm danh, G12"."""
    return _("{sheet}, {cell}").format(sheet=sheet, cell=f"{column}{row}")
