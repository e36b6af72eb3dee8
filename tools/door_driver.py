"""Drives the real check-in page as a person at the desk does: keys by hand, a scanner, and waiting until it is told."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.gui.checkin.page import AttendancePage
from desktop.gui.shell.main_window import MainWindow
from tools.drive import Hands

_HAND, _SCANNER = 0.2, 0.003
"""Seconds from key to key."""
_NO_KEY = Qt.KeyboardModifier.NoModifier


class KeyClock:
    """Goes forward by a step at every look: what the program takes for the time of a key."""

    def __init__(self) -> None:
        self.now = 0.0
        self.step = _HAND

    def __call__(self) -> float:
        """Another key."""
        self.now += self.step
        return self.now


class Driver(Hands):
    """Hands and a scanner at one window's door."""

    def __init__(self, window: MainWindow) -> None:
        assert isinstance(window.page, AttendancePage)
        super().__init__(window)
        self.page: AttendancePage = window.page
        self.clock = KeyClock()
        window.scans.catcher.clock = self.clock

    def type(self, text: str, to: QWidget | None = None) -> None:
        """By hand; letters that no key has come from an input method."""
        self.clock.step = _HAND
        target = to or self.page.field
        for letter in text:
            if letter.isascii():
                QTest.keyClick(target, letter)  # type: ignore[call-overload]
                continue
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QApplication.sendEvent(target, event)
        self.wait_until(lambda: not self.page.finding.soon.isActive())

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NO_KEY, to: QWidget | None = None) -> None:
        """One key, by hand."""
        self.clock.step = _HAND
        QTest.keyClick(to or self.page.field, key, modifiers)

    def scan(self, code: str, *, enter: bool = True, to: QWidget | None = None) -> None:
        """As a scanner types: digits and Enter, faster than anybody, to the field or another widget."""
        self.clock.step = _SCANNER
        target = to or self.page.field
        QTest.keyClicks(target, code)
        if enter:
            QTest.keyClick(target, Qt.Key.Key_Return)
        self.clock.step = _HAND

    def let_in(self, text: str) -> str:
        """Type, press Enter, and read the verdict."""
        self.type(text)
        self.press(Qt.Key.Key_Return)
        self.settle()
        return self.page.verdict.sentence
