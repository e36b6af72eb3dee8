"""Every action of the menus: its words, its shortcut, and who does it (the window, a page, or a door)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenuBar, QWidget

from desktop.gui import permits
from desktop.i18n import _


@dataclass(frozen=True, slots=True)
class _Words:
    text: Callable[[], str]
    shortcut: str = ""


_GROUPS = _Words(lambda: _("R&ole groups…"))

# Names starting with "page." are done by the page shown (its `commands`), with "door." by a door, others by the window.
_MENUS: tuple[tuple[Callable[[], str], tuple[tuple[str, _Words] | None, ...]], ...] = (
    (
        lambda: _("&File"),
        (
            ("door.conference.new", _Words(lambda: _("&New conference…"), "Ctrl+Shift+N")),
            ("door.import", _Words(lambda: _("&Import from Excel…"), "Ctrl+I")),
            ("door.export", _Words(lambda: _("&Export to Excel…"), "Ctrl+E")),
            ("door.print", _Words(lambda: _("&Print attendance sheets…"), "Ctrl+P")),
            None,
            ("door.data_source", _Words(lambda: _("&Data source…"))),
            ("data.new", _Words(lambda: _("New data file…"))),
            ("data.open", _Words(lambda: _("&Open data file…"), "Ctrl+O")),
            ("data.recent", _Words(lambda: _("Recent data sources"))),
            ("door.sample", _Words(lambda: _("Open the sample"))),
            ("door.backup", _Words(lambda: _("Save a copy of the data…"))),
            None,
            ("quit", _Words(lambda: _("&Quit"), "Ctrl+Q")),
        ),
    ),
    (
        lambda: _("&Edit"),
        (
            ("undo", _Words(lambda: _("&Undo"), "Ctrl+Z")),
            ("redo", _Words(lambda: _("&Redo"), "Ctrl+Shift+Z")),
            None,
            ("page.new", _Words(lambda: _("&Add…"), "Ctrl+N")),
            ("page.edit", _Words(lambda: _("&Edit…"), "F2")),
            ("page.remove", _Words(lambda: _("Re&move"), "Del")),
            None,
            ("page.copy", _Words(lambda: _("&Copy as a table"), "Ctrl+C")),
            ("door.import.clipboard", _Words(lambda: _("&Paste a table…"), "Ctrl+V")),
            None,
            ("page.find", _Words(lambda: _("&Find"), "Ctrl+F")),
            ("door.preferences", _Words(lambda: _("Prefere&nces…"), "Ctrl+,")),
        ),
    ),
    (
        lambda: _("&Attendees"),
        (
            ("page.group", _Words(lambda: _("Set the role &group of the selection…"), "Ctrl+G")),
            ("page.unit", _Words(lambda: _("Set the &unit of the selection…"), "Ctrl+U")),
            ("page.card", _Words(lambda: _("Person's &card…"), "Ctrl+D")),
            ("page.papers", _Words(lambda: _("Make &papers for the selection…"))),
            None,
            ("door.groups", _GROUPS),
            ("door.template", _Words(lambda: _("Registration &form for units…"))),
            ("door.imports", _Words(lambda: _("Past &imports…"))),
        ),
    ),
    (
        lambda: _("Atten&dance"),
        (
            ("door.attendance", _Words(lambda: _("&Check people in"))),
            ("door.walk_in", _Words(lambda: _("&Register a walk-in…"), "F4")),
            ("door.substitute", _Words(lambda: _("Someone comes for a&nother…"), "F6")),
            None,
            ("door.paper.entry", _Words(lambda: _("Enter a si&gned sheet…"), "Ctrl+Shift+P")),
            ("door.attendance.look_at", _Words(lambda: _("&Review doubtful attendance…"))),
            None,
            ("door.board", _Words(lambda: _("&Board on the whole screen"), "F11")),
            None,
            ("door.attendance.export", _Words(lambda: _("&Export attendance to Excel…"))),
            ("door.attendance.import", _Words(lambda: _("Bring &attendance back from Excel…"))),
        ),
    ),
    (
        lambda: _("&Conference"),
        (
            ("door.conference.edit", _Words(lambda: _("Conference &details…"))),
            ("door.conference.frame", _Words(lambda: _("&Letterhead and signer…"))),
            ("door.groups", _GROUPS),
            None,
            ("door.documents.quota", _Words(lambda: _("&Quotas of the units…"))),
            ("door.documents.rates", _Words(lambda: _("Daily ra&tes…"))),
            ("door.documents.seating", _Words(lambda: _("&Arrange the seats…"))),
            ("door.documents.certificates", _Words(lambda: _("&Who gets a certificate…"))),
            None,
            ("door.conference.copy", _Words(lambda: _("&Copy the conference…"))),
            ("door.conference.remove", _Words(lambda: _("&Remove the conference…"))),
        ),
    ),
    (
        lambda: _("Des&ks"),
        (
            ("door.desk.export", _Words(lambda: _("Save this desk's &book…"))),
            ("door.desk.merge", _Words(lambda: _("&Merge desk books…"))),
            None,
            ("door.server.copy_in", _Words(lambda: _("Put a conference on the &server…"))),
            ("door.server.copy_out", _Words(lambda: _("Fetch the conference into a &file…"))),
            None,
            ("door.server.add_desk", _Words(lambda: _("&Add a desk…"))),
            ("door.server.status", _Words(lambda: _("Server s&tatus…"))),
        ),
    ),
    (lambda: _("&View"), (("pages", _Words(lambda: "")),)),
    (
        lambda: _("&Help"),
        (
            ("shortcuts", _Words(lambda: _("&Keyboard shortcuts"), "F1")),
            ("log", _Words(lambda: _("Open the &log"))),
            ("about", _Words(lambda: _("&About Tập Huấn"))),
        ),
    ),
)


class Actions:
    """The window's actions by name, placed in its menus."""

    def __init__(self, owner: QWidget, bar: QMenuBar) -> None:
        self.by_name: dict[str, QAction] = {}
        self.menus = []
        self.pages: list[QAction] = []
        """What brings each page to the front."""
        for title, entries in _MENUS:
            menu = bar.addMenu(title())
            self.menus.append(menu)
            for entry in entries:
                if entry is None:
                    menu.addSeparator()
                    continue
                name, words = entry
                if name in self.by_name:  # one action in two menus
                    menu.addAction(self.by_name[name])
                    continue
                action = QAction(words.text(), owner)
                if words.shortcut:
                    action.setShortcut(words.shortcut)
                action.setObjectName(name)
                self.by_name[name] = action
                menu.addAction(action)

    def connect(self, name: str, slot: Callable[[], object]) -> None:
        """Have an action do something."""
        self.by_name[name].triggered.connect(lambda _checked=False: slot())

    def permit(self, doors: Collection[str], role: str, *, on_server: bool) -> None:
        """Show what this login may do; grey what does not apply to this kind of data source."""
        for name, action in self.by_name.items():
            door = name.removeprefix("door.")
            if door != name or name in permits.COMMANDS_OF_ORGANIZERS:
                action.setVisible(permits.may(role, door) and (door in doors or door == name))
                action.setEnabled(permits.applies(door, on_server=on_server))
        for menu in self.menus:
            shown = any(action.isVisible() and not action.isSeparator() for action in menu.actions())
            menu.menuAction().setVisible(shown)

    def offer(self, commands: Mapping[str, Callable[[], object]]) -> None:
        """Enable the page's actions that the page shown can do."""
        for name, action in self.by_name.items():
            if name.startswith("page."):
                action.setEnabled(name.removeprefix("page.") in commands)
