"""Headings as offices write them, and units and groups that stand over their people."""

import datetime as dt

import pytest

from desktop.domain.units import unit_key
from desktop.excel.understanding.headings import heading_key
from desktop.excel.understanding.sheet_unit import settle
from desktop.excel.understanding.table import TableOptions
from tests.excel.sheets import AN, BINH, HEADING, N, codes, column, people, read

# -- headings -------------------------------------------------------------------------------------------------------


def test_a_plain_list_is_read_column_by_column() -> None:
    table = read([HEADING, AN, BINH])
    assert table.header_row == 1
    assert table.columns == {
        "full_name": "Họ và tên", "birth": "Ngày sinh", "position": "Chức vụ", "unit": "Đơn vị công tác",
        "phone": "Số điện thoại", "email": "Email", "note": "Ghi chú",
    }  # fmt: skip
    assert table.column_numbers["full_name"] == 2
    assert table.rows[0].cells["email"] == "an@hbt.vn"
    assert table.rows[1].number == 3
    assert table.rows[1].raw == tuple(BINH)
    assert [row.unit_from for row in table.rows] == ["column", "column"]
    assert table.notices == ()


def test_letterhead_and_title_above_the_table_are_no_heading() -> None:
    table = read(
        [
            ["UBND QUẬN HAI BÀ TRƯNG", N, N, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["PHÒNG NỘI VỤ", N, N, "Độc lập - Tự do - Hạnh phúc"],
            [],
            ["DANH SÁCH CÁN BỘ, CÔNG CHỨC THAM DỰ TẬP HUẤN"],
            ["(Kèm theo Công văn số 12/NV ngày 10 tháng 5 năm 2018)"],
            [],
            HEADING,
            AN,
        ]
    )
    assert table.header_row == 7
    assert people(table) == ["Nguyễn Văn An"]
    assert column(table, "unit") == ["UBND phường Bạch Đằng"]


MERGED = [(3, 1, 4, 1), (3, 2, 4, 2), (3, 3, 3, 4), (3, 5, 4, 5), (3, 6, 4, 6)]
TWO_ROWS = [
    ["DANH SÁCH ĐĂNG KÝ"],
    [],
    ["STT", "Họ và tên", "Ngày sinh", N, "Chức vụ", "Điện thoại"],
    [N, N, "Nam", "Nữ"],
    [1, "Nguyễn Văn An", "12/5/1980", N, "Chủ tịch", "0912345678"],
    [2, "Trần Thị Bình", N, dt.datetime(1985, 2, 1), "Công chức"],
]


@pytest.mark.parametrize("merges", [MERGED, []], ids=["merged", "merging unknown"])
def test_a_date_under_nam_or_nu_tells_the_gender(merges: list[tuple[int, int, int, int]]) -> None:
    table = read(TWO_ROWS, merges=tuple(merges))
    assert table.header_row == 4
    assert column(table, "gender") == ["Nam", "Nữ"]
    assert column(table, "birth") == ["12/5/1980", dt.datetime(1985, 2, 1)]
    assert table.headings[2:4] == ("Ngày sinh – Nam", "Ngày sinh – Nữ")


def test_a_heading_in_one_line_with_its_parts_reads_as_the_two_rows_did() -> None:
    once = read(TWO_ROWS, merges=tuple(MERGED))
    again = read([list(once.headings), *TWO_ROWS[4:]])
    assert [row.cells for row in again.rows] == [row.cells for row in once.rows]


def test_a_flag_column_nu_tells_everybody_s_gender() -> None:
    table = read([["TT", "Họ tên", "Nữ", "Chức vụ"], [1, "Lê Văn An", N, "CC"], [2, "Lê Thị Ba", "x", "CC"]])
    assert column(table, "gender") == ["Nam", "Nữ"]


def test_two_flag_columns_tell_the_gender_and_silence_where_both_are_blank() -> None:
    rows = [
        ["TT", "Họ tên", "Giới tính", N, "Chức vụ"],
        [N, N, "Nam", "Nữ"],
        [1, "Lê Văn An", "x"],
        [2, "Lê Thị Ba", N, "x"],
        [3, "Lê Cư", N, N, "CC"],
    ]
    table = read(rows, merges=((1, 3, 1, 4),))
    assert column(table, "gender") == ["Nam", "Nữ", None]


@pytest.mark.parametrize(
    "heading",
    [
        [["STT", "HỌ ĐỆM", "TÊN", "Chức vụ"]],
        [["STT", "Họ và tên", N, "Chức vụ"]],
        [["STT", "Họ và tên", "Tên", "Chức vụ"]],
        [["STT", "Họ và tên", N, "Chức vụ"], [N, "Họ đệm", "Tên"]],
    ],
)
def test_family_and_given_name_in_two_columns_make_one_name(heading: list[list[str | None]]) -> None:
    table = read([*heading, [1, "Nguyễn Văn", "An", "CC"], [2, "Trần Thị", "Bình", "CC"], [3, "", "Brêu", "CC"]])
    assert people(table) == ["Nguyễn Văn An", "Trần Thị Bình", "Brêu"]
    assert table.header_row == len(heading)


_ALSO_WORDS = [("Lưu Đình", "Tổ"), ("Chu", "Năm"), ("Hồ Thế", "Trưởng"), ("Trương Bá", "Nam"), ("Mai Thị", "Nữ")]


@pytest.mark.parametrize("merges", [((1, 2, 1, 3),), ()])
@pytest.mark.parametrize("names", [_ALSO_WORDS, _ALSO_WORDS[2:4], _ALSO_WORDS[:1]])
def test_given_names_that_are_also_words_are_kept_in_a_column_of_their_own(
    names: list[tuple[str, str]], merges: tuple[tuple[int, int, int, int], ...]
) -> None:
    rows: list[list[object]] = [[n, *name, "Chuyên viên", "Phòng Y tế"] for n, name in enumerate(names, 1)]
    table = read([["STT", "Họ và tên", N, "Chức vụ", "Đơn vị"], *rows], merges=merges)
    assert people(table) == [" ".join(name) for name in names]


def test_one_heading_over_two_columns_makes_nam_a_given_name() -> None:
    rows: list[list[object]] = [["STT", "Họ và tên", N, "Chức vụ"], [1, "Trương Bá", "Nam", "Chuyên viên"]]
    assert people(read(rows, merges=((1, 2, 1, 3),))) == ["Trương Bá Nam"]


def test_a_column_of_genders_beside_the_names_is_no_part_of_them() -> None:
    rows: list[list[object]] = [[1, "Lê Văn An", "Nam", "Phòng Y tế"], [2, "Trần Thị Bình", "Nữ", "Phòng Y tế"]]
    table = read([["STT", "Họ và tên", N, "Đơn vị"], *rows])
    assert (people(table), column(table, "gender")) == (["Lê Văn An", "Trần Thị Bình"], ["Nam", "Nữ"])


@pytest.mark.parametrize(
    "heading",
    ["Họ và tên", "Họ và tên, số điện thoại", "Họ tên/SĐT", "Họ và tên và số ĐT liên hệ", "Họ tên, ngày sinh"],
)
@pytest.mark.parametrize("between", ["\n", ", ", " - ", " (", " ", "\nĐT: "])
def test_names_with_a_phone_behind_are_names(heading: str, between: str) -> None:
    names = [f"Lê Văn {name}{between}091234567{n}{')' * ('(' in between)}" for n, name in enumerate(("An", "Ba"))]
    table = read([["STT", heading, "Chức vụ"], *([n, name, "Văn thư"] for n, name in enumerate(names, 1))])
    assert people(table) == names


@pytest.mark.parametrize("heading", ["Đơn vị/Họ và tên", "Họ và tên/Đơn vị", "Cơ quan - Họ tên"])
def test_people_under_their_units_in_one_column_are_read(heading: str) -> None:
    table = read(
        [
            ["STT", heading, "Chức vụ", "SĐT"],
            [1, "UBND xã Đoài Phương"],
            ["-", "Phương Thị Đoài", "Phó Chủ tịch", "0971000001"],
            ["-", "Đoài Văn Sơn", "Công chức", "0971000002"],
            [2, "UBND xã Bất Bạt"],
            ["-", "Bạt Văn Bất", "Phó Chủ tịch", "0971000003"],
        ]
    )
    assert people(table) == ["Phương Thị Đoài", "Đoài Văn Sơn", "Bạt Văn Bất"]
    assert column(table, "unit") == ["UBND xã Đoài Phương", "UBND xã Đoài Phương", "UBND xã Bất Bạt"]


@pytest.mark.parametrize("units", [["UBND xã Đoài Phương", "UBND xã Bất Bạt"], ["Đoài Phương", "Bất Bạt"]])
def test_units_under_a_heading_that_names_people_too_stay_units(units: list[str]) -> None:
    rows: list[list[object]] = [[1, units[0], "Lê Văn An"], [2, units[1], "Lê Văn Ba"]]
    table = read([["STT", "Đơn vị/Họ và tên lãnh đạo", "Họ và tên"], *rows])
    assert (people(table), column(table, "unit")) == (["Lê Văn An", "Lê Văn Ba"], units)


@pytest.mark.parametrize(
    "numbering",
    [
        ["(1)", "(2)", "(3)", "(4)"],
        [1, 2, 3, 4],
        ["1", "2", "3", "4"],
        ["A", "B", 1, 2],
        ["(1)", "(2)", "(3)", "(4)=(2)+(3)"],
    ],
)
def test_a_row_that_numbers_the_columns_is_nobody(numbering: list[object]) -> None:
    table = read([["STT", "Họ và tên", "Chức vụ", "Đơn vị"], numbering, [1, "Lê Văn An", "CC", "UBND phường X"]])
    assert people(table) == ["Lê Văn An"]


def test_a_row_of_machine_codes_is_nobody() -> None:
    table = read(
        [
            ["STT", "Họ và tên", "Ngày sinh", "Đơn vị"],
            ["STT", "HO_TEN", "NGAY_SINH", "DON_VI"],
            [1, "Lê Văn An", 1980, "UBND phường X"],
        ]
    )
    assert people(table) == ["Lê Văn An"]
    assert column(table, "birth") == [1980]


def test_a_second_language_under_or_inside_the_heading_changes_nothing() -> None:
    inside = read([["STT\nNo.", "Họ tên\nFull Name", "Chức vụ\nPosition"], [1, "Lê Văn An", "CC"]])
    below = read([["STT", "Họ tên", "Chức vụ"], ["No.", "Full name", "Position"], [1, "Lê Văn An", "CC"]])
    assert people(inside) == people(below) == ["Lê Văn An"]
    assert set(inside.columns) == set(below.columns) == {"full_name", "position"}


def test_machine_headings_alone_are_understood() -> None:
    table = read(
        [["STT", "HOTEN", "NGAYSINH", "DONVICONGTAC", "SDT"], [1, "Lê Văn An", 1980, "UBND phường X", "0912345678"]]
    )
    assert set(table.columns) == {"full_name", "birth", "unit", "phone"}


def test_columns_that_only_look_like_fields_are_left_aside() -> None:
    rows = [
        ["STT", "Tên lớp", "Họ và tên", "Đơn vị tính", "Đơn vị", "Ký tên"],
        [1, "Lớp 1", "Lê Văn An", "người", "UBND phường X", N],
    ]
    table = read(rows)
    assert (table.rows[0].cells["full_name"], table.rows[0].cells["unit"]) == ("Lê Văn An", "UBND phường X")
    assert table.ignored_columns == ("Tên lớp", "Đơn vị tính", "Ký tên")


def test_day_month_and_year_in_three_columns_make_one_date() -> None:
    rows = [
        ["STT", "Họ tên", "Ngày sinh", N, N, "Chức vụ"],
        [N, N, "Ngày", "Tháng", "Năm"],
        [1, "Lê Văn An", 12, 5, 1980, "CC"],
    ]
    table = read(rows, merges=((1, 3, 1, 5),))
    assert column(table, "birth") == ["12/5/1980"]


def test_sensitive_columns_are_dropped_and_told_unless_asked_for() -> None:
    rows = [
        ["STT", "Họ tên", "Chức vụ", "Chức vụ trong Đảng", "Dân tộc", "CCCD/CMND"],
        [1, "Lê Văn An", "CC", "Bí thư", "Kinh", "001080000001"],
    ]
    table = read(rows)
    assert set(table.rows[0].cells) == {"full_name", "position"}
    assert codes(table) == ["columns.sensitive"]
    assert "Dân tộc" in str(table.notices[0].details["columns"])
    asked = read(rows, options=TableOptions(with_sensitive=True))
    assert asked.rows[0].cells["party_position"] == "Bí thư"
    assert asked.rows[0].cells["position"] == "CC"
    assert asked.rows[0].cells["identity_number"] == "001080000001"


# -- the organizer's word -------------------------------------------------------------------------------------------


def test_a_corrected_column_or_heading_row_is_followed() -> None:
    rows = [["STT", "Đ/c", "Việc", "Đơn vị"], [1, "Lê Văn An", "Chủ tịch", "UBND phường X"]]
    table = read(rows, options=TableOptions(header_row=1, columns={"full_name": 2, "position": 3}))
    assert (people(table), column(table, "position")) == (["Lê Văn An"], ["Chủ tịch"])
    none = read([HEADING, AN], options=TableOptions(columns={"phone": 0}))
    assert "phone" not in none.rows[0].cells


def test_what_was_taught_once_is_known_the_next_time() -> None:
    rows = [["STT", "Quý danh", "Đơn vị"], [1, "Lê Văn An", "UBND phường X"]]
    assert people(read(rows, options=TableOptions(learned={heading_key("Quý danh"): "full_name"}))) == ["Lê Văn An"]


# -- units and groups over their people ---------------------------------------------------------------------------


def test_unit_rows_and_group_rows_carry_down() -> None:
    table = read(
        [
            ["TT", "Họ và tên", "Chức vụ", "SĐT"],
            ["A. KHỐI PHƯỜNG"],
            ["I. UBND phường Bạch Đằng"],
            [1, "Nguyễn Văn An", "Chủ tịch", "0912345678"],
            [2, "K'Brêu"],
            ["II", "UBND phường Bạch Mai (1 người)"],
            [1, "Trần Thị Bình", "Công chức"],
            ["B", "CÁC TRƯỜNG CÔNG LẬP"],
            ["Trường Tiểu học Bạch Mai"],
            [1, "Lê Thị Cúc", "Hiệu trưởng"],
            ["III.", "Hội Liên hiệp Phụ nữ quận"],
            [1, "Lê Thị Dung", "Chủ tịch"],
        ]
    )
    assert people(table) == ["Nguyễn Văn An", "K'Brêu", "Trần Thị Bình", "Lê Thị Cúc", "Lê Thị Dung"]
    assert column(table, "unit") == [
        "UBND phường Bạch Đằng", "UBND phường Bạch Đằng", "UBND phường Bạch Mai", "Trường Tiểu học Bạch Mai",
        "Hội Liên hiệp Phụ nữ quận",
    ]  # fmt: skip
    assert column(table, "role_group") == ["Phường", "Phường", "Phường", "Trường công lập", "Trường công lập"]
    assert {row.unit_from for row in table.rows} == {"unit_row"}


def test_an_unnumbered_merged_row_names_the_unit_below_it() -> None:
    rows = [
        ["TT", "Họ và tên", "Chức vụ"],
        ["UBND phường Đồng Tâm"],
        [1, "Lê Văn An", "CC"],
        ["Phòng Y tế"],
        [2, "Lê Văn Ba", "CV"],
    ]
    table = read(rows, merges=((2, 1, 2, 3), (4, 1, 4, 3)))
    assert column(table, "unit") == ["UBND phường Đồng Tâm", "Phòng Y tế"]


def test_a_vertically_merged_unit_belongs_to_all_its_rows() -> None:
    rows = [
        ["TT", "Họ và tên", "Đơn vị"],
        [1, "Lê Văn An", "UBND phường X"],
        [2, "Lê Văn Ba"],
        [3, "Lê Văn Cư"],
        [4, "Lê Văn Dũ"],
    ]
    table = read(rows, merges=((2, 3, 4, 3),))
    assert column(table, "unit") == ["UBND phường X"] * 3 + [None]
    assert [row.unit_from for row in table.rows] == ["column", "merged", "merged", ""]


@pytest.mark.parametrize("ditto", ["nt", "-nt-", '"', "như trên", "''", "〃"])
def test_as_above_means_the_unit_above(ditto: str) -> None:
    table = read([["TT", "Họ và tên", "Đơn vị"], [1, "Lê Văn An", "UBND phường X"], [2, "Lê Văn Ba", ditto]])
    assert column(table, "unit") == ["UBND phường X"] * 2


LIST = [["STT", "Họ tên", "SĐT"], [1, "Nguyễn Văn An", "0912345678"]]


@pytest.mark.parametrize(
    ("above", "name", "file", "unit", "where"),
    [
        (
            ["DANH SÁCH CÁN BỘ UBND PHƯỜNG BẠCH ĐẰNG THAM DỰ TẬP HUẤN NĂM 2018"],
            "Sheet1",
            "",
            "UBND phường Bạch Đằng",
            "title",
        ),
        (
            ["Danh sách cán bộ Trường Tiểu học Bạch Mai đăng ký tập huấn"],
            "Sheet1",
            "",
            "Trường Tiểu học Bạch Mai",
            "title",
        ),
        (
            ["DANH SÁCH CÔNG CHỨC PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI DỰ HỘI NGHỊ"],
            "Sheet1",
            "",
            "Phòng LĐTB&XH",
            "title",
        ),
        (["Đơn vị: UBND P. Bạch Đằng"], "Sheet1", "", "UBND phường Bạch Đằng", "title"),
        (["Phường: Bạch Đằng"], "Sheet1", "", "UBND phường Bạch Đằng", "title"),
        (["Đơn vị: Trường THCS Vân Hồ"], "Sheet1", "", "Trường THCS Vân Hồ", "title"),
        (["UBND PHƯỜNG BẠCH ĐẰNG"], "Sheet1", "", "UBND phường Bạch Đằng", "title"),
        (["DANH SÁCH ĐĂNG KÝ"], "P.Bạch Đằng", "", "UBND phường Bạch Đằng", "sheet"),
        (["DANH SÁCH ĐĂNG KÝ"], "TH Bạch Mai", "P.BachDang.xlsx", "Trường Tiểu học Bạch Mai", "sheet"),
        (["DANH SÁCH ĐĂNG KÝ"], "Sheet1", "P.BachMai.xlsx", "UBND phường Bạch Mai", "file"),
        (["DANH SÁCH ĐĂNG KÝ"], "Sheet1", "DS dang ky UBND phuong Bach Dang.xlsx", "UBND phường Bạch Đằng", "file"),
        (["DANH SÁCH ĐĂNG KÝ"], "DS", "03_TH_Bach_Mai_2018.xls", "Trường Tiểu học Bạch Mai", "file"),
    ],
)
def test_without_a_unit_column_the_sheet_itself_may_name_the_unit(
    above: list[str], name: str, file: str, unit: str, where: str
) -> None:
    table = read([above, *LIST], name, file)
    guess = table.unit_guesses[0]
    assert (unit_key(guess.name), guess.where) == (unit_key(unit), where)
    assert [(row.cells["unit"], row.unit_from) for row in table.rows] == [(guess.name, where)]


@pytest.mark.parametrize(
    ("above", "name", "file"),
    [
        (["DANH SÁCH CÁN BỘ CÁC PHƯỜNG THAM DỰ TẬP HUẤN"], "Sheet1", "danh sach dang ky.xlsx"),
        (["DANH SÁCH HỌC VIÊN 20 PHƯỜNG"], "Trang tính1", "Book1.xlsx"),
        (["DANH SÁCH HIỆU TRƯỞNG CÁC TRƯỜNG CÔNG LẬP"], "DS", "DS tap huan CCHC 2018.xlsx"),
        (["UBND QUẬN HAI BÀ TRƯNG"], "Danh sách", ""),
        (["Đơn vị: ………………………"], "Sheet1", ""),
    ],
)
def test_words_that_name_no_single_unit_give_none(above: list[str], name: str, file: str) -> None:
    table = read([above, *LIST], name, file)
    assert settle(table.unit_guesses, lambda _spelling: "") is None


def test_a_unit_column_is_stronger_than_title_and_sheet() -> None:
    table = read([["DANH SÁCH CÁN BỘ PHÒNG NỘI VỤ THAM DỰ"], HEADING, AN, [2, "Lê Văn Ba"]], "P.Bạch Mai")
    assert column(table, "unit") == ["UBND phường Bạch Đằng", None]
