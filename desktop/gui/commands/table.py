"""Every command by name. The order of rows is the order in menus, in the rail and in the palette."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.gui.command import Command, Words
from desktop.gui.commands.conference_rows import AFTER, BUTTONS, CONFERENCE, DOCUMENTS, REPLIES, TASKS
from desktop.gui.commands.people_rows import ATTENDANCE, ATTENDEES, DIRECTORY
from desktop.gui.commands.window_rows import DESKS, EDIT, FILE, HELP, PAGES
from desktop.i18n import _

MENUS: Mapping[str, Words] = {
    "file": lambda: _("&File"),
    "edit": lambda: _("&Edit"),
    "attendees": lambda: _("&Attendees"),
    "attendance": lambda: _("Atten&dance"),
    "conference": lambda: _("&Conference"),
    "desks": lambda: _("Des&ks"),
    "view": lambda: _("&View"),
    "help": lambda: _("&Help"),
}
"""The menus of the bar. Others ("list.attendees", "switcher") open where something is clicked."""

COMMANDS: tuple[Command, ...] = (
    *FILE, *EDIT, *ATTENDEES, *DIRECTORY, *ATTENDANCE, *CONFERENCE, *REPLIES, *TASKS, *AFTER, *BUTTONS, *DESKS, *PAGES,
    *HELP, *DOCUMENTS,
)  # fmt: skip
