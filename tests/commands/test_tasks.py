"""tasks …: given, told of, listed as they stand on a day; exit codes and JSON."""

from __future__ import annotations

import json

import openpyxl

WARDS = 20


def give(run, conference, *more):
    words = ("--content", "Đối thoại với công dân", "--kind", "đối thoại", "--due", "30/06/2018", *more)
    code, out, _err = run("tasks", "give", conference, *words, "--json")
    assert code == 0
    return json.loads(out)


def listed(run, conference, *more):
    code, out, _err = run("tasks", "list", conference, "--json", *more)
    assert code == 0
    return json.loads(out)["tasks"]


def test_one_command_gives_a_task_to_every_ward_and_the_list_says_how_each_stands(run, conference):
    given = give(run, conference, "--all-of", "ward", "--indicator", "Số cuộc", "--goal", "4")
    assert len(given["tasks"]) == WARDS
    first, second, third = [each["id"] for each in given["tasks"][:3]]
    assert run("tasks", "commit", first, "--target", "bốn cuộc", "--responsible", "Ông Thử")[0] == 0
    assert run("tasks", "progress", first, "--on", "2018-06-10", "--value", "3")[0] == 0
    assert run("tasks", "progress", first, "--on", "2018-07-10", "--percent", "100")[0] == 0
    assert run("tasks", "progress", second, "--on", "2018-06-30", "--percent", "100")[0] == 0
    assert run("tasks", "progress", second, "--on", "2150-01-01", "--percent", "10")[0] == 2
    assert run("tasks", "progress", second, "--on", "2150-01-01", "--percent", "10", "--as-of", "2150-01-02")[0] == 0
    assert run("tasks", "extend", third, "--to", "2018-07-05", "--reason", "bão")[0] == 0
    found = {each["id"]: each for each in listed(run, conference, "--as-of", "2018-07-02")}
    assert [found[each]["state"] for each in (first, second, third)] == ["late", "done", "no_commitment"]
    assert (found[first]["days_late"], found[first]["percent"]) == (2, 75)
    assert [each["on"] for each in found[first]["progress"]] == ["2018-06-10"]
    assert (found[first]["responsible"], found[second]["responsible"]) == ("Ông Thử", "Thủ trưởng đơn vị")
    assert found[third]["due"] == "2018-07-05"
    assert [each["id"] for each in listed(run, conference, "--state", "done_late")] == [first]
    assert [each["kind"] for each in listed(run, conference, "--unit", found[first]["unit"])] == ["đối thoại"]


def test_what_can_not_be_is_refused_with_a_sentence_and_writes_nothing(run, conference):
    (task,) = give(run, conference, "--unit", "P. Bạch Đằng")["tasks"]
    for words in (
        ("progress", task["id"], "--on", "2018-06-30", "--percent", "101"),
        ("progress", "999-1", "--on", "2018-06-30", "--percent", "10"),
        ("progress", task["id"], "--on", "2018-06-30", "--percent", "nửa"),
        ("extend", task["id"], "--to", "2018-06-30", "--reason", "bão"),
        ("give", conference, "--content", "Rà soát", "--due", "30/6/2018", "--unit", "Phường Không Có"),
        ("give", conference, "--content", "Rà soát", "--due", "30/6/2018", "--all-of", "làng"),
        ("give", conference, "--content", "Rà soát", "--due", "30/6/2018"),
    ):
        code, out, err = run("tasks", *words)
        assert (code, out) == (2, "")
        assert err
    assert listed(run, conference)[0]["progress"] == []


def test_a_task_given_twice_is_left_alone_and_told(run, conference):
    give(run, conference, "--unit", "P. Bạch Đằng")
    again = give(run, conference, "--unit", "P. Bạch Đằng", "--unit", "Đồng Tâm")
    assert [each["unit"] for each in again["tasks"]] == ["UBND phường Đồng Tâm"]
    assert again["already"] == [{"unit": "UBND phường Bạch Đằng", "content": "Đối thoại với công dân"}]


def test_sheets_go_out_and_come_back_and_a_refused_row_is_an_exit_of_one(run, conference, tmp_path):
    give(run, conference, "--unit", "P. Bạch Đằng", "--unit", "Đồng Tâm")
    code, out, _err = run("tasks", "sheet", conference, "-o", tmp_path / "phieu", "--json")
    assert code == 0
    assert len(json.loads(out)["files"]) == 4
    names = [name for name in json.loads(out)["files"] if name.endswith(".xlsx")]
    for name, percent in zip(names, (50, 120), strict=True):
        book = openpyxl.load_workbook(tmp_path / "phieu" / name)
        sheet = book.worksheets[0]
        headings = {cell.value: cell.column for cell in sheet[7]}
        sheet.cell(8, headings["Tiến độ (%)"]).value = percent
        book.save(tmp_path / "phieu" / name)
    code, out, _err = run("tasks", "take", conference, tmp_path / "phieu", "--dry-run", "--json", "--as-of", "1/6/2018")
    told = json.loads(out)
    assert (code, told["totals"]) == (1, {"commit": 1, "progress": 0, "same": 0, "error": 1})
    assert [each["percent"] for each in listed(run, conference)] == [None, None]
    rejected = tmp_path / "bị từ chối.xlsx"
    code, out, _err = run(
        "tasks", "take", conference, tmp_path / "phieu", "--rejected", rejected, "--as-of", "1/6/2018"
    )
    assert code == 1
    assert "120" in out
    assert rejected.exists()
    assert sorted(each["percent"] or 0 for each in listed(run, conference)) == [0, 50]
    (taken,) = [each["progress"] for each in listed(run, conference) if each["progress"]]
    assert [each["on"] for each in taken] == ["2018-06-01"]
    assert run("tasks", "take", conference, tmp_path / "phieu" / names[0], "--as-of", "1/6/2018")[0] == 0
