"""A file is put in its place whole, also where something holds it for a moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import whole_file
from desktop.domain.errors import AppError
from desktop.whole_file import write_whole


@pytest.fixture
def held(monkeypatch):
    """A scanner that holds a file for so many tries; how often it was tried."""
    tries: list[int] = []
    plain = Path.replace

    def hold(times):
        def replace(path, target):
            tries.append(1)
            if len(tries) <= times:
                raise PermissionError(13, "in use")
            return plain(path, target)

        monkeypatch.setattr(Path, "replace", replace)
        return tries

    return hold


def test_a_file_held_for_a_moment_is_written_all_the_same(held, tmp_path, monkeypatch):
    monkeypatch.setattr(whole_file, "_WAITS", (0, 0, 0))
    held(3)
    write_whole(tmp_path / "a.xlsx", b"whole")
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]
    assert (tmp_path / "a.xlsx").read_bytes() == b"whole"


@pytest.mark.parametrize("waits", [(), (0, 0)])
def test_a_file_that_stays_held_is_told_and_stands_as_it_was(held, tmp_path, monkeypatch, waits):
    monkeypatch.setattr(whole_file, "_WAITS", waits)
    (tmp_path / "a.xlsx").write_bytes(b"before")
    tries = held(99)
    with pytest.raises(AppError) as refused:
        write_whole(tmp_path / "a.xlsx", b"whole")
    assert refused.value.code == "file.cannot_write"
    assert len(tries) == len(waits) + 1
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"before"]


def test_a_name_that_windows_would_change_is_refused_there(tmp_path, monkeypatch):
    write_whole(tmp_path / "8:00.xlsx", b"a name like others")
    monkeypatch.setattr(whole_file, "_ON_WINDOWS", True)
    with pytest.raises(AppError) as refused:
        write_whole(tmp_path / "9:00.xlsx", b"hidden")
    assert refused.value.code == "file.bad_name"
    assert not (tmp_path / "9:00.xlsx").exists()
