"""The two lanes: order, latest wins, cancel, what changed, undo."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.areas import Area
from desktop.domain.errors import AppError, Cancelled, NotFound
from desktop.gui.operations import Operations
from desktop.services import units
from desktop.services.journal import EntryView
from desktop.services.opening import Database, open_location


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_location(tmp_path / "data.db", desk="1")
    yield database
    database.close()


@pytest.fixture
def operations(qtbot: QtBot, database: Database) -> Iterator[Operations]:
    operations = Operations(database)
    yield operations
    operations.close()


def idle(qtbot: QtBot, operations: Operations) -> None:
    qtbot.waitUntil(lambda: not operations.busy, timeout=20_000)


def test_writes_happen_in_the_order_they_were_asked_for(qtbot, operations):
    done: list[int] = []
    for number in range(8):
        operations.write(lambda _tx, number=number: time.sleep(0.01 if number == 0 else 0) or number, done=done.append)
    idle(qtbot, operations)
    assert done == list(range(8))


def test_a_long_list_is_let_go_beside_the_window(qtbot, operations):
    threads: list[threading.Thread] = []

    class Thing:
        def __del__(self) -> None:
            threads.append(threading.current_thread())

    things = [Thing() for _number in range(1_000)]
    operations.let_go(things)
    idle(qtbot, operations)
    assert things == []
    assert len(threads) == 1_000
    assert threading.main_thread() not in threads


def test_of_reads_with_one_key_only_the_latest_is_answered(qtbot, operations):
    gate = threading.Event()
    answers: list[str] = []

    def slow(_tx):
        gate.wait(5)
        return "old"

    operations.read("list", slow, answers.append)
    operations.read("list", lambda _tx: "new", answers.append)
    qtbot.waitUntil(lambda: answers == ["new"])
    gate.set()
    idle(qtbot, operations)
    assert answers == ["new"]


def test_a_forgotten_read_is_never_answered(qtbot, operations):
    gate = threading.Event()
    answers: list[str] = []
    operations.read("card", lambda _tx: gate.wait(5) and "late", answers.append)
    operations.forget("card")
    gate.set()
    idle(qtbot, operations)
    assert answers == []


def test_a_write_tells_which_areas_changed_and_what_was_written(qtbot, operations):
    changed: list[frozenset[Area]] = []
    wrote: list[list[EntryView]] = []
    operations.changed.connect(changed.append)
    operations.wrote.connect(wrote.append)
    operations.write(lambda tx: units.add_unit(tx, "UBND phường Thử Nghiệm").id)
    idle(qtbot, operations)
    (entries,) = wrote
    assert set(changed) == {frozenset({Area.UNITS})}  # the file's own watch may see it before it is known as one's own
    assert [entry.action for entry in entries] == ["unit.added"]


def test_undo_takes_back_the_last_change_and_redo_does_it_again(qtbot, operations, database):
    def names():
        return [unit.name for unit in database.read(units.list_units)]

    operations.write(lambda tx: units.add_unit(tx, "UBND phường Một").id)
    operations.write(lambda tx: units.add_unit(tx, "UBND phường Hai").id)
    idle(qtbot, operations)
    operations.undo_last()
    operations.undo_last()
    idle(qtbot, operations)
    assert names() == []
    operations.redo_last()
    idle(qtbot, operations)
    assert names() == ["UBND phường Một"]
    operations.redo_last()
    idle(qtbot, operations)
    assert sorted(names()) == ["UBND phường Hai", "UBND phường Một"]
    operations.undo_last()
    idle(qtbot, operations)
    assert names() == ["UBND phường Một"]


def test_nothing_to_undo_or_redo_is_said_in_a_code(qtbot, operations):
    for action, code in (
        (operations.undo_last, "journal.nothing_left"),
        (operations.redo_last, "journal.nothing_to_redo"),
    ):
        with qtbot.waitSignal(operations.failed, timeout=5_000) as told:
            action()
        error = told.args[0]
        assert isinstance(error, NotFound)
        assert error.code == code


def test_a_new_change_ends_redo(qtbot, operations):
    operations.write(lambda tx: units.add_unit(tx, "UBND phường Một").id)
    operations.undo_last()
    operations.write(lambda tx: units.add_unit(tx, "UBND phường Hai").id)
    idle(qtbot, operations)
    with qtbot.waitSignal(operations.failed, timeout=5_000) as told:
        operations.redo_last()
    assert told.args[0].code == "journal.nothing_to_redo"


def test_a_cancelled_write_leaves_nothing_behind(qtbot, operations, database):
    began = threading.Event()

    def work(tx, progress, cancelled):
        units.add_unit(tx, "UBND phường Dở Dang")
        began.set()
        for step in range(500):
            progress(step, 500)
            if cancelled():
                raise Cancelled
            time.sleep(0.01)

    told: list[Exception] = []
    task = operations.write_long(
        work, failed=lambda error: told.append(error) or True, title="Đang làm", stoppable=True
    )
    assert began.wait(5)
    operations.cancel(task)
    idle(qtbot, operations)
    assert [type(error) for error in told] == [Cancelled]
    assert database.read(units.list_units) == []


def test_progress_is_told_but_not_for_every_step(qtbot, operations):
    shown: list[tuple[int, int]] = []
    operations.running.connect(lambda task: task and shown.append(task.progress))

    def work(progress, _cancelled):
        for step in range(5_000):
            progress(step, 5_000)
        time.sleep(0.1)
        progress(5_000, 5_000)

    operations.plain("count", work, lambda _result: None, title="Đang đếm")
    idle(qtbot, operations)
    assert (5_000, 5_000) in shown
    assert len(shown) < 20


def test_an_error_reaches_whoever_asked_and_else_everyone(qtbot, operations):
    def fails(_tx):
        raise AppError("record.busy", file="x")

    mine: list[Exception] = []
    operations.write(fails, failed=lambda error: mine.append(error) or True)
    idle(qtbot, operations)
    assert len(mine) == 1
    with qtbot.waitSignal(operations.failed, timeout=5_000):
        operations.write(fails)


def test_closing_finishes_what_was_asked_to_be_written(qtbot, database):
    operations = Operations(database)
    for number in range(5):
        operations.write(lambda tx, number=number: units.add_unit(tx, f"UBND phường Số {number}").id)
    operations.close()
    assert len(database.read(units.list_units)) == 5


def test_work_at_the_door_tells_whether_it_waits_and_what_it_changed(qtbot, operations, database):
    database.write_or_queue = lambda work: (database.write(work), True)
    areas: list[frozenset[Area]] = []
    answers: list[tuple[str, bool]] = []
    operations.changed.connect(areas.append)
    operations.write_or_queue(
        lambda tx: units.add_unit(tx, "UBND phường Thử").name, done=lambda *answer: answers.append(answer)
    )
    idle(qtbot, operations)
    assert answers == [("UBND phường Thử", True)]
    assert {Area.UNITS, Area.CONNECTION} <= areas[0]


def test_what_other_desks_changed_is_passed_on_from_their_thread_until_the_window_closes(qtbot, database):
    told = []
    stopped = threading.Event()
    database.watch = lambda tell: told.append(tell) or stopped.set
    operations = Operations(database)
    areas: list[frozenset[Area]] = []
    operations.changed.connect(areas.append)
    thread = threading.Thread(target=told[0], args=(frozenset({Area.ATTENDANCE}),))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: areas == [{Area.ATTENDANCE}])
    operations.close()
    assert stopped.is_set()
