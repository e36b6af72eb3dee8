"""What a row is: judged with its neighbours, by everything that is known of it."""

import pytest

from desktop.domain.importing import RowKind
from desktop.excel.understanding.table import Table, TableOptions
from tests.excel.sheets import column, people, read

N = None
HEADING = ["STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị", "SĐT"]
LAN = [1, "Bùi Thị Lan", "1/2/1980", "Công chức", "UBND phường Bạch Đằng", "0912345671"]
NAM = [2, "Vũ Văn Nam", "3/4/1985", "Chuyên viên", "UBND phường Bạch Đằng", "0912345672"]
SHORT = ["STT", "Họ và tên", "Chức vụ"]


def kinds(table: Table) -> dict[int, RowKind]:
    return {row.row: row.kind for row in table.set_aside}


def asked(table: Table) -> list[object]:
    return [row.cells.get("full_name") for row in table.rows if row.asked]


@pytest.mark.parametrize("name", ["Công Thị Hoa", "Tổng Văn Cộng", "Kỷ Thị Lãnh", "Người Văn Lập", "Đoàn Thị Hội"])
@pytest.mark.parametrize("number", [3, N])
def test_a_full_row_is_a_person_whatever_the_name_says(name: str, number: int | None) -> None:
    row = [number, name, "5/6/1990", "Kế toán", "UBND phường Bạch Đằng", "0912345673"]
    table = read([HEADING, LAN, NAM, row])
    assert people(table)[-1] == name
    assert asked(table) == []


def test_those_who_sign_are_nobody_though_their_names_stand_in_the_names_column() -> None:
    table = read(
        [
            HEADING, LAN, NAM,
            ["Tổng số: 02 người"],
            [N, N, N, N, "Ngày 12 tháng 5 năm 2018"],
            [N, "NGƯỜI LẬP BIỂU", N, N, "CHỦ TỊCH"],
            [N, "(Ký, ghi rõ họ tên)"],
            [], [], [],
            [N, "Trịnh Thị Kim Hà", N, N, "Lê Phương Mận"],
        ]
    )  # fmt: skip
    assert people(table) == ["Bùi Thị Lan", "Vũ Văn Nam"]
    assert list(kinds(table).values()) == [
        RowKind.TOTAL, RowKind.SIGNATURE, RowKind.SIGNATURE, RowKind.SIGNATURE, RowKind.SIGNER,
    ]  # fmt: skip


def test_a_position_alone_is_a_signature_but_beside_a_name_it_is_what_one_does() -> None:
    table = read(
        [SHORT, [1, "Bùi Thị Lan", "Kế toán"], [2, "Vũ Văn Nam", "Người lập hồ sơ"], [N, "Kế toán"], [N, "Lê Thị Ba"]]
    )
    assert people(table) == ["Bùi Thị Lan", "Vũ Văn Nam"]
    assert list(kinds(table).values()) == [RowKind.SIGNATURE, RowKind.SIGNER]


def test_numbers_of_a_table_of_figures_make_nobody() -> None:
    figures = [["STT", "Đối tượng", "Số người"], [1, "Lãnh đạo", "2 người"], [2, "Công chức", 0], [N, "Tổng cộng", 2]]
    assert people(read([HEADING, LAN, NAM, [], *figures])) == ["Bùi Thị Lan", "Vũ Văn Nam"]


@pytest.mark.parametrize(
    "line",
    [
        ["A", "B", 1, 2, 3, 4],
        ["[1]", "[2]", "[3]", "[4]", "[5]", "[6]"],
        [3, "………", "………", N, "………"],
        [3, "________"],
        [N, "Người liên hệ: Đỗ Thị Hà", N, "ĐT: 0912345679"],
        ["NGAY", "THANG", "NAM"],
        [N, "Cộng chuyển sang trang sau", N, N, N, 2],
    ],
)
def test_lines_of_a_form_are_nobody(line: list[object]) -> None:
    table = read([HEADING, LAN, NAM, line])
    assert people(table) == ["Bùi Thị Lan", "Vũ Văn Nam"]


@pytest.mark.parametrize("words", ["Chưa đăng ký", "Không cử", "02 công chức"])
def test_words_where_a_name_should_be_are_asked(words: str) -> None:
    assert asked(read([HEADING, LAN, NAM, [3, words, N, N, "Phòng Y tế"]])) == [words]


def test_a_row_that_names_somebody_is_no_part_of_a_heading() -> None:
    two_rows = [["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Ký tên", N], [N, N, N, N, "Sáng", "Chiều"]]
    first = [N, "trịnh hồng đảng", "Trưởng ban", "Đảng ủy phường Lê Đại Hành", N, N]
    assert people(read([*two_rows, first, [N, "vũ văn nam", "Ủy viên", "-nt-"]])) == ["trịnh hồng đảng", "vũ văn nam"]


def test_where_to_sign_heads_nothing() -> None:
    foot = [
        [N, "NGƯỜI LẬP", N, "TRƯỞNG PHÒNG"],
        [N, "(Ký, ghi rõ họ tên)", N, "(Ký tên, đóng dấu)"],
        [],
        [N, "Lê Thị Ba", N, "Vũ Tư"],
    ]
    assert people(read([HEADING, LAN, NAM, *foot])) == ["Bùi Thị Lan", "Vũ Văn Nam"]


def test_every_line_with_words_is_shown_with_its_reasons() -> None:
    table = read([["PHÒNG NỘI VỤ"], ["DANH SÁCH"], HEADING, LAN, ["Ghi chú: gửi trước ngày 20/5"]])
    assert [(row.row, bool(row.why)) for row in table.set_aside] == [(1, True), (2, True), (5, True)]


def test_the_organizers_word_outweighs_every_clue() -> None:
    rows = [HEADING, LAN, NAM, [N, "Người lập biểu"], [N, "Lê Thị Ba"]]
    assert people(read(rows, options=TableOptions(persons={5: True, 3: False}))) == ["Bùi Thị Lan", "Lê Thị Ba"]


# -- units and groups over people -----------------------------------------------------------------------------------


def test_units_numbered_on_through_all_groups_stay_in_their_group() -> None:
    table = read(
        [
            SHORT,
            ["A", "KHỐI TRƯỜNG HỌC"], ["A", "Trường Mầm non Sao Mai"], [1, "Bùi Thị Lan", "HT"],
            ["B", "Trường THCS Vân Hồ"], [1, "Vũ Văn Nam", "HT"],
            ["B", "KHÁCH MỜI"], ["C", "Công an quận"], [1, "Lê Thị Ba", "CA"],
        ]
    )  # fmt: skip
    assert column(table, "role_group") == ["Trường học", "Trường học", "Khách mời"]
    assert column(table, "unit") == ["Trường Mầm non Sao Mai", "Trường THCS Vân Hồ", "Công an quận"]


def test_groups_inside_a_unit_leave_it_open() -> None:
    rows = [
        SHORT,
        ["I. UBND phường Bạch Đằng"],
        ["1. Lãnh đạo UBND"],
        [1, "Bùi Thị Lan", "CT"],
        ["2. Công chức một cửa"],
        [2, "Vũ Văn Nam", "CC"],
    ]
    table = read(rows)
    assert column(table, "unit") == ["UBND phường Bạch Đằng"] * 2
    assert column(table, "role_group") == ["Lãnh đạo UBND", "Công chức một cửa"]


def test_a_unit_typed_once_is_carried_down_whatever_stands_at_the_foot() -> None:
    rows = [
        ["STT", "Họ và tên", "Đơn vị"], [1, "Bùi Thị Lan", "Phòng Y tế"], [2, "Vũ Văn Nam"], [3, "Lê Thị Ba"], [4, "Đỗ Tư"],
        [N, "Tổng số: 4 người"], [N, "Người lập biểu", "Trưởng phòng"],
    ]  # fmt: skip
    assert column(read(rows), "unit") == ["Phòng Y tế"] * 4
