"""Which column holds which field: headings and contents weighed together."""

import datetime as dt

import pytest

from desktop.excel.understanding.columns import read_layout
from desktop.excel.understanding.table import TableOptions
from tests.excel.sheets import N, codes, column, people, read

# -- contents against words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "value", "field"),
    [
        ("Đồng ý nhận email", "Có", "email"),
        ("Đã xác nhận SĐT", "Rồi", "phone"),
        ("Ngày sinh hoạt chi bộ", "05 hằng tháng", "birth"),
        ("Mã số", "2124150088", "code"),
        ("Chức vụ của người ký", "12/5/1980", "position"),
    ],
)
def test_contents_that_are_something_else_outweigh_words_within_a_heading(heading: str, value: str, field: str) -> None:
    table = read([["STT", "Họ và tên", "Đơn vị", heading], [1, "Nguyễn Văn An", "Phòng Y tế", value]])
    assert field not in table.rows[0].cells
    assert table.ignored_columns == (heading,)


def test_a_heading_s_very_words_keep_a_column_whose_values_are_odd() -> None:
    table = read([["STT", "Họ tên", "Ngày sinh", "Điện thoại"], [1, "Lê Văn An", "không rõ", "12345"]])
    assert table.rows[0].cells == {"full_name": "Lê Văn An", "birth": "không rõ", "phone": "12345"}


@pytest.mark.parametrize("nothing", ["không", "-", "Không có"])
def test_nothing_written_out_says_nothing_against_a_column(nothing: str) -> None:
    rows: list[list[object]] = [[n, f"Lê Văn {name}", nothing] for n, name in enumerate(("An", "Ba", "Cư", "Em"), 1)]
    table = read([["STT", "Họ tên", "Email"], *rows, [5, "Lê Văn Giang", "giang@hbt.vn"]])
    assert table.rows[-1].cells["email"] == "giang@hbt.vn"


def test_headings_put_over_one_another_s_columns_are_set_right_and_told() -> None:
    table = read(
        [
            ["STT", "Họ và tên", "Chức vụ", "Đơn vị"],
            [1, "Nguyễn Văn An", "UBND phường Bạch Đằng", "Chủ tịch"],
            [2, "Trần Thị Bình", "Phòng Y tế", "Kế toán"],
            [3, "Lê Văn Ba", "Phòng Nội vụ", "Chuyên viên"],
        ]
    )
    assert column(table, "unit") == ["UBND phường Bạch Đằng", "Phòng Y tế", "Phòng Nội vụ"]
    assert codes(table) == ["columns.by_content"]


def test_words_nobody_knows_are_told_by_their_contents() -> None:
    table = read(
        [
            ["DANH SÁCH"],
            ["Số", "Quý danh", "Công việc đang làm", "Thuộc", "Gọi số"],
            [1, "Nguyễn Văn An", "Chuyên viên", "Phòng Nội vụ", "0912345678"],
            [2, "Trần Thị Bình", "Hiệu trưởng", "Trường TH Bạch Mai", "0912345679"],
        ]
    )
    assert table.header_row == 2
    assert table.column_numbers == {"full_name": 2, "position": 3, "unit": 4, "phone": 5}
    assert "columns.by_content" in codes(table)


@pytest.mark.parametrize(
    "rows",
    [
        [["STT", "Tên hàng", "ĐVT", "Số lượng"], [1, "Bánh Mì", "Cái", 3], [2, "Cà Phê Sữa", "Ly", 4], [3, "Bàn Gỗ", "Cái", 1]],
        [["Bánh Mì", 12000], ["Cà Phê Sữa", 25000], ["Nước Ngọt", 15000]],
    ],
)  # fmt: skip
def test_goods_with_capitals_are_no_people(rows: list[list[object]]) -> None:
    assert read(rows).rows == []


_UNCOMMON = [
    ["Lò Văn Hặc", "Trưởng Công an", "0982000001", dt.date(1983, 12, 12)],
    ["Giàng A Páo", "Phó Trưởng Công an", "0982000002", dt.date(1987, 11, 11)],
    ["Kpă Y Blơi", "Cán bộ", "0982000003", dt.date(1990, 10, 10)],
    ["Cát Thị Hội", "Công chức", "0982000004", dt.date(1991, 9, 9)],
    ["Hội Công Trưởng", "Lái xe", "0982000005", dt.date(1979, 2, 1)],
]


@pytest.mark.parametrize("beside", [(1,), (1, 2), (2, 3), (3,), (1, 2, 3)])
@pytest.mark.parametrize("heading", [[], ["STT", "Cử đi học"]])
def test_names_of_any_family_are_told_by_the_columns_beside_them(
    heading: list[object], beside: tuple[int, ...]
) -> None:
    known = ["", "Chức vụ", "Điện thoại", "Ngày sinh"]
    rows: list[list[object]] = [
        [n, row[0], *(row[place] for place in beside), "Công an xã Mường Lay"] for n, row in enumerate(_UNCOMMON, 1)
    ]
    table = read([*([[*heading, *(known[place] for place in beside), "Đơn vị"]] if heading else []), *rows])
    assert people(table) == [row[0] for row in _UNCOMMON]


def test_one_person_of_an_uncommon_family_is_told_by_the_columns_beside() -> None:
    table = read([["TT", "Cử đi học", "Ngày sinh", "Chức vụ"], [1, "Hội Công Trưởng", "16/09/1992", "Lái xe"]])
    assert people(table) == ["Hội Công Trưởng"]


@pytest.mark.parametrize("heading", ["Cử đi học", "Cán bộ tham dự", "Cán\nbộ tham dự", "Người được cử đi"])
def test_the_foot_of_a_short_list_does_not_hide_its_people(heading: str) -> None:
    table = read(
        [
            ["Số\nTT", heading, "Ngày\nsinh", "Chức\nvụ", "Di\nđộng"],
            ["[1]", "[2]", "[3]", "[4]", "[5]"],
            [1, "LÒ THỊ THỦY", dt.date(1980, 11, 20), "Giáo viên", "0912281332"],
            [2, "DANH DUY CÔNG", dt.date(1973, 11, 12), "Phó Giám đốc", "0912281333"],
            [N, "Người lập", N, "Kế toán", "Thủ trưởng đơn vị"],
            ["(Ký, ghi rõ họ tên)", N, "(Ký tên)", N, "(Ký tên, đóng dấu)"],
            [N, "Nông Thị Ngày", N, "Danh Thị Kim Lan", "Lò Duy Công"],
            ["Nơi nhận:"],
            ["- Như trên;"],
            ["- Lưu: VT."],
        ]
    )
    assert people(table)[:2] == ["LÒ THỊ THỦY", "DANH DUY CÔNG"]
    assert table.header_row in (1, 2)


def test_a_heading_in_two_rows_that_are_not_merged_heads_its_names() -> None:
    table = read(
        [
            ["STT", "Họ và", "Trình độ", "Chức vụ", "Đơn vị"],
            [N, "tên", "chuyên môn", N, "công tác"],
            [1, "Trình Thị Độ", "Đại học", "Văn thư", "Phòng Tư pháp"],
            [2, "Chuyên Văn Môn", "Cao đẳng", "Thủ kho", "Phòng Tư pháp"],
        ]
    )
    assert (people(table), table.header_row) == (["Trình Thị Độ", "Chuyên Văn Môn"], 2)


@pytest.mark.parametrize(
    "rows",
    [
        [["Bánh Mì Thịt", "Công ty Sao Mai", "0912345671"], ["Nước Ngọt Chanh", "Công ty Bình Minh", "0912345672"]],
        [["Đón Tiếp Đại Biểu", "Chánh Văn phòng"], ["Khai Mạc Hội Nghị", "Phó Chủ tịch"], ["Phát Biểu Chỉ Đạo", "Chủ tịch"]],
        [["TT", "Nội dung", "Chức vụ", "Đơn vị"], [1, "Đón Tiếp Đại Biểu", "Chủ tịch", "UBND xã"], [2, "Khai Mạc", "Bí thư", "Đảng ủy"]],
        [["Tài sản", "Ngày mua", "Đơn vị"], ["Máy In Màu", "12/3/2019", "Phòng Y tế"], ["Máy Tính Bàn", "1/2/2020", "Phòng Y tế"]],
        [["Hát Môn", "0912345671"], ["Bất Bạt", "0912345672"], ["Ô Diên", "0912345673"]],
    ],
)  # fmt: skip
def test_sellers_programmes_and_places_are_no_people(rows: list[list[object]]) -> None:
    assert read(rows).rows == []


def test_wards_that_bear_people_s_names_stay_units() -> None:
    table = read([["STT", "Họ và tên", "Phường"], [1, "Lê Văn An", "Phạm Đình Hổ"], [2, "Lê Văn Ba", "Ngô Thì Nhậm"]])
    assert column(table, "unit") == ["Phạm Đình Hổ", "Ngô Thì Nhậm"]


def test_the_reasons_of_a_column_are_kept_the_strongest_first() -> None:
    rows = [("STT", "Họ và tên", "ĐT liên hệ"), (1, "Nguyễn Văn An", "0912345671")]
    reasons = read_layout(rows, [1, 2], (), (0, 0), learned={}, overrides={}).reasons["phone"]
    assert reasons[0].code == "column.words"
    assert "column.contents" in [clue.code for clue in reasons]


# -- one field, two columns -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("narrow", ["Phòng ban", "Phòng/Ban", "Khoa/Phòng", "Department"])
@pytest.mark.parametrize("wide", ["Đơn vị", "Cơ quan, đơn vị cử đi"])
def test_of_a_department_and_a_unit_the_unit_is_taken_and_the_other_told(narrow: str, wide: str) -> None:
    table = read(
        [
            ["STT", "Họ và tên", narrow, wide],
            [1, "Nguyễn Văn An", "Văn phòng", "UBND phường Bách Khoa"],
            [2, "Trần Thị Hai", "Phòng KT-TC", "UBND phường Bách Khoa"],
        ]
    )
    assert column(table, "unit") == ["UBND phường Bách Khoa"] * 2
    assert codes(table) == ["column.department"]


def test_a_department_alone_is_the_unit() -> None:
    assert column(read([["STT", "Họ và tên", "Phòng ban"], [1, "Lê Văn An", "Phòng Y tế"]]), "unit") == ["Phòng Y tế"]


def test_two_columns_that_may_be_the_unit_are_told_as_doubtful() -> None:
    table = read([["STT", "Họ tên", "Cơ quan", "Đơn vị"], [1, "Lê Văn An", "Sở Nội vụ", "Phòng Tổ chức"]])
    told = [notice for notice in table.notices if notice.code == "column.doubtful"]
    assert {told[0].details["heading"], told[0].details["other"]} == {"Cơ quan", "Đơn vị"}
    chosen = read(
        [["STT", "Họ tên", "Cơ quan", "Đơn vị"], [1, "Lê Văn An", "Sở Nội vụ", "Phòng Tổ chức"]],
        options=TableOptions(columns={"unit": 4}),
    )
    assert (column(chosen, "unit"), codes(chosen)) == (["Phòng Tổ chức"], [])


def test_a_second_phone_and_a_second_note_are_read_too() -> None:
    table = read(
        [
            ["STT", "Họ và tên", "Điện thoại", "Điện thoại", "Ghi chú", "Ghi chú"],
            [1, "Nguyễn Văn Một", "02438211234", "0912345678", "ăn chay", "đi xe riêng"],
            [2, "Trần Thị Hai", N, "0912345679", N, "xin nghỉ chiều"],
            [3, "Lê Văn Ba", "02438211235", N, "đi cùng", N],
        ]
    )
    assert column(table, "phone") == ["0912345678", "0912345679", N]  # the mobile one is the person's
    assert column(table, "phone_2") == ["02438211234", N, "02438211235"]
    assert column(table, "note") == ["ăn chay", N, "đi cùng"]
    assert column(table, "note_2") == ["đi xe riêng", "xin nghỉ chiều", N]


def test_names_in_a_second_column_that_is_left_out_are_told() -> None:
    table = read([["STT", "Họ và tên", "SĐT", "Họ và tên", "SĐT"], [1, "Lê Văn An", N, "Lê Văn Ba", "0912345678"]])
    assert people(table) == ["Lê Văn An"]
    assert "columns.second_person" in codes(table)
    assert table.rows[0].cells.get("phone") is None  # what stands behind another's name is the other's


def test_an_office_s_own_numbers_are_no_badge_codes() -> None:
    rows = [["STT", "Mã số", "Họ tên"], [1, "2124150087", "Lê Văn An"], [2, "2124150088", "Lê Văn Ba"]]
    assert "code" not in read(rows).columns


# -- words of one syllable ------------------------------------------------------------------------------------------


def test_so_ban_nganh_is_a_unit_and_no_running_number() -> None:
    table = read([["Họ và tên", "Chức vụ", "Sở/Ban/Ngành"], ["Lê Văn An", "Chuyên viên", "Sở Nội vụ"]])
    assert column(table, "unit") == ["Sở Nội vụ"]


@pytest.mark.parametrize(
    "heading",
    [
        [["TT", "HO VA TEN", "NGAY SINH", N, N], [N, N, "NGAY", "THANG", "NAM"]],
        [["TT", "HO VA TEN", "NGAY", "THANG", "NAM"]],
        [["TT", "Họ và tên", "Ngày", "Tháng", "Năm"]],
    ],
)
def test_nam_beside_day_and_month_is_the_year(heading: list[list[object]]) -> None:
    merges = ((1, 3, 1, 5),) if len(heading) == 2 else ()
    table = read([*heading, [1, "Nguyen Van An", 12, 5, 1980], [2, "Tran Thi Binh", 1, 2, 1985]], merges=merges)
    assert column(table, "birth") == ["12/5/1980", "1/2/1985"]
    assert column(table, "gender") == [N, N]


def test_nam_over_years_is_no_gender_and_nam_beside_nu_is() -> None:
    table = read([["TT", "HO TEN", "NAM"], [1, "Nguyen Van An", 1980], [2, "Tran Thi Binh", 1985]])
    assert column(table, "birth") == ["1980", "1985"]
    assert column(table, "gender") == [N, N]
    pair = read([["TT", "HO TEN", "NAM", "NU"], [1, "Nguyen Van An", 1980, N], [2, "Tran Thi Binh", N, 1985]])
    assert column(pair, "gender") == ["Nam", "Nữ"]
    assert column(pair, "birth") == [1980, 1985]


@pytest.mark.parametrize(
    ("yes", "no"), [("x", N), (True, False), (1, 0), ("Có", "Không"), ("1", "0"), ("TRUE", "FALSE")]
)
def test_marks_under_nam_and_nu_may_be_any_yes_and_no(yes: object, no: object) -> None:
    pair = read([["STT", "Họ và tên", "Nam", "Nữ"], [1, "Lê Văn An", yes, no], [2, "Lê Thị Hai", no, yes]])
    alone = read([["STT", "Họ và tên", "Nữ"], [1, "Lê Văn An", no], [2, "Lê Thị Hai", yes]])
    assert column(pair, "gender") == column(alone, "gender") == ["Nam", "Nữ"]


# -- names and positions in parts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    [
        ["STT", "Họ", "Tên đệm", "Tên"],
        ["STT", "Họ", "Đệm", "Tên"],
        ["STT", "Họ và tên", N, N],
        ["No.", "Surname", "Middle name", "Given name"],
    ],
)
def test_a_name_in_three_columns_is_whole(heading: list[object]) -> None:
    rows = [[1, "Nguyễn", "Văn", "Một"], [2, "Trần", "Thị", "Hai"], [3, "Lê", N, "Ba"]]
    assert people(read([heading, *rows])) == ["Nguyễn Văn Một", "Trần Thị Hai", "Lê Ba"]


def test_a_name_over_two_columns_of_a_heading_of_two_rows_is_whole() -> None:
    table = read(
        [
            ["STT", "Họ và tên", N, "Ngày sinh", N],
            [N, N, N, "Nam", "Nữ"],
            [1, "Nguyễn Văn", "An", "1/2/1980"],
            [2, "Trần Thị", "Dũng", N, "3/4/1985"],
        ],
        merges=((1, 1, 2, 1), (1, 2, 2, 3), (1, 4, 1, 5)),
    )
    assert people(table) == ["Nguyễn Văn An", "Trần Thị Dũng"]


def test_given_names_once_more_to_sort_by_are_not_added() -> None:
    table = read([["STT", "Họ và tên", "Tên"], [1, "Nguyễn Văn An", "An"], [2, "Lê Văn Ba", "Ba"]])
    assert people(table) == ["Nguyễn Văn An", "Lê Văn Ba"]


@pytest.mark.parametrize("heading", ["Chức vụ, đơn vị công tác", "Chức vụ/Đơn vị", "Đơn vị và chức vụ"])
def test_position_and_unit_in_one_column_are_known_for_both(heading: str) -> None:
    table = read(
        [["STT", "Họ và tên", heading], [1, "Lê Văn An", "Chủ tịch UBND phường X"], [2, "Lê Văn Ba", "Văn thư"]]
    )
    assert column(table, "position_unit") == ["Chủ tịch UBND phường X", "Văn thư"]


def test_a_department_beside_positions_with_their_unit_is_no_unit() -> None:
    rows = [[1, "Lê Văn An", "Cán bộ, Đội Quản lý thị trường", "Phòng Hành chính"]]
    table = read([["STT", "Họ và tên", "Chức vụ, nơi công tác", "Phòng ban"], *rows])
    assert (column(table, "unit"), codes(table)) == ([N], ["column.department"])


@pytest.mark.parametrize("heading", ["Đồng chí có tham dự không?", "Trạng thái", "Tham dự", "Xác nhận tham dự"])
def test_the_column_of_who_comes_is_known_by_its_answers(heading: str) -> None:
    rows = [["STT", "Họ và tên", heading], [1, "Lê Văn An", "Có"], [2, "Lê Thị Ba", "Không"], [3, "Lê Cư", "Đã hủy"]]
    assert column(read(rows), "attending") == ["Có", "Không", "Đã hủy"]


def test_the_moment_of_answering_a_form_is_no_date_of_birth() -> None:
    rows = [["Dấu thời gian", "Họ và tên"], [dt.datetime(2026, 11, 20, 8, 1, 2), "Lê Văn An"]]
    assert read(rows).rows[0].cells == {"full_name": "Lê Văn An"}
