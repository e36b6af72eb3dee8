"""The agenda: sessions by day, with what is odd about them in words."""

from __future__ import annotations

import uuid
from itertools import groupby

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from desktop import wording
from desktop.domain.areas import Area
from desktop.domain.guide import Topic
from desktop.domain.people import RoleGroupView, SessionView
from desktop.gui.context import Context
from desktop.gui.page import Page, PageCommand
from desktop.gui.widgets.clipboard import copy_shown
from desktop.gui.widgets.empty import EmptyState, ListOrWords
from desktop.gui.widgets.rows import RowsModel, Section, TableColumn
from desktop.gui.widgets.table import Table
from desktop.gui.widgets.text import Markup, joined, tinted
from desktop.i18n import _, ngettext
from desktop.services import agenda, groups
from desktop.services.opening import Transaction
from desktop.services.points import belonging
from desktop.wording.formats import sessions_text, times_text, weekday_text
from desktop.wording.points import names_of

_Loaded = tuple[list[SessionView], list[RoleGroupView], dict[uuid.UUID, str]]


def columns() -> list[TableColumn[SessionView]]:
    """The agenda's columns."""
    return [
        TableColumn("time", lambda: _("Time"), lambda row: times_text(row.starts_at, row.ends_at), 110),
        TableColumn("title", lambda: _("Session"), lambda row: row.title, 300, stretches=True),
        TableColumn("room", lambda: _("Room"), lambda row: row.room, 130),
        TableColumn("speakers", lambda: _("Speakers"), lambda row: ", ".join(row.speakers), 200),
        TableColumn("audience", lambda: _("Audience"), _audience, 220),
        TableColumn("points", lambda: _("Points"), _points, 200),
        TableColumn("warnings", lambda: _("To review"), warnings_text, 280),
    ]


def _audience(row: SessionView) -> str:
    return ", ".join(row.audience_titles) or _("Everyone")


def _points(row: SessionView) -> str:
    return names_of(row.point_names) or _("Everywhere")


def warnings_text(row: SessionView) -> str:
    """What is odd about a session, in words after a sign."""
    return "  ".join(f"⚠ {wording.sentence(each.code, each.details)}" for each in row.warnings)


class AgendaPage(Page):
    """The sessions of the open conference."""

    guide = Topic.AGENDA

    areas = frozenset({Area.AGENDA, Area.GROUPS, Area.CONFERENCES, Area.POINTS})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Agenda"))
        self._sessions: list[SessionView] = []
        self._groups: list[RoleGroupView] = []
        self._points: dict[uuid.UUID, str] = {}
        self._to_odd = False
        self.add_button(_("Add a session"), self.add, primary=True)
        self.model: RowsModel[SessionView] = RowsModel(columns(), self)
        self.table = Table(context, "agenda", self.model, _("Agenda"))
        self.table.chosen.connect(self.edit)
        self.table.customContextMenuRequested.connect(self._open_menu)
        empty = EmptyState(
            context,
            "calendar-clock-outline",
            _("No session yet"),
            _("The attendance sheet takes its signature columns from the sessions: add the morning and the afternoon."),
        )
        empty.add_button(_("Add a session"), primary=True).clicked.connect(lambda: self.add())
        self._stack = ListOrWords(self.table, empty)
        self.body.addWidget(self._stack, 1)
        self.first = self.table
        self.commands = {
            "new": PageCommand(self.add),
            "edit": PageCommand(self.edit, self.table.why_no_row),
            "again": PageCommand(self.add_again, self.table.why_no_row),
            "remove": PageCommand(self.remove, self.table.why_no_row),
            "copy": PageCommand(self.copy, self.table.why_empty),
        }

    def reload(self) -> None:
        """Read the sessions again."""
        conference_id = self.context.conference_id

        def work(tx: Transaction) -> _Loaded:
            points = belonging.names(tx, conference_id)
            return agenda.list_sessions(tx, conference_id), groups.list_groups(tx, conference_id), points

        self.context.operations.read("agenda", work, self._take)

    def _take(self, found: _Loaded) -> None:
        self._sessions, self._groups, self._points = found
        lines: list[SessionView | Section] = []
        days = 0
        for day, sessions in groupby(self._sessions, key=lambda session: session.starts_at.date()):
            of_day = list(sessions)
            count = sessions_text(len(of_day))
            lines += [Section(weekday_text(day), count), *of_day]
            days += 1
        self.table.replace(lines)
        odd = sum(1 for session in self._sessions if session.warnings)
        self.table.setColumnHidden(self.model.column_of("warnings"), not odd)
        self.table.setColumnHidden(self.model.column_of("points"), not self._points)
        if self.table.current() is None:
            self.table.select_first()
        self._select_odd()
        self._stack.setCurrentIndex(0 if self._sessions else 1)
        parts: list[str | Markup] = [
            sessions_text(len(self._sessions)),
            ngettext("{count} day", "{count} days", days).format(count=days),
        ]
        if odd:
            words = ngettext("{count} session to review", "{count} sessions to review", odd).format(count=odd)
            parts.append(tinted(f"⚠ {words}", self.context.theme.colours.warn))
        self.say_facts(joined(parts))
        self.loaded.emit()

    def narrow(self, **filters: object) -> None:
        """`odd` puts the keyboard on the first session that something is odd about."""
        self._to_odd = bool(filters.get("odd"))
        if not self._stale:
            self._select_odd()
        self._stack.take_keyboard()

    def _select_odd(self) -> None:
        if self._to_odd and (odd := [session.id for session in self._sessions if session.warnings]):
            self.table.select_ids(odd[:1])
        self._to_odd = False

    def add(self) -> None:
        """A new session."""
        from desktop.gui.agenda.session import SessionDialog

        SessionDialog(self.context, self._sessions, self._groups, points=self._points).open()

    def edit(self) -> None:
        """The session the keyboard is on."""
        from desktop.gui.agenda.session import SessionDialog

        row = self.table.current()
        if row is not None:
            SessionDialog(self.context, self._sessions, self._groups, row, points=self._points).open()

    def add_again(self) -> None:
        """A new session like the one the keyboard is on, at the next time that is free."""
        from desktop.gui.agenda.session import SessionDialog

        row = self.table.current()
        if row is not None:
            SessionDialog(self.context, self._sessions, self._groups, like=row, points=self._points).open()

    def remove(self) -> None:
        """Remove the sessions selected; Undo brings them back."""
        ids = [row.id for row in self.table.selected()]

        def work(tx: Transaction) -> None:
            for key in ids:
                agenda.remove_session(tx, key)

        if ids:
            self.context.operations.write(work)

    def copy(self) -> None:
        """Put the agenda on the clipboard as a table."""
        copy_shown(self.table, self.model)

    def _open_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        self.context.commands.fill_menu(menu, "list.agenda")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(at))
