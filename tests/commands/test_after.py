"""opinions …, dialogues …, procedures …: exit codes and JSON."""

from __future__ import annotations

import json

import openpyxl


def told(run, *words):
    code, out, err = run(*words, "--json")
    assert code == 0, err
    return json.loads(out)


def test_a_round_is_begun_typed_imported_and_told(run, conference, tmp_path):
    questions = ("--question", "Nội dung phù hợp", "--question", "Tổ chức tốt", "--group", "Phường", "--open", "Góp ý")
    made = told(run, "opinions", "new", conference, "--title", "Đánh giá", *questions, "--asked", "20")
    assert (made["round"], made["scale"], made["sections"][0]["items"]) == (1, 5, ["Nội dung phù hợp", "Tổ chức tốt"])
    marks = [word for _each in range(4) for word in ("--marks", "5 4")]
    told(run, "opinions", "enter", conference, *marks, "--marks", "3-", "--group", "Phường", "--comment", "1=Mic hỏng")
    few = told(run, "opinions", "results", conference)
    assert (few["hidden"], few["valid"], few["invalid"], few["sections"]) == (True, 4, 1, [])
    book = openpyxl.Workbook()
    for row in (("Nội dung phù hợp", "Tổ chức tốt"), (1, 2), (5, 9)):
        book.active.append(row)
    book.save(tmp_path / "phieu.xlsx")
    code, out, _err = run("opinions", "import", conference, tmp_path / "phieu.xlsx", "--dry-run", "--json")
    assert (code, json.loads(out)["totals"]["refused"], json.loads(out)["written"]) == (1, 1, False)
    code, out, _err = run("opinions", "import", conference, tmp_path / "phieu.xlsx")
    assert code == 1
    assert "9" in out
    found = told(run, "opinions", "results", conference, "-o", tmp_path / "ket qua.xlsx")
    assert (found["valid"], found["total"], found["mean"], found["before"]) == (5, 6, 3.9, None)
    assert [item["counts"] for item in found["sections"][0]["items"]] == [[1, 0, 0, 0, 4], [0, 1, 0, 4, 0]]
    assert found["comments"] == [{"question": "Góp ý", "texts": [{"text": "Mic hỏng", "count": 1}]}]
    assert found["groups"] == [{"name": "Phường", "answers": 4, "mean": None}, {"name": "", "answers": 1, "mean": None}]
    assert openpyxl.load_workbook(tmp_path / "ket qua.xlsx").worksheets[0]["B2"].value == "Nội dung phù hợp"
    counts = ("--counts", "0 0 0 0 6", "--counts", "6 0 0 0 0", "--papers", "6")
    assert told(run, "opinions", "enter", conference, *counts)["answers"] == 12
    assert run("opinions", "results", conference)[0] == 0
    for wrong in (("--marks", "5"), ("--marks", "5 8"), (), ("--counts", "1 1 1 1 x", "--papers", "4")):
        assert run("opinions", "enter", conference, *wrong)[0] == 2
    assert run("opinions", "results", conference, "--round", "9")[0] == 2
    for wrong in (("new", conference, "--asked", "9" * 20), ("enter", conference, "--counts", "9" * 5000)):
        assert run("opinions", *wrong)[0] == 2


def test_levels_are_called_as_the_form_calls_them(run, conference, tmp_path):
    words = ("Kém", "Yếu", "Trung bình", "Khá", "Rất tốt")
    labels = [text for word in words for text in ("--label", word)]
    told(run, "opinions", "new", conference, "--question", "Nội dung phù hợp", "--question", "Tổ chức tốt", *labels)
    book = openpyxl.Workbook()
    for row in (("Nội dung phù hợp", "Tổ chức tốt"), *[("Rất tốt", "KHÁ")] * 5, ("Hài lòng", "Khá")):
        book.active.append(row)
    book.save(tmp_path / "phieu.xlsx")
    code, out, _err = run("opinions", "import", conference, tmp_path / "phieu.xlsx", "--json")
    assert (code, json.loads(out)["totals"]["new"], json.loads(out)["totals"]["refused"]) == (1, 5, 1)
    assert told(run, "opinions", "results", conference)["mean"] == 4.5
    assert run("opinions", "new", conference, "--label", "Tốt")[0] == 2


def test_presets_have_the_factors_of_the_field(run, conference):
    service = told(run, "opinions", "new", conference, "--preset", "service")
    assert (len(service["sections"]), service["scale"], service["kind"]) == (5, 5, "service")
    assert told(run, "opinions", "new", conference, "--preset", "evaluation-10")["scale"] == 10
    assert [each["round"] for each in told(run, "opinions", "list", conference)["rounds"]] == [2, 1]


def test_a_dialogue_keeps_its_days(run, conference):
    words = ("--on", "20/06/2018", "--place", "Hội trường", "--announced", "15/06/2018", "--as-of", "2018-07-01")
    made = told(run, "dialogues", "add", conference, *words)
    assert (made["announcing"]["state"], made["announcing"]["days"]) == ("done_late", 2)
    assert (made["publishing"]["state"], made["publishing"]["days"]) == ("late", 1)
    assert told(run, "dialogues", "add", conference, "--dialogue", "1", "--attended", "80")["attended"] == 80
    told(run, "dialogues", "question", conference, "--text", "Vỉa hè?", "--asker", "Người dân", "--due", "30/06/2018")
    told(run, "dialogues", "question", conference, "--text", "Đèn?", "--answer", "Đã sửa", "--on-the-spot")
    answered = ("--question", "1", "--answer", "Đã xong", "--done", "02/07/2018", "--as-of", "2018-07-03")
    found = told(run, "dialogues", "question", conference, *answered)
    assert [(each["open"], each["clock"] and each["clock"]["state"]) for each in found["questions"]] == [
        (False, "done_late"),
        (False, None),
    ]
    told(run, "dialogues", "question", conference, "--text", "Rác?", "--done", "05/07/2018")
    (listed,) = told(run, "dialogues", "list", conference, "--as-of", "2018-07-01")["dialogues"]
    assert listed["announcing"]["state"] == "done_late"
    assert [each["open"] for each in listed["questions"]] == [True, False, True]  # what came later is not known yet
    for wrong in (
        ("add", conference, "--on", "20/06/2018", "--attended", "9" * 20),
        ("add", conference, "--place", "x"),
        ("question", conference, "--text", "x", "--done", "1/6/2018"),
    ):
        assert run("dialogues", *wrong)[0] == 2
    assert run("dialogues", "list", conference)[0] == 0


def test_a_proposal_has_the_fields_of_the_form(run, conference):
    words = (
        "--kind",
        "abolish",
        "--unit",
        "P. Bạch Đằng",
        "--days",
        "3,5",
        "--cost",
        "12.000.000",
        "--reason",
        "Trùng",
    )
    made = told(run, "procedures", "add", conference, "--name", "Xác nhận cư trú", "--code", "1.004222", *words)
    assert (made["proposal"], made["state"], made["saved_days"], made["saved_cost"]) == (1, "draft", 3.5, 12_000_000)
    sent = told(run, "procedures", "add", conference, "--proposal", "1", "--sent-to", "Sở Nội vụ", "--sent", "1/7/2018")
    assert (sent["state"], sent["unit"]) == ("sent", "UBND phường Bạch Đằng")
    answered = told(
        run, "procedures", "add", conference, "--proposal", "1", "--answer", "Đồng ý", "--answered", "2/7/2018"
    )
    assert answered["state"] == "answered"
    assert told(run, "procedures", "list", conference, "--unit", "Bạch Đằng")["proposals"] == [answered]
    for wrong in (("--name", " "), ("--name", "x", "--days", "-1"), ("--proposal", "9", "--name", "x")):
        assert run("procedures", "add", conference, *wrong)[0] == 2
    assert run("procedures", "list", conference)[0] == 0
