"""What a killed run left is removed at the next start; what a running one needs, and what is anybody else's, stays."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from desktop import cli, scratch

HERE = os.getpid()


@pytest.fixture
def gone() -> int:
    """The number of a process that is no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_only_what_processes_that_are_gone_left_is_removed(tmp_path: Path, temporary: Path, gone: int):
    data = tmp_path / "data"
    data.mkdir()
    left = [f"a.db.{gone}.new", f"a.db.{gone}.new-wal", f"a.db.{gone}.new-journal", f".a.xlsx.{gone}.part"]
    kept = [f"a.db.{HERE}.new", "a.db", "a.db-wal", "a.new", f"{gone}.new.db", f"x.{gone}.db", ".12.part.txt"]
    for name in (*left, *kept):
        (data / name).touch()
    (temporary / f"tap-huan-{gone}-abc" / "inner").mkdir(parents=True)
    (temporary / f"tap-huan-{gone}-abc" / "copy.db").touch()
    for name in (f"tap-huan-{HERE}-abc", f"other-{gone}-abc"):
        (temporary / name).mkdir()
    scratch.clear_away([data, tmp_path / "not there"])
    assert {file.name for file in data.iterdir()} == set(kept)
    assert {file.name for file in temporary.iterdir()} == {f"tap-huan-{HERE}-abc", f"other-{gone}-abc"}


def test_a_folder_and_a_file_in_the_making_bear_the_process(tmp_path: Path, temporary: Path):
    with scratch.folder() as name:
        assert Path(name).parent == temporary
        assert Path(name).name.startswith(f"tap-huan-{HERE}-")
    assert not Path(name).exists()
    assert scratch.beside(tmp_path / "a.db").name == f"a.db.{HERE}.new"


def test_a_command_clears_up_after_one_that_was_killed(home: Path, temporary: Path, gone: int):
    (home / f"taphuan.db.{gone}.new").touch()
    (temporary / f"tap-huan-{gone}-abc").mkdir()
    assert cli.main(["conference", "list"]) == 0
    assert not list(home.glob("*.new"))
    assert not list(temporary.glob(f"tap-huan-{gone}-*"))


def test_where_nothing_can_be_written_in_the_temporary_folder_the_program_uses_its_own(home: Path, monkeypatch):
    def locked() -> str:
        raise FileNotFoundError(2, "No usable temporary directory")

    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_get_default_tempdir", locked)
    assert scratch.in_own_folder()
    with scratch.folder() as name, tempfile.NamedTemporaryFile() as other:  # what packages make by themselves too
        assert Path(name).parent == Path(other.name).parent == home / "tmp"


def test_a_usable_temporary_folder_stays(temporary: Path):
    assert scratch.temporary() == temporary
    assert not scratch.in_own_folder()
