"""The door keeps to the agenda, and lets nobody into a session that is closed without being asked."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.domain.attendance import Status
from desktop.domain.people import SessionView
from desktop.gui.checkin.move_arrivals import MoveArrivals
from desktop.gui.widgets.form import choose
from desktop.services import agenda, attendance
from tests.gui.checkin.doorway import Doorway, door, door_database
from tests.gui.filled import ask, dialog

__all__ = ["door", "door_database"]

AN = "Trần Đức An"
HOUR = dt.timedelta(hours=1)


def session(door: Doorway, title: str) -> SessionView:
    return next(each for each in door.page._sessions if each.title == title)


@pytest.fixture
def far(door: Doorway) -> Doorway:
    """The door at a session of tomorrow."""
    now = dt.datetime.now().replace(second=0, microsecond=0)
    conference = door.page.context.conference_id
    door.page.context.operations.write(
        lambda tx: agenda.add_session(
            tx, conference, title="Ngày mai", starts_at=now + 24 * HOUR, ends_at=now + 26 * HOUR
        )
    )
    door.settle()
    door.page.choose(session(door, "Ngày mai").id)
    door.settle()
    return door


def test_when_its_session_is_over_the_door_goes_on_to_the_one_that_is_open_and_says_so(door: Doorway) -> None:
    door.page.clock.now = lambda: session(door, "Khai mạc").ends_at + dt.timedelta(minutes=1)  # type: ignore[method-assign]
    door.page.clock.look()
    door.settle()
    assert door.page.data.session == session(door, "Chuyên đề trường")
    assert "Chuyên đề trường" in door.page.bar.sentence


def test_the_door_stays_where_it_was_put_and_offers_the_session_that_is_open(far: Doorway) -> None:
    far.page.clock.look()
    assert far.page.data.session == session(far, "Ngày mai")
    assert "hỏi lại" in far.page.bar.sentence
    assert far.page.bar.way_out.text() == "Sang “Khai mạc”"  # it has begun, the other opens early


def test_nobody_comes_in_at_a_closed_session_before_somebody_says_so(far: Doorway) -> None:
    sentence = far.let_in("tran duc an")
    assert "chưa ghi" in sentence
    assert far.recent[0][2] == "! ngoài giờ"
    assert far.person(AN).status == Status.UNRECORDED
    far.page.verdict.buttons["anyway"].click()
    far.settle()
    assert far.person(AN).status == Status.PRESENT


def test_the_bar_leads_to_the_session_of_the_hour(far: Doorway) -> None:
    with_one = session(far, "Khai mạc").starts_at - HOUR  # the other opens later
    far.page.clock.now = lambda: with_one  # type: ignore[method-assign]
    far.page.clock.look()
    assert far.page.bar.way_out.text() == "Sang “Khai mạc”"
    far.page.bar.way_out.click()
    far.settle()
    assert far.page.data.session == session(far, "Khai mạc")
    assert far.page.bar.sentence == ""


def test_arrivals_noted_at_the_wrong_session_are_ticked_and_moved(qtbot: QtBot, far: Doorway) -> None:
    far.let_in("tran duc an")
    far.page.verdict.buttons["anyway"].click()
    far.settle()
    far.page.menus.move_arrivals()
    shown = dialog(qtbot, MoveArrivals)
    qtbot.waitUntil(lambda: bool(shown.rows))
    assert len(shown.chosen()) == 1
    choose(shown.target, session(far, "Khai mạc").id)
    QTest.mouseClick(shown.move_button, Qt.MouseButton.LeftButton)
    far.settle()
    far.settle()
    assert far.person(AN).status == Status.UNRECORDED
    people = ask(far.database, attendance.door_people, session(far, "Khai mạc").id)
    assert next(each.status for each in people if each.full_name == AN) == Status.PRESENT


def test_who_came_while_the_office_lets_people_in_is_not_ticked_to_be_moved(qtbot: QtBot, far: Doorway) -> None:
    far.window.context.settings.door_opens = 25 * 60
    assert "có mặt" in far.let_in("tran duc an")
    far.page.menus.move_arrivals()
    shown = dialog(qtbot, MoveArrivals)
    qtbot.waitUntil(lambda: bool(shown.rows))
    assert shown.chosen() == []
    shown.reject()


def test_marking_the_rest_absent_asks_with_cancel_in_front_and_says_that_people_still_come(
    door: Doorway, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, bool]] = []

    def refuse(_title: str, question: str, _yes: str, *, danger: bool = False, **_given: object) -> bool:
        asked.append((question, danger))
        return False

    monkeypatch.setattr(door.page.context.feedback, "ask", refuse)
    door.page.menus._fill_rest(Status.ABSENT)
    (question, danger), *_more = asked
    assert danger
    assert "vẫn có thể còn người đến" in question
    assert "6 người" in question
