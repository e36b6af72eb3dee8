"""The people of the directory, found over all conferences."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.people import AttendeeView
from desktop.domain.phones import format_phone
from desktop.gui.context import Context
from desktop.gui.page import PageCommand
from desktop.gui.theme import GRID
from desktop.gui.widgets.empty import EmptyState
from desktop.gui.widgets.layout import column, grow, search_field
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.search import lead_into
from desktop.gui.widgets.table import Table
from desktop.i18n import _
from desktop.services import attendees
from desktop.wording import field
from desktop.wording.formats import full_name_text

_MOST = 200


def columns() -> list[TableColumn[AttendeeView]]:
    """The list's columns."""
    return [
        TableColumn("name", lambda: _("Full name"), full_name_text, 220),
        TableColumn("birth", lambda: _("Date of birth"), lambda row: field.birth(row.birth), 110),
        TableColumn("unit", lambda: _("Unit"), lambda row: row.unit, 240),
        TableColumn("position", lambda: _("Position"), lambda row: row.position, 200, stretches=True),
        TableColumn("phone", lambda: _("Phone"), lambda row: format_phone(row.phone), 130),
    ]


class PeopleTab(QWidget):
    """A search field and who was found; Enter opens a person's card."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.search = search_field(
            context.theme,
            _("Find a person of any conference: name, unit, code or phone"),
            _("Find people"),
            lambda _text: self.reload(),
        )
        self.model: RowsModel[AttendeeView] = RowsModel(columns(), self)
        self.table = Table(context, "people", self.model, _("People"))
        lead_into(self.search, self.table)
        self.table.chosen.connect(self.show_card)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        words = _(
            "Type a part of the name, without accents if you like. The card shows every conference they attended."
        )
        self._stack.addWidget(EmptyState(context, "account-group-outline", _("Find a person"), words))
        self._stack.addWidget(EmptyState(context, "magnify", _("Nobody fits"), _("No conference has such a person.")))
        self.setFocusProxy(self.search)  # there is no list before somebody was looked for
        column(self.search, grow(self._stack), on=self, spacing=GRID + 4, margins=(0, GRID + 4, 0, 0))
        self._stack.setCurrentIndex(1)

    def commands(self) -> dict[str, PageCommand]:
        """What the page does for people."""
        card = PageCommand(self.show_card, self._why_no_card)
        return {"find": PageCommand(self.go_find), "card": card, "edit": card}

    def _why_no_card(self) -> str:
        shown = self._stack.currentWidget() is self.table
        return self.table.why_no_row() if shown else _("find a person first")

    def reload(self) -> None:
        """Search again."""
        text = self.search.text().strip()
        if not text:
            self.context.operations.forget("people")
            self._stack.setCurrentIndex(1)
            return
        self.context.operations.read("people", lambda tx: attendees.search_attendees(tx, None, text, _MOST), self._take)

    def _take(self, found: list[AttendeeView]) -> None:
        people = list({row.person_id: row for row in reversed(found)}.values())[::-1]
        self.table.replace(people)
        self._stack.setCurrentIndex(0 if people else 2)

    def go_find(self) -> None:
        """Put the keyboard into the search field."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def show_card(self) -> None:
        """The card of the person the keyboard is on."""
        from desktop.gui.attendees.person import show_card

        row = self.table.current()
        if row is not None:
            show_card(self.context, row.person_id)
