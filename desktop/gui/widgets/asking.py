"""A form that may have to ask something before it writes: the question stands under the form, answers as buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from desktop.gui.theme import GRID
from desktop.gui.widgets.elided_button import ElidedButton
from desktop.gui.widgets.form import FormDialog
from desktop.gui.widgets.layout import card, column, empty, plain

if TYPE_CHECKING:
    from desktop.gui.context import Context

Answer = tuple[str, Callable[[], object]]
"""The words of a button, and what it does."""


class AskingForm(FormDialog):
    """Its question is asked in the form itself; what is typed anew is asked about anew (`leave_question`)."""

    def __init__(self, context: Context, title: str, save: str, *, width: int = 560) -> None:
        super().__init__(context, title, save, width=width)
        self.asked: object | None = None
        """What is asked now."""
        self._question = column(spacing=4, margins=(GRID + 4, GRID, GRID + 4, GRID))
        self.question = card(self._question, tone="warn")
        self.question.hide()

    def ask(self, asked: object, words: str, answers: Sequence[Answer], proposed: int = -1) -> None:
        """Show a question; `proposed` is the answer that Enter gives, -1: none, for that would be a guess."""
        self.asked = asked
        self.question.hide()  # what is put into a part that is shown is itself shown, and takes the keyboard, only later
        empty(self._question)
        self._question.addWidget(plain(words))
        for place, (text, slot) in enumerate(answers):
            made = ElidedButton(text, slot, role="choice", auto_default=proposed >= 0)
            made.setAccessibleDescription(words)
            self._question.addWidget(made)
            if place == proposed:
                made.setDefault(True)
            if place == max(proposed, 0):
                first = made
        self.question.show()
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit_soon()

    def leave_question(self) -> None:
        """What was asked is open again: something else was typed."""
        if self.asked is None:
            return
        self.asked = None
        self.question.hide()
        self.save_button.setDefault(True)
        self.fit_soon()

    def fit_soon(self) -> None:
        """As large as what is shown needs, once the new lines are shown, for only then they count."""
        if self.isVisible():
            QTimer.singleShot(0, self._fit)

    def _fit(self) -> None:
        self.fit()
        if not self.question.isHidden():
            self.area.ensureWidgetVisible(self.question)
