"""replies, invite, decline, remind, calendar, template: from the invitation to the late list, with exit codes and JSON."""

from __future__ import annotations

import json


def board(run, conference, *more):
    code, out, _err = run("replies", conference, "--json", *more)
    assert code == 0
    return {each["unit"]: each for each in json.loads(out)["units"]}


def test_from_the_invitation_to_the_reminders_of_the_late(run, conference, tmp_path):
    ward = "UBND phường Bạch Đằng"
    assert run("quotas", "set", conference, ward, "2")[0] == 0
    words = ("--sent", "2018-05-02", "--due", "10/05/2018", "--by", "công văn 15", "--json")
    code, out, _err = run("invite", conference, "--all-of", "ward", *words)
    assert (code, len(json.loads(out)["units"])) == (0, 20)
    assert run("decline", conference, "Đồng Tâm", "--reason", "trùng lịch")[0] == 0
    page = tmp_path / "phieu.html"
    assert run("template", conference, "--unit", ward, "-o", page)[0] == 0
    assert "tap-huan-reply" in page.read_text(encoding="utf-8")
    reply = {"form": "tap-huan-reply", "unit": ward, "headings": ["Họ và tên"], "rows": [["Nguyễn Văn Một"]]}
    (tmp_path / "a.json").write_text(json.dumps(reply), encoding="utf-8")
    assert run("import", conference, tmp_path / "a.json")[0] == 0
    found = board(run, conference, "--as-of", "2018-05-13")
    one = found[ward]
    assert (one["state"], one["quota"], one["registered"], one["imports"]) == ("short", 2, 1, [1])
    assert (one["sent_on"], one["sent_by"], one["due"]) == ("2018-05-02", "công văn 15", "2018-05-10")
    assert found["UBND phường Đồng Tâm"]["declined_reason"] == "trùng lịch"
    assert found["UBND phường Bách Khoa"]["days_late"] == 3
    code, out, _err = run(
        "remind", conference, "--as", "sms", "-o", tmp_path / "nhac", "--as-of", "2018-05-13", "--json"
    )
    told = json.loads(out)["reminders"]
    owing = {unit for unit, each in found.items() if each["state"] in ("no_reply", "short")}
    assert {each["unit"] for each in told} == owing
    assert {path.name for path in (tmp_path / "nhac").iterdir()} == {each["file"] for each in told}
    assert board(run, conference)[ward]["reminders"] == 1
    early = ("--as-of", "2018-05-09", "--as", "email", "-o", tmp_path / "thu.zip", "--json")
    assert {each["unit"] for each in json.loads(run("remind", conference, *early)[1])["reminders"]} == {ward}
    code, out, _err = run("remind", conference, "--unit", "Bách Khoa", *early)
    assert [each["number"] for each in json.loads(out)["reminders"]] == [2]
    assert run("decline", conference, "Đồng Tâm", "--take-back")[0] == 0
    assert board(run, conference, "--state", "declined") == {}
    code, out, _err = run("calendar", conference, "-o", tmp_path / "lich", "--json")
    assert code == 0
    assert all(name.endswith(".ics") for name in json.loads(out)["files"])


def test_what_can_not_be_is_refused_and_writes_nothing(run, conference, tmp_path):
    before = board(run, conference)
    for words in (
        ("invite", conference, "--sent", "2018-05-10", "--due", "2018-05-02"),
        ("invite", conference, "--sent", "hôm qua"),
        ("invite", conference, "--unit", "Phường Không Có", "--sent", "2018-05-10"),
        ("decline", conference, "Đồng Tâm"),
        ("decline", conference, "Đồng Tâm", "--reason", " "),
        ("remind", conference, "--as", "fax", "-o", tmp_path / "x"),
    ):
        code, out, err = run(*words)
        assert (code, out) == (2, "")
        assert err
    assert board(run, conference) == before


def test_tasks_are_reminded_of_by_the_same_command(run, conference, tmp_path):
    task = ("--content", "Đối thoại", "--due", "30/06/2018", "--unit", "Đồng Tâm")
    assert run("tasks", "give", conference, *task)[0] == 0
    words = ("--about", "tasks", "--as-of", "2018-07-02", "-o", tmp_path / "nhac", "--json")
    (told,) = json.loads(run("remind", conference, *words)[1])["reminders"]
    assert "Đối thoại" in told["text"]
    (told,) = json.loads(run("remind", conference, "--as", "sms", *words)[1])["reminders"]
    assert told["text"][0].isalpha()  # who sends it, also where no office is named yet
