"""A desk's file is put aside only when it is damaged, and what waited in it is not forgotten."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop import paths
from desktop.domain.errors import UnusableDatabase
from desktop.services.attendance import check_in
from desktop.services.desks import outbox, set_aside
from desktop.services.desks.desk_file import DeskFile
from desktop.store.database import EngineDatabase
from desktop.store.transaction import Transaction
from tests.services.attendance.hall import Hall, open_hall

ADDRESS = "postgresql://ban1@may-chu/hoi_nghi"
WAITING = 3


@pytest.fixture
def path() -> Path:
    """The file of a desk whose server is away; three marks wait in it."""
    file = DeskFile.of(ADDRESS)
    database = file.open("Bàn 1")
    hall = open_hall(database)
    for name in list(hall.people)[:WAITING]:
        database.write(lambda tx, name=name: _queue(tx, hall, name))
    file.is_fresh("desk")
    database.close()
    return file.path


def _queue(tx: Transaction, hall: Hall, name: str) -> None:
    check_in(tx, training_session_id=hall.morning, attendee_id=hall.people[name], token=uuid.uuid4(), anyway=True)
    outbox.keep(tx)


def _asides() -> list[Path]:
    return list((paths.data_folder() / "desks").glob("*.damaged.*.db"))


def _breaks(path: Path, table: str) -> None:
    """Overwrite the pages of one table."""
    with closing(sqlite3.connect(path)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [table]).fetchone()[0]
    content = bytearray(path.read_bytes())
    content[size * (root - 1) : size * root] = b"\x07" * size
    path.write_bytes(content)


def _answers(code: int) -> Callable[..., Any]:
    def refuse(*_given: object, **_named: object) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = code
        raise error

    return refuse


@pytest.mark.parametrize(
    "code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY]
)
def test_a_sound_file_stays_where_it_is_whatever_the_disk_answers(
    path: Path, code: int, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as patch:
        patch.setattr("desktop.store.upgrade._version", _answers_as_engine(code))
        file = DeskFile.of(ADDRESS)
        with pytest.raises(UnusableDatabase) as told:
            file.open("Bàn 1")
        assert told.value.code != "record.damaged"
        assert file.is_usable
    assert _asides() == []
    database = DeskFile.of(ADDRESS).open("Bàn 1")
    assert database.read(outbox.count) == WAITING
    database.close()


def _answers_as_engine(code: int) -> Callable[..., Any]:
    from sqlalchemy.exc import OperationalError

    def refuse(_engine: object) -> None:
        try:
            _answers(code)()
        except sqlite3.OperationalError as error:
            raise OperationalError("", None, error) from error

    return refuse


def test_what_waits_in_a_damaged_file_comes_over_into_the_fresh_one(path: Path):
    _breaks(path, "certificate")
    file = DeskFile.of(ADDRESS)
    database = file.open("Bàn 1")
    assert database.read(outbox.count) == WAITING
    assert len(database.read(outbox.waiting)) == WAITING
    assert [aside.brought_over for aside in file.aside] == [WAITING]
    assert not file.is_usable
    assert not DeskFile.of(ADDRESS).is_usable, "the file beside must not speak of a copy that is no more"
    database.close()
    again = DeskFile.of(ADDRESS)
    again.open("Bàn 1").close()
    assert again.aside == ()
    assert len(_asides()) == 1, "the damaged file itself stays"


@pytest.mark.parametrize("table", ["outbox", "person"])
def test_what_cannot_be_read_is_told_at_every_start_until_it_is_settled(path: Path, table: str):
    _breaks(path, table)
    for _start in range(2):
        file = DeskFile.of(ADDRESS)
        file.open("Bàn 1").close()
        (aside,) = file.aside
        assert aside.unread != 0
    set_aside.settle(aside.path)
    file = DeskFile.of(ADDRESS)
    file.open("Bàn 1").close()
    assert file.aside == ()
    assert aside.path.exists()


def test_what_a_full_disk_keeps_from_coming_over_comes_at_the_next_start(path: Path, monkeypatch: pytest.MonkeyPatch):
    _breaks(path, "certificate")

    def full(self: EngineDatabase, _work: object) -> None:
        raise UnusableDatabase("record.disk_full", file="x")

    with monkeypatch.context() as patch:
        patch.setattr(EngineDatabase, "write", full)
        with pytest.raises(UnusableDatabase):
            DeskFile.of(ADDRESS).open("Bàn 1")
    database = DeskFile.of(ADDRESS).open("Bàn 1")
    assert database.read(outbox.count) == WAITING
    database.close()


def test_an_end_between_the_log_and_its_file_loses_nothing(path: Path):
    log = path.with_suffix(".db-wal")
    log.write_bytes(b"the log")
    aside = path.with_name(f"{path.stem}.damaged.20260101-000000-abcd.db-wal")
    log.rename(aside)
    set_aside.join_again(path)
    assert log.read_bytes() == b"the log"
    assert not aside.exists()


def test_an_emptied_file_is_no_copy(path: Path):
    path.write_bytes(b"")
    file = DeskFile.of(ADDRESS)
    assert file.is_usable
    file.open("Bàn 1").close()
    assert not file.is_usable
    assert not DeskFile.of(ADDRESS).is_usable
