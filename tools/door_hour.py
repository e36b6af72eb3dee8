"""An hour at the door in the real window: `python -m tools.door_hour --out DIR` drives it, looks at each step, and keeps pictures.

The sample's conference of today is opened, people come with badges, names and in delegations, some are on no list, some
changes are taken back, a session ends, and at last the rest is absent. Every step says what it looked at; 1 is returned
where something was wrong. `--every` drives the hour again in the other language, in the dark, small, and at 200 %.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox, QPushButton, QWidget

from desktop import i18n
from desktop.app import build_window
from desktop.domain.attendance import THERE, DoorPerson, Status
from desktop.domain.codes import is_badge_code
from desktop.domain.door_questions import NamesakeAsked, PresenceAsked, UnitAsked
from desktop.domain.names import display_parts, fold
from desktop.gui.checkin.attendance_log import AttendanceLog
from desktop.gui.checkin.board_window import BoardWindow
from desktop.gui.checkin.delegation import DelegationDialog
from desktop.gui.checkin.move_arrivals import MoveArrivals
from desktop.gui.checkin.page import AttendancePage
from desktop.gui.checkin.substitute import SubstituteDialog
from desktop.gui.checkin.walk_in import WalkInDialog
from desktop.gui.qt_translator import install as install_translator
from desktop.gui.shell.main_window import MainWindow
from desktop.gui.widgets.one_line import OneLineDialog
from desktop.services import attendance, demo
from desktop.services.opening import open_location
from desktop.settings import Settings
from tools.door_driver import Driver
from tools.offscreen import SIZE, application, save_picture
from tools.passing_time import PassingTime, passing_time

Kind = TypeVar("Kind", bound=QWidget)
Key = Qt.Key
_AS_SEEN = 200
"""Milliseconds after which the counts on the board are those of now."""
_CTRL = Qt.KeyboardModifier.ControlModifier


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


class Hour(Driver):
    """The steps of the hour, one after the other; each leaves the door as it found it, but for who came."""

    def __init__(self, window: MainWindow, time: PassingTime, out: Path) -> None:
        super().__init__(window)
        self.time, self._out = time, out
        self.looked = 0
        self.wrong: list[str] = []
        self._taken = 0

    def run(self) -> None:
        """All of it."""
        for step in (
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
        ):
            try:
                step()
            except Exception as error:  # noqa: BLE001 - a step that breaks off is told like any other fault
                self._look(False, f"{step.__name__}: {type(error).__name__}: {error}")
                self._picture(f"wrong-{step.__name__}")
            self._clear()

    # -- looking --------------------------------------------------------------------------------------------------

    def _look(self, true: object, words: str) -> None:
        self.looked += 1
        print(f"  {'✓' if true else '✗ WRONG:'} {words}")  # noqa: T201
        if not true:
            self.wrong.append(words)

    def _picture(self, name: str) -> None:
        self._taken += 1
        QTest.qWait(_AS_SEEN)
        over = [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, QDialog | QMenu | BoardWindow) and each.isVisible()
        ]
        save_picture(self._out / f"{self._taken:02}-{name}.png", self.window, *over)

    def _clear(self) -> None:
        """Away with what a step that went wrong has left."""
        for each in QApplication.topLevelWidgets():
            if isinstance(each, QDialog | QMenu | BoardWindow) and each.isVisible():
                each.close()
        self.settle()
        self.page.field.empty()
        self.page.finding.look()

    def _people(self) -> list[DoorPerson]:
        session = self.page.data.session
        assert session is not None
        return self.window.context.operations.database.read(lambda tx: attendance.door_people(tx, session.id))

    def _status(self, person: DoorPerson) -> Status:
        return Status(next(each.status for each in self._people() if each.id == person.id))

    def _in(self) -> int:
        return sum(each.status in THERE for each in self._people())

    def _told(self, person: DoorPerson) -> bool:
        return fold(person.full_name) in fold(self.page.verdict.sentence)

    def _fresh(self, count: int) -> list[DoorPerson]:
        """People still to come whose name nobody shares."""
        finder = self.page.data.finder
        found = [
            each
            for each in self._people()
            if each.expected
            and each.status == Status.UNRECORDED
            and not finder.has_namesake(each)
            and len(finder.named(fold(each.full_name))) == 1
        ]
        return found[5 :: len(found) // (count + 1)][:count]

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
        return found or self.page.field

    def _enter(self) -> None:
        self.press(Key.Key_Return, to=self._keys())
        front = QApplication.activeWindow()
        if front is not None and not front.isVisible():  # without a screen a list that closed stays in front
            (QApplication.activeModalWidget() or self.window).activateWindow()
        self.settle()

    def _redo(self) -> None:
        self.press(Key.Key_Z, _CTRL | Qt.KeyboardModifier.ShiftModifier)
        self.settle()

    # -- the steps ------------------------------------------------------------------------------------------------

    def opening(self) -> None:
        """The door is opened on the day."""
        session, first = self.page.data.session, self.page.sessions.itemData(0)
        self._look(session is not None and session.id == first, "the door stands at the first session")
        self._look(not self.page.bar.sentence, "no bar: its door is open")
        self._look(self.page.field.hasFocus(), "the field has the keyboard")
        self._picture("opening")

    def badges(self) -> None:
        """Scans: with Enter and without, one that can't be read, one of somebody in."""
        first, second, third = self._fresh(3)
        self.scan(first.code)
        self.settle()
        self._look(self._status(first) == Status.PRESENT and self._told(first), "a badge lets its bearer in, on time")
        self._picture("badge")
        self.scan(second.code, enter=False)
        self.wait_until(lambda: self._told(second))
        self._look(self._status(second) == Status.PRESENT, "a badge scanned without Enter is understood")
        before = self._in()
        wrong = next(
            code for digit in "0123456789" if not is_badge_code(code := third.code[:-1] + digit) and code != third.code
        )
        self.scan(wrong)
        self.settle()
        self._look(self._in() == before and self.page.verdict.verdict.tone == "bad", "a misread badge lets nobody in")  # type: ignore[union-attr]
        self._picture("badge-misread")
        self.scan(first.code)
        self.settle()
        self._look(self._in() == before and self._told(first), "who is in already is told so")
        self._picture("badge-again")

    def names(self) -> None:
        """Names by hand: without accents and with them, initials; and one that nobody bears."""
        first, second = self._fresh(2)
        self.type(fold(first.full_name))
        self._picture("name-typed")
        self._enter()
        self._look(self._status(first) == Status.PRESENT and self._told(first), "a name typed without accents")
        self._picture("name-in")
        self.let_in(second.full_name)
        self._look(self._status(second) == Status.PRESENT and self._told(second), "a name typed with accents")
        before = self._in()
        self.let_in("vuong thi xuan quynh")
        self._look(self._in() == before and self.page.verdict.verdict.tone == "bad", "a name that nobody bears")  # type: ignore[union-attr]
        self._look(self.page.field.selectedText() != "", "the name stays, to be typed over")
        self._picture("name-unknown")

    def several_of_a_name(self) -> None:
        """A given name that several people bear: Enter asks, a number chooses."""
        waiting = [each for each in self._people() if each.expected and each.status == Status.UNRECORDED]
        given = [fold(display_parts(each.full_name)[2]) for each in waiting]
        name = max(sorted(set(given)), key=given.count)
        before = self._in()
        self.let_in(name)
        rows = self.page.finding.choice.rows
        self._look(self.page.finding.choice.choosing and self._in() == before, f"“{name}” lets nobody in by itself")
        self._picture("several")
        chosen = rows[1]
        assert isinstance(chosen, DoorPerson)
        self.press(Key.Key_2)
        self.wait_until(lambda: self._told(chosen))
        self.settle()
        self._look(self._status(chosen) == Status.PRESENT and self._in() == before + 1, "the number lets its row in")
        self.let_in(name)
        self.press(Key.Key_Down)
        self.press(Key.Key_Down)
        stepped = self.page.finding.choice.means
        self.press(Key.Key_Return)
        self.settle()
        self._look(isinstance(stepped, DoorPerson) and self._told(stepped), "so do the arrows and Enter")

    def taking_back(self) -> None:
        """Undo and Redo by their keys, the link of the row, and a double click on it."""
        (person,) = self._fresh(1)
        self.scan(person.code)
        self.settle()
        self.press(Key.Key_Z, _CTRL)
        self.settle()
        self._look(self._status(person) == Status.UNRECORDED, "Ctrl+Z takes the last arrival back")
        self._look(self.page.verdict.verdict.tone == "plain" and self._told(person), "the verdict says so at once")  # type: ignore[union-attr]
        self._picture("taken-back")
        self._redo()
        self._look(self._status(person) == Status.PRESENT, "the key of Redo does it again")
        self._look(self.page.verdict.verdict.tone == "good" and self._told(person), "the verdict says so at once")  # type: ignore[union-attr]
        table = self.page.recent
        if not table.isVisible():
            return
        at = table.visualRect(table.model_of_lines.index(0, table.model_of_lines.column_of("name"))).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
        log = self._dialog(AttendanceLog)
        self._look(
            self._status(person) == Status.PRESENT, "a double click opens what was recorded, and takes nothing back"
        )
        self._picture("log")
        log.reject()

    def a_delegation(self) -> None:
        """Five people of one unit: one search, a list, and one undo."""
        finder = self.page.data.finder
        names = dict.fromkeys(each.unit for each in self._people())
        unit = next(
            found
            for name in names
            for found in finder.units(fold(name))
            if found.unit == name and len(found.people) == 5 and len(found.waiting) == 5
        )
        before = self._in()
        self.type(fold(unit.unit))
        self._picture("unit-typed")
        self._enter()
        if self.page.finding.choice.choosing:
            number = next(
                place for place, row in enumerate(self.page.finding.choice.rows, 1) if not isinstance(row, DoorPerson)
            )
            self.press(Key(Key.Key_0 + number))
        listed = self._dialog(DelegationDialog)
        self.press(Key.Key_Down, to=listed.list)
        self.press(Key.Key_Space, to=listed.list)
        left = next(each for each in unit.people if each.id not in listed.chosen())
        self._picture("delegation")
        self._enter()
        self._look(self._in() == before + 4, "Enter records the four who are ticked")
        self._look(self._status(left) == Status.UNRECORDED, "who is not ticked is not let in")
        self._picture("delegation-in")
        self.press(Key.Key_Z, _CTRL)
        self.settle()
        self._look(self._in() == before, "Ctrl+Z takes all of them back")
        self._picture("delegation-taken-back")
        self._redo()
        self._look(self._in() == before + 4, "the key of Redo does it again")

    def a_walk_in(self) -> None:
        """Somebody on no list, of a unit much like one that is known."""
        before = self._in()
        self.type("bùi thị thu mới")
        self.press(Key.Key_N, _CTRL)
        form = self._dialog(WalkInDialog)
        self._picture("walk-in")
        self.type("Công an quận Đống Đa", self._keys())
        self._enter()
        if form.asked is None:
            self._enter()  # the first Enter closed the list of suggestions
        self._look(isinstance(form.asked, UnitAsked), "a unit much like a known one is asked about")
        self._picture("walk-in-unit")
        self._enter()
        came = next((each for each in self._people() if each.full_name == "Bùi Thị Thu Mới"), None)
        self._look(came is not None and came.unit == "Công an quận Đống Đa", "Enter drops no word that was typed")
        self._look(self._in() == before + 1, "who was registered is in")
        self._look(self.page.verdict.buttons["badge"].isVisible(), "their badge can be printed now")
        self._look(self.page.field.hasFocus() and not self.page.field.text(), "the field is empty and has the keyboard")
        self._picture("walk-in-in")

    def a_namesake(self) -> None:
        """A walk-in who is on the list after all."""
        (person,) = self._fresh(1)
        count = len(self._people())
        self.press(Key.Key_N, _CTRL)
        form = self._dialog(WalkInDialog)
        self.type(person.full_name, form.full_name)
        form.unit.setFocus()
        self.type(person.unit, self._keys())
        self._enter()
        if form.asked is None:
            self._enter()
        self._look(isinstance(form.asked, NamesakeAsked), "somebody of the name on the list is asked about")
        self._picture("namesake")
        self._enter()
        self._look(self._status(person) == Status.PRESENT, "Enter lets in who is on the list")
        self._look(len(self._people()) == count, "and makes no second person of one")

    def a_substitute(self) -> None:
        """Somebody comes for another; and for one who is there, which is asked."""
        replaced, there = self._fresh(2)
        self.page.menus.substitute()
        form = self._dialog(SubstituteDialog)
        self.type(fold(replaced.full_name), form.search)
        self._picture("substitute-search")
        self._enter()
        self.type("Cao Văn Thay", form.full_name)
        self._picture("substitute")
        self._enter()
        came = next((each for each in self._people() if each.full_name == "Cao Văn Thay"), None)
        self._look(came is not None and came.status == Status.PRESENT, "the substitute is in")
        self._look(
            not next(each for each in self._people() if each.id == replaced.id).expected, "one of the two counts"
        )
        self._picture("substitute-in")
        self.scan(there.code)
        self.settle()
        self.page.menus.substitute()
        form = self._dialog(SubstituteDialog)
        self.type(fold(there.full_name), form.search)
        self._enter()
        self.type("Cao Văn Khác", form.full_name)
        self._enter()
        self._look(isinstance(form.asked, PresenceAsked), "the substitute of somebody present is asked about")
        self._picture("substitute-asked")
        form.reject()

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


def drive(look: Look, out: Path) -> tuple[int, list[str]]:
    """One hour in one look: how much was looked at, and what was wrong."""
    i18n.install(look.language)
    print(look.name)  # noqa: T201
    with tempfile.TemporaryDirectory() as folder, door_of_today(Path(folder), look) as window, passing_time() as time:
        hour = Hour(window, time, out / look.name)
        hour.settle()
        hour.run()
        return hour.looked, hour.wrong


def main(argv: list[str] | None = None) -> int:
    """Drive the hour; 1 when something was wrong."""
    parser = argparse.ArgumentParser(prog="python -m tools.door_hour", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/door"))
    parser.add_argument("--every", action="store_true", help="in every look")
    parser.add_argument("--look", type=int, default=0, help=f"one of the looks, 0 to {len(LOOKS) - 1}")
    given = parser.parse_args(argv)
    looks = LOOKS if given.every else LOOKS[given.look : given.look + 1]
    made = application()
    translator = install_translator(made)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TAP_HUAN_HOME"] = folder
        results = [drive(look, given.out) for look in looks]
    made.removeTranslator(translator)
    looked, wrong = sum(count for count, _wrong in results), [words for _count, found in results for words in found]
    print(f"{looked} looks, {len(wrong)} wrong; pictures in {given.out}")  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
