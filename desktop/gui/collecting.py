"""Python's collector of cycles, on the window's thread alone.

It starts on whichever thread happens to make the next object. A reading thread that takes widgets of a cycle apart holds the
window for ever, so it is switched off, and a timer of the window looks whether it is due.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer

_EVERY = 250
"""Milliseconds; seldom enough to cost nothing, often enough that a look at what is new stays short."""


class Rest:
    """Nothing is collected from now until `end`, nor while another rest lasts.

    For a large plan: it has no cycles, and each look through all there is would hold the window for 60 to 200 ms.
    """

    _lasting = 0

    def __init__(self) -> None:
        self._ended = False
        Rest._lasting += 1

    def end(self) -> None:
        """Collect again; a second time it does nothing."""
        if not self._ended:
            self._ended = True
            Rest._lasting -= 1


def resting() -> bool:
    """Whether a rest lasts."""
    return Rest._lasting > 0


class Collector(QObject):
    """Collects when Python itself would, on the thread it was made on."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=_EVERY)
        timer.timeout.connect(self.look)
        timer.start()

    def look(self) -> None:
        """Collect the generations that are due, unless a rest lasts."""
        if resting():
            return
        due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(due):
            gc.collect(max(generation for generation, is_due in enumerate(due) if is_due))


def at_work() -> Collector | None:
    """The application's collector; None before a window needed one."""
    application = QCoreApplication.instance()
    return application.findChild(Collector) if application is not None else None


def keep_to_this_thread() -> Collector:
    """The application's collector, made the first time: call it before a thread begins beside the window."""
    application = QCoreApplication.instance()
    assert application is not None
    return at_work() or Collector(application)
