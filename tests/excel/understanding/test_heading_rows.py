"""Which rows are a heading, however deep they stand and however many they are."""

import pytest

from desktop.excel.understanding.heading_rows import heading_score
from tests.excel.sheets import AN, HEADING, N, codes, column, people, read


@pytest.mark.parametrize("depth", [36, 80, 400])
def test_a_heading_is_found_however_deep_it_stands(depth: int) -> None:
    above = [[f"Căn cứ Công văn số {number}/UBND về việc cử đại biểu"] for number in range(1, depth)]
    table = read([*above, HEADING, AN])
    assert (table.header_row, people(table)) == (depth, ["Nguyễn Văn An"])


@pytest.mark.parametrize(
    "row",
    [
        ["1", "Nguyễn Văn An", "Cán bộ", "Trường"],
        ["1", "Lê Thị Ba", "Nam", "Phường", "Đại biểu"],
        [1, "K'Brêu", "Học viên", "Phường"],
        ["II", "Phường"],
        ["I", "Cơ quan chuyên môn"],
        ["UBND phường Bạch Đằng"],
        ["Tổng số", N, "12"],
    ],
)
def test_a_person_or_a_line_over_people_is_no_heading(row: list[object]) -> None:
    assert heading_score(tuple(row), {}) == 0


@pytest.mark.parametrize(
    "row",
    [
        ["TT", "Chức danh", "Họ tên", "Cơ quan"],
        ["Họ và tên", "Dấu thời gian"],
        ["No.", "Surname", "Given names", "Organisation", "Phone"],
        ["Số\nTT", "Họ và tên\nFull name", "SĐT\nPhone"],
    ],
)
def test_a_heading_of_any_columns_is_one(row: list[object]) -> None:
    assert heading_score(tuple(row), {}) > 0


@pytest.mark.parametrize("person", [["1", "Nguyễn Văn An", "Cán bộ", "Phường"], [N, "Lê Văn An", "Đại biểu", "Trường"]])
def test_the_first_person_is_no_second_row_of_a_heading(person: list[object]) -> None:
    table = read(
        [
            ["STT", "Họ và tên", "Thông tin", N],
            [N, N, "Chức vụ", "Đơn vị"],
            person,
            ["2", "Lê Văn Ba", "Cán bộ", "Phường"],
        ],
        merges=((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4)),
    )
    assert people(table) == [person[1], "Lê Văn Ba"]


def test_a_first_person_with_a_name_in_two_columns_is_no_second_row_of_a_heading() -> None:
    rows = [["Họ và tên", N, "Chức vụ"], ["Nguyễn Văn", "An"], ["Trần Thị", "Bình", "Kế toán"]]
    assert people(read(rows, merges=((1, 1, 1, 2),))) == ["Nguyễn Văn An", "Trần Thị Bình"]


@pytest.mark.parametrize("merges", [((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 2, 5)), ()])
@pytest.mark.parametrize("numbering", [[], [["(1)", "(2)", "(3)", "(4)", "(5)"]]])
def test_machine_codes_between_a_heading_and_its_people_change_nothing(
    merges: tuple[tuple[int, int, int, int], ...], numbering: list[list[object]]
) -> None:
    table = read(
        [
            ["TT", "Họ và tên", "Năm sinh", N, "Chức vụ"],
            [N, N, "Nam", "Nữ"],
            *numbering,
            ["TT", "HO_TEN", "NS_NAM", "NS_NU", "CHUC_VU"],
            [1, "Nguyễn Văn An", 1980, N, "CV"],
            [2, "Trần Thị Bình", N, 1985, "CV"],
        ],
        merges=merges,
    )
    assert people(table) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert column(table, "birth") == [1980, 1985]
    assert column(table, "gender") == ["Nam", "Nữ"]


def test_a_letterhead_over_the_columns_is_no_upper_row_of_a_heading() -> None:
    table = read(
        [
            ["ỦY BAN NHÂN DÂN PHƯỜNG BẠCH ĐẰNG", N, N, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Điện thoại", "Email"],
            [1, "Nguyễn Văn An", "1963", "Thủ quỹ", "0912345678"],
        ],
        merges=((1, 1, 1, 3), (1, 4, 1, 6)),
    )
    assert table.columns["birth"] == "Ngày sinh"


def test_a_second_language_under_only_some_headings_does_not_hide_the_first() -> None:
    table = read(
        [
            ["Họ và tên", "Chức vụ", "Năm vào ngành", "SĐT"],
            ["Full name", "Position", N, "Mobile"],
            ["Ngô Văn Hưng", "Kế toán", 2011, "0917634471"],
            ["Vũ Bá Long", "Văn thư", 2000, "0333026875"],
        ]
    )
    assert column(table, "birth") == [N, N]
    assert table.ignored_columns == ("Năm vào ngành",)


def test_positions_over_two_columns_are_the_office_s_and_not_the_party_s() -> None:
    table = read(
        [
            ["#", "Đại biểu", "Chức vụ", N, "Đơn vị"],
            [N, N, "Chính quyền", "Đảng, đoàn thể"],
            [1, "Lâm Thị Giang", "Văn thư", "Bí thư Chi bộ", "Mầm non Vân Hồ"],
        ],
        merges=((1, 3, 1, 4),),
    )
    assert column(table, "position") == ["Văn thư"]
    assert codes(table) == ["columns.sensitive"]
