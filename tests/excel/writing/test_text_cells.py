"""What a workbook can't hold never stops one from being written."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from desktop.domain.errors import AppError
from desktop.excel.writing.refused_writer import RefusedRow, RefusedSheet, write_refused_sheets
from desktop.excel.writing.text_cells import free_title
from desktop.whole_file import write_whole


def test_refused_rows_with_broken_letters_still_make_a_workbook(tmp_path):
    row = RefusedRow(("Lê\ud800 Văn\uffff Thử\x07", "=1+1", ""), "Thiếu tên\ufffe")
    write_refused_sheets(tmp_path / "a.xlsx", [RefusedSheet("DS\x00/1", ("Họ và tên", "A", "B"), "Lý do", (row,))])
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet.title == "DS 1"
    assert [cell.value for cell in sheet[2]] == ["Lê Văn Thử", "=1+1", None, "Thiếu tên"]
    assert (sheet["B2"].data_type, sheet["B2"].quotePrefix) == ("s", True)


def test_titles_are_allowed_and_differ():
    taken: set[str] = set()
    titles = [free_title(name, taken) for name in ("[Phường]*", "phường", "", "x" * 40, "X" * 40)]
    assert titles == ["Phường", "phường (2)", "1", "x" * 31, "X" * 27 + " (2)"]


def test_a_file_that_cannot_be_written_leaves_no_part_of_itself(tmp_path):
    target = tmp_path / "a.pdf"
    write_whole(target, b"old")
    (tmp_path / "folder").mkdir()
    with pytest.raises(AppError) as told:
        write_whole(tmp_path / "folder", b"new")
    assert told.value.code == "file.cannot_write"
    write_whole(target, b"new")
    assert target.read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "folder"]
