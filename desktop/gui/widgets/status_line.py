"""The bar at the bottom: data source and desk, the task running, and the quiet line with its link."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QSizePolicy, QStatusBar, QWidget

from desktop.gui.theme import GRID, Theme
from desktop.gui.widgets.layout import grow, holder, link, restyle, row
from desktop.gui.widgets.text import tooltip
from desktop.i18n import _
from desktop.wording.formats import desk_text, seconds_text

if TYPE_CHECKING:
    from desktop.gui.connection import Connection
    from desktop.gui.operations import Task


class ElidedLabel(QLabel):
    """One line that ends in "…" when there is no room; the whole text is its tool tip.

    It takes what is left over, or, given `shrink_to`, its text's width as long as there is room.
    """

    def __init__(self, text: str = "", *, shrink_to: int = 0) -> None:
        super().__init__(text)
        self._least = shrink_to
        wide = QSizePolicy.Policy.Preferred if shrink_to else QSizePolicy.Policy.Ignored
        self.setSizePolicy(wide, QSizePolicy.Policy.Preferred)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:
        super().setText(text)
        tooltip(self, text)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(self._least, hint.width()), hint.height()) if self._least else hint

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
        self._source = ElidedLabel(shrink_to=theme.px(72))
        self._live, self._waiting, self._may = (ElidedLabel(shrink_to=theme.px(40)) for _each in range(3))
        for words, role in ((self._source, "caption"), (self._waiting, "warning"), (self._may, "caption")):
            words.setProperty("role", role)
        self._words = ElidedLabel()
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._link = link("", self._on_link)
        self._link.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where somebody types
        policy = self._link.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the whole window would jump whenever a link comes or goes
        self._link.setSizePolicy(policy)
        self._running = self._task_parts(theme)
        parts = (self._source, self._live, self._waiting, self._may, self._running, grow(self._words), self._link)
        self.addWidget(holder(row(*parts, spacing=GRID * 2, margins=(GRID + 4, 0, GRID + 4, 0))), 1)
        for later in (self._running, self._link, self._live, self._waiting, self._may):
            later.hide()

    def _task_parts(self, theme: Theme) -> QWidget:
        """What a running task shows: its words, how far it is, and Cancel."""
        self._task_words = ElidedLabel(shrink_to=theme.px(60))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(min(theme.px(160), 200))
        self._bar.setAccessibleName(_("Progress"))
        self._cancel = link(_("Cancel"), self._on_cancel, spoken=_("Cancel the running task"))
        self._cancel.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return holder(row(self._task_words, self._bar, self._cancel))

    def show_connection(self, now: Connection) -> None:
        """Data source and desk; on a server also whether it answers, what waits for it, and what this login may do."""
        self._source.setText(f"{now.source} · {desk_text(now.desk)}")
        self._source.setAccessibleName(self._source.text())
        self._live.setText(_live_text(now))
        self._waiting.setText(_("waiting to be sent: {count}").format(count=now.pending))
        self._may.setText({"desk": _("desk login"), "viewer": _("may only look")}.get(now.role, ""))
        self._live.setVisible(now.is_server)
        self._waiting.setVisible(now.pending > 0)
        self._may.setVisible(bool(self._may.text()))
        if now.is_server:  # else nobody sees it, and asking for the style makes Python know every enumeration of QStyle
            self._live.setProperty("role", "good" if now.online and not now.slow else "warning")
            restyle(self._live)

    @property
    def standing(self) -> str:
        """What is said of the database's place, in one line."""
        parts = (self._source, self._live, self._waiting, self._may)
        return " · ".join(part.text() for part in parts if not part.isHidden())

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


def _live_text(now: Connection) -> str:
    """Whether the server answers, as measured."""
    if now.online and now.slow:
        return _("● slow ({seconds})").format(seconds=seconds_text(now.slow))
    if now.online:
        return _("● online")
    if now.answered:
        return _("▲ server away · last heard {time}").format(time=now.answered)
    return _("▲ server away")
