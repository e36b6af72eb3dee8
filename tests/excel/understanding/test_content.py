"""What a single cell could be."""

import datetime as dt

import pytest

from desktop.domain.codes import badge_code
from desktop.excel.reading.workbook import Cell
from desktop.excel.understanding.content import fits, kinds_of

LIKELY, POSSIBLE = 0.6, 0.2


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("full_name", ["Nguyễn Văn An", "NGUYỄN VĂN AN", "nguyễn văn an", "Đ/c Trần Thị Bình", "Nguyen Van An", "H' Krŏng Ayă",
                       "Công Văn Chức", "Phòng Thị Lan", "Trương Thị Hà", "Đoàn Văn Hậu", "Quyền Thị Lan", "1. Lê Văn Ba", "Lê Thị Hoa (B)"]),
        ("position", ["Chủ tịch", "Phó Trưởng phòng", "Kế toán", "CV", "Hiệu trưởng", "Đội trưởng", "Văn thư", "Trưởng Công an phường"]),
        ("unit", ["UBND phường Bạch Đằng", "Trường THCS Vân Hồ", "Phòng Văn Hóa", "Sở Nội vụ", "Hội Liên hiệp Phụ nữ quận"]),
        ("phone", ["0912 345 678", 912345678, "024 3821 2345", "0912345678 / 0987654321", 912345678.0]),
        ("birth", ["12/5/1980", 1980, "1980", 31190, dt.datetime(1985, 2, 1), dt.datetime(1985, 2, 1, 23, 59, 58), "12/1979"]),
        ("gender", ["Nam", "nữ", "Male"]),
        ("female", ["x", True, False, 1, 0, "Có", "✓"]),
        ("email", ["an@hbt.vn"]),
        ("number", [1, "2", "(3)", "4.", 17.0]),
        ("code", [badge_code(101, 1), int(badge_code(101, 2))]),
        ("attending", ["Có", "Không tham dự (đi công tác)", "Đã hủy", "Chờ duyệt"]),
    ],
)  # fmt: skip
def test_a_value_stands_in_a_column_of_its_kind(field: str, values: list[Cell]) -> None:
    assert [value for value in values if fits(field, value) < LIKELY] == []


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("full_name", ["Trưởng phòng", "UBND phường Bạch Đằng", "Phòng Văn Hóa", "Kế toán", "x", 1, "Nam", "Chức"]),
        ("position", ["Trương Thị Hà", "Trường Tiểu học Bạch Mai", "0912345678", 1]),
        ("unit", ["Đội trưởng", "Trưởng phòng", "12/5/1980"]),
        ("phone", ["Có", "Rồi", 1980, "12/5/1980", "Nguyễn Văn An"]),
        ("birth", ["05 hằng tháng", "0912345678", "Có", dt.datetime(2026, 11, 20, 8, 1, 2), 3]),
        ("email", ["Có", "Không"]),
        ("code", ["2124150088", 12, "A1"]),
        ("number", ["Sở Nội vụ", 912345678, "Nguyễn Văn An"]),
    ],
)  # fmt: skip
def test_a_value_does_not_stand_in_a_column_of_another_kind(field: str, values: list[Cell]) -> None:
    assert [value for value in values if fits(field, value) > POSSIBLE] == []


@pytest.mark.parametrize("value", [None, "", "  ", "-", "…", "không có", "n/a"])
def test_a_blank_or_a_stroke_stands_anywhere(value: Cell) -> None:
    assert {fits(field, value) for field in ("full_name", "birth", "phone", "note")} == {1.0}


def test_a_value_may_be_several_things() -> None:
    assert {"birth", "number"} <= kinds_of(1980).keys()
    assert kinds_of(1980)["birth"] > kinds_of(1980)["number"]


def test_a_position_with_its_unit_is_told_from_one_without() -> None:
    assert fits("position_unit", "Chủ tịch UBND phường Bạch Đằng") > fits("position_unit", "Hiệu trưởng")
