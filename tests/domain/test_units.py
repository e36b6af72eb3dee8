"""Units: kinds told from names, and one key for all spellings of one unit."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.units import (
    UnitKind,
    best_name,
    candidate_keys,
    kind_of,
    name_pattern,
    recase_unit,
    unit_key,
    without_district,
    written_unit,
)
from tests.excel.forms import bodies

LIST = Path(__file__).parents[2] / "resources" / "units" / "units-hai-ba-trung-2018.csv"
UNITS = list(csv.DictReader(LIST.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit["name"])
def test_short_and_full_names_of_the_starter_list_are_one_unit_of_the_right_kind(unit: dict[str, str]) -> None:
    assert kind_of(unit["name"]) == unit["kind"]
    assert unit_key(unit["name"]) == unit_key(unit["short_name"])


def test_no_two_units_of_the_starter_list_share_a_key() -> None:
    assert len({unit_key(unit["name"]) for unit in UNITS}) == len(UNITS)


@pytest.mark.parametrize(
    "spellings",
    [
        ["UBND P.Bạch Đằng", "P. Bạch Đằng", "P.Bạch Đằng", "Phường Bạch Đằng", "UBND phường Bạch Đằng", "UBND PHƯỜNG BẠCH ĐẰNG",
         "Uỷ ban nhân dân phường Bạch Đằng", "Ủy ban phường Bạch Đằng", "Uỷ ban P. Bạch Đằng", "UBND Bạch Đằng", "HĐND-UBND phường Bạch Đằng", "UBND phuong Bach Dang",
         "UBND phường Bạch Đằng, quận Hai Bà Trưng", "UBND phường Bạch Đằng (Q. HBT)", "P. Bạch Đằng - Q.HBT",
         "phuong Bach Dang quan Hai Ba Trung"],
        ["TH Bạch Mai", "Tiểu học Bạch Mai", "Trường Tiểu học Bạch Mai", "Trường TH Bạch Mai", "TRƯỜNG TIỂU HỌC BẠCH MAI",
         "Trường TH Bạch Mai - quận Hai Bà Trưng"],
        ["THCS Vân Hồ", "Trường THCS Vân Hồ", "Trường Trung học cơ sở Vân Hồ"],
        ["MN 8-3", "Mầm non 8/3", "Trường Mầm non 8 - 3"],
        ["TH&THCS Đoàn Kết", "Trường Tiểu học và THCS Đoàn Kết", "Trường TH-THCS Đoàn Kết", "TH, THCS Đoàn Kết"],
        ["P. LĐTB&XH", "Phòng LĐ-TB&XH", "Phòng LĐTBXH", "Phòng Lao động - Thương binh và Xã hội", "LĐTB và XH",
         "Phòng Lao động, Thương binh & Xã hội quận Hai Bà Trưng"],
        ["P. GD&ĐT", "Phòng GDĐT", "Phòng Giáo dục và Đào tạo", "GD&ĐT"],
        ["Văn phòng HĐND và UBND quận", "VP HĐND&UBND", "VP HĐND - UBND"],
        ["UBND quận Hai Bà Trưng", "Ủy ban quận Hai Bà Trưng", "Uỷ ban nhân dân quận Hai Bà Trưng"],
        ["BHXH", "Bảo hiểm xã hội quận", "BHXH quận Hai Bà Trưng", "Bảo hiểm xã hội Q. HBT"],
        ["Công an quận", "CA quận", "Công an Q. Hai Bà Trưng"],
        ["Ban QLDA", "BQLDA", "Ban Quản lý dự án đầu tư xây dựng", "Ban QLDA ĐTXD quận"],
    ],
    ids=lambda spellings: spellings[0],
)  # fmt: skip
def test_all_spellings_of_one_unit_share_a_key(spellings: list[str]) -> None:
    assert {unit_key(spelling) for spelling in spellings} == {unit_key(spellings[0])}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trường Tiểu học Bạch Mai", "UBND phường Bạch Mai"),
        ("TH Tô Hoàng", "THCS Tô Hoàng"),
        ("TH&THCS Đoàn Kết", "TH Đoàn Kết"),
        ("Công an phường Bạch Đằng", "UBND phường Bạch Đằng"),
        ("Công an quận", "Công an phường Bạch Đằng"),
        ("UBND xã Tân Triều", "UBND phường Tân Triều"),
        ("Thanh tra quận", "Đội Thanh tra xây dựng"),
        ("UBND quận Hai Bà Trưng", "UBND phường Hai Bà Trưng"),
        ("Phường Văn Quán", "Phường Văn"),
        ("Ủy ban Mặt trận Tổ quốc phường Bạch Mai", "Ủy ban phường Bạch Mai"),
    ],
)
def test_units_that_only_look_alike_stay_apart(one: str, other: str) -> None:
    assert unit_key(one) != unit_key(other)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("P. Bạch Đằng", UnitKind.WARD),
        ("P. Nội vụ", UnitKind.SPECIALISED_AGENCY),
        ("P.TN&MT", UnitKind.SPECIALISED_AGENCY),
        ("Phường Quan Hoa", UnitKind.WARD),
        ("UBND xã Tân Triều", UnitKind.WARD),
        ("Mầm non Hoa Hồng", UnitKind.PUBLIC_SCHOOL),
        ("Trường Mầm non tư thục Hoa Hồng", UnitKind.OTHER),
        ("Trường Đại học Bách Khoa", UnitKind.OTHER),
        ("Trung tâm Y tế", UnitKind.PUBLIC_SERVICE_UNIT),
        ("Chi cục Thuế", UnitKind.MANAGED_UNIT),
        ("Đội QLTT số 3", UnitKind.MANAGED_UNIT),
        ("UBND quận Hai Bà Trưng", UnitKind.OTHER),
        ("Bạch Đằng", UnitKind.OTHER),
        ("Phong Phú", UnitKind.OTHER),
        ("", UnitKind.OTHER),
    ],
)
def test_the_kind_is_told_from_the_name(name: str, kind: UnitKind) -> None:
    assert kind_of(name) is kind


def test_a_bare_name_may_be_a_ward_or_a_school() -> None:
    keys = candidate_keys("Bạch Mai")
    assert unit_key("UBND phường Bạch Mai") in keys
    assert unit_key("Trường Tiểu học Bạch Mai") in keys
    assert candidate_keys("UBND phường Bạch Mai") == (unit_key("UBND phường Bạch Mai"),)


def test_a_school_without_its_level_may_be_of_any_but_no_ward() -> None:
    keys = candidate_keys("Trường Bạch Mai")
    assert unit_key("THCS Bạch Mai") in keys
    assert unit_key("P. Bạch Mai") not in keys


@pytest.mark.parametrize(
    ("spellings", "best"),
    [
        (["TH Tô Hoàng", "Tiểu học Tô Hoàng", "Trường Tiểu học Tô Hoàng"], "Trường Tiểu học Tô Hoàng"),
        (["TRƯỜNG TIỂU HỌC TÔ HOÀNG", "TH Tô Hoàng"], "Trường Tiểu học Tô Hoàng"),
        (["Truong Tieu hoc To Hoang", "TH Tô Hoàng"], "TH Tô Hoàng"),
        (["UBND phường Bạch Đằng quận HBT", "UBND phường Bạch Đằng"], "UBND phường Bạch Đằng"),
        (["UBND PHƯỜNG BẠCH ĐẰNG"], "UBND phường Bạch Đằng"),
        ([], ""),
    ],
)
def test_the_fullest_official_spelling_is_chosen(spellings: list[str], best: str) -> None:
    assert best_name(spellings) == best


def test_capitals_of_a_unit_are_recased_as_offices_write_them() -> None:
    assert recase_unit("PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI") == "Phòng Lao động - Thương binh và Xã hội"
    assert recase_unit("TRƯỜNG THCS VÂN HỒ") == "Trường THCS Vân Hồ"
    assert recase_unit("Trường THCS Vân Hồ") == "Trường THCS Vân Hồ"


def test_a_district_after_a_name_is_dropped_but_never_all_of_it() -> None:
    assert without_district("Phòng Nội vụ, quận Hai Bà Trưng, Hà Nội") == "Phòng Nội vụ"
    assert without_district("UBND quận Hai Bà Trưng") == "UBND quận Hai Bà Trưng"
    assert without_district("Ban Chỉ huy Quân sự") == "Ban Chỉ huy Quân sự"


@given(st.text())
def test_any_text_has_a_key_and_is_among_its_own_candidates(text: str) -> None:
    key = unit_key(text)
    assert key == "" or candidate_keys(text)[0] == key


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Ubnd Phường Bạch Mai", "UBND phường Bạch Mai"), ("UBND PHƯỜNG BẠCH MAI", "UBND phường Bạch Mai"),
        ("ubnd phường bạch mai", "UBND phường Bạch Mai"), ("phòng Nội Vụ", "Phòng Nội vụ"), ("Trung Tâm Y Tế", "Trung tâm Y tế"),
        ("Thcs Tô Hoàng", "THCS Tô Hoàng"), ("UBND Phường 15", "UBND Phường 15"), ("SỞ CÔNG THƯƠNG", "Sở Công Thương"),
    ],
)  # fmt: skip
def test_a_unit_has_the_capitals_of_an_office(typed: str, written: str) -> None:
    assert written_unit(typed) == written


KNOWN = [
    *(unit["name"] for unit in UNITS),
    *(unit["short_name"] for unit in UNITS),
    *(body.name for body in bodies.BODIES),
    *(bodies.school(name, level).name for name in bodies.SCHOOLS for level in ("Tiểu học", "THCS", "Mầm non")),
]


@pytest.mark.parametrize("name", KNOWN)
def test_a_unit_rightly_written_stays(name: str) -> None:
    assert written_unit(name) == name


@given(st.sampled_from(KNOWN), st.sampled_from((str.upper, str.lower, str.title)))
def test_the_capitals_of_a_unit_are_set_at_once(name: str, typed: Callable[[str], str]) -> None:
    written = written_unit(typed(name))
    assert written_unit(written) == written
    assert unit_key(written) == unit_key(typed(name))


@pytest.mark.parametrize(
    ("name", "group", "before", "own"),
    [
        ("UBND phường Bạch Mai", "ward:", "UBND phường", "Bạch Mai"), ("P.Bạch Mai", "ward:", "P.", "Bạch Mai"),
        ("MN Hoa Mai", "public_school:mam non", "MN", "Hoa Mai"), ("UBND xã Bát Tràng", "ward:xa", "UBND xã", "Bát Tràng"),
        ("Trường Mầm non 8-3", "public_school:mam non", "Trường Mầm non", "8-3"), ("Phòng Nội vụ", "", "", ""),
    ],
)  # fmt: skip
def test_what_units_of_a_kind_share_is_told_from_their_own_name(name: str, group: str, before: str, own: str) -> None:
    assert name_pattern(name) == (group, before, own)
