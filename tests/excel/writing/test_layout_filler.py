"""An office's own workbook: fields filled, the line's row repeated, what stands around it left as it was laid out."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from desktop.domain.errors import InvalidInput, UnreadableFile
from desktop.excel.writing.layout_filler import fields_of, filled

VALUES = {"so_nguoi": 12, "tu_ngay": "01/01/2026"}
LINES = [{"ten": "UBND phường A", "so_nguoi": 7}, {"ten": "=1+1", "so_nguoi": 5}, {"ten": "C", "so_nguoi": 0}]


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A title over both columns, a line's row in italics, a sum under it and who signs in merged cells."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "BIỂU SỐ LIỆU từ {{ tu_ngay }}"
    sheet.merge_cells("A1:B1")
    sheet["A3"], sheet["B3"] = "{{ dong.ten }}", "{{dong.so_nguoi}}"
    sheet["A3"].font = Font(italic=True)
    sheet.row_dimensions[3].height = 30
    sheet["A4"], sheet["B4"] = "Cộng", "{{ so_nguoi }}"
    sheet["A6"] = "Người lập biểu"
    sheet.merge_cells("A6:B6")
    path = tmp_path / "mau.xlsx"
    book.save(path)
    return path


def test_the_lines_row_comes_once_for_each_and_the_rest_moves_down(form):
    sheet = openpyxl.load_workbook(io.BytesIO(filled(form, VALUES, LINES))).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["BIỂU SỐ LIỆU từ 01/01/2026", None],
        [None, None],
        ["UBND phường A", 7],
        ["=1+1", 5],
        ["C", 0],
        ["Cộng", 12],
        [None, None],
        ["Người lập biểu", None],
    ]
    assert sheet["A4"].data_type == "s"  # no formula came out of a unit's name
    assert all(sheet.cell(row, 1).font.italic for row in (3, 4, 5))
    assert {each.coord for each in sheet.merged_cells.ranges} == {"A1:B1", "A8:B8"}
    assert [sheet.row_dimensions[row].height for row in (3, 4, 5)] == [30, 30, 30]


def test_formulas_mean_the_lines_and_the_cells_that_they_meant_before(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Số liệu"
    sheet.append(["{{ dong.ten }}", "{{ dong.so_nguoi }}", "=B1*2", "{{ dong.tiet }} tiết"])
    sheet.append(["Cộng", "=SUM(B1:B1)", "=SUM(C$1:C1)+LOG10(B2)", "B1:B1"])
    book.create_sheet("Khác").append(["='Số liệu'!B2", "=B2", "=\"B2\"&SUM('Số liệu'!B1:B2)", "=1+"])
    book.save(tmp_path / "mau.xlsx")
    lines = [{**line, "tiet": 4.0 * place + 0.5} for place, line in enumerate(LINES)]
    made = openpyxl.load_workbook(io.BytesIO(filled(tmp_path / "mau.xlsx", VALUES, lines)))
    rows, other = ([[cell.value for cell in row] for row in each.iter_rows()] for each in made.worksheets)
    assert [row[2:] for row in rows[:3]] == [["=B1*2", "0,5 tiết"], ["=B2*2", "4,5 tiết"], ["=B3*2", "8,5 tiết"]]
    assert rows[3] == ["Cộng", "=SUM(B1:B3)", "=SUM(C$1:C3)+LOG10(B4)", "B1:B1"]
    assert other == [["='Số liệu'!B4", "=B2", "=\"B2\"&SUM('Số liệu'!B1:B4)", "=1+"]]


@pytest.mark.parametrize("count", [0, 1])
def test_no_line_or_one_leaves_the_row_once(form, count):
    sheet = openpyxl.load_workbook(io.BytesIO(filled(form, VALUES, LINES[:count]))).worksheets[0]
    assert [sheet["A3"].value or "", sheet["B4"].value] == [LINES[0]["ten"] if count else "", 12]


def test_an_unknown_field_and_what_is_no_workbook_are_refused_in_words(form, tmp_path):
    assert fields_of(form) == ["tu_ngay", "dong.ten", "dong.so_nguoi", "so_nguoi"]
    with pytest.raises(InvalidInput) as told:
        filled(form, {"so_nguoi": 1}, LINES)
    assert (told.value.code, told.value.details["value"]) == ("layout.unknown_field", "tu_ngay")
    other = tmp_path / "thư.xlsx"
    other.write_bytes(b"PK\x03\x04 no workbook")
    with pytest.raises(UnreadableFile):
        fields_of(other)
