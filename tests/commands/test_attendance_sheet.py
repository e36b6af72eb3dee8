"""sheet: the attendance sheet with flags of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.domain.attendance_sheet import SheetOptions
from desktop.papers.attendance_sheet import DOCUMENT
from desktop.papers.making import kept
from desktop.services import conferences
from desktop.store.upgrade import open_database
from tests.commands.conftest import Run


@pytest.mark.parametrize("name", ["sheet.pdf", "sheet.xlsx"])
def test_the_sheet_is_written_and_numbered(run, conference, people, tmp_path, name):
    run("import", conference, people)
    path = tmp_path / name
    options = ("--session", "sáng", "--group-by", "unit", "--sort", "name", "--blank-lines", "3", "--landscape")
    code, out, err = run("sheet", conference, "-o", path, *options)
    assert (code, out) == (0, f"{path}\n")
    assert "1" in err
    assert path.read_bytes()[:4] in (b"%PDF", b"PK\x03\x04")


def test_a_sheet_tells_its_number_and_rows_as_json(run: Run, conference: str, people: Path, tmp_path: Path):
    run("import", conference, people)
    file = tmp_path / "a.xlsx"
    assert json.loads(run("sheet", conference, "-o", file, "--json")[1]) == {"file": str(file), "number": 1, "rows": 2}


def test_its_options_are_those_of_the_call_and_those_kept_stay(run: Run, conference: str, people: Path, tmp_path: Path):
    run("import", conference, people)
    document = ("document", "attendance-sheet", conference, "-o", tmp_path / "a.pdf", "--set", "landscape=yes")
    assert run(*document)[0] == 0
    assert run("sheet", conference, "-o", tmp_path / "b.pdf", "--group-by", "none")[0] == 0
    database = open_database(tmp_path / "record.db", desk="Bàn 1")
    try:
        stays = database.read(lambda tx: kept(tx, conferences.find_conference(tx, conference).id, DOCUMENT))
    finally:
        database.close()
    assert stays == SheetOptions(landscape=True)
