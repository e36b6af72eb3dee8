"""The panel under the preview: what is odd about the chosen row, both sides of a doubt, and the answers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.importing import Severity
from desktop.gui.importing.questions import Answer, Ask, Choice
from desktop.gui.theme import GRID, Theme
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
        self._sign = QLabel(alignment=Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._sign.setProperty("role", "figure")
        self._sign.setFixedWidth(theme.px(28))
        self._text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._more.setProperty("role", "muted")
        self._cells: dict[tuple[int, int], QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(3, 1)
        self._all = QCheckBox()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._text)
        words.addWidget(self._more)
        words.addLayout(self._grid)
        words.addStretch(1)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(GRID)
        right = QVBoxLayout()
        right.addLayout(self._buttons)
        right.addWidget(self._all, alignment=Qt.AlignmentFlag.AlignRight)
        right.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(GRID, GRID, GRID + 4, GRID)
        whole.setSpacing(GRID)
        whole.addWidget(self._sign)
        whole.addLayout(words, 1)
        whole.addLayout(right)
        self.show_ask(None)

    def show_ask(self, asked: Ask | None) -> None:
        """Show what is odd about a row; None: nothing is chosen."""
        before, self._ask = self._ask, asked
        if asked is not None and asked == before:
            return
        severity = asked.severity if asked else None
        self.setProperty("tone", _TONES[severity] if severity else "")
        self.style().unpolish(self)
        self.style().polish(self)
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
        _empty(self._buttons)
        for choice in choices:
            button = QPushButton(choice.label)
            button.setObjectName(f"answer-{choice.answer.value}")
            button.setAutoDefault(False)
            if choice.primary:
                button.setProperty("primary", "true")
            button.clicked.connect(lambda _checked=False, said=choice: self._say(said))
            self._buttons.addWidget(button)
            button.ensurePolished()  # only then is its width known

    def _say(self, choice: Choice) -> None:
        self.answered.emit(choice, self._all.isChecked() and not self._all.isHidden())

    def _show_sides(self, asked: Ask | None) -> None:
        texts: dict[tuple[int, int], str] = {}
        if asked is not None and asked.sides:
            texts = {(0, column): heading for column, heading in enumerate(("", *asked.headings))}
            for row, side in enumerate(asked.sides[:_SHOWN_SIDES], start=1):
                texts |= {(row, 0): side.label, (row, 1): side.registered or "–", (row, 2): side.file or "–"}
        for place in sorted(texts.keys() - self._cells.keys()):
            self._cells[place] = self._cell(*place)
        for place, label in self._cells.items():
            label.setText(texts.get(place, ""))
            label.setVisible(place in texts)

    def _cell(self, row: int, column: int) -> QLabel:
        """Made once: a new label costs more than all else that another row changes here."""
        label = QLabel(textFormat=Qt.TextFormat.PlainText)
        label.setProperty("role", "muted" if not row or not column else "field" if column == 2 else "")
        self._grid.addWidget(label, row, column)
        return label


def _words(asked: Ask | None) -> str:
    if asked is None:
        return _(
            "Choose a row to see what there is to review. F2 mends a cell, Del leaves a row out, Space tells a person from a line that is nobody."
        )
    if not asked.sentences:
        return _("{place}: nothing to review.").format(place=asked.place)
    return _("{place}: {sentence}").format(place=asked.place, sentence=asked.sentences[0])


def _empty(layout: QBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.setParent(None)
            widget.deleteLater()
