"""In a file that holds copies beside what happened here first, whoever has something of their own to write goes first."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from desktop.store import turns
from desktop.store.database import EngineDatabase
from desktop.store.transaction import Transaction
from desktop.store.turns import Turns
from desktop.store.upgrade import open_database

PATIENCE = 20.0


@pytest.fixture
def desks_file(tmp_path: Path):
    database = open_database(tmp_path / "desk.db", desk="Bàn 1")
    database.let_copies_wait()
    yield database
    database.close()


def care(database: EngineDatabase, *, copy: bool) -> tuple[int, int]:
    """(synchronous, wal_autocheckpoint) while something is written."""

    def work(tx: Transaction) -> tuple[int, int]:
        ask = tx.connection().exec_driver_sql
        return ask("PRAGMA synchronous").scalar_one(), ask("PRAGMA wal_autocheckpoint").scalar_one()

    return database.write_copy(work) if copy else database.write(work)


def test_who_comes_first_goes_before_those_who_can_wait():
    line, order = Turns(), []
    threads = []

    def come(name: str, *, first: bool) -> None:
        with line.turn(first=first):
            order.append(name)

    with line.turn(first=False):
        for name, first in (("copy", False), ("another copy", False), ("door", True)):
            before = line._first
            threads.append(threading.Thread(target=come, args=(name,), kwargs={"first": first}))
            threads[-1].start()
            while first and line._first == before:
                pass
    for each in threads:
        each.join(PATIENCE)
    assert order[0] == "door"
    assert sorted(order) == ["another copy", "copy", "door"]


def test_nobody_waits_for_ever_for_a_turn(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(turns, "_SECONDS", 0.01)
    line = Turns()
    with line.turn(first=False):
        with line.turn(first=True):
            pass
        assert line._taken, "the one who has it has it still"
    assert not line._taken


def test_what_happens_here_first_is_on_the_disk_and_a_copy_is_not_waited_for(desks_file: EngineDatabase):
    full, normal = 2, 1
    assert care(desks_file, copy=False)[0] == full
    assert care(desks_file, copy=True)[0] == normal
    assert care(desks_file, copy=False)[0] == full, "whoever used the connection before"


def test_the_log_is_put_into_the_file_by_who_copies(desks_file: EngineDatabase):
    assert care(desks_file, copy=True)[1] < care(desks_file, copy=False)[1]


def test_a_data_file_knows_nothing_of_copies(tmp_path: Path):
    database = open_database(tmp_path / "taphuan.db", desk="Văn phòng")
    assert care(database, copy=False) == care(database, copy=True) == (2, 1000)
    database.close()
