"""Proposals about administrative procedures: what units propose, what it saves, and what was answered."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.areas import Area
from desktop.domain.guide import Topic
from desktop.domain.names import fold
from desktop.domain.procedures import ProposalState, ProposalView
from desktop.gui.context import Context
from desktop.gui.page import Page, PageCommand
from desktop.gui.theme import GRID
from desktop.gui.widgets.clipboard import copy_shown
from desktop.gui.widgets.empty import EmptyState, ListOrWords
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.layout import (
    STRETCH,
    column,
    grow,
    heading,
    holder,
    plain,
    scroll,
    search_field,
    splitter,
)
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.search import lead_into
from desktop.gui.widgets.table import Table
from desktop.i18n import _
from desktop.services import procedures
from desktop.wording import procedures as words
from desktop.wording.formats import dotted


def columns() -> list[TableColumn[ProposalView]]:
    """The columns of the list of proposals."""
    return [
        TableColumn("no", lambda: _("No."), lambda each: str(each.number), 48, numeric=True),
        TableColumn("state", lambda: _("State"), words.state_text, 150),
        TableColumn(
            "name",
            lambda: _("Procedure"),
            lambda each: " ".join(words.procedure_text(each).split()),
            260,
            stretches=True,
        ),
        TableColumn("kind", lambda: _("Proposed"), lambda each: words.kind_text(each.proposed.kind), 90),
        TableColumn("unit", lambda: _("Unit"), lambda each: each.unit, 150),
        TableColumn("saved", lambda: _("Saved"), words.saved_text, 190, shown=False),
    ]


def about(view: ProposalView) -> str:
    """Everything about one proposal, in lines."""
    proposed = view.proposed
    lines = [dotted(words.kind_text(proposed.kind), proposed.field, view.unit), words.state_text(view)]
    for words_of, text in (
        (_("Laid down in: {text}"), proposed.basis),
        (_("Reviewed by: {text}"), proposed.reviewed_by),
        (_("Reason: {text}"), proposed.reason),
        (_("What changes: {text}"), proposed.changes),
        (_("Saved: {text}"), words.saved_text(view)),
        (_("Sent: {text}"), words.sent_text(view)),
        (_("Answer: {text}"), words.answer_text(view)),
    ):
        if text:
            lines.append(words_of.format(text=text))
    return "\n".join(lines)


class ProceduresPage(Page):
    """The proposals of the open conference."""

    guide = Topic.PROCEDURES
    areas = frozenset({Area.PROCEDURES, Area.UNITS, Area.CONFERENCES})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Procedures"))
        self._all: list[ProposalView] = []
        self.add_command("procedures.new", primary=True)
        self.model: RowsModel[ProposalView] = RowsModel(columns(), self)
        self.table = Table(context, "procedures", self.model, _("Proposals about procedures"), wraps=True)
        self.search = search_field(
            context.theme, _("Find a procedure, unit or field"), _("Find proposals"), lambda _text: self._show()
        )
        lead_into(self.search, self.table)
        parts = splitter(self.table, self._panel(), sizes=(740, 360))
        whole = column(self.search, grow(parts), spacing=GRID)
        self._stack = ListOrWords(holder(whole, first=self.table), self._nothing())
        self.body.addWidget(self._stack, 1)
        self.first = self.table
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show_one())
        self.table.chosen.connect(self.edit)
        self.commands = {
            "new": PageCommand(lambda: self.context.run("procedures.new")),
            "edit": PageCommand(self.edit, self.table.why_no_row),
            "remove": PageCommand(self.remove, self.table.why_no_row),
            "copy": PageCommand(self.copy, self.table.why_empty),
            "procedure_list": PageCommand(lambda: self.context.go("printing", document="procedure-list")),
            "procedure_form": PageCommand(lambda: self.context.go("printing", document="procedure-form")),
            "find": PageCommand(self.search.setFocus),
        }

    def _panel(self) -> QWidget:
        self.title, self.details = heading(wrap=True), plain(selectable=True)
        commands = self.context.commands
        self.edit_button = commands.button("page.edit", _("Edit the proposal…"))
        flow = FlowLayout(spacing=GRID)
        flow.addWidget(self.edit_button)
        flow.addWidget(commands.button("page.procedure_list", _("Print the list")))
        flow.addWidget(commands.button("page.procedure_form", _("Print the forms")))
        if self.context.theme.large:
            whole = column(self.title, flow, self.details, STRETCH)
            return scroll(whole, sideways=False, spoken=_("About the proposal"))
        area = scroll(column(self.details, STRETCH), sideways=False, spoken=_("About the proposal"))
        return holder(column(self.title, grow(area), flow))

    def _nothing(self) -> EmptyState:
        empty = EmptyState(
            self.context,
            "office-building-outline",
            _("No proposal yet"),
            _(
                "Write down which procedures units propose to change or abolish, with the fields of form 02/RS-KSTT, "
                "what that saves, to whom it was sent and what was answered."
            ),
        )
        empty.add_command("procedures.new", primary=True)
        return empty

    # -- showing ------------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the proposals again."""
        conference_id = self.context.conference_id
        self.context.operations.read("procedures", lambda tx: procedures.list_proposals(tx, conference_id), self._take)

    def _take(self, found: list[ProposalView]) -> None:
        self._all = found
        self._stack.setCurrentIndex(0 if found else 1)
        count = words.proposals_text(len(found))
        answered = sum(each.state is ProposalState.ANSWERED for each in found)
        told = _("{count} answered").format(count=answered) if answered else ""
        self.say_facts(dotted(count, told) if found else "")
        self._show()
        self.loaded.emit()

    def _show(self) -> None:
        wanted = fold(self.search.text()).split()
        self.table.replace([each for each in self._all if all(word in _said(each) for word in wanted)])
        if self.table.current() is None:
            self.table.select_first()
        self._show_one()

    def _show_one(self) -> None:
        view: ProposalView | None = self.table.current()
        self.edit_button.setEnabled(view is not None)
        self.title.setText(words.procedure_text(view) if view is not None else "")
        self.details.setText(about(view) if view is not None else "")

    # -- doing --------------------------------------------------------------------------------------------------------

    def edit(self) -> None:
        """Change the proposal."""
        from desktop.gui.procedures.form import ProposalDialog

        if (view := self.table.current()) is not None:
            ProposalDialog(self.context, view).open()

    def remove(self) -> None:
        """Remove the proposals selected; Undo brings them back."""
        ids = [each.id for each in self.table.selected()]
        if ids:
            self.context.operations.write(lambda tx: procedures.remove_proposals(tx, ids))

    def copy(self) -> None:
        """Put the list on the clipboard as a table."""
        copy_shown(self.table, self.model)


def _said(view: ProposalView) -> str:
    return fold(f"{words.procedure_text(view)} {view.unit} {view.proposed.field} {view.proposed.sent_to}")
