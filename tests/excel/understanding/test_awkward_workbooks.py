"""Workbooks as they truly arrive (facts of the field, section 9): nothing is lost without a word."""

from __future__ import annotations

import contextlib
import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwt

from desktop.domain.errors import UnreadableFile
from desktop.excel.reading.limits import Limits
from desktop.excel.reading.reader import Reader, read_file
from desktop.excel.reading.workbook import Sheet, Workbook
from tests.excel.reading.test_unreadable_files import refusal, repacked, small_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def codes(holder: Workbook | Sheet) -> list[str]:
    return [notice.code for notice in holder.notices]


def with_sheet(tmp_path: Path, rows: str, around: tuple[str, str] = ("", ""), name: str = "a.xlsx") -> Path:
    """A workbook whose first sheet holds exactly this XML."""
    xml = f'<worksheet xmlns="{MAIN}">{around[0]}<sheetData>{rows}</sheetData>{around[1]}</worksheet>'
    return repacked(small_workbook(tmp_path / "base.xlsx"), {SHEET: xml.encode()}, tmp_path / name)


def edited(tmp_path: Path, part: str, edit: Callable[[str], str], name: str = "edited.xlsx") -> Path:
    """A small workbook with one part's text changed."""
    base = small_workbook(tmp_path / "base.xlsx")
    with zipfile.ZipFile(base) as archive:
        text = archive.read(part).decode()
    changed = edit(text)
    assert changed != text
    return repacked(base, {part: changed.encode()}, tmp_path / name)


def test_a_dimension_that_is_too_small_loses_no_cell(reader: Reader, tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row><row r="9"><c r="B9"><v>9</v></c></row>'
    found = reader.read(with_sheet(tmp_path, rows, ('<dimension ref="A1"/>', ""))).sheets[0]
    assert (found.rows, found.numbers) == ([(1, None, 3), (None, 9)], [1, 9])


def test_a_dimension_of_the_whole_sheet_costs_nothing(reader: Reader, tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    found = reader.read(with_sheet(tmp_path, rows, ('<dimension ref="A1:XFD1048576"/>', ""))).sheets[0]
    assert found.numbers == [1, 1048576]
    assert len(found.rows[1]) == 16384


def test_data_below_many_ghost_rows_is_found_quickly(tmp_path: Path) -> None:
    ghosts = "".join(f'<row r="{n}"><c r="A{n}" s="0"/><c r="B{n}"/></row>' for n in range(2, 100_000))
    rows = (
        f'<row r="1"><c r="A1"><v>1</v></c></row>{ghosts}<row r="100000"><c r="A100000" t="inlineStr">'
        '<is><t>Lê An</t></is></c></row><row r="100001"/><row r="100002"><c r="B100002"><v>5</v></c></row>'
    )
    merged = '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    path = with_sheet(tmp_path, rows, ("", merged))
    found = read_file(path, limits=Limits(seconds=10)).sheets[0]
    assert found.rows == [(1,), ("Lê An",), (None, 5)]
    assert found.numbers == [1, 100_000, 100_002]
    assert found.merges == ((1, 1, 1, 2),)


def test_ghost_rows_to_the_end_leave_the_rest_of_the_sheet_readable(reader: Reader, tmp_path: Path) -> None:
    ghosts = "".join(f'<row r="{n}" ht="20"/>' for n in range(2, 20_000))
    merged = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    found = reader.read(with_sheet(tmp_path, f'<row r="1"><c r="A1"><v>1</v></c></row>{ghosts}', ("", merged))).sheets
    assert found[0].rows == [(1,)]
    assert found[0].merges == ((1, 1, 2, 2),)


def test_rows_and_cells_without_references_keep_their_order(reader: Reader, tmp_path: Path) -> None:
    rows = "<row><c><v>1</v></c><c t='str'><v>a</v></c></row><row/><row><c/><c t='inlineStr'><v>2.5</v></c></row>"
    found = reader.read(with_sheet(tmp_path, rows)).sheets[0]
    assert (found.rows, found.numbers) == ([(1, "a"), (None, "2.5")], [1, 3])


def test_a_namespace_prefix_does_not_matter(reader: Reader, tmp_path: Path) -> None:
    xml = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="2"><x:c r="B2"><x:v>7</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    path = repacked(small_workbook(tmp_path / "a.xlsx"), {SHEET: xml.encode()}, tmp_path / "b.xlsx")
    assert reader.read(path).sheets[0].rows == [(None, 7)]


def test_error_cells_become_blank_and_are_counted(reader: Reader, tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><v>1</v></c><c r="C1" t="e"><v>#REF!</v></c></row>'
    found = reader.read(with_sheet(tmp_path, rows)).sheets[0]
    assert found.rows == [(None, 1)]
    assert found.notices[0].details == {"sheet": "Sheet", "count": 2, "cell": "A1", "value": "#N/A"}


def test_formulas_without_a_stored_result_are_told(reader: Reader, tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1+1</f></c><c r="C1"><f>A1*2</f><v>2</v></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><f>A1*3</f><v/></c></row>'
    )
    found = reader.read(with_sheet(tmp_path, rows)).sheets[0]
    assert found.rows == [(1, None, 2)]
    assert [(n.code, n.details["count"], n.details["cell"]) for n in found.notices] == [("formulas.no_value", 2, "B1")]


def test_dates_of_1904_are_right(reader: Reader, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append([dt.datetime(1980, 3, 2), dt.datetime(2018, 5, 23, 7, 30)])
    book.save(tmp_path / "a.xlsx")
    assert reader.read(tmp_path / "a.xlsx").sheets[0].rows == [
        (dt.datetime(1980, 3, 2), dt.datetime(2018, 5, 23, 7, 30))
    ]


def test_a_date_serial_out_of_range_stays_a_number(reader: Reader, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append([99_999_999])
    book.active["A1"].number_format = "dd/mm/yyyy"
    book.save(tmp_path / "a.xlsx")
    assert reader.read(tmp_path / "a.xlsx").sheets[0].rows == [(99_999_999,)]


def test_a_text_longer_than_a_cell_is_cut_and_told(reader: Reader, tmp_path: Path) -> None:
    rows = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 40_000}</t></is></c></row>'
    found = reader.read(with_sheet(tmp_path, rows)).sheets[0]
    assert len(str(found.rows[0][0])) == 32_767
    assert codes(found) == ["cells.cut"]


def test_rich_text_escapes_and_legacy_runs_are_read(reader: Reader, tmp_path: Path) -> None:
    strings = (
        f'<sst xmlns="{MAIN}"><si><r><rPr><rFont val=".VnTime"/></rPr><t>NguyÔn </t></r><r><t>V¨n</t></r>'
        "<rPh sb='0' eb='1'><t>hint</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si><si/></sst>"
    )
    sheet = (
        f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        '<c r="C1" t="s"><v>2</v></c></row></sheetData></worksheet>'
    )
    base = small_workbook(tmp_path / "base.xlsx")
    parts: dict[str, bytes | None] = {"xl/sharedStrings.xml": strings.encode(), SHEET: sheet.encode()}
    found = reader.read(repacked(base, parts, tmp_path / "a.xlsx")).sheets[0]
    assert found.rows == [("NguyÔn V¨n", "a\rb_x0041_")]
    assert found.legacy_fonts == {(1, 1): ".VnTime"}


BROKEN: dict[str, tuple[str, Callable[[str], str]]] = {
    "a style sheet with a number that is none": (
        "xl/styles.xml",
        lambda text: text.replace('numFmtId="0"', 'numFmtId="x"'),
    ),
    "a manifest that names no workbook": (
        "[Content_Types].xml",
        lambda text: text.replace("spreadsheetml.sheet.main+xml", "spreadsheetml.odd.main+xml"),
    ),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_fault_beside_the_cells_costs_nothing(reader: Reader, tmp_path: Path, fault: str) -> None:
    part, edit = BROKEN[fault]
    read = reader.read(edited(tmp_path, part, edit))
    assert read.sheets[0].rows[:3] == [(1, "Nguyễn Văn 0"), (2, "Nguyễn Văn 1"), (3, "Nguyễn Văn 2")]
    assert (read.reader, codes(read)) == ("xlsx", [])


def test_a_cell_whose_text_is_lost_is_told_and_the_others_come_in(reader: Reader, tmp_path: Path) -> None:
    lost = '<row r="9"><c r="A9" t="s"><v>77</v></c><c r="B9"><v>5</v></c></row></sheetData>'
    found = reader.read(edited(tmp_path, SHEET, lambda text: text.replace("</sheetData>", lost))).sheets[0]
    assert found.rows[-1] == (None, 5)
    assert [(n.code, n.details["cell"]) for n in found.notices] == [("cells.errors", "A9")]


def test_parts_that_hold_no_cells_may_be_broken(reader: Reader, tmp_path: Path) -> None:
    broken: dict[str, bytes | None] = {
        "docProps/core.xml": b"<no",
        "xl/theme/theme1.xml": None,
        "docProps/app.xml": b"",
    }
    path = repacked(small_workbook(tmp_path / "a.xlsx"), broken, tmp_path / "b.xlsx")
    read = reader.read(path)
    assert (read.reader, len(read.sheets[0].rows)) == ("xlsx", 3)


def test_backslashes_in_the_zip_are_read(reader: Reader, tmp_path: Path) -> None:
    base = small_workbook(tmp_path / "base.xlsx")
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(base) as source, zipfile.ZipFile(path, "w") as copy:
        for name in source.namelist():
            info = zipfile.ZipInfo("x")
            info.filename = name.replace("/", "\\")
            copy.writestr(info, source.read(name))
    assert len(reader.read(path).sheets[0].rows) == 3


def test_strict_ooxml_is_read(reader: Reader, tmp_path: Path) -> None:
    path = strict(tmp_path, small_workbook(tmp_path / "base.xlsx"))
    read = reader.read(path)
    assert (read.reader, codes(read), len(read.sheets[0].rows)) == ("xlsx", [], 3)


def strict(tmp_path: Path, base: Path) -> Path:
    """The same workbook in the namespaces of ISO 29500 strict."""
    path = tmp_path / "strict.xlsx"
    with zipfile.ZipFile(base) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            text = source.read(name).decode()
            text = text.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
            text = text.replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            copy.writestr(name, text)
    return path


def test_a_file_that_aborts_a_library_is_told_and_the_next_one_reads(tmp_path: Path) -> None:
    # Two cells in opposite corners of a sheet, and no end: calamine asks for the memory of the whole and aborts.
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    hostile = with_sheet(tmp_path, rows, ("", '<mergeCells><mergeCell ref="A1:A1"/></mergeCells><?odd'))
    with Reader() as reader:
        with contextlib.suppress(UnreadableFile):
            reader.read(hostile)
        assert len(reader.read(small_workbook(tmp_path / "good.xlsx")).sheets[0].rows) == 3


def old_workbook(path: Path) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    for row in range(40):
        sheet.write(row, 0, f"Nguyễn Văn {row}")
        sheet.write(row, 1, row)
    book.save(str(path))
    return path.read_bytes()


def test_an_old_workbook_under_a_password_is_told(reader: Reader, tmp_path: Path) -> None:
    content = old_workbook(tmp_path / "a.xls")
    user = b"\x5c\x00\x70\x00"  # the record of the user's name becomes one of encryption
    assert content.count(user) == 1
    path = tmp_path / "b.xls"
    path.write_bytes(content.replace(user, b"\x2f\x00\x70\x00\x01\x00\x01\x00"[:4]))
    assert refusal(reader, path) == "file.password"


def test_an_old_workbook_cut_short_never_takes_the_program_down(reader: Reader, tmp_path: Path) -> None:
    content = old_workbook(tmp_path / "a.xls")
    for length in (600, 1024, 2000, len(content) - 600):
        path = tmp_path / f"{length}.xls"
        path.write_bytes(content[:length])
        with contextlib.suppress(UnreadableFile):
            reader.read(path)


def test_texts_with_nuls_are_a_failure(reader: Reader, tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "v\0s\0")
    book.save(str(tmp_path / "a.xls"))
    assert refusal(reader, tmp_path / "a.xls") == "file.damaged"


def test_a_workbook_named_csv_is_read_for_what_it_is(reader: Reader, tmp_path: Path) -> None:
    read = reader.read(small_workbook(tmp_path / "base.xlsx").rename(tmp_path / "list.csv"))
    assert (read.kind, codes(read)) == ("xlsx", ["kind.differs_from_name"])


def test_chart_sheets_are_passed_over(reader: Reader, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append([1])
    book.create_chartsheet("Biểu đồ")
    book.save(tmp_path / "a.xlsx")
    assert [sheet.name for sheet in reader.read(tmp_path / "a.xlsx").sheets] == ["Sheet"]
