"""What the check-in page looks like in each of its states, and the dialogs that open over it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from desktop.domain.attendance import CheckIn, DoorPerson, Method, Outcome
from desktop.gui.checkin.page import AttendancePage
from desktop.gui.checkin.walk_in import WalkInDialog
from desktop.gui.shell.main_window import MainWindow
from desktop.services import attendance

_FIRST = dt.time(7, 31)
_ARRIVED = 40


def door_pictures(window: MainWindow) -> dict[str, Callable[[], object]]:
    """The states, by the picture's name. The first of them lets people in, as on the morning of the sample's day."""
    return {
        "door-hits": lambda: _typed(window, "ha th"),
        "door-choosing": lambda: _entered(window, "ha"),
        "door-unit": lambda: _typed(window, "bach khoa"),
        "door-delegation": lambda: _entered(window, "bach khoa"),
        "door-in": lambda: _one(window, Outcome.IN),
        "door-already": lambda: _one(window, Outcome.ALREADY_IN),
        "door-cancelled": lambda: _one(window, Outcome.CANCELLED),
        "door-nobody": lambda: _nobody(window),
        "door-lost": lambda: _lost(window),
        "door-walk-in": lambda: _door(window).menus.walk_in(),
        "door-walk-in-known": lambda: _known(window),
        "door-walk-in-namesake": lambda: _namesake(window),
        "door-walk-in-unit": lambda: _asked(window, "Bùi Thị Mới", "Công an quận Đống Đa"),
        "door-walk-in-closed": lambda: _asked(window, "Bùi Thị Mới", "Trạm y tế"),
        "door-substitute": lambda: _substitute(window),
        "door-word": lambda: _door(window).menus.let_in_with_a_word(_coming(window)[0]),
    }


def _settle(window: MainWindow) -> None:
    for _round in range(5):
        QApplication.processEvents()
        while window.context.operations.busy:
            QApplication.processEvents()


def _door(window: MainWindow) -> AttendancePage:
    window.show_page("attendance")
    _settle(window)
    page = window.page
    assert isinstance(page, AttendancePage)
    page.choose(page.sessions.itemData(0))
    _settle(window)
    page.field.empty()
    page.field.setFocus()
    if not any(person.arrived_at for person in page.data.people):
        for number, person in enumerate(_coming(window)[: 3 * _ARRIVED : 3]):
            _let_in(window, person, number)
        window.context.operations.changed.emit({"attendance"})
        _settle(window)
    return page


def _namesake(window: MainWindow) -> None:
    """A walk-in called as somebody who is expected."""
    _door(window)
    _asked(window, _coming(window)[3].full_name, "Trạm y tế")


def _coming(window: MainWindow) -> list[DoorPerson]:
    page = window.page
    assert isinstance(page, AttendancePage)
    return [person for person in page.data.people if person.expected and person.status == "unrecorded"]


def _let_in(window: MainWindow, person: DoorPerson, number: int) -> CheckIn:
    page = window.page
    assert isinstance(page, AttendancePage)
    assert page.data.session is not None
    session = page.data.session
    start = dt.datetime.combine(session.starts_at.date(), _FIRST)
    moment = (start + dt.timedelta(seconds=number**1.9 * 0.9)).astimezone(dt.UTC)
    return window.context.operations.database.write(
        lambda tx: attendance.check_in(
            tx,
            training_session_id=session.id,
            attendee_id=person.id,
            token=uuid.uuid4(),
            method=Method.SCAN,
            at=moment,
            desk="1" if number % 3 else "2",
        )
    )


def _typed(window: MainWindow, text: str) -> None:
    _door(window).field.setText(text)


def _entered(window: MainWindow, text: str) -> None:
    """Enter where the text names nobody alone, or a unit."""
    page = _door(window)
    page.field.setText(text)
    page.finding.enter()


def _one(window: MainWindow, outcome: Outcome) -> None:
    page = _door(window)
    if outcome is Outcome.ALREADY_IN:
        person = next(each for each in page.data.people if each.arrived_at)
        answer = CheckIn(outcome, person, person.arrived_at, person.desk)
    elif outcome is Outcome.CANCELLED:
        person = _coming(window)[-1]
        window.context.operations.database.write(lambda tx: attendance.cancel(tx, [person.id], "bận công tác"))
        window.context.operations.changed.emit({"attendees"})
        _settle(window)
        answer = CheckIn(outcome, page.data.finder[person.id])
    else:
        answer = _let_in(window, _coming(window)[5], _ARRIVED)
        window.context.operations.changed.emit({"attendance"})
        _settle(window)
    page.desk.take(answer, "", answer.at)


def _nobody(window: MainWindow) -> None:
    page = _door(window)
    page.field.setText("vuong thi xuan")
    page.finding.enter()


def _lost(window: MainWindow) -> None:
    """Another program has the keyboard."""
    _door(window).field.chip.show_ready(False)


def _known(window: MainWindow) -> None:
    page = _door(window)
    page.field.setText(_coming(window)[3].full_name)
    page.menus.walk_in()


def _asked(window: MainWindow, name: str, unit: str) -> None:
    """What the dialog of a walk-in asks before it writes."""
    page = _door(window)
    page.menus.walk_in()
    (form,) = (each for each in window.findChildren(WalkInDialog) if each.isVisible())
    form.full_name.setText(name)
    form.unit.setEditText(unit)
    form.save_button.click()


def _substitute(window: MainWindow) -> None:
    page = _door(window)
    page.menus.substitute(_coming(window)[3])
