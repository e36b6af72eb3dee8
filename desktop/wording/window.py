"""Sentences about what is typed into the window's forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.i18n import _

SENTENCES: Mapping[str, Callable[[], str]] = {
    "field.date": lambda: _("“{value}” is no day: write it as day/month/year, for example 23/05/2018."),
    "field.time": lambda: _("“{value}” is no time: write it as hours:minutes, for example 08:00."),
    "unit.choose": lambda: _("Choose a unit of the list. A new one is added on the page “Units & directory”."),
    "source.missing": lambda: _("Please fill this in."),
    "source.no_file": lambda: _("Choose a data file, or begin a new one."),
    "export.no_columns": lambda: _("Tick at least one column."),
    "journal.nothing_left": lambda: _("There is nothing to undo."),
    "journal.nothing_to_redo": lambda: _("There is nothing to do again."),
}
