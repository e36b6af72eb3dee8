"""history and figures: JSON, workbook, exit codes."""

from __future__ import annotations

import json

import openpyxl
import pytest

from tests.commands.hall_desk import HA


def test_figures_tell_people_turns_and_hours_and_the_workbook_the_list_behind_them(desk, tmp_path):
    assert desk.check_in(HA)[0] == 0
    target = tmp_path / "so-lieu.xlsx"
    code, out, _err = desk.run(
        "figures", "--from", "1/1/2018", "--to", "31/12/2018", "--by", "unit", "--json", "-o", str(target)
    )
    assert code == 0
    told = json.loads(out)
    assert (told["people"], told["turns"], told["hours"], told["from"]) == (1, 1, 4, "2018-01-01")
    assert [line["turns"] for line in told["lines"]] == [1]
    numbers, behind = openpyxl.load_workbook(target).worksheets
    assert [cell.value for cell in numbers[3]] == ["Tổng số", 1, 1, 4, 0]
    assert [cell.value for cell in behind[2]][1] == "Nguyễn Thị Hà"


def test_a_span_without_a_session_has_no_figures(desk):
    code, out, _err = desk.run("figures", "--from", "2019-01-01", "--to", "2019-12-31", "--json")
    assert code == 0
    assert json.loads(out) == {"from": "2019-01-01", "to": "2019-12-31", "people": 0, "turns": 0, "hours": 0, "paid": 0}


def test_a_span_that_ends_before_it_starts_is_a_wrong_call(desk):
    code, _out, err = desk.run("figures", "--from", "2019-01-01", "--to", "2018-01-01")
    assert code == 2
    assert "Ngày cuối" in err


@pytest.mark.parametrize("by", ["name", "code"])
def test_history_names_each_conference_with_its_hours(desk, by):
    who = HA if by == "name" else desk.code_of(HA)
    assert desk.check_in(HA)[0] == 0
    code, out, _err = desk.run("history", who, "--json")
    assert code == 0
    told = json.loads(out)
    assert told["full_name"] == "Nguyễn Thị Hà"
    assert [(each["code"], each["hours"]) for each in told["conferences"]] == [("101", 4)]
    assert desk.run("history", who)[1].splitlines()[0] == "Nguyễn Thị Hà"
    unit = told["conferences"][0]["unit"]
    (sent,) = json.loads(desk.run("history", unit, "--json")[1])["conferences"]  # nobody is called so: a unit
    assert (sent["came"], sent["sessions"], sent["hours"], sent["certificates"], sent["substitutes"]) == (1, 1, 4, 0, 0)
    code, _out, err = desk.run("history", "Không Có Ai")
    assert (code, "Không Có Ai" in err) == (2, True)


def test_a_sessions_own_hours_and_a_conferences_kind_of_programme_are_typed_and_counted(desk):
    assert desk.run("conference", "edit", "101", "--programme", "Kỹ năng số")[0] == 0
    code, out, _err = desk.run(
        "session", "add", "101", "Chuyên đề", "--start", "17:30", "--end", "19:00", "--hours", "1,5", "--json"
    )
    assert code == 0
    assert json.loads(out)["hours"] == 1.5
    assert desk.check_in(HA, "--anyway", session="Chuyên đề")[0] == 0
    told = json.loads(desk.run("figures", "--from", "1/1/2018", "--to", "31/12/2018", "--by", "programme", "--json")[1])
    assert [(line["name"], line["hours"]) for line in told["lines"]] == [("Kỹ năng số", 1.5)]
    assert desk.run("session", "add", "101", "Khác", "--start", "17:30", "--end", "19:00", "--hours", "25")[0] == 2


def test_a_reported_period_refuses_changes_until_a_correction_is_opened_and_the_office_lays_its_sheet_out(
    desk, tmp_path
):
    assert desk.check_in(HA)[0] == 0
    span = ("--from", "1/1/2018", "--to", "31/12/2018")
    code, out, _err = desk.run("periods", "lock", *span, "--paper", "15/BC-UBND", "--json")
    assert (code, json.loads(out)["reported"]["hours"]) == (0, 4)
    code, _out, err = desk.run("conference", "edit", "101", "--form", "Trực tuyến")
    assert code == 1
    assert "đính chính" in err
    assert desk.run("periods", "correct", "101", "--reason", "ghi thiếu hình thức")[0] == 0
    assert desk.run("conference", "edit", "101", "--form", "Trực tuyến", "--funding", "Nguồn khác")[0] == 0
    assert desk.run("periods", "finish", "101")[0] == 0
    (period,) = json.loads(desk.run("periods", "list", "--json")[1])["periods"]
    assert [each["reason"] for each in period["corrections"]] == ["ghi thiếu hình thức"]
    form = tmp_path / "mau.xlsx"
    assert desk.run("figures-layout", "-o", str(form))[0] == 0
    assert desk.run("figures-layout", "--take", str(form))[0] == 0
    target = tmp_path / "so-lieu.xlsx"
    assert desk.run("figures", *span, "--by", "form", "-o", str(target))[0] == 0
    rows = list(openpyxl.load_workbook(target).worksheets[0].iter_rows(values_only=True))
    assert rows[1] == (1, "Trực tuyến", 1, 1, 4, 0)
