"""Workbooks as offices send them, with invented people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl

from desktop.domain.people import AttendeeView

HEADINGS = ("STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Số điện thoại")


FOOT = (
    ("Tổng số: 04 người",),
    (None, None, None, "Hà Nội, ngày 15 tháng 5 năm 2018"),
    (None, "NGƯỜI LẬP BIỂU", None, "CHỦ TỊCH"),
    (None, "(Ký, ghi rõ họ tên)", None, "(Ký tên, đóng dấu)"),
    (),
    (None, "Đinh Thị Mẫu", None, "Cao Văn Thử"),
)
"""Under a list as offices end it: total, place and day, who signs, their names."""


def workbook(
    path: Path,
    rows: Sequence[Sequence[str | int | None]],
    headings: Sequence[str] = HEADINGS,
    foot: Sequence[Sequence[str | int | None]] = (),
) -> Path:
    """A workbook with a title, a heading in row 3, these rows under it and a foot below them."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "DANH SÁCH ĐĂNG KÝ THAM DỰ HỘI NGHỊ"
    for place, heading in enumerate(headings, start=1):
        sheet.cell(3, place, heading)
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate((number, *row), start=1):
            sheet.cell(3 + number, place, value)
    for number, row in enumerate(foot, start=len(rows) + 4):
        for place, value in enumerate(row, start=1):
            sheet.cell(number, place, value)
    book.save(path)
    return path


def bach_mai(folder: Path) -> Path:
    """Four people of a ward, one with the ward's name mistyped, and one row without a name."""
    return workbook(
        folder / "P.BachMai.xlsx",
        [
            ("Nguyễn Văn Bình", "Phó Chủ tịch", "UBND phường Bạch Mai", "0988210455"),
            ("Đỗ Thị Thúy Hà", "Công chức Tài chính - Kế toán", "UBND phường Bạch Mai", "0988210466"),
            ("Vũ Minh Hòa", "Công chức Văn phòng - Thống kê", "UBND phường Bạhc Mai", "0988210477"),
            ("Ngô Thị Yến", "Chủ tịch", "UBND phường Bạch Mai", "0988210488"),
            ("", "Công chức", "UBND phường Bạch Mai", "0988210499"),
        ],
    )


def late_registrations(folder: Path, registered: Sequence[AttendeeView]) -> list[Path]:
    """What comes in the last days: new people, changes and doubts about people registered, and a damaged file."""
    one, other, third = registered[3], registered[8], registered[12]
    first = workbook(
        folder / "P.BachMai.xlsx",
        [
            ("Đỗ Thị Thúy Hà", "Công chức Tài chính - Kế toán", "UBND phường Bạch Mai", "0988210466"),
            ("Vũ Minh Hòa", "Công chức Văn phòng - Thống kê", "UBND phường Bạhc Mai", "01689210477"),
            (one.full_name, "Phó Trưởng phòng phụ trách", one.unit, one.phone),
            (third.full_name, third.position, third.unit, third.phone),
            ("", "Công chức", "UBND phường Bạch Mai", "0988210499"),
        ],
    )
    schools = workbook(
        folder / "DS_truong.xlsx",
        [
            (other.full_name, "Chuyên viên chính", other.unit, "0912004115"),
            ("Trần Hải Anh", "Phó Hiệu trưởng", "Trường Tiểu học Sao Mai", "0912004116"),
            ("Hoàng Minh Châu", "Hiệu trưởng", "TH Sao Mai", "0912004117"),
            ("Lê Thu Trang", "Giáo viên", "", "09120041"),
        ],
    )
    people = (
        ("Trần Đức Thử", "Phó Chủ tịch"),
        ("Lê Thị Hồng Mẫu", "Công chức Tư pháp - Hộ tịch"),
        ("Phạm Quốc Thử", "Chủ tịch"),
        ("Bùi Thị Mẫu", "Công chức Địa chính - Xây dựng"),
    )
    wards = ("Bạch Đằng", "Cầu Dền", "Bùi Thị Xuân", "Đồng Tâm", "Lê Đại Hành", "Minh Khai")
    lists = [
        workbook(
            folder / f"Dang ky {ward}.xlsx",
            [
                (name, position, f"UBND phường {ward}", f"09{place}{row}345{row}7{place}")
                for row, (name, position) in enumerate(people)
            ],
            foot=FOOT,
        )
        for place, ward in enumerate(wards)
    ]
    damaged = folder / "hong.xlsx"
    damaged.write_bytes(b"PK\x03\x04 nothing")
    return [first, schools, *lists, damaged]
