"""The rank of a position is told by its words, however it is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.names import fold
from desktop.domain.ranks import STANDARD, UNLISTED, Ranks, ranks, read_lines, unlisted

WARD, OFFICE, SCHOOL = "UBND phường Bạch Đằng", "Phòng Nội vụ", "Trường THCS Vân Hồ"
USUAL = ranks(())


def in_order(unit: str, *positions: str) -> list[str]:
    return sorted(positions, key=lambda each: USUAL.of(each, unit))


@pytest.mark.parametrize(
    ("unit", "downwards"),
    [
        (
            WARD,
            "Bí thư Đảng ủy, Chủ tịch UBND|Phó Bí thư Thường trực Đảng ủy|Chủ tịch HĐND phường|Chủ tịch UBND phường|"
            "Phó Chủ tịch HĐND|PCT UBND|Chủ tịch UBMTTQ phường|Trưởng Công an|Bí thư Đoàn TN|Phó Chủ tịch Hội LHPN|"
            "CC VP-TK|Cán bộ|Nhân viên|Quản đốc",
        ),
        (
            OFFICE,
            "Trưởng phòng|Q. Trưởng phòng|Phó Trưởng phòng phụ trách|Phó phòng|Chuyên viên chính|Chuyên viên|Cán sự|NV|",
        ),
        (SCHOOL, "Hiệu trưởng|Phó Hiệu trưởng|Tổ trưởng chuyên môn|Giáo viên|Kế toán|Văn thư|Bảo vệ"),
    ],
)
def test_chairmen_stand_before_deputies_before_heads_before_specialists(unit, downwards):
    positions = downwards.split("|")
    assert in_order(unit, *reversed(positions)) == positions


@pytest.mark.parametrize(
    ("unit", "one", "other"),
    [
        (WARD, "PCT", "Phó Chủ tịch"),
        (WARD, "P. Chủ tịch UBND", "pho chu tich ubnd phuong"),
        (WARD, "Phó Chủ tịch UBND phường", "PHÓ CHỦ TỊCH"),
        (OFFICE, "TP", "Trưởng phòng"),
        (OFFICE, "PTP", "Phó Trưởng phòng"),
        (OFFICE, "Quyền Trưởng phòng", "Q. Trưởng phòng"),
        (OFFICE, "Ủy viên UBND, Trưởng phòng", "Trưởng phòng Nội vụ"),
        (SCHOOL, "GV", "Giáo viên"),
        (SCHOOL, "VT", "Văn thư"),
        (SCHOOL, "Chủ tịch Công đoàn kiêm Phó Hiệu trưởng", "P.HT"),
    ],
)
def test_a_position_is_known_in_any_writing_and_the_highest_of_several_counts(unit, one, other):
    assert USUAL.of(one, unit) == USUAL.of(other, unit) != UNLISTED


def test_who_only_mentions_a_head_is_none():
    assert not USUAL.knows("Trợ lý Chủ tịch")
    assert USUAL.of("Lái xe của Chủ tịch") > USUAL.of("Nhân viên")


def test_in_charge_of_a_field_is_not_in_charge_of_the_office():
    assert USUAL.of("Phó Trưởng phòng phụ trách phòng", OFFICE) < USUAL.of("Phó Trưởng phòng phụ trách CCHC", OFFICE)
    assert USUAL.of("Phó Trưởng phòng phụ trách CCHC", OFFICE) == USUAL.of("Phó Trưởng phòng", OFFICE)


def test_the_chairman_of_an_association_is_the_first_of_its_own_office():
    own = "Hội Nông dân quận Hai Bà Trưng"
    assert USUAL.of("Chủ tịch Hội", own) == USUAL.of("Chủ tịch", own)
    assert USUAL.of("Phó Chủ tịch Hội Nông dân", own) == USUAL.of("Phó Chủ tịch", own)
    assert USUAL.of("Chủ tịch Hội Nông dân", WARD) > USUAL.of("Phó Chủ tịch UBND", WARD)


def test_an_office_lines_decide_and_deputies_follow_their_head():
    own = Ranks(("Quản đốc, Đốc công", "Chuyên viên"))
    positions = ["Chuyên viên", "Phó Quản đốc", "Chủ tịch", "Đốc công xưởng 2"]
    assert sorted(positions, key=own.of) == ["Đốc công xưởng 2", "Phó Quản đốc", "Chuyên viên", "Chủ tịch"]
    assert unlisted(own, [*positions, "Chủ tịch", ""]) == ["Chủ tịch"]


def test_lines_are_read_without_what_is_empty():
    assert read_lines(" Chủ tịch ,, Giám  đốc\n\n ,\nChuyên viên") == ("Chủ tịch, Giám đốc", "Chuyên viên")
    assert read_lines("\n".join(STANDARD)) == STANDARD


@given(st.text(max_size=40), st.text(max_size=20))
def test_any_text_has_a_rank_that_its_case_and_accents_do_not_change(position, unit):
    words = f"Chuyên viên {position.replace(',', ' ')}"
    assert USUAL.of(position, unit) <= UNLISTED
    assert USUAL.of("Trưởng phòng", unit) == USUAL.of(fold("Trưởng phòng"), unit)
    assert USUAL.of(words, "") <= USUAL.of("Chuyên viên", "")
