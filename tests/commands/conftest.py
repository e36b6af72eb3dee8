"""The command line on a data file of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

from desktop import cli
from desktop.store.database import Database
from desktop.store.transaction import Transaction
from tests import kept_record
from tests.commands.hall_desk import HallDesk, location
from tests.commands.workbooks import workbook
from tests.services.attendance.hall import fill, open_hall

TITLE = "Tập huấn cải cách hành chính 2018"


class Run(Protocol):
    """Runs a command; returns its exit code, standard output and standard error."""

    def __call__(self, *words: object, data: Path = ...) -> tuple[int, str, str]: ...


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command on a data file of this test; (exit code, stdout, stderr)."""

    def command(*words: object, data: Path = tmp_path / "record.db") -> tuple[int, str, str]:
        code = cli.main(["--data", str(data), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


@pytest.fixture
def conference(run: Run) -> str:
    """A conference of one day in that data file: its code."""
    code, out, _err = run("conference", "new", TITLE, "--from", "23/05/2018")
    assert code == 0
    return out.split()[0]


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A workbook of two people and a row without a name."""
    return workbook(
        tmp_path / "phuong.xlsx",
        ("Nguyễn Văn Thử", "23/5/1975", "Chủ tịch", "P. Bạch Đằng", "0912345678"),
        ("Trần Thị Mẫu", "1980", "Công chức", "UBND phường Trương Định", "0912345679"),
        (None, "1980", "Công chức", "UBND phường Bạch Đằng", None),
    )


@pytest.fixture
def beginning(request: pytest.FixtureRequest) -> Callable[[Transaction], object]:
    """The hall, for the tests that ask for it."""
    return fill if {"desk", "near"} & set(request.fixturenames) else kept_record.nothing


@pytest.fixture
def desk(database: Database, capsys: pytest.CaptureFixture[str]) -> HallDesk:
    """The hall on both databases, and the command line on it."""
    return HallDesk(open_hall(database), location(database), capsys)


@pytest.fixture
def near(sqlite: Database, capsys: pytest.CaptureFixture[str]) -> HallDesk:
    """The hall on a data file alone."""
    return HallDesk(open_hall(sqlite), location(sqlite), capsys)
