"""Workbooks as offices send them, with invented people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl

HEADINGS = ("STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Số điện thoại")


def workbook(path: Path, rows: Sequence[Sequence[object]], headings: Sequence[str] = HEADINGS) -> Path:
    """A workbook with a title, a heading in row 3 and these rows under it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "DANH SÁCH ĐĂNG KÝ THAM DỰ HỘI NGHỊ"
    for place, heading in enumerate(headings, start=1):
        sheet.cell(3, place, heading)
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate((number, *row), start=1):
            sheet.cell(3 + number, place, value)
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
