"""One desk as a process of its own: `python -m tools.many_desks.desk CODE NAME SEED PEOPLE SHORTEST LONGEST OUT`.

It joins by the code, opens the real window without a screen at the door, and once it reads a line scans so many people of
the first session in an order of its own, at a person's pace. What each scan came to, when, and what the window says of the
line, goes into OUT line by line; a mark that stands there was acknowledged. It stays until another line comes.
"""

from __future__ import annotations

import faulthandler
import random
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop import i18n
from desktop.app import build_window
from desktop.domain.attendance import CheckIn
from desktop.domain.sources import without_password
from desktop.gui.checkin.page import AttendancePage
from desktop.gui.qt_translator import install as install_translator
from desktop.gui.shell.main_window import MainWindow
from desktop.services.desks.server_database import ServerDatabase
from desktop.services.opening import open_location
from desktop.services.serving import joining
from desktop.settings import Settings
from tools.door_driver import Driver
from tools.many_desks.timing import Stamps, Watched, raw, thread_number, waited
from tools.offscreen import application

LIMIT = 0.1
"""Seconds from Enter to the verdict."""
_LANE = "door's write lane"
_STATUS_MS = 500
_ANYWAY = 5.0
"""Seconds after which a verdict that was not painted is written down all the same."""


class _Told(QObject):
    """What the parent says, line by line."""

    said = Signal(str)

    def listen(self) -> None:
        """On a thread of its own, for ever."""
        for line in sys.stdin:
            self.said.emit(line.strip())


class Scanning(Driver):
    """Scans one badge after the other, whatever came of the one before."""

    def __init__(
        self,
        window: MainWindow,
        watched: Watched,
        pace: tuple[float, float],
        lot: random.Random,
        write: Callable[[dict[str, Any]], None],
    ) -> None:
        super().__init__(window)
        self._watched, self._pace, self._lot, self._write = watched, pace, lot, write
        self._codes: deque[str] = deque()
        self._open: dict[str, tuple[float, float, float, float]] = {}
        self._lane, self._main = thread_number(_LANE), threading.main_thread().native_id or 0
        self._unpainted: list[tuple[dict[str, Any], float, float]] = []
        self._then: Callable[[], object] = lambda: None
        self.page.desk.answered.connect(self._answered)
        self.page.desk.failed.connect(lambda error, _person: self._write({"failed": str(error), "at": time.time()}))
        self._painted = _Painted(self.page, self._on_painted)

    @property
    def unanswered(self) -> int:
        """How many scans have no verdict yet."""
        return len(self._open)

    def go(self, count: int, then: Callable[[], object]) -> None:
        """So many of those on the list, each once; then that."""
        people = sorted(each.code for each in self.page.data.people if each.expected)[:count]
        self._lot.shuffle(people)
        self._codes, self._then = deque(people), then
        self._next()

    def _next(self) -> None:
        if not self._codes:
            QTimer.singleShot(2_000, self._then)
            return
        QTimer.singleShot(int(self._lot.uniform(*self._pace) * 1000), self._one)

    def _one(self) -> None:
        code = self._codes.popleft()
        self.clock.step = 0.003
        QTest.keyClicks(self.page.field, code)
        self._open[code] = (time.perf_counter(), time.time(), waited(self._main), waited(self._lane))
        QTest.keyClick(self.page.field, Qt.Key.Key_Return)
        self._next()

    def _answered(self, answer: CheckIn, typed: str) -> None:
        now = time.perf_counter()
        if typed not in self._open:
            return
        begin, at, window_waited, lane_waited = self._open.pop(typed)
        stamps = self._watched.stamps.popleft() if self._watched.stamps else Stamps()
        steps = {
            name: round((moment - begin) * 1000, 1)
            for name, moment in (
                ("lane", stamps.lane),
                ("begun", stamps.begun),
                ("worked", stamps.worked),
                ("committed", stamps.committed),
                ("answered", now),
            )
        }
        said = {
            "code": typed,
            "at": at,
            "outcome": str(answer.outcome),
            "mark": answer.mark_id.hex if answer.mark_id is not None else "",
            "pending": answer.pending,
            **steps,
        }
        machine = stamps.window_waited[0] - window_waited + stamps.lane_waited - lane_waited
        self._unpainted.append((said, begin, machine - stamps.window_waited[1]))
        QTimer.singleShot(int(_ANYWAY * 1000), self._on_painted)

    def _on_painted(self) -> None:
        now = time.perf_counter()
        ready, self._unpainted = self._unpainted, []
        for said, begin, machine in ready:
            said["shown"] = round((now - begin) * 1000, 1)
            said["machine"] = round((machine + waited(self._main)) * 1000, 1)
            if now - begin > LIMIT:
                said["beside"] = self._watched.over(begin, now)
            self._write(said)


class _Painted(QObject):
    """Calls when the verdict is painted."""

    def __init__(self, page: AttendancePage, then: Callable[[], object]) -> None:
        super().__init__(page)
        self._then = then
        page.verdict.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._then()
        return super().eventFilter(watched, event)


def main(argv: list[str]) -> int:
    """Be a desk."""
    if hasattr(signal, "SIGUSR1"):
        faulthandler.register(signal.SIGUSR1)  # what each thread is at, for whoever asks
    code, name, seed, count, shortest, longest, out = argv
    i18n.install("vi")
    made = application()
    translator = install_translator(made)
    joined = joining.join(code, name)
    database = open_location(joined.address, desk=joined.title)
    assert isinstance(database, ServerDatabase)
    settings = Settings(theme="light", desk=joined.title, views={"page": "attendance", "door.sound": False})
    window = build_window(database, settings, location=without_password(joined.address))
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    while not isinstance(window.page, AttendancePage) or not window.page.data.ready:
        QApplication.processEvents()
    watched = Watched(database)
    watched.begin()
    with raw(Path(out)) as write:
        scanning = Scanning(window, watched, (float(shortest), float(longest)), random.Random(int(seed)), write)
        told = _Told()

        def status() -> None:
            now = window.context.connection.now
            if now is not None:
                green = now.online and not now.slow
                write({"at": time.time(), "green": green, "line": window.status.standing})

        def hear(said: str) -> None:
            if said == "go":
                scanning.go(int(count), lambda: tell("done"))
            elif said == "waits?":
                tell(f"waits {database.pending()}")
            else:
                write({"at": time.time(), "unanswered": scanning.unanswered})
                made.quit()

        timer = QTimer(interval=_STATUS_MS)
        timer.timeout.connect(status)
        timer.start()
        told.said.connect(hear)
        threading.Thread(target=told.listen, daemon=True).start()
        tell("ready")
        made.exec()
    window.close()
    database.close()
    made.removeTranslator(translator)
    tell("closed")
    return 0


def tell(words: str) -> None:
    """Say something to the parent."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
