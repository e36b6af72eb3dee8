"""scan-sheets: a folder of photographs becomes verdicts, and nothing is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import cv2
import pytest
from sqlalchemy import update

from desktop import cli
from desktop.services import conferences, sheets
from desktop.store.database import Database
from desktop.store.tables import PrintedSheet
from tests.sample_record import fill
from tests.scans.signed_pages import Printed, photographed, printed, signed_page


class Office:
    """A sheet of 20 people, printed, and commands on its record."""

    def __init__(self, database: Database, folder: Path, capsys: Any) -> None:
        self.database, self.folder, self.capsys = database, folder, capsys
        self.conference_id = database.write(lambda tx: fill(tx, 20))
        self.pages = self.print(folder / "danh sách.pdf")
        self.photos = folder / "ảnh điểm cầu"
        self.photos.mkdir()

    def run(self, *words: object) -> tuple[int, str]:
        code = cli.main(["--data", str(self.database.path), "--language", "vi", *map(str, words)])
        return code, self.capsys.readouterr().out

    def print(self, pdf: Path) -> list[Printed]:
        assert self.run("document", "attendance-sheet", "101", "-o", pdf, "--set", "blank-lines=2")[0] == 0
        sheet = self.database.read(lambda tx: sheets.list_printed(tx, self.conference_id))[0]
        self.last = sheet.rows
        laid_out = self.database.read(lambda tx: sheets.places(tx, self.conference_id, sheet.number))[0]
        return printed(pdf.read_bytes(), laid_out)

    def photograph(self, name: str, page: int, seed: int, **camera: Any) -> dict[tuple[int, int], str]:
        written = signed_page(self.pages[page], seed)
        cv2.imwrite(str(self.folder / "photo.jpg"), photographed(written.picture, seed, **camera))
        (self.folder / "photo.jpg").rename(self.photos / name)  # OpenCV writes no such names on every system
        return written.truth

    def scanned(self) -> tuple[int, dict[str, Any]]:
        code, told = self.run("scan-sheets", "101", self.photos, "--json")
        return code, json.loads(told)


@pytest.fixture
def office(sqlite: Database, tmp_path: Path, capsys: Any, qapp: Any) -> Office:
    return Office(sqlite, tmp_path, capsys)


def test_photographs_become_verdicts_by_line_and_column_and_nothing_is_written(office: Office):
    assert len(office.pages) > 1
    truths = [office.photograph(f"ảnh {page}.jpg", page, 10 + page) for page in range(len(office.pages) - 1)]
    office.photograph("ảnh 0 lần hai.jpg", 0, 10, longest=1800)
    (office.photos / "trang web.jpg").write_text("<html>", encoding="utf-8")
    before = office.database.read(lambda tx: conferences.find_conference(tx, "101"))
    code, told = office.scanned()
    assert code == 1  # a page is missing, and one file is no picture
    results = {page["file"]: page["result"] for page in told["pages"]}
    assert results.pop("trang web.jpg") == "unreadable"
    assert sorted(results.values()) == ["duplicate", *["read"] * len(truths)]
    assert told["missing"] == [{"sheet": 1, "page": len(office.pages)}]
    read = {page["page"]: page for page in told["pages"] if page["result"] == "read"}
    columns = ["Sáng", "Chiều"]
    for number, truth in enumerate(truths, start=1):
        cells = {(cell["row"], cell["column"]): cell["verdict"] for cell in read[number]["cells"]}
        assert cells.keys() == {(row, columns[column]) for row, column in truth}
        for (row, column), what in truth.items():
            verdict = cells[row, columns[column]]
            assert verdict in ({"signed", "ask"} if what == "signed" else {"blank", "ask"})
            assert row <= office.last or verdict != "signed"
    assert told["totals"]["signed"] > told["totals"]["ask"]
    assert office.database.read(lambda tx: conferences.find_conference(tx, "101")) == before
    assert office.database.read(lambda tx: sheets.list_printed(tx, office.conference_id))[0].entered in (
        (),
        (None, None),
    )


def test_a_page_of_another_record_is_foreign_though_its_sheet_has_the_same_number(office: Office):
    office.photograph("khác.jpg", 0, 3)
    # The same sheet of an office whose dice fell otherwise.
    office.database.write(lambda tx: _other_token(tx, office.conference_id))
    code, told = office.scanned()
    assert code == 1
    assert [(page["result"], page["cells"]) for page in told["pages"]] == [("foreign", [])]
    assert "cơ quan khác" in told["pages"][0]["message"]


def _other_token(tx: Any, conference_id: Any) -> None:
    tx.execute(update(PrintedSheet).where(PrintedSheet.conference_id == conference_id).values(token="00000"))


def test_blank_lines_sign_for_nobody(office: Office):
    page = len(office.pages) - 1
    truth = office.photograph("cuối.jpg", page, 21, turned=0.5, tilt=0.02)
    _code, told = office.scanned()
    cells = [cell for each in told["pages"] for cell in each["cells"] if cell["row"] > office.last]
    assert {cell["row"] for cell in cells} == {office.last + 1, office.last + 2}
    written = {row for (row, _column), what in truth.items() if row > office.last and what != "blank"}
    assert {cell["row"] for cell in cells if cell["verdict"] == "ask"} >= written
    assert "signed" not in {cell["verdict"] for cell in cells}
