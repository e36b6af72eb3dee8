"""Paper on the command line: sheets made, sheets entered, and where paper and door differ."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop import cli, i18n
from desktop.domain.attendance import Status
from desktop.services import agenda
from desktop.store.database import Database
from tests.services.signed_sheets.conftest import Desk, open_desk


class Commands:
    """Commands on a record with one sheet of six people printed."""

    def __init__(self, desk: Desk, capsys: Any) -> None:
        self.desk, self.capsys = desk, capsys

    def run(self, *words: object) -> tuple[int, str, str]:
        code = cli.main(["--data", str(self.desk.database.path), *map(str, words)])
        told = self.capsys.readouterr()
        return code, told.out, told.err

    def json(self, *words: object) -> tuple[int, Any]:
        code, out, err = self.run(*words, "--json")
        assert out, err
        return code, json.loads(out)


@pytest.fixture
def commands(sqlite: Database, capsys: Any) -> Commands:
    return Commands(open_desk(sqlite), capsys)


def test_numbers_named_are_absent_and_all_others_on_the_sheet_present(commands: Commands):
    code, told = commands.json("mark", "101", "Sáng", "--absent", "2,6", "--sheet", 1, "--late", "1", "--excused", "5")
    assert code == 0
    assert (told["sheet"], told["column"], told["written"], told["differences"]) == (1, "Sáng", 6, [])
    assert commands.desk.states() == ["late", "absent", "present", "present", "excused", "absent"]
    again = commands.json("mark", "101", "Sáng", "--absent", "2,6", "--sheet", 1, "--late", "1", "--excused", "5")
    assert (again[0], again[1]["written"], again[1]["agreeing"]) == (0, 0, 6)


def test_differences_are_told_and_nothing_is_overwritten(commands: Commands):
    name = commands.desk.sheet().rows[1].full_name
    commands.desk.let_in(name, "07:45")
    code, told = commands.json("mark", "101", "Sáng", "--absent", "2", "--sheet", 1)
    assert (code, told["written"]) == (1, 5)
    (difference,) = told["differences"]
    assert (difference["number"], difference["full_name"], difference["paper"], difference["door"]) == (
        2,
        name,
        "absent",
        "present",
    )
    assert difference["at"].startswith("2018-05-23T07:45")
    assert commands.desk.person(name).status == "present"
    code, out, err = commands.run("mark", "101", "Sáng", "--absent", "2", "--sheet", 1)
    assert (code, name in out, "07:45" in out, "--settle" in err) == (1, True, True, True)
    code, told = commands.json("mark", "101", "Sáng", "--absent", "2", "--sheet", 1, "--settle", "door")
    assert (code, told["settled"], told["differences"]) == (0, 1, [])
    assert commands.desk.person(name).status == "present"


def test_settling_for_the_paper_takes_the_papers_word(commands: Commands):
    name = commands.desk.sheet().rows[1].full_name
    commands.desk.let_in(name)
    assert commands.run("mark", "101", "Sáng", "--absent", "2", "--sheet", 1, "--settle", "paper")[0] == 0
    assert commands.desk.person(name).status == "absent"


def test_the_rest_is_marked_present_or_absent(commands: Commands):
    commands.desk.let_in(commands.desk.sheet().rows[0].full_name)
    code, told = commands.json("mark", "101", "Sáng", "--rest", "absent")
    assert (code, told["marked"], told["status"], told["session"]) == (0, 5, "absent", "Sáng")
    assert commands.desk.states() == ["present", *["absent"] * 5]
    assert commands.run("mark", "101", "Chiều", "--rest", "present")[1].startswith("Chiều: ")


@pytest.mark.parametrize(
    "words",
    [
        ("--absent", "99", "--sheet", 1),
        ("--absent", "năm", "--sheet", 1),
        ("--absent", "2", "--late", "2", "--sheet", 1),
        ("--absent", "2", "--sheet", 7),
        ("--sheet", 1),
        ("--rest", "absent", "--absent", "2"),
        ("--absent", "2"),
        ("--rest", "absent", "--sheet", 1),
    ],
)
def test_wrong_calls_are_told_in_words_and_write_nothing(commands: Commands, words: tuple[object, ...]):
    code, out, err = commands.run("mark", "101", "Sáng", *words)
    assert (code, out) == (2, "")
    assert err.strip()
    assert commands.desk.states() == [Status.UNRECORDED] * 6


def test_a_session_without_a_column_on_the_sheet_is_refused(commands: Commands):
    desk = commands.desk

    def add(tx):
        session = agenda.get_session(tx, desk.afternoon)
        agenda.add_session(
            tx,
            desk.conference_id,
            title="Tối",
            starts_at=session.starts_at.replace(hour=19),
            ends_at=session.ends_at.replace(hour=21),
        )

    desk.database.write(add)
    assert commands.run("mark", "101", "Tối", "--absent", "", "--sheet", 1)[0] == 2


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_sheets_made_are_listed_with_what_was_entered(commands: Commands, language: str):
    commands.run("mark", "101", "Sáng", "--absent", "", "--sheet", 1, "--desk", "Bàn 2")
    code, told = commands.json("sheets", "101")
    assert code == 0
    (sheet,) = told["sheets"]
    assert (sheet["number"], sheet["rows"], sheet["blank_lines"], sheet["entered"]) == (1, 6, 2, False)
    assert [(each["title"], each["sessions"], each["entered"], each["entered_by"]) for each in sheet["columns"]] == [
        ("Sáng", ["Sáng"], True, "Bàn 2"),
        ("Chiều", ["Chiều"], False, None),
    ]
    code, out, _err = commands.run("--language", language, "sheets", "101")
    assert (code, len(out.splitlines()), "Bàn 2" in out.splitlines()[0]) == (0, 2, True)


def test_a_sheet_tells_its_number_as_json_and_else_its_path(commands: Commands, tmp_path: Path):
    file = tmp_path / "a.xlsx"
    code, told = commands.json("sheet", "101", "-o", file)
    assert (code, told) == (0, {"file": str(file), "number": 2, "rows": 6})
    assert commands.run("sheet", "101", "-o", file)[:2] == (0, f"{file}\n")


def test_a_sheet_is_named_by_the_code_on_its_page_too_and_another_offices_is_refused(commands: Commands):
    token = commands.desk.sheet().token
    code, told = commands.json("mark", "101", "Sáng", "--absent", "2", "--sheet", f"TH:101:1:0:1:{token}")
    assert (code, told["sheet"], told["written"]) == (0, 1, 6)
    assert commands.run("mark", "101", "Sáng", "--absent", "2", "--sheet", f"TH:101:1:2:1:{token}")[0] == 2
    other = f"{(int(token) + 1) % 100_000:05d}"
    code, _out, err = commands.run("mark", "101", "Sáng", "--absent", "2", "--sheet", f"TH:101:1:0:1:{other}")
    assert (code, "cơ quan khác" in err) == (2, True)


def test_places_of_the_cells_to_sign_in_are_told_for_a_sheet_made_as_pdf(commands: Commands, tmp_path: Path):
    assert commands.json("sheets", "101", "--places", 1)[1]["layouts"] == []
    for name in ("ds.xlsx", "ds.pdf", "lai.pdf"):
        code, made = commands.json("sheet", "101", "-o", tmp_path / name, "--blank-lines", 2, "--sort", "name")
        assert (code, made["number"]) == (0, 2)
    told = commands.json("sheets", "101", "--places", 2)[1]
    ((page,),) = told["layouts"]
    token = commands.json("sheets", "101")[1]["sheets"][0]["token"]
    assert page["code"] == f"TH:101:2:0:1:{token}"
    assert (page["width"], page["height"], page["square"]["width"]) == (210, 297, 12)
    cells = [(cell["number"], cell["column"]) for cell in page["cells"]]
    assert cells == [(row, column) for row in range(1, 9) for column in (1, 2)]
    assert all(cell["height"] >= 9 and cell["x"] > page["table"]["x"] for cell in page["cells"])
    lines = commands.run("sheets", "101", "--places", page["code"])[1].splitlines()
    assert len(lines) == 1 + 16
