"""A sentence over whatever window is in front, gone after a few seconds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.layout import plain, row

_STAYS = 6_000
"""Milliseconds."""
_WIDTH = 560
"""Pixels at 100 % text."""
_LOW = 240
"""The same."""


class Toast(QFrame):
    """At the upper edge of its window; takes neither keys nor clicks from what lies under it."""

    def __init__(self, theme: Theme, window: QWidget, sentence: str, tone: str, *, large: bool) -> None:
        super().__init__(window)
        self.setObjectName("toast")
        self.setProperty("tone", tone)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoFillBackground(True)
        self.setAccessibleName(sentence)
        self._theme = theme
        self.words = plain(role="title" if large else "field")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setText(sentence)
        row(self.words, on=self, margins=(GRID * 2, GRID + 4, GRID * 2, GRID + 4))
        window.installEventFilter(self)
        QTimer.singleShot(_STAYS, self, self.deleteLater)
        self._place()
        self.show()
        self.raise_()

    @property
    def sentence(self) -> str:
        """What is said."""
        return self.accessibleName()

    def _place(self) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self.ensurePolished()
        self.words.ensurePolished()
        whole = self.words.fontMetrics().horizontalAdvance(self.sentence) + 5 * GRID
        width = min(whole, self._theme.px(_WIDTH), window.width() - 4 * GRID)
        height = self.heightForWidth(width)
        self.setGeometry((window.width() - width) // 2, 2 * GRID, width, max(height, self.minimumSizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)


def toast(theme: Theme, window: QWidget, sentence: str, tone: str, *, large: bool = False) -> Toast:
    """Say a sentence over a window, in place of one that is still there. Tones: good, warn, bad, info, plain.

    `large`: to be read from afar. A window so low that the words would lie over its own leaves them to the one behind it.
    """
    owner = window.parentWidget()
    if owner is not None and window.height() < theme.px(_LOW):
        window = owner.window()
    for before in window.findChildren(Toast, options=Qt.FindChildOption.FindDirectChildrenOnly):
        before.hide()
        before.deleteLater()
    return Toast(theme, window, sentence, tone, large=large)
