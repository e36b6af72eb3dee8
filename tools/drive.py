"""What drives of the real window share: looks, steps that are looked at with pictures, and the way they are run."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from desktop.gui.checkin.board_window import BoardWindow
from desktop.gui.guide.window import GuideWindow
from desktop.gui.qt_translator import install as install_translator
from desktop.gui.shell.main_window import MainWindow
from tools.offscreen import SIZE, application, save_picture

Kind = TypeVar("Kind", bound=QWidget)
OVER = (QDialog, QMenu, BoardWindow, GuideWindow)
"""What stands over the window."""
_AS_SEEN = 200
"""Milliseconds after which what is counted and laid out is that of now."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the window is shown."""

    language: str = "vi"
    theme: str = "light"
    scale: int = 100
    size: tuple[int, int] = SIZE

    @property
    def name(self) -> str:
        """A folder's name."""
        return f"{self.language}-{self.theme}-{self.scale}-{self.size[0]}x{self.size[1]}"


LOOKS = (
    Look(),
    Look("en"),
    Look(theme="dark"),
    Look(size=(1024, 700)),
    Look("en", size=(1024, 700)),
    Look(scale=200),
    Look("en", "dark", 200),
)


class Hands:
    """One window, and waiting until it has done what was asked."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def wait_until(self, true: Callable[[], bool], seconds: float = 60.0) -> None:
        """Let the window work until something is so. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while not true():
            if time.monotonic() > end:
                raise TimeoutError
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            time.sleep(0.001)  # the threads that read and write need the interpreter too

    def settle(self) -> None:
        """Until nothing is asked for any more, and what changed is shown."""
        quiet = 0

        def is_quiet() -> bool:
            nonlocal quiet
            quiet = 0 if self.window.context.operations.busy else quiet + 1
            return quiet > 5

        self.wait_until(is_quiet)


class Steps(Hands):
    """Steps one after the other, each looked at; `begin` comes before the first."""

    def begin(self, out: Path) -> None:
        """Nothing was looked at yet; pictures go into `out`."""
        self._out = out
        self.looked = 0
        self.wrong: list[str] = []
        self._taken = 0

    def do(self, steps: Iterable[Callable[[], None]]) -> None:
        """Do them all; one that breaks off is told like any other fault."""
        for step in steps:
            try:
                step()
            except Exception as error:  # noqa: BLE001 - told, and the next one is tried
                self._look(False, f"{step.__name__}: {type(error).__name__}: {error}")
                self._picture(f"wrong-{step.__name__}")
            self._clear()

    def _clear(self) -> None:
        """Away with what a step that went wrong has left."""
        for each in over():
            each.close()
        self.settle()

    def _look(self, true: object, words: str) -> None:
        self.looked += 1
        print(f"  {'✓' if true else '✗ WRONG:'} {words}")  # noqa: T201
        if not true:
            self.wrong.append(words)

    def _picture(self, name: str) -> None:
        self._taken += 1
        QTest.qWait(_AS_SEEN)
        save_picture(self._out / f"{self._taken:02}-{name}.png", self.window, *over())

    def _dialog(self, kind: type[Kind]) -> Kind:
        def found() -> list[Kind]:
            return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]

        self.wait_until(lambda: bool(found()))
        shown = found()[0]
        shown.activateWindow()
        self.settle()
        return shown

    def _keys(self) -> QWidget:
        """What has the keyboard."""
        popup = QApplication.activePopupWidget()
        found = (popup.focusWidget() or popup) if popup else QApplication.focusWidget()
        return found or self.window

    def _enter(self) -> None:
        QTest.keyClick(self._keys(), Qt.Key.Key_Return)
        front = QApplication.activeWindow()
        if front is not None and not front.isVisible():  # without a screen a list that closed stays in front
            (QApplication.activeModalWidget() or self.window).activateWindow()
        self.settle()


def over() -> list[QWidget]:
    """What stands over the window now."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, OVER) and each.isVisible()]


def run(program: str, about: str, out: Path, drive: Callable[[Look, Path], Steps], argv: list[str] | None) -> int:
    """Drive in the looks asked for on the command line, and tell how much was looked at; 1 when something was wrong."""
    parser = argparse.ArgumentParser(prog=program, description=about)
    parser.add_argument("--out", type=Path, default=out)
    parser.add_argument("--every", action="store_true", help="in every look")
    parser.add_argument("--look", type=int, default=0, help=f"one of the looks, 0 to {len(LOOKS) - 1}")
    given = parser.parse_args(argv)
    looks = LOOKS if given.every else LOOKS[given.look : given.look + 1]
    made = application()
    translator = install_translator(made)
    done = []
    for look in looks:
        print(look.name)  # noqa: T201
        with tempfile.TemporaryDirectory() as folder:
            os.environ["TAP_HUAN_HOME"] = folder
            done.append(drive(look, given.out / look.name))
    made.removeTranslator(translator)
    wrong = [words for each in done for words in each.wrong]
    print(f"{sum(each.looked for each in done)} looks, {len(wrong)} wrong; pictures in {given.out}")  # noqa: T201
    return 1 if wrong else 0
