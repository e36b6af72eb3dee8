"""A full disk and a record that can't be written to: told in words, nothing saved is lost, the same try succeeds later."""

from __future__ import annotations

import os
import subprocess
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, text

from desktop.domain.attendance import Outcome
from desktop.domain.errors import UnusableDatabase
from desktop.store.database import Database
from desktop.store.upgrade import open_database
from desktop.wording import sentence
from tests.services.attendance.crowd import Crowd, gather, let_in, lines, marks, untrue_states


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with room for little; skipped where this user may not mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    _mount("-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder))
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=False)


def _mount(*words: str) -> None:
    try:
        done = subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no “mount” here")
    if done.returncode:
        pytest.skip(f"this user may not mount a disk: {done.stderr.strip()}")


def _until_told(database: Database, crowd: Crowd) -> tuple[list[uuid.UUID], uuid.UUID, uuid.UUID, UnusableDatabase]:
    """Let people in until the record refuses: those who are in, whose turn it was, the try, what was told."""
    saved: list[uuid.UUID] = []
    for person in crowd.people:
        token = uuid.uuid4()
        try:
            assert let_in(database, crowd.session_id, person, token).outcome is Outcome.IN
        except UnusableDatabase as told:
            return saved, person, token, told
        saved.append(person)
    raise AssertionError("everyone was let in")


def _nothing_is_lost(
    database: Database, crowd: Crowd, make_room: Callable[[], None], code: str = "record.disk_full"
) -> None:
    saved, person, token, told = _until_told(database, crowd)
    assert told.code == code
    assert sentence(told.code, told.details)
    assert sorted(marks(database, crowd.session_id)) == saved  # it can still be read, whole
    with pytest.raises(UnusableDatabase):
        let_in(database, crowd.session_id, person, token)
    make_room()
    for _again in range(2):
        answer = let_in(database, crowd.session_id, person, token)
        assert (answer.outcome, answer.mark_id) == (Outcome.IN, token)
    assert sorted(marks(database, crowd.session_id)) == [*saved, person]
    assert [len(own) for own in marks(database, crowd.session_id).values()] == [1] * (len(saved) + 1)
    assert lines(database) == len(saved) + 1
    assert untrue_states(database, crowd.session_id) == []


def test_a_full_disk_is_told_and_loses_nothing(small_disk: Path):
    database = open_database(small_disk / "record.db", desk="Bàn 1")
    crowd = gather(database, 1_000)
    ballast = small_disk / "ballast"
    room = os.statvfs(small_disk)
    ballast.write_bytes(b"\0" * max(0, room.f_bavail * room.f_bsize - 200_000))
    _nothing_is_lost(database, crowd, ballast.unlink)
    database.close()


def test_a_file_that_may_not_grow_is_told_as_a_full_disk_and_loses_nothing(sqlite: Database):
    crowd = gather(sqlite, 300)

    def limit(pages: int) -> None:
        sqlite.engine.dispose()
        event.listen(sqlite.engine, "connect", lambda link, _record: link.execute(f"PRAGMA max_page_count={pages}"))

    used = sqlite.read(lambda tx: tx.scalar(text("PRAGMA page_count")))
    limit(used + 8)
    _nothing_is_lost(sqlite, crowd, lambda: limit(used * 4))


def test_a_disk_that_becomes_read_only_is_told_and_loses_nothing(small_disk: Path):
    database = open_database(small_disk / "record.db", desk="Bàn 1")
    crowd = gather(database, 20)
    let_in(database, crowd.session_id, crowd.people[0])
    database.engine.dispose()
    _mount("-o", "remount,ro", str(small_disk))
    token = uuid.uuid4()
    for _again in range(2):
        with pytest.raises(UnusableDatabase) as told:
            let_in(database, crowd.session_id, crowd.people[1], token)
        assert told.value.code in ("record.read_only", "record.cannot_open")
        assert sentence(told.value.code, told.value.details)
    _mount("-o", "remount,rw", str(small_disk))
    assert let_in(database, crowd.session_id, crowd.people[1], token).outcome is Outcome.IN
    assert sorted(marks(database, crowd.session_id)) == crowd.people[:2]
    database.close()


def test_a_connection_that_may_only_read_is_told_and_loses_nothing(sqlite: Database):
    crowd = gather(sqlite, 20)
    let_in(sqlite, crowd.session_id, crowd.people[0])
    sqlite.engine.dispose()
    only = {"read": True}
    event.listen(
        sqlite.engine, "checkout", lambda link, _record, _proxy: link.execute(f"PRAGMA query_only={only['read']:d}")
    )
    with pytest.raises(UnusableDatabase) as told:
        let_in(sqlite, crowd.session_id, crowd.people[1])
    assert told.value.code == "record.read_only"
    assert list(marks(sqlite, crowd.session_id)) == crowd.people[:1]
    only["read"] = False
    assert let_in(sqlite, crowd.session_id, crowd.people[1]).outcome is Outcome.IN


def test_a_server_that_may_only_read_is_told_so(postgresql):
    database = open_database(postgresql.fresh(), desk="Bàn 1")
    crowd = gather(database, 3)
    let_in(database, crowd.session_id, crowd.people[0])
    _set(postgresql, database, "on")
    database.engine.dispose()
    with pytest.raises(UnusableDatabase) as told:
        let_in(database, crowd.session_id, crowd.people[1])
    assert told.value.code in ("record.read_only", "record.server_read_only")
    _set(postgresql, database, "off")
    database.engine.dispose()
    assert let_in(database, crowd.session_id, crowd.people[1]).outcome is Outcome.IN
    assert sorted(marks(database, crowd.session_id)) == crowd.people[:2]
    database.close()


def _set(postgresql, database: Database, value: str) -> None:
    name = database.engine.url.database
    with psycopg.connect(postgresql.address("template1"), autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = {value}")


def test_a_check_in_over_a_connection_that_the_server_dropped_is_made_once(postgresql):
    database = open_database(postgresql.fresh(), desk="Bàn 1")
    crowd = gather(database, 3)
    let_in(database, crowd.session_id, crowd.people[0])
    with psycopg.connect(postgresql.address("template1"), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database.engine.url.database]
        )
    assert let_in(database, crowd.session_id, crowd.people[1]).outcome is Outcome.IN
    assert lines(database) == len(marks(database, crowd.session_id)) == 2
    database.close()
