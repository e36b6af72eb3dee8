"""The record: created, upgraded, refused, one transaction at a time."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, select, text

from desktop.domain.errors import UnusableDatabase
from desktop.store import backup, schema, upgrade
from desktop.store.database import Database
from desktop.store.engines import sqlite_engine
from desktop.store.tables import HEAD, Conference, Unit, UnitAlias
from desktop.store.upgrade import open_database


def _unit(tx, name="UBND phường Thử", **values):
    unit = Unit(kind="ward", name=name, key=name, sort_key=name, **values)
    tx.add(unit)
    tx.flush()
    return unit.id


def test_migrations_build_the_same_schema_as_the_tables(tmp_path: Path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    assert ScriptDirectory(upgrade._migrations()).get_current_head() == HEAD
    engine = sqlite_engine(tmp_path / "migrated.db")
    upgrade.upgrade(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.whole()) == []
    engine.dispose()


def test_a_newer_schema_is_refused_and_left_alone(tmp_path: Path):
    path = tmp_path / "newer.db"
    open_database(path).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(UnusableDatabase) as told:
        open_database(path)
    assert told.value.code == "record.newer"


def test_a_file_that_is_not_ours_is_refused(tmp_path: Path):
    path = tmp_path / "letter.db"
    path.write_text("not a database at all")
    with pytest.raises(UnusableDatabase) as told:
        open_database(path)
    assert told.value.code == "record.not_ours"
    assert path.read_text() == "not a database at all"


def test_another_programs_database_is_refused(tmp_path: Path):
    path = tmp_path / "other.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE things (x)"))
    engine.dispose()
    with pytest.raises(UnusableDatabase):
        open_database(path)


def test_anything_raised_rolls_the_whole_write_back(database: Database):
    def work(tx):
        _unit(tx)
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        database.write(work)
    assert database.read(lambda tx: tx.scalars(select(Unit)).all()) == []


def test_eight_writers_that_look_then_insert_lose_nothing(sqlite: Database):
    def add(number: int) -> None:
        def work(tx):
            count = len(tx.scalars(select(Unit.id)).all())
            _unit(tx, f"unit {number}", place=count)

        sqlite.write(work)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sqlite.read(lambda tx: tx.scalars(select(Unit.place)).all())) == list(range(8))


def test_an_older_file_is_backed_up_before_the_upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "old.db"
    database = open_database(path)
    database.write(lambda tx: tx.add(Conference(number=101, title="Cũ")))
    database.close()
    monkeypatch.setattr(upgrade, "HEAD", "newer")
    monkeypatch.setattr(upgrade, "upgrade", lambda engine: None)
    open_database(path).close()
    (copied,) = (tmp_path / "old – sao lưu").glob("old-*-upgrade.db")
    engine = create_engine(f"sqlite:///{copied}")
    with engine.connect() as connection:
        assert inspect(connection).has_table("conference")
        assert connection.execute(text("SELECT title FROM conference")).scalar() == "Cũ"
    engine.dispose()


NOT_ON_WINDOWS = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")


@pytest.mark.parametrize(
    "name",
    [
        *("dữ liệu tập huấn.db", "bản #2.db", "100%25.db", "ổ đĩa/a&b=c.db"),
        *(pytest.param(each, marks=NOT_ON_WINDOWS) for each in ("đã gửi?.db", "x?mode=memory.db")),
    ],
)
def test_every_letter_of_a_files_name_is_taken_as_it_is(tmp_path: Path, name: str):
    path = tmp_path / name
    database = open_database(path)
    database.write(_unit)
    database.close()
    files = [found.relative_to(tmp_path).as_posix() for found in tmp_path.rglob("*") if found.is_file()]
    assert files == [name]


def test_a_read_sees_one_state_of_the_record_from_beginning_to_end(database: Database):
    def look(tx):
        before = tx.scalars(select(Unit.id)).all()
        database.write(_unit)
        return before, tx.scalars(select(Unit.id)).all()

    before, after = database.read(look)
    assert before == after == []
    assert len(database.read(lambda tx: tx.scalars(select(Unit.id)).all())) == 1


_OPEN = """
import sys
sys.path.insert(0, sys.argv[2])
from desktop.store.upgrade import open_database
sys.stdin.read(1)
open_database(sys.argv[1]).close()
"""


@pytest.mark.parametrize("place", ["sqlite", "postgresql"])
def test_desks_that_start_at_the_same_moment_make_one_record(
    request: pytest.FixtureRequest, tmp_path: Path, place: str
):
    location = str(tmp_path / "new.db") if place == "sqlite" else request.getfixturevalue("postgresql").fresh()
    root = str(Path(upgrade.__file__).parents[2])
    desks = [
        subprocess.Popen(
            [sys.executable, "-c", _OPEN, location, root], stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _desk in range(3)
    ]
    for desk in desks:
        desk.stdin.write("x")
        desk.stdin.flush()
    assert [(desk.communicate()[1], desk.returncode) for desk in desks] == [("", 0)] * 3


def test_a_table_that_a_migration_builds_anew_empties_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    database = open_database(tmp_path / "old.db")
    key = database.write(_unit)
    database.write(lambda tx: tx.add(UnitAlias(unit_id=key, alias="Thử", key="thu")))
    with upgrade._alone(database.engine) as connection:
        columns = [column["name"] for column in inspect(connection).get_columns("unit")]
        connection.execute(text("CREATE TABLE fresh AS SELECT * FROM unit"))
        connection.execute(text("DELETE FROM unit"))
        connection.execute(text(f"INSERT INTO unit ({', '.join(columns)}) SELECT * FROM fresh"))
        connection.execute(text("DROP TABLE fresh"))
    assert database.read(lambda tx: tx.scalars(select(UnitAlias.key)).all()) == ["thu"]
    with pytest.raises(UnusableDatabase), upgrade._alone(database.engine) as connection:
        connection.execute(text("DELETE FROM unit"))
    assert database.read(lambda tx: tx.scalars(select(Unit.id)).all()) == [key]
    database.close()


def test_a_copy_that_cannot_be_made_leaves_the_file_that_stood_there(tmp_path: Path):
    path, target = tmp_path / "data.db", tmp_path / "copy.db"
    path.write_text("damaged beyond reading")
    target.write_text("an older copy")
    with pytest.raises(UnusableDatabase) as told:
        backup.copy(path, target)
    assert told.value.code == "record.damaged"
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {
        "data.db": "damaged beyond reading",
        "copy.db": "an older copy",
    }


def test_a_copy_takes_the_place_of_an_older_file(tmp_path: Path):
    database, target = open_database(tmp_path / "data.db"), tmp_path / "copy.db"
    target.write_text("an older copy")
    key = database.write(_unit)
    backup.copy(tmp_path / "data.db", target)
    database.close()
    copied = open_database(target)
    assert copied.read(lambda tx: tx.scalars(select(Unit.id)).all()) == [key]
    copied.close()


def test_a_file_that_may_not_be_written_is_read_and_a_change_refused(sqlite: Database):
    def work(tx):
        tx.connection().exec_driver_sql("PRAGMA query_only = 1")  # read-only even to a root user
        _unit(tx)

    with pytest.raises(UnusableDatabase) as told:
        sqlite.write(work)
    assert told.value.code == "record.read_only"
    assert sqlite.read(lambda tx: tx.scalars(select(Unit.id)).all()) == []


def test_a_full_disk_is_told_and_the_record_stays_readable(sqlite: Database):
    sqlite.write(_unit)
    with sqlite.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()

    def work(tx):
        tx.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}")
        for number in range(200):
            _unit(tx, f"{number} " + "x" * 200)

    with pytest.raises(UnusableDatabase) as told:
        sqlite.write(work)
    assert told.value.code == "record.disk_full"
    assert len(sqlite.read(lambda tx: tx.scalars(select(Unit.id)).all())) == 1
