"""Opinions: the conference's rounds, and beside them what the one chosen came to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.areas import Area
from desktop.domain.file_names import file_stem
from desktop.domain.guide import Topic
from desktop.domain.opinion_results import OpinionResults
from desktop.domain.opinions import RoundView
from desktop.gui.context import Context
from desktop.gui.opinions.bars import ResultsView
from desktop.gui.page import Page, PageCommand
from desktop.gui.theme import GRID
from desktop.gui.widgets import dropping
from desktop.gui.widgets.clipboard import copy_shown
from desktop.gui.widgets.empty import EmptyState, ListOrWords
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.layout import column, grow, heading, holder, plain, scroll, splitter
from desktop.gui.widgets.rows import RowsModel, TableColumn
from desktop.gui.widgets.table import Table
from desktop.i18n import _, ngettext, pgettext
from desktop.papers.choosing import choose
from desktop.services import opinions
from desktop.services.opening import Transaction
from desktop.wording import opinions as words
from desktop.wording.formats import date_text, number_text


def columns() -> list[TableColumn[RoundView]]:
    """The columns of the list of rounds."""
    return [
        TableColumn("no", lambda: _("No."), lambda each: str(each.number), 44, numeric=True),
        TableColumn("title", lambda: _("Round"), lambda each: each.title, 176, stretches=True),
        TableColumn("ends_on", lambda: _("Until"), lambda each: date_text(each.ends_on or each.starts_on), 90),
        TableColumn(
            "answers", lambda: pgettext("opinion", "Answers"), lambda each: number_text(each.answers), 74, numeric=True
        ),
    ]


class OpinionsPage(Page):
    """The rounds of the open conference."""

    guide = Topic.OPINIONS
    areas = frozenset({Area.OPINIONS, Area.CONFERENCES, Area.DOCUMENTS})

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Opinions"))
        self.shown: OpinionResults | None = None
        self.add_command("opinions.import")
        self.add_command("opinions.enter")
        self.add_command("opinions.new", primary=True)
        self.model: RowsModel[RoundView] = RowsModel(columns(), self)
        self.table = Table(context, "opinions", self.model, _("Rounds of opinions"), wraps=True)
        whole = splitter(self.table, self._panel(), sizes=(500, 600))
        self._stack = ListOrWords(holder(column(grow(whole)), first=self.table), self._nothing())
        self.body.addWidget(self._stack, 1)
        self.first = self.table
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._read_results())
        self.table.chosen.connect(self.edit)
        self.commands = {
            "new": PageCommand(lambda: self.context.run("opinions.new")),
            "edit": PageCommand(self.edit, self.table.why_no_row),
            "remove": PageCommand(self.remove, self.table.why_no_row),
            "copy": PageCommand(self.copy, self.table.why_empty),
            "questionnaire": PageCommand(lambda: self._print("questionnaire"), self.table.why_no_row),
            "opinion_sheet": PageCommand(lambda: self._print("opinion-sheet"), self.table.why_no_row),
            "results": PageCommand(lambda: self._print("opinion-results"), self.table.why_no_row),
            "results_save": PageCommand(self.save, self.table.why_no_row),
        }
        self.setAcceptDrops(True)

    def _panel(self) -> QWidget:
        self.title = heading(wrap=True)
        self.fact = plain(role="muted")
        self.view = ResultsView(self.context.theme)
        commands = self.context.commands
        self.buttons = [
            commands.button("page.questionnaire"),
            commands.button("page.opinion_sheet", _("Print it to be scanned")),
            commands.button("page.results"),
            commands.button("page.results_save"),
            commands.button("opinions.tally", _("Count of papers…")),
            commands.button("page.edit", _("Edit the round…")),
        ]
        flow = FlowLayout(spacing=GRID)
        scanned = commands.button("opinions.scan", _("Read filled ones…"))
        limits = commands.button("after.limits", _("Limits…"))
        for each in (*self.buttons[:2], scanned, *self.buttons[2:], limits):
            flow.addWidget(each)
        if self.context.theme.large:
            return scroll(column(self.title, self.fact, flow, self.view), sideways=False, spoken=_("Results"))
        area = scroll(column(self.view), sideways=False, spoken=_("Results"))
        return holder(column(self.title, self.fact, grow(area), flow))

    def _nothing(self) -> EmptyState:
        empty = EmptyState(
            self.context,
            "clipboard-check-outline",
            _("Nobody was asked yet"),
            _(
                "Ask trainees about the conference, or citizens and businesses about a service; nobody can be known by an "
                "answer."
            ),
        )
        empty.add_command("opinions.new", primary=True)
        return empty

    # -- showing ------------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read the rounds again."""
        conference_id = self.context.conference_id
        self.context.operations.read("opinions", lambda tx: opinions.list_rounds(tx, conference_id), self._take)

    def _take(self, found: list[RoundView]) -> None:
        self._stack.setCurrentIndex(0 if found else 1)
        answers = sum(each.answers for each in found)
        rounds = ngettext("{count} round", "{count} rounds", len(found)).format(count=len(found))
        self.say_facts(f"{rounds} · {words.answers_text(answers)}" if found else "")
        self.table.replace(found)
        if self.table.current() is None:
            self.table.select_first()
        self._read_results()
        self.loaded.emit()

    def _read_results(self) -> None:
        view: RoundView | None = self.table.current()
        for each in self.buttons:
            each.setEnabled(view is not None)
        if view is None:
            self._show(None)
            return
        key = view.id

        def work(tx: Transaction) -> OpinionResults:
            return opinions.results(tx, key)

        self.context.operations.read("opinions.results", work, self._show)

    def _show(self, found: OpinionResults | None) -> None:
        self.shown = found
        self.title.setText(found.round.title if found is not None else "")
        lines: list[str] = []
        if found is not None and found.total:
            counted = " · ".join(filter(None, (words.counted_text(found), words.asked_text(found))))
            lines = [counted, words.mean_line(found)]
            if found.satisfied is not None:
                lines[1] += " · " + _("satisfied: {share}").format(share=words.share_text(found.satisfied))
        self.fact.setText("\n".join(lines))
        self.view.show_results(found)

    def narrow(self, **filters: object) -> None:
        """Nothing narrows the rounds."""

    @property
    def round(self) -> RoundView | None:
        """The round that the keyboard is on."""
        current: RoundView | None = self.table.current()
        return current

    # -- doing --------------------------------------------------------------------------------------------------------

    def edit(self) -> None:
        """Change the round."""
        from desktop.gui.opinions.round import RoundDialog

        if self.round is not None:
            RoundDialog(self.context, self.round).open()

    def remove(self) -> None:
        """Remove the round; Undo brings it back."""
        if (view := self.round) is not None:
            key = view.id
            self.context.operations.write(lambda tx: opinions.remove_round(tx, key))

    def copy(self) -> None:
        """Put the list on the clipboard as a table."""
        copy_shown(self.table, self.model)

    def _print(self, document: str) -> None:
        """Open the document about this round."""
        view, conference_id = self.round, self.context.conference_id
        if view is not None:
            self.context.operations.write(
                lambda tx: choose(tx, conference_id, document, round=view.number),
                done=lambda _none: self.context.go("printing", document=document),
            )

    def save(self) -> None:
        """Write the results as a workbook where the user says."""
        found = self.shown
        if found is None:
            return
        name = str(Path.home() / f"{file_stem(found.round.title)}.xlsx")
        kinds = _("Excel workbooks ({pattern})").format(pattern="*.xlsx")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save the results"), name, kinds)
        if chosen:
            self.context.operations.plain(
                "opinions.save", lambda *_asked: _saved(found, Path(chosen)), self.context.feedback.say_saved
            )

    # -- files dropped ------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropping.dragged(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropping.dragged(event.mimeData())
        event.acceptProposedAction()
        command = "opinions.scan" if dropping.only_pictures(event.mimeData()) else "opinions.import"
        QTimer.singleShot(0, lambda: self.context.run(command, paths=paths))


def _saved(found: OpinionResults, path: Path) -> Path:
    from desktop.services import exporting
    from desktop.services.opinions.exporting import tables

    first, *further = tables(found)
    return exporting.save(first, path, *further)
