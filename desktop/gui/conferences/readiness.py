"""What is still to be done before a conference, a line each with the button that leads to where it is settled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton

from desktop.domain.readiness import LACKING, Check
from desktop.gui.theme import GRID
from desktop.gui.widgets.layout import aligned, button, column, heading, label, link, muted, restyle
from desktop.i18n import _
from desktop.wording import readiness as words

if TYPE_CHECKING:
    from desktop.gui.context import Context

_CLOSED, _READY = "closed", "ready"


class ReadinessCard(QFrame):
    """One line for each check that is open; those in order are folded away, and ready is one line."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("tone", "info")
        self._context = context
        self.title = heading(_("Still to do"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GRID * 2)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(0, 1)
        self.rows = {code: self._row(*row) for code, row in self._ways().items()}
        self.fold = link("", self._turn)
        self.done = muted()
        self._count = 0
        self.done.hide()
        edges = (GRID * 2, GRID + 4, GRID * 2, GRID + 4)
        left = Qt.AlignmentFlag.AlignLeft
        column(self.title, self._grid, aligned(self.fold, left), self.done, on=self, margins=edges)
        self.hide()

    def _ways(self) -> Mapping[str, tuple[str, Callable[[], object]]]:
        """The button of each line and where it leads, in their order."""
        context = self._context
        text, run = context.commands.by_name, context.run
        agenda = (_("Look at the agenda"), partial(_lead, context, "agenda", odd=True))
        people = {code: (_("Show them"), partial(_lead, context, "attendees", lacking=code)) for code in LACKING}
        frame = (_("Fill it in…"), partial(run, "conference.frame"))
        return {
            _CLOSED: (_("Reopen the conference"), partial(run, "conference.reopen")),
            "attendees": (text["import"].plain_text, partial(run, "import")),
            "sessions": (_("Lay out the agenda"), partial(_lead, context, "agenda")),
            "outside": agenda,
            "overlap": agenda,
            "review": (_("Look through them"), partial(run, "review")),
            **people,
            "letterhead": frame,
            "signer": frame,
            _READY: (text["print"].plain_text, partial(run, "print")),
            "silent": (_("Show them"), partial(_lead, context, "directory", silent=True)),
        }

    def _row(self, text: str, slot: Callable[[], object]) -> tuple[QPushButton, Callable[[str], None]]:
        """A line of the grid, out of sight: its button, and what shows it with its words (none: hides it)."""
        sentence, way = label("", wrap=True), button(text, slot)
        place = self._grid.rowCount()
        self._grid.addWidget(sentence, place, 0)
        self._grid.addWidget(way, place, 1)

        def say(told: str) -> None:
            sentence.setText(told)
            way.setAccessibleDescription(told)
            sentence.setVisible(bool(told))
            way.setVisible(bool(told))

        say("")
        return way, say

    def show_checks(self, checks: Sequence[Check], *, closed: bool, whole: bool) -> None:
        """Say how each check stands. `whole`: all are known, so that a conference may be called ready."""
        opened = {each.code: words.open_text(each) for each in checks if not each.settled}
        settled = [words.settled(each) for each in checks if each.settled]
        if closed:
            opened, settled = {_CLOSED: _("This conference is closed: it can be looked at and printed.")}, []
        elif whole and not any(each.holds_up for each in checks):
            opened[_READY] = f"✓ {words.ready()}"
        buttons = []
        for code, (way, say) in self.rows.items():
            say(opened.get(code, ""))
            if code in opened:
                buttons.append(way)
        for way, _say in self.rows.values():
            way.setProperty("primary", bool(buttons) and way is buttons[0])
            restyle(way)
        self.title.setVisible(not {_CLOSED, _READY} & set(opened))
        self.fold.setVisible(bool(settled))
        self.done.setText(" · ".join(settled))
        self.done.setVisible(bool(settled) and not self.done.isHidden())
        self._count = len(settled)
        self._say_fold()
        self.setVisible(bool(opened))

    def offers(self, command: str) -> bool:
        """Whether a line shown runs this command: a button for it elsewhere would be one too many."""
        way = self.rows[{"print": _READY, "import": "attendees"}[command]][0]
        return not way.isHidden()

    def _turn(self) -> None:
        self.done.setVisible(self.done.isHidden())
        self._say_fold()

    def _say_fold(self) -> None:
        self.fold.setText(f"✓ {words.done(self._count)} {'▸' if self.done.isHidden() else '▾'}")


def _lead(context: Context, page: str, **filters: object) -> None:
    """Go to where it is settled, from where a link comes back."""
    context.go(page, **filters)
    context.shell.lead_back()
