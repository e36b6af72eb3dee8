"""The seat editor driven by mouse and keyboard over a real record."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.seating import Filling, Room, Seating
from desktop.gui.seating import seat_canvas
from desktop.gui.seating.dialog import SeatingDialog
from desktop.gui.seating.fill import FillDialog
from desktop.gui.shell.main_window import MainWindow
from desktop.services import attendees, seating
from tests.gui.filled import conference_id, dialog, filled, filled_record, settle

__all__ = ["filled", "filled_record"]

Key = Qt.Key


class Editor:
    """The dialog and what the record says."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        self.dialog = window.run("documents.seating")
        assert isinstance(self.dialog, SeatingDialog)
        self.wait()

    def wait(self) -> None:
        settle(self.qtbot, self.window)

    @property
    def map(self) -> Any:
        return self.dialog.map

    def now(self) -> Seating:
        found: Seating = self.window.context.operations.database.read(
            lambda tx: seating.seating_of(tx, conference_id(self.window))
        )
        return found

    def seat_of(self, name: str) -> str:
        return next(each.seat for each in self.now().people if each.full_name == name)

    def at(self, label: str) -> str:
        place = self.now().room.place(label)
        who = self.now().by_place.get(place) if place else None
        return who.full_name if who else ""

    def go(self, label: str) -> None:
        place = self.now().room.place(label)
        assert place is not None
        self.map.go_to(place)

    def press(self, *keys: Any, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self.map, key, modifier)
        self.wait()

    def point(self, label: str) -> QPoint:
        place = self.now().room.place(label)
        assert place is not None
        found: QPoint = self.map.grid.rect_of(place).center()
        return found


def write(window: MainWindow, work: Callable[[Any, Any], Any]) -> Any:
    key = conference_id(window)
    return window.context.operations.database.write(lambda tx: work(tx, key))


@pytest.fixture
def editor(qtbot: QtBot, filled: MainWindow) -> Any:
    """25 people on 5 rows of 6, one seat blocked, filled in order."""

    def prepare(tx: Any, key: Any) -> None:
        seating.save_room(tx, key, Room(5, 6, aisles=(3,), blocked=frozenset({(0, 0)})), version=0)
        seating.fill(tx, key, Filling())

    write(filled, prepare)
    editor = Editor(qtbot, filled)
    yield editor
    if editor.dialog is not None:
        editor.dialog.reject()
        editor.wait()


def test_arrows_and_enter_carry_somebody_to_another_seat_and_swap(editor: Editor):
    first, second = editor.at("A2"), editor.at("B3")
    editor.go("A2")
    editor.map.setFocus()
    editor.press(Key.Key_Return)
    assert editor.map.held.full_name == first
    assert first in editor.map.accessibleDescription()
    editor.press(Key.Key_Down, Key.Key_Right, Key.Key_Space)
    assert (editor.at("B3"), editor.at("A2")) == (first, second)
    editor.press(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert (editor.at("A2"), editor.at("B3")) == (first, second)
    assert not editor.dialog.undo_button.isEnabled()


def test_cut_and_paste_escape_and_delete(editor: Editor):
    control = Qt.KeyboardModifier.ControlModifier
    first = editor.at("A2")
    editor.go("A2")
    editor.press(Key.Key_X, modifier=control)
    editor.press(Key.Key_Escape)
    assert editor.map.held is None
    editor.press(Key.Key_X, modifier=control)
    editor.press(Key.Key_End, modifier=control)
    editor.press(Key.Key_V, modifier=control)
    assert editor.seat_of(first) == "E6"
    editor.press(Key.Key_Delete)
    assert editor.seat_of(first) == ""
    assert editor.dialog.view.people.people.rowCount() == 1
    assert editor.dialog.undo_button.isEnabled()


def test_somebody_of_the_list_is_put_on_a_free_seat_with_enter_alone(editor: Editor):
    first = editor.at("A2")
    editor.go("A2")
    editor.press(Key.Key_Delete)
    people = editor.dialog.view.people
    people.setFocus()
    QTest.keyClick(people, Key.Key_Return)
    assert editor.map.held.full_name == first
    editor.press(Key.Key_Return)
    assert editor.seat_of(first) == "A2"
    assert editor.dialog.view.facts.text().count("·") == 1, "nobody is without a seat"


def drop(target: QWidget, point: QPoint, data: QMimeData) -> None:
    event = QDropEvent(
        QPointF(point), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    target.dropEvent(event)  # type: ignore[attr-defined]


def test_dragging_a_person_onto_a_seat_swaps_and_onto_the_list_takes_them_off(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
):
    first, second = editor.at("A2"), editor.at("C4")
    dropped: list[Callable[[QMimeData], None]] = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, *_actions: dropped.pop()(drag.mimeData()))

    def drag_from(label: str, onto: Callable[[QMimeData], None]) -> None:
        dropped.append(onto)
        start = editor.point(label)
        QTest.mousePress(editor.map, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(editor.map, start + QPoint(30, 20))
        editor.qtbot.waitUntil(lambda: not dropped)
        QTest.mouseRelease(editor.map, Qt.MouseButton.LeftButton, pos=start)
        editor.wait()

    drag_from("A2", lambda data: drop(editor.map, editor.point("C4"), data))
    assert (editor.at("C4"), editor.at("A2")) == (first, second)
    people = editor.dialog.view.people
    drag_from("C4", lambda data: drop(people, QPoint(5, 5), data))
    assert editor.seat_of(first) == ""
    row = people.people.row_of(people.people.sitter(0).id)
    drop(editor.map, editor.point("E6"), people.people.mimeData([people.people.index(row)]))
    editor.wait()
    assert editor.seat_of(first) == "E6"


def test_seats_are_blocked_and_kept_for_guests_and_who_sat_there_is_told(editor: Editor):
    first = editor.at("B1")
    editor.go("B1")
    editor.map.setFocus()
    editor.press(Key.Key_B)
    assert editor.now().room.blocked == {(0, 0), (1, 0)}
    assert first in editor.dialog.banner.sentence
    editor.press(Key.Key_B)
    assert editor.now().room.blocked == {(0, 0)}
    editor.press(Key.Key_Right, modifier=Qt.KeyboardModifier.ShiftModifier)
    editor.press(Key.Key_R)
    assert editor.now().room.reserved == {(1, 0), (1, 1)}


def test_rows_aisles_and_names_of_seats_are_changed_in_the_form_and_undone(editor: Editor):
    form = editor.dialog.view.room_form
    form.columns.setValue(8)
    form.aisles.setText("4, 6")
    form.apply()
    editor.wait()
    room = editor.now().room
    assert (room.columns, room.aisles) == (8, (4, 6))
    assert len(editor.now().by_place) == 25
    form.cross_aisles.setText("hàng D")
    form.apply()
    assert form.error_of("cross_aisles")
    form.cross_aisles.setText("D")
    form.naming.setCurrentIndex(1)
    form.naming.activated.emit(1)
    editor.wait()
    assert (editor.now().room.cross_aisles, editor.now().room.naming) == ((4,), "numbers")
    form.rows.setValue(2)
    form.apply()
    editor.wait()
    assert "Ctrl+Z" in editor.dialog.banner.sentence
    editor.dialog.undo()
    editor.wait()
    assert len(editor.now().by_place) == 25
    editor.dialog.redo()
    editor.wait()
    assert editor.now().room.rows == 2
    assert form.rows.value() == 2


def test_filling_clearing_and_searching(editor: Editor):
    editor.dialog.clear()
    editor.wait()
    assert editor.now().by_place == {}
    editor.dialog.fill()
    form = dialog(editor.qtbot, FillDialog)
    form.snake.setChecked(True)
    form.save_button.click()
    editor.wait()
    assert len(editor.now().by_place) == 25
    assert "25" in editor.dialog.banner.sentence
    name = editor.at("C3")
    editor.dialog.view.search.setText(name.lower())
    assert editor.dialog.view.people.current().full_name == name
    assert editor.now().by_place[editor.map.here].full_name == name


def test_another_desks_move_is_shown_at_once_and_a_stale_one_refused(editor: Editor):
    first = editor.now().by_place[(0, 1)]
    stale = editor.dialog.seating
    write(
        editor.window,
        lambda tx, key: attendees.remove_attendees(tx, [editor.now().by_place[(0, 2)].id]),
    )
    write(editor.window, lambda tx, key: seating.take_off(tx, key, {first.id: first.seat}))
    editor.dialog.seating = stale
    editor.dialog.put(first.id, (4, 5))
    editor.wait()
    assert first.full_name in editor.dialog.banner.sentence
    assert editor.seat_of(first.full_name) == ""


def test_the_menu_of_a_seat_offers_aisles(editor: Editor):
    editor.go("B2")
    editor.map.menu_wanted.emit(QPoint(10, 10))
    menu = editor.dialog.findChildren(QMenu)[-1]
    actions = [each for each in menu.actions() if each.text()]
    actions[-2].trigger()
    editor.wait()
    menu.close()
    assert editor.now().room.aisles == (2, 3)


def test_a_conference_without_a_plan_begins_with_a_proposed_room(qtbot: QtBot, filled: MainWindow):
    editor = Editor(qtbot, filled)
    assert editor.dialog.view.tabs.currentIndex() == 1
    assert editor.now().version == 0
    editor.dialog.put(editor.now().people[0].id, (0, 0))
    editor.wait()
    assert (editor.now().version, editor.at("A1")) == (1, editor.now().people[0].full_name)
    editor.dialog.print_plan()
    editor.wait()
    assert filled.page is not None
    assert filled.page.view.document.name == "seat-plan"  # type: ignore[attr-defined]


def test_a_thousand_seats_are_drawn_a_little_at_a_time(editor: Editor, monkeypatch: pytest.MonkeyPatch):
    """By a clock of its own, on which each seat takes a millisecond: how busy the machine is decides nothing."""
    write(editor.window, lambda tx, key: seating.save_room(tx, key, Room(25, 40), version=1))
    editor.wait()
    editor.dialog.reload()
    editor.wait()
    shown = editor.map
    ticks = itertools.count()
    monkeypatch.setattr(seat_canvas, "time", SimpleNamespace(perf_counter=lambda: next(ticks) / 1000))
    shown._tiles.clear()
    drawn = [0]
    while drawn[-1] < 1000:
        shown.grab()
        drawn.append(len(shown._tiles))
        assert 0 < drawn[-1] - drawn[-2] <= seat_canvas._SLICE * 1000 + 1
    assert len(drawn) > 10, "not all at once"
