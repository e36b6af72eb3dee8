"""Several files are read at once: their order stays, and what stops one stops all."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import pytest

from desktop.domain.errors import AppError, Cancelled
from desktop.domain.scanned_sheets import PageResult, ScannedPage
from desktop.services import picture_hands
from desktop.services.scanned_sheets import reading

FILES = [Path(f"{number}.jpg") for number in range(6)]


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_hands.os, "cpu_count", lambda: 2)


def test_two_files_are_read_at_once_and_told_in_the_order_of_the_files(monkeypatch: pytest.MonkeyPatch) -> None:
    both, told, used = threading.Barrier(2, timeout=20), [], set()

    def read(runner: Any, file: Path, *_given: Any) -> list[ScannedPage]:
        used.add(id(runner))
        both.wait()  # nobody passes alone
        return [ScannedPage(file.name, 1, PageResult.UNREADABLE, reason="scan.no_code")]

    monkeypatch.setattr(reading, "_of_file", read)
    report = reading.read(FILES, (), progress=lambda done, whole: told.append((done, whole)))
    assert [page.file for page in report.pages] == [file.name for file in FILES]
    assert told == [(done, 6) for done in range(7)]
    assert len(used) == 2


@pytest.mark.parametrize("cancels", [True, False])
def test_nobody_goes_on_after_a_cancel_or_once_one_can_not_be_read_at_all(
    monkeypatch: pytest.MonkeyPatch, cancels: bool
) -> None:
    begun: list[str] = []
    stop = threading.Event()

    def read(_runner: Any, file: Path, _asked: Any, cancelled: Any) -> list[ScannedPage]:
        begun.append(file.name)
        if file is FILES[0]:
            if not cancels:
                raise AppError("scan.no_reader")
            stop.set()
        while not cancelled():
            threading.Event().wait(0.005)
        raise Cancelled

    monkeypatch.setattr(reading, "_of_file", read)
    with pytest.raises(Cancelled if cancels else AppError):
        reading.read(FILES, (), cancelled=stop.is_set)
    assert len(begun) <= 3


def test_files_of_one_name_are_told_apart_by_their_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(_runner: Any, file: Path, *_given: Any) -> list[ScannedPage]:
        return [ScannedPage(file.name, 1, PageResult.UNREADABLE, reason="scan.no_code")]

    monkeypatch.setattr(reading, "_of_file", read)
    files = [Path(name) for name in ("/a/x/1.jpg", "/b/x/1.jpg", "/a/y/1.jpg", "/a/x/2.jpg")]
    called = [page.file for page in reading.read(files, ()).pages]
    assert called == ["a/x/1.jpg", "b/x/1.jpg", "y/1.jpg", "2.jpg"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_what_is_no_file_is_told_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ống.jpg")
    pages = reading.read([tmp_path / "ống.jpg", tmp_path, tmp_path / "không có.jpg"], ()).pages
    assert [page.reason for page in pages] == ["scan.no_file"] * 3
