"""The whole way from a workbook on disk to people: what the reader hands over is what the understanding needs."""

import datetime as dt
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

from desktop.excel.reading.reader import Reader
from desktop.excel.understanding.table import TableOptions, understand
from tests.excel.sheets import column, people


def registration(path: Path) -> Path:
    """A ward's registration as offices send it: letterhead, merged heading, units over people, old fonts, a foot."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "DS đăng ký"
    for row in [
        ["UBND QUẬN HAI BÀ TRƯNG", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["DANH SÁCH ĐĂNG KÝ THAM DỰ TẬP HUẤN"],
        [],
        ["STT", "Họ và tên", "Ngày sinh", None, "Chức vụ", "Điện thoại", "Dân tộc"],
        [None, None, "Nam", "Nữ"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        ["I. UBND phường Bạch Đằng"],
        [1, "Ông Nguyễn Văn An", dt.datetime(1980, 5, 12), None, "Chủ tịch", 912345678, "Kinh"],
        [2, "NguyÔn ThÞ Tó", None, "1985", "Công chức", "0168 123 4567"],
        [3, "Trần Thị Ẩn", None, 31190, "Công chức"],
        ["II. Trường Tiểu học Bạch Mai"],
        [1, "Phan Thanh Hång", "12/1979", None, "Hiệu trưởng"],
        ["Tổng số: 4 người"],
        [None, "NGƯỜI LẬP", None, None, "CHỦ TỊCH"],
        [None, "Lê Thị Lập", None, None, "Phạm Văn Ký"],
    ]:
        sheet.append(row)
    for area in ("A4:A5", "B4:B5", "C4:D4", "E4:E5", "F4:F5", "G4:G5", "A7:G7", "A11:G11", "A2:G2"):
        sheet.merge_cells(area)
    sheet["B9"].font = sheet["B12"].font = Font(name=".VnTime")
    sheet.row_dimensions[10].hidden = True
    book.save(path)
    return path


def test_a_ward_s_workbook_is_understood_to_the_last_person(reader: Reader, tmp_path: Path) -> None:
    sheet = reader.read(registration(tmp_path / "P.BachDang.xlsx")).sheets[0]
    table = understand(sheet, file_name="P.BachDang.xlsx")
    assert table.header_row == 5
    assert people(table) == ["Ông Nguyễn Văn An", "Nguyễn Thị Tú", "Trần Thị Ẩn", "Phan Thanh Hồng"]
    assert column(table, "gender") == ["Nam", "Nữ", "Nữ", "Nam"]
    assert column(table, "unit") == ["UBND phường Bạch Đằng"] * 3 + ["Trường Tiểu học Bạch Mai"]
    assert [row.number for row in table.rows] == [8, 9, 10, 12]
    assert [row.hidden for row in table.rows] == [False, False, True, False]
    assert [notice.code for notice in table.notices] == ["rows.hidden", "rows.set_aside", "columns.sensitive"]


def test_hidden_rows_can_be_left_out_and_are_told_so(reader: Reader, tmp_path: Path) -> None:
    sheet = reader.read(registration(tmp_path / "ds.xlsx")).sheets[0]
    table = understand(sheet, options=TableOptions(include_hidden=False))
    assert "Trần Thị Ẩn" not in people(table)
    assert "rows.left_out" in [notice.code for notice in table.notices]
