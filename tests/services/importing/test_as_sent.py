"""Workbooks as offices really send them, read from the file to the plan; every name is invented."""

from __future__ import annotations

import datetime as dt
import unicodedata
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from desktop.domain.importing import ImportOptions
from desktop.services import importing

CASES = {}


def case(name, expected):
    """Register a workbook's builder with what its rows must become: (Excel row, action, values)."""

    def register(build):
        CASES[name] = (build, expected)
        return build

    return register


def sheet_of(rows, p, merges=(), title=None, after=None):
    w = openpyxl.Workbook()
    s = w.active
    if title:
        s.title = title
    for r in rows:
        s.append(list(r))
    for m in merges:
        s.merge_cells(m)
    if after:
        after(w, s)
    w.save(p)


# One workbook a glance.
# fmt: off
@case("01_letterhead.xlsx", [(7, "add", {"full_name": "Nguyễn Văn An", "position": "Chủ tịch",
        "unit": "UBND phường Bạch Đằng", "birth": "1975-05-23", "gender": "male", "phone": "0912345678"}),
        (8, "add", {"full_name": "Trần Thị Bé", "gender": "female", "birth": "1980"})])
def _(p: Path):
    sheet_of([["ỦY BAN NHÂN DÂN", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["PHƯỜNG BẠCH ĐẰNG", "", "", "Độc lập - Tự do - Hạnh phúc"], [],
        ["DANH SÁCH CÁN BỘ UBND PHƯỜNG BẠCH ĐẰNG THAM DỰ TẬP HUẤN"],
        ["STT", "Họ và tên", "Ngày sinh", None, "Chức vụ", "Số điện thoại"],
        [None, None, "Nam", "Nữ", None, None], [1, "Ông Nguyễn Văn An", "23/5/1975", None, "Chủ tịch", 912345678],
        [2, "Trần Thị Bé", None, 1980, "Công chức", "0168 345 6789"], ["Tổng số: 2 người"],
        [None, None, None, "Người lập"],
        [None, None, None, "Lê Văn Lập"]], p, ["C5:D5", "A5:A6", "B5:B6", "E5:E6", "F5:F6"])


@case("02_unitrows.xlsx", [(4, "add", {"full_name": "Nguyễn Văn An", "unit": "UBND phường Bạch Đằng"}),
        (6, "add", {"full_name": "Lê Thị Hoa", "unit": "UBND phường Bạch Mai"})])
def _(p: Path):
    sheet_of([["DANH SÁCH"], ["TT", "Họ tên", "Chức danh", "SĐT"], ["I. UBND phường Bạch Đằng"],
        [1, "Nguyễn Văn An", "Chủ tịch", "0912345678"], ["II. UBND P.Bạch Mai"],
        [1, "Lê Thị Hoa", "Phó Chủ tịch", "0912345679"]], p)


@case("03_merged_unit.xlsx", [(2, "add", {"unit": "UBND phường Nguyễn Du"}),
        (3, "add", {"unit": "UBND phường Nguyễn Du", "full_name": "Lê Văn Bình"}),
        (4, "add", {"unit": "UBND phường Thanh Nhàn"})])
def _(p: Path):
    sheet_of([["STT", "Họ và tên", "Đơn vị", "Chức vụ"], [1, "Nguyễn Văn An", "P. Nguyễn Du", "CT"],
        [2, "Lê Văn Bình", None, "PCT"], [3, "Lê Văn Cường", "Phường Thanh Nhàn", "CT"]], p, ["C2:C3"])


@case("04_numbering.xlsx", [(4, "add", {"full_name": "Hoàng Văn Nam", "email": "nam@example.vn"})])
def _(p: Path):
    sheet_of([[], ["STT", "Họ và tên\nFull name", "Email liên hệ (nếu có)"], ["(1)", "(2)", "(3)"],
        [1, "HOÀNG VĂN NAM", "nam@example.vn"], [2, None, None]], p)


@case("05_split_name.xlsx", [(2, "add", {"full_name": "Đỗ Thị Thúy Hà", "gender": "female"}),
        (3, "add", {"full_name": "Phạm Quốc Việt"})])
def _(p: Path):
    sheet_of([["TT", "Họ và đệm", "Tên", "Nữ", "Đơn vị công tác"],
        [1, "Đỗ Thị Thúy", "Hà", "x", "UBND phường Minh Khai"],
        [2, "Phạm Quốc", "Việt", None, "UBND phường Minh Khai"]], p)


@case("06_tcvn3.xlsx", [(2, "add", {"full_name": "Nguyễn Văn Ánh"})])
def _(p: Path):
    def a(w, s):
        for r in s.iter_rows():
            for c in r:
                c.font = Font(name=".VnTime")

    sheet_of([["STT", "Hä vµ tªn", "Chøc vô", "§¬n vÞ"],
        [1, "NguyÔn V¨n ¸nh", "Chñ tÞch", "UBND ph\u00ad\u00ebng B¹ch §»ng".replace("\u00ad\u00eb", "\u00adê")]],
        p, after=a)


@case("07_vni.xlsx", [(2, "add", {"full_name": "Nguyễn Văn Ánh"})])
def _(p: Path):
    def a(w, s):
        for r in s.iter_rows():
            for c in r:
                c.font = Font(name="VNI-Times")

    sheet_of([["STT", "Hoï vaø teân", "Chöùc vuï"], [1, "Nguyeãn Vaên AÙnh", "Chuû tòch"]], p, after=a)


@case("08_errors.xlsx", [(2, "error", {}), (3, "add", {"full_name": "Lê An"}),
        (5, "add", {"full_name": "Phạm Văn Đức"})])
def _(p: Path):
    sheet_of([["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "SĐT"],
        [1, None, "1/1/1980", "UBND phường Đồng Tâm", "0912345670"],
        [2, "Lê An", "31/02/1980", "UBND phường Đồng Tâm", "123"], [3],
        [4, "Phạm Văn Đức", "12/13/1980", None, None]], p)


@case("09_unknown_units.xlsx", [(2, "add", {"unit": "Trường Tiểu học Hoa Mai"}),
        (3, "add", {"unit": "Trường Tiểu học Hoa Mai"}), (4, "add", {"unit": "Trường Tiểu học Hoa Mai"}),
        (5, "add", {"unit": "UBND phường Bạch Mia"})])
def _(p: Path):
    sheet_of([["STT", "Họ và tên", "Đơn vị"], [1, "Lê Một Hai", "TH Hoa Mai"],
        [2, "Lê Ba Bốn", "Tiểu học Hoa Mai"], [3, "Lê Năm Sáu", "Trường Tiểu học Hoa Mai"],
        [4, "Lê Bảy Tám", "UBND phường Bạch Mia"]], p)


@case("10_party.xlsx", [(2, "add", {"full_name": "Vũ Minh Hòa", "position": "Chủ tịch"})])
def _(p: Path):
    sheet_of([["STT", "Họ và tên", "Chức vụ trong Đảng", "Chức vụ chính quyền", "Dân tộc", "CCCD", "Đơn vị tính",
        "Đơn vị"], [1, "Vũ Minh Hòa", "Bí thư", "Chủ tịch", "Kinh", "001075012345", "người", "P. Cầu Dền"]], p)


@case("11_sheet_unit.xlsx", [(2, "add", {"full_name": "Lý Văn Tám", "unit": "UBND phường Quỳnh Lôi"})])
def _(p: Path):
    sheet_of([["STT", "Họ và tên", "Chức vụ"], [1, "Lý Văn Tám", "CT"]], p, title="P. Quỳnh Lôi")


@case("UBND phường Trương Định.xlsx", [(2, "add", {"full_name": "Lý Văn Chín", "unit": "UBND phường Trương Định"})])
def _(p: Path):
    sheet_of([["STT", "Họ và tên", "Chức vụ"], [1, "Lý Văn Chín", "CT"]], p)


@case("13_footers.xlsx", [(3, "add", {"full_name": "Mai Thị Lan"}), (6, "add", {"full_name": "Bùi Văn Kha"})])
def _(p: Path):
    sheet_of([["STT", "Họ và tên", "Đơn vị", "Ghi chú"], ["A", "KHỐI PHƯỜNG"],
        [1, "Mai Thị Lan", "P. Đồng Nhân", ""], ["Cộng: 01 người"], ["B", "KHỐI TRƯỜNG HỌC"],
        [1, "Bùi Văn Kha", "THCS Lê Văn X", None], ["Tổng cộng: 02 người"], [], ["Ghi chú: gửi trước ngày 20/5"],
        [None, "NGƯỜI LẬP BIỂU", None, "THỦ TRƯỞNG ĐƠN VỊ"], [], [None, "Hoàng Thị Lập", None, "Nguyễn Ký"]], p)


@case("14_dupes.xlsx", [(2, "add", {}), (3, "skip", {}), (4, "add", {"unit": "UBND phường Phố Huế"})])
def _(p: Path):
    sheet_of([["STT", "Họ và tên", "Chức vụ", "Đơn vị"], [1, "Nguyễn Thị Hà", "CT", "UBND phường Đống Mác"],
        [2, "NGUYỄN THỊ HÀ", "CT", "P. Đống Mác"], [3, "Nguyễn Thị Hà", "CT", "P. Phố Huế"]], p)


@case("15_k_breu.xlsx", [(2, "add", {"full_name": "K'Brêu"}),
        (3, "add", {"full_name": "Đàm Văn Hai", "honorific": "Ông"}),
        (4, "add", {"full_name": "Nguyễn Văn Ba", "honorific": "PGS.TS."})])
def _(p: Path):
    sheet_of([["STT", "Họ và tên", "Đơn vị"], [1, "K'Brêu", "Phòng Y tế"], [2, "Ông Đàm Văn Hai", "Phòng Y tế"],
        [3, "PGS.TS. Nguyễn Văn Ba", "Phòng Nội vụ"]], p)


@case("16_nfd.xlsx", [(2, "add", {"full_name": "Nguyễn Thị Ngọc Ánh", "unit": "UBND phường Phạm Đình Hổ"})])
def _(p: Path):

    def n(t):
        return unicodedata.normalize("NFD", t)

    sheet_of([[n("STT"), n("Họ và tên"), n("Đơn vị công tác")],
        [1, n("NGUYỄN\u00a0THỊ  NGỌC ÁNH "), n("UBND P.Phạm Đình Hổ")]], p)


@case("17_html.xls", [(2, "add", {"full_name": "Trịnh Văn Lâm"})])
def _(p: Path):
    p.write_bytes("\ufeff\ufeff<html><table><tr><td>STT</td><td>Họ và tên</td><td>Chức vụ</td></tr><tr><td>1</td><td>Trịnh Văn Lâm</td><td>CT</td></tr></table></html>".encode())


@case("18_semicolon.csv", [(2, "add", {"full_name": "Trịnh Văn Lâm", "birth": "1975-05"})])
def _(p: Path):
    p.write_bytes("STT;Họ và tên;Ngày sinh\n1;Trịnh Văn Lâm;05/1975\n".encode("utf-16"))


@case("19_serial.xlsx", [(2, "add", {"birth": "2018-05-23"}), (3, "add", {"birth": "1985"}),
        (4, "add", {"birth": "1975-03-02"}), (5, "add", {"birth": "1979-12-01"})])
def _(p: Path):
    sheet_of([["STT", "Họ và tên", "Ngày sinh"], [1, "Lê Văn Một", 43243], [2, "Lê Văn Hai", "  /  /1985"],
        [3, "Lê Văn Ba", dt.datetime(1975, 3, 2)], [4, "Lê Văn Bốn", "1-12-79"]], p)


@case("20_phones.xlsx", [(2, "add", {"phone": "0345678901"}), (3, "add", {"phone": "0912345678"}),
        (4, "add", {"phone": "0912345678"}), (5, "add", {"phone": "0701234567"}),
        (6, "add", {"phone": "02438251234"})])
def _(p: Path):
    sheet_of([["STT", "Họ và tên", "Di động"], [1, "Lê Văn Một", "01645678901"],
        [2, "Lê Văn Hai", "+84 912 345 678"], [3, "Lê Văn Ba", 912345678.0], [4, "Lê Văn Bốn", "0120.123.4567"],
        [5, "Lê Văn Năm", "(024) 3825.1234"]], p)


@case("22_group_col.xlsx", [(2, "add", {"role_group": "Trường công lập"}), (3, "add", {"role_group": "Khách mời"})])
def _(p: Path):
    sheet_of([["STT", "Họ và tên", "Đơn vị", "Nhóm đối tượng"],
        [1, "Lê Văn Một", "THCS Hoa Sữa", "Trường công lập"], [2, "Lê Văn Hai", "P. Bách Khoa", "Khách mời"]], p)


@case("23_signsheet.xlsx", [(4, "add", {"full_name": "Lê Văn Một", "note": "ốm"})])
def _(p: Path):
    sheet_of([["DANH SÁCH ĐIỂM DANH"], ["TT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Ký tên", None,
        "Ghi chú"], [None, None, None, None, "Sáng", "Chiều", None],
        [1, "Lê Văn Một", "CT", "P. Lê Đại Hành", "x", "x", "ốm"]], p, ["E2:F2", "A2:A3", "B2:B3", "C2:C3",
        "D2:D3", "G2:G3"])


@case("24_gender.xlsx", [(2, "add", {"gender": "male"}), (3, "add", {"gender": "female"}),
        (4, "add", {"full_name": "Lê Thị Ba"})])
def _(p: Path):
    sheet_of([["STT", "Họ và tên", "Giới tính"], [1, "Lê Văn Một", "Nam"], [2, "Lê Thị Hai", "nữ"],
        [3, "Lê Thị Ba", "?"]], p)


@case("25_school_vs_ward.xlsx", [(2, "add", {"unit": "Trường Tiểu học Bạch Mai"}),
        (3, "add", {"unit": "UBND phường Bạch Mai"}),
        (4, "add", {"unit": "Phòng Lao động - Thương binh và Xã hội"}),
        (5, "add", {"unit": "Phòng Giáo dục và Đào tạo"}), (6, "add", {"unit": "Bảo hiểm xã hội quận"})])
def _(p: Path):
    sheet_of([["STT", "Họ và tên", "Đơn vị"], [1, "Lê Văn Một", "Trường Tiểu học Bạch Mai"],
        [2, "Lê Văn Hai", "P.Bạch Mai"], [3, "Lê Văn Ba", "P. LĐTB&XH"], [4, "Lê Văn Bốn", "Phòng GD-ĐT"],
        [5, "Lê Văn Năm", "BHXH quận Hai Bà Trưng"]], p)


@case("27_formula_name.xlsx", [(2, "add", {"full_name": "=1+1"})])
def _(p: Path):
    def a(w, s):
        s["B2"].value = "=1+1"
        s["B2"].data_type = "s"

    sheet_of([["STT", "Họ và tên", "Chức vụ"], [1, "x", "CT"]], p, after=a)


@case("28_short_row.xlsx", [(3, "add", {"full_name": "Lê Văn Hai"})])
def _(p: Path):
    sheet_of([["STT", "Họ và tên", "Chức vụ", "Đơn vị"], [1, "Lê Văn Một", "CT", "P. Bách Khoa"],
        [2, "Lê Văn Hai", "PCT"], [3, "Lê Văn Ba", "CT", "P. Bách Khoa"]], p)


@case("29_repeat_heading.xlsx", [(2, "add", {}), (4, "add", {"full_name": "Lê Văn Hai"})])
def _(p: Path):
    sheet_of([["STT", "Họ và tên", "Chức vụ", "Đơn vị"], [1, "Lê Văn Một", "CT", "P. Bách Khoa"],
        ["STT", "Họ và tên", "Chức vụ", "Đơn vị"], [2, "Lê Văn Hai", "CT", "P. Bách Khoa"]], p)


@case("30_canbo.xlsx", [(3, "add", {"full_name": "Lê Văn Một", "unit": "UBND phường Ngô Thì Nhậm",
        "position": "CC", "phone": "0987654321"})])
def _(p: Path):
    sheet_of([["Kính gửi: Phòng Nội vụ"],
        ["Số TT", "Cán bộ", "Phòng ban/Đơn vị", "Chức vụ/Vị trí công tác", "LIÊN LẠC", "Năm sinh"],
        ["01", "Lê Văn Một", "phường Ngô Thì Nhậm", "CC", "0987.654.321", "1990"]], p)
# fmt: on


@pytest.fixture(scope="module")
def planned(tmp_path_factory):
    """Every workbook's plan, read in one go as a dropped folder is."""
    from desktop.services import conferences, units
    from desktop.store.upgrade import open_database

    folder = tmp_path_factory.mktemp("sent")
    for name, (build, _expected) in CASES.items():
        build(folder / name)
    database = open_database(folder / "data.db")

    def start(tx):
        units.seed_units(tx, "hai-ba-trung")
        return conferences.create_conference(tx, title="Thử", starts_on=dt.date(2018, 5, 23)).id

    conference_id = database.write(start)
    plans = {}
    for name in CASES:
        loaded = importing.load([folder / name])
        plans[name] = database.read(
            lambda tx, loaded=loaded: importing.plan(tx, conference_id, loaded, ImportOptions())
        )
    database.close()
    return plans


@pytest.mark.parametrize("name", CASES)
def test_a_sheet_as_sent_becomes_the_rows_a_reader_would_write(planned, name):
    (file,) = planned[name].files
    assert file.error is None
    rows = {row.row: row for sheet in file.sheets for row in sheet.rows}
    for number, action, values in CASES[name][1]:
        assert number in rows, (number, sorted(rows))
        row = rows[number]
        told = [problem.code for problem in row.problems]
        assert (row.action, {field: row.values.get(field) for field in values}) == (action, values), told
