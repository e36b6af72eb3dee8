"""import and undo-import: every row told, nothing written that was not promised."""

from __future__ import annotations

import json

from openpyxl import load_workbook

from tests.commands.conftest import TITLE
from tests.commands.workbooks import workbook


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
