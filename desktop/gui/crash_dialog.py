"""Unexpected errors: into the log file, and one dialog with "Copy details". Never a raw traceback."""

from __future__ import annotations

import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.gui.widgets.message_box import MessageBox
from desktop.i18n import _
from desktop.log import described, log, open_log


class _Bell(QObject):
    """Carries the news from any thread to the GUI thread."""

    rung = Signal(str)


_bell: _Bell | None = None
_shown: MessageBox | None = None


def watch() -> None:
    """Log and tell whatever nobody caught, on any thread."""
    global _bell
    open_log()
    _bell = _Bell()
    _bell.rung.connect(_tell, Qt.ConnectionType.QueuedConnection)
    sys.excepthook = _on_error
    threading.excepthook = lambda given: _on_error(given.exc_type, given.exc_value, given.exc_traceback)


def _on_error(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    error = error if error is not None else kind()
    details = described(error.with_traceback(trace))
    log.error("unexpected error", exc_info=error)
    if _bell is not None and QApplication.instance() is not None:
        _bell.rung.emit(details)


def _tell(details: str) -> None:
    if any(isinstance(widget, _Trouble) for widget in QApplication.topLevelWidgets()):
        return  # one at a time; all of them are in the log
    global _shown
    _shown = _Trouble(details)  # nobody else holds it
    _shown.show()


class _Trouble(MessageBox):
    def __init__(self, details: str) -> None:
        super().__init__(
            _("Something unexpected happened"),
            _("The last step could not be finished. Nothing half-done was saved."),
            _("You can go on working. If it happens again, send the details to whoever looks after the program."),
            danger=True,
            parent=QApplication.activeWindow(),
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = self.addButton(_("Copy details"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.disconnect()  # the box stays open
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        close = self.addButton(QMessageBox.StandardButton.Close)
        self.setEscapeButton(close)
