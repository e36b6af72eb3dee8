"""A broken workbook gives what is left of it, and says what is not."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from desktop.excel.reading.clipboard import read_clipboard
from desktop.excel.reading.reader import Reader
from desktop.excel.understanding.inspecting import inspect
from tests.excel.reading.test_unreadable_files import refusal, repacked, small_workbook
from tests.excel.understanding.test_awkward_workbooks import MAIN, SHEET, codes, old_workbook, with_sheet

ROW = '<row r="{0}"><c r="A{0}"><v>{0}</v></c><c r="B{0}" t="inlineStr"><is><t>Lê Văn {0}</t></is></c></row>'


def two_sheets(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.append((1, "Lê An"))
    book.create_sheet("Hai").append((2, "Lê Bá"))
    book.save(path)
    return path


def test_a_missing_sheet_costs_only_itself(reader: Reader, tmp_path: Path) -> None:
    base = two_sheets(tmp_path / "base.xlsx")
    read = reader.read(repacked(base, {"xl/worksheets/sheet2.xml": None}, tmp_path / "a.xlsx"))
    assert [(sheet.name, sheet.rows) for sheet in read.sheets] == [("Sheet", [(1, "Lê An")]), ("Hai", [])]
    assert (codes(read), codes(read.sheets[0]), codes(read.sheets[1])) == ([], [], ["sheet.unreadable"])


def test_sheets_that_nothing_names_any_more_are_read(reader: Reader, tmp_path: Path) -> None:
    base = two_sheets(tmp_path / "base.xlsx")
    lost: dict[str, bytes | None] = {"xl/_rels/workbook.xml.rels": None}
    read = reader.read(repacked(base, lost, tmp_path / "a.xlsx"))
    assert [(sheet.name, sheet.rows) for sheet in read.sheets] == [("Sheet", [(1, "Lê An")]), ("Hai", [(2, "Lê Bá")])]
    read = reader.read(repacked(base, {**lost, "xl/workbook.xml": None}, tmp_path / "b.xlsx"))
    assert [sheet.name for sheet in read.sheets] == ["Sheet1", "Sheet2"]


def test_xml_that_breaks_off_gives_the_rows_before(reader: Reader, tmp_path: Path) -> None:
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>' + "".join(ROW.format(n) for n in range(1, 6))
    base = small_workbook(tmp_path / "base.xlsx")
    found = reader.read(repacked(base, {SHEET: xml.encode()}, tmp_path / "whole.xlsx")).sheets[0]
    assert [row[1] for row in found.rows] == [f"Lê Văn {n}" for n in range(1, 6)]
    cut = xml[: xml.index("Lê Văn 5") + 4]
    found = reader.read(repacked(base, {SHEET: cut.encode()}, tmp_path / "cut.xlsx")).sheets[0]
    assert found.rows == [(n, f"Lê Văn {n}") for n in range(1, 5)]
    assert [(notice.code, notice.details["row"]) for notice in found.notices] == [("sheet.cut_short", 4)]


@pytest.mark.parametrize("rows", [3, 3_000])
def test_an_archive_cut_off_before_its_directory_gives_its_sheets(reader: Reader, tmp_path: Path, rows: int) -> None:
    path = tmp_path / "a.xlsx"
    small_workbook(path, rows)
    content = path.read_bytes()
    path.write_bytes(content[: content.index(b"PK\x01\x02")])
    read = reader.read(path)
    assert len(read.sheets[0].rows) == rows
    assert (read.sheets[0].name, read.sheets[0].rows[2]) == ("Sheet", (3, "Nguyễn Văn 2"))
    assert codes(read) == ["file.repaired"]


def test_an_archive_cut_off_within_a_sheet_gives_the_rows_before(reader: Reader, tmp_path: Path) -> None:
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>' + "".join(ROW.format(n) for n in range(1, 20_000))
    base = repacked(small_workbook(tmp_path / "base.xlsx"), {SHEET: xml.encode()}, tmp_path / "long.xlsx")
    content = base.read_bytes()
    path = tmp_path / "a.xlsx"
    path.write_bytes(content[: content.index(SHEET.encode()) + 20_000])
    read = reader.read(path)
    found = read.sheets[0].rows
    assert len(found) > 100
    assert found == [(n, f"Lê Văn {n}") for n in range(1, len(found) + 1)]
    assert codes(read) == ["file.repaired"]
    assert read.sheets[0].notices[-1].details["row"] == len(found)


def test_an_archive_of_nothing_readable_is_damaged(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04" + b"x" * 2_000)
    assert refusal(reader, path) == "file.damaged"


def test_a_part_that_unpacks_without_end_is_refused_in_a_cut_archive_too(reader: Reader, tmp_path: Path) -> None:
    sheet = b"<worksheet>" + b" " * (30 * 1024 * 1024) + b"</worksheet>"
    whole = repacked(small_workbook(tmp_path / "a.xlsx"), {SHEET: sheet}, tmp_path / "b.xlsx").read_bytes()
    (tmp_path / "c.xlsx").write_bytes(whole[: whole.index(b"PK\x01\x02")])
    assert refusal(reader, tmp_path / "c.xlsx") == "file.bomb"


def test_a_wrong_checksum_is_mended_and_told(reader: Reader, tmp_path: Path) -> None:
    path = small_workbook(tmp_path / "a.xlsx")
    content = bytearray(path.read_bytes())
    entry = content.index(SHEET.encode(), content.index(b"PK\x01\x02")) - 46
    content[entry + 16] ^= 0xFF
    path.write_bytes(content)
    read = reader.read(path)
    assert (len(read.sheets[0].rows), codes(read)) == (3, ["reader.fallback"])


def test_letters_that_xml_forbids_are_mended(reader: Reader, tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Lê\x0b An &#2; & con</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>&#xD83D;&#xDE00; &nbsp;&#7885;&#xD83D;</t></is></c></row>'
    )
    hidden = '<row r="2" hidden="1"><c r="A2"><v>2</v></c></row>'
    read = reader.read(with_sheet(tmp_path, rows + hidden))
    assert read.sheets[0].rows == [("Lê\ufffd An \ufffd & con", "😀 \xa0ọ\ufffd"), (2,)]
    assert (codes(read), read.sheets[0].hidden_rows) == (["reader.fallback"], {2})


def test_halves_of_letters_are_joined_or_replaced_wherever_they_stand(reader: Reader, tmp_path: Path) -> None:
    strings = (
        f'<sst xmlns="{MAIN}"><si><t>_xD83D_ Lê</t></si><si><r><t>_xD83D_</t></r><r><t>_xDE00_ An</t></r></si></sst>'
    )
    cells = '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="str"><v>_xDC00_</v></c>'
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    base = small_workbook(tmp_path / "base.xlsx")
    parts: dict[str, bytes | None] = {"xl/sharedStrings.xml": strings.encode(), SHEET: sheet.encode()}
    path = repacked(base, parts, tmp_path / "a.xlsx")
    assert reader.read(path).sheets[0].rows == [("\ufffd Lê", "😀 An", "\ufffd")]
    json.dumps(inspect(path, cells=True, reader=reader), ensure_ascii=False).encode("utf-8")
    assert read_clipboard("Lê \ud83d\tAn", "a").sheets[0].rows == [("Lê \ufffd", "An")]


def test_what_stands_in_a_cell_counts_whatever_its_type_says(reader: Reader, tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><v>cũ</v><is><r><t>Lê </t></r><r><t>An</t></r></is></c>'
        '<c r="B1" t="str"><is><t>Lê Bá</t></is></c><c r="C1"><f>A1</f><v>chữ_x000A_đó</v></c>'
        '<c r="D1"><f t="shared" si="0"/><v>7</v></c><c r="E1" t="s"><v>x</v></c><c r="F1" t="d"><v>hôm nay</v></c>'
        '<c r="?"><v>9</v></c></row><row r="hai"><c><v>2</v></c></row>'
    )
    found = reader.read(with_sheet(tmp_path, rows)).sheets[0]
    assert found.rows == [("Lê An", "Lê Bá", "chữ\nđó", 7, None, "hôm nay", 9), (2,)]
    assert [notice.code for notice in found.notices] == ["cells.errors"]


def test_rows_out_of_order_are_put_in_order(reader: Reader, tmp_path: Path) -> None:
    rows = "".join(ROW.format(n) for n in (3, 1)) + '<row r="3"><c r="C3"><v>5</v></c></row>'
    found = reader.read(with_sheet(tmp_path, rows)).sheets[0]
    assert (found.numbers, found.rows) == ([1, 3], [(1, "Lê Văn 1"), (3, "Lê Văn 3", 5)])


def test_macros_of_an_open_document_are_no_bomb_and_its_own_entities_are(reader: Reader, tmp_path: Path) -> None:
    content = (
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
        "xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
        "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'><office:body><office:spreadsheet>"
        "<table:table table:name='A'><table:table-row><table:table-cell><text:p>An</text:p></table:table-cell>"
        "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    )
    doctype = '<!DOCTYPE a SYSTEM "a.dtd">'
    for name, macro, body in (("a.ods", doctype, content), ("b.ods", "", doctype + content)):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("Basic/script-lc.xml", f"{macro}<library/>")
            archive.writestr("content.xml", body)
    assert reader.read(tmp_path / "a.ods").sheets[0].rows == [("An",)]
    assert refusal(reader, tmp_path / "b.ods") == "file.bomb"


def test_an_old_workbook_whose_directory_is_odd_is_read(reader: Reader, tmp_path: Path) -> None:
    content = bytearray(old_workbook(tmp_path / "a.xls"))
    content[44:48] = b"\xff\x00\x00\x00"  # more sectors of its table than there are
    (tmp_path / "b.xls").write_bytes(content)
    assert len(reader.read(tmp_path / "b.xls").sheets[0].rows) == 40


def test_parts_whose_names_differ_in_capitals_alone_are_told_apart(reader: Reader, tmp_path: Path) -> None:
    base = small_workbook(tmp_path / "base.xlsx")
    other = ROW.format(1).join((f'<worksheet xmlns="{MAIN}"><sheetData>', "</sheetData></worksheet>")).encode()
    path = repacked(base, {SHEET.upper(): other}, tmp_path / "a.xlsx")
    assert len(reader.read(path).sheets[0].rows) == 3
    moved = repacked(base, {SHEET: None, SHEET.upper(): other}, tmp_path / "b.xlsx")
    assert reader.read(moved).sheets[0].rows == [(1, "Lê Văn 1")]
