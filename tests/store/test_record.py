"""The record: created, upgraded, refused, one transaction at a time."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, select, text

from desktop.domain.errors import Conflict, UnusableRecord
from desktop.services import journal
from desktop.store import upgrade
from desktop.store.columns import Base
from desktop.store.database import Database, sqlite_engine
from desktop.store.tables import HEAD, Conference, JournalEntry, Unit
from desktop.store.upgrade import open_database


@pytest.fixture
def database(tmp_path: Path):
    database = open_database(tmp_path / "data.db", desk="Bàn 1")
    yield database
    database.close()


def _unit(tx, name="UBND phường Thử", **values):
    unit = Unit(kind="ward", name=name, key=name, sort_key=name, **values)
    tx.add(unit)
    tx.flush()
    return unit.id


def _rename(key, name):
    def work(tx):
        with journal.entry(tx, "unit.edited", "units") as line:
            tx.get(Unit, key).name = name
        return line.id

    return work


def _name(database, key):
    return database.read(lambda tx: tx.get(Unit, key).name)


def test_migrations_build_the_same_schema_as_the_tables(tmp_path: Path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    assert ScriptDirectory(upgrade._migrations()).get_current_head() == HEAD
    engine = sqlite_engine(tmp_path / "migrated.db")
    upgrade.upgrade(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    engine.dispose()


def test_a_newer_schema_is_refused_and_left_alone(tmp_path: Path):
    path = tmp_path / "newer.db"
    open_database(path).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(UnusableRecord) as told:
        open_database(path)
    assert told.value.code == "record.newer"


def test_a_file_that_is_not_ours_is_refused(tmp_path: Path):
    path = tmp_path / "letter.db"
    path.write_text("not a database at all")
    with pytest.raises(UnusableRecord) as told:
        open_database(path)
    assert told.value.code == "record.not_ours"
    assert path.read_text() == "not a database at all"


def test_another_programs_database_is_refused(tmp_path: Path):
    path = tmp_path / "other.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE things (x)"))
    engine.dispose()
    with pytest.raises(UnusableRecord):
        open_database(path)


def test_anything_raised_rolls_the_whole_write_back(database: Database):
    def work(tx):
        _unit(tx)
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        database.write(work)
    assert database.read(lambda tx: tx.scalars(select(Unit)).all()) == []


def test_eight_writers_that_look_then_insert_lose_nothing(database: Database):
    def add(number: int) -> None:
        def work(tx):
            count = len(tx.scalars(select(Unit.id)).all())
            _unit(tx, f"unit {number}", place=count)

        database.write(work)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(database.read(lambda tx: tx.scalars(select(Unit.place)).all())) == list(range(8))


def test_a_removed_row_comes_back_whole(database: Database):
    key = database.write(lambda tx: _unit(tx, code="00244"))

    def remove(tx):
        with journal.entry(tx, "unit.removed", "units") as line:
            tx.delete(tx.get(Unit, key))
        return line.id

    removed = database.write(remove)
    assert database.read(lambda tx: tx.get(Unit, key)) is None
    database.write(lambda tx: journal.undo(tx, removed))
    assert database.read(lambda tx: tx.get(Unit, key).code) == "00244"


def test_undoing_in_reverse_order_restores_the_start(database: Database):
    key = database.write(_unit)
    ids = [database.write(_rename(key, name)) for name in "ABC"]
    for entry_id in reversed(ids):
        database.write(lambda tx, entry_id=entry_id: journal.undo(tx, entry_id))
    assert _name(database, key) == "UBND phường Thử"


def test_a_later_edit_is_never_overwritten_by_an_undo(database: Database):
    key = database.write(_unit)
    first = database.write(_rename(key, "A"))
    database.write(_rename(key, "B"))
    with pytest.raises(Conflict):
        database.write(lambda tx: journal.undo(tx, first))
    result = database.write(lambda tx: journal.undo(tx, first, keep_later=True))
    assert result.kept == (("unit", key),)
    assert _name(database, key) == "B"


def test_an_added_row_that_was_edited_later_is_kept_and_named(database: Database):
    def add(tx):
        with journal.entry(tx, "unit.added", "units") as line:
            key = _unit(tx)
            _unit(tx, "Khác")
        return line.id, key

    entry_id, key = database.write(add)
    database.write(_rename(key, "Sửa sau"))
    result = database.write(lambda tx: journal.undo(tx, entry_id, keep_later=True))
    assert (result.removed, result.kept) == (1, (("unit", key),))
    assert database.read(lambda tx: tx.scalars(select(Unit.name)).all()) == ["Sửa sau"]


def test_an_undo_can_itself_be_undone_and_then_again(database: Database):
    key = database.write(_unit)
    first = database.write(_rename(key, "Mới"))
    for _round in range(2):
        database.write(lambda tx: journal.undo(tx, first))
        assert _name(database, key) == "UBND phường Thử"
        newest = database.read(journal.latest)
        database.write(lambda tx, newest=newest: journal.undo(tx, newest))
        assert _name(database, key) == "Mới"
    assert database.read(lambda tx: tx.get(JournalEntry, first).undone_by) is None


def test_an_older_file_is_copied_beside_itself_before_the_upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "old.db"
    database = open_database(path)
    database.write(lambda tx: tx.add(Conference(number=101, title="Cũ")))
    database.close()
    monkeypatch.setattr(upgrade, "HEAD", "0002")
    monkeypatch.setattr(upgrade, "upgrade", lambda engine: None)
    open_database(path).close()
    (copied,) = tmp_path.glob("old.before-0002.*.db")
    engine = create_engine(f"sqlite:///{copied}")
    with engine.connect() as connection:
        assert inspect(connection).has_table("conference")
        assert connection.execute(text("SELECT title FROM conference")).scalar() == "Cũ"
    engine.dispose()
