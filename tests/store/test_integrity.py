"""Damaged is what SQLite's own check says of the file, never what a full or busy disk answers."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.store.engines import file_uri
from desktop.store.integrity import damaged
from desktop.store.upgrade import open_database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A data file with a log, not in use."""
    path = tmp_path / ("dữ liệu 100%.db" if os.name == "nt" else "dữ liệu 100%?.db")
    open_database(path).close()
    return path


def test_a_sound_file_is_not_damaged_and_nothing_is_left_beside_it(path: Path):
    assert not damaged(path)
    assert not damaged(path, thoroughly=True)
    assert list(path.parent.iterdir()) == [path]


def test_a_file_of_other_bytes_or_with_broken_pages_is_damaged(path: Path):
    whole = path.read_bytes()
    path.write_bytes(b"no database at all" * 100)
    assert damaged(path)
    path.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
    assert damaged(path)
    path.write_bytes(whole[: len(whole) // 2])
    assert damaged(path)


def test_a_missing_file_is_not_damaged_and_not_made(tmp_path: Path):
    assert not damaged(tmp_path / "gone.db")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_another_program_holds_for_itself_is_not_damaged(path: Path):
    with closing(sqlite3.connect(path, isolation_level=None)) as holder:
        holder.execute("PRAGMA locking_mode=EXCLUSIVE")
        holder.execute("BEGIN EXCLUSIVE")
        assert not damaged(path)


@pytest.mark.parametrize(
    ("whole", "expected"),
    [("C:/dữ liệu/a.db", "file:///C:/d"), ("//server/share/a.db", "file:////server/share/a.db")],
)
def test_addresses_of_windows_drives_and_shares_name_no_host(
    monkeypatch: pytest.MonkeyPatch, whole: str, expected: str
):
    monkeypatch.setattr(Path, "absolute", lambda self: self)
    assert file_uri(Path(whole), "mode=ro").startswith(expected)
