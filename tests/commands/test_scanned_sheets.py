"""scan-sheets: a folder of photographs becomes verdicts, and nothing is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import cv2
import pytest
from sqlalchemy import select, update

from desktop import cli
from desktop.services import conferences, sheets
from desktop.store.database import Database
from desktop.store.tables import AttendanceMark, PrintedSheet
from tests.sample_record import fill
from tests.scans.signed_pages import Printed, photographed, printed, signed_page, under_a_finger


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

    def print(self, pdf: Path, blank_lines: int = 2) -> list[Printed]:
        assert self.run("document", "attendance-sheet", "101", "-o", pdf, "--set", f"blank-lines={blank_lines}")[0] == 0
        sheet = self.database.read(lambda tx: sheets.list_printed(tx, self.conference_id))[0]
        self.last = sheet.rows
        laid_out = self.database.read(lambda tx: sheets.places(tx, self.conference_id, sheet.number))[0]
        return printed(pdf.read_bytes(), laid_out)

    def photograph(
        self, name: str, page: int, seed: int, *, covered: bool = False, **camera: Any
    ) -> dict[tuple[int, int], str]:
        written = signed_page(self.pages[page], seed)
        picture = under_a_finger(written.picture, self.pages[page].places) if covered else written.picture
        cv2.imwrite(str(self.folder / "photo.jpg"), photographed(picture, seed, **camera))
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


def test_a_sheet_whose_places_were_not_kept_is_told_by_its_number(office: Office):
    office.photograph("cũ.jpg", 0, 3)
    forget = update(PrintedSheet).where(PrintedSheet.conference_id == office.conference_id).values(places=[])
    office.database.write(lambda tx: tx.execute(forget) and None)
    _code, told = office.scanned()
    assert told["pages"][0]["message"].startswith("Danh sách số 1 ")


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


def test_what_is_sure_is_entered_what_is_asked_is_left_and_one_undo_takes_all_of_it_back(office: Office):
    for page in range(len(office.pages)):
        office.photograph(f"ảnh {page}.jpg", page, 30 + page)
    _code, told = office.scanned()
    names = dict(enumerate(_printed(office), start=1))
    code, out = office.run("scan-sheets", "101", office.photos, "--apply", "--dry-run", "--json")
    assert (code, "applied" in json.loads(out)) == (1, False)
    assert _marks(office) == {}
    _code, out = office.run("scan-sheets", "101", office.photos, "--apply", "--blank", "absent", "--json")
    applied = json.loads(out)["applied"]
    marks = _marks(office)
    for cell in (cell for page in told["pages"] for cell in page["cells"] if cell["row"] <= office.last):
        kind = marks.get((names[cell["row"]], cell["session"]))
        assert kind == {"signed": "present", "blank": "absent", "ask": None}[cell["verdict"]]
    assert applied["left"] == told["totals"]["ask"]
    assert applied["written"] > 0
    again = json.loads(office.run("scan-sheets", "101", office.photos, "--apply", "--blank", "absent", "--json")[1])
    assert again["applied"]["written"] == 0
    assert _marks(office) == marks
    assert office.run("undo-scan", "101")[0] == 0  # the second time changed nothing: it is the first that is taken back
    assert _marks(office) == {}
    assert office.run("undo-scan", "101")[0] == 2


def _printed(office: Office) -> list[str]:
    query = select(PrintedSheet.content).where(PrintedSheet.conference_id == office.conference_id)
    return office.database.read(lambda tx: list(tx.scalars(query).one()["rows"]))


def _marks(office: Office) -> dict[tuple[str, str], str]:
    """What stands, by attendee and session."""

    def work(tx: Any) -> dict[tuple[str, str], str]:
        rows = tx.execute(select(AttendanceMark).order_by(AttendanceMark.recorded_at)).scalars().all()
        gone = {row.annuls_id for row in rows if row.annuls_id}
        live = [row for row in rows if row.id not in gone and not row.annuls_id]
        return {(row.attendee_id.hex, str(row.training_session_id)): str(row.kind) for row in live}

    return office.database.read(work)


def test_a_page_whose_square_is_covered_is_read_by_its_own_words(office: Office):
    truth = office.photograph("dưới ngón tay.jpg", 0, 31, covered=True)
    _code, told = office.scanned()
    (page,) = told["pages"]
    assert (page["result"], page["sheet"], page["page"], page["message"]) == ("read", 1, 1, "")
    for cell in page["cells"]:
        if cell["verdict"] != "ask":
            written = truth[cell["row"], ["Sáng", "Chiều"].index(cell["column"])]
            assert cell["verdict"] == (written if written in ("signed", "blank") else "ask")


@pytest.mark.parametrize("camera", [{}, {"longest": 900, "quality": 40}])
def test_a_covered_page_is_never_taken_for_that_of_another_sheet_of_the_same_people(
    office: Office, camera: dict[str, Any]
):
    """The list printed once more with another blank line at its end: the first pages differ in the sheet's number alone."""
    office.print(office.folder / "lần hai.pdf", blank_lines=3)
    assert len(office.database.read(lambda tx: sheets.list_printed(tx, office.conference_id))) == 2
    office.photograph("dưới ngón tay.jpg", 0, 32, covered=True, **camera)
    _code, told = office.scanned()
    (page,) = told["pages"]
    assert page["sheet"] == 1 if page["result"] == "read" else page["message"]
