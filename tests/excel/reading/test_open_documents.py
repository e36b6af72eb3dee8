"""OpenDocument spreadsheets as LibreOffice, odfpy and others write them: zipped or flat, with all that a cell can hold."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl.styles import Font

from desktop.excel.reading.reader import Reader
from desktop.excel.reading.workbook import Sheet
from tests.excel.reading.test_unreadable_files import refusal
from tests.excel.understanding.test_awkward_workbooks import codes

NAMES = (
    "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (
            ("office", "office"),
            ("table", "table"),
            ("text", "text"),
            ("style", "style"),
            ("draw", "drawing"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
TYPE = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = (
    f'<manifest:manifest><manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPE}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def text(*paragraphs: str, more: str = "") -> str:
    """A cell of text."""
    return f"<table:table-cell {more}>{''.join(f'<text:p>{p}</text:p>' for p in paragraphs)}</table:table-cell>"


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def document(tables: str, styles: str = "", root: str = "document-content") -> str:
    return (
        f'<?xml version="1.0"?><office:{root}{NAMES} office:mimetype="{TYPE}">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:{root}>"
    )


def zipped(path: Path, content: str, mimetype: str = TYPE) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", content)
    return path


def sheet_of(reader: Reader, tmp_path: Path, rows: str, styles: str = "") -> Sheet:
    content = document(f'<table:table table:name="A">{rows}</table:table>', styles)
    return reader.read(zipped(tmp_path / "a.ods", content)).sheets[0]


def test_repeated_cells_and_rows_that_hold_something_are_all_there(reader: Reader, tmp_path: Path) -> None:
    found = sheet_of(
        reader,
        tmp_path,
        row(text("x", more='table:number-columns-repeated="3"'))
        + row("<table:table-cell/>", more='table:number-rows-repeated="4"')
        + row(
            '<table:table-cell table:number-columns-repeated="2"/>',
            text("y"),
            '<table:table-cell table:number-columns-repeated="16381"/>',
            more='table:number-rows-repeated="2"',
        )
        + row('<table:table-cell table:number-columns-repeated="16384"/>', more='table:number-rows-repeated="1048000"'),
    )
    assert found.rows == [("x", "x", "x"), (None, None, "y"), (None, None, "y")]
    assert found.numbers == [1, 6, 7]


def test_the_text_of_a_cell_is_what_the_eye_sees(reader: Reader, tmp_path: Path) -> None:
    found = sheet_of(
        reader,
        tmp_path,
        row(
            text("Lê<text:s text:c='2'/><text:span>V</text:span>ăn\n   An<text:line-break/>(A)", "Bà<text:tab/>"),
            "<table:table-cell><office:annotation><text:p>ghi chú</text:p></office:annotation>"
            "<draw:frame><text:p>hình</text:p></draw:frame><text:p><text:a>an@x.vn</text:a></text:p></table:table-cell>",
            text("gộp", more='table:number-columns-spanned="2"'),
            "<table:covered-table-cell><text:p>dưới</text:p></table:covered-table-cell>",
        ),
    )
    assert found.rows == [("Lê  Văn An\n(A)\nBà\t", "an@x.vn", "gộp", "dưới")]
    assert found.merges == ((1, 3, 1, 4),)


def typed(kind: str, attribute: str, value: str, shown: str = "?", more: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}" {more}>'
        f"<text:p>{shown}</text:p></table:table-cell>"
    )


def test_values_come_as_they_are_not_as_they_are_shown(reader: Reader, tmp_path: Path) -> None:
    found = sheet_of(
        reader,
        tmp_path,
        row(
            typed("float", "value", "1985", "1.985"),
            typed("date", "date-value", "1980-03-02", "2/3/80"),
            typed("date", "date-value", "2018-05-23T07:30:00"),
            typed("time", "time-value", "PT08H30M00S"),
            typed("time", "time-value", "PT30H00M00S"),
            typed("boolean", "boolean-value", "true", "TRUE"),
            typed("date", "date-value", "12345-01-01", "năm xa"),
            typed("float", "value", "3", "3", 'table:formula="of:=1+2"'),
            typed("string", "string-value", "", "#N/A", 'table:formula="of:=NA()" calcext:value-type="error"'),
            typed("float", "value", "0", "Err:502", 'table:formula="of:=X()"'),
            '<table:table-cell table:formula="of:=A1"/>',
            text("#N/A là gì"),
        ),
    )
    assert found.rows == [
        (
            1985,
            dt.datetime(1980, 3, 2),
            dt.datetime(2018, 5, 23, 7, 30),
            dt.time(8, 30),
            dt.timedelta(hours=30),
            True,
            "năm xa",
            3,
            None,
            None,
            None,
            "#N/A là gì",
        )
    ]
    assert [(n.code, n.details["count"]) for n in found.notices] == [("cells.errors", 2), ("formulas.no_value", 1)]


STYLES = (
    '<style:style style:name="b" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="s" style:family="table-cell" style:parent-style-name="b"><style:text-properties '
    'fo:font-weight="normal" style:text-line-through-style="solid" style:font-name=".VnTime"/></style:style>'
    '<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>'
)


def test_layout_and_fonts_are_seen(reader: Reader, tmp_path: Path) -> None:
    plain = text("Lê An") + text("Sở A")
    table = (
        '<table:table-column/><table:table-column table:visibility="collapse" table:default-cell-style-name="b"/>'
        "<table:table-header-rows>"
        + row(text("Họ tên", more='table:style-name="b"'), text("Đơn vị"))
        + "</table:table-header-rows><table:table-row-group>"
        + row(text("NguyÔn An", more='table:style-name="s"'), text("Sở A"))
        + row(plain, more='table:visibility="filter" table:number-rows-repeated="2"')
        + "</table:table-row-group>"
    )
    content = document(
        f'<table:table table:name="A">{table}</table:table>'
        f'<table:table table:name="B" table:style-name="gone">{row(plain)}</table:table>',
        STYLES,
    )
    first, second = reader.read(zipped(tmp_path / "a.ods", content)).sheets
    assert (first.bold_rows, first.struck_rows) == ({1}, {2})
    assert (first.hidden_rows, first.hidden_columns) == ({3, 4}, {2})
    assert first.legacy_fonts == {(2, 1): ".VnTime"}
    assert (first.hidden, second.hidden) == (False, True)


def test_copies_of_linked_documents_and_tables_in_cells_are_no_sheets(reader: Reader, tmp_path: Path) -> None:
    inner = f'<table:table table:name="trong">{row(text("x"))}</table:table>'
    tables = (
        f'<table:table table:name="A">{row(f"<table:table-cell>{inner}</table:table-cell>", text("An"))}</table:table>'
        f"<table:table table:name=\"'file:///C:/nguon.ods'#Sheet1\">{row(text('cũ'))}</table:table>"
        f"<table:dde-links>{inner}</table:dde-links>"
    )
    read = reader.read(zipped(tmp_path / "a.ods", document(tables)))
    assert [(sheet.name, sheet.rows) for sheet in read.sheets] == [("A", [(None, "An")])]


ONE = f'<table:table table:name="Một">{row(text("Lê An"))}</table:table>'


def test_an_archive_without_a_mimetype_entry_is_known_by_its_manifest_or_its_content(
    reader: Reader, tmp_path: Path
) -> None:
    path = zipped(tmp_path / "a.ods", document(ONE), mimetype="")
    assert (reader.read(path).kind, reader.read(path).sheets[0].rows) == ("ods", [("Lê An",)])
    with zipfile.ZipFile(tmp_path / "b.ods", "w") as archive:
        archive.writestr("content.xml", document(ONE))
    assert reader.read(tmp_path / "b.ods").sheets[0].rows == [("Lê An",)]
    with zipfile.ZipFile(tmp_path / "c.odt", "w") as archive:
        archive.writestr("META-INF/manifest.xml", MANIFEST.replace("spreadsheet", "text"))
        archive.writestr("content.xml", "<a/>")
    assert refusal(reader, tmp_path / "c.odt") == "file.document"


def test_a_flat_document_is_read(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.fods"
    path.write_text(document(ONE, root="document"), encoding="utf-8")
    read = reader.read(path)
    assert (read.kind, codes(read), read.sheets[0].name, read.sheets[0].rows) == ("fods", [], "Một", [("Lê An",)])
    path.write_text(document(ONE, root="document").replace("<office:body", "<!-- --><!DOCTYPE a><office:body"), "utf-8")
    assert refusal(reader, path) == "file.bomb"


def test_a_document_that_breaks_off_gives_the_rows_before(reader: Reader, tmp_path: Path) -> None:
    whole = document(f'<table:table table:name="A">{row(text("An"))}{row(text("Bá"))}{row(text("Cò"))}</table:table>')
    path = zipped(tmp_path / "a.ods", whole[: whole.index("Cò")])
    found = reader.read(path).sheets[0]
    assert found.rows == [("An",), ("Bá",)]
    assert [(notice.code, notice.details["row"]) for notice in found.notices] == [("sheet.cut_short", 2)]


def test_a_document_of_another_writer_is_read(reader: Reader, tmp_path: Path) -> None:
    book = OpenDocumentSpreadsheet()
    table = Table(name="Danh sách")
    for name in ("Lê An", "Lê Bá"):
        line = TableRow()
        for value in (name, "Sở A"):
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=value))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(tmp_path / "a.ods")
    assert reader.read(tmp_path / "a.ods").sheets[0].rows == [("Lê An", "Sở A"), ("Lê Bá", "Sở A")]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["ods", "fods", "xls"])
def test_what_a_real_office_program_saves_keeps_its_looks(
    reader: Reader, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, kind: str
) -> None:
    book = openpyxl.Workbook()
    for values in (("Họ tên", "Ngày sinh"), ("Lê An", dt.datetime(1980, 3, 2)), ("Lê Bá", "1981"), ("Lê Bá", "1981")):
        book.active.append(values)
    for column in (1, 2):
        book.active.cell(1, column).font = Font(bold=True)
        book.active.cell(3, column).font = Font(strike=True)
    book.active.row_dimensions[4].hidden = True
    book.create_sheet("Ẩn").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    profile = tmp_path_factory.mktemp("profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "a.xlsx"], check=True, capture_output=True, timeout=120)
    found, hidden = reader.read(tmp_path / f"a.{kind}").sheets
    assert found.rows[1:] == [("Lê An", dt.datetime(1980, 3, 2)), ("Lê Bá", "1981"), ("Lê Bá", "1981")]
    assert (found.bold_rows, found.struck_rows, found.hidden_rows) == ({1}, {3}, {4})
    assert hidden.hidden
