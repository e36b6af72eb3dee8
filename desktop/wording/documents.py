"""Sentences about papers that can't be made or kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.i18n import _

SENTENCES: Mapping[str, Callable[[], str]] = {
    "sheet.no_attendees": lambda: _(
        "Nobody to put on the sheet of “{conference}”: import or add attendees first, choose other groups or units, "
        "or ask for blank lines."
    ),
    "sheet.no_sessions": lambda: _("There is no session to sign for: add a session to the agenda first."),
    "sheet.too_many_columns": lambda: _(
        "{count} signature columns don't fit on the page; at most {most} do. Choose some of the sessions and make "
        "several sheets."
    ),
    "sheet.template": lambda: _(
        "The template {file} can't be used: {reason}. Mend it, or remove it to go back to the one that comes with "
        "the program."
    ),
    "print.failed": lambda: _(
        "The printer {printer} took no job: see that it is on and connected, or choose another one."
    ),
    "file.cannot_write": lambda: _(
        "{file} can't be written: close it if it is open in another program, or choose another name or folder."
    ),
}
