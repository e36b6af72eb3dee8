"""The first part of the hour at the door: how people come in (`tools.door_hour`)."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.domain.attendance import THERE, DoorPerson, Status
from desktop.domain.codes import is_badge_code
from desktop.domain.door_questions import NamesakeAsked, PresenceAsked, UnitAsked
from desktop.domain.names import display_parts, fold
from desktop.gui.checkin.attendance_log import AttendanceLog
from desktop.gui.checkin.delegation import DelegationDialog
from desktop.gui.checkin.substitute import SubstituteDialog
from desktop.gui.checkin.walk_in import WalkInDialog
from desktop.gui.shell.main_window import MainWindow
from desktop.services import attendance
from tools.door_driver import Driver
from tools.drive import Steps
from tools.passing_time import PassingTime

Kind = TypeVar("Kind", bound=QWidget)
Key = Qt.Key
_AS_SEEN = 200
"""Milliseconds after which the counts on the board are those of now."""
_CTRL = Qt.KeyboardModifier.ControlModifier


class PeopleComing(Steps, Driver):
    """People with badges, names, in delegations, on no list, and for others; each step leaves the door as it found it."""

    def __init__(self, window: MainWindow, time: PassingTime, out: Path) -> None:
        super().__init__(window)
        self.time = time
        self.begin(out)

    # -- looking --------------------------------------------------------------------------------------------------

    def _keys(self) -> QWidget:
        found = super()._keys()
        return found if found is not self.window else self.page.field

    def _clear(self) -> None:
        """Away with what a step that went wrong has left."""
        super()._clear()
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
