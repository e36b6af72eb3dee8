"""attendees, join and export: who is registered, and two who are one."""

from __future__ import annotations

import json

from tests.commands.conftest import TITLE
from tests.commands.hall_desk import AN, HA, NGA, VU
from tests.commands.workbooks import workbook


def test_attendees_are_searched_and_sorted(run, conference, people):
    run("import", conference, people)
    told = json.loads(run("attendees", conference, "--json", "--search", "mau tran")[1])
    assert (told["conference"], told["count"]) == (TITLE, 1)
    person = told["attendees"][0]
    assert set(person) == {
        "full_name", "honorific", "gender", "birth", "position", "unit", "role_group", "phone", "email", "note",
        "unit_kind", "code", "off_payroll",
    }  # fmt: skip
    assert (person["birth"], person["unit_kind"]) == ("1980", "ward")
    lines = run("attendees", conference, "--sort", "name")[1].splitlines()
    assert ["Mẫu" in lines[0], "Thử" in lines[1]] == [True, True]


def test_people_stand_by_rank_or_as_their_unit_sent_them(run, conference, tmp_path):
    sent = workbook(
        tmp_path / "gui.xlsx",
        ("Bùi Văn Ba", "1980", "Chuyên viên", "P. Bạch Đằng", ""),
        ("Cao Thị Xuân", "1971", "PCT UBND", "P. Bạch Đằng", ""),
        ("Đỗ Văn Yên", "1970", "Chủ tịch UBND", "P. Bạch Đằng", ""),
    )
    run("import", conference, sent)

    def order(*words):
        return [line.split("  ")[1].strip() for line in run("attendees", conference, *words)[1].splitlines()]

    assert order() == order("--sort", "rank") == ["Đỗ Văn Yên", "Cao Thị Xuân", "Bùi Văn Ba"]
    assert order("--sort", "sent") == ["Bùi Văn Ba", "Cao Thị Xuân", "Đỗ Văn Yên"]
    for sort in ("rank", "sent", "unit", "name"):
        assert run("sheet", conference, "--sort", sort, "-o", tmp_path / "out.xlsx")[0] == 0
    made = ("document", "registered-list", conference, "-o", tmp_path / "out.pdf")
    assert run(*made, "--sort", "sent")[0] == 0
    assert run("document", "report", conference, "-o", tmp_path / "out.pdf", "--sort", "sent")[0] == 2


def test_export_comes_back_the_same(run, conference, people, tmp_path):
    run("import", conference, people)
    path = tmp_path / "out.xlsx"
    assert run("export", conference, "-o", path)[:2] == (0, f"{path}\n")
    again = json.loads(run("import", conference, path, "--json")[1])
    assert again["totals"] == {"add": 0, "update": 0, "same": 2, "skip": 0, "error": 0}
    for words in (
        ("--search", "mau"),
        ("--unit", "P. Trương Định"),
        ("--role-group", "phuong", "--search", "0912345679"),
    ):
        assert "1 đại biểu" in run("export", conference, "-o", path, *words)[2]
    assert run("export", conference, "-o", path, "--unit", "Không có")[0] == 2


def test_two_attendees_are_made_one_and_both_badges_open(desk):
    old, kept = desk.code_of(VU), desk.code_of(HA)
    desk.check_in(VU)
    code, told = desk.json("join", "101", HA, VU, "--take", "full_name")
    assert code == 0
    assert (told["attendee"]["full_name"], told["attendee"]["code"]) == (VU, kept)
    assert (told["joined"]["code"], told["joined"]["marks"]) == (old, 1)
    code, answer = desk.check_in(old)
    assert (code, answer["result"], answer["attendee"]["code"]) == (1, "already_in", kept)
    code, out, _err = desk.run("join", "101", AN, NGA)
    assert (code, out.count("\n")) == (0, 1)
    assert AN in out
    assert len(desk.report()["attendees"]) == 4


def test_a_join_says_that_the_one_attendee_is_cancelled_unless_they_have_come(desk):
    desk.run("cancel", "101", HA, "--reason", "Ốm")
    desk.run("cancel", "101", AN)
    desk.check_in(VU)
    code, told = desk.json("join", "101", HA, VU)
    assert (code, told["attendee"]["state"]) == (0, "registered")
    code, _out, err = desk.run("join", "101", AN, NGA)
    assert (code, "báo không dự" in err) == (0, True)


def test_who_cannot_be_joined_is_said(desk):
    code, out, err = desk.run("join", "101", HA, desk.code_of(HA))
    assert (code, out) == (2, "")
    assert "hãy chọn hai người" in err
