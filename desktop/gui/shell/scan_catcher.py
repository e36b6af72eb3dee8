"""A scanner is heard wherever the keyboard is: its keys are told from a hand's, kept from what they would do, and taken.

Letters and digits go into a field of text at once, for they may be a hand's: when they turn out to be a scan the field's
text is put back. Elsewhere a digit could choose or open something, so it waits until no key has followed at a scanner's
speed, a moment that no hand feels.

The code of a citizen's card is told by its first number: from there on no key of it goes anywhere, and what had come of
it is taken out of the field.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QTextCursor, QWindow
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMainWindow, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import Shiboken

from desktop.domain import identity_card
from desktop.domain.codes import is_badge_code
from desktop.domain.lazy_dataclass import dataclass
from desktop.domain.scanning import FASTEST_HAND, SCANNED, Wedge, plain_digits

_PAUSE = round(FASTEST_HAND * 1000) + 10
"""Milliseconds after which no key of the same scan follows."""
_ENTER_AFTER = 0.3
"""Seconds in which the Enter of a scan that was taken without it may still come."""
_CARD_PAUSE = 0.5
"""Seconds that a scanner may need from key to key in the middle of a card's code."""
_BADGE = 8
"""Digits of the shortest badge number."""
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_BARE = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)  # AltGr comes as both of the first two
_MODIFIERS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock}
)
_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.InputMethod})


class ScanCatcher(QObject):
    """Filters the keys of the whole program while its window is there."""

    scanned = Signal(str)
    """A badge number."""
    carded = Signal(object)
    """IdentityCard; None for a card that could not be read."""
    misread = Signal()
    """A scanner typed something that is no badge number."""
    holds = True
    """Whether a digit waits that goes to no field of text."""

    def __init__(self, window: QMainWindow, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(window)
        self.clock = clock
        self._window = window
        self._wedge = Wedge()
        self._text = self._composing = ""
        self._at = self._taken_at = float("-inf")
        self._carding = False
        """Whether the keys of a card's code are coming."""
        self._handed_on = 0
        self._target: QWidget | None = None
        self._kept: _Kept | None = None
        self._held: list[tuple[QObject, QKeyEvent]] = []
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._rest)

    def listen(self) -> None:
        """Begin: from here on every event of the program comes by."""
        self._application().installEventFilter(self)

    def stop(self) -> None:
        """Listen no more."""
        self._pause.stop()
        self._held.clear()
        self._application().removeEventFilter(self)

    def _application(self) -> QApplication:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        return application

    # -- keys -----------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Everything in the program comes by here: what is no key must go on at once."""
        if event.type() not in _KEYS:
            return False
        if isinstance(event, QInputMethodEvent):
            self._compose(watched, event)
        elif isinstance(event, QKeyEvent) and event.spontaneous() and self._is_new(watched, event):
            return self._press(watched, event)
        return False

    def _is_new(self, watched: QObject, event: QKeyEvent) -> bool:
        """Whether the key comes by for the first time: a window hands it on to the widget with the keyboard."""
        key, before = Shiboken.getCppPointer(event)[0], self._handed_on
        self._handed_on = key if isinstance(watched, QWindow) else 0
        if isinstance(watched, QWindow):
            return True
        return isinstance(watched, QWidget) and key != before and not self._is_of_another(watched)

    def _is_of_another(self, widget: QWidget) -> bool:
        top = widget.window()
        while (parent := top.parentWidget()) is not None:
            top = parent.window()
        return isinstance(top, QMainWindow) and top is not self._window

    def _press(self, watched: QObject, event: QKeyEvent) -> bool:
        """A key; True when nobody is to get it, or not yet."""
        key, at = Qt.Key(event.key()), self.clock()
        if key in _MODIFIERS:
            return False
        if key in _ENDS and not event.modifiers() & _BARE:
            return self._end(key, at)
        text = event.text()
        if self._carding and text != "\b" and not text.isprintable():
            self._follow_card(text, at)
            return True
        command = bool(event.modifiers() & _BARE) and not (text and text.isprintable() and not text.isascii())
        if command and self._carding:  # a letter by its number on the keypad: that number is not the letter
            self._follow_card("", at)
            return True
        if command or event.isAutoRepeat() or not (text and (text.isprintable() or key == Qt.Key.Key_Backspace)):
            self._release()
            self._forget()
            return False
        self._begin(watched, at)
        self._text = self._text[:-1] if key == Qt.Key.Key_Backspace else self._text + text
        self._follow(at)
        if self._carding:
            self._held.clear()
            if self._kept is not None:
                self._kept.put_back(untold=True)
            return True
        if self.holds and self._field() is None and plain_digits(text).isdecimal():
            self._held.append((watched, _copy(event)))
            return True
        self._release()
        return False

    def _compose(self, watched: QObject, event: QInputMethodEvent) -> None:
        """An input method stands between the keys and the field."""
        at = self.clock()
        self._begin(watched, at)
        if event.replacementLength():
            start = max(len(self._text) + event.replacementStart(), 0)
            self._text = self._text[:start] + self._text[start + event.replacementLength() :]
        self._text += event.commitString()
        self._composing = event.preeditString()
        self._follow(at)

    def _begin(self, watched: QObject, at: float) -> None:
        """The first key after a pause: what stands there now is what may have to be put back."""
        target = watched if isinstance(watched, QWidget) else self._focus()
        after_a_pause = at - self._at > (_CARD_PAUSE if self._carding else FASTEST_HAND)
        if not after_a_pause and target is self._target:
            return
        self._target = target
        field = self._field()
        if after_a_pause or self._kept is None:  # else a key has moved the keyboard on: what stood before stays known
            self._kept = _Kept.of(field, self._composing) if field is not None else None
        if after_a_pause:
            self._carding = False
            self._text = self._kept.before if self._kept is not None else ""
            self._wedge.clear(self._text + self._composing)

    def _follow(self, at: float) -> None:
        if not self._carding:
            self._wedge.follow(self._text + self._composing, at)
            self._carding = "|" in self._text and identity_card.begun(self._burst())
        self._at = at
        whole = not self._carding or identity_card.read(self._burst()) is not None
        self._pause.start(_PAUSE if whole else round(_CARD_PAUSE * 1000))

    def _follow_card(self, text: str, at: float) -> None:
        """A key that is no letter of any alphabet, in the middle of a card's code."""
        self._text += text
        self._follow(at)

    def _burst(self) -> str:
        """What has come since the pause."""
        return (self._text + self._composing)[len(self._kept.before) if self._kept is not None else 0 :]

    # -- what came of them ----------------------------------------------------------------------------------------

    def _end(self, key: Qt.Key, at: float) -> bool:
        """Enter, or the Tab of some scanners; True when it belongs to a scan."""
        run, late = self._wedge.run(at), not self._held and at - self._taken_at < _ENTER_AFTER
        self._taken_at = float("-inf")
        if self._carding:
            self._take_card()
            return True
        if self._is_badge(run) or (key != Qt.Key.Key_Tab and self._is_scan(run)):
            self._take(run)
            return True
        if late and not run:
            return True
        self._release()
        self._forget()
        return False

    def _rest(self) -> None:
        """No key followed: digits without an Enter are a badge all the same, others were typed by hand."""
        run = self._wedge.run(self._at)
        if self._carding:
            self._taken_at = self.clock()
            self._take_card()
        elif self._is_badge(run) or (self._held and self._is_scan(run)):
            self._taken_at = self.clock()
            self._take(run)
        else:
            self._release()

    def _is_badge(self, run: str) -> bool:
        return len(run) >= _BADGE and run[0] != "0" and is_badge_code(run)

    def _is_scan(self, run: str) -> bool:
        """Whether such digits are a scanner's. A pasting program may fill a field with a phone number as quickly."""
        field = self._field()
        if field is None or field.property("role") == "door":
            return len(run) >= SCANNED
        return len(run) >= _BADGE and run[0] != "0"

    def _take(self, run: str) -> None:
        part = "|" in self._burst()  # of a card's code whose beginning was lost: its last day may look like a badge
        self._put_back(untold=part)
        if is_badge_code(run) and not part:
            self.scanned.emit(run)
        else:
            self.misread.emit()

    def _take_card(self) -> None:
        card = identity_card.read(self._burst())
        self._put_back(untold=True)
        self.carded.emit(card)

    def _put_back(self, *, untold: bool) -> None:
        """Let the field be as it was before the scan."""
        self._held.clear()
        if self._composing:
            QGuiApplication.inputMethod().reset()
        if self._kept is not None:
            self._kept.put_back(untold=untold)
        self._forget()

    def _forget(self) -> None:
        self._pause.stop()
        self._carding = False
        self._target = self._kept = None
        self._text = self._composing = ""
        self._wedge.clear()

    def _release(self) -> None:
        """A hand typed: what waited goes where it was going."""
        held, self._held = self._held, []
        for watched, event in held:
            if Shiboken.isValid(watched):
                QApplication.sendEvent(watched, event)

    # -- where they go --------------------------------------------------------------------------------------------

    def _focus(self) -> QWidget | None:
        popup = QApplication.activePopupWidget()
        return (popup.focusWidget() or popup) if popup is not None else QApplication.focusWidget()

    def _field(self) -> QLineEdit | QTextEdit | QPlainTextEdit | None:
        """The field of text that has the keyboard."""
        widget = self._target if self._target is not None and Shiboken.isValid(self._target) else None
        if isinstance(widget, QComboBox):
            widget = widget.lineEdit()
        if isinstance(widget, QLineEdit | QTextEdit | QPlainTextEdit) and not widget.isReadOnly():
            return widget
        return None


@dataclass(frozen=True, slots=True)
class _Kept:
    """What stood in a field before the first key."""

    field: QLineEdit | QTextEdit | QPlainTextEdit
    text: str
    cursor: int
    anchor: int
    before: str
    """The text in front of the cursor."""

    @classmethod
    def of(cls, field: QLineEdit | QTextEdit | QPlainTextEdit, composing: str) -> _Kept:
        """The field's text with the letters being composed."""
        if isinstance(field, QLineEdit):
            text, cursor = field.text(), field.cursorPosition()
            start = field.selectionStart()
            anchor = cursor if start < 0 else start if start != cursor else field.selectionEnd()
        else:
            at = field.textCursor()
            text, cursor, anchor = field.toPlainText(), at.position(), at.anchor()
        before = text[: min(cursor, anchor)]
        if composing:
            text, cursor = before + composing + text[cursor:], len(before + composing)
            anchor = cursor
        return cls(field, text, cursor, anchor, before)

    def put_back(self, *, untold: bool) -> None:
        """Let the field be as it was; `untold`: what was scanned must not come back by Ctrl+Z."""
        if not Shiboken.isValid(self.field):
            return
        field = self.field
        if isinstance(field, QLineEdit):
            field.setText(self.text)
            field.setSelection(self.anchor, self.cursor - self.anchor)
            if self.anchor == self.cursor:
                field.setCursorPosition(self.cursor)
        elif field.toPlainText() != self.text:
            cursor = field.textCursor()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(self.text)
            cursor.setPosition(self.anchor)
            cursor.setPosition(self.cursor, QTextCursor.MoveMode.KeepAnchor)
            field.setTextCursor(cursor)
            if untold:
                field.document().clearUndoRedoStacks()


def _copy(event: QKeyEvent) -> QKeyEvent:
    return QKeyEvent(event.type(), event.key(), event.modifiers(), event.text(), event.isAutoRepeat(), event.count())
