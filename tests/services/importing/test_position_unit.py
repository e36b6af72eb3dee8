"""Position and unit written in one cell are parted."""

import pytest

from desktop.excel.understanding.table_row import TableRow
from desktop.services.importing.cleaning import clean
from desktop.services.importing.cleaning.position_unit import split_position_unit


@pytest.mark.parametrize(
    ("cell", "position", "unit"),
    [
        ("Phó Chủ tịch UBND phường Bạch Mai", "Phó Chủ tịch", "UBND phường Bạch Mai"),
        ("Hiệu trưởng trường TH Ngô Quyền", "Hiệu trưởng", "Trường TH Ngô Quyền"),
        ("Chuyên viên, Phòng Nội vụ", "Chuyên viên", "Phòng Nội vụ"),
        ("Cán bộ - Phòng Nội vụ", "Cán bộ", "Phòng Nội vụ"),
        ("Chủ tịch\nUBND phường Bạch Mai", "Chủ tịch", "UBND phường Bạch Mai"),
        ("UBND phường Bạch Mai\nChủ tịch", "Chủ tịch", "UBND phường Bạch Mai"),
        ("Phó Bí thư Đảng ủy, Chủ tịch UBND phường Bạch Mai", "Phó Bí thư Đảng ủy, Chủ tịch", "UBND phường Bạch Mai"),
        ("Phó Chủ tịch Hội Phụ nữ phường Bạch Mai", "Phó Chủ tịch", "Hội Phụ nữ phường Bạch Mai"),
        ("Trưởng phòng Nội vụ", "Trưởng phòng", "Phòng Nội vụ"),
        ("Phó Trưởng phòng Giáo dục và Đào tạo", "Phó Trưởng phòng", "Phòng Giáo dục và Đào tạo"),
        ("Trạm trưởng Trạm Y tế phường Bạch Mai", "Trạm trưởng", "Trạm Y tế phường Bạch Mai"),
        ("Chi cục trưởng Chi cục Thống kê", "Chi cục trưởng", "Chi cục Thống kê"),
        ("Trưởng Công an phường", "Trưởng Công an phường", "Công an phường"),
        ("Chuyên viên", "Chuyên viên", ""),
        ("Trường THCS Lê Lợi", "", "Trường THCS Lê Lợi"),
        ("UBND phường Bạch Mai", "", "UBND phường Bạch Mai"),
        ("Phó Trưởng ban", "Phó Trưởng ban", ""),
    ],
)
def test_a_cell_says_position_unit_or_both(cell: str, position: str, unit: str) -> None:
    assert split_position_unit(cell) == (position, unit)


def test_what_was_parted_is_told() -> None:
    cells = {"full_name": "Lê Văn An", "position_unit": "Phó Chủ tịch UBND phường Bạch Mai"}
    values, problems, _extra = clean(TableRow(1, (), dict(cells)))
    assert (values["position"], values["unit"]) == ("Phó Chủ tịch", "UBND phường Bạch Mai")
    assert [problem.code for problem in problems] == ["position.unit_split"]


def test_a_unit_that_stands_over_the_people_wins_over_one_in_the_cell() -> None:
    cells = {"full_name": "Lê Văn An", "unit": "UBND phường Bách Khoa", "position_unit": "Trưởng phòng Nội vụ"}
    values, problems, _extra = clean(TableRow(1, (), dict(cells), unit_from="unit_row"))
    assert (values["position"], values["unit"], problems) == ("Trưởng phòng Nội vụ", "UBND phường Bách Khoa", ())


def test_a_guessed_unit_yields_to_the_one_in_the_cell() -> None:
    cells = {"full_name": "Lê Văn An", "unit": "UBND quận", "position_unit": "Trưởng phòng Nội vụ"}
    values, _problems, _extra = clean(TableRow(1, (), dict(cells), unit_from="title"))
    assert (values["position"], values["unit"]) == ("Trưởng phòng", "Phòng Nội vụ")
