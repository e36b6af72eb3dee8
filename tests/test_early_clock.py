"""A clock that stands before 1980 keeps no workbook, Word file or archive from being written."""

from __future__ import annotations

import time
import zipfile
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook

from desktop import early_clock
from desktop.whole_file import write_files


@pytest.fixture
def empty_battery(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of a computer that has lost its time; what the program mends for its run is undone after the test."""
    at = time.struct_time((1970, 1, 1, 7, 0, 0, 3, 1, 0))
    monkeypatch.setattr(time, "localtime", lambda _seconds=None: at)
    monkeypatch.setattr(zipfile, "ZipInfo", zipfile.ZipInfo)


@pytest.mark.usefixtures("empty_battery")
def test_archives_bear_the_earliest_time_they_know(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="1980"):
        Workbook().save(tmp_path / "trước.xlsx")
    early_clock.bear()
    plain, streamed = Workbook(), Workbook(write_only=True)
    streamed.create_sheet().append(["Nguyễn Văn Mẫu"])
    plain.save(tmp_path / "a.xlsx")
    streamed.save(tmp_path / "b.xlsx")
    docx.Document().save(str(tmp_path / "c.docx"))
    write_files([("Đơn vị.txt", b"x")], tmp_path / "d.zip")
    for name in ("a.xlsx", "b.xlsx", "c.docx", "d.zip"):
        with zipfile.ZipFile(tmp_path / name) as archive:
            assert {info.date_time[:3] for info in archive.infolist()} == {(1980, 1, 1)}, name


def test_a_clock_that_can_be_right_changes_nothing() -> None:
    before = zipfile.ZipInfo
    early_clock.bear()
    assert zipfile.ZipInfo is before
