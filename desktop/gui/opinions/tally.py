"""Papers counted by hand: for each question how often each level was chosen."""

from __future__ import annotations

import textwrap

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop import wording
from desktop.domain.errors import InvalidInput
from desktop.domain.guide import Topic
from desktop.domain.opinions import HandTally, Questionnaire, RoundView
from desktop.gui.context import Context
from desktop.gui.opinions.choosing import RoundChoice
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import Dialog
from desktop.gui.widgets.form import Form, line
from desktop.gui.widgets.layout import grow, heading, muted
from desktop.gui.widgets.typed import whole
from desktop.i18n import _
from desktop.services import opinions

_LETTERS = 12
"""In a line over a column of counts."""


class TallyDialog(Dialog):
    """A grid of counts; a cell left empty is a nought."""

    guide = Topic.OPINIONS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Count of papers"), size=(900, 600))
        self.rounds = RoundChoice(context, self._begin)
        self.valid, self.invalid = line(), line("0")
        self.form = Form(3)
        self.form.add("round", _("Round"), self.rounds.field)
        self.form.add("valid", _("Valid papers"), self.valid)
        self.form.add("invalid", _("Invalid papers"), self.invalid)
        self.grid = QTableWidget()
        self.grid.setAccessibleName(_("Counts by question and level"))
        self.grid.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.grid.setTabKeyNavigation(False)
        self.grid.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        foot, self.save_button = self.buttons(accept=_("Save"), slot=self.save)
        words = _("For each question how often each level was chosen; the arrow keys lead from cell to cell.")
        self.lay_out(heading(self.windowTitle()), muted(words), self.banner, self.form, grow(self.grid), foot)
        conference_id = context.conference_id
        self.read_once(lambda tx: opinions.list_rounds(tx, conference_id), self._take)
        self.save_button.setEnabled(False)
        self.valid.setFocus()

    def _take(self, found: list[RoundView]) -> None:
        self.rounds.take(found)
        if not found:
            self.banner.tell(wording.sentence("opinion.none"), "info")

    def _begin(self) -> None:
        view = self.rounds.round
        self.save_button.setEnabled(view is not None)
        if view is not None:
            self._lay_out(view.questionnaire)

    def _lay_out(self, asked: Questionnaire) -> None:
        """The questions down, the levels across."""
        grid = self.grid
        grid.clear()
        grid.setColumnCount(asked.scale + 1)
        grid.setRowCount(len(asked.items))
        levels = [_heading(asked, level) for level in _levels(asked)]
        grid.setHorizontalHeaderLabels([_("Question"), *levels])
        for row, text in enumerate(asked.items):
            item = QTableWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            grid.setItem(row, 0, item)
            for level in _levels(asked):
                cell = QTableWidgetItem("")
                cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                grid.setItem(row, level, cell)
        header = grid.horizontalHeader()
        lines = max(text.count("\n") + 1 for text in levels)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        header.setFixedHeight(lines * header.fontMetrics().height() + GRID)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultSectionSize(self.context.theme.px(92 if asked.labels else 48))
        if self.context.theme.large:
            header.resizeSection(0, self.context.theme.px(200))
        else:
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        grid.setCurrentCell(0, 1)

    def _counts(self, asked: Questionnaire) -> tuple[tuple[int, ...], ...]:
        return tuple(tuple(self._count(row, level) for level in _levels(asked)) for row in range(len(asked.items)))

    def _count(self, row: int, level: int) -> int:
        cell = self.grid.item(row, level)
        text = cell.text().strip() if cell is not None else ""
        if not text:
            return 0
        if not text.isdecimal() or len(text) > 6:
            self.grid.setCurrentCell(row, level)
            raise InvalidInput("opinion.tally_number", value=text)
        return int(text)

    def save(self) -> None:
        """Write the count down."""
        view = self.rounds.round
        if view is None:
            return
        self.form.clear_errors()
        try:
            valid, invalid = whole(self.valid.text(), "valid"), whole(self.invalid.text(), "invalid")
            tally = HandTally(valid or 0, self._counts(view.questionnaire), invalid or 0)
        except InvalidInput as error:
            self.refuse(error)
            return
        self.save_button.setEnabled(False)
        key = view.id
        self.context.operations.write(
            lambda tx: opinions.enter_tally(tx, key, tally), done=lambda _none: self.accept(), failed=self.refuse
        )

    def refuse(self, error: Exception) -> bool:
        """Beside its field, or on top."""
        self.save_button.setEnabled(True)
        told = isinstance(error, InvalidInput) and self.form.refuse(error.field, wording.error(error))
        return told or self.tell_error(error)


def _heading(asked: Questionnaire, level: int) -> str:
    """A level's number and name, in lines that its column has room for."""
    name = asked.labels[level - 1] if asked.labels else ""
    return "\n".join([str(level), *textwrap.wrap(name, _LETTERS)])


def _levels(asked: Questionnaire) -> range:
    return range(1, asked.scale + 1)


def open_tally(context: Context) -> TallyDialog:
    """Enter a count in the open conference."""
    dialog = TallyDialog(context)
    dialog.open()
    return dialog
