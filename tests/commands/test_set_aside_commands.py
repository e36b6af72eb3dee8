"""On the command line: rows that are nobody are told, rows in question settled, and why a row was judged so is shown."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from desktop import cli
from desktop.domain.importing import Clue, RowKind
from desktop.services.importing import understanding
from tests.gui.importing.workbooks import FOOT, workbook

WARD = "UBND phường Bạch Mai"


@pytest.fixture
def run(tmp_path, capsys):
    """Run a command on a data file of this test; (exit code, stdout, stderr)."""

    def command(*words):
        code = cli.main(["--data", str(tmp_path / "record.db"), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


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


def test_inspect_why_shows_what_each_row_and_column_was_taken_for(run, signed):
    code, out, _err = run("inspect", "--why", "--json", signed)
    assert code == 0
    (table,) = json.loads(out)["sheets"][0]["tables"]
    assert [(row["row"], row["kind"]) for row in table["rows"]] == [
        (1, "title"), (3, "heading"), (4, "person"), (5, "person"), (6, "total"), (7, "signature"), (8, "signature"),
    ]  # fmt: skip
    columns = {column["column"]: column for column in table["columns"]}
    assert (columns[2]["heading"], columns[2]["field"]) == ("Họ và tên", "full_name")
    assert columns[2]["why"][0]["code"] == "column.words"
    assert {clue["code"] for clue in table["rows"][4]["why"]} >= {"clue.total_words", "clue.count_words"}
    assert table["rows"][4]["second"] != "total"
    assert table["rows"][4]["margin"] > 1
    assert table["header_row"] == 3
    _code, out, _err = run("inspect", "--why", signed)
    assert "B  Họ và tên → Họ và tên [theo tiêu đề cột (+5.0)" in out
    assert "8  dòng ký: NGƯỜI LẬP BIỂU | CHỦ TỊCH" in out
    assert "tables" not in json.loads(run("inspect", "--json", signed)[1])["sheets"][0]


def test_inspect_why_tells_clues_weights_and_what_else_a_row_may_be(run, signed, monkeypatch):
    from desktop.excel.understanding import table

    def judged(*given):
        rows = real(*given)
        why = (Clue("clue.number_follows", 2.0), Clue("clue.sparse", -0.5))
        return [replace(row, why=why, second=RowKind.SIGNER, margin=0.4) if row.number == 5 else row for row in rows]

    real = table.judged_rows
    monkeypatch.setattr(table, "judged_rows", judged)
    _code, out, _err = run("inspect", "--why", signed)
    (line,) = [line for line in out.splitlines() if "Trần Thị Mẫu" in line]
    assert "[STT nối tiếp dòng trên (+2.0); trống hơn các dòng quanh nó (-0.5)]" in line
    assert line.endswith("hoặc người ký, kém 0.4")
    row = next(
        row
        for row in json.loads(run("inspect", "--why", "--json", signed)[1])["sheets"][0]["tables"][0]["rows"]
        if row["row"] == 5
    )
    assert (row["second"], row["margin"], row["why"][1]["weight"]) == ("signer", 0.4, -0.5)
