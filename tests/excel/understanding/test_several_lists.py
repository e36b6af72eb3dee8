"""More than one list in a sheet: below one another, beside one another, and lists that say a thing once."""

import pytest

from desktop.excel.understanding.side_by_side import blocks
from desktop.excel.understanding.table import Table, understand
from tests.excel.sheets import codes, column, people, read, sheet_of

N = None


def test_the_first_of_several_lists_is_read_too_however_many_columns_the_later_one_has() -> None:
    table = read(
        [
            ["DANH SÁCH 1: UBND PHƯỜNG BẠCH ĐẰNG"],
            ["STT", "Họ và tên", "Chức vụ"],
            [1, "Nguyễn Văn An", "Chủ tịch"],
            ["Tổng số: 1 người"],
            [],
            ["DANH SÁCH 2: TRƯỜNG THCS LÊ NGỌC HÂN"],
            ["TT", "Họ tên", "Số điện thoại", "Chức vụ", "Ghi chú"],
            [1, "Trần Thị Bình", "0912345671", "Hiệu trưởng"],
        ]
    )
    assert table.header_row == 2
    assert people(table) == ["Nguyễn Văn An", "Trần Thị Bình"]
    assert column(table, "unit") == ["UBND phường Bạch Đằng", "Trường THCS Lê Ngọc Hân"]
    assert column(table, "phone") == [N, "0912345671"]
    assert "sheet.second_table" in codes(table)


def test_each_list_of_a_sheet_has_the_unit_of_its_own_title() -> None:
    heading = ["STT", "Họ và tên", "Chức vụ"]
    table = read(
        [
            ["Đơn vị: Phòng Nội vụ"],
            heading,
            [1, "Nguyễn Văn An", "TP"],
            ["Đơn vị: Phòng Tư pháp"],
            heading,
            [1, "Trần Thị Bình", "TP"],
            heading,
            [2, "Lê Văn Cường", "PTP"],
        ]
    )
    assert column(table, "unit") == ["Phòng Nội vụ", "Phòng Tư pháp", "Phòng Tư pháp"]


def test_a_summary_table_above_the_list_is_no_list_of_people() -> None:
    table = read(
        [
            ["TT", "Đơn vị", "Người liên hệ", "Ghi chú"],
            [1, "Phòng Nội vụ", "số 2", N],
            [],
            ["STT", "Họ và tên", "Chức vụ", "Đơn vị"],
            [1, "Nguyễn Văn An", "TP", "Phòng Nội vụ"],
        ]
    )
    assert (table.header_row, people(table)) == (4, ["Nguyễn Văn An"])


@pytest.mark.parametrize("mark", ["a)", "b.", "ii/", "A", "I."])
def test_a_unit_line_may_be_numbered_with_small_letters(mark: str) -> None:
    table = read(
        [
            ["STT", "Họ và tên", "Chức vụ"],
            [mark, "Trường Mầm non Sao Mai"],
            [1, "Nguyễn Thị An", "HT"],
            [f"{mark.rstrip('.')}{'' if mark[-1] in ')/' else '.'} Công an quận"],
            [1, "Trần Văn Bình", "CA"],
        ]
    )
    assert people(table) == ["Nguyễn Thị An", "Trần Văn Bình"]
    assert column(table, "unit") == ["Trường Mầm non Sao Mai", "Công an quận"]


def test_a_unit_typed_once_is_carried_to_the_blanks_below_and_told() -> None:
    names = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung", "Hoàng Văn Em"]
    units = ["Phòng Nội vụ", N, N, "Phòng Tư pháp", N]
    rows = [[place, unit, name] for place, (name, unit) in enumerate(zip(names, units, strict=True), 1)]
    table = read([["STT", "Đơn vị", "Họ và tên"], *rows])
    assert column(table, "unit") == ["Phòng Nội vụ"] * 3 + ["Phòng Tư pháp"] * 2
    assert codes(table) == ["units.carried"]


@pytest.mark.parametrize(
    "units",
    [
        ["Phòng Nội vụ", "Phòng Tư pháp", N, "Phòng Y tế"],  # one forgotten
        ["Phòng Nội vụ", N, N, N, "Phòng Nội vụ"],  # typed again: blanks are no habit
        [N, "Phòng Nội vụ", N, N, N],  # the first has none
    ],
)
def test_a_forgotten_unit_stays_missing(units: list[str | None]) -> None:
    rows = [[place, unit, f"Nguyễn Văn {'ABCDE'[place - 1]}n"] for place, unit in enumerate(units, 1)]
    table = read([["STT", "Đơn vị", "Họ và tên"], *rows])
    assert column(table, "unit") == units
    assert codes(table) == []


def test_as_above_is_understood_in_positions_and_groups_as_in_units() -> None:
    table = read(
        [
            ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "Nhóm đối tượng"],
            [1, "Nguyễn Văn An", "Công chức", "Phòng Nội vụ", "Phường"],
            [2, "Trần Thị Bình", "nt", '"', "-nt-"],
            [3, "Lê Văn Cường", "Trưởng phòng", "nt", "nt"],
        ]
    )
    assert column(table, "position") == ["Công chức", "Công chức", "Trưởng phòng"]
    assert column(table, "unit") == ["Phòng Nội vụ"] * 3
    assert column(table, "role_group") == ["Phường"] * 3


def test_lists_beside_one_another_are_read_as_a_list_each() -> None:
    heading = ["STT", "Họ và tên", "Chức vụ"]
    sheet = sheet_of(
        [
            ["DANH SÁCH CÁN BỘ UBND PHƯỜNG BẠCH ĐẰNG"],
            [*heading, N, *heading],
            [1, "Nguyễn Văn An", "Chủ tịch", N, 3, "Lê Văn Cường", "Công chức"],
            [2, "Trần Thị Bình", "Công chức"],
        ],
        name="DS",
    )
    tables = [understand(block) for block in blocks(sheet)]
    assert [table.name for table in tables] == ["DS", "DS (E–G)"]
    assert [people(table) for table in tables] == [["Nguyễn Văn An", "Trần Thị Bình"], ["Lê Văn Cường"]]
    assert [column(table, "unit") for table in tables] == [["UBND phường Bạch Đằng"] * 2, ["UBND phường Bạch Đằng"]]
    assert tables[1].rows[0].number == 3
    assert [codes(table) for table in tables] == [[], ["list.beside"]]


def tables_of(rows: list[list[object]], **layout: object) -> list[Table]:
    """Each list of a sheet."""
    return [understand(block) for block in blocks(sheet_of(rows, **layout))]


def test_lists_beside_one_another_may_have_other_headings_and_titles_before_the_names() -> None:
    tables = tables_of(
        [
            ["STT", "Họ và tên", "Chức vụ", N, "TT", "Họ tên", "SĐT"],
            [1, "Nguyễn Văn An", "Chủ tịch", N, 1, "Đ/c Lê Văn Cường", "0912345678"],
            [2, "Trần Thị Bình", "CV", N, 2, "phạm văn dũng", "0912345679"],
        ]
    )
    assert [people(table) for table in tables] == [
        ["Nguyễn Văn An", "Trần Thị Bình"],
        ["Đ/c Lê Văn Cường", "phạm văn dũng"],
    ]
    assert column(tables[1], "phone") == ["0912345678", "0912345679"]


@pytest.mark.parametrize(
    ("heading", "merges"),
    [
        (["STT", "Họ đệm", "Tên", "STT", "Họ đệm", "Tên"], ()),
        (["STT", "Họ và tên", N, "STT", "Họ và tên", N], ((1, 2, 1, 3), (1, 5, 1, 6))),
    ],
)
def test_names_of_lists_beside_one_another_may_stand_in_two_columns(
    heading: list[object], merges: tuple[tuple[int, int, int, int], ...]
) -> None:
    rows: list[list[object]] = [
        [1, "Nguyễn Văn", "An", 3, "Lê Văn", "Cường"],
        [2, "Trần Thị", "Bình", 4, "Phạm Văn", "Dũng"],
    ]
    assert [people(table) for table in tables_of([heading, *rows], merges=merges)] == [
        ["Nguyễn Văn An", "Trần Thị Bình"],
        ["Lê Văn Cường", "Phạm Văn Dũng"],
    ]


def test_a_unit_s_line_across_lists_beside_one_another_stands_over_both() -> None:
    heading = ["STT", "Họ và tên", "Chức vụ"]
    tables = tables_of(
        [
            [*heading, *heading],
            ["UBND phường X"],
            [1, "Nguyễn Văn An", "Chủ tịch", 2, "Lê Văn Cường", "CV"],
            ["Phòng Y tế"],
            [3, "Trần Thị Bình", "CV", 4, "Phạm Văn Dũng", "CV"],
        ],
        merges=((2, 1, 2, 6), (4, 1, 4, 6)),
    )
    assert [column(table, "unit") for table in tables] == [["UBND phường X", "Phòng Y tế"]] * 2


@pytest.mark.parametrize(
    "heading",
    [
        ["STT", "Đơn vị", "Họ và tên", "Chức vụ", "SĐT", "Họ và tên", "Chức vụ", "SĐT"],
        ["STT", "Tên đơn vị", "Họ tên đại biểu 1", "Chức vụ 1", "SĐT 1", "Họ tên đại biểu 2", "Chức vụ 2", "SĐT 2"],
    ],
)
def test_every_person_of_a_row_is_read_with_what_the_row_says_of_all(heading: list[object]) -> None:
    tables = tables_of(
        [
            heading,
            [1, "Phòng Y tế", "Nguyễn Văn Một", "TP", "0912345671", "Trần Thị Hai", "Văn thư", "0912345672"],
            [2, "Phòng Nội vụ", "Lê Văn Ba", "TP", "0912345673"],
            [3, "Phòng Tư pháp", "Phạm Thị Bốn", "CV", N, "Hoàng Văn Năm", "CV", N],
        ]
    )
    assert [people(table) for table in tables] == [
        ["Nguyễn Văn Một", "Lê Văn Ba", "Phạm Thị Bốn"],
        ["Trần Thị Hai", "Hoàng Văn Năm"],
    ]
    assert column(tables[1], "unit") == ["Phòng Y tế", "Phòng Tư pháp"]
    assert column(tables[1], "phone") == ["0912345672", N]
    assert [row.number for row in tables[1].rows] == [2, 4]
    assert codes(tables[1]) == ["list.several_a_row"]


@pytest.mark.parametrize(
    ("groups", "merges"),
    [
        (["Lãnh đạo phụ trách", "Công chức đầu mối"], ((1, 3, 1, 5), (1, 6, 1, 8))),
        (["Thủ trưởng đơn vị", "Người tham dự"], ((1, 3, 1, 5), (1, 6, 1, 8))),
        (["Bí thư", "Chủ tịch"], ((1, 3, 1, 5), (1, 6, 1, 8))),
        (["Lãnh đạo", "Chuyên viên"], ()),
    ],
)
def test_two_people_of_a_row_under_groups_of_columns_are_both_read(
    groups: list[str], merges: tuple[tuple[int, int, int, int], ...]
) -> None:
    tables = tables_of(
        [
            ["STT", "Đơn vị", groups[0], N, N, groups[1], N, N],
            [N, N, "Họ và tên", "Chức vụ", "SĐT", "Họ và tên", "Chức vụ", "SĐT"],
            [1, "Phòng Y tế", "Nguyễn Văn Một", "TP", "0912345671", "Trần Thị Hai", "Văn thư", "0912345672"],
            [2, "Phòng Nội vụ", "Lê Văn Ba", "TP", "0912345673", "Phạm Thị Bốn", "CV", "0912345674"],
        ],
        merges=merges,
    )
    assert [people(table) for table in tables] == [["Nguyễn Văn Một", "Lê Văn Ba"], ["Trần Thị Hai", "Phạm Thị Bốn"]]
    assert column(tables[1], "phone") == ["0912345672", "0912345674"]
    assert column(tables[1], "unit") == ["Phòng Y tế", "Phòng Nội vụ"]


def test_leaders_behind_those_who_come_make_no_second_list() -> None:
    rows = [
        ["Người tham dự", N, "Lãnh đạo phụ trách", N],
        ["Họ và tên", "SĐT", "Họ và tên", "SĐT"],
        ["Nguyễn Văn An", "0912345671", "Lê Văn Ba", "0912345672"],
    ]
    sheet = sheet_of(rows, merges=((1, 1, 1, 2), (1, 3, 1, 4)))
    assert blocks(sheet) == [sheet]


@pytest.mark.parametrize(
    "rows",
    [
        [["STT", "Họ và tên", "Chức vụ"], [1, "Nguyễn Văn An", "CT"]],
        [["STT", "Họ và tên", "Họ và tên người thay"], [1, "Nguyễn Văn An", "Lê Văn Ba"]],
        [["STT", "Họ và tên", "SĐT", "Họ và tên"], [1, "Nguyễn Văn An", "0912345678", "Lê Văn Ba"]],
        [["Người dự", N, "Người thay", N], ["Họ và tên", "SĐT", "Họ và tên", "SĐT"], ["Nguyễn Văn An", N, "Lê Văn Ba"]],
        [["STT", "Họ và tên", "STT", "Họ và tên"], [1, "Nguyễn Văn An"]],
    ],
)
def test_other_columns_of_names_make_no_second_list(rows: list[list[object]]) -> None:
    sheet = sheet_of(rows)
    assert blocks(sheet) == [sheet]


@pytest.mark.parametrize(
    "group", ["Cơ quan chuyên môn", "Đơn vị sự nghiệp", "Trường công lập", "Đơn vị hiệp quản", "Phường"]
)
def test_each_of_the_five_groups_may_stand_over_its_units(group: str) -> None:
    table = read(
        [
            ["STT", "Họ và tên", "Chức vụ"],
            [f"II. {group.upper()}"],
            ["Công an quận"],
            [1, "Nguyễn Văn An", "CA"],
        ]
    )
    assert (column(table, "role_group"), column(table, "unit")) == ([group], ["Công an quận"])


MERGED_HEADING = ((1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 2, 3), (1, 4, 1, 5))


@pytest.mark.parametrize(
    "line", [["I. Cơ quan chuyên môn (1 đại biểu)"], ["I", "Cơ quan chuyên môn"], ["Cơ quan chuyên môn"]]
)
def test_a_group_right_below_a_heading_of_two_rows_is_no_third_row_of_it(line: list[str]) -> None:
    table = read(
        [
            ["STT", "Họ và tên", "Chức vụ", "Ký tên"],
            [N, N, N, "Sáng", "Chiều"],
            line,
            ["Phòng Nội vụ (1 đại biểu)"],
            [1, "Nguyễn Văn An", "TP"],
            ["II. Chưa xếp nhóm đối tượng (1 đại biểu)"],
            ["Chưa rõ đơn vị (1 đại biểu)"],
            [2, "Trần Thị Bình", "CV"],
        ],
        merges=MERGED_HEADING,
    )
    assert table.header_row == 2
    assert column(table, "role_group") == ["Cơ quan chuyên môn", N]
    assert column(table, "unit") == ["Phòng Nội vụ", N]
