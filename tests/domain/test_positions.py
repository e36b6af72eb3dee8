"""Positions: their capitals, and what their abbreviations stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.names import fold
from desktop.domain.position_capitals import cased_position, writings, written_position
from desktop.domain.positions import abbreviates, read, same_position, standard, standard_at
from tests.excel.forms import bodies

WARD, AGENCY, SCHOOL = "ward", "specialised_agency", "public_school"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("TRƯỞNG PHÒNG", "Trưởng phòng"), ("trưởng phòng", "Trưởng phòng"), ("Trưởng Phòng", "Trưởng phòng"),
        ("Phó chủ tịch", "Phó Chủ tịch"), ("PHÓ HIỆU TRƯỞNG", "Phó Hiệu trưởng"), ("chuyên viên", "Chuyên viên"),
        ("PHÓ CHỦ TỊCH UBND PHƯỜNG BẠCH MAI", "Phó Chủ tịch UBND phường Bạch Mai"),
        ("CHÁNH VĂN PHÒNG", "Chánh Văn phòng"), ("CÔNG CHỨC VĂN PHÒNG - THỐNG KÊ", "Công chức Văn phòng - Thống kê"),
        ("KẾ TOÁN KIÊM VĂN THƯ", "Kế toán kiêm Văn thư"), ("chủ tịch hội lhpn", "Chủ tịch Hội LHPN"),
        ("Giáo viên Tin học", "Giáo viên Tin học"), ("Chỉ huy trưởng Ban CHQS", "Chỉ huy trưởng Ban CHQS"),
        ("UBND", "UBND"), ("", ""), ("đ/c Chủ tịch", "Đ/c Chủ tịch"), ("Trưởng Phòng Nội Vụ", "Trưởng phòng Nội vụ"),
    ],
)  # fmt: skip
def test_a_position_has_the_capitals_of_an_office(typed, written):
    assert written_position(typed) == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("TRƯỞNG PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ", "Trưởng phòng Kinh tế, Hạ tầng và Đô thị"),
        ("trưởng phòng tài chính, kế hoạch", "Trưởng phòng Tài chính, Kế hoạch"),
        ("TRƯỞNG BAN KINH TẾ - XÃ HỘI", "Trưởng ban Kinh tế - Xã hội"), ("PHÓ PHÒNG NỘI VỤ", "Phó phòng Nội vụ"),
        ("TRƯỞNG THÔN LƯU XÁ", "Trưởng thôn Lưu Xá"), ("TRƯỞNG KHU PHỐ BÌNH HÒA", "Trưởng khu phố Bình Hòa"),
        ("TỔ TRƯỞNG TỔ DÂN PHỐ LẠC LONG", "Tổ trưởng tổ dân phố Lạc Long"), ("TRƯỞNG BẢN NÀ LẬU", "Trưởng bản Nà Lậu"),
        ("BÍ THƯ CHI BỘ ẤP TÂN LẬP", "Bí thư Chi bộ ấp Tân Lập"), ("TRƯỞNG BAN QUẢN LÝ CHỢ HÔM", "Trưởng ban Quản lý chợ Hôm"),
        ("CHỦ TỊCH HĐND, BÍ THƯ ĐẢNG ỦY", "Chủ tịch HĐND, Bí thư Đảng ủy"),
    ],
)  # fmt: skip
def test_names_and_what_bodies_are_of_keep_their_capitals(typed, written):
    assert (cased_position(typed).text, cased_position(typed).sure) == (written, True)


@pytest.mark.parametrize(
    ("typed", "guess"),
    [
        ("BÁC SĨ CHUYÊN KHOA I", "Bác sĩ chuyên khoa I"), ("GIÁO VIÊN TIẾNG ANH", "Giáo viên tiếng Anh"),
        ("ỦY VIÊN BAN THƯỜNG VỤ", "Ủy viên Ban Thường Vụ"), ("CÁN BỘ XÃ NGHỈ HƯU", "Cán bộ xã Nghỉ Hưu"),
        ("HIỆU TRƯỞNG TRƯỜNG LÊ LỢI", "Hiệu trưởng Trường Lê Lợi"), ("NHÂN VIÊN Y TẾ", "Nhân viên y tế"),
        ("CÁN BỘ HỢP ĐỒNG XÃ", "Cán bộ hợp đồng xã"),
    ],
)  # fmt: skip
def test_of_words_that_no_source_knows_the_capitals_are_doubtful(typed, guess):
    assert (cased_position(typed).text, cased_position(typed).sure) == (guess, False)


@pytest.mark.parametrize(
    ("typed", "elsewhere", "written"),
    [
        ("ỦY VIÊN BAN THƯỜNG VỤ", "Phó Bí thư, Ủy viên Ban Thường vụ", "Ủy viên Ban Thường vụ"),
        ("NHÂN VIÊN Y TẾ", "Nhân viên Y tế học đường", "Nhân viên Y tế"),
        ("HIỆU TRƯỞNG TRƯỜNG LÊ LỢI", "Trường Lê Lợi", "Hiệu trưởng Trường Lê Lợi"),
    ],
)  # fmt: skip
def test_such_words_are_written_as_elsewhere_and_surely(typed, elsewhere, written):
    found = cased_position(typed, writings([elsewhere]))
    assert (found.text, found.sure) == (written, True)


POSITIONS = sorted(
    {
        position
        for group in (bodies.WARD_POSITIONS, bodies.SCHOOL_POSITIONS, bodies.AGENCY_POSITIONS, bodies.SERVICE_POSITIONS,
                      bodies.MANAGED_POSITIONS, bodies.MASS_POSITIONS, bodies.PARTY_POSITIONS)
        for position in group.split("|")
    }
)  # fmt: skip


@pytest.mark.parametrize("position", [*sorted(standard()), *POSITIONS])
def test_what_is_rightly_written_stays(position):
    assert written_position(position) == position


@given(st.sampled_from(POSITIONS), st.sampled_from((str.upper, str.lower, str.title, str)))
def test_capitals_are_set_at_once(position, typed):
    written = written_position(typed(position))
    assert written_position(written) == written
    assert fold(written) == fold(position)


@pytest.mark.parametrize(
    ("short", "unit", "kind", "full"),
    [
        ("PCT", "UBND phường Bạch Mai", WARD, "Phó Chủ tịch"), ("PCT UBND", "UBND phường Bạch Mai", WARD, "Phó Chủ tịch UBND"),
        ("P.CT", "UBND phường Bạch Mai", WARD, "Phó Chủ tịch"), ("Phó CT HĐND", "UBND phường Bạch Mai", WARD, "Phó Chủ tịch HĐND"),
        ("PCT", "Cục Thuế", "managed_unit", "Phó Cục trưởng"), ("BT Đoàn TN", "UBND phường Bạch Mai", WARD, "Bí thư Đoàn TN"),
        ("TP", "Phòng Nội vụ", AGENCY, "Trưởng phòng"), ("PTP", "Phòng Nội vụ", AGENCY, "Phó Trưởng phòng"),
        ("Tr.phòng", "Phòng Nội vụ", AGENCY, "Trưởng phòng"), ("CV", "Phòng Nội vụ", AGENCY, "Chuyên viên"),
        ("CVC", "Phòng Nội vụ", AGENCY, "Chuyên viên chính"), ("gv", "Trường THCS Tây Sơn", SCHOOL, "Giáo viên"),
        ("P. HIỆU TRƯỞNG", "Trường THCS Tây Sơn", SCHOOL, "Phó Hiệu trưởng"), ("PHT", "Trường THCS Tây Sơn", SCHOOL, "Phó Hiệu trưởng"),
        ("GV/TPT", "Trường THCS Tây Sơn", SCHOOL, "Giáo viên/Tổng phụ trách"),
        ("GV Tin học", "Trường THCS Tây Sơn", SCHOOL, "Giáo viên Tin học"), ("KTT", "", "", "Kế toán trưởng"),
        ("CT.UBND", "UBND phường Bạch Mai", WARD, "Chủ tịch UBND"), ("PCT-UBND", "UBND phường Bạch Mai", WARD, "Phó Chủ tịch UBND"),
        ("Trưởng CA", "UBND phường Bạch Mai", WARD, "Trưởng Công an"), ("CHT Ban CHQS", "UBND phường Bạch Mai", WARD, "Chỉ huy trưởng Ban CHQS"),
        ("GV-TPT", "Trường THCS Tây Sơn", SCHOOL, "Giáo viên - Tổng phụ trách"), ("Q. Trưởng phòng", "Phòng Nội vụ", AGENCY, "Quyền Trưởng phòng"),
        ("PP", "Phòng Nội vụ", AGENCY, "Phó Trưởng phòng"), ("P. phòng", "Phòng Nội vụ", AGENCY, "Phó Trưởng phòng"),
        ("PGĐ", "Trung tâm Y tế", "public_service_unit", "Phó Giám đốc"), ("PCVP", "Văn phòng HĐND và UBND", AGENCY, "Phó Chánh Văn phòng"),
    ],
)  # fmt: skip
def test_an_abbreviation_is_read_by_what_the_unit_has(short, unit, kind, full):
    found = read(short, [lambda: standard_at(unit, kind)])
    assert (found.text, found.sure) == (full, True)


def test_an_abbreviation_nobody_has_listed_is_read_by_what_others_write_in_full():
    here = dict.fromkeys(
        ["Công chức Văn phòng - Thống kê", "Công chức Tư pháp - Hộ tịch", "Cán bộ Lao động, thương binh và xã hội"], 1
    )
    full = list(here)
    assert read("CC VP-TK", [lambda: here]).text == full[0]
    assert read("Công chức TP-HT", [lambda: here]).text == full[1]
    assert read("CB LĐ-TB&XH", [lambda: here]).text == full[2]
    assert read("CB LĐTBXH", [lambda: here]).text == full[2]


def test_a_position_that_fits_all_letters_goes_before_one_that_leaves_some():
    near, far = {"Công chức": 5}, {"Công chức Văn phòng - Thống kê": 1}
    assert read("CC VP-TK", [lambda: near, lambda: far], 2).text == "Công chức Văn phòng - Thống kê"
    assert read("CC VP-TK", [lambda: near], 1).text == "Công chức VP-TK"


def test_letters_that_fit_several_positions_are_no_sure_reading():
    found = read("TT", [lambda: {"Tổ trưởng": 1, "Thủ trưởng": 2}])
    assert not found.sure
    assert (found.text, found.others) == ("Thủ trưởng", ("Tổ trưởng",))


def test_letters_that_fit_only_a_far_source_are_no_sure_reading():
    assert not read("TP", [dict, lambda: {"Trưởng phòng": 1}], 1).sure


@pytest.mark.parametrize("text", ["Chuyên viên", "UBND phường", "Đội trưởng Đội QLTT", "XYZ", ""])
def test_what_no_letters_stand_for_is_left(text):
    assert read(text, [standard]) is None


@given(st.sampled_from(sorted(standard())))
def test_the_first_letters_of_every_position_are_read_as_it(position):
    letters = "".join(syllable[0].upper() for syllable in position.split())
    found = read(letters, [lambda: {position: 1}])
    assert found is None or found.text == position  # VT, AN …: a syllable of its own is no abbreviation


def test_spellings_of_one_position_are_told_from_other_positions():
    assert same_position("Văn phòng–Thống kê") == same_position("văn phòng - thống kê")
    assert same_position("Phó Chủ tịch") != same_position("Chủ tịch")
    assert same_position("Kế toán") != same_position("Kể toán")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("CHỈ HUY TRƯỞNG BAN CHỈ HUY QUÂN SỰ", "Chỉ huy trưởng Ban Chỉ huy Quân sự"),
        ("CHỦ TỊCH MẶT TRẬN TỔ QUỐC", "Chủ tịch Mặt trận Tổ quốc"),
        ("TỔ PHÓ TỔ DÂN PHỐ SỐ 5", "Tổ phó tổ dân phố số 5"),
    ],
)
def test_a_body_behind_a_whole_position_and_a_number_are_written_as_offices_do(typed, written):
    assert cased_position(typed).text == written


@pytest.mark.parametrize(
    ("short", "full", "told"),
    [
        ("PCT", "Phó Chủ tịch", True), ("P. Hiệu trưởng", "Phó hiệu trưởng", True),
        ("NV văn thư", "Nhân viên văn thư", True), ("CC VP-TK", "Công chức Văn phòng - Thống kê", True),
        ("TP", "Phó Trưởng phòng", False), ("CV", "Chuyên viên chính", False), ("CT", "Phó Chủ tịch", False),
        ("Trưởng phòng", "Phó Trưởng phòng", False), ("Phó Chủ tịch", "PCT", False), ("PCT", "PCT", False),
    ],
)  # fmt: skip
def test_letters_abbreviate_a_position_when_they_stand_for_all_of_it(short: str, full: str, told: bool):
    assert abbreviates(short, full) is told
