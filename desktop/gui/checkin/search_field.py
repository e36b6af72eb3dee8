"""The one big field at the door: names by hand, and a sign that says whether a scan would be heard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from desktop.domain.scanning import FASTEST_HAND, plain_digits, trailing_code
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.look_chip import paint_chip
from desktop.i18n import _

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
KEEP_THE_QUERY = "Ctrl+Enter"
"""The key that lets in and keeps what was typed, as the guide names it."""
_DIGITS = "123456789"
_NO_SCAN = round(FASTEST_HAND * 1000) + 10
"""Milliseconds after which a digit was pressed alone, and is not the first of a badge being scanned."""
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}


class DoorField(QLineEdit):
    """Emits what was meant: a choice among the hits, a step in their list. Scans are taken before they come here."""

    entered = Signal()
    """Enter by a person's hand."""
    stepped = Signal(int)
    """Up or down in the list of hits."""
    left = Signal()
    """Esc: what was typed is gone, and nobody is to be chosen."""
    numbered = Signal(int)
    """The number of a row, while `numbers`."""

    numbers = False
    """Whether the rows are numbered: a digit chooses then, unless it is the first of a scan."""
    keeps = False
    """Whether Enter came with Ctrl: what was typed stays, for the next of the same unit."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._composing = ""
        self.setProperty("role", "door")
        self.setAccessibleName(_("Find who is at the door"))
        self.chip = ReadyChip(theme, self)
        self.chip.clicked.connect(lambda _checked=False: self.listen())
        self._digit = ""
        self._alone = QTimer(self, singleShot=True, interval=_NO_SCAN)
        self._alone.timeout.connect(self._choose)
        theme.changed.connect(self._place_chip)
        QGuiApplication.instance().applicationStateChanged.connect(self._show_ready)  # type: ignore[union-attr]
        self._show_ready(QGuiApplication.applicationState())

    def listen(self) -> None:
        """Take the keyboard."""
        self.window().activateWindow()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def empty(self) -> None:
        """Forget what was typed, letters being composed as well."""
        if self._composing:
            QGuiApplication.inputMethod().reset()
            self._composing = ""
        self._take_digit()
        self.keeps = False
        self.setText("")  # not clear(): what was recorded must not come back by Ctrl+Z

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if self.numbers and event.commitString() and event.commitString() in _DIGITS and not event.preeditString():
            self._digit = event.commitString()  # an input method may hand on a digit itself
            self._alone.start()
            return
        self._composing = event.preeditString()
        super().inputMethodEvent(event)

    def event(self, event: QEvent) -> bool:
        """With nothing typed, Ctrl+Z is the window's: it takes the last arrival back."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not self.text()
            and any(event.matches(keys) for keys in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo))
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._digit and key in _ENTER:
            self._choose()
            return
        if self._digit:  # something came at once after it: that is typed, or scanned
            self.numbers = False
            self.insert(self._take_digit())
        digit = plain_digits(event.text())
        if self.numbers and digit and digit in _DIGITS:
            self._digit = digit
            self._alone.start()
        elif key in _ENTER:
            self.keeps = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._enter()
        elif key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            self.empty()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self._composing:
            QGuiApplication.inputMethod().commit()
        code = trailing_code(self.text())
        if code:  # a whole badge number, typed slowly or pasted: the hits know whose it is
            self.empty()
            self.setText(code)
        self.entered.emit()

    def _choose(self) -> None:
        self.numbered.emit(int(self._take_digit()))

    def _take_digit(self) -> str:
        self._alone.stop()
        digit, self._digit = self._digit, ""
        return digit

    # -- the sign -------------------------------------------------------------------------------------------------

    def _show_ready(self, state: Qt.ApplicationState) -> None:
        """Wherever in the program the keyboard is, a scan is heard; not while another program has it."""
        self.chip.show_ready(state == Qt.ApplicationState.ApplicationActive)
        self._place_chip()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place_chip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_chip()

    def _place_chip(self) -> None:
        size = self.chip.sizeHint()
        self.chip.setGeometry(
            self.width() - size.width() - GRID - 4, (self.height() - size.height()) // 2, size.width(), size.height()
        )
        self.setTextMargins(0, 0, size.width() + GRID, 0)
        whole, short = _("Name, unit, phone's end or badge number"), _("Name or badge number")
        room = self.chip.x() - 3 * GRID
        self.setPlaceholderText(whole if self.fontMetrics().horizontalAdvance(whole) <= room else short)


class ReadyChip(QAbstractButton):
    """Says in colour, sign and words whether a scan would be read now; pressing it makes it so."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.ready = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)
        self.show_ready(False)

    def show_ready(self, ready: bool) -> None:
        """Whether the program has the keyboard."""
        self.ready = ready
        self.setText("● " + _("Ready to scan") if ready else "▲ " + _("Click here to scan"))
        self.setAccessibleName(self.text()[2:])
        self.updateGeometry()
        self.update()

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF((9 if self.ready else 10) * self._theme.scale)
        font.setWeight(QFont.Weight.Normal if self.ready else QFont.Weight.DemiBold)
        return font

    def sizeHint(self) -> QSize:
        """Room for either of its words, so that nothing jumps."""
        font = self._small()
        font.setPointSizeF(10 * self._theme.scale)
        font.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(font)
        words = max(metrics.horizontalAdvance(text) for text in (self.text(), "▲ " + _("Click here to scan")))
        return QSize(words + 2 * GRID + 4, metrics.height() + GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._small())
        ink, ground = ("good", "good_soft") if self.ready else ("warn", "warn_soft")
        words = painter.fontMetrics().horizontalAdvance(self.text()) + 2 * GRID
        rect = QRectF(self.width() - words, 0, words, self.height()).adjusted(0.5, 0.5, -0.5, -0.5)
        paint_chip(painter, rect, self.text(), self._theme.colour(ink), self._theme.colour(ground))
