"""A column that says who draws no salary from the state budget: known by what it says, read as yes or no."""

from __future__ import annotations

import pytest

from desktop.domain.importing import Action, ImportOptions
from desktop.domain.people import AttendeeInput
from desktop.excel.understanding.headings import read_heading
from desktop.services import attendees, exporting, importing
from tests.services.importing.desk import Desk, all_rows, codes, content, loaded

HEADINGS = ("STT", "Họ và tên", "Chức vụ", "Đơn vị công tác")
WARD = "UBND phường Bạch Đằng"


@pytest.fixture
def desk(database, conference) -> Desk:
    return Desk(database, conference.id)


def sheet(heading, *cells):
    rows = [
        (number, f"Nguyễn Văn {name}", "Công chức", WARD, cell)
        for number, (name, cell) in enumerate(zip(("Một", "Hai", "Ba", "Bốn"), cells, strict=False), 1)
    ]
    return loaded(*rows, headings=(*HEADINGS, heading))


def brought_in(desk, heading, *cells):
    desk.apply(desk.plan(sheet(heading, *cells)))
    return {each.full_name.split()[-1]: each.off_payroll for each in desk.attendees()}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Không hưởng lương từ NSNN", "off_payroll"),
        ("KHÔNG HƯỞNG LƯƠNG\nTỪ NGÂN SÁCH NHÀ NƯỚC", "off_payroll"),
        ("Đối tượng không hưởng lương (đánh dấu x)", "off_payroll"),
        ("Không thuộc diện hưởng lương ngân sách", "off_payroll"),
        ("Đại biểu chưa được hưởng lương từ NSNN", "off_payroll"),
        ("Ko nhận lương từ ngân sách", "off_payroll"),
        ("Hưởng lương NSNN (có/không)", "on_payroll"),
        ("Người hưởng lương từ ngân sách", "on_payroll"),
        ("Hệ số lương", "-"),
        ("Số tài khoản nhận lương", "-"),
        ("Lương cơ bản", ""),
        ("Nguồn ngân sách", ""),
        ("Số lượng", "-"),
    ],
)
def test_a_heading_speaks_of_the_salary_from_the_budget_or_denies_it(heading, field):
    assert read_heading(heading)[0] == field


def test_marks_say_who_is_paid_by_nobody_and_a_blank_says_nothing(desk):
    assert brought_in(desk, "Không hưởng lương NSNN", "x", None, "Không", "có") == {
        "Một": True, "Hai": False, "Ba": False, "Bốn": True,
    }  # fmt: skip


def test_under_the_reverse_heading_a_no_is_what_a_yes_is_under_the_other(desk):
    assert brought_in(desk, "Hưởng lương từ ngân sách nhà nước", "Có", "không", None, "x") == {
        "Một": False, "Hai": True, "Ba": False, "Bốn": False,
    }  # fmt: skip


def test_a_column_of_nothing_but_noes_is_the_same_column(desk):
    assert set(brought_in(desk, "Hưởng lương NSNN", "Không", "Không", "Không").values()) == {True}


def test_a_list_sent_again_changes_only_what_it_says(desk):
    brought_in(desk, "Không hưởng lương NSNN", "x", "x", None)
    before = content(desk.database)
    plan = desk.plan(sheet("Không hưởng lương NSNN", None, "không", "x"))
    assert [row.action for row in all_rows(plan)] == [Action.SAME, Action.UPDATE, Action.UPDATE]
    desk.apply(plan)
    assert [each.off_payroll for each in sorted(desk.attendees(), key=lambda each: each.code)] == [True, False, True]
    desk.undo()
    assert content(desk.database) == before


def test_what_is_neither_yes_nor_no_goes_into_the_note_and_is_told(desk):
    plan = desk.plan(sheet("Không hưởng lương NSNN", "x", "nghỉ hưu", "x", "x"))
    odd = all_rows(plan)[1]
    assert (odd.values.get("off_payroll"), codes(odd)) == (None, {"answer.unread"})
    assert odd.values["note"].endswith(": nghỉ hưu")


def test_the_exported_column_comes_back_as_it_was(desk, tmp_path):
    for name, off in (("Lê Thị Khách", True), ("Lê Thị Công", False)):
        given = AttendeeInput(full_name=name, unit=WARD, off_payroll=off)
        desk.database.write(lambda tx, given=given: attendees.add_attendee(tx, desk.conference_id, given))
    columns = ["number", "full_name", "unit", "off_payroll"]
    made = desk.database.read(lambda tx: exporting.export_attendees(tx, desk.conference_id, columns))
    path = exporting.save(made, tmp_path / "ds.xlsx")
    plan = desk.database.read(
        lambda tx: importing.plan(tx, desk.conference_id, importing.load([path]), ImportOptions())
    )
    assert [row.action for row in all_rows(plan)] == [Action.SAME, Action.SAME]
    assert {row.values["full_name"]: row.values.get("off_payroll") for row in all_rows(plan)} == {
        "Lê Thị Khách": "yes", "Lê Thị Công": None,
    }  # fmt: skip
