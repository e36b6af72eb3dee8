"""How the sample workbooks are written: tables, letterheads and feet, in every kind of file, the same bytes every time."""

from __future__ import annotations

import datetime as dt
import io
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import xlwt
from invented import Someone
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parents[1]))

from desktop.excel.reading import legacy_text  # noqa: E402 - the project's folder has to be on the path first

MADE_ON = dt.datetime(2018, 5, 14, 9, 30)
Row = Sequence[object]
THIN = Border(*(Side(style="thin"),) * 4)


def day(value: dt.date) -> str:
    """23/05/1975."""
    return f"{value:%d/%m/%Y}"


def save(book: Workbook, name: str) -> None:
    """Write a workbook whose bytes depend on nothing but its cells."""
    book.properties.creator = "Tập Huấn"
    book.properties.created = book.properties.modified = MADE_ON
    buffer = io.BytesIO()
    book.save(buffer)
    _write_fixed(buffer, name)


def _write_fixed(buffer: io.BytesIO, name: str) -> None:
    """The same archive with one hour on every part."""
    with zipfile.ZipFile(buffer) as parts, zipfile.ZipFile(FOLDER / name, "w") as fixed:
        for part in parts.infolist():
            data = parts.read(part)
            if part.filename == "docProps/core.xml":  # openpyxl stamps the hour of saving
                data = _restamped(data)
            fixed.writestr(zipfile.ZipInfo(part.filename, MADE_ON.timetuple()[:6]), data, part.compress_type)


def _restamped(data: bytes) -> bytes:
    start, end = data.index(b"<dcterms:modified"), data.index(b"</dcterms:modified>")
    opening = data[start : data.index(b">", start) + 1]
    return data[:start] + opening + f"{MADE_ON:%Y-%m-%dT%H:%M:%SZ}".encode() + data[end:]


def letterhead(sheet: Worksheet, unit: str, title: str, width: int) -> int:
    """The lines above the table; the next free row."""
    sheet["A1"], sheet["A2"] = "UBND QUẬN HAI BÀ TRƯNG", unit.upper()
    sheet.cell(1, width - 1, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    sheet.cell(2, width - 1, "Độc lập - Tự do - Hạnh phúc")
    sheet.cell(4, 1, title).font = Font(bold=True, size=14)
    sheet.merge_cells(start_row=4, start_column=1, end_row=4, end_column=width)
    sheet.cell(4, 1).alignment = Alignment(horizontal="center", wrap_text=True)
    return 6


def table(sheet: Worksheet, top: int, headings: Row, rows: Sequence[Row], font: str = "Times New Roman") -> int:
    """Heading and rows with their lines; the next free row."""
    for offset, row in enumerate([headings, *rows]):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(top + offset, column, value)  # type: ignore[arg-type]
            cell.border, cell.font = THIN, Font(name=font, bold=offset == 0)
            if isinstance(value, dt.date):
                cell.number_format = "dd/mm/yyyy"
    for column, width in zip("ABCDEFGHIJ", (6, 26, 13, 30, 28, 16, 26, 14, 14, 14), strict=True):
        sheet.column_dimensions[column].width = width
    return top + len(rows) + 1


def footer(sheet: Worksheet, row: int, count: int, column: int) -> None:
    """What stands under a list and is nobody."""
    sheet.cell(row, 1, f"Tổng số: {count:02d} người")
    sheet.cell(row + 1, column, "TM. ỦY BAN NHÂN DÂN")
    sheet.cell(row + 2, 2, "Người lập biểu")
    sheet.cell(row + 2, column, "CHỦ TỊCH")
    sheet.cell(row + 3, column, "(Ký tên, đóng dấu)")


TITLE = "DANH SÁCH CÁN BỘ, CÔNG CHỨC THAM DỰ HỘI NGHỊ TẬP HUẤN CẢI CÁCH HÀNH CHÍNH NĂM 2018"
USUAL = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị công tác", "Số điện thoại", "Email", "Ghi chú")


def usual_rows(people: Sequence[Someone], unit: str) -> list[Row]:
    """Number, name, birth date, position, unit, phone, email, note."""
    return [
        (number, one.name, one.born, one.position, unit, one.phone, one.email, None)
        for number, one in enumerate(people, start=1)
    ]


def old_workbook(name: str, sheets: Sequence[tuple[str, Sequence[Row]]], font: str = "Times New Roman") -> None:
    """An .xls in one font."""
    book = xlwt.Workbook(encoding="utf-8")
    style = xlwt.XFStyle()
    style.font.name = font
    for title, rows in sheets:
        sheet = book.add_sheet(title)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(number, column, value, style)
        for column, width in enumerate((6, 26, 14, 30, 30, 16)):
            sheet.col(column).width = width * 256
    book.save(str(FOLDER / name))


def open_document(name: str, title: str, rows: Sequence[Row]) -> None:
    """An .ods."""
    document = OpenDocumentSpreadsheet()
    sheet = Table(name=title)
    for row in rows:
        line = TableRow()
        for value in row:
            number = isinstance(value, int)
            cell = TableCell(valuetype="float", value=value) if number else TableCell(valuetype="string")
            cell.addElement(P(text=str(value)))
            line.addElement(cell)
        sheet.addElement(line)
    document.spreadsheet.addElement(sheet)
    buffer = io.BytesIO()
    document.write(buffer)
    _write_fixed(buffer, name)


_TO_TCVN3 = {chr(letter): chr(code) for code, letter in legacy_text._TCVN3.items()}
_TO_VNI = {letter: pair for pair, letter in legacy_text._VNI.items() if pair.islower() or pair.isupper()}


def tcvn3(text: str) -> str:
    """As it lies in a file typed with a .Vn font; capitals with a tone have no place there and are typed small."""
    small = {letter.upper(): code for letter, code in _TO_TCVN3.items() if letter.islower()}
    return "".join(_TO_TCVN3.get(letter) or small.get(letter, letter) for letter in text)


def vni(text: str) -> str:
    """As it lies in a file typed with a VNI font."""
    return "".join(_TO_VNI.get(letter, letter) for letter in text)
