"""The counts above the list of replies: each a button that filters, and a bar of them all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from desktop.domain.replies import ReplyCounts, ReplyState
from desktop.gui.theme import GRID
from desktop.gui.widgets.flow import FlowLayout
from desktop.i18n import _
from desktop.wording import replies as words
from desktop.wording.formats import number_text

if TYPE_CHECKING:
    from desktop.gui.theme import Theme

_FILLS = {
    ReplyState.COMPLETE: "good",
    ReplyState.OVER: "accent",
    ReplyState.WRONG_GROUP: "bad",
    ReplyState.SHORT: "warn",
    ReplyState.DECLINED: "muted",
    ReplyState.NO_REPLY: "line",
    ReplyState.NOT_SENT: "line",
}
"""The colour of each state's part of the bar, in its order; who has not replied is what the bar still lacks."""


class StateFilter(FlowLayout):
    """A button for each state with how many units are in it; pressing one shows only those."""

    def __init__(self, chosen: Callable[[], object]) -> None:
        super().__init__(spacing=GRID // 2)
        self._group = QButtonGroup(self)
        self._buttons: dict[ReplyState | None, QPushButton] = {}
        for state in (None, *ReplyState):
            made = QPushButton()
            made.setCheckable(True)
            made.setProperty("role", "filter")
            made.setChecked(state is None)
            self._buttons[state] = made
            self._group.addButton(made)
            self.addWidget(made)
        self._group.buttonClicked.connect(lambda _button: chosen())

    @property
    def state(self) -> ReplyState | None:
        """The state chosen; None for all."""
        return next((state for state, each in self._buttons.items() if each.isChecked()), None)

    def choose(self, state: ReplyState | None) -> None:
        """Choose it as if it were pressed."""
        self._buttons[state].setChecked(True)

    def show_counts(self, counts: ReplyCounts) -> None:
        """Say how many there are; a state without any unit is left out, unless it is chosen."""
        for state, made in self._buttons.items():
            count = counts.units if state is None else counts.by_state[state]
            word = _("All") if state is None else f"{words.sign(state)} {words.state_text(state)}"
            made.setText(f"{word} {number_text(count)}")
            made.setVisible(state is None or bool(count) or made.isChecked())


class ReplyBar(QWidget):
    """One bar, cut into the units' states."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._counts: ReplyCounts | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_counts(self, counts: ReplyCounts) -> None:
        """Cut the bar anew."""
        self._counts = counts
        self.setAccessibleName(words.facts(counts))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(10))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._theme.px(10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, area = QPainter(self), QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(area, area.height() / 2, area.height() / 2)
        painter.setClipPath(outline)
        painter.fillRect(area, self._theme.colour("line"))
        left, counts = area.left(), self._counts
        for state, fill in _FILLS.items() if counts is not None and counts.units else ():
            width = area.width() * counts.by_state[state] / counts.units if counts else 0
            painter.fillRect(QRectF(left, area.top(), width, area.height()), self._theme.colour(fill))
            left += width
