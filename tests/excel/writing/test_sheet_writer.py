"""The sheet as a workbook, read back."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.domain.errors import AppError
from tests.papers.samples import sheet, write_sheet


def written(tmp_path: Path, *args, **values):
    path = tmp_path / "sheet.xlsx"
    write_sheet(sheet(*args, **values), path)
    return load_workbook(path).active


def texts(page) -> list[str]:
    return [cell.value for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]


def numbered(page) -> list[tuple[int, str]]:
    return [(row[0].value, row[1].value) for row in page.iter_rows() if isinstance(row[0].value, int)]


def test_every_row_stands_once_with_running_numbers(tmp_path: Path):
    rows = numbered(written(tmp_path, blank_lines=3))
    assert [number for number, _name in rows] == list(range(1, 176))
    assert [name for _number, name in rows[:172]] == [f"Nguyễn Thị Thử {number:04d}X" for number in range(1, 173)]


def test_the_frame_headings_and_foot_are_those_of_the_printed_sheet(tmp_path: Path):
    found = texts(written(tmp_path, 3, units=1))
    for text in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "ỦY BAN NHÂN DÂN\nQUẬN HAI BÀ TRƯNG",
        "Hà Nội, ngày 23 tháng 5 năm 2018",
        "DANH SÁCH ĐIỂM DANH",
        "I. UBND phường số 0 (3 đại biểu)",
        "Tổng số: 3. Có mặt: ………… Vắng: …………",
        "NGƯỜI LẬP",
        "Lê Thị Mẫu",
    ):
        assert text in found


def test_the_heading_rows_repeat_on_every_page(tmp_path: Path):
    page = written(tmp_path)
    first, last = (int(part.strip("$")) for part in page.print_title_rows.split(":"))
    assert page.cell(first, 1).value == "STT"
    assert page.cell(last, 4).value == "Sáng"
    assert last == first + 1


def test_rows_are_nine_millimetres_or_taller(tmp_path: Path):
    page = written(tmp_path, blank_lines=2)
    for row in page.iter_rows():
        if isinstance(row[0].value, int):
            assert page.row_dimensions[row[0].row].height >= 25.5


def test_each_new_page_is_a_page_break(tmp_path: Path):
    page = written(tmp_path, 12, units=4, new_pages=True)
    breaks = [line.id for line in page.row_breaks.brk]
    assert [page.cell(row + 1, 1).value[:4].strip() for row in breaks] == ["II.", "III.", "IV."]


def test_it_prints_on_one_page_width_of_a4_with_the_decrees_margins(tmp_path: Path):
    page = written(tmp_path)
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "portrait")
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.page_margins.left * 25.4 == pytest.approx(30)
    assert page.page_margins.right * 25.4 == pytest.approx(15)


def test_many_days_lie_on_their_side(tmp_path: Path):
    page = written(tmp_path, columns=10)
    assert page.page_setup.orientation == "landscape"
    assert [text for text in texts(page) if text.endswith("/05")] == [f"{day}/05" for day in range(23, 28)]


def test_every_page_carries_its_number_and_the_sheets(tmp_path: Path):
    feet = written(tmp_path).HeaderFooter
    assert feet.oddFooter.left.text == "Danh sách điểm danh số 3 · Hội nghị 101"
    assert feet.oddFooter.right.text == "Trang &P/&N"
    assert not feet.oddHeader.center.text  # one number on a page, not two
    assert not feet.differentFirst


def test_the_last_page_bears_the_square_and_a_preview_none(tmp_path: Path):
    from zipfile import ZipFile

    write_sheet(sheet(2), tmp_path / "made.xlsx")
    write_sheet(sheet(2, number=None), tmp_path / "preview.xlsx")
    pictures = [[name for name in ZipFile(path).namelist() if "media" in name] for path in sorted(tmp_path.iterdir())]
    assert pictures == [["xl/media/image1.png"], []]
    assert ZipFile(tmp_path / "made.xlsx").read("xl/media/image1.png").startswith(b"\x89PNG")


def test_formulas_in_names_are_text(tmp_path: Path):
    page = written(tmp_path, names=("=1+1", "+cmd", "@x", "-1", "x\x07y"))
    cells = [row[1] for row in page.iter_rows() if isinstance(row[0].value, int)]
    assert [cell.value for cell in cells] == ["=1+1", "+cmd", "@x", "-1", "xy"]
    assert {cell.data_type for cell in cells} == {"s"}


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path):
    with pytest.raises(AppError) as told:
        write_sheet(sheet(1), tmp_path / "nowhere" / "sheet.xlsx")
    assert (told.value.code, told.value.details["file"]) == ("file.cannot_write", "sheet.xlsx")
