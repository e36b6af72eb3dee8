"""Documents on the command line: listed, made, one for each unit, with options that are kept."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from typing import Any

import pytest

from desktop import cli
from desktop.domain.people import AttendeeInput
from desktop.papers import documents
from desktop.services import attendees, rates
from desktop.store.database import Database
from tests.papers.pages import read
from tests.sample_record import fill


class Commands:
    """Commands on a record of 30 people."""

    def __init__(self, database: Database, capsys: Any) -> None:
        self.database, self.capsys = database, capsys
        self.conference_id = database.write(lambda tx: fill(tx, 30))

    def run(self, *words: object) -> tuple[int, str, str]:
        code = cli.main(["--data", str(self.database.path), "--language", "vi", *map(str, words)])
        told = self.capsys.readouterr()
        return code, told.out, told.err


@pytest.fixture
def commands(sqlite: Database, capsys: Any) -> Commands:
    return Commands(sqlite, capsys)


def test_every_document_is_listed_with_its_title(capsys):
    assert cli.main(["documents", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [document.name for document in documents.every()]
    assert all(len(line.split()) > 1 for line in lines)


def test_the_list_as_json_tells_formats_choices_and_options(capsys):
    assert cli.main(["documents", "list", "--json"]) == 0
    told = {each["name"]: each for each in json.loads(capsys.readouterr().out)}
    sheet = told["attendance-sheet"]
    assert "xlsx" in sheet["formats"]
    assert "units" in sheet["selects"]
    assert sheet["options"]["group_by"]["values"] == ["role", "unit", "none"]


def test_a_document_is_made_and_its_options_stay_for_the_conference(qapp, commands, tmp_path):
    out = tmp_path / "danh sách.pdf"
    code, told, _err = commands.run("document", "attendance-sheet", "101", "-o", out, "--set", "blank-lines=5")
    assert (code, told.strip()) == (0, str(out))
    assert "Bổ sung" in " ".join(page.text for page in read(out.read_bytes())).replace("bổ sung", "Bổ sung")
    again = tmp_path / "again.pdf"
    assert commands.run("document", "attendance-sheet", "101", "-o", again)[0] == 0
    assert len(read(again.read_bytes())) == len(read(out.read_bytes()))


def test_a_name_with_a_letter_of_no_font_is_told_with_the_document(qapp, commands, tmp_path):
    name = "Lê \U00100123 An"
    person = AttendeeInput(full_name=name, unit="UBND phường Bạch Đằng")
    commands.database.write(lambda tx: attendees.add_attendee(tx, commands.conference_id, person))
    code, _told, said = commands.run("document", "badges", "101", "-o", tmp_path / "badges.pdf")
    assert code == 0
    assert name in said
    code, told, _said = commands.run("document", "badges", "101", "-o", tmp_path / "badges.pdf", "--json")
    assert json.loads(told)["without_glyph"] == [name]


def test_one_file_for_each_unit_named_by_unit(commands, tmp_path):
    out = tmp_path / "all.zip"
    code, told, _err = commands.run("document", "attendance-sheet", "101", "-o", out, "--per-unit", "--json")
    assert code == 0
    files = json.loads(told)["files"]
    with zipfile.ZipFile(out) as archive:
        assert archive.namelist() == files
    assert len(files) == len(set(files)) > 5
    assert all(file.endswith(".pdf") for file in files)


def test_pages_as_pictures_are_numbered(commands, tmp_path):
    out = tmp_path / "sheet.png"
    code, told, _err = commands.run("document", "attendance-sheet", "101", "-o", out)
    assert code == 0
    files = told.splitlines()
    assert all((tmp_path / file).read_bytes().startswith(b"\x89PNG") for file in files)
    assert [file.endswith(f"-{place}.png") for place, file in enumerate(files, start=1)] == [True] * len(files)


def test_pictures_asked_for_are_never_called_pdf(commands, tmp_path):
    code, told, _err = commands.run("document", "payment", "101", "-o", tmp_path / "x.pdf", "--format", "png")
    assert code == 1  # nobody is marked: nothing is written
    words = ("document", "registered-list", "101", "-o", tmp_path / "x.pdf", "--format", "png", "--unit", "Bạch Đằng")
    code, told, _err = commands.run(*words)
    assert (code, told.strip()) == (0, str(tmp_path / "x.png"))
    assert [file.name for file in tmp_path.glob("x*")] == ["x.png"]


def test_payments_are_made_for_the_units_of_which_anybody_is_paid(commands, tmp_path):
    def mark(tx):
        rates.set_rate(tx, valid_from=dt.date(2018, 1, 1), amount=150_000, basis="")
        given = AttendeeInput(full_name="Khách Không Đơn Vị", off_payroll=True)
        key = attendees.add_attendee(tx, commands.conference_id, given).id
        found = [each for each in attendees.list_attendees(tx, commands.conference_id) if each.id != key]
        attendees.set_off_payroll(tx, [found[0].id], True)
        return found[0].unit

    unit = commands.database.write(mark)
    code, _told, err = commands.run("document", "payment", "101", "-o", tmp_path / "all", "--per-unit")
    assert code == 0, err
    named = {tuple(file.name.split(" - ")[::3]) for file in (tmp_path / "all").iterdir()}  # what it is, and whose
    assert named == {("Danh sách ký nhận tiền", f"{unit}.pdf"), ("Danh sách ký nhận tiền", "Chưa có đơn vị.pdf")}


def test_without_anybody_s_certificate_files_for_units_say_so_as_one_file_does(commands, tmp_path):
    one = commands.run("document", "certificates", "101", "-o", tmp_path / "x.pdf")
    each = commands.run("document", "certificates", "101", "-o", tmp_path / "x", "--per-unit")
    assert one[0] == each[0] == 1
    assert one[2] == each[2]
    assert not list(tmp_path.glob("x*"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("document", "attendance-sheet", "101", "-o", "x.pdf", "--per-unit"), ".zip"),
        (("document", "badge", "101", "-o", "x.pdf"), "badge"),
        (("document", "badges", "101", "-o", "x.docx"), "docx"),
        (("document", "attendance-sheet", "101", "-o", "x.pdf", "--set", "colour=red"), "colour"),
        (("document", "attendance-sheet", "101", "-o", "x.pdf", "--set", "blank_lines=many"), "0–60"),
        (("document", "attendance-sheet", "101", "-o", "x.pdf", "--set", "red"), "red"),
        (("document", "attendance-sheet", "101", "-o", "x.pdf", "--unit", "Sao Hoả"), "Sao Hoả"),
        (("document", "attendance-sheet", "101", "-o", "x.pdf", "--person", "Người Lạ"), "Người Lạ"),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_makes_nothing(commands, tmp_path, monkeypatch, words, said):
    monkeypatch.chdir(tmp_path)
    code, _out, err = commands.run(*words)
    assert code == 2
    assert said in err
    assert not list(tmp_path.glob("x.*"))


def test_a_file_that_cannot_be_written_takes_no_number(commands, tmp_path):
    assert commands.run("document", "attendance-sheet", "101", "-o", tmp_path / "missing" / "x.pdf")[0] == 1
    code, told, _err = commands.run("sheets", "101", "--json")
    assert (code, json.loads(told)["sheets"]) == (0, [])


def test_what_a_document_lacks_is_told_without_making_it(qapp, commands):
    code, told, _said = commands.run("document", "invitation", "101", "--check")
    assert (code, len(told.splitlines())) == (1, 3)
    assert "nơi nhận" in told
    code, told, _said = commands.run("document", "invitation", "101", "--check", "--json")
    missing = json.loads(told)["missing"]
    assert (code, [each["code"] for each in missing]) == (1, ["symbol", "signer_name", "recipients"])
    code, told, said = commands.run("document", "badges", "101", "--check")
    assert (code, told.strip()) == (0, "")
    assert "Không thiếu gì." in said


def test_a_document_without_a_place_to_write_it_says_so(commands):
    code, _told, said = commands.run("document", "badges", "101")
    assert code == 2
    assert "-o" in said
    assert "--check" in said
