"""Nothing is acknowledged that went into a file nobody will find again, and no file is made where one has vanished."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from desktop import paths
from desktop.domain.errors import UnusableDatabase
from desktop.services import units
from desktop.store import backup
from desktop.store.database import EngineDatabase
from desktop.store.integrity import damaged
from desktop.store.opened_file import log_of
from desktop.store.tables import Unit
from desktop.store.upgrade import open_database

OPEN_FILES_GO = pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody take away a file that is open")


def _add(database: EngineDatabase, name: str) -> None:
    database.write(lambda tx: units.add_unit(tx, name))


def _names(path: Path) -> set[str]:
    database = open_database(path, new=False)
    try:
        return {unit.name for unit in database.read(units.list_units)}
    finally:
        database.close()


def _delete(path: Path) -> None:
    path.unlink()


def _rename(path: Path) -> None:
    path.rename(path.with_name("khác.db"))


def _replace(path: Path) -> None:
    other = path.with_name("other.db")
    open_database(other).close()
    other.replace(path)


def _delete_log(path: Path) -> None:
    log_of(path).unlink()


def _delete_all(path: Path) -> None:
    for file in (path, log_of(path), path.with_name(f"{path.name}-shm")):
        file.unlink()


def _delete_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


def _move_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


ATTACKS = (_delete, _rename, _replace, _delete_log, _delete_all, _delete_folder, _move_folder)


@pytest.fixture
def database(tmp_path: Path) -> EngineDatabase:
    folder = tmp_path / "data"
    folder.mkdir()
    database = open_database(folder / "taphuan.db", desk="Bàn 1")
    for number in range(5):
        _add(database, f"Phường {number}")
    return database


@OPEN_FILES_GO
@pytest.mark.parametrize("attack", ATTACKS)
def test_a_change_after_the_file_is_gone_is_refused_and_all_before_it_is_saved(
    database: EngineDatabase, attack: Callable[[Path], None]
):
    assert database.path is not None
    attack(database.path)
    for again in range(2):
        with pytest.raises(UnusableDatabase) as told:
            _add(database, f"Phường mới {again}")
        assert told.value.code == "record.moved"
    copy = Path(str(told.value.details["copy"]))
    assert _names(copy) == {f"Phường {number}" for number in range(5)}
    database.close()


@OPEN_FILES_GO
@pytest.mark.parametrize("attack", ATTACKS)
def test_a_file_that_goes_while_a_change_is_written_is_noticed_before_the_change_is_acknowledged(
    database: EngineDatabase, attack: Callable[[Path], None]
):
    path = database.path
    assert path is not None

    def work(tx):
        units.add_unit(tx, "Phường cuối")
        attack(path)

    with pytest.raises(UnusableDatabase) as told:
        database.write(work)
    assert told.value.code == "record.moved"
    assert _names(Path(str(told.value.details["copy"]))) >= {f"Phường {number}" for number in range(5)}
    database.close()


def _older_copy(path: Path) -> bytes:
    copy = path.with_name("older.db")
    backup.copy(path, copy)
    return copy.read_bytes()


def _another_file(path: Path) -> bytes:
    other = open_database(path.with_name("other.db"))
    _add(other, "Phường khác")
    other.close()
    return path.with_name("other.db").read_bytes()


def _anything(path: Path) -> bytes:
    return bytes(path.stat().st_size)


@pytest.mark.parametrize("content", [_older_copy, _another_file, _anything])
def test_a_file_copied_over_the_open_one_is_noticed_before_anything_is_written(
    database: EngineDatabase, content: Callable[[Path], bytes]
):
    path = database.path
    assert path is not None
    copied = content(path)
    _add(database, "Phường sau bản sao")
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # as when the program is idle
    path.write_bytes(copied)
    for _again in range(2):
        with pytest.raises(UnusableDatabase) as told:
            _add(database, "Phường mới")
        assert told.value.code == "record.overwritten"
    database.close()


@pytest.mark.parametrize("content", [_older_copy, _another_file])
def test_what_is_acknowledged_after_a_file_was_copied_over_is_found_again(
    database: EngineDatabase, content: Callable[[Path], bytes]
):
    path = database.path
    assert path is not None
    copied = content(path)
    _add(database, "Phường sau bản sao")
    path.write_bytes(copied)
    _add(database, "Phường mới")  # the log holds every page that is needed
    database.close()
    assert _names(path) == {*(f"Phường {number}" for number in range(5)), "Phường sau bản sao", "Phường mới"}
    assert not damaged(path, thoroughly=True)


def test_another_program_may_write_into_the_file_and_put_its_log_into_it(database: EngineDatabase):
    assert database.path is not None
    for number in range(2):
        other = open_database(database.path, desk="Bàn 2")
        _add(other, f"Phường của bàn 2, {number}")
        other.close()
        _add(database, f"Phường của bàn 1, {number}")
    database.close()
    assert len(_names(database.path)) == 9


@OPEN_FILES_GO
def test_a_file_put_back_is_written_again(database: EngineDatabase):
    path = database.path
    assert path is not None
    away = path.with_name("khác.db")
    path.rename(away)
    with pytest.raises(UnusableDatabase):
        _add(database, "Phường 5")
    away.rename(path)
    _add(database, "Phường 5")
    database.close()
    assert len(_names(path)) == 6


@OPEN_FILES_GO
def test_a_file_that_goes_before_the_program_closes_is_saved_too(database: EngineDatabase):
    path = database.path
    assert path is not None
    path.unlink()
    database.close()
    with pytest.raises(UnusableDatabase) as told:
        open_database(path, new=False)
    assert told.value.code == "record.missing_saved"
    assert len(_names(Path(str(told.value.details["copy"])))) == 5
    assert not path.exists()


@OPEN_FILES_GO
def test_what_can_be_saved_nowhere_is_said_so_and_saved_once_there_is_room(
    database: EngineDatabase, monkeypatch: pytest.MonkeyPatch
):
    assert database.path is not None
    database.path.unlink()
    with monkeypatch.context() as patch:
        patch.setattr("desktop.store.opened_file.OpenedFile._save_as", lambda *_given: False)
        with pytest.raises(UnusableDatabase) as told:
            _add(database, "Phường 5")
        assert told.value.code == "record.moved_unsaved"
    with pytest.raises(UnusableDatabase) as told:
        _add(database, "Phường 5")
    assert told.value.code == "record.moved"
    database.close()


@OPEN_FILES_GO
def test_no_connection_makes_a_file_where_one_has_vanished(database: EngineDatabase):
    assert database.path is not None
    with database.engine.connect(), database.engine.connect():  # all that the pool has are taken
        database.path.unlink()
        with pytest.raises(Exception):  # noqa: B017, PT011 - what it is called is not the matter
            database.engine.raw_connection()
    assert not database.path.exists()
    database.close()


def test_a_new_file_is_made_only_when_it_may_be(tmp_path: Path):
    path = tmp_path / "a.db"
    with pytest.raises(UnusableDatabase) as told:
        open_database(path, new=False)
    assert told.value.code == "record.missing"
    assert list(tmp_path.iterdir()) == []
    path.touch()
    with pytest.raises(UnusableDatabase) as told:
        open_database(path, new=False)
    assert told.value.code == "record.emptied"


def test_a_log_without_its_file_is_never_thrown_away_for_a_new_file(tmp_path: Path):
    path = tmp_path / "a.db"
    log_of(path).write_bytes(b"what was recorded last")
    with pytest.raises(UnusableDatabase) as told:
        open_database(path)
    assert told.value.code == "record.missing"
    assert log_of(path).read_bytes() == b"what was recorded last"


def test_a_closed_file_holds_everything_without_its_log(database: EngineDatabase):
    path = database.path
    assert path is not None
    with closing(sqlite3.connect(path)) as other:  # another program has it open, and SQLite leaves the log to it
        other.execute("SELECT count(*) FROM unit").fetchone()
        database.close()
        alone = path.with_name("alone.db")
        shutil.copyfile(path, alone)
        assert len(_names(alone)) == 5


def test_a_file_that_may_only_be_read_is_opened_to_be_looked_at(
    database: EngineDatabase, monkeypatch: pytest.MonkeyPatch
):
    path = database.path
    assert path is not None
    database.close()
    before = path.read_bytes()
    monkeypatch.setattr("os.access", lambda *_given: False)
    opened = open_database(path)
    assert opened.role == "viewer"
    assert opened.read(lambda tx: tx.scalar(select(func.count()).select_from(Unit))) == 5
    with pytest.raises(UnusableDatabase) as told:
        _add(opened, "Phường 5")
    assert told.value.code == "record.read_only"
    opened.close()
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="mounts a disk")
def test_a_medium_that_cannot_be_written_opens_to_be_looked_at(tmp_path: Path):
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], check=False)
    if done.returncode:
        pytest.skip("this user may not mount a disk")
    try:
        path = folder / "a.db"
        made = open_database(path)
        _add(made, "Phường 1")
        made.close()
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        assert _names(path) == {"Phường 1"}
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)


@OPEN_FILES_GO
@given(st.lists(st.sampled_from(("write", "away", "back")), max_size=8))
def test_whatever_is_acknowledged_is_found_again(tmp_path_factory: pytest.TempPathFactory, steps: list[str]):
    folder = tmp_path_factory.mktemp("moves")
    path, away = folder / "a.db", folder / "b.db"
    database = open_database(path)
    acknowledged = set()
    for number, step in enumerate(steps):
        if step == "away" and path.exists():
            path.rename(away)
        elif step == "back" and away.exists():
            away.rename(path)
        elif step == "write":
            try:
                _add(database, f"Phường {number}")
            except UnusableDatabase as told:
                copy = Path(str(told.details["copy"]))
            else:
                acknowledged.add(f"Phường {number}")
                continue
            assert _names(copy) >= acknowledged
    if away.exists():
        away.rename(path)
    database.close()
    assert _names(path) == acknowledged
    assert paths.data_folder().exists()
