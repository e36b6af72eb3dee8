"""import: rows that are nobody are told, and rows in question settled."""

from __future__ import annotations

import json

import pytest

from desktop.domain.importing import Clue
from desktop.services.importing import understanding
from tests.gui.importing.workbooks import FOOT, workbook

WARD = "UBND phường Bạch Mai"


@pytest.fixture
def conference(run):
    return run("conference", "new", "Tập huấn 2018", "--from", "23/05/2018", "--units", "none")[1].split()[0]


@pytest.fixture
def signed(tmp_path):
    people = [("Nguyễn Văn Thử", "Chủ tịch", WARD, "0912345678"), ("Trần Thị Mẫu", "Công chức", WARD, "0912345679")]
    return workbook(tmp_path / "ds.xlsx", people, foot=[FOOT[0], FOOT[2], FOOT[2]])


@pytest.fixture
def doubtful(monkeypatch):
    """A reader that can't tell whether the person in row 5 is one, unless it is told."""
    real = understanding.understand

    def understand(sheet, *, file_name="", options=None):
        table = real(sheet, file_name=file_name, options=options)
        for row in table.rows:
            if row.number == 5 and 5 not in options.persons:
                row.asked, row.why = True, (Clue("clue.sparse", -0.5),)
        return table

    monkeypatch.setattr(understanding, "understand", understand)


def sheet_of(out):
    return json.loads(out)["files"][0]["sheets"][0]


def test_every_row_set_aside_is_in_the_json_with_its_kind_and_words(run, conference, signed):
    code, out, _err = run("import", conference, signed, "--json")
    assert code == 0
    told = sheet_of(out)["set_aside"]
    below = [row for row in told if row["row"] > 3]
    assert [(row["row"], row["kind"]) for row in below] == [(6, "total"), (7, "signature"), (8, "signature")]
    assert below[2]["text"] == "NGƯỜI LẬP BIỂU | CHỦ TỊCH"
    assert "nói về tổng số" in below[0]["why"]


def test_the_text_tells_them_in_one_line(run, conference, signed):
    _code, out, _err = run("import", conference, signed, "--dry-run")
    (line,) = [line for line in out.splitlines() if "Tổng số" in line]
    for words in ("dòng cộng", "7, 8", "NGƯỜI LẬP BIỂU | CHỦ TỊCH"):
        assert words in line


def test_a_row_in_question_stays_out_until_it_is_answered(run, conference, signed, doubtful, tmp_path):
    refused = tmp_path / "refused.xlsx"
    code, out, err = run("import", conference, signed, "--json", "--dry-run", "--rejected", refused)
    row = sheet_of(out)["rows"][1]
    assert (code, row["action"]) == (1, "skip")
    assert [(problem["code"], problem["severity"]) for problem in row["problems"]] == [
        ("row.perhaps_person", "question")
    ]
    assert refused.exists()
    code, out, err = run("import", conference, signed, "--dry-run")
    assert code == 1
    assert "nhưng trống hơn các dòng quanh nó" in out
    assert "--person" in err

    for answer, added in (("--person", 2), ("--not-person", 1)):
        code, out, _err = run("import", conference, signed, "--json", "--dry-run", answer, 5)
        assert (code, json.loads(out)["totals"]["add"]) == (0, added)


@pytest.mark.parametrize("rows", ["6", "Sheet!6", "'Sheet'!6", "ds.xlsx:6", "DS.xlsx:sheet!6", "6,7-7"])
def test_rows_are_named_by_number_with_sheet_and_file_where_needed(run, conference, signed, rows):
    code, out, _err = run("import", conference, signed, "--json", "--dry-run", "--person", rows)
    assert code in (0, 1)
    assert "6" in [str(row["row"]) for row in sheet_of(out)["rows"]]


def test_several_rows_and_both_answers_can_be_given(run, conference, signed):
    _code, out, _err = run(
        "import", conference, signed, "--json", "--dry-run", "--not-person", "4-5", "--person", "6-8"
    )
    sheet = sheet_of(out)
    assert [row["row"] for row in sheet["rows"]] == [6, 7, 8]
    assert [row["row"] for row in sheet["set_aside"] if row["row"] > 3] == [4, 5]


@pytest.mark.parametrize(
    ("rows", "words"),
    [("99", "99"), ("five", "five"), ("Other!5", "Other!5"), ("b.xlsx:5", "b.xlsx:5"), ("5-4", "5-4")],
)
def test_rows_that_are_not_there_are_a_wrong_call(run, conference, signed, rows, words):
    code, out, err = run("import", conference, signed, "--person", rows)
    assert (code, out) == (2, "")
    assert words in err
    assert json.loads(run("attendees", conference, "--json")[1])["count"] == 0


def test_a_row_that_several_files_have_is_asked_by_file(run, conference, signed, tmp_path):
    other = workbook(tmp_path / "khac.xlsx", [("Lê Văn Mẫu", "Công chức", WARD, "")])
    code, _out, err = run("import", conference, signed, other, "--dry-run", "--not-person", "4")
    assert code == 2
    assert "ds.xlsx:Sheet!4; khac.xlsx:Sheet!4" in err
    code, out, _err = run("import", conference, signed, other, "--dry-run", "--json", "--not-person", "khac.xlsx:4")
    files = {file["file"]: file["sheets"][0] for file in json.loads(out)["files"]}
    assert (len(files[str(signed)]["rows"]), files[str(other)]["rows"]) == (2, [])
