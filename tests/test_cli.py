"""The command line: results on stdout, talk on stderr, exit codes that scripts can trust."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from openpyxl import Workbook, load_workbook

from desktop import cli, paths

ROOT = Path(__file__).resolve().parents[1]
TITLE = "Tập huấn cải cách hành chính 2018"


@pytest.fixture
def run(tmp_path, capsys):
    """Run a command on a data file of this test; (exit code, stdout, stderr)."""

    def command(*words, data=tmp_path / "record.db"):
        code = cli.main(["--data", str(data), *map(str, words)])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


@pytest.fixture
def conference(run):
    code, out, _err = run("conference", "new", TITLE, "--from", "23/05/2018")
    assert code == 0
    return out.split()[0]


def workbook(path, *rows, headings=("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị", "Số điện thoại")):
    book = Workbook()
    book.active.append(list(headings))
    for number, row in enumerate(rows, start=1):
        book.active.append([number, *row])
    book.save(path)
    return path


@pytest.fixture
def people(tmp_path):
    return workbook(
        tmp_path / "phuong.xlsx",
        ("Nguyễn Văn Thử", "23/5/1975", "Chủ tịch", "P. Bạch Đằng", "0912345678"),
        ("Trần Thị Mẫu", "1980", "Công chức", "UBND phường Trương Định", "0912345679"),
        (None, "1980", "Công chức", "UBND phường Bạch Đằng", None),
    )


def test_a_new_data_file_starts_with_the_units_of_the_district(run, conference, tmp_path):
    _code, _out, err = run("conference", "new", "Khác")
    assert "45" not in err
    code, out, _err = run("conference", "new", "Không đơn vị", "--units", "none", data=tmp_path / "none.db")
    assert (code, out) == (0, "101  Không đơn vị\n")
    assert json.loads(run("conference", "new", "Nữa", "--json", data=tmp_path / "none.db")[1])["code"] == "102"
    assert run("conference", "new", "Vẫn không", data=tmp_path / "none.db")[2] == ""
    own = tmp_path / "own.csv"
    own.write_text("Tên đơn vị\nPhường Thử\n", encoding="utf-8")
    assert "1" in run("conference", "new", "Riêng", "--units", own, data=tmp_path / "own.db")[2]


def test_conferences_are_listed_and_copied(run, conference):
    code, out, _err = run("conference", "copy", conference, "Tập huấn 2019", "--from", "2019-06-03", "--json")
    copied = json.loads(out)
    assert (code, copied["from"], copied["sessions"]) == (0, "2019-06-03", 2)
    code, out, _err = run("conference", "list")
    assert [line.split()[0] for line in out.splitlines()] == ["102", "101"]
    assert len(json.loads(run("conference", "list", "--json")[1])["conferences"]) == 2


@pytest.mark.parametrize("name", ["101", "cai cach", "TẬP HUẤN"])
def test_a_conference_goes_by_code_or_part_of_its_title(run, conference, name):
    assert run("attendees", name)[0] == 0


def test_sessions_take_hours_on_a_one_day_conference_and_tell_overlaps(run, conference):
    code, out, err = run(
        "session", "add", conference, "Chuyên đề 1", "--start", "09:00", "--end", "2018-05-23T10:00",
        "--room", "Phòng A", "--speaker", "Bà Hà", "--speaker", "Ông Nam", "--audience", "phuong",
    )  # fmt: skip
    assert (code, err) == (0, "")
    code, _out, err = run(
        "session", "add", conference, "Chuyên đề 2", "--start", "09:30", "--end", "11:00", "--room", "phòng A"
    )
    assert code == 0
    assert "Phòng A" in err or "phòng A" in err
    code, out, _err = run("session", "list", conference, "--json")
    listed = json.loads(out)["sessions"]
    assert [each["title"] for each in listed] == ["Sáng", "Chuyên đề 1", "Chuyên đề 2", "Chiều"]
    assert listed[1]["speakers"] == ["Bà Hà", "Ông Nam"]
    assert listed[1]["audience"] == ["Phường"]
    assert listed[1]["warnings"][0]["code"] == "room.overlap"


def test_an_hour_needs_its_day_when_there_are_several(run):
    run("conference", "new", "Hai ngày", "--from", "23/05/2018", "--to", "24/05/2018")
    assert [each["title"] for each in json.loads(run("session", "list", "hai", "--json")[1])["sessions"]] == [
        "Sáng 23/05",
        "Chiều 23/05",
        "Sáng 24/05",
        "Chiều 24/05",
    ]
    code, out, err = run("session", "add", "hai", "Thêm", "--start", "08:00", "--end", "09:00")
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_import_tells_each_row_and_refused_ones_make_exit_code_1(run, conference, people, tmp_path):
    refused = tmp_path / "refused.xlsx"
    code, out, _err = run("import", conference, people, "--json", "--rejected", refused)
    told = json.loads(out)
    assert code == 1
    assert list(told) == ["conference", "dry_run", "batch", "totals", "files"]
    assert (told["conference"], told["dry_run"], told["batch"]) == (TITLE, False, 1)
    assert told["totals"] == {"add": 2, "update": 0, "same": 0, "skip": 0, "error": 1}
    (file,) = told["files"]
    assert (file["file"], file["error"]) == (str(people), None)
    (sheet,) = file["sheets"]
    assert set(sheet) == {"sheet", "header_row", "columns", "ignored_columns", "notices", "rows", "set_aside"}
    assert sheet["header_row"] == 1
    assert sheet["columns"]["full_name"] == "Họ và tên"
    first = sheet["rows"][0]
    assert (first["row"], first["action"], first["problems"]) == (2, "add", [])
    assert first["values"]["birth"] == "1975-05-23"
    assert first["values"]["unit"] == "UBND phường Bạch Đằng"
    (problem,) = [each for each in sheet["rows"][2]["problems"] if each["severity"] == "error"]
    assert set(problem) == {"field", "code", "severity", "message"}
    assert problem["field"] == "full_name"
    assert load_workbook(refused).active.max_row >= 2


def test_a_dry_run_promises_what_the_import_does_and_writes_nothing(run, conference, people):
    _code, out, _err = run("import", conference, people, "--json", "--dry-run")
    promised = json.loads(out)
    assert (promised["dry_run"], promised["batch"]) == (True, None)
    assert json.loads(run("attendees", conference, "--json")[1])["count"] == 0
    done = json.loads(run("import", conference, people, "--json")[1])
    assert done["totals"] == promised["totals"]
    assert done["files"] == promised["files"]


def test_importing_twice_changes_nothing_and_undo_takes_all_back(run, conference, people):
    run("import", conference, people)
    again = json.loads(run("import", conference, people, "--json")[1])
    assert again["totals"] == {"add": 0, "update": 0, "same": 2, "skip": 0, "error": 1}
    assert again["batch"] is None
    code, out, _err = run("undo-import", conference)
    assert code == 0
    assert "2" in out
    assert json.loads(run("attendees", conference, "--json")[1])["count"] == 0
    assert run("undo-import", conference)[0] == 2


def test_a_file_that_can_not_be_read_is_its_own_error_and_the_others_go_on(run, conference, people, tmp_path):
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing")
    code, out, _err = run("import", conference, broken, people, tmp_path / "none.xlsx", "--json")
    files = json.loads(out)["files"]
    assert code == 1
    assert [file["error"] is None for file in files] == [False, True, False]
    assert all(set(file["error"]) == {"code", "message"} for file in files if file["error"])
    assert json.loads(run("attendees", conference, "--json")[1])["count"] == 2


def test_unit_and_role_group_of_the_call_serve_rows_that_name_none(run, conference, tmp_path):
    path = workbook(tmp_path / "x.xlsx", ("Lê Văn Thử", "Chủ tịch"), headings=("STT", "Họ và tên", "Chức vụ"))
    code, out, _err = run("import", conference, path, "--unit", "P. Bạch Mai", "--role-group", "Khách mời")
    assert (code, "Khách mời" in out) == (0, True)
    (person,) = json.loads(run("attendees", conference, "--json")[1])["attendees"]
    assert (person["unit"], person["role_group"]) == ("UBND phường Bạch Mai", "Khách mời")


def test_attendees_are_searched_and_sorted(run, conference, people):
    run("import", conference, people)
    told = json.loads(run("attendees", conference, "--json", "--search", "mau tran")[1])
    assert (told["conference"], told["count"]) == (TITLE, 1)
    person = told["attendees"][0]
    assert set(person) == {
        "full_name", "honorific", "gender", "birth", "position", "unit", "role_group", "phone", "email", "note",
        "unit_kind", "code",
    }  # fmt: skip
    assert (person["birth"], person["unit_kind"]) == ("1980", "ward")
    lines = run("attendees", conference, "--sort", "name")[1].splitlines()
    assert ["Mẫu" in lines[0], "Thử" in lines[1]] == [True, True]


def test_export_comes_back_the_same(run, conference, people, tmp_path):
    run("import", conference, people)
    path = tmp_path / "out.xlsx"
    assert run("export", conference, "-o", path)[:2] == (0, f"{path}\n")
    again = json.loads(run("import", conference, path, "--json")[1])
    assert again["totals"] == {"add": 0, "update": 0, "same": 2, "skip": 0, "error": 0}


def test_the_registration_form_comes_back_without_a_question(run, conference, people, tmp_path):
    run("import", conference, people)
    path = tmp_path / "form.xlsx"
    assert run("template", conference, "-o", path, "--unit", "P. Bạch Đằng")[0] == 0
    assert json.loads(run("import", conference, path, "--json")[1])["totals"]["same"] == 1


@pytest.mark.parametrize("name", ["sheet.pdf", "sheet.xlsx"])
def test_the_sheet_is_written_and_numbered(run, conference, people, tmp_path, name):
    run("import", conference, people)
    path = tmp_path / name
    options = ("--session", "sáng", "--group-by", "unit", "--sort", "name", "--blank-lines", "3", "--landscape")
    code, out, err = run("sheet", conference, "-o", path, *options)
    assert (code, out) == (0, f"{path}\n")
    assert "1" in err
    assert path.read_bytes()[:4] in (b"%PDF", b"PK\x03\x04")


@pytest.mark.parametrize(
    "words",
    [
        ("sheet", "101", "-o", "sheet.doc"),
        ("sheet", "101", "-o", "sheet.pdf", "--session", "Tối"),
        ("session", "add", "101", "X", "--start", "8", "--end", "9"),
        ("session", "add", "101", "X", "--start", "08:00", "--end", "09:00", "--audience", "Không có"),
        ("attendees", "999"),
        ("attendees",),
        ("attendees", "101", "--sort", "age"),
        ("dance",),
        ("--language", "fr", "conference", "list"),
        ("conference", "new", "X", "--from", "05/23/2018"),
        ("import", "101"),
        ("import", "101", "x.xlsx", "--on-match", "merge"),
    ],
)
def test_a_wrong_call_is_exit_code_2_with_words_and_no_result(run, conference, words):
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.strip()
    assert "Traceback" not in err


def test_the_parser_speaks_the_language_asked_for(run, capsys):
    assert "còn thiếu tham số: HỘI_NGHỊ" in run("attendees")[2]
    assert cli.main(["--language", "en", "attendees"]) == 2
    assert "the following arguments are required: CONFERENCE" in capsys.readouterr().err
    assert cli.main(["--language=vi", "--help"]) == 0
    assert "cách dùng" in capsys.readouterr().out


def test_inspect_says_one_json_line_a_file(run, people, tmp_path):
    locked = tmp_path / "~$phuong.xlsx"
    locked.write_bytes(b"x")
    code, out, _err = run("inspect", people, locked, "--json", "--cells")
    first, second = map(json.loads, out.splitlines())
    assert code == 1
    assert (first["file"], first["kind"], first["error"]) == (str(people), "xlsx", None)
    assert set(first["sheets"][0]) == {"name", "hidden", "rows", "cells", "values"}
    assert first["sheets"][0]["values"][1][1] == "Nguyễn Văn Thử"
    assert set(second["error"]) == {"code", "message"}
    assert set(second) == {"file", "kind", "reader", "error", "sheets"}
    assert "values" not in json.loads(run("inspect", people, "--json")[1])["sheets"][0]


def test_a_data_file_that_is_none_is_told_in_one_sentence(run, tmp_path):
    letter = tmp_path / "letter.db"
    letter.write_text("Kính gửi")
    code, out, err = run("conference", "list", data=letter)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert letter.read_text() == "Kính gửi"


def test_what_nobody_expected_goes_to_the_log_and_is_one_sentence(run, conference, monkeypatch):
    from desktop.commands import attendees

    def broken(*_words, **_options):
        raise ZeroDivisionError("inside")

    # In the command alone: a module first imported meanwhile would keep the broken one.
    monkeypatch.setattr(attendees, "attendees", SimpleNamespace(list_attendees=broken))
    code, out, err = run("attendees", conference)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    assert "ZeroDivisionError" in paths.log_file().read_text(encoding="utf-8")


def test_commands_start_without_the_window_and_inspect_without_the_record():
    script = (
        "import sys; from desktop import cli; cli.parser(); cli.main(['inspect', 'none.xlsx']);"
        "print([name for name in ('PySide6', 'sqlalchemy', 'openpyxl', 'typst') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "[]"


def test_demo_makes_172_attendees_sheets_and_export_and_can_run_again(run, tmp_path):
    data, out = tmp_path / "sample.db", tmp_path / "out"
    for _round in range(2):
        code, told, _err = run("demo", "--out", out, "--no-window", data=data)
        assert code == 0
        assert told.splitlines()[0] == str(data)
    assert {path.name for path in out.iterdir()} == {
        "diem-danh.pdf",
        "diem-danh.xlsx",
        "danh-sach-dai-bieu.xlsx",
        "dong-can-xem-lai.xlsx",
    }
    assert json.loads(run("attendees", "101", "--json", data=data)[1])["count"] == 172


def test_demo_leaves_a_file_with_other_data_alone(run, conference, tmp_path):
    code, out, _err = run("demo", "--out", tmp_path / "out", "--no-window")
    assert (code, out) == (2, "")
    assert run("attendees", conference)[0] == 0


def test_demo_without_a_display_stops_before_the_window_and_says_so(run, tmp_path, monkeypatch):
    monkeypatch.setattr("desktop.startup.has_display", lambda: False)
    code, _out, err = run("demo", "--out", tmp_path / "out", data=tmp_path / "sample.db")
    assert code == 0
    assert "màn hình" in err


def test_demo_opens_the_window_on_its_own_data_file(run, tmp_path, monkeypatch):
    from desktop import app

    opened = []
    monkeypatch.setattr("desktop.startup.has_display", lambda: True)
    monkeypatch.setattr(app, "main", lambda words: opened.append(words) or 0)
    run("demo", "--out", tmp_path / "out", data=tmp_path / "sample.db")
    assert opened == [["--data", str(tmp_path / "sample.db"), "--language", "vi"]]
