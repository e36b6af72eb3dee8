"""Backups: whole or not at all, thinned out, carried to a second place, written over an open data file."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.domain.backups import Holds, Reason
from desktop.domain.errors import UnusableDatabase
from desktop.store import backup
from desktop.store.database import EngineDatabase
from desktop.store.integrity import damaged
from desktop.store.tables import Conference
from desktop.store.upgrade import open_database


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[EngineDatabase]:
    """A data file that stays open, with one conference."""
    database = open_database(tmp_path / "tập huấn.db")
    add(database, "Đầu")
    yield database
    database.close()


def add(database: EngineDatabase, title: str) -> None:
    database.write(lambda tx: tx.add(Conference(number=100 + len(titles(database)), title=title)))


def titles(database: EngineDatabase) -> list[str]:
    return sorted(database.read(lambda tx: tx.scalars(select(Conference.title)).all()))


def path_of(database: EngineDatabase) -> Path:
    assert database.path is not None
    return database.path


def overwrite(path: Path, page: int, pages: int = 1) -> None:
    with path.open("r+b") as file:
        file.seek(page * 4096)
        file.write(os.urandom(4096 * pages))


def test_a_backup_holds_what_an_open_file_holds_and_is_one_file(opened: EngineDatabase):
    made = backup.make(path_of(opened), Reason.ASKED)
    assert made.parent.name == "tập huấn – sao lưu"
    assert [file.name for file in made.parent.iterdir()] == [made.name]
    assert backup.holds(made) == Holds(1, 0, 0)
    with closing(sqlite3.connect(made)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_backup_tells_when_and_why_it_was_made(opened: EngineDatabase):
    path = path_of(opened)
    for reason in (Reason.IMPORT, Reason.CLOSE):
        backup.make(path, reason)
    found = backup.backups_in(backup.folder_of(path), path)
    assert [each.reason for each in found] == [Reason.CLOSE, Reason.IMPORT]
    assert found[0].made_at >= found[1].made_at


def test_a_damaged_file_is_never_backed_up(opened: EngineDatabase):
    path = path_of(opened)
    for number in range(50):
        add(opened, "x" * number)
    opened.close()
    overwrite(path, 3, 8)
    with pytest.raises(UnusableDatabase) as told:
        backup.make(path, Reason.ASKED)
    assert told.value.code == "record.damaged"
    assert list(backup.folder_of(path).iterdir()) == []


def test_the_backup_just_made_stays_though_the_clock_was_put_back(opened: EngineDatabase):
    path = path_of(opened)
    folder = backup.folder_of(path)
    first = backup.make(path, Reason.ASKED)
    for day in range(1, 29):
        shutil.copyfile(first, folder / f"{path.stem}-209901{day:02d}-080000-close.db")
    first.unlink()
    made = backup.make(path, Reason.ASKED)
    assert made.exists()


def test_the_second_place_gets_what_it_lacks_when_it_is_there_again(opened: EngineDatabase, tmp_path: Path):
    path, stick = path_of(opened), tmp_path / "stick"
    made = [backup.make(path, Reason.CHANGES) for _number in range(3)]
    with pytest.raises(FileNotFoundError):
        backup.carry(path, stick)
    assert not stick.exists()
    stick.mkdir()
    backup.carry(path, stick)
    backup.carry(path, stick)
    there = backup.backups_in(backup.folder_at(stick, path), path)
    assert {each.path.name for each in there} == {each.name for each in made}
    assert not any(damaged(each.path) for each in there)


def test_who_has_the_file_open_sees_what_was_written_over_it(opened: EngineDatabase):
    path = path_of(opened)
    made = backup.make(path, Reason.ASKED)
    add(opened, "Sau")
    other = open_database(path)
    assert titles(other) == ["Sau", "Đầu"]
    backup.write_over(made, path)
    assert titles(other) == titles(opened) == ["Đầu"]
    add(opened, "Thêm nữa")
    assert titles(other) == ["Thêm nữa", "Đầu"]
    other.close()
    assert not damaged(path)


def test_a_file_that_is_being_written_is_not_written_over(opened: EngineDatabase, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(backup, "_LOCKED_SECONDS", 0.0)
    monkeypatch.setattr("desktop.store.engines._BUSY_SECONDS", 0.0)
    path = path_of(opened)
    made = backup.make(path, Reason.ASKED)
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(UnusableDatabase) as told:
            backup.write_over(made, path)
    assert told.value.code == "record.busy"
    assert titles(opened) == ["Đầu"]


def test_a_damaged_file_is_kept_whole_with_its_log(tmp_path: Path):
    path, fresh, aside = (tmp_path / name for name in ("a.db", "a.db.new", "a.damaged.db"))
    for file, words in ((path, "broken"), (tmp_path / "a.db-wal", "log"), (fresh, "whole")):
        file.write_text(words)
    backup.put_in_place(fresh, path, aside)
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {
        "a.db": "whole", "a.damaged.db": "broken", "a.damaged.db-wal": "log",
    }  # fmt: skip
