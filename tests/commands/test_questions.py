"""questions add | list | remove, and answers on their way in, to JSON and out."""

from __future__ import annotations

import json

from openpyxl import load_workbook

from tests.commands.workbooks import HEADINGS, workbook

WARD = "P. Bạch Đằng"


def _people(path):
    return workbook(
        path,
        ("Nguyễn Văn Thử", "1975", "Chủ tịch", WARD, "0912345678", "x", "Ô tô"),
        ("Trần Thị Mẫu", "1980", "Công chức", WARD, "0912345679", "không", "xe máy"),
        ("Lê Thị Bưởi", "1981", "Công chức", WARD, "0912345670", None, "Ô tô"),
        headings=(*HEADINGS, "Ăn trưa?", "Phương tiện"),
    )


def test_a_question_is_added_listed_and_removed(run, conference):
    added = run(
        "questions", "add", conference, "Phương tiện", "--kind", "choice", "--choice", "Ô tô", "--choice", "Xe máy"
    )
    assert added[0] == 0
    _code, out, _err = run("questions", "list", conference, "--json")
    assert json.loads(out) == [
        {
            "title": "Phương tiện", "kind": "choice", "choices": ["Ô tô", "Xe máy"],
            "counts": [{"answer": "Ô tô", "count": 0}, {"answer": "Xe máy", "count": 0}],
            "answered": 0, "unanswered": 0, "total": None,
        }
    ]  # fmt: skip
    code, out, _err = run("questions", "remove", conference, "phuong tien", "--json")
    assert (code, json.loads(out)["answers"]) == (0, 0)
    assert run("questions", "remove", conference, "phuong tien")[0] == 2
    assert run("questions", "add", conference, "Dự buổi nào?", "--kind", "choice")[0] == 2
    assert run("questions", "add", conference, "Dự buổi nào?", "--kind", "maybe")[0] == 2


def test_columns_come_in_as_answers_and_go_out_again(run, conference, tmp_path):
    people = _people(tmp_path / "phuong.xlsx")
    code, out, _err = run(
        "import", conference, people, "--question", "Ăn trưa?", "--question", "phuong tien=Đi bằng gì", "--json"
    )
    assert code == 0
    told = json.loads(out)
    assert [(each["title"], each["kind"]) for each in told["new_questions"]] == [
        ("Ăn trưa?", "yes_no"),
        ("Đi bằng gì", "choice"),
    ]
    assert told["files"][0]["sheets"][0]["rows"][1]["answers"] == {"Ăn trưa?": False, "Đi bằng gì": "xe máy"}
    _code, out, _err = run("attendees", conference, "--json")
    answers = {each["full_name"]: each["answers"] for each in json.loads(out)["attendees"]}
    assert answers == {
        "Nguyễn Văn Thử": {"Ăn trưa?": True, "Đi bằng gì": "Ô tô"},
        "Trần Thị Mẫu": {"Ăn trưa?": False, "Đi bằng gì": "xe máy"},
        "Lê Thị Bưởi": {"Đi bằng gì": "Ô tô"},
    }
    out_file = tmp_path / "out.xlsx"
    assert run("export", conference, "-o", out_file)[0] == 0
    headings = [cell.value for cell in load_workbook(out_file).worksheets[0][1]]
    assert headings[-2:] == ["Ăn trưa?", "Đi bằng gì"]
    assert "Có 1 · Không 1" in run("questions", "list", conference, "--language", "vi")[1]


def test_a_heading_that_is_nowhere_is_refused_with_those_there_are(run, conference, tmp_path):
    code, _out, err = run("import", conference, _people(tmp_path / "phuong.xlsx"), "--question", "Khách sạn")
    assert code == 2
    assert "Phương tiện" in err


def test_the_registration_form_asks_and_what_comes_back_is_answered(run, conference, tmp_path):
    run("questions", "add", conference, "Ăn trưa?", "--kind", "yes_no")
    run("questions", "add", conference, "Số người đi cùng", "--kind", "number")
    form = tmp_path / "form.xlsx"
    assert run("template", conference, "-o", form)[0] == 0
    book = load_workbook(form)
    sheet = book.worksheets[0]
    heading = next(row for row in sheet.iter_rows() if any(cell.value == "Ăn trưa?" for cell in row))
    columns = {cell.value: cell.column for cell in heading}
    for title, value in (("Họ và tên", "Lê Thị Bưởi"), ("Đơn vị", WARD), ("Ăn trưa?", "Có"), ("Số người đi cùng", "2")):
        sheet.cell(heading[0].row + 1, columns[title]).value = value
    book.save(form)
    assert run("import", conference, form)[0] == 0
    _code, out, _err = run("attendees", conference, "--json")
    assert json.loads(out)["attendees"][0]["answers"] == {"Ăn trưa?": True, "Số người đi cùng": 2}
