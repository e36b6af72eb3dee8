"""The office's order of positions: a line for each rank, and which positions of the conference no line knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from desktop.domain.guide import Topic
from desktop.domain.ranks import STANDARD, ranks, read_lines
from desktop.gui.widgets.form import FormDialog, note
from desktop.gui.widgets.layout import button, muted
from desktop.i18n import _
from desktop.services import ranking

if TYPE_CHECKING:
    from desktop.gui.context import Context

_HEIGHT = 250
"""Of the lines, in pixels at 100 % text."""
_MOST_TOLD = 12
_PAUSE = 400
"""Milliseconds without typing after which the lines are tried."""


def show_ranks(context: Context) -> RanksForm:
    """Open the editor."""
    form = RanksForm(context)
    form.open()
    return form


class RanksForm(FormDialog):
    """The lines, the highest rank first. What is saved holds for every conference and paper of the office."""

    guide = Topic.RANKS

    def __init__(self, context: Context) -> None:
        super().__init__(context, _("Order of positions"), _("Save"), columns=1, width=640)
        self._conference_id = context.conference_id
        self._version = 0
        words = _(
            "Inside a unit, people stand in this order in lists and on papers: the highest rank in the first line."
        )
        self.form.add_row(muted(words))
        self.lines = note()
        self.lines.setFixedHeight(context.theme.px(_HEIGHT))
        hint = _(
            "Positions of one rank are separated by commas. Deputies stand behind their head unless a line names them."
        )
        self.form.add("ranks", _("Ranks"), self.lines, hint=hint)
        self.unlisted = muted("")
        self.form.add_row(self.unlisted)
        self.standard = button(_("The usual order"), self._take_standard)
        self.button_row.insertWidget(0, self.standard)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._try_lines)
        self.lines.textChanged.connect(self._pause.start)
        self.read_once(ranking.table, self._take)
        self.lines.setFocus()

    def _take(self, found: tuple[int, tuple[str, ...]]) -> None:
        self._version, lines = found
        self._show(lines or STANDARD)

    def _take_standard(self) -> None:
        self._show(STANDARD)

    def _show(self, lines: tuple[str, ...]) -> None:
        self.lines.setPlainText("\n".join(lines))
        self._try_lines()

    def _try_lines(self) -> None:
        given = ranks(read_lines(self.lines.toPlainText()))
        self.read_once(lambda tx: ranking.not_listed(tx, self._conference_id, given), self._tell)

    def _tell(self, positions: list[str]) -> None:
        """Who stands last in their unit, for no line names their position."""
        words = ""
        if positions:
            shown = "; ".join(positions[:_MOST_TOLD]) + ("; …" if len(positions) > _MOST_TOLD else "")
            words = _("In no line, and so last in their unit: {positions}").format(positions=shown)
        self.unlisted.setText(words)

    def submit(self) -> None:
        """Keep the lines; the usual ones are kept as such, so that they follow the program's."""
        text = self.lines.toPlainText()
        kept = "" if read_lines(text) == STANDARD else text
        self.take(lambda tx: ranking.edit(tx, kept, version=self._version))
