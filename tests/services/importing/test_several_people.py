"""Several people in one row: nobody is lost, and no two become one."""

from __future__ import annotations

import pytest
from openpyxl import load_workbook

from desktop.domain.importing import Action, row_key
from desktop.excel.understanding.table_row import TableRow
from desktop.services import importing
from desktop.services.importing.cleaning import people_of
from tests.services.importing.desk import Desk, all_rows, codes, loaded, people

WARD = "UBND phường Bạch Đằng"


@pytest.fixture
def desk(database, conference) -> Desk:
    return Desk(database, conference.id)


@pytest.mark.parametrize(
    "cell",
    [
        "Đỗ Văn Bảy, Bùi Văn Tám",
        "Đỗ Văn Bảy; Bùi Văn Tám",
        "Đỗ Văn Bảy và Bùi Văn Tám",
        "Đỗ Văn Bảy Và Bùi Văn Tám",
        "Đỗ Văn Bảy & Bùi Văn Tám",
        "Đỗ Văn Bảy + Bùi Văn Tám",
        "Đỗ Văn Bảy / Bùi Văn Tám",
        "Đỗ Văn Bảy\nBùi Văn Tám",
        "1. Đỗ Văn Bảy\n2. Bùi Văn Tám",
        "1. Đỗ Văn Bảy 2. Bùi Văn Tám",
        "ĐỖ VĂN BẢY, BÙI VĂN TÁM",
        "Ông Đỗ Văn Bảy/Ông Bùi Văn Tám",
    ],
)
def test_a_cell_that_surely_names_two_people_makes_two_and_a_second_import_changes_nothing(desk, cell):
    rows = loaded(*people((cell, None, "Chuyên viên", WARD)))
    desk.apply(desk.plan(rows))
    assert [(each.full_name, each.position, each.unit) for each in desk.attendees()] == [
        ("Đỗ Văn Bảy", "Chuyên viên", WARD),
        ("Bùi Văn Tám", "Chuyên viên", WARD),
    ]
    assert [row.action for row in all_rows(desk.plan(rows))] == [Action.SAME, Action.SAME]


def test_a_list_with_strokes_names_each():
    rows = people_of(TableRow(2, (), {"full_name": "- Cao Văn Em\n- Lưu Thị Phượng", "unit": WARD}))
    assert [(row.cells["full_name"], row.cells["unit"]) for row in rows] == [
        ("Cao Văn Em", WARD),
        ("Lưu Thị Phượng", WARD),
    ]


def test_what_stands_beside_is_given_to_each_where_there_is_one_for_each(desk):
    row = (
        "Đỗ Văn Bảy\nBùi Văn Tám",
        "1980\n1985",
        "Chủ tịch\nVăn thư",
        WARD,
        "0912345671 / 0912345672",
        "bay@hbt.vn",
        "ăn chay",
    )
    one, other = all_rows(desk.plan(loaded(*people(row))))
    assert (one.row, other.row) == (2, 2)
    assert (one.values["birth"], one.values["position"], one.values["phone"]) == ("1980", "Chủ tịch", "0912345671")
    assert (other.values["birth"], other.values["position"], other.values["phone"]) == ("1985", "Văn thư", "0912345672")
    assert (one.values["email"], other.values.get("email")) == (
        "bay@hbt.vn",
        None,
    )  # whose else it could be, nobody knows
    assert one.values["note"] == other.values["note"] == "ăn chay"
    assert codes(one) == codes(other) == {"name.split"}


def test_each_takes_the_position_behind_their_own_name(desk):
    rows = all_rows(
        desk.plan(
            loaded(*people(("1. Mai Văn Cường - Phó Chủ tịch\n2. Tạ Thị Dung - Văn thư (vắng)", None, None, WARD)))
        )
    )
    assert [(row.values["full_name"], row.values["position"], row.values.get("note")) for row in rows] == [
        ("Mai Văn Cường", "Phó Chủ tịch", None),
        ("Tạ Thị Dung", "Văn thư", "vắng"),
    ]


def test_each_of_a_row_is_mended_and_left_out_by_themself(desk):
    rows = loaded(*people(("Đỗ Văn Bảy, Bùi Văn Tám", None, None, WARD)))
    second = ("danh-sach.xlsx", "DS", row_key(2, 1))
    plan = desk.plan(rows, edits={second: {"full_name": "Bùi Văn Tâm"}})
    assert [row.values["full_name"] for row in all_rows(plan)] == ["Đỗ Văn Bảy", "Bùi Văn Tâm"]
    plan = desk.plan(rows, skipped=frozenset({second}))
    assert [row.action for row in all_rows(plan)] == [Action.ADD, Action.SKIP]


def test_what_may_be_several_stays_out_until_it_is_said_to_be_one(desk, tmp_path):
    rows = loaded(*people(("Nguyễn Văn An, Bình", None, None, WARD)))
    plan = desk.plan(rows)
    assert [(row.action, codes(row)) for row in all_rows(plan)] == [(Action.SKIP, {"name.several"})]
    assert importing.write_refused(plan, tmp_path / "out.xlsx") == 1
    said = desk.plan(rows, persons={("danh-sach.xlsx", "DS", 2): True})
    assert [row.action for row in all_rows(said)] == [Action.ADD]
    mended = desk.plan(rows, edits={("danh-sach.xlsx", "DS", 2): {"full_name": "Nguyễn Văn An"}})
    assert [row.action for row in all_rows(mended)] == [Action.ADD]


def test_a_refused_one_of_several_goes_back_alone(desk, tmp_path):
    desk.bring_in(("Bùi Văn Tám", None, "Văn thư", WARD))
    plan = desk.plan(loaded(*people(("Đỗ Văn Bảy, Bùi Văn Tám", None, "Chuyên viên", WARD))))
    assert [row.action for row in all_rows(plan)] == [Action.ADD, Action.SKIP]
    assert importing.write_refused(plan, tmp_path / "out.xlsx") == 1
    cells = [cell.value for row in load_workbook(tmp_path / "out.xlsx").worksheets[0].iter_rows() for cell in row]
    assert "Bùi Văn Tám" in cells
    assert not any("Đỗ Văn Bảy" in str(cell) for cell in cells)


def test_a_unit_with_a_comma_or_an_and_is_nobody_s_second_name(desk):
    row = desk.one("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", None, None, WARD)
    assert codes(row) == {"name.suspicious"}
