"""The panel under the preview: what is odd about the chosen row, both sides of a doubt, and the answers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QFrame, QGridLayout, QLabel, QPushButton, QWidget

from desktop.domain.importing import Severity
from desktop.gui.importing.questions import Answer, Ask, Choice
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.layout import STRETCH, aligned, button, column, empty, grow, label, plain, restyle, row
from desktop.i18n import _, ngettext

_SIGNS = {Severity.ERROR: "✕", Severity.QUESTION: "?", Severity.WARNING: "!", Severity.INFO: "i"}
_TONES = {Severity.ERROR: "bad", Severity.QUESTION: "warn", Severity.WARNING: "warn", Severity.INFO: "info"}
_SHOWN_SIDES = 4


class QuestionPanel(QFrame):
    """Shows one `Ask`; `answered` tells the choice and whether it holds for every row like this one."""

    answered = Signal(object, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ask: Ask | None = None
        self.setObjectName("questionPanel")
        self._sign = label(role="figure")
        self._sign.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._sign.setFixedWidth(theme.px(28))
        self._text = plain(selectable=True)
        self._more = plain(role="muted")
        self._cells: dict[tuple[int, int], QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(3, 1)
        self._all = QCheckBox()
        words = column(self._text, self._more, self._grid, STRETCH, spacing=2)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(GRID)
        right = column(self._buttons, aligned(self._all, Qt.AlignmentFlag.AlignRight), STRETCH, spacing=None)
        row(self._sign, grow(words), right, on=self, margins=(GRID, GRID, GRID + 4, GRID))
        self.show_ask(None)

    def show_ask(self, asked: Ask | None) -> None:
        """Show what is odd about a row; None: nothing is chosen."""
        before, self._ask = self._ask, asked
        if asked is not None and asked == before:
            return
        severity = asked.severity if asked else None
        self.setProperty("tone", _TONES[severity] if severity else "")
        restyle(self)
        self._sign.setText(_SIGNS[severity] if severity else "")
        self._sign.setVisible(severity is not None)
        if severity:
            tint = self._theme.colour({"info": "accent"}.get(_TONES[severity], _TONES[severity])).name()
            self._sign.setStyleSheet(f"color: {tint}; background: transparent")
        self._text.setText(_words(asked))
        self._more.setText("\n".join(asked.sentences[1:]) if asked else "")
        self._more.setVisible(bool(asked and asked.sentences[1:]))
        self._show_sides(asked)
        if not (asked and before) or (asked.place, asked.choices) != (before.place, before.choices):
            self._show_choices(asked.choices if asked else ())
        self._fit_buttons()
        self._all.setVisible(bool(asked and asked.alike))
        self._all.setChecked(False)
        if asked and asked.alike:
            text = ngettext("Also for {count} row like this", "Also for {count} rows like this", asked.alike)
            self._all.setText(text.format(count=asked.alike))
        self.setAccessibleName(_words(asked))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons stand in a column where a row would squeeze the words."""
        super().resizeEvent(event)
        self._fit_buttons()

    def _fit_buttons(self) -> None:
        # The widgets themselves are asked: to their layout, buttons not shown yet have no width.
        buttons = self.findChildren(QPushButton)
        widths = [button.sizeHint().width() + GRID for button in buttons]
        narrow = sum(widths) > self.width() * 0.6
        self._buttons.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def button(self, answer: Answer) -> QPushButton | None:
        """The button of an answer, when it is offered."""
        found = self.findChild(QPushButton, f"answer-{answer.value}")
        return found if isinstance(found, QPushButton) else None

    def _show_choices(self, choices: tuple[Choice, ...]) -> None:
        empty(self._buttons)
        for choice in choices:
            offered = button(choice.label, partial(self._say, choice), primary=choice.primary)
            offered.setObjectName(f"answer-{choice.answer.value}")
            self._buttons.addWidget(offered)
            offered.ensurePolished()  # only then is its width known

    def _say(self, choice: Choice) -> None:
        self.answered.emit(choice, self._all.isChecked() and not self._all.isHidden())

    def _show_sides(self, asked: Ask | None) -> None:
        texts: dict[tuple[int, int], str] = {}
        if asked is not None and asked.sides:
            texts = {(0, place): heading for place, heading in enumerate(("", *asked.headings))}
            for line, side in enumerate(asked.sides[:_SHOWN_SIDES], start=1):
                texts |= {(line, 0): side.label, (line, 1): side.registered or "–", (line, 2): side.file or "–"}
        for place in sorted(texts.keys() - self._cells.keys()):
            self._cells[place] = self._cell(*place)
        for place, cell in self._cells.items():
            cell.setText(texts.get(place, ""))
            cell.setVisible(place in texts)

    def _cell(self, line: int, side: int) -> QLabel:
        """Made once: a new label costs more than all else that another row changes here."""
        cell = plain(role="muted" if not line or not side else "field" if side == 2 else "", wrap=False)
        self._grid.addWidget(cell, line, side)
        return cell


def _words(asked: Ask | None) -> str:
    if asked is None:
        return _(
            "Choose a row to see what there is to review. F2 mends a cell, Del leaves a row out, Space tells a person from a line that is nobody."
        )
    if not asked.sentences:
        return _("{place}: nothing to review.").format(place=asked.place)
    return _("{place}: {sentence}").format(place=asked.place, sentence=asked.sentences[0])
