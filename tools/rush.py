"""A rush at one desk: `python -m tools.rush` lets 170 people of the sample's conference of today come, one every three seconds.

Badges and names are mixed, and one in twenty brings trouble: a badge that can't be read, a name misspelt, somebody in
already, a walk-in, a namesake of somebody on the list. Printed are who was let in for another, who was lost, and how long
it took from Enter until the verdict stood on the screen; 1 is returned where anybody was wrong or lost.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import sys
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop.domain.attendance import THERE, DoorPerson
from desktop.domain.codes import is_badge_code
from desktop.domain.names import display_parts, fold
from desktop.domain.people import Origin
from desktop.gui.checkin.verdict import VerdictPanel
from desktop.gui.checkin.walk_in import WalkInDialog
from desktop.gui.shell.main_window import MainWindow
from desktop.services import attendance
from desktop.wording.check_in import idle
from tools.door_driver import Driver
from tools.passing_time import PassingTime, passing_time

PEOPLE, EVERY, TROUBLE = 170, dt.timedelta(seconds=3), 20
"""How many come, how much later each, and one in how many brings trouble."""
LIMIT = 0.1
"""Seconds from Enter to the verdict."""
_LOST_AFTER = 10_000
"""Milliseconds without a verdict."""
_FAMILIES, _MIDDLES, _GIVENS = ("Vương", "Quách", "Tạ"), ("Thị Bích", "Quốc", "Mai"), ("Khuê", "Thường", "Uyên")
_UNIT = "Trạm Quan trắc"


@dataclass(slots=True)
class Result:
    """What came of the rush."""

    came: Counter[str] = field(default_factory=Counter)
    """How many by each way."""
    wrong: list[str] = field(default_factory=list)
    """Verdicts about somebody else, and people in who never came."""
    lost: list[str] = field(default_factory=list)
    """Tries without a verdict, and people who came and are not in."""
    waits: list[float] = field(default_factory=list)
    """Seconds from Enter to the verdict on the screen."""

    def share(self, part: float) -> float:
        """The wait that so large a part of them is not above."""
        return sorted(self.waits)[max(round(len(self.waits) * part) - 1, 0)]


class _Painted(QObject):
    """Knows which verdict was painted last, and when first; one that asks for the next person is none."""

    def __init__(self, panel: VerdictPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self.shown, self.at = panel.verdict, 0.0
        self._idle = idle().heading
        panel.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        now = self._panel.verdict
        if (
            event.type() == QEvent.Type.Paint
            and now is not self.shown
            and now is not None
            and now.heading != self._idle
        ):
            self.shown, self.at = now, time.perf_counter()
        return super().eventFilter(watched, event)


class Rush(Driver):
    """Lets people come; what each does is drawn by lot, the same at every run."""

    def __init__(self, window: MainWindow, clock: PassingTime | None = None, *, seed: int = 1) -> None:
        super().__init__(window)
        self.result = Result()
        self._time, self._lot = clock, random.Random(seed)
        self._painted = _Painted(self.page.verdict)
        self._came: set[uuid.UUID] = set()
        self._new: set[str] = set()

    def run(self, count: int, trouble: int = TROUBLE) -> Result:
        """So many people come, one in `trouble` with some."""
        people = [each for each in self.page.data.people if each.expected and each.status not in THERE]
        self._lot.shuffle(people)
        ways = (self._misread, self._misspelt, self._again, self._walk_in, self._namesake)
        for place, person in enumerate(people[:count]):
            if self._time is not None:
                self._time.wait(EVERY)
            if place % trouble == trouble // 2:
                way = ways[place // trouble % len(ways)]
            else:
                way = self._badge if self._lot.random() < 0.5 else self._name
            self.result.came[way.__name__.strip("_")] += 1
            way(person)
        self.settle()
        self._count()
        return self.result

    def _count(self) -> None:
        """Who is in is compared with who came."""
        session = self.page.data.session
        assert session is not None
        people = self.window.context.operations.database.read(lambda tx: attendance.door_people(tx, session.id))
        inside = [each for each in people if each.status in THERE]
        new = Counter(each.full_name for each in inside if each.origin == Origin.WALK_IN)
        self.result.wrong += [
            f"{each.full_name} never came"
            for each in inside
            if each.origin != Origin.WALK_IN and each.id not in self._came
        ]
        self.result.lost += [
            f"{each.full_name} is not in" for each in people if each.id in self._came - {one.id for one in inside}
        ]
        self.result.lost += [f"{name} was not registered" for name in self._new if new[name] != 1]

    # -- one verdict ----------------------------------------------------------------------------------------------

    def _await(self, press: Callable[[], object], told: str, *, good: bool | None = True) -> None:
        """Press what asks for a verdict; it must name `told`, and be good, or not."""
        verdict, painted = self.page.verdict, self._painted
        before = painted.shown = verdict.verdict
        loop = QEventLoop()
        lost = QTimer(singleShot=True, interval=_LOST_AFTER)
        lost.timeout.connect(loop.quit)
        look = QTimer(interval=1)
        look.timeout.connect(lambda: loop.exit(0) if painted.shown is not before else None)
        start = time.perf_counter()
        lost.start()
        look.start()
        press()
        loop.exec()
        if painted.shown is before:
            self.result.lost.append(f"{told}: no verdict")
            return
        self.result.waits.append(painted.at - start)
        now = verdict.verdict
        assert now is not None
        if fold(told) not in fold(verdict.sentence) or (good is not None and good != ("undo" in now.actions)):
            self.result.wrong.append(f"{told}: {verdict.sentence}")

    def _enter(self, told: str, *, good: bool | None = True) -> None:
        self._await(lambda: self.press(Qt.Key.Key_Return), told, good=good)

    # -- ways to come ---------------------------------------------------------------------------------------------

    def _badge(self, person: DoorPerson) -> None:
        self._came.add(person.id)
        self._await(lambda: self.scan(person.code), person.full_name)

    def _name(self, person: DoorPerson) -> None:
        """The given name, and a number where several bear it; the whole name where there are too many."""
        self._came.add(person.id)
        self.type(fold(display_parts(person.full_name)[2]))
        if self._chosen(person):
            return
        self.press(Qt.Key.Key_Escape)
        self.type(f"{fold(person.full_name)} {fold(person.unit)}")
        if not self._chosen(person):
            self.result.lost.append(f"{person.full_name}: not found by name")

    def _chosen(self, person: DoorPerson) -> bool:
        """Enter, and a number if that asks; whether this person was among those asked about."""
        choice = self.page.finding.choice
        self.page.finding.look()
        if choice.means is not None:
            means = choice.means
            if isinstance(means, DoorPerson) and means.id == person.id:
                self._enter(person.full_name)
                return True
            return False  # a clerk reads whom Enter lets in
        if not choice.rows:
            return False
        self._enter("", good=None)
        places = [
            place for place, row in enumerate(choice.rows[:9], 1) if isinstance(row, DoorPerson) and row.id == person.id
        ]
        if not places:
            return False
        number = Qt.Key(Qt.Key.Key_0 + places[0])

        def choose() -> None:
            self.press(number)
            self.press(Qt.Key.Key_Return)

        self._await(choose, person.full_name)
        return True

    def _misread(self, person: DoorPerson) -> None:
        code = next(made for digit in "0123456789" if not is_badge_code(made := person.code[:-1] + digit))
        self._await(lambda: self.scan(code), "", good=False)
        self._name(person)

    def _misspelt(self, person: DoorPerson) -> None:
        typed = f"{fold(person.full_name)} xq"
        self.type(typed)
        self._enter(typed, good=False)
        self._name(person)

    def _again(self, person: DoorPerson) -> None:
        self._badge(person)
        self._await(lambda: self.scan(person.code), person.full_name, good=False)

    def _walk_in(self, person: DoorPerson) -> None:
        self._badge(person)
        place = len(self._new)
        name = f"{_FAMILIES[place % 3]} {_MIDDLES[place // 3 % 3]} {_GIVENS[place // 9 % 3]}"
        self._new.add(name)
        form = self._form(name, f"{_UNIT} {place + 1}")
        self._register(form, name)

    def _namesake(self, person: DoorPerson) -> None:
        """On the list, but the desk goes about it as with a walk-in: the question names them."""
        self._came.add(person.id)
        form = self._form(person.full_name, person.unit)
        self.press(Qt.Key.Key_Return, to=form.full_name)
        self.wait_until(lambda: form.asked is not None)
        QApplication.processEvents()
        self._register(form, person.full_name)

    def _form(self, name: str, unit: str) -> WalkInDialog:
        self.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        forms: list[WalkInDialog] = []

        def is_open() -> bool:
            forms[:] = [
                each for each in QApplication.topLevelWidgets() if isinstance(each, WalkInDialog) and each.isVisible()
            ]
            return bool(forms)

        self.wait_until(is_open)
        (form,) = forms
        form.full_name.setText(name)
        form.unit.setEditText(unit)
        self.settle()
        return form

    def _register(self, form: WalkInDialog, told: str) -> None:
        target = form.focusWidget() if form.asked is not None else form.full_name
        self._await(lambda: self.press(Qt.Key.Key_Return, to=target or form), told)


def summary(result: Result) -> Sequence[str]:
    """The result in lines."""
    late = sum(wait > LIMIT for wait in result.waits)
    return (
        ", ".join(f"{count} {way}" for way, count in result.came.most_common()),
        f"wrong: {len(result.wrong)}, lost: {len(result.lost)}",
        f"from Enter to the verdict, {len(result.waits)} of them: at most {result.share(1) * 1000:.0f} ms, "
        f"19 of 20 within {result.share(0.95) * 1000:.0f} ms, half within {result.share(0.5) * 1000:.0f} ms; "
        f"{late} above {LIMIT * 1000:.0f} ms",
        *(f"  wrong: {words}" for words in result.wrong),
        *(f"  lost: {words}" for words in result.lost),
    )


def main(argv: list[str] | None = None) -> int:
    """Run the rush and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tools.rush", description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(argv)
    from tools.door_hour import door_of_today
    from tools.drive import Look
    from tools.offscreen import application

    application()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TAP_HUAN_HOME"] = folder
        with door_of_today(Path(folder), Look()) as window, passing_time() as clock:
            result = Rush(window, clock, seed=given.seed).run(given.people)
    print("\n".join(summary(result)))  # noqa: T201
    return 1 if result.wrong or result.lost else 0


if __name__ == "__main__":
    sys.exit(main())
