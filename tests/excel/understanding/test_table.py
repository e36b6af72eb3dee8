"""Sheets as offices send them: feet, odd rows, old text, and nothing lost in between."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.excel.reading.workbook import Sheet
from desktop.excel.understanding.table import TableOptions
from tests.excel.sheets import AN, BINH, HEADING, N, codes, column, people, read

# -- the foot -------------------------------------------------------------------------------------------------------

FEET = [
    [["Tổng số: 2 người"]],
    [[N, "Tổng cộng", N, 2]],
    [[N, "Cộng: 02 người"]],
    [["Danh sách này có 02 người./."]],
    [
        [N, N, N, "Hà Nội, ngày 20 tháng 5 năm 2018"],
        [N, "NGƯỜI LẬP", N, "THỦ TRƯỞNG ĐƠN VỊ"],
        [N, "(Ký, ghi rõ họ tên)"],
        [],
        [N, "Lê Thị Lập", N, "Phạm Văn Ký"],
    ],
    [[N, "Người lập biểu"], [N, "Lê Thị Lập"]],
    [[N, N, N, "TM. ỦY BAN NHÂN DÂN"], [N, N, N, "CHỦ TỊCH"], [N, N, N, "Phạm Văn Ký"]],
    [["Ghi chú: Đề nghị các đơn vị gửi trước ngày 20/5"]],
    [["Ghi chú:"], ["- Cột 3 ghi ngày/tháng/năm"], ["- Cột 5 ghi rõ chức danh"]],
    [["(*) Ghi rõ họ tên"]],
    [["Nơi nhận:"], ["- Phòng Nội vụ;"], ["- Lưu: VT."]],
    [["Bằng chữ: hai người"]],
    [[3], [4], [5]],
]


@pytest.mark.parametrize("foot", FEET, ids=[str(foot[0]) for foot in FEET])
def test_the_foot_of_a_list_is_nobody(foot: list[list[object]]) -> None:
    table = read([HEADING, AN, BINH, [], *foot])
    assert people(table) == ["Nguyễn Văn An", "Trần Thị Bình"]


def test_lines_passed_over_are_told() -> None:
    table = read([HEADING, AN, ["Tổng số: 1 người"], [N, "Người lập biểu"]])
    assert [(notice.code, notice.details["rows"]) for notice in table.notices] == [("rows.set_aside", "3, 4")]


def test_people_below_a_subtotal_are_still_read() -> None:
    table = read(
        [
            ["TT", "Họ và tên", "Chức vụ"],
            ["UBND phường Bạch Đằng"],
            [1, "Lê Văn An", "CC"],
            [N, "Cộng: 1 người"],
            ["UBND phường Bạch Mai"],
            [1, "Lê Văn Ba", "CC"],
            [N, "Tổng cộng: 2 người"],
        ]
    )
    assert list(zip(people(table), column(table, "unit"), strict=True)) == [
        ("Lê Văn An", "UBND phường Bạch Đằng"),
        ("Lê Văn Ba", "UBND phường Bạch Mai"),
    ]


def test_people_below_a_signature_are_still_read() -> None:
    table = read([HEADING, AN, [N, "Người lập biểu"], [N, "Lê Thị Lập"], [], BINH, [3, "Lê Văn Cường", N, "CC"]])
    assert people(table) == ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường"]


@pytest.mark.parametrize(
    "name",
    [
        "Cộng Thị Hòa",
        "Tổng Văn Sơn",
        "Người Văn Lập",
        "Hà Nội Bảo Ngọc",
        "Lưu Thị Hà",
        "Văn Thị Phòng",
        "Công Văn Chức",
        "Thanh Tra",
    ],
)
def test_a_person_whose_name_begins_like_a_foot_is_a_person(name: str) -> None:
    assert people(read([HEADING, AN, [2, name, "1980", "Chuyên viên", "Phòng Y tế"]])) == ["Nguyễn Văn An", name]


# -- odd rows -------------------------------------------------------------------------------------------------------


def test_a_row_that_is_only_numbered_is_nothing_but_data_without_a_name_stays() -> None:
    table = read([HEADING, AN, [2], [3, N, "1980", "Công chức"], [4, N, N, N, "UBND phường Bạch Đằng"], [5, "  "]])
    assert [row.number for row in table.rows] == [2, 4, 5]
    assert people(table) == ["Nguyễn Văn An", None, None]


def test_a_row_that_lost_its_number_cell_is_moved_back() -> None:
    table = read(
        [
            ["STT", "Họ tên", "Chức vụ", "SĐT"],
            [1, "Lê Văn An", "CC", "0912345678"],
            ["Trần Thị Bình", "Công chức", "0912345679"],
        ]
    )
    assert people(table) == ["Lê Văn An", "Trần Thị Bình"]
    assert column(table, "phone") == ["0912345678", "0912345679"]
    assert table.rows[1].notes == (("", "row.shifted"),)


WIDE = ["STT", "Họ tên", "Ngày sinh", "Chức vụ", "Đơn vị", "SĐT"]


@pytest.mark.parametrize(
    ("short", "missing"),
    [
        ([2, "Lê Văn Ba", "Chuyên viên", "Phòng Y tế", "0912345679"], "birth"),
        ([2, "Lê Văn Ba", "1/2/1980", "Phòng Y tế", "0912345679"], "position"),
        ([2, "Lê Văn Ba", "1/2/1980", "Chuyên viên", 912345679], "unit"),
    ],
)
def test_a_row_one_cell_short_in_the_middle_is_mended_where_only_one_place_fits(
    short: list[object], missing: str
) -> None:
    table = read([WIDE, [1, "Lê Văn An", "1/2/1980", "Chuyên viên", "Phòng Y tế", "0912345678"], short])
    mended = table.rows[1]
    assert mended.notes == (("", "row.shifted"),)
    assert set(mended.cells) == {"full_name", "birth", "position", "unit", "phone"} - {missing}


def test_a_unit_written_once_over_a_block_belongs_to_the_unnumbered_rows_below() -> None:
    rows = [
        ["TT", "Đơn vị", "Họ tên"],
        [1, "UBND phường X", "Lê Văn An"],
        [N, N, "Lê Văn Ba"],
        [2, "UBND phường Y", "Lê Văn Cư"],
        [N, N, "Lê Văn Dũ"],
        [3, N, "Lê Văn Em"],
    ]
    table = read(rows)
    assert column(table, "unit") == ["UBND phường X", "UBND phường X", "UBND phường Y", "UBND phường Y", None]


def test_a_short_row_lacks_only_its_last_cells() -> None:
    assert read([HEADING, [1, "Lê Văn An"], [2, "Lê Văn Ba", 1980]]).rows[1].cells == {
        "full_name": "Lê Văn Ba",
        "birth": 1980,
    }


def test_the_heading_repeated_on_page_two_is_nobody() -> None:
    table = read([HEADING, AN, HEADING, BINH])
    assert people(table) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert table.notices == ()


def test_a_second_table_below_is_read_by_its_own_headings() -> None:
    table = read(
        [
            HEADING,
            AN,
            [],
            ["DANH SÁCH BỔ SUNG"],
            ["TT", "Chức danh", "Họ tên", "Cơ quan"],
            [1, "Chuyên viên", "Lê Văn Ba", "Phòng Y tế"],
        ]
    )
    assert people(table) == ["Nguyễn Văn An", "Lê Văn Ba"]
    assert column(table, "position") == ["Chủ tịch", "Chuyên viên"]
    assert "sheet.second_table" in codes(table)


def test_a_list_without_a_heading_is_understood_by_its_content_and_told() -> None:
    rows = [[1, "Nguyễn Văn An", "12/5/1980", "Chủ tịch", "UBND phường Bạch Đằng", "0912345678"],
            [2, "Trần Thị Bình", "1/2/1985", "Công chức", "UBND phường Bạch Mai", "0912345679"],
            [3, "Lê Văn Cường", "3/4/1990", "Hiệu trưởng", "Trường TH Bạch Mai", "0912345670"]]  # fmt: skip
    table = read(rows)
    assert table.header_row is None
    assert table.column_numbers == {"full_name": 2, "birth": 3, "position": 4, "unit": 5, "phone": 6}
    assert len(table.rows) == 3
    assert "sheet.no_heading" in codes(table)


def test_one_person_pasted_without_a_heading_is_understood() -> None:
    table = read([["Lê Văn An", "Phó Chủ tịch", "UBND phường Bạch Đằng", "0912345678"]])
    assert people(table) == ["Lê Văn An"]
    assert set(table.columns) == {"full_name", "position", "unit", "phone"}


def test_units_stand_over_people_in_a_list_without_a_heading_too() -> None:
    rows = [
        ["I", "PHÒNG NỘI VỤ"],
        [1, "Lê Văn An", "0912345678"],
        [2, "Lê Văn Ba"],
        ["II", "PHÒNG Y TẾ"],
        [1, "Lê Văn Cư", "0912345679"],
    ]
    assert column(read(rows), "unit") == ["PHÒNG NỘI VỤ", "PHÒNG NỘI VỤ", "PHÒNG Y TẾ"]


def test_one_column_of_names_is_a_list_too() -> None:
    assert people(read([["Họ và tên"], ["Lê Văn An"], ["Trần Thị Bình"]])) == ["Lê Văn An", "Trần Thị Bình"]
    assert len(read([["Lê Văn An"], ["Trần Thị Bình"], ["Phạm Văn Cường"]]).rows) == 3


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["BÁO CÁO KẾT QUẢ"], ["Kính gửi: UBND quận"]],
        [["Hướng dẫn điền mẫu"], ["1. Điền đủ họ tên"], ["2. Gửi trước ngày 20/5"]],
        [["TT", "Nội dung", "Số lượng", "Thành tiền"], [1, "Nước uống", 20, 200000]],
    ],
)
def test_a_sheet_without_people_says_so_and_is_no_error(rows: list[list[object]]) -> None:
    table = read(rows)
    assert table.rows == []
    assert table.header_row is None
    assert codes(table) == ["sheet.no_table"]


def test_a_table_without_names_says_so() -> None:
    table = read([["TT", "Cơ quan, đơn vị", "Thành phần", "Ghi chú"], [1, "UBND phường X", "Lãnh đạo", N]])
    assert codes(table) == ["sheet.no_name_column"]
    assert table.rows == []


def test_hidden_rows_and_columns_are_read_and_marked_or_left_out() -> None:
    layout = {"hidden_rows": frozenset({3}), "hidden_columns": frozenset({6})}
    table = read([HEADING, AN, BINH], **layout)
    assert [row.hidden for row in table.rows] == [False, True]
    assert table.rows[0].cells["phone"] == "0912345678"
    without = read([HEADING, AN, BINH], options=TableOptions(include_hidden=False), **layout)
    assert people(without) == ["Nguyễn Văn An"]
    assert "phone" not in without.rows[0].cells


# -- old text -------------------------------------------------------------------------------------------------------


def test_a_tcvn3_sheet_is_read_as_unicode_and_each_cell_noted() -> None:
    table = read(
        [
            ["Sè TT", "Hä vµ tªn", "Chøc vô", "§¬n vÞ"],
            [1, "NguyÔn V¨n ¸nh", "Chñ tÞch", "UBND ph­êng B¹ch §»ng"],
            [2, "Phan Thanh Hång", "Phã chñ tÞch", "UBND ph­êng B¹ch §»ng"],
            [3, "Anh Tó", "C¸n bé", "UBND ph­êng B¹ch §»ng"],
        ]
    )
    assert people(table) == ["Nguyễn Văn ánh", "Phan Thanh Hồng", "Anh Tú"]
    assert column(table, "unit") == ["UBND phường Bạch Đằng"] * 3
    assert ("full_name", "legacy.tcvn3") in table.rows[0].notes
    assert table.columns["full_name"] == "Họ và tên"


def test_a_vni_sheet_is_read_as_unicode() -> None:
    table = read(
        [["STT", "Hoï vaø teân", "Chöùc vuï", "Ñôn vò"], [1, "Nguyeãn Vaên AÙnh", "Chuû tòch", "Phöôøng Baïch Ñaèng"]]
    )
    assert people(table) == ["Nguyễn Văn Ánh"]
    assert column(table, "unit") == ["Phường Bạch Đằng"]


def test_a_font_settles_what_the_content_leaves_open() -> None:
    rows = [["STT", "Họ và tên", "Chức vụ"], [1, "Anh Tó", "CC"], [2, "nguyÔn v¨n ¸nh", "CC"]]
    table = read(rows, legacy_fonts={(2, 2): ".VnTime", (3, 2): ".VnTimeH"})
    assert people(table) == ["Anh Tú", "NGUYỄN VĂN ÁNH"]


def test_unicode_names_of_latin_letters_stay_in_a_unicode_sheet() -> None:
    assert people(read([HEADING, [1, "Lê Hà"], [2, "Nguyễn Văn An"], [3, "Tó Lê"]])) == [
        "Lê Hà",
        "Nguyễn Văn An",
        "Tó Lê",
    ]


# -- whatever comes ---------------------------------------------------------------------------------------------------

CELLS = st.one_of(st.none(), st.text(max_size=12), st.integers(), st.floats(allow_nan=True), st.booleans(), st.dates(),
                  st.sampled_from(["STT", "Họ và tên", "Chức vụ", "Ngày sinh", "Nam", "Nữ", "Tổng số", "UBND phường X", "Lê Văn An", "I", "x"]))  # fmt: skip


@example([["²"]], "", "")
@given(st.lists(st.lists(CELLS, max_size=6), max_size=12), st.text(max_size=10), st.text(max_size=10))
def test_no_sheet_makes_the_understanding_stumble(rows: list[list[object]], name: str, file: str) -> None:
    table = read(rows, name, file)
    numbers = [row.number for row in table.rows]
    assert numbers == sorted(set(numbers))


FAMILIES = st.sampled_from(["Nguyễn", "Trần", "Lê", "Cộng", "Tổng", "Lưu", "Hà", "Thanh", "Văn", "Công"])
PERSON = st.tuples(
    FAMILIES, st.sampled_from(["Văn", "Thị", "Đức"]), st.sampled_from(["An", "Bình", "Hòa", "Lập", "Số"])
).map(" ".join)
BETWEEN = st.sampled_from(
    [
        [],
        ["Cộng: 3 người"],
        ["UBND phường Bạch Đằng"],
        ["I. Phòng Y tế"],
        ["A. KHỐI PHƯỜNG"],
        HEADING,
        [N, "Người lập biểu"],
        [9],
    ]
)


@given(st.lists(PERSON | BETWEEN, max_size=15))
def test_every_numbered_person_is_read_once_whatever_stands_between(lines: list[str | list[object]]) -> None:
    rows: list[list[object]] = [
        [index, line, N, "Chuyên viên"] if isinstance(line, str) else line for index, line in enumerate(lines, 1)
    ]
    assert people(read([HEADING, *rows])) == [line for line in lines if isinstance(line, str)]


def test_a_sheet_of_no_rows_is_fine() -> None:
    from desktop.excel.understanding.table import understand

    assert understand(Sheet("trống", [], [])).rows == []
