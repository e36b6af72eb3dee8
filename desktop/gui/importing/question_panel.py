"""The panel under the preview: what is odd about the chosen row, both sides of a doubt, and the answers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QPushButton, QWidget

from desktop.domain.importing import Severity
from desktop.gui.importing.questions import Ask, Choice, QuestionAnswer
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.layout import STRETCH, button, column, grow, label, plain, restyle, row
from desktop.i18n import _, ngettext

_SIGNS = {Severity.ERROR: "✕", Severity.QUESTION: "?", Severity.WARNING: "!", Severity.INFO: "i"}
_TONES = {Severity.ERROR: "bad", Severity.QUESTION: "warn", Severity.WARNING: "warn", Severity.INFO: "info"}
_SHOWN_SIDES = 4
_BUTTONS_AT_MOST = 0.6
"""Share of the width that one row of them may take; two rows what both sides leave."""


class QuestionPanel(QFrame):
    """Shows one `Ask`; `answered` tells the choice and whether it holds for every row like this one.

    With the keyboard in it, a number chooses an answer, 0 says it of all rows alike, Enter gives it and Esc leaves.
    """

    answered = Signal(object, bool)
    left = Signal()
    marked = Signal(QWidget)
    """The button of the answer that was chosen with the keyboard."""
    _room = 0
    """The width there is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ask: Ask | None = None
        self._is_answered = False
        """Whether what comes of the answer is still being worked out."""
        self._pool: list[QPushButton] = []
        self._choices: list[QPushButton] = []
        """Those of the pool that are shown."""
        self.setObjectName("questionPanel")
        self._sign = label(role="figure")
        self._sign.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self._sign.setFixedWidth(theme.px(28))
        self._count = plain(role="muted", wrap=False)
        self._text = plain(selectable=True)
        self._more = plain(role="muted")
        self._cells: dict[tuple[int, int], QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(3, 1)
        self._all = QCheckBox()
        words = column(self._text, self._more, self._grid, STRETCH, spacing=2)
        self._buttons = QGridLayout()
        self._buttons.setSpacing(GRID)
        below = row(self._count, STRETCH, self._all)
        right = column(self._buttons, below, STRETCH, spacing=GRID // 2)
        row(self._sign, grow(words), right, on=self, margins=(GRID, GRID, GRID + 4, GRID))
        self.show_ask(None)

    def show_ask(self, asked: Ask | None, count: str = "") -> None:
        """Show what is odd about a row; None: nothing is chosen. `count`: which of the open questions it is."""
        before, self._ask, self._is_answered = self._ask, asked, False
        self._count.setText(count)
        self._count.setVisible(bool(count))
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
        self._all.setVisible(bool(asked and asked.alike))
        self._all.setChecked(False)
        if asked and asked.alike:
            text = ngettext("&0  All {count} row like this", "&0  All {count} rows like this", asked.alike + 1)
            self._all.setText(text.format(count=asked.alike + 1))
        self.setAccessibleName(_words(asked))
        self._fit_buttons()

    def fit(self, width: int) -> None:
        """Take so much width: buttons stand in two columns, or in one, where a row would squeeze the words."""
        self._room = width
        self._fit_buttons()

    def wrap(self) -> None:
        """Break what both sides say into lines."""
        self._wrap_cells(True)

    def _fit_buttons(self) -> None:
        # The widgets themselves are asked: to their layout, buttons not shown yet have no width.
        widths = [one.sizeHint().width() + GRID for one in self._choices]
        room, columns = self._room * _BUTTONS_AT_MOST, len(widths)
        self._wrap_cells(False)
        if sum(widths) > room:
            room = self._room - self._grid.sizeHint().width() - self._sign.width() - 6 * GRID
            columns = 2 if 2 * max(widths) <= room else 1
            below = sum(one.sizeHint().width() for one in (self._count, self._all) if not one.isHidden())
            self._wrap_cells(max(*widths, below + GRID) > room)
        for place, one in enumerate(self._choices):
            self._buttons.addWidget(one, place // columns, place % columns)

    def _wrap_cells(self, wrap: bool) -> None:
        for cell in self._cells.values():
            if cell.wordWrap() is not wrap:
                cell.setWordWrap(wrap)
                cell.setMinimumWidth(int(wrap))

    def button(self, answer: QuestionAnswer) -> QPushButton | None:
        """The button of an answer, when it is offered."""
        found = self.findChild(QPushButton, f"answer-{answer.value}")
        return found if isinstance(found, QPushButton) else None

    def focus_answer(self) -> None:
        """Take the keyboard, the proposed answer chosen; not where nothing is asked, so that Enter twice says nothing."""
        if self._choices and self._ask is not None and self._ask.problem is not None:
            self._mark(next((one for one in self._choices if one.property("primary")), self._choices[0]))

    def choices(self) -> tuple[Choice, ...]:
        """The answers offered."""
        return self._ask.choices if self._ask is not None else ()

    def shown(self) -> tuple[QPushButton, ...]:
        """The buttons of the answers offered."""
        return tuple(self._choices)

    def has_keyboard(self) -> bool:
        """Whether an answer is being chosen."""
        return any(one.hasFocus() for one in self._choices)

    def wait(self) -> None:
        """Take no second answer until something is shown again."""
        self._is_answered = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Numbers choose, Enter answers, Esc leaves."""
        key = event.key()
        focused = next((one for one in self._choices if one.hasFocus()), None)
        place = key - Qt.Key.Key_1
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focused is not None and not event.isAutoRepeat():
            focused.click()
        elif key == Qt.Key.Key_0 and not self._all.isHidden():
            self._all.toggle()
        elif 0 <= place < len(self._choices):
            self._mark(self._choices[place])
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _mark(self, chosen: QPushButton) -> None:
        for each in self._choices:
            _fill(each, each is chosen)
        chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.marked.emit(chosen)

    def _show_choices(self, choices: tuple[Choice, ...]) -> None:
        """On buttons made once: new ones cost more than all else that another question changes here."""
        had_focus = self.has_keyboard()
        while len(self._pool) < len(choices):
            self._pool.append(button("", partial(self._press, len(self._pool))))
        self._choices = self._pool[: len(choices)]
        for place, (offered, choice) in enumerate(zip(self._choices, choices, strict=True), start=1):
            offered.setText(f"{place}  {choice.label}" if len(choices) > 1 else choice.label)
            offered.setObjectName(f"answer-{choice.answer.value}")
            _fill(offered, choice.primary)
        for idle in self._pool[len(choices) :]:
            idle.hide()
            idle.setText("")
            idle.setObjectName("")
        self._fit_buttons()
        for offered in self._choices:
            offered.show()  # what is not shown yet can't have the keyboard
        if had_focus and self._ask is not None and self._ask.problem is not None:
            self.focus_answer()
        elif had_focus:  # nothing is asked any more, and Enter must do nothing that was not looked at
            self.left.emit()

    def _press(self, place: int) -> None:
        choices = self.choices()
        if place < len(choices):
            self._say(choices[place])

    def _say(self, choice: Choice) -> None:
        if not self._is_answered:
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


def _fill(each: QPushButton, primary: bool) -> None:
    if bool(each.property("primary")) is not primary or not each.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        each.setProperty("primary", primary)
        restyle(each)


def _words(asked: Ask | None) -> str:
    if asked is None:
        return _(
            "Choose a row to see what there is to review. F2 mends a cell, Del leaves a row out, Space tells a person from a line that is nobody."
        )
    if not asked.sentences:
        return _("{place}: nothing to review.").format(place=asked.place)
    return _("{place}: {sentence}").format(place=asked.place, sentence=asked.sentences[0])
