"""Whatever a login is offered, on whatever page and with nothing selected, it does something or says why it can't."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop import gui
from desktop.app import build_window
from desktop.gui import feedback
from desktop.gui.command import Command
from desktop.gui.commands import COMMANDS
from desktop.gui.shell.main_window import MainWindow
from desktop.gui.widgets.table import Table
from desktop.services import journal
from desktop.services.opening import Database, open_location
from desktop.settings import Settings
from tests.gui.filled import ask, filled_record, settle

__all__ = ["filled_record"]

ROLES = ("organizer", "desk", "viewer")
FILE_DIALOGS = ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory")
NOTHING: dict[str, object] = {"getOpenFileNames": ([], ""), "getExistingDirectory": ""}
"""What a file dialog hands back that is left; the others a pair of empty texts."""
PARTS = {"tasks": ("tasks", "dialogues", "opinions", "procedures")}
"""Pages with parts that have commands of their own."""
DOCUMENTS = ("report", "attendance-sheet")


@pytest.fixture(autouse=True, scope="module")
def _imported() -> None:
    """What is imported only when it is wanted would take `open_file` as it is patched here, and keep it for every later test."""
    for each in pkgutil.walk_packages(gui.__path__, f"{gui.__name__}."):
        pkgutil.resolve_name(each.name)


class Witness:
    """Sees whether anything came of a command: something opened, said, asked, shown, written or copied."""

    def __init__(self, qtbot: QtBot, window: MainWindow, database: Database) -> None:
        self._qtbot, self._window, self._database = qtbot, window, database
        self.asked: list[object] = []

    def note(self, answer: object) -> Callable[..., object]:
        """A question that is noted instead of asked."""

        def asked(*given: object, **_named: object) -> object:
            self.asked.append(given)
            return answer

        return asked

    def run(self, name: str) -> tuple[str, bool]:
        """What was said, and whether anything came of it; whatever was opened is left."""
        window = self._window
        settle(self._qtbot, window)
        window.status.say("")
        window.banner.tell("")
        window.rail.switcher.setFocus()
        QApplication.clipboard().setMimeData(QMimeData())
        before, opened = self._state(), self._opened()
        window.run(name)
        self._qtbot.wait(1)
        settle(self._qtbot, window)
        new = self._opened() - opened
        came = bool(new) or self._state() != before
        said = window.status.sentence or window.banner.sentence
        for each in new:
            each.close()
        settle(self._qtbot, window)
        return said, came

    def _opened(self) -> set[QWidget]:
        return {each for each in QApplication.topLevelWidgets() if each.isVisible()}

    def _state(self) -> tuple[object, ...]:
        window = self._window
        page = window.page
        return (
            page,
            page.document if page is not None else "",
            window.focusWidget(),
            window.status.sentence,
            window.banner.sentence,
            len(self.asked),
            QApplication.clipboard().text(),
            ask(self._database, journal.latest),
        )


@pytest.fixture
def empty_record(tmp_path: Path) -> Iterator[Database]:
    database = open_location(tmp_path / "trong.db", desk="1")
    yield database
    database.close()


class Login(Protocol):
    def __call__(self, database: Database, role: str) -> tuple[MainWindow, Witness]: ...


@pytest.fixture
def login(qtbot: QtBot) -> Iterator[Login]:
    """The window of a login, in which whatever would wait for an answer is only noted."""
    windows = []
    with pytest.MonkeyPatch.context() as patch:

        def opened(database: Database, role: str) -> tuple[MainWindow, Witness]:
            database.role = role
            window = build_window(database, Settings())
            qtbot.addWidget(window)
            windows.append(window)
            with qtbot.waitSignal(window.ready, timeout=10_000):
                window.show()
            settle(qtbot, window)
            witness = Witness(qtbot, window, database)
            for name in FILE_DIALOGS:
                patch.setattr(QFileDialog, name, witness.note(NOTHING.get(name, ("", ""))))
            patch.setattr(QPrintDialog, "exec", witness.note(0))
            patch.setattr(feedback.Feedback, "ask", witness.note(False))
            patch.setattr(feedback, "open_file", witness.note(None))
            patch.setattr(window, "close", witness.note(True))
            window.data_wanted.connect(witness.note(None))
            return window, witness

        yield opened
    for window in windows:
        window.close()


def places(qtbot: QtBot, window: MainWindow) -> Iterator[str]:
    """Each page of this login, its tables without a row selected; then some documents."""
    for name in [command.page for command in window.commands.offered if command.page]:
        for part in PARTS.get(name, ("",)):
            window.show_page(name, **({"part": part} if part else {}))
            settle(qtbot, window)
            for table in window.findChildren(Table):
                table.clearSelection()
            yield f"{name} {part}".strip()
    if window.commands.may("go.printing"):
        for name in DOCUMENTS:
            window.show_page("printing", document=name)
            settle(qtbot, window)
            qtbot.waitUntil(lambda: bool(window.page.view.pdf), timeout=10_000)
            yield f"printing: {name}"


def of_the_page(window: MainWindow, command: Command) -> bool:
    """Whether what comes of a command depends on the page shown: one without it says so, as the first did."""
    done = window.page.commands
    return bool(command.of_document) or command.on_page in done or command.name in done


@pytest.mark.parametrize("role", ROLES)
def test_no_command_does_nothing_silently(qtbot, filled_record, login, role):
    window, witness = login(filled_record, role)
    for count, place in enumerate(places(qtbot, window)):
        shown = window._shown
        for offer in window.commands.offers():
            command = window.commands.by_name[offer.name]
            if command.page == shown or (count and not of_the_page(window, command)):
                continue
            reason = window.commands.why_not(command)  # now: the one before may have closed the conference
            said, came = witness.run(offer.name)
            assert came, f"{offer.name} at {place}"
            assert reason in said, f"{offer.name} at {place}"
            if place.startswith("printing: "):
                window.show_page("printing", document=place.removeprefix("printing: "))
            else:
                part = place.removeprefix(shown).strip()
                window.show_page(shown, **({"part": part} if part else {}))


@pytest.mark.parametrize("role", ROLES)
def test_without_a_conference_no_command_does_nothing_silently(empty_record, login, role):
    window, witness = login(empty_record, role)
    for offer in window.commands.offers():
        said, came = witness.run(offer.name)
        assert came, offer.name
        assert offer.reason in said, offer.name


@pytest.mark.parametrize("role", ["desk", "viewer"])
def test_who_may_not_make_a_conference_reads_that_there_is_none_yet(empty_record, login, role):
    window, witness = login(empty_record, role)
    reasons = {offer.name: offer.reason for offer in window.commands.offers()}
    waiting = [name for name in reasons if window.commands.by_name[name].needs_conference]
    assert {"board", "go.attendance"} <= set(waiting)
    assert {reasons[name] for name in waiting} == {"chưa có hội nghị nào"}
    for name in waiting:
        said, _came = witness.run(name)
        assert said.endswith(": chưa có hội nghị nào.")


@pytest.mark.parametrize("role", ROLES)
def test_a_login_is_offered_nothing_that_none_of_its_pages_can_do(qtbot, filled_record, login, role):
    window, _witness = login(filled_record, role)
    done = set()
    for _place in places(qtbot, window):
        done |= set(window.page.commands)
    window.show_page(next(iter(window._offered)))
    if "directory" in window._offered:
        done |= set(window._pages["directory"].people.commands())
    offered = {command.on_page for command in window.commands.offered if command.on_page}
    assert offered - done == set()


@pytest.mark.parametrize("role", ROLES)
def test_an_open_menu_greys_what_cannot_be_done_with_the_reason_and_gives_the_keys_back(
    qtbot, filled_record, login, role
):
    window, _witness = login(filled_record, role)
    reasons = {offer.name: offer.reason for offer in window.commands.offers()}
    for menu in window.commands.menus:
        menu.aboutToShow.emit()
        for action in menu.actions():
            if not action.isSeparator() and action.isVisible():
                reason = reasons[action.objectName()]
                assert (action.isEnabled(), action.toolTip() == reason or not reason) == (not reason, True)
                assert action.statusTip() == reason
        menu.aboutToHide.emit()


def test_with_a_row_selected_what_is_done_with_rows_can_be_done(qtbot, filled_record, login):
    window, _witness = login(filled_record, "organizer")
    window.show_page("attendees")
    settle(qtbot, window)
    of_rows = {"page.edit", "page.remove", "page.group", "page.unit", "page.card", "page.papers"}
    window.page.table.clearSelection()
    assert {offer.name for offer in window.commands.offers() if offer.reason and offer.name in of_rows} == of_rows
    window.page.table.select_first()
    assert [offer.name for offer in window.commands.offers() if offer.reason and offer.name in of_rows] == []
    menu = QMenu(window)
    window.commands.fill_menu(menu, "list.attendees")
    menu.aboutToShow.emit()
    assert {action.objectName() for action in menu.actions() if not action.isEnabled()} == {"page.join"}, "it takes two"


def test_beside_a_document_the_palette_works_on_the_document_shown(qtbot, filled_record, login):
    window, _witness = login(filled_record, "organizer")
    ran: list[tuple[str, object]] = []
    for name in ("documents.word", "documents.wording"):
        command = window.commands.by_name[name]
        window.commands.by_name[name] = Command(
            name, command.text, "", lambda _context, name, me=name: ran.append((me, name)), where=command.where
        )
    offered: dict[str, dict[str, str]] = {}
    for place in places(qtbot, window):
        offered[place] = {offer.name: offer.reason for offer in window.commands.offers() if offer.name in dict(_OWN)}
        if place.startswith("printing: "):
            for name, _words in _OWN:
                window.run(name)
    assert ran == [
        ("documents.word", "report"),
        ("documents.wording", "report"),
        ("documents.wording", "attendance-sheet"),
    ]
    assert set(offered["overview"].values()) == set(offered["printing"].values()) == {"mở giấy tờ ở trang In ấn trước"}
    assert offered["printing: report"] == {"documents.word": "", "documents.wording": ""}
    assert offered["printing: attendance-sheet"] == {
        "documents.word": "không dùng cho giấy tờ này",
        "documents.wording": "",
    }


_OWN = [(command.name, command.text) for command in COMMANDS if command.of_document is not None]
