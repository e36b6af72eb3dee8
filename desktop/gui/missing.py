"""What this computer lacks is said once the window is there, in one banner; all that does not need it goes on."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase

from desktop import paths, scratch
from desktop.gui.context import Context
from desktop.services import clock
from desktop.services.opening import Transaction
from desktop.wording import machine

_LATER = 500
"""Milliseconds after the window is ready: nobody waits for it."""


def tell(context: Context, when_ready: Callable[[Callable[[], object]], object]) -> None:
    """Say what is missing; `when_ready` takes what is to be done once the window shows its data."""
    when_ready(lambda: QTimer.singleShot(_LATER, context.window, lambda: _look(context)))


def lacks(recorded: dt.datetime | None, now: dt.datetime) -> list[str]:
    """The sentences; `recorded`: when the data were changed last, if that is later than `now`."""
    found = []
    if not QFontDatabase.families(QFontDatabase.WritingSystem.Vietnamese):
        found.append(machine.no_letters())
    if scratch.in_own_folder():
        found.append(machine.temporary_elsewhere(str(paths.data_folder())))
    if clock.is_wrong(now):
        found.append(machine.clock_wrong(now))
    elif recorded is not None:
        found.append(machine.clock_behind(now, recorded))
    return found


def _look(context: Context) -> None:
    now = dt.datetime.now(dt.UTC)

    def work(tx: Transaction) -> dt.datetime | None:
        return clock.ahead_of(tx, now)

    def take(recorded: dt.datetime | None) -> None:
        if sentences := lacks(recorded, now):
            context.feedback.warn(" ".join(sentences))
            print(*sentences, file=sys.stderr)  # noqa: T201 - without any typeface the window itself says nothing

    context.operations.read("missing", work, take)
