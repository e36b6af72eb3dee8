"""points: added, filled, followed on the board from the printed sheet to the last page that comes back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import cv2
import pytest

from desktop import cli
from desktop.services import sheets
from desktop.store.database import Database
from tests.sample_record import fill
from tests.scans.signed_pages import printed, signed_page


@pytest.fixture
def run(sqlite: Database, capsys: Any, qapp: Any) -> Any:
    sqlite.write(lambda tx: fill(tx, 60))

    def command(*words: object) -> tuple[int, str, str]:
        code = cli.main(["--data", str(sqlite.path), "--language", "vi", *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def told(run: Any, *words: object) -> Any:
    code, out, _err = run(*words, "--json")
    assert code in (0, 1), words
    return json.loads(out)


def test_points_from_their_list_to_the_page_that_is_missing(run: Any, sqlite: Database, tmp_path: Path):
    people = told(run, "attendees", "101")["attendees"]
    wards = sorted({each["unit"] for each in people})[:3]
    first = told(run, "points", "add", "101", "Điểm cầu số 1", "--unit", wards[0], "--unit", wards[1],
                 "--contact", "Lê Thị Gọi", "--phone", "0912 345 678", "--capacity", 40, "--tested", "20/05/2018")  # fmt: skip
    assert (first["number"], sorted(first["units"]), first["tested_on"]) == (1, wards[:2], "2018-05-20")
    assert run("points", "add", "101", "điểm cầu SỐ 1")[0] == 2, "the name is taken"
    assert told(run, "points", "add", "101", "Điểm cầu số 2", "--unit", wards[2])["people"] > 0
    moved = next(each for each in people if each["unit"] not in wards)
    changed = told(
        run, "points", "set", "101", 2, "--person", moved["code"], "--tested", "không", "--note", "Phòng họp tầng 2"
    )
    assert (changed["tested_on"], changed["note"]) == (None, "Phòng họp tầng 2")
    assert run("points", "set", "101", 0, "--name", "Hội trường")[0] == 2, "the main hall is no point"
    assert run("points", "set", "101", "so 2", "--take-back", moved["code"], "--person", people[0]["code"])[0] == 0
    assert run("points", "set", "101", 0, "--person", people[0]["code"])[0] == 0
    assert told(run, "attendees", "101", "--search", people[0]["code"])["attendees"][0].get("point") is None
    assert run("points", "set", "101", 0, "--take-back", people[0]["code"])[0] == 0
    listed = told(run, "points", "list", "101")["points"]
    assert [each["name"] for each in listed] == ["Điểm cầu số 1", "Điểm cầu số 2"]
    assert run("points", "remove", "101", 0)[0] == 2

    assert told(run, "points", "follow", "101", "Chiều", "--point", 0, "--point", 1)["points"] == [
        "Hội trường chính",
        "Điểm cầu số 1",
    ]
    assert told(run, "session", "list", "101")["sessions"][1]["points"] == ["Hội trường chính", "Điểm cầu số 1"]
    assert told(run, "points", "follow", "101", "Chiều")["points"] == []
    assert run("points", "add", "101", "Chung", "--all-of", "ward")[0] == 2

    folder = tmp_path / "danh sách"
    made = told(run, "sheet", "101", "-o", folder, "--per-point")["sheets"]
    assert [each["point"] for each in made] == ["Hội trường chính", "Điểm cầu số 1", "Điểm cầu số 2"]
    assert sum(each["rows"] for each in made) == len(people)
    again = told(run, "sheet", "101", "-o", folder, "--per-point")["sheets"]
    assert [each["number"] for each in again] == [each["number"] for each in made], "unchanged, the same sheets"
    told(run, "conference", "copy", "101", "Bản sao")
    assert run("sheet", "Bản sao", "-o", tmp_path / "trống", "--per-point")[0] == 1, "nobody is on it yet"
    alone = told(run, "sheet", "101", "-o", tmp_path / "mot.pdf", "--point", "số 1")
    assert alone["number"] == made[1]["number"]

    board = told(run, "points", "board", "101")["points"]
    assert [(each["expected"], each["listed"], each["signed"]) for each in board] == [
        (each["rows"], each["rows"], 0) for each in made
    ]
    assert all(len(each["missing"]) == each["pages"] > 0 and each["late"] for each in board[1:])
    owing = told(run, "points", "remind", "101")["points"]
    assert len(owing) == 2
    assert f"danh sách số {made[1]['number']}" in owing[0]["text"]

    _photograph(sqlite, tmp_path, made[1]["number"], folder / made[1]["file"])
    scanned = told(run, "scan-sheets", "101", tmp_path / "ảnh", "--apply")
    assert scanned["totals"]["pages"] == 1
    board = told(run, "points", "board", "101")["points"]
    assert (board[1]["missing"], board[1]["signed"] > 0, board[1]["reported_at"] is not None) == ([], True, True)
    assert board[1]["late"], "it came years later"
    assert told(run, "points", "set", "101", 1, "--reported", "2018-05-23T18:00")["reported_at"] is not None
    assert not told(run, "points", "board", "101")["points"][1]["late"]
    assert len(told(run, "points", "remind", "101")["points"]) == 1
    assert run("points", "set", "101", 1, "--reported", "không")[0] == 0
    assert run("undo-scan", "101")[0] == 0
    board = told(run, "points", "board", "101")["points"]
    assert (len(board[1]["missing"]), board[1]["signed"]) == (board[1]["pages"], 0)
    sessions = told(run, "points", "board", "101", "--session", "Sáng")
    assert sessions["points"][1]["expected"] == board[1]["expected"]
    added = told(run, "points", "add", "101", "--all-of", "ward")["added"]
    assert len(told(run, "points", "list", "101")["points"]) == 2 + added > 10
    code, out, err = run("points", "board", "101")
    assert code == 1
    assert "Hội trường chính" in out
    assert "trang" in err or "trang" in out


def _photograph(database: Database, folder: Path, number: int, pdf: Path) -> None:
    """A flat picture of each page of a sheet, signed."""
    conference = database.read(lambda tx: sheets.list_printed(tx, _conference(tx)))
    assert conference
    laid_out = database.read(lambda tx: sheets.places(tx, _conference(tx), number))[0]
    (folder / "ảnh").mkdir()
    for place, page in enumerate(printed(pdf.read_bytes(), laid_out)):
        cv2.imwrite(str(folder / "page.png"), signed_page(page, 20 + place).picture)
        (folder / "page.png").rename(folder / "ảnh" / f"trang {place + 1}.png")


def _conference(tx: Any) -> Any:
    from desktop.services import conferences

    return conferences.find_conference(tx, "101").id
