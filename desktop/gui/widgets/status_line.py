"""The bar at the bottom: data source and desk, the task running, and the quiet line with its link."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QStatusBar, QWidget

from desktop.gui.operations import Task
from desktop.gui.theme import GRID, Theme
from desktop.i18n import _


class ElidedLabel(QLabel):
    """One line that ends in "…" when there is no room; the whole text is its tool tip."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), int(self.alignment()), shown)


class StatusLine(QStatusBar):
    """Where the window says quietly what is going on."""

    cancelled = Signal(object)
    """Task: the user asked to stop it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setAccessibleName(_("Status"))
        self._task: Task | None = None
        self._action: Callable[[], None] | None = None
        self._source = QLabel()
        self._source.setProperty("role", "caption")
        self._task_words = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.px(160))
        self._bar.setAccessibleName(_("Progress"))
        self._cancel = QPushButton(_("Cancel"))
        self._cancel.setProperty("role", "link")
        self._cancel.setAccessibleName(_("Cancel the running task"))
        self._cancel.clicked.connect(self._on_cancel)
        self._words = ElidedLabel()
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._link = QPushButton()
        self._link.setProperty("role", "link")
        self._link.clicked.connect(self._on_link)
        self._running = QWidget()
        row = QHBoxLayout(self._running)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for part in (self._task_words, self._bar, self._cancel):
            row.addWidget(part)
        whole = QWidget()
        line = QHBoxLayout(whole)
        line.setContentsMargins(GRID + 4, 0, GRID + 4, 0)
        line.setSpacing(GRID * 2)
        line.addWidget(self._source)
        line.addWidget(self._running)
        line.addWidget(self._words, 1)
        line.addWidget(self._link)
        self.addWidget(whole, 1)
        self._running.hide()
        self._link.hide()

    def show_source(self, source: str, desk: str) -> None:
        """Data source and desk."""
        self._source.setText(_("{source} · Desk {desk}").format(source=source, desk=desk))

    def say(self, sentence: str, link: str = "", action: Callable[[], None] | None = None) -> None:
        """The quiet line, with a link that does something."""
        self._words.setText(sentence)
        self._words.setAccessibleName(sentence)
        self._link.setText(link)
        self._link.setVisible(bool(link))
        self._action = action

    @property
    def sentence(self) -> str:
        """What the quiet line says."""
        return self._words.text()

    def show_task(self, task: Task | None) -> None:
        """The running task with its bar, or none."""
        self._task = task
        self._running.setVisible(task is not None)
        if task is None:
            return
        done, total = task.progress
        self._task_words.setText(task.title)
        self._bar.setRange(0, total)
        self._bar.setValue(min(done, total))
        self._cancel.setVisible(task.stoppable)
        self._cancel.setEnabled(not task.stop.is_set())

    def _on_cancel(self) -> None:
        if self._task is not None:
            self._cancel.setEnabled(False)
            self.cancelled.emit(self._task)

    def _on_link(self) -> None:
        if self._action is not None:
            self._action()
