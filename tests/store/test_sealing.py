"""Encrypted data files: told apart by their first bytes, opened by the right key alone, never called damaged for a wrong one."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.domain.errors import AppError, Cancelled, InvalidInput, UnusableDatabase
from desktop.store import backup, resealing, sealing, upgrade
from desktop.store.database import EngineDatabase
from desktop.store.engines import connect, sqlite_engine
from desktop.store.integrity import damaged
from desktop.store.sealing import DataKey, Locked, Wrap
from desktop.store.tables import HEAD, Conference
from desktop.store.upgrade import open_database

SECRET = "Nguyễn Thị Bí Mật 0912345678"
PASSPHRASE = "trời xanh mây trắng"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A plain data file that nobody has open."""
    path = tmp_path / "tập huấn.db"
    database = open_database(path)
    database.write(lambda tx: tx.add(Conference(number=101, title=SECRET)))
    database.close()
    return path


@pytest.fixture
def key(path: Path) -> DataKey:
    """The same file encrypted, its key not known to this run."""
    key = DataKey.new()
    sealing.write_key_file(sealing.key_file(path), [Wrap.of(key, PASSPHRASE)])
    resealing.reseal(path, key)
    return key


def titles(path: Path) -> list[str]:
    database = open_database(path)
    try:
        return list(database.read(lambda tx: tx.scalars(select(Conference.title)).all()))
    finally:
        database.close()


def everything(folder: Path) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file())


def test_nothing_of_the_content_stands_in_an_encrypted_file_its_log_or_what_lies_beside(path: Path, key: DataKey):
    sealing.know(key)
    database = open_database(path)
    database.write(lambda tx: tx.add(Conference(number=102, title=SECRET)))
    assert path.with_name(f"{path.name}-wal").stat().st_size
    assert SECRET.encode() not in everything(path.parent)
    assert b"conference" not in everything(path.parent)
    database.close()
    assert titles(path) == [SECRET, SECRET]


def test_the_passphrase_opens_in_whatever_way_its_accents_are_written(path: Path, key: DataKey):
    import unicodedata

    for form in ("NFC", "NFD"):
        sealing.forget_keys()
        assert sealing.unlock(path, unicodedata.normalize(form, PASSPHRASE)) == key
        assert titles(path) == [SECRET]


def test_a_wrong_passphrase_is_told_apart_from_damage(path: Path, key: DataKey):
    before = path.read_bytes()
    with pytest.raises(InvalidInput) as told:
        sealing.unlock(path, "trời xanh mây đen")
    assert told.value.code == "seal.wrong_key"
    with pytest.raises(Locked) as locked:
        open_database(path)
    assert locked.value.code == "seal.locked"
    assert not damaged(path)
    assert path.read_bytes() == before


def test_the_recovery_key_alone_opens_a_file_whose_key_file_is_lost_or_damaged(path: Path, key: DataKey):
    for spoil in (lambda file: file.write_text("{}"), Path.unlink):
        spoil(sealing.key_file(path))
        sealing.forget_keys()
        with pytest.raises(InvalidInput) as told:
            sealing.unlock(path, PASSPHRASE)
        assert told.value.code == "seal.key_file_lost"
        assert sealing.unlock(path, key.spelled.lower()) == key
        assert titles(path) == [SECRET]


def test_another_files_recovery_key_opens_nothing(path: Path, key: DataKey):
    with pytest.raises(InvalidInput):
        sealing.unlock(path, DataKey.new().spelled)


def test_a_file_whose_first_bytes_were_overwritten_still_opens_by_its_key_file(path: Path, key: DataKey):
    with path.open("r+b") as file:
        file.write(bytes(16))
    sealing.unlock(path, PASSPHRASE)
    assert titles(path) == [SECRET]


def test_damage_is_called_damage_once_the_key_is_the_right_one(path: Path, key: DataKey):
    sealing.know(key)
    with path.open("r+b") as file:
        file.seek(2000)
        file.write(os.urandom(64))
    assert damaged(path)
    with pytest.raises(UnusableDatabase) as told:
        open_database(path)
    assert told.value.code == "record.damaged"


def test_the_errors_of_an_encrypted_file_are_those_of_sqlite(path: Path, key: DataKey):
    sealing.know(key)
    connection = connect(path)
    with pytest.raises(sqlite3.OperationalError) as told:
        connection.execute("SELECT * FROM nowhere")
    assert told.value.sqlite_errorcode == sqlite3.SQLITE_ERROR
    with pytest.raises(sqlite3.IntegrityError) as told_too:
        connection.execute("INSERT INTO alembic_version SELECT * FROM alembic_version")
    assert told_too.value.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CONSTRAINT
    connection.close()


def test_a_wrong_key_says_nothing_on_the_standard_error(path: Path, key: DataKey):
    code = (
        "import sqlite3, sys; from pathlib import Path\n"
        "from desktop.store import cipher_driver, engines, sealing\n"
        "c = cipher_driver.connect(engines.file_uri(Path(sys.argv[1]), 'mode=rw'), sealing.DataKey.new().sqlcipher, timeout=1)\n"
        "try: c.execute('SELECT * FROM sqlite_schema')\n"
        "except sqlite3.DatabaseError as error: print(error.sqlite_errorname)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("SQLITE_NOTADB\n", "")


def test_a_strangers_key_file_keeps_nobody_busy(path: Path, key: DataKey):
    file = sealing.key_file(path)
    told = json.loads(file.read_text())
    told["keys"][0]["kdf"]["n"] = 2**40
    file.write_text(json.dumps(told))
    assert sealing.read_key_file(file) == {}


def test_backups_and_copies_of_an_encrypted_file_are_encrypted_and_opened_by_the_same_passphrase(
    path: Path, key: DataKey, tmp_path: Path
):
    from desktop.domain.backups import Reason
    from desktop.services.opening import save_copy

    sealing.know(key)
    made = backup.make(path, Reason.ASKED)
    database = open_database(path)
    save_copy(database, tmp_path / "elsewhere.db")
    database.close()
    backup.carry(path, _stick(tmp_path))
    (carried,) = (tmp_path / "stick").rglob("*.db")
    assert SECRET.encode() not in everything(tmp_path)
    for copy in (made, tmp_path / "elsewhere.db", carried):
        sealing.forget_keys()
        sealing.unlock(copy, PASSPHRASE)
        assert titles(copy) == [SECRET]


def _stick(tmp_path: Path) -> Path:
    stick = tmp_path / "stick"
    stick.mkdir()
    return stick


@pytest.mark.parametrize("there", [None, "old", "new"])
@pytest.mark.parametrize("wanted", [None, "new"])
def test_content_versions_and_numbers_survive_every_change(path: Path, there: str | None, wanted: str | None):
    keys = {None: None, "old": DataKey.new(), "new": DataKey.new()}
    connection = connect(path)
    connection.execute("PRAGMA user_version=7")
    connection.execute("PRAGMA application_id=42")
    connection.close()
    resealing.reseal(path, keys[there])
    for key in filter(None, keys.values()):
        sealing.know(key)
    resealing.reseal(path, keys[wanted])
    asked = connect(path)
    assert asked.execute("PRAGMA user_version").fetchone() == (7,)
    assert asked.execute("PRAGMA application_id").fetchone() == (42,)
    asked.close()
    assert titles(path) == [SECRET]
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_cancelled_or_open_elsewhere_nothing_is_changed(path: Path, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(Cancelled):
        resealing.reseal(path, DataKey.new(), cancelled=lambda: True)
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert titles(path) == [SECRET]
    holder = connect(path)
    holder.execute("PRAGMA journal_mode=WAL")
    holder.execute("BEGIN")
    holder.execute("SELECT * FROM conference").fetchall()
    monkeypatch.setattr(resealing, "_WAIT_SECONDS", 0.1)
    with pytest.raises(UnusableDatabase) as told:
        resealing.reseal(path, DataKey.new())
    assert told.value.code == "seal.in_use"
    holder.close()
    assert titles(path) == [SECRET]


def test_an_open_database_goes_on_while_its_file_is_encrypted_under_it(path: Path):
    database = open_database(path)
    heard = database.watch(lambda _areas: None)
    key = DataKey.new()
    sealing.know(key)
    with database.alone() as file:
        resealing.reseal(file, key)
    database.write(lambda tx: tx.add(Conference(number=102, title="Sau")))
    assert len(database.read(lambda tx: tx.scalars(select(Conference.id)).all())) == 2
    heard()
    database.close()
    assert path.read_bytes().startswith(sealing.MAGIC)


def test_what_a_killed_run_left_is_wiped_but_never_the_file_itself(path: Path):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    other = path.with_name(f"{path.name}.{gone.pid}-copy.replaced")
    same = path.with_name(f"{path.name}.{gone.pid}.replaced")
    working = path.with_name(f"{path.name}.{os.getpid()}.replaced")
    working.touch()
    shutil.copyfile(path, other)
    os.link(path, same)
    resealing.clear_away(path)
    assert not other.exists()
    assert not same.exists()
    assert working.exists()
    assert titles(path) == [SECRET]


def _older_schemas() -> Iterator[str]:
    from alembic.script import ScriptDirectory

    for step in ScriptDirectory(upgrade._migrations()).walk_revisions():
        yield str(step.revision)


@pytest.mark.parametrize("schema", list(_older_schemas()))
def test_encrypted_files_of_every_schema_are_upgraded(tmp_path: Path, schema: str, monkeypatch: pytest.MonkeyPatch):
    from alembic.script import ScriptDirectory

    path, key = tmp_path / "cũ.db", DataKey.new()
    engine = sqlite_engine(path)
    steps = ScriptDirectory._upgrade_revs
    with monkeypatch.context() as patch:
        patch.setattr(ScriptDirectory, "_upgrade_revs", lambda self, _wanted, now: steps(self, schema, now))
        upgrade.upgrade(engine)
    engine.dispose()
    resealing.reseal(path, key)
    sealing.know(key)
    database = open_database(path)
    assert (
        database.read(lambda tx: tx.connection().exec_driver_sql("SELECT version_num FROM alembic_version").scalar())
        == HEAD
    )
    database.close()
    backups = list((tmp_path / "cũ – sao lưu").glob("*.db"))
    assert len(backups) == (schema != HEAD)
    assert all(sealing.identity_of(each) == key.identity for each in backups)


def test_no_error_carries_a_key(path: Path, key: DataKey):
    sealing.know(key)
    database = open_database(path)
    assert key.derived("data file").hex() not in repr(database.engine.url) + repr(key) + repr(Wrap.of(key, "x"))
    with pytest.raises(Exception) as told:  # noqa: PT011 - whatever SQLAlchemy makes of it
        database.read(lambda tx: tx.connection().exec_driver_sql("SELECT * FROM nowhere"))
    assert key.derived("data file").hex() not in str(told.value)
    database.close()
    assert isinstance(database, EngineDatabase)
    assert not isinstance(told.value, AppError)


def test_a_file_made_new_is_known_for_what_it_is_while_it_is_open(tmp_path: Path):
    new = tmp_path / "mới.db"
    database = open_database(new)
    assert sealing.beginning(new) == sealing.PLAIN
    assert not backup.found_damaged(new)
    database.close()


def test_asking_for_the_key_of_an_open_file_leaves_its_locks(tmp_path: Path):
    """Else another program that closes the file takes the log from under this one."""
    path = tmp_path / "mo.db"
    database = open_database(path)
    database.write(lambda tx: tx.connection())
    assert sealing.key_of(path) is None
    elsewhere = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM conference'); c.close()"
    )
    subprocess.run([sys.executable, "-c", elsewhere, str(path)], check=True)
    assert path.with_name("mo.db-wal").exists()
    database.close()
