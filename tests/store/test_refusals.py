"""Full, failing, busy, read-only and out of reach are each told in words of their own; damaged is only what is damaged."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from desktop.domain.errors import AppError
from desktop.store import refusals
from desktop.store.integrity import DAMAGE
from desktop.wording import sentence

ANSWERS = {name: code for name, code in vars(sqlite3).items() if name.startswith("SQLITE_") and isinstance(code, int)}
"""SQLite's result codes by name, with other constants that happen to be called alike."""

TOLD = {
    sqlite3.SQLITE_FULL: "record.disk_full",
    sqlite3.SQLITE_IOERR: "record.disk_fault",
    sqlite3.SQLITE_IOERR_WRITE: "record.disk_fault",
    sqlite3.SQLITE_IOERR_FSYNC: "record.disk_fault",
    sqlite3.SQLITE_IOERR_SHMMAP: "record.disk_fault",
    sqlite3.SQLITE_READONLY: "record.read_only",
    sqlite3.SQLITE_READONLY_DIRECTORY: "record.read_only",
    sqlite3.SQLITE_BUSY: "record.busy",
    sqlite3.SQLITE_BUSY_SNAPSHOT: "record.busy",
    sqlite3.SQLITE_LOCKED: "record.busy",
    sqlite3.SQLITE_CANTOPEN: "record.cannot_open",
    sqlite3.SQLITE_CORRUPT: "record.damaged",
    sqlite3.SQLITE_CORRUPT_INDEX: "record.damaged",
    sqlite3.SQLITE_NOTADB: "record.damaged",
}


def answered(code: int | None, path: Path) -> Exception:
    error = sqlite3.OperationalError("disk I/O error; database disk image is malformed; database is locked")
    if code is not None:
        error.sqlite_errorcode = code
    return refusals.translate(OperationalError("", None, error), path.name, path=path)


@pytest.mark.parametrize("code", TOLD)
def test_each_answer_of_sqlite_has_its_own_words(code: int, tmp_path: Path):
    told = answered(code, tmp_path / "a.db")
    assert isinstance(told, AppError)
    assert told.code == TOLD[code]
    assert sentence(told.code, told.details)


def test_nothing_but_damage_is_called_damaged(tmp_path: Path):
    called = {
        name for name, code in ANSWERS.items() if str(answered(code, tmp_path / "a.db")).startswith("record.damaged")
    }
    assert called
    assert {ANSWERS[name] & 0xFF for name in called} == DAMAGE


def test_an_error_without_a_code_is_a_fault_of_the_program_whatever_its_text_says(tmp_path: Path):
    assert isinstance(answered(None, tmp_path / "a.db"), OperationalError)


@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR_WRITE])
def test_a_log_that_finds_no_room_beside_the_file_means_a_full_disk(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_given: object, **_named: object) -> None:
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    monkeypatch.setattr("tempfile.TemporaryFile", full)
    told = answered(code, tmp_path / "a.db")
    assert isinstance(told, AppError)
    assert told.code == "record.disk_full"
