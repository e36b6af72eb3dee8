"""Waiting for an answer that may take seconds, with words and a way out, before there is a window to work beside."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from desktop.domain.errors import Cancelled
from desktop.gui.collecting import keep_to_this_thread
from desktop.gui.theme import GRID
from desktop.gui.widgets.dialog import WIDE
from desktop.gui.widgets.dialog_parts import button_row
from desktop.gui.widgets.layout import column, plain
from desktop.i18n import _

Result = TypeVar("Result")
_QUIET_MS = 400


def wait_for(
    work: Callable[[], Result], words: str, *, unwanted: Callable[[Result], object], parent: QWidget | None = None
) -> Result:
    """Run `work` on a thread of its own and return what it gives or raise what it raises.

    Leaving the dialog raises Cancelled; a result that comes later goes to `unwanted`.
    """
    return _Wait(work, unwanted).run(_WaitDialog(words, parent), _QUIET_MS)


def wait_out(work: Callable[[], Result], words: str, parent: QWidget | None = None) -> Result:
    """The same for work that nobody may leave: the dialog is there at once, and has no way out."""
    return _Wait(work, lambda _result: None).run(_WaitDialog(words, parent, leaves=False), 0)


class _Wait(QObject, Generic[Result]):
    _ended = Signal()

    def __init__(self, work: Callable[[], Result], unwanted: Callable[[Result], object]) -> None:
        super().__init__()
        self._work = work
        self._unwanted = unwanted
        self._lock = threading.Lock()
        self._left = False
        self._done = False
        self._results: list[Result] = []
        self._error: BaseException | None = None

    def run(self, dialog: _WaitDialog, quiet: int) -> Result:
        keep_to_this_thread()
        loop = QEventLoop()
        self._ended.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._go, name="waiting", daemon=True).start()
        dialog.rejected.connect(loop.quit)
        patience = QTimer()
        patience.setSingleShot(True)
        patience.timeout.connect(dialog.open)
        patience.start(quiet)
        loop.exec()
        patience.stop()
        dialog.done(0)
        dialog.deleteLater()
        with self._lock:
            self._left = not self._done
        if self._left:
            raise Cancelled
        if self._error is not None:
            raise self._error
        return self._results.pop()

    def _go(self) -> None:
        try:
            result = self._work()
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            self._error = error
        else:
            with self._lock:
                if self._left:
                    self._unwanted(result)
                    return
                self._results.append(result)
        with self._lock:
            self._done = True
            if not self._left:
                self._ended.emit()


class _WaitDialog(QDialog):
    def __init__(self, words: str, parent: QWidget | None, *, leaves: bool = True) -> None:
        super().__init__(parent)
        self._leaves = leaves
        self.setWindowTitle("Tập Huấn")
        told = plain(words, wrap=False)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(words)
        foot = [button_row(self, leave=_("Cancel"))[0]] if leaves else []
        column(told, bar, *foot, on=self, spacing=GRID + 4, margins=WIDE)
        self.setMinimumWidth(told.fontMetrics().averageCharWidth() * 50)

    def reject(self) -> None:
        """Esc and the window's own cross; nothing where nobody may leave."""
        if self._leaves:
            super().reject()
