"""An hour at the door in the real window: `python -m tools.door_hour --out DIR` drives it, looks at each step, and keeps pictures.

The sample's conference of today is opened, people come with badges, names and in delegations, some are on no list, some
changes are taken back, a session ends, and at last the rest is absent. Every step says what it looked at; 1 is returned
where something was wrong. `--every` drives the hour again in the other language, in the dark, small, and at 200 %.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from desktop import i18n
from desktop.app import build_window
from desktop.domain.attendance import THERE, Status
from desktop.gui.checkin.board_window import BoardWindow
from desktop.gui.checkin.move_arrivals import MoveArrivals
from desktop.gui.checkin.page import AttendancePage
from desktop.gui.shell.main_window import MainWindow
from desktop.gui.widgets.one_line import OneLineDialog
from desktop.services import demo
from desktop.services.opening import open_location
from desktop.settings import Settings
from tools.door_people import PeopleComing
from tools.drive import Look, run
from tools.passing_time import passing_time

Kind = TypeVar("Kind", bound=QWidget)
Key = Qt.Key
_AS_SEEN = 200
"""Milliseconds after which the counts on the board are those of now."""
_CTRL = Qt.KeyboardModifier.ControlModifier


class Hour(PeopleComing):
    """The steps of the hour, one after the other."""

    def run(self) -> None:
        """All of it."""
        self.do(
            (
                self.opening,
                self.badges,
                self.names,
                self.several_of_a_name,
                self.taking_back,
                self.a_delegation,
                self.a_walk_in,
                self.a_namesake,
                self.a_substitute,
                self.scans_with_something_in_front,
                self.the_end_of_a_session,
                self.moving,
                self.the_rest,
            )
        )

    def scans_with_something_in_front(self) -> None:
        """A scan is taken with a dialog, a menu, the list of sessions or the board in front, and presses nothing."""
        one, two, three, four = self._fresh(4)
        self.page.menus._remark(one)
        form = self._dialog(OneLineDialog)
        form.words.setText("ngồi hàng đầu")
        self.scan(one.code, to=form.words)
        self.settle()
        self._look(self._status(one) == Status.PRESENT, "a scan into a dialog is taken")
        self._look(form.isVisible() and form.words.text() == "ngồi hàng đầu", "the dialog is as it was")
        self._picture("scan-over-dialog")
        form.reject()
        self.page.menus.open_more()
        self._picture("menu")
        self.scan(two.code, to=self._keys())
        self.settle()
        self._look(self._status(two) == Status.PRESENT, "a scan into a menu is taken")
        self._look(QApplication.activePopupWidget() is None, "and closes the menu")
        session = self.page.data.session
        self.page.sessions.showPopup()
        self.scan(three.code, to=self.page.sessions.view())
        self.settle()
        self._look(self._status(three) == Status.PRESENT, "a scan into the list of sessions is taken")
        self._look(self.page.data.session == session, "and chooses nothing in it")
        self.page.menus.open_board()
        board = self._dialog(BoardWindow)
        self.scan(four.code, to=board)
        self.settle()
        self._look(self._status(four) == Status.PRESENT, "a scan with the board in front is taken")
        self._picture("scan-over-board")
        board.close()
        self.window.activateWindow()

    def the_end_of_a_session(self) -> None:
        """The door goes on to the next session; put back, it says that its session is over and leads there."""
        page, session = self.page, self.page.data.session
        assert session is not None
        self.time.wait(session.ends_at + dt.timedelta(minutes=1) - dt.datetime.now())
        page.clock.look()
        self.settle()
        second = page.data.session
        self._look(
            second is not None and second.id != session.id, "the door goes on by itself when its session is over"
        )
        self._look(page.bar.sentence, "and says so")
        self._picture("went-on")
        page.choose(session.id)
        self.settle()
        self._look(
            page.bar.sentence and page.bar.way_out.isVisible(), "back at it a bar says it is over, with a way out"
        )
        late, other = self._fresh(2)
        self.scan(late.code)
        self.settle()
        self._look(self._status(late) == Status.UNRECORDED and self._told(late), "a scan at it lets nobody in")
        self._picture("over")
        page.verdict.buttons["instead"].click()
        self.settle()
        self._look(page.data.session == second and self._status(late) in THERE, "one button lets in at the session now")
        self._picture("instead")
        page.choose(session.id)
        self.settle()
        self.scan(other.code)
        self.settle()
        page.verdict.buttons["anyway"].click()
        self.settle()
        self._look(self._status(other) in THERE, "another lets in here all the same")

    def moving(self) -> None:
        """Arrivals noted at the wrong session go to the right one, and back by undo."""
        before = self._in()
        self.page.menus.move_arrivals()
        dialog = self._dialog(MoveArrivals)
        self._look(len(dialog.chosen()) == 1, "who came outside its times is ticked")
        self._picture("move")
        self._enter()
        self._look(self._in() == before - 1, "Enter moves the arrival")
        self.window.undo_last()
        self.settle()
        self._look(self._in() == before, "undo brings it back")

    def the_rest(self) -> None:
        """Absent for the rest: a scan presses nothing, Enter means Cancel, and it is one undo."""
        page = self.page
        page.choose(page.sessions.itemData(1))
        self.settle()
        (person,) = self._fresh(1)

        def unrecorded() -> int:
            return sum(each.expected and each.status == Status.UNRECORDED for each in self._people())

        before = unrecorded()

        def scan_and_enter() -> None:
            box = self._dialog(QMessageBox)
            self.scan(person.code, to=box.defaultButton())
            self.settle()
            self._look(
                box.isVisible() and self._status(person) in THERE, "a scan in the question is taken, and answers it not"
            )
            self._picture("rest")
            self.press(Key.Key_Return, to=box.defaultButton())

        QTimer.singleShot(50, scan_and_enter)
        page.menus._fill_rest(Status.ABSENT)
        self.settle()
        self._look(unrecorded() == before - 1, "Enter means Cancel")

        def accept() -> None:
            box = self._dialog(QMessageBox)
            next(each for each in box.findChildren(QPushButton) if each is not box.defaultButton()).click()

        QTimer.singleShot(50, accept)
        page.menus._fill_rest(Status.ABSENT)
        self.settle()
        self._look(unrecorded() == 0, "its button marks the rest absent")
        self._picture("rest-absent")
        self.window.undo_last()
        self.settle()
        self._look(unrecorded() == before - 1, "and that is one undo")
        self._picture("rest-taken-back")


@contextmanager
def door_of_today(folder: Path, look: Look) -> Iterator[MainWindow]:
    """The window at the door of the sample's conference of today."""
    made = demo.new_sample(folder / "mau.db")
    today = demo.add_today(made.path, made.conference_id, dt.datetime.now())
    database = open_location(made.path, desk="1")
    views = {"page": "attendance", "door.sound": False}
    settings = Settings(theme=look.theme, text_scale=look.scale, conference=str(today), desk="1", views=views)
    window = build_window(database, settings)
    window.resize(*look.size)
    window.show()
    window.activateWindow()
    while not isinstance(window.page, AttendancePage) or not window.page.data.ready:
        QApplication.processEvents()
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        QApplication.processEvents()
        database.close()


def drive(look: Look, out: Path) -> Hour:
    """One hour in one look."""
    i18n.install(look.language)
    with tempfile.TemporaryDirectory() as folder, door_of_today(Path(folder), look) as window, passing_time() as time:
        hour = Hour(window, time, out)
        hour.settle()
        hour.run()
        return hour


def main(argv: list[str] | None = None) -> int:
    """Drive the hour; 1 when something was wrong."""
    return run("python -m tools.door_hour", __doc__ or "", Path("build/door"), drive, argv)


if __name__ == "__main__":
    sys.exit(main())
