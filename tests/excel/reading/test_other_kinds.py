"""Text in old code pages, web archives, XML spreadsheets, and files that a real office program wrote."""

from __future__ import annotations

import datetime as dt
import unicodedata
from pathlib import Path

import openpyxl
import pytest

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.clipboard import read_clipboard
from desktop.excel.reading.reader import Reader
from desktop.excel.reading.text_file import decode, sniff
from desktop.excel.reading.workbook import Sheet, Workbook
from tests import libreoffice
from tests.excel.reading.test_unreadable_files import refusal

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Đạt")
BORN = dt.datetime(1980, 3, 2)


def codes(holder: Workbook | Sheet) -> list[str]:
    return [notice.code for notice in holder.notices]


def cp1258(text: str) -> bytes:
    """Text as Vietnamese Windows writes it: the vowel with its hat, then the tone as a mark of its own."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = []
    for letter in unicodedata.normalize("NFD", text):
        if letter in tones or not unicodedata.combining(letter):
            out.append(letter)
        else:  # hat, breve or horn belong to the letter
            place = next(i for i in range(len(out) - 1, -1, -1) if out[i] not in tones)
            out[place] = unicodedata.normalize("NFC", out[place] + letter)
    return "".join(out).encode("cp1258")


def test_vietnamese_windows_text_becomes_composed_and_is_told(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(cp1258("STT,Họ và tên,Đơn vị\n1,Nguyễn Thị Ường,Phường Bạch Đằng\n"))
    read = reader.read(path)
    assert codes(read) == ["encoding.guessed"]
    assert read.notices[0].details["encoding"] == "windows-1258"
    assert read.sheets[0].rows == [("STT", "Họ và tên", "Đơn vị"), ("1", "Nguyễn Thị Ường", "Phường Bạch Đằng")]


def test_tcvn3_text_keeps_its_bytes_for_its_own_decoding() -> None:
    typed = "Hä vµ tªn,Chøc vô\nNguyÔn V¨n ¸nh,Chñ tÞch\nTrÇn ThÞ B×nh,Phã Chñ tÞch\n"
    text, encoding, lost = decode(typed.encode("cp1252"))
    assert (text, encoding, lost) == (typed, "windows-1252", 0)


def test_bytes_that_fit_no_letter_are_counted(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbfSTT,T\xc3\xaan\n1,A\xff\xfeB\n")
    read = reader.read(path)
    assert codes(read) == ["text.unreadable_bytes"]
    assert read.notices[0].details["count"] == 2


def test_commas_inside_texts_do_not_pass_for_delimiters() -> None:
    assert sniff("Họ tên;Đơn vị\nLê An;Sở A, phòng B, tổ C\nLê Bá;Sở A, phòng B, tổ D\n") == ";"
    assert sniff("một dòng\nhai dòng\n") == ""
    assert sniff("a,b\n1,2\n") == ","


def test_a_list_of_names_in_one_column_is_read_whole(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("Họ và tên\nLê An\n\nLê Bá\n", encoding="utf-8")
    found = reader.read(path).sheets[0]
    assert (found.rows, found.numbers) == ([("Họ và tên",), ("Lê An",), ("Lê Bá",)], [1, 2, 4])


def test_excels_own_delimiter_line_is_obeyed(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=|\nA|B\n1,5|2,5\n", encoding="utf-8")
    found = reader.read(path).sheets[0]
    assert (found.rows, found.numbers) == ([("A", "B"), ("1,5", "2,5")], [2, 3])


ARCHIVE = """MIME-Version: 1.0
Content-Type: multipart/related; boundary="----=_X"

------=_X
Content-Location: file:///C:/a.htm
Content-Transfer-Encoding: quoted-printable
Content-Type: text/html; charset="utf-8"

<html><table><tr><td>STT</td><td>T=C3=AAn</td></tr></table></html>
------=_X--
"""


def test_a_single_file_web_page_is_read(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(ARCHIVE, encoding="ascii")
    read = reader.read(path)
    assert (read.kind, read.sheets[0].rows) == ("mhtml", [("STT", "Tên")])


def test_a_web_page_in_a_declared_code_page_is_read_without_guessing(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    page = "<html><meta http-equiv='Content-Type' content='text/html; charset=windows-1252'><table><tr><td>é</table>"
    path.write_bytes(page.encode("cp1252"))
    read = reader.read(path)
    assert (codes(read), read.sheets[0].rows) == ([], [("é",)])


def test_every_table_of_a_page_is_a_sheet_and_a_nested_one_too(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<table><tr><td>ngoài<table><caption>Danh sách</caption><tr><td>trong</td></tr></table></td><td>kế</td></tr>"
        "</table><table><tr><td>hai</td></tr></table>",
        encoding="utf-8",
    )
    read = reader.read(path)
    assert [(sheet.name, sheet.rows) for sheet in read.sheets] == [
        ("page", [("ngoài", "kế")]),
        ("Danh sách", [("trong",)]),
        ("page (3)", [("hai",)]),
    ]


XML = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Styles><Style ss:ID="s1"><Font ss:FontName=".VnTime"/></Style></Styles>
<Worksheet ss:Name="Danh sách"><Table><Column ss:Index="3" ss:Hidden="1"/>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Họ tên</Data></Cell><Cell><Data ss:Type="String">Sinh</Data></Cell></Row>
<Row ss:Index="4" ss:Hidden="1"><Cell ss:StyleID="s1"><Data ss:Type="String">NguyÔn</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="DateTime">1980-03-02T00:00:00.000</Data></Cell>
<Cell><Data ss:Type="Number">5</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_an_xml_spreadsheet_is_read_with_its_layout(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(XML, encoding="utf-8")
    read = reader.read(path)
    found = read.sheets[0]
    assert (read.kind, found.numbers) == ("xml", [1, 4])
    assert found.rows == [("Họ tên", None, "Sinh"), ("NguyÔn", None, BORN, 5)]
    assert (found.hidden_rows, found.hidden_columns) == ({4}, {3})
    assert found.merges == ((1, 1, 1, 2),)
    assert found.legacy_fonts == {(4, 1): ".VnTime"}
    assert codes(found) == ["rows.hidden", "columns.hidden", "cells.errors"]


def test_an_xml_spreadsheet_with_entities_is_refused(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(XML.replace("<Workbook", '<!DOCTYPE a [<!ENTITY b "c">]><Workbook', 1), encoding="utf-8")
    assert refusal(reader, path) == "file.bomb"


def test_a_table_pasted_from_excel_is_read() -> None:
    pasted = 'STT\tHọ và tên\tGhi chú\r\n1\t"Lê\n""An"""\t\r\n\r\n2\tLê Bá\r\n'
    found = read_clipboard(pasted, "Clipboard").sheets[0]
    assert found.rows == [("STT", "Họ và tên", "Ghi chú"), ("1", 'Lê\n"An"'), ("2", "Lê Bá")]
    assert found.numbers == [1, 2, 4]
    with pytest.raises(UnreadableFile) as told:
        read_clipboard(" \n", "Clipboard")
    assert told.value.code == "clipboard.empty"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One workbook, as LibreOffice saves it in four kinds."""
    libreoffice.needs("calc")
    folder = tmp_path_factory.mktemp("office")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    sheet.append(HEAD)
    sheet.append((1, "Nguyễn Thị Ân", BORN, True))
    sheet.append((2, "Lê\nBá", dt.datetime(2018, 5, 23, 7, 30), False))
    sheet["A5"] = "=1+1"
    sheet.row_dimensions[3].hidden = True
    sheet.merge_cells("F1:G2")
    for row in (2, 3):
        sheet.cell(row, 3).number_format = "dd/mm/yyyy hh:mm"
    book.save(folder / "source.xlsx")
    for kind in ("xlsx:Calc MS Excel 2007 XML", "xls:MS Excel 97", "ods", "html:HTML (StarCalc)"):
        libreoffice.convert(folder / "source.xlsx", kind, folder / kind.partition(":")[0])
    return folder


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_a_real_office_programs_file_is_read(reader: Reader, office: Path, kind: str) -> None:
    read = reader.read(office / kind / f"source.{kind}")
    assert read.kind == kind
    found = read.sheets[0]
    assert found.name == "Danh sách"
    assert found.numbers == [1, 2, 3, 5]
    assert found.rows == [
        HEAD,
        (1, "Nguyễn Thị Ân", BORN, True),
        (2, "Lê\nBá", dt.datetime(2018, 5, 23, 7, 30), False),
        (2,),
    ]
    assert found.hidden_rows == {3}
    assert found.merges == ((1, 6, 2, 7),)


def test_a_real_office_programs_web_page_is_read(reader: Reader, office: Path) -> None:
    read = reader.read(office / "html" / "source.html")
    assert (read.kind, read.sheets[0].rows[1][1]) == ("html", "Nguyễn Thị Ân")
