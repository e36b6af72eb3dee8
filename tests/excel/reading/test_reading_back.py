"""Values written come back the same, whatever they are; and the reading process keeps to itself."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from desktop.excel.reading.reader import Reader
from desktop.excel.reading.sink import letters, name_of, ranges
from desktop.excel.understanding.inspecting import inspect
from tests.excel.reading.test_unreadable_files import small_workbook

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40).filter(
    lambda text: not text.startswith("=") and not ILLEGAL_CHARACTERS_RE.search(text) and "_x" not in text
)
VALUES = st.one_of(
    st.none(),
    TEXT,
    st.integers(-(10**14), 10**14),
    st.floats(-1e12, 1e12, allow_nan=False).map(lambda number: round(number, 4)),
    st.booleans(),
    st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(2100, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
)
TABLES = st.lists(st.lists(VALUES, max_size=6), max_size=6)


def trimmed(table: list[list[object]]) -> list[tuple[int, tuple[object, ...]]]:
    """What must come back: blanks at a row's end and rows of blanks are left out, rows keep their numbers."""
    found = []
    for number, row in enumerate(table, 1):
        values: list[object] = [None if value == "" and isinstance(value, str) else value for value in row]
        while values and values[-1] is None:
            values.pop()
        if values:
            found.append((number, tuple(values)))
    return found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=TABLES)
def test_values_written_come_back_the_same(reader: Reader, table: list[list[object]]) -> None:
    book = openpyxl.Workbook()
    for number, row in enumerate(table, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                book.active.cell(number, column, value)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.xlsx")
        book.save(path)
        found = reader.read(path).sheets[0]
    back = list(zip(found.numbers, found.rows, strict=True))
    assert back == trimmed(table)
    kinds = [[type(value) is bool for value in row] for row in found.rows]
    assert kinds == [[type(value) is bool for value in row] for _, row in trimmed(table)]


def test_thousands_of_rows_are_the_rows_openpyxl_reads(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("a")
    for number in range(5_000):
        born = dt.datetime(1970, 1, 1) + dt.timedelta(days=number)
        sheet.append([number, f"Nguyễn Văn {number}", None, born, number / 8, "& < >"])
    book.save(path)
    seen: list[tuple[int, int]] = []
    found = reader.read(path, progress=lambda done, total: seen.append((done, total))).sheets[0]
    expected = openpyxl.load_workbook(path, read_only=True)["a"].iter_rows(values_only=True)
    assert found.rows == list(expected)
    assert seen == sorted(seen)
    assert all(0 < done <= total for done, total in seen)
    assert len(seen) > 1


def test_inspect_tells_everything_as_plain_json(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Ân", 5, 2.5, True, dt.datetime(1980, 3, 2), dt.datetime(2018, 5, 23, 7, 30)])
    book.active.append([None, dt.time(8, 0)])
    book.save(path)
    told = inspect(path, cells=True, reader=reader)
    assert json.loads(json.dumps(told)) == {
        "file": str(path),
        "kind": "xlsx",
        "reader": "xlsx",
        "error": None,
        "sheets": [
            {
                "name": "Sheet",
                "hidden": False,
                "rows": 2,
                "cells": 7,
                "values": [["Ân", 5, 2.5, True, "1980-03-02", "2018-05-23T07:30:00"], [None, "08:00:00"]],
            }
        ],
    }
    assert "values" not in inspect(path, cells=False, reader=reader)["sheets"][0]


def test_inspect_tells_an_unreadable_file_as_an_error(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    told = inspect(path, cells=False, reader=reader)
    assert told["error"] == {"code": "file.pdf", "details": {"file": "a.pdf"}}
    assert told["sheets"] == []


def test_what_a_library_prints_reaches_neither_our_output_nor_the_frames(tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "a.xlsx")
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from desktop.isolated import process\n"
        "process._START = process._START.replace('sys.exit(main(', "
        "'import desktop.excel.reading.file_types as e; old = e.kind_of; "
        'e.kind_of = lambda *asked: (print("noise"), __import__("os").write(1, b"noise"), old(*asked))[2]; '
        "sys.exit(main(')\n"
        "from desktop.excel.reading.reader import read_file\n"
        "book = read_file(sys.argv[2])\n"
        "assert book.reader == 'xlsx' and len(book.sheets[0].rows) == 3, book\n"
    )
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", program, root, path], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_working_folder_lends_the_reading_process_no_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "openpyxl.py").write_text("raise SystemExit(9)")
    (tmp_path / "zipfile.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    small_workbook(tmp_path / "a.xlsx")
    with Reader() as reader:
        assert len(reader.read("a.xlsx").sheets[0].rows) == 3


def test_places_are_named_as_excel_names_them() -> None:
    assert [letters(n) for n in (1, 26, 27, 702, 703, 16_384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert name_of(5, 28) == "AB5"
    assert ranges([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10"
    assert ranges(list(range(1, 100, 2))).endswith("…")
