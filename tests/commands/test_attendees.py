"""attendees and export: who is registered."""

from __future__ import annotations

import json

from tests.commands.conftest import TITLE


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
