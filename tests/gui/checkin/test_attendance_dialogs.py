"""The log of an attendance and putting it right, driven by hand over a real record."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.attendance import DoorPerson, Mark, Status
from desktop.gui.checkin.attendance_log import AttendanceLog, CorrectDialog, open_log
from desktop.gui.shell.main_window import MainWindow
from desktop.gui.widgets.form import choose
from desktop.gui.widgets.one_line import OneLineDialog
from desktop.services import attendance
from tests.gui.checkin.test_board import let_in, people_of, session_of
from tests.gui.filled import dialog, filled, filled_record, settle

__all__ = ["filled", "filled_record"]


def person_of(window: MainWindow, place: int = 0) -> DoorPerson:
    """The first person of the list, as the door sees them now."""
    return people_of(window)[place]


def marks_of(window: MainWindow) -> tuple[Mark, ...]:
    """What was recorded of the first person."""
    session, person = session_of(window), person_of(window)
    found: tuple[Mark, ...] = window.context.operations.database.read(
        lambda tx: attendance.marks_of(tx, session.id, person.id)
    )
    return found


@pytest.fixture
def log(qtbot: QtBot, filled: MainWindow) -> AttendanceLog:
    """The log of the first person, who is in."""
    let_in(filled, [person_of(filled)])
    shown = open_log(filled.context, session_of(filled).id, person_of(filled).id)
    settle(qtbot, filled)
    return shown


def save(qtbot: QtBot, window: MainWindow, form: Any) -> None:
    """Press the button that saves and wait for the answer."""
    with qtbot.waitSignal(form.accepted, timeout=10_000):
        form.save_button.click()
    settle(qtbot, window)


def test_the_log_tells_who_came_when_at_which_desk_and_how(log: AttendanceLog, filled: MainWindow) -> None:
    item = log.list.topLevelItem(0)
    assert item is not None
    assert item.text(1) == "✓ đến lúc 07:55:00"
    assert [item.text(column) for column in (2, 3)] == ["1", "tìm tên"]
    assert log.name.text().endswith(person_of(filled).full_name)
    assert "có mặt" in log.state.text()


def test_a_mark_is_taken_back_with_a_reason_and_stays_in_the_log(
    qtbot: QtBot, filled: MainWindow, log: AttendanceLog
) -> None:
    log.take_back.click()
    form = dialog(qtbot, OneLineDialog)
    form.words.setText("nhầm người")
    save(qtbot, filled, form)
    assert person_of(filled).status == Status.UNRECORDED
    item = log.list.topLevelItem(0)
    assert item is not None
    assert "nhầm người" in item.text(4)
    assert item.font(1).strikeOut()
    assert log.list.topLevelItemCount() == 1, "the mark that takes back stands with what it took back"
    assert not log.take_back.isEnabled()


def test_status_times_and_remark_are_put_right_at_once(qtbot: QtBot, filled: MainWindow, log: AttendanceLog) -> None:
    log.put_right.click()
    form = dialog(qtbot, CorrectDialog)
    assert form.arrived_at.text() == "07:55"
    choose(form.status, Status.LATE)
    form.arrived_at.setText("8h20")
    form.left_at.setText("1030")
    form.remark.setText("kẹt xe")
    form.reason.setText("bàn 1 ghi nhầm giờ")
    save(qtbot, filled, form)
    person = person_of(filled)
    assert person.arrived_at is not None
    assert person.left_at is not None
    assert (person.status, person.remark, person.doubt) == ("late", "kẹt xe", "")
    assert f"{person.arrived_at.astimezone():%H:%M}–{person.left_at.astimezone():%H:%M}" == "08:20–10:30"
    assert "kẹt xe" in log.state.text()


def test_an_absent_person_has_no_times_to_fill_in(qtbot: QtBot, filled: MainWindow, log: AttendanceLog) -> None:
    log.put_right.click()
    form = dialog(qtbot, CorrectDialog)
    choose(form.status, Status.EXCUSED)
    assert not form.arrived_at.isEnabled()
    save(qtbot, filled, form)
    assert (person_of(filled).status, person_of(filled).arrived_at) == ("excused", None)


@pytest.mark.parametrize(("field", "text"), [("arrived_at", "25:00"), ("left_at", "07:00")])
def test_a_time_that_cannot_be_is_refused_beside_its_field(
    qtbot: QtBot, filled: MainWindow, log: AttendanceLog, field: str, text: str
) -> None:
    log.put_right.click()
    form = dialog(qtbot, CorrectDialog)
    getattr(form, field).setText(text)
    form.save_button.click()
    qtbot.waitUntil(lambda: bool(form.form.error_of(field)), timeout=10_000)
    form.reject()
    assert len(marks_of(filled)) == 1
