"""The options of a document as fields, built from what its options class says of itself."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from desktop import wording
from desktop.domain.documents import fields
from desktop.domain.errors import InvalidInput
from desktop.gui.context import Context
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog_parts import indent
from desktop.gui.widgets.flow import FlowLayout
from desktop.gui.widgets.form import DateField
from desktop.gui.widgets.layout import aligned, caption, column, field_name, grow, holder, label, restyle, row
from desktop.gui.widgets.text import tooltip
from desktop.i18n import language
from desktop.papers.document import AnyDocument

_RADIOS = 2
"""So few choices are all shown at once."""
_ROOM = 150
_MOST = 2**31 - 1


class Choice(QComboBox):
    """One of several values; what has no room is cut with an ellipsis, and whole in the list and the tool tip."""

    def __init__(self, choices: list[tuple[str, str]]) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for text, value in choices:
            self.addItem(text, value)
        self.currentTextChanged.connect(lambda text: tooltip(self, text))
        tooltip(self, self.currentText())

    def showPopup(self) -> None:
        """As wide as its longest choice."""
        self.view().setMinimumWidth(max(self.width(), self.view().sizeHintForColumn(0) + 4 * GRID))
        super().showPopup()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As every drop-down, with the words cut to what there is room for."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        words = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room.width() - GRID // 2)
        option.currentText = words
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class Tick(QWidget):
    """A box to tick whose words wrap."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.box = QCheckBox()
        self._words = label(text, wrap=True)
        self._words.installEventFilter(self)
        self.setFocusProxy(self.box)
        row(aligned(self.box, Qt.AlignmentFlag.AlignTop), grow(self._words), on=self, spacing=0)

    def setAccessibleName(self, name: str) -> None:
        """Name the box for screen readers."""
        self.box.setAccessibleName(name)

    def setAccessibleDescription(self, words: str) -> None:
        """Describe the box for screen readers."""
        self.box.setAccessibleDescription(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on the words ticks the box too."""
        if event.type() is QEvent.Type.MouseButtonRelease:
            self.box.click()
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
        return super().eventFilter(watched, event)


@dataclass(frozen=True, slots=True)
class _Control:
    """A field on the screen: how to read it (raising InvalidInput) and how to fill it."""

    widget: QWidget
    read: Callable[[], Any]
    fill: Callable[[Any], None]
    titled: bool = True
    """Whether its label stands above it."""


class DocumentOptions(QWidget):
    """Fields one below the other. `changed` is emitted whenever `options()` may have changed."""

    changed = Signal(bool)
    """True while someone types: more letters are likely to follow."""

    def __init__(
        self, context: Context, document: AnyDocument, parent: QWidget | None = None, *, only: Collection[str] = ()
    ) -> None:
        """`only` these options, when any are named; the others stay as `take` brought them."""
        super().__init__(parent)
        self._context, self._document = context, document
        self._options = document.options()
        self._filling = False
        self.controls: dict[str, _Control] = {}
        self._errors: dict[str, QLabel] = {}
        self._boxes: dict[str, QWidget] = {}
        for name, field in fields.fields_of(document.options).items():
            if not only or name in only:
                self._add(name, field)
        column(*self._boxes.values(), on=self, spacing=0)
        idle = fields.conditions(document.options)
        self._conditions = {name: when for name, when in idle.items() if {name, when[0]} <= self._boxes.keys()}
        self.take(self._options)

    @property
    def empty(self) -> bool:
        """Whether the document has no options."""
        return not self.controls

    def options(self) -> Any:
        """What stands in the fields; a field that can't be read keeps its last value and says what is wrong."""
        values = {}
        for name, control in self.controls.items():
            try:
                values[name] = control.read()
                self._say(name, "")
            except InvalidInput as error:
                values[name] = getattr(self._options, name)
                self._say(name, wording.error(error))
        self._options = dataclasses.replace(self._options, **values)
        return self._options

    def take(self, options: Any) -> None:
        """Show these options; nothing is said to have changed."""
        self._options = options
        self._filling = True
        for name, control in self.controls.items():
            control.fill(getattr(options, name))
            self._say(name, "")
        self._filling = False
        self._show_what_counts()

    def error_of(self, name: str) -> str:
        """What is said to be wrong with a field."""
        return self._errors[name].text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the panel; it turns a field only when the keyboard is in it."""
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _show_what_counts(self) -> None:
        """Hide the fields that another field's choice makes idle."""
        for name, (other, choice) in self._conditions.items():
            self._boxes[name].setVisible(self.controls[other].read() == choice)

    def _changed(self, *, typed: bool = False) -> None:
        if not self._filling:
            self._show_what_counts()
            self.changed.emit(typed)

    def _add(self, name: str, field: fields.Field) -> None:
        words, hint = self._document.words.option(name), self._document.words.hint(name)
        control = self._control(name, field, words)
        control.widget.setAccessibleName(words)
        control.widget.setAccessibleDescription(hint)
        if isinstance(control.widget, QComboBox | QSpinBox):
            control.widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            control.widget.installEventFilter(self)
        title = field_name(words, control.widget)
        title.setWordWrap(True)
        error = label(role="error", wrap=True)
        error.hide()
        parts = [*([title] if control.titled else []), control.widget, *([caption(hint)] if hint else []), error]
        above = GRID + GRID // 2 if self._boxes else 0
        self._boxes[name] = holder(column(*parts, spacing=GRID // 2, margins=(0, above, 0, 0)))
        self.controls[name], self._errors[name] = control, error

    def _say(self, name: str, sentence: str) -> None:
        error = self._errors[name]
        if error.text() == sentence:
            return
        error.setText(sentence)
        error.setVisible(bool(sentence))
        widget = self.controls[name].widget
        widget.setProperty("invalid", bool(sentence))
        restyle(widget)

    def _control(self, name: str, field: fields.Field, words: str) -> _Control:
        match field:
            case fields.Pick(values):
                choices = [(self._document.words.choice(name, value), value) for value in values]
                room, words_of = self._context.theme.px(_ROOM), self.fontMetrics().horizontalAdvance
                short = len(choices) <= _RADIOS and all(words_of(text) <= room for text, _value in choices)
                return self._radios(choices) if short else self._combo(choices)
            case fields.Number():
                return self._number(field)
            case fields.Flag():
                return self._flag(words)
            case fields.Day():
                return self._day()
            case fields.Text():
                return self._line() if field.lines == 1 else self._lines(field.lines)

    def _combo(self, choices: list[tuple[str, str]]) -> _Control:
        combo = Choice(choices)
        combo.currentIndexChanged.connect(lambda _place: self._changed())
        return _Control(combo, combo.currentData, lambda value: combo.setCurrentIndex(max(combo.findData(value), 0)))

    def _radios(self, choices: list[tuple[str, str]]) -> _Control:
        beside = FlowLayout(spacing=GRID)
        box = holder(beside)
        group = QButtonGroup(box)
        buttons = {}
        for text, value in choices:
            choice = buttons[value] = QRadioButton(text)
            group.addButton(choice)
            beside.addWidget(choice)
            choice.toggled.connect(lambda on: self._changed() if on else None)
        box.setFocusProxy(next(iter(buttons.values())))
        return _Control(
            box,
            lambda: next(value for value, choice in buttons.items() if choice.isChecked()),
            lambda value: buttons[value].setChecked(True),
        )

    def _number(self, field: fields.Number) -> _Control:
        spin = QSpinBox()
        spin.setLocale(QLocale(language()))
        spin.setRange(field.least, min(field.most, _MOST))
        spin.setSingleStep(field.step)
        spin.setGroupSeparatorShown(field.thousands)
        indent(spin)
        spin.valueChanged.connect(lambda _value: self._changed())
        return _Control(spin, spin.value, spin.setValue)

    def _flag(self, words: str) -> _Control:
        tick = Tick(words)
        tick.box.toggled.connect(lambda _on: self._changed())
        return _Control(tick, tick.box.isChecked, tick.box.setChecked, titled=False)

    def _line(self) -> _Control:
        line = QLineEdit()
        line.textChanged.connect(lambda _text: self._changed(typed=True))
        return _Control(line, lambda: line.text().strip(), line.setText)

    def _lines(self, lines: int) -> _Control:
        note = QPlainTextEdit()
        note.setTabChangesFocus(True)
        note.setFixedHeight(note.fontMetrics().lineSpacing() * min(lines, 8) + 2 * GRID + 2)
        note.textChanged.connect(lambda: self._changed(typed=True))
        return _Control(note, lambda: note.toPlainText().strip(), note.setPlainText)

    def _day(self) -> _Control:
        date = DateField(self._context)
        date.textChanged.connect(lambda _text: self._changed(typed=True))

        def read() -> dt.date | None:
            return date.day()

        return _Control(date, read, date.set_day)
