"""The page after the conference: tasks, dialogues, opinions and procedures, each a page of its own made when first wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from desktop.domain.areas import Area
from desktop.domain.guide import Topic
from desktop.gui.context import Context
from desktop.gui.page import Page
from desktop.gui.widgets.layout import column
from desktop.i18n import _, pgettext

_TAB = "after.part"


def _tasks(context: Context) -> Page:
    from desktop.gui.tasks.page import TasksPage

    return TasksPage(context)


def _dialogues(context: Context) -> Page:
    from desktop.gui.dialogues.page import DialoguesPage

    return DialoguesPage(context)


def _opinions(context: Context) -> Page:
    from desktop.gui.opinions.page import OpinionsPage

    return OpinionsPage(context)


def _procedures(context: Context) -> Page:
    from desktop.gui.procedures.page import ProceduresPage

    return ProceduresPage(context)


_PARTS: Mapping[str, tuple[Callable[[], str], Callable[[Context], Page]]] = {
    "tasks": (lambda: pgettext("tab", "Tasks"), _tasks),
    "dialogues": (lambda: _("Dialogues"), _dialogues),
    "opinions": (lambda: _("Opinions"), _opinions),
    "procedures": (lambda: _("Procedures"), _procedures),
}
"""Each tab by its name: its words, and what makes its page."""


class AfterPage(Page):
    """Tabs; commands, facts and the place in the guide are those of the page shown."""

    guide = Topic.TASKS
    areas = frozenset({Area.TASKS, Area.DIALOGUES, Area.OPINIONS, Area.PROCEDURES, Area.UNITS, Area.CONFERENCES})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("After the conference"))
        self._parts: dict[str, Page] = {}
        self._fact.hide()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(_("After the conference"))
        for words, _make in _PARTS.values():
            self.tabs.addTab(QWidget(), words())
        self.body.addWidget(self.tabs, 1)
        kept = context.remembered(_TAB)
        self.open_part(kept if isinstance(kept, str) and kept in _PARTS else next(iter(_PARTS)))
        self.tabs.currentChanged.connect(lambda place: self.open_part(list(_PARTS)[place]))

    @property
    def part(self) -> Page:
        """The page shown."""
        return self._parts[list(_PARTS)[self.tabs.currentIndex()]]

    def open_part(self, name: str) -> None:
        """Show one of the pages, made when it was not wanted before."""
        place = list(_PARTS).index(name)
        if name not in self._parts:
            part = self._parts[name] = _PARTS[name][1](self.context)
            part.stand_inside()
            part.loaded.connect(self.loaded)
            holder = self.tabs.widget(place)
            if holder is not None:
                column(part, on=holder)
                if part.first is not None:
                    holder.setFocusProxy(part.first)
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(place)
        self.tabs.blockSignals(False)
        part = self.part
        self.commands, self.first = part.commands, part.first
        self.context.remember(_TAB, name)
        if self.isVisible():
            self.context.commands.follow_page()
            part.freshen()

    @property
    def guide_place(self) -> str:
        return self.part.guide or self.guide

    def reload(self) -> None:
        """The page shown reads its own."""
        self.part.freshen()

    def narrow(self, **filters: object) -> None:
        """`part`: show this one; the rest narrows it (a unit its tasks)."""
        name = filters.pop("part", "tasks" if "unit" in filters else None)
        if isinstance(name, str):
            self.open_part(name)
        self.part.narrow(**filters)
        if self.part.first is not None:
            self.part.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def make_stale(self, areas: frozenset[Area]) -> None:
        for part in self._parts.values():
            part.make_stale(areas)

    def forget(self) -> None:
        super().forget()
        for part in self._parts.values():
            part.forget()

    def freshen(self) -> None:
        self.part.freshen()
