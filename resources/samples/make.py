"""Write the sample conference's workbooks: 172 invented people as 20 wards, agencies and schools would send them.

Run from the project's folder: `python resources/samples/make.py`. The same people every time; every workbook is odd in
its own way, the ways of facts that offices really send. Needs the packages of the `dev` extra (xlwt, odfpy).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import unicodedata
from collections.abc import Callable

from files import (
    FOLDER,
    TITLE,
    USUAL,
    Row,
    day,
    footer,
    letterhead,
    old_workbook,
    open_document,
    save,
    table,
    tcvn3,
    usual_rows,
    vni,
)
from invented import AGENCIES, MANAGED, NURSERIES, PRIMARY, SECONDARY, SERVICES, People, Someone
from openpyxl import Workbook

# -- twenty wards, twenty ways ----------------------------------------------------------------------------------------


def nguyen_du(people: list[Someone]) -> None:
    """As the form asks, with letterhead and footer."""
    book = Workbook()
    sheet = book.active
    top = letterhead(sheet, "UBND phường Nguyễn Du", TITLE, len(USUAL))
    footer(sheet, table(sheet, top, USUAL, usual_rows(people, "UBND phường Nguyễn Du")) + 1, len(people), 6)
    save(book, "P. Nguyen Du.xlsx")


def bach_dang(people: list[Someone]) -> None:
    """No unit column: the title names the ward."""
    book = Workbook()
    sheet = book.active
    title = "DANH SÁCH CÁN BỘ UBND PHƯỜNG BẠCH ĐẰNG THAM DỰ TẬP HUẤN NGHIỆP VỤ CẢI CÁCH HÀNH CHÍNH"
    top = letterhead(sheet, "UBND phường Bạch Đằng", title, 6)
    rows = [(n, one.name, one.born, one.position, one.phone, None) for n, one in enumerate(people, start=1)]
    end = table(sheet, top, ("TT", "Họ tên", "Ngày sinh", "Chức vụ", "SĐT", "Ghi chú"), rows)
    footer(sheet, end + 1, len(people), 5)
    save(book, "DS tap huan CCHC - UBND phuong Bach Dang.xlsx")


def pham_dinh_ho(people: list[Someone]) -> None:
    """Two-row heading: the birth date stands under Nam or Nữ."""
    book = Workbook()
    sheet = book.active
    top = letterhead(sheet, "UBND phường Phạm Đình Hổ", TITLE, 7)
    heads = (("STT", "Họ và tên", "Ngày sinh", None, "Chức vụ", "Đơn vị công tác", "Số điện thoại"),)
    rows: list[Row] = [(None, None, "Nam", "Nữ", None, None, None)]
    for number, one in enumerate(people, start=1):
        births = (None, day(one.born)) if one.woman else (day(one.born), None)
        rows.append((number, one.name, *births, one.position, "UBND phường Phạm Đình Hổ", one.phone))
    table(sheet, top, heads[0], rows)
    sheet.merge_cells(start_row=top, start_column=3, end_row=top, end_column=4)
    for column in (1, 2, 5, 6, 7):
        sheet.merge_cells(start_row=top, start_column=column, end_row=top + 1, end_column=column)
    save(book, "Phuong Pham Dinh Ho_dang ky.xlsx")


def bui_thi_xuan(people: list[Someone]) -> None:
    """An old .xls."""
    rows = [(n, one.name, day(one.born), one.position, "P. Bùi Thị Xuân", one.phone) for n, one in enumerate(people, 1)]
    heads = ("Số TT", "HỌ VÀ TÊN", "Năm sinh", "Chức danh", "Đơn vị", "Điện thoại")
    old_workbook("P Bui Thi Xuan.xls", [("DS", [(TITLE,), (), heads, *rows])])


def ngo_thi_nham(people: list[Someone]) -> None:
    """From LibreOffice."""
    rows = [(n, one.name, day(one.born), one.gender, one.position, one.phone) for n, one in enumerate(people, 1)]
    heads = ("TT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Di động")
    open_document("UBND phường Ngô Thì Nhậm.ods", "Phường Ngô Thì Nhậm", [heads, *rows])


def le_dai_hanh(people: list[Someone]) -> None:
    """A CSV with a BOM and semicolons, as Excel writes it here."""
    lines = [("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị", "SĐT", "Ghi chú")]
    for number, one in enumerate(people, start=1):
        lines.append((str(number), one.name, day(one.born), one.position, "UBND P. Lê Đại Hành", one.phone, ""))
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(lines)
    (FOLDER / "Le Dai Hanh.csv").write_bytes(text.getvalue().encode("utf-8-sig"))


def dong_nhan(people: list[Someone]) -> None:
    """Typed in a TCVN3 font."""
    heads = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị", "Điện thoại")
    rows = [
        (n, one.name, day(one.born), one.position, "UBND phường Đồng Nhân", one.phone)
        for n, one in enumerate(people, 1)
    ]
    lines = [tuple(tcvn3(value) if isinstance(value, str) else value for value in row) for row in (heads, *rows)]
    old_workbook("Dong Nhan.xls", [("Sheet1", lines)], font=".VnTime")


def pho_hue(people: list[Someone]) -> None:
    """Typed in a VNI font."""
    book = Workbook()
    heads = ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Đơn vị", "Điện thoại")
    rows = [
        (n, one.name, one.born.year, one.position, "UBND phường Phố Huế", one.phone) for n, one in enumerate(people, 1)
    ]
    lines = [tuple(vni(value) if isinstance(value, str) else value for value in row) for row in (heads, *rows)]
    table(book.active, 1, lines[0], lines[1:], font="VNI-Times")
    save(book, "Phuong Pho Hue (cu).xlsx")


def dong_mac(people: list[Someone]) -> None:
    """Letters and marks apart (NFD), from a Mac; blanks before and after."""
    book = Workbook()
    rows = [
        tuple(
            unicodedata.normalize("NFD", f" {value} ") if isinstance(value, str) and not value[0].isdigit() else value
            for value in row[:6]
        )
        for row in usual_rows(people, "Phường Đống Mác")
    ]
    table(book.active, 1, USUAL[:6], rows)
    save(book, "Dong Mac.xlsx")


def thanh_luong(people: list[Someone]) -> None:
    """ALL CAPS with Ông and Bà."""
    book = Workbook()
    sheet = book.active
    rows = [
        (
            n,
            f"{'Bà' if one.woman else 'Ông'} {one.name.upper()}",
            one.born,
            one.position,
            "UBND PHƯỜNG THANH LƯƠNG",
            one.phone,
        )
        for n, one in enumerate(people, start=1)
    ]
    top = letterhead(sheet, "UBND phường Thanh Lương", TITLE, 6)
    table(sheet, top, USUAL[:6], rows)
    save(book, "Phuong Thanh Luong.xlsx")


def thanh_nhan(people: list[Someone]) -> None:
    """The worksheet's name is the ward, and a numbering row stands under the heading."""
    book = Workbook()
    sheet = book.active
    sheet.title = "P. Thanh Nhàn"
    rows = [("(1)", "(2)", "(3)", "(4)", "(5)")]
    rows += [(n, one.name, one.born, one.position, one.phone) for n, one in enumerate(people, start=1)]
    table(sheet, 3, ("STT", "Họ và tên", "Ngày, tháng, năm sinh", "Chức vụ/Vị trí công tác", "ĐT DĐ"), rows)
    sheet["A1"] = TITLE
    save(book, "dang ky tap huan.xlsx")


def cau_den(people: list[Someone]) -> None:
    """Family and given name in two columns."""
    book = Workbook()
    rows = []
    for number, one in enumerate(people, start=1):
        family, _blank, given = one.name.rpartition(" ")
        rows.append((number, family, given, day(one.born), one.position, "Phường Cầu Dền", one.phone))
    table(book.active, 1, ("TT", "Họ và đệm", "Tên", "Ngày sinh", "Chức vụ", "Đơn vị công tác", "Điện thoại"), rows)
    save(book, "Cau Den.xlsx")


def bach_khoa(people: list[Someone]) -> None:
    """One row was hidden and forgotten; dates as text with dots."""
    book = Workbook()
    sheet = book.active
    rows = [
        (n, one.name, f"{one.born:%d.%m.%Y}", one.position, "UBND phường Bách Khoa", one.phone, one.email, None)
        for n, one in enumerate(people, start=1)
    ]
    table(sheet, 2, USUAL, rows)
    sheet.row_dimensions[5].hidden = True
    save(book, "PBachKhoa_DSdangky.xlsx")


def dong_tam(people: list[Someone]) -> None:
    """Phone numbers as numbers, their zero lost, some with the prefixes of before September 2018."""
    book = Workbook()
    rows = [
        (n, one.name, one.born, one.position, "UBND phường Đồng Tâm", int(one.phone), None)
        for n, one in enumerate(people, start=1)
    ]
    rows[1] = (*rows[1][:5], "0166" + people[1].phone[-7:], None)
    rows[2] = (*rows[2][:5], "0120" + people[2].phone[-7:], None)
    table(book.active, 1, ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Cơ quan", "Liên lạc", "Ghi chú"), rows)
    save(book, "Phuong Dong Tam.xlsx")


def vinh_tuy(people: list[Someone]) -> None:
    """The ward is written once, in a merged cell beside its people. One of them has no name yet."""
    book = Workbook()
    sheet = book.active
    rows = [
        (n, "UBND phường Vĩnh Tuy" if n == 1 else None, one.name, one.born, one.position, one.phone)
        for n, one in enumerate(people, start=1)
    ]
    rows.append((6, None, None, None, "Công chức Văn hóa - Xã hội", "0912000999"))
    top = letterhead(sheet, "UBND phường Vĩnh Tuy", TITLE, 6)
    table(sheet, top, ("STT", "Đơn vị", "Họ và tên", "Ngày sinh", "Chức vụ", "Số điện thoại"), rows)
    sheet.merge_cells(start_row=top + 1, start_column=2, end_row=top + len(rows), end_column=2)
    save(book, "P.Vinh Tuy.xlsx")


def bach_mai(people: list[Someone]) -> None:
    """A web page named .xls, as the ward's own software writes it."""
    cells = ["STT", "Họ tên", "Ngày sinh", "Chức vụ", "Đơn vị công tác", "Số điện thoại"]
    lines = [f"<tr>{''.join(f'<th>{cell}</th>' for cell in cells)}</tr>"]
    for number, one in enumerate(people, start=1):
        values = (number, one.name, day(one.born), one.position, "UBND phường Bạch Mai", one.phone)
        lines.append(f"<tr>{''.join(f'<td>{value}</td>' for value in values)}</tr>")
    page = "<html><head><meta charset='utf-8'></head><body><table border='1'>\n{}\n</table></body></html>\n"
    (FOLDER / "Bach Mai - phan mem.xls").write_text(page.format("\n".join(lines)), encoding="utf-8-sig")


def quynh_mai(people: list[Someone]) -> None:
    """Columns nobody asked for, some of them sensitive."""
    book = Workbook()
    rows = [
        (n, one.name, one.born, "Kinh", "x" if n % 2 else None, one.position, "UBND phường Quỳnh Mai", one.phone)
        for n, one in enumerate(people, start=1)
    ]
    heads = ("STT", "Họ và tên", "Ngày sinh", "Dân tộc", "Đảng viên", "Chức vụ", "Đơn vị", "Điện thoại")
    table(book.active, 1, heads, rows)
    save(book, "Quynh Mai.xlsx")


def quynh_loi(people: list[Someone]) -> None:
    """Two sheets: the list, and a supplement that names one person again with another phone number."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    table(sheet, 1, USUAL, usual_rows(people[:4], "UBND phường Quỳnh Lôi"))
    more = book.create_sheet("Bổ sung")
    again = people[1]
    rows = usual_rows(people[4:], "UBND phường Quỳnh Lôi")
    other = dt.date(again.born.year - 6, again.born.month, again.born.day)
    rows.append((2, again.name, other, again.position, "UBND phường Quỳnh Lôi", "0912000888", None, "Đăng ký bổ sung"))
    table(more, 1, USUAL, rows)
    save(book, "Quynh Loi (bo sung).xlsx")


def minh_khai(people: list[Someone]) -> None:
    """Birth years only, and a phone number that is none."""
    book = Workbook()
    rows = [
        (n, one.name, one.born.year, one.position, "UBND phường Minh Khai", one.phone if n != 3 else "091200", None)
        for n, one in enumerate(people, start=1)
    ]
    table(book.active, 1, ("STT", "Họ và tên", "NS", "Chức vụ", "Đơn vị", "SĐT", "Ghi chú"), rows)
    save(book, "Minh Khai.xlsx")


def truong_dinh(people: list[Someone]) -> None:
    """The ward's name is misspelled."""
    book = Workbook()
    table(book.active, 1, USUAL, usual_rows(people, "UBND phường Trương Địng"))
    save(book, "Truong Dinh.xlsx")


WARD_FILES: tuple[Callable[[list[Someone]], None], ...] = (
    nguyen_du, bach_dang, pham_dinh_ho, bui_thi_xuan, ngo_thi_nham, le_dai_hanh, dong_nhan, pho_hue, dong_mac, thanh_luong,
    thanh_nhan, cau_den, bach_khoa, dong_tam, vinh_tuy, bach_mai, quynh_mai, quynh_loi, minh_khai, truong_dinh,
)  # fmt: skip


# -- the others -------------------------------------------------------------------------------------------------------


def agencies(people: People) -> None:
    """Collected by Phòng Nội vụ: a row names the agency, its people stand below."""
    book = Workbook()
    sheet = book.active
    top = letterhead(sheet, "Phòng Nội vụ", "TỔNG HỢP ĐĂNG KÝ CỦA CÁC CƠ QUAN CHUYÊN MÔN", 7)
    rows: list[Row] = []
    number = 0
    for place, agency in enumerate(AGENCIES, start=1):
        rows.append((roman(place), agency, None, None, None, None, None))
        head = "Chánh Thanh tra" if agency.startswith("Thanh") else "Trưởng phòng"
        for position in (head if "Văn phòng" not in agency else "Chánh Văn phòng", "Chuyên viên"):
            number += 1
            one = people.someone(position)
            rows.append((number, one.name, one.gender, one.born, one.position, one.phone, None))
    heads = ("TT", "Họ và tên", "Giới tính", "Ngày sinh", "Chức vụ, chức danh", "Số ĐT", "Ghi chú")
    footer(sheet, table(sheet, top, heads, rows) + 1, number, 6)
    save(book, "Tong hop co quan chuyen mon.xlsx")


def services(people: People) -> None:
    """Public-service units."""
    rows = []
    for unit, positions in zip(
        SERVICES,
        (("Giám đốc", "Phó Giám đốc"), ("Giám đốc",), ("Giám đốc", "Phó Giám đốc"), ("Giám đốc",)),
        strict=True,
    ):
        for position in positions:
            one = people.someone(position)
            rows.append((len(rows) + 1, one.name, day(one.born), one.position, unit, one.phone))
    book = Workbook()
    table(book.active, 2, ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Tên đơn vị", "Điện thoại"), rows)
    book.active["A1"] = "ĐƠN VỊ SỰ NGHIỆP"
    save(book, "Don vi su nghiep.xlsx")


def schools(people: People) -> None:
    """One old workbook with a sheet for each level, schools spelled as it comes."""
    sheets = []
    for title, short, names in (("Tiểu học", "TH", PRIMARY), ("THCS", "THCS", SECONDARY), ("Mầm non", "MN", NURSERIES)):
        lines: list[Row] = [(f"DANH SÁCH HIỆU TRƯỞNG CÁC TRƯỜNG {title.upper()}",), ()]
        lines.append(("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Trường", "Số điện thoại", "Email"))
        for number, name in enumerate(names, start=1):
            one = people.someone("Hiệu trưởng")
            school = f"Trường {title} {name}" if number % 3 else f"{short} {name}"
            lines.append((number, one.name, one.born.year, one.position, school, one.phone, one.email))
        sheets.append((title, lines))
    old_workbook("Cac truong cong lap.xls", sheets)


def managed(people: People) -> None:
    """Jointly managed units, from LibreOffice."""
    lines: list[Row] = [("TT", "Họ tên", "Ngày sinh", "Chức vụ", "Cơ quan, đơn vị", "Điện thoại", "Ghi chú")]
    for place, unit in enumerate(MANAGED):
        for position in ("Lãnh đạo", "Cán bộ")[: 2 if place < 3 else 1]:
            one = people.someone(position)
            lines.append((len(lines), one.name, day(one.born), one.position, unit, one.phone, ""))
    open_document("Don vi hiep quan.ods", "Hiệp quản", lines)


def roman(number: int) -> str:
    """I to XII."""
    return ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"][number - 1]


def main() -> None:
    """Write all the workbooks."""
    people = People()
    for write in WARD_FILES:
        write(people.ward())
    agencies(people)
    services(people)
    schools(people)
    managed(people)


if __name__ == "__main__":
    main()
