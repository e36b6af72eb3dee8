"""Long work inside a dialog: what is being done, how far it is, and Cancel."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.domain.progress import Progress
from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.layout import STRETCH, aligned, button, column, label, row
from desktop.i18n import _
from desktop.wording.formats import percent_text

_EVERY = 0.05


class WorkBar(QWidget):
    """`progress` may be called from any thread; the bar follows."""

    cancelled = Signal()
    _reported = Signal(int, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told_at = 0.0
        self._title = label(role="heading", wrap=True)
        self._count = label(role="muted")
        for words in (self._title, self._count):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.px(360))
        self.cancel_button = button(_("Cancel"), self._cancel)
        bar, cancel = (aligned(each, Qt.AlignmentFlag.AlignHCenter) for each in (self._bar, self.cancel_button))
        middle = column(STRETCH, self._title, bar, self._count, GRID, cancel, STRETCH)
        row(STRETCH, middle, STRETCH, on=self, spacing=None, margins=None)
        self._reported.connect(self._show)

    def begin(self, title: str) -> None:
        """Start showing a piece of work."""
        self._title.setText(title)
        self._count.setText("")
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self.cancel_button.setEnabled(True)

    def progress(self, done: int, total: int) -> None:
        """Tell how far the work is, from whichever thread does it."""
        now = time.monotonic()
        if done >= total or now - self._told_at >= _EVERY:
            self._told_at = now
            self._reported.emit(done, total)

    def beside(self, progress: Progress) -> Progress:
        """Tells both another and this bar how far the work is."""

        def tell(done: int, total: int) -> None:
            progress(done, total)
            self.progress(done, total)

        return tell

    def _show(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._count.setText(percent_text(done / total, 0) if total else "")

    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self.cancelled.emit()
