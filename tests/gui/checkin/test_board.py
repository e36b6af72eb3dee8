"""The live board: its figures, its units, and what it does without its plotting package."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.attendance import DoorPerson, Method
from desktop.domain.people import SessionView
from desktop.gui.checkin.board import Board
from desktop.gui.shell.main_window import MainWindow
from desktop.services import agenda, attendance
from tests.gui.filled import ask, conference_id, filled, filled_record

__all__ = ["filled", "filled_record"]


def session_of(window: MainWindow) -> SessionView:
    return ask(window.context.operations.database, agenda.list_sessions, conference_id(window))[0]  # type: ignore[no-any-return, arg-type]


def people_of(window: MainWindow) -> list[DoorPerson]:
    return ask(window.context.operations.database, attendance.door_people, session_of(window).id)  # type: ignore[no-any-return, arg-type]


def let_in(window: MainWindow, people: list[DoorPerson]) -> None:
    """These come five minutes before the start."""
    session = session_of(window)
    at = (session.starts_at - dt.timedelta(minutes=5)).astimezone(dt.UTC)

    def work(tx: Any) -> None:
        for person in people:
            given = {"training_session_id": session.id, "attendee_id": person.id, "token": uuid.uuid4()}
            attendance.check_in(tx, method=Method.SEARCH, at=at, **given)

    window.context.operations.database.write(work)


@pytest.fixture
def board(qtbot: QtBot, filled: MainWindow) -> Board:
    """The board, seven of 25 people in."""
    let_in(filled, people_of(filled)[:7])
    board = Board(filled.context)
    qtbot.addWidget(board)
    board.resize(400, 640)
    board.show()
    board.show_people(people_of(filled), session_of(filled))
    return board


def test_the_board_tells_how_many_of_those_expected_came(board: Board) -> None:
    assert board.number.text() == "7"
    assert board.number.accessibleName() == "7 trên 25 người đã đến"
    assert "18" in board.legend.text()


def test_units_with_nobody_in_stand_first_with_words(board: Board) -> None:
    model = board.table.rows_model
    assert model.text(0, 1).startswith("0/")
    assert model.text(0, 2) == "chưa ai đến"
    last = model.rowCount() - 1
    assert model.text(last, 1) == "1/1"
    assert model.text(last, 2) == "100%"


def test_the_tabs_switch_to_role_groups(board: Board) -> None:
    assert board.board is not None
    board.kinds.setCurrentIndex(1)
    assert board.table.rows_model.rowCount() == len(board.board.groups)
    board.kinds.setCurrentIndex(0)
    assert board.table.rows_model.rowCount() == len(board.board.units)


def test_later_arrivals_are_counted_together_soon(qtbot: QtBot, filled: MainWindow, board: Board) -> None:
    let_in(filled, people_of(filled)[7:9])
    board.show_people(people_of(filled), session_of(filled))
    assert board.number.text() == "7"
    qtbot.waitUntil(lambda: board.number.text() == "9")


def test_the_plot_gives_way_when_there_is_no_room(board: Board) -> None:
    assert board.plot.isVisible()
    board.resize(300, 300)
    assert not board.plot.isVisible()


def test_a_unit_chosen_is_named(qtbot: QtBot, board: Board) -> None:
    board.table.select_first()
    with qtbot.waitSignal(board.unit_chosen) as told:
        board.table.chosen.emit()
    assert told.args == [board.table.rows_model.text(0, 0)]
