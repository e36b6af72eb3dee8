"""Every page and dialog of the window, walked: `python -m tools.walk` looks for what keeps somebody out, in every look.

Nothing here names a page or a dialog. Pages come from the rail; dialogs from the table of commands, from what each page
does with a row selected, and from every button met on the way whose words end in "…", for such a button asks for more.
What only something that happens opens (a server that is away, two files that contradict) comes from the pictures'.
"""

from __future__ import annotations

import argparse
import os
import pkgutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from types import MappingProxyType
from unittest.mock import patch

from PySide6.QtCore import QSize
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QMenu,
    QMessageBox,
    QTabWidget,
    QWidget,
)
from shiboken6 import isValid

from desktop import gui, i18n
from desktop.app import build_window
from desktop.gui import feedback
from desktop.gui.checkin.board_window import BoardWindow
from desktop.gui.page import Page
from desktop.gui.qt_translator import install as install_translator
from desktop.gui.shell.main_window import MainWindow
from desktop.gui.widgets.table import Table
from desktop.services import demo
from desktop.services.opening import Database, open_location
from desktop.settings import Settings
from tools.drive import Hands, Look
from tools.faults import FRAME, faults
from tools.offscreen import SIZE, application, system_font

Route = tuple[str, ...]
"""How a dialog is come to: a page or command, and the buttons pressed from there."""
_DEEP = 3
"""Dialogs over dialogs."""
_ANOTHER = "sample"
"""Makes another data file and goes to it."""
_CHOSEN = {
    "getOpenFileName": ("", ""),
    "getSaveFileName": ("", ""),
    "getOpenFileNames": ([], ""),
    "getExistingDirectory": "",
}
"""What a file dialog that is left hands back."""


class Walk(Hands):
    """One window, all that opens in it, and what `look` finds wrong with each."""

    def __init__(self, window: MainWindow, look: Callable[[QWidget], list[str]]) -> None:
        super().__init__(window)
        self._look = look
        self.met: dict[type[QWidget], str] = {}
        """Every kind of page and dialog that was opened, and how it was come to."""
        self.wrong: dict[str, list[str]] = {}
        """What is wrong, by how it was come to."""
        self._seen: set[tuple[type[QWidget], str]] = set()

    def everything(self, happening: Mapping[str, Callable[[], object]] = MappingProxyType({})) -> None:
        """All that is found, and what is opened by what is `happening`, by name."""
        with self._nobody_waited_for():
            pages = [each.page for each in self.window.commands.offered if each.page]
            for name, open_it in happening.items():
                self.window.show_page(pages[0])
                self.over((name,), open_it, shown_in_page=True)
                connection = self.window.context.connection
                connection.changed.emit(connection.now)  # what befell the server is over
            for page in pages:
                self._page(page)
            for offer in self.window.commands.offers():
                self._command(offer.name)

    def over(self, route: Route, open_it: Callable[[], object], *, shown_in_page: bool = False) -> None:
        """What this opens over the window, all that it leads to, and away with it; or it is `shown_in_page`."""
        before = self._opened()
        open_it()
        self.settle()
        new = self._opened() - before
        if shown_in_page and not new:
            self._judge(" › ".join(route), self.window)
        for each in new:
            self._meet(route, each)
        for each in self._opened() - before:
            _leave(each)
        self.settle()

    # -- finding --------------------------------------------------------------------------------------------------

    def _page(self, name: str) -> None:
        page = self._show(name)
        self._meet((name,), page)
        for tabs in page.findChildren(QTabWidget):
            for place in range(1, tabs.count()):
                tabs.setCurrentIndex(place)
                self._select()
                self._tab(f"{name} · {tabs.tabText(place)}", tabs)
            tabs.setCurrentIndex(0)
        for command in page.commands:
            self._show(name)
            if not page.commands[command].why_not() and not self.window.commands.by_name.get(command):
                self.over((name, command), page.commands[command])

    def _tab(self, name: str, tabs: QTabWidget) -> None:
        """What a tab shows; where it is a page of its own, also what its buttons open."""
        shown = tabs.currentWidget()
        pages = shown.findChildren(Page) if shown is not None else []
        for page in pages:
            self._meet((name,), page)
        if not pages:
            self._judge(name, self.window)

    def _show(self, name: str) -> Page:
        self.window.show_page(name)
        self.settle()
        self._select()
        page = self.window.page
        assert page is not None
        return page

    def _select(self) -> None:
        for table in self.window.findChildren(Table):
            if table.isVisible():
                table.select_first()
        self.settle()

    def _command(self, name: str) -> None:
        command = self.window.commands.by_name[name]
        if not command.page and name != _ANOTHER and not self.window.commands.why_not(command):
            self.over((name,), lambda: self.window.run(name))
            conference = self.window.context.conference
            if conference is not None and conference.closed:
                self.window.run("conference.reopen")
                self.settle()

    def _meet(self, route: Route, root: QWidget) -> None:
        """Look at what is shown, and at what its buttons open."""
        if isinstance(root, QMenu) or (type(root), root.windowTitle()) in self._seen:
            return
        self._seen.add((type(root), root.windowTitle()))
        for each in (root, *(inside for inside in root.findChildren(Page) if inside.isVisible())):
            self.met.setdefault(type(each), " › ".join(route))
        self._judge(" › ".join(route), root.window())
        if len(route) > _DEEP:
            return
        for words in [each.text() for each in _asking(root)]:
            for button in _asking(root):  # what was opened may have filled the place anew
                if button.text() == words:
                    self.over((*route, words), button.click)
                    break

    def _judge(self, name: str, root: QWidget) -> None:
        if found := self._look(root):
            self.wrong[name] = found

    def _opened(self) -> set[QWidget]:
        return {each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not self.window}

    @contextmanager
    def _nobody_waited_for(self) -> Iterator[None]:
        """What would wait for an answer is looked at and left."""

        def asked(dialog: QDialog) -> int:
            dialog.open()
            self.settle()
            self._meet(("asked", type(dialog).__name__), dialog)
            dialog.done(0)
            return 0

        with ExitStack() as patched:
            for name, chosen in _CHOSEN.items():
                patched.enter_context(patch.object(QFileDialog, name, partial(_nothing, chosen)))
            for kind in (QDialog, QMessageBox):
                patched.enter_context(patch.object(kind, "exec", asked))
            patched.enter_context(patch.object(QPrintDialog, "exec", partial(_nothing, 0)))
            patched.enter_context(patch.object(feedback, "open_file", partial(_nothing, None)))
            patched.enter_context(patch.object(self.window, "close", partial(_nothing, True)))
            yield


def _nothing(answer: object, *_given: object, **_named: object) -> object:
    return answer


def _asking(root: QWidget) -> list[QAbstractButton]:
    """The buttons that ask for more, now; none of a dialog that is gone with what it opened."""
    every = root.findChildren(QAbstractButton) if isValid(root) else []
    return [each for each in every if each.text().endswith("…") and each.isVisible() and each.isEnabled()]


def _leave(each: QWidget) -> None:
    if isinstance(each, QDialog):
        each.done(QDialog.DialogCode.Rejected)  # closing would ask about what is typed
    else:
        each.close()


@contextmanager
def walked(database: Database, look: Look) -> Iterator[Walk]:
    """The window in one look, to be walked."""
    before = QApplication.font()
    QApplication.setFont(system_font())
    window = build_window(database, Settings(theme=look.theme, text_scale=look.scale))
    window.resize(*look.size)
    window.show()
    while not window.is_ready:
        QApplication.processEvents()
    screen = QSize(*look.size)

    def judge(root: QWidget) -> list[str]:
        if isinstance(root, BoardWindow):  # on the whole screen, which Esc leaves
            return faults(root)
        if look.scale == 100 and look.size[0] > 1000:
            return faults(root)
        root.resize(screen if root is window else screen - FRAME)  # what was shown before may have made it larger
        QApplication.processEvents()
        return faults(root, screen)

    try:
        yield Walk(window, judge)
    finally:
        window.context.theme.apply("light", 100)
        for each in QApplication.topLevelWidgets():
            each.close()
        window.deleteLater()
        QApplication.processEvents()
        QApplication.setFont(before)


LOOKS = tuple(
    Look(language, theme, scale, size)
    for scale, size in ((100, SIZE), (200, (1024, 700)), (200, SIZE))
    for language in i18n.LANGUAGES
    for theme in ("light", "dark")
)


def never_met(walk: Walk) -> list[str]:
    """The kinds of pages and dialogs of the program that nothing on the way has opened."""
    for each in pkgutil.walk_packages(gui.__path__, f"{gui.__name__}."):
        pkgutil.resolve_name(each.name)
    kinds = [kind for base in (QDialog, Page) for kind in _kinds(base) if kind.__module__.startswith(gui.__name__)]
    left = (kind for kind in kinds if not kind.__subclasses__() and kind not in walk.met)
    return sorted(f"{kind.__module__.removeprefix(gui.__name__ + '.')}.{kind.__name__}" for kind in left)


def _kinds(base: type[QWidget]) -> Iterator[type[QWidget]]:
    for kind in base.__subclasses__():
        yield kind
        yield from _kinds(kind)


def main(argv: list[str] | None = None) -> int:
    """Walk in every look, or in those named; return 1 when something is wrong."""
    from tools.pictures import dialogs  # much that the walk itself does not need
    from tools.seldom import seldom

    parser = argparse.ArgumentParser(prog="python -m tools.walk", description=__doc__)
    parser.add_argument("--only", default="", help="only looks whose name holds this, such as vi-dark-200")
    given = parser.parse_args(argv)
    made = application()
    translator = install_translator(made)
    count = 0
    for look in LOOKS:
        if given.only in look.name:
            i18n.install(look.language)
            with tempfile.TemporaryDirectory() as folder:
                os.environ["TAP_HUAN_HOME"] = folder
                database = open_location(demo.new_sample(Path(folder) / "mau.db").path, desk="1")
                with walked(database, look) as walk:
                    walk.everything({**dialogs(walk.window), **seldom(walk.window)})
                count += sum(map(len, walk.wrong.values()))
                _tell(look, walk)
                database.close()
    made.removeTranslator(translator)
    return 1 if count else 0


def _tell(look: Look, walk: Walk) -> None:
    print(f"{look.name}: {len(walk.met)} kinds of pages and dialogs; never met: {', '.join(never_met(walk))}")  # noqa: T201
    for name, wrong in walk.wrong.items():
        print("\n    ".join([f"  {name}", *wrong]))  # noqa: T201


if __name__ == "__main__":
    ended = main()
    sys.stdout.flush()
    os._exit(ended)  # taking twelve windows apart in no order is nothing that Qt promises to survive
