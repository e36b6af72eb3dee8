"""The board on the whole screen: it follows, it tells no names by itself, it goes when it should."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from desktop.domain.areas import Area
from desktop.gui.checkin.big_rows import BigRow, BigRows
from desktop.gui.checkin.board_window import BoardWindow, open_board
from desktop.gui.shell.main_window import MainWindow
from tests.gui.checkin.test_board import let_in, people_of, session_of
from tests.gui.filled import filled, filled_record, settle

__all__ = ["filled", "filled_record"]


@pytest.fixture
def board(qtbot: QtBot, filled: MainWindow) -> Iterator[BoardWindow]:
    """The board of the first session, seven of 25 people in."""
    let_in(filled, people_of(filled)[:7])
    board = open_board(filled.context, session_of(filled).id)
    qtbot.waitUntil(lambda: board.number.text() == "7", timeout=10_000)
    yield board
    if Shiboken.isValid(board):
        board.close()


def test_it_tells_counts_groups_and_units_that_are_missing(board: BoardWindow) -> None:
    assert board.of.text() == "/ 25 đã đến"
    assert board.title.text() == session_of(board.context.window).title
    assert board.board is not None
    assert len(board.groups._rows) == len(board.board.groups)
    assert str(len(board.board.silent)) in board.missing_title.text()
    assert board.missing._rows[0].right.startswith("0/")


def test_it_follows_by_itself(qtbot: QtBot, filled: MainWindow, board: BoardWindow) -> None:
    let_in(filled, people_of(filled)[7:9])
    filled.context.operations.changed.emit(frozenset({Area.ATTENDANCE}))
    qtbot.waitUntil(lambda: board.number.text() == "9", timeout=10_000)


def test_no_name_is_shown_until_somebody_wants_it(qtbot: QtBot, filled: MainWindow, board: BoardWindow) -> None:
    assert not board.latest.isVisible()
    assert not board.latest._rows
    board.names.setChecked(True)
    assert board.latest.isVisible()
    assert people_of(filled)[0].full_name in " ".join(row.text for row in board.latest._rows)
    board.names.setChecked(False)
    assert not board.latest._rows


def test_esc_leaves_and_f11_makes_a_window_of_it(qtbot: QtBot, filled: MainWindow, board: BoardWindow) -> None:
    board.activateWindow()
    qtbot.waitUntil(board.isActiveWindow)
    assert board.isFullScreen()
    qtbot.keyClick(board, Qt.Key.Key_F11)
    assert not board.isFullScreen()
    qtbot.keyClick(board, Qt.Key.Key_F11)
    assert board.isFullScreen()
    qtbot.keyClick(board, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not Shiboken.isValid(board))
    settle(qtbot, filled)


def test_asked_for_again_it_comes_to_the_front(filled: MainWindow, board: BoardWindow) -> None:
    assert filled.run("board") is board


def test_it_goes_with_the_main_window(qtbot: QtBot, filled: MainWindow, board: BoardWindow) -> None:
    filled.close()
    qtbot.waitUntil(lambda: not Shiboken.isValid(board))


def test_rows_that_do_not_fit_are_shown_in_turns(qtbot: QtBot, filled: MainWindow) -> None:
    rows = BigRows(filled.context.theme, "Đơn vị")
    qtbot.addWidget(rows)
    rows.set_pixels(20)
    rows.resize(300, 20 * 5)
    rows.show()
    rows.show_rows([BigRow(str(number)) for number in range(7)])
    seen: list[str] = []
    for _turn in range(rows.pages):
        seen += [row.text for row in rows.rows_shown]
        rows.turn()
    assert seen == [str(number) for number in range(7)]
    assert rows.rows_shown[0].text == "0"
