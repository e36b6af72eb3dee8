"""Every kind of spreadsheet gives the same table, and what the eye would see of it is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from desktop.excel.reading.reader import Reader, expand
from desktop.excel.reading.workbook import Sheet, Workbook

HEAD = ("STT", "Họ và tên", "Ngày sinh")
BORN = dt.datetime(1980, 3, 2)


def codes(holder: Workbook | Sheet) -> list[str]:
    return [notice.code for notice in holder.notices]


def test_an_xlsx_is_read_with_layout_and_types(reader: Reader, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    sheet.append(HEAD)
    sheet.append((1, "Nguyễn Thị Ân", BORN, None, True, 2.5))
    sheet["B10"] = "Trần Văn Bé"
    sheet["B10"].font = Font(name=".VnTime")
    sheet["A11"] = dt.time(8, 30)
    sheet["A12"] = dt.timedelta(hours=30)
    sheet.merge_cells("D1:E2")
    sheet.row_dimensions[10].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.column_dimensions["K"].hidden = True
    book.create_sheet("Ẩn").sheet_state = "hidden"
    path = tmp_path / "a.xlsx"
    book.save(path)

    read = reader.read(path)
    assert (read.kind, read.reader, codes(read)) == ("xlsx", "xlsx", [])
    found, hidden = read.sheets
    assert found.name == "Danh sách"
    assert found.rows[0] == HEAD
    assert found.rows[1][:3] == (1, "Nguyễn Thị Ân", BORN)
    assert found.rows[2:] == [(None, "Trần Văn Bé"), (dt.time(8, 30),), (dt.timedelta(hours=30),)]
    assert found.numbers == [1, 2, 10, 11, 12]
    assert found.hidden_rows == {10}
    assert found.hidden_columns == {2}
    assert found.merges == ((1, 4, 2, 5),)
    assert found.legacy_fonts == {(10, 2): ".VnTime"}
    assert codes(found) == ["rows.hidden", "columns.hidden"]
    assert hidden.hidden
    assert codes(hidden) == ["sheet.hidden"]


def test_an_xls_is_read_with_layout_and_fonts(reader: Reader, tmp_path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Danh sách")
    for column, text in enumerate(HEAD):
        sheet.write(0, column, text)
    font = xlwt.easyxf("font: name VNI-Times")
    sheet.write(2, 0, 1)
    sheet.write(2, 1, "Nguyeãn Vaên An", font)
    sheet.write(2, 2, BORN, xlwt.easyxf(num_format_str="DD/MM/YYYY"))
    sheet.row(2).hidden = True
    sheet.col(2).hidden = True
    sheet.write_merge(4, 5, 0, 1, "gộp")
    path = tmp_path / "a.xls"
    book.save(str(path))

    read = reader.read(path)
    assert (read.kind, read.reader) == ("xls", "xlrd")
    found = read.sheets[0]
    assert found.rows == [HEAD, (1, "Nguyeãn Vaên An", BORN), ("gộp",)]
    assert found.numbers == [1, 3, 5]
    assert found.hidden_rows == {3}
    assert found.hidden_columns == {3}
    assert found.merges == ((5, 1, 6, 2),)
    assert found.legacy_fonts == {(3, 2): "VNI-Times"}


def marked_xlsx(path: Path) -> None:
    bold, struck = Font(bold=True), Font(strike=True)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEAD)
    sheet.append((1, "Nguyễn Thị Ân", 1980))
    sheet.append((2, "Trần Văn Bé", 1981))
    sheet.append((3, "Lê Văn Cò", 1982))
    sheet.append((4, "Vũ Thị Đào", 1983, "Công chức"))
    for column in (1, 2, 3):
        sheet.cell(1, column).font = bold
        sheet.cell(2, column).font = struck
    sheet["B3"].font = struck
    sheet["B4"].font = bold
    sheet["D5"].font = struck
    sheet["C9"].font = struck
    book.save(path)


def marked_xls(path: Path) -> None:
    bold, struck = xlwt.easyxf("font: bold on"), xlwt.easyxf("font: struck_out on")
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    for column, text in enumerate(HEAD):
        sheet.write(0, column, text, bold)
    for column, value in enumerate((1, "Nguyễn Thị Ân", 1980)):
        sheet.write(1, column, value, struck)
    for row, (name, style) in enumerate((("Trần Văn Bé", struck), ("Lê Văn Cò", bold), ("Vũ Thị Đào", None)), 2):
        sheet.write(row, 0, row)
        sheet.write(row, 1, name, *([style] if style else []))
    sheet.write(4, 3, "Công chức", struck)
    book.save(str(path))


@pytest.mark.parametrize("write", [marked_xlsx, marked_xls])
def test_bold_rows_and_crossed_out_people_are_seen(
    reader: Reader, tmp_path: Path, write: Callable[[Path], None]
) -> None:
    path = tmp_path / f"a.{write.__name__.removeprefix('marked_')}"
    write(path)
    found = reader.read(path).sheets[0]
    assert found.bold_rows == {1}
    assert found.struck_rows == {2, 3}


def test_a_text_all_of_whose_runs_are_struck_is_crossed_out(reader: Reader, tmp_path: Path) -> None:
    struck, plain = InlineFont(strike=True), InlineFont()
    book = openpyxl.Workbook()
    book.active["A1"] = CellRichText(TextBlock(struck, "Lê "), TextBlock(struck, "An"))
    book.active["A2"] = CellRichText(TextBlock(struck, "Lê An "), TextBlock(plain, "Lê Bá"))
    book.save(tmp_path / "a.xlsx")
    assert reader.read(tmp_path / "a.xlsx").sheets[0].struck_rows == {1}


CSV = 'STT;Họ và tên;Ghi chú\r\n1;Nguyễn Văn An;"hai\ndòng; một ô"\r\n\r\n2;Trần Thị Bình;\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_a_csv_is_read_in_every_unicode(reader: Reader, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "Phường Bạch Đằng.csv"
    path.write_bytes(CSV.encode(encoding))
    read = reader.read(path)
    assert (read.kind, codes(read)) == ("csv", ["encoding.guessed"] if encoding == "utf-16-le" else [])
    assert read.sheets[0].name == "Phường Bạch Đằng"
    assert read.sheets[0].rows == [
        ("STT", "Họ và tên", "Ghi chú"),
        ("1", "Nguyễn Văn An", "hai\ndòng; một ô"),
        ("2", "Trần Thị Bình"),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(reader: Reader, tmp_path: Path, delimiter: str) -> None:
    rows = [("STT", "Họ tên", "Chức vụ, đơn vị"), ("1", "Lê An", "Phó phòng; Sở A"), ("2", "Lê Ba", "Trưởng phòng")]
    path = tmp_path / "a.txt"
    path.write_text("\n".join(delimiter.join(f'"{field}"' for field in row) for row in rows), encoding="utf-8")
    assert reader.read(path).sheets[0].rows == rows


def test_a_web_page_named_xls_is_read_as_its_tables(reader: Reader, tmp_path: Path) -> None:
    page = (
        "<html><head><meta charset='utf-8'><style>td {}</style></head><body><table>"
        "<tr><th rowspan=2>STT</th><th rowspan=2>H&#7885; t&ecirc;n</th><th colspan=2>Ng&agrave;y sinh</th></tr>"
        "<tr><td>Nam</td><td>Nữ</td></tr>"
        "<tr style='display: none'><td>1<td>Lê&nbsp;An<br>(A)<td><td> 2/3/\n1980 </tr>"
        "</table></body></html>"
    )
    path = tmp_path / "a.xls"
    path.write_bytes(b"\xef\xbb\xbf\xef\xbb\xbf" + page.encode())
    read = reader.read(path)
    assert (read.kind, codes(read)) == ("html", ["kind.differs_from_name"])
    found = read.sheets[0]
    assert found.rows == [
        ("STT", "Họ tên", "Ngày sinh"),
        (None, None, "Nam", "Nữ"),
        ("1", "Lê\xa0An\n(A)", None, "2/3/ 1980"),
    ]
    assert found.merges == ((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4))
    assert found.hidden_rows == {3}


def test_a_folder_gives_its_spreadsheets_and_no_lock_file(tmp_path: Path) -> None:
    names = ["b/2.XLS", "b/1.xlsx", "b/~$1.xlsx", "b/.~lock.1.ods#", "b/đọc.docx", "a.csv"]
    (tmp_path / "b").mkdir()
    for name in names:
        (tmp_path / name).touch()
    lock = tmp_path / "b" / "~$1.xlsx"
    found = expand([tmp_path, lock])
    assert found == [tmp_path / "a.csv", tmp_path / "b" / "1.xlsx", tmp_path / "b" / "2.XLS", lock]
