"""Replies before the conference: one row a unit, counts that filter, and the chosen unit with its reminder beside it."""

from __future__ import annotations

import uuid

from PySide6.QtWidgets import QComboBox, QWidget

from desktop.domain.areas import Area
from desktop.domain.guide import Topic
from desktop.domain.replies import ReplyState, ReplyView, counted
from desktop.gui.context import Context
from desktop.gui.page import Page, PageCommand
from desktop.gui.replies.board import Shown, columns
from desktop.gui.replies.panel import ReplyPanel
from desktop.gui.replies.parts import ReplyBar, StateFilter
from desktop.gui.theme import GRID
from desktop.gui.widgets.clipboard import copy_shown
from desktop.gui.widgets.empty import EmptyState, ListOrWords
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.form import choice
from desktop.gui.widgets.layout import column, grow, holder, search_field, splitter
from desktop.gui.widgets.rows import RowsModel
from desktop.gui.widgets.search import lead_into
from desktop.gui.widgets.table import Table
from desktop.i18n import _, ngettext
from desktop.services import replies
from desktop.wording import replies as words
from desktop.wording.field import kind_choices

_LARGE_TEXT = 1.3


class RepliesPage(Page):
    """The invited units of the open conference."""

    guide = Topic.REPLIES
    areas = frozenset(
        {Area.REPLIES, Area.ATTENDEES, Area.UNITS, Area.GROUPS, Area.CONFERENCES, Area.DOCUMENTS, Area.IMPORTS}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Replies"))
        self._all: list[ReplyView] = []
        self._meant: uuid.UUID | None = None
        """The unit that the keyboard was on."""
        self._large = context.theme.scale > _LARGE_TEXT
        self.add_commands("template", "replies.calendar", "replies.invite")
        self.remind_button = self.add_button("", self.remind, primary=True)
        self.model: RowsModel[ReplyView] = RowsModel(columns(), self)
        self.table = Table(context, "replies", self.model, _("Invited units"))
        self.panel = ReplyPanel(context)
        parts = splitter(self.table, self.panel, sizes=(520, 480) if self._large else (760, 350))
        self.bar = ReplyBar(context.theme)
        whole = column(self.bar, self._make_filters(), grow(parts), spacing=GRID)
        self._stack = ListOrWords(holder(whole, first=self.table), self._nothing())
        self.body.addWidget(self._stack, 1)
        self.first = self.table
        self._wire()

    def _make_filters(self) -> QWidget:
        self.states = StateFilter(self._show)
        theme = self.context.theme
        self.search = search_field(
            theme, _("Find a unit, contact or letter"), _("Find units"), lambda _text: self._show()
        )
        self.search.setMinimumWidth(theme.px(120 if self._large else 220))
        self.kind = choice([(_("Every kind of unit"), ""), *kind_choices()])
        self.kind.setAccessibleName(_("Kind of unit"))
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumContentsLength(7 if self._large else 16)
        self.kind.activated.connect(lambda _place: self._show())
        fields = FlowLayout(spacing=GRID)
        for widget in (self.search, self.kind):
            fields.addWidget(widget)
        return holder(column(self.states, fields))

    def _nothing(self) -> EmptyState:
        empty = EmptyState(
            self.context,
            "email-check-outline",
            _("No unit is invited yet"),
            _(
                "Write down to which units the invitation went and until when they reply; then drop what they send back "
                "here, and the list shows who is late or short."
            ),
        )
        empty.add_button(_("Invitations sent…"), primary=True).clicked.connect(
            lambda: self.context.run("replies.invite")
        )
        return empty

    def _wire(self) -> None:
        lead_into(self.search, self.table)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_one())
        self.table.selectionModel().selectionChanged.connect(lambda *_rows: self._say_primary())
        self.table.chosen.connect(self.edit)
        self.commands = {
            "new": PageCommand(self.invite),
            "edit": PageCommand(self.edit, self.table.why_no_row),
            "remove": PageCommand(self.decline, self.table.why_no_row),
            "invitation": PageCommand(self.edit, self.table.why_no_row),
            "decline": PageCommand(self.decline, self.table.why_no_row),
            **self.panel.commands(),
            "copy": PageCommand(self.copy, self.table.why_empty),
            "find": PageCommand(self.search.setFocus),
        }

    # -- showing ------------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the replies again."""
        conference_id = self.context.conference_id
        self.context.operations.read("replies", lambda tx: replies.list_replies(tx, conference_id), self._take)

    def _take(self, found: list[ReplyView]) -> None:
        self._all = found
        self._stack.setCurrentIndex(0 if found else 1)
        self._show()
        self.loaded.emit()

    def _show(self) -> None:
        """What the filters let through; the counts are of what search and kind let through."""
        kind, text = str(self.kind.currentData() or ""), self.search.text()
        among = [each for each in self._all if Shown(text, kind).lets(each)]
        counts = counted(among)
        self.states.show_counts(counts)
        self.bar.show_counts(counts)
        self.say_facts(words.facts(counted(self._all)) if self._all else "")
        self.table.replace([each for each in among if Shown(state=self.states.state).lets(each)])
        current: ReplyView | None = self.table.current()
        if current is None or current.unit_id != self._meant:
            there = any(each.unit_id == self._meant for each in self.model.rows())
            if there:
                self.table.select_ids([self._meant])
            elif current is None:
                self.table.select_first()
        self._show_one()
        self._say_primary()

    def _show_one(self) -> None:
        reply: ReplyView | None = self.table.current()
        self._meant = reply.unit_id if reply is not None else self._meant
        self.panel.show_reply(reply)

    def _say_primary(self) -> None:
        """The main action names its number: those selected, or all who are late or short."""
        chosen = self._several()
        count = len(chosen) if chosen else sum(each.owes for each in self._all)
        text = ngettext("&Remind {count} unit…", "&Remind {count} units…", count).format(count=count)
        self.remind_button.setText(text if count else _("&Remind…"))
        self.remind_button.setEnabled(bool(count))

    def _several(self) -> list[ReplyView]:
        """The units selected that may be reminded, where several are selected."""
        rows = self.table.selected()
        return [each for each in rows if each.may_be_reminded] if len(rows) > 1 else []

    def narrow(self, **filters: object) -> None:
        """`unit`: the keyboard on this one; `state`: only those in this state."""
        unit, state = filters.get("unit"), filters.get("state")
        if isinstance(unit, uuid.UUID):
            self._meant = unit
        if isinstance(state, ReplyState):
            self.states.choose(state)
        if not self._stale:
            self._show()

    # -- doing --------------------------------------------------------------------------------------------------------

    def remind(self) -> None:
        """Remind those selected, or all who are late or short."""
        self.context.run("replies.remind", unit_ids=[each.unit_id for each in self._several()])

    def invite(self) -> None:
        """Write down that those selected were invited, or whom the form says."""
        rows = self.table.selected()
        self.context.run("replies.invite", unit_ids=[each.unit_id for each in rows] if len(rows) > 1 else [])

    def edit(self) -> None:
        """What is kept about the unit's invitation."""
        from desktop.gui.replies.forms import InvitationDialog

        if (reply := self.table.current()) is not None:
            InvitationDialog(self.context, reply).open()

    def decline(self) -> None:
        """Nobody comes from the units selected; where they said so before, they come after all."""
        from desktop.gui.replies.forms import DeclineDialog

        rows: list[ReplyView] = self.table.selected()
        conference_id, declined = self.context.conference_id, [each.unit_id for each in rows if each.declined]
        if rows and len(declined) == len(rows):
            self.context.operations.write(lambda tx: replies.take_back(tx, conference_id, declined))
        elif rows:
            DeclineDialog(self.context, [each for each in rows if not each.declined]).open()

    def copy(self) -> None:
        """Put the list on the clipboard as a table."""
        copy_shown(self.table, self.model)
