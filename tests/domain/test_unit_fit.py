"""A unit typed at the door is the known one, near it, or another: never one swapped for another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.unit_fit import Fit, Place, fit, loses_words, places_in
from tests.domain.test_units import UNITS

NAMES = [(unit["name"], unit["short_name"]) for unit in UNITS]
HOME = places_in("ỦY BAN NHÂN DÂN QUẬN HAI BÀ TRƯNG")


def found(typed: str, home: frozenset[Place] = HOME) -> tuple[list[str], list[str]]:
    """The units that a text is, and those it is near."""
    fits = [(fit(typed, unit, home), unit[0]) for unit in NAMES]
    return [name for how, name in fits if how is Fit.SAME], [name for how, name in fits if how is Fit.NEAR]


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("UBND phường Bạch Đằng", "UBND phường Bạch Đằng"),
        ("Phường Bạch Đằng", "UBND phường Bạch Đằng"),
        ("phuong bach dang", "UBND phường Bạch Đằng"),
        ("Ủy ban nhân dân P.Bạch Đằng", "UBND phường Bạch Đằng"),
        ("P. Bạch Đằng, quận Hai Bà Trưng", "UBND phường Bạch Đằng"),
        ("CA Q. HBT", "Công an quận"),
        ("Công an", "Công an quận"),
        ("Phòng GDĐT", "Phòng Giáo dục và Đào tạo"),
        ("Ban QLDA ĐTXD quận", "Ban Quản lý dự án đầu tư xây dựng"),
    ],
)
def test_a_spelling_that_differs_in_the_words_of_its_kind_is_the_unit(typed: str, unit: str):
    assert found(typed) == ([unit], [])


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Công an quận Đống Đa", "Công an quận"),
        ("Công an huyện", "Công an quận"),
        ("Công an phường Bạch Mai", "Công an quận"),
        ("Phòng Nội vụ huyện Đông Anh", "Phòng Nội vụ"),
        ("Phòng Nội vụ thị xã Sơn Tây", "Phòng Nội vụ"),
        ("Ban QLDA đầu tư xây dựng công trình giao thông", "Ban Quản lý dự án đầu tư xây dựng"),
        ("Phòng Tài nguyên", "Phòng Tài nguyên và Môi trường"),
        ("Nội vụ", "Phòng Nội vụ"),
        ("Phường Bách Đằng", "UBND phường Bạch Đằng"),
        ("Phường Bạch Đằgn", "UBND phường Bạch Đằng"),
        ("HĐND phường Bạch Đằng", "UBND phường Bạch Đằng"),
        ("Hội đồng nhân dân và UBND phường Bạch Đằng", "UBND phường Bạch Đằng"),
    ],
)
def test_words_more_or_less_another_place_or_accent_are_near_at_most(typed: str, near: str):
    assert found(typed) == ([], [near])


@pytest.mark.parametrize(
    "typed",
    ["Trạm y tế phường Bạch Mai", "Sở Nội vụ", "Hội Phụ nữ phường Bạch Mai", "UBND quận Đống Đa", "THCS Bạch Mai",
     "UBND xã Tân Triều", "Hợp tác xã Thử Nghiệm"],
)  # fmt: skip
def test_another_kind_of_unit_is_new_whatever_it_is_called_after(typed: str):
    assert found(typed) == ([], [])


def test_where_nobody_says_which_place_is_home_a_named_one_is_asked():
    assert found("Công an quận Hai Bà Trưng", frozenset()) == ([], ["Công an quận"])
    assert found("Công an quận", frozenset()) == (["Công an quận"], [])


def test_a_confirmed_spelling_is_the_unit_whatever_place_it_names():
    spellings = ("Công an quận", "Công an quận Đống Đa")
    assert fit("Công an quận Đống Đa", spellings, HOME) is Fit.SAME
    assert fit("Công an quận Ba Đình", spellings, HOME) is Fit.NEAR


def test_what_would_drop_a_word_or_an_accent_is_no_filling_up():
    assert not loses_words("Phòng Tài nguyên", "Phòng Tài nguyên và Môi trường")
    assert loses_words("Công an quận Đống Đa", "Công an quận")
    assert loses_words("Phường Bách Đằng", "UBND phường Bạch Đằng")


@given(st.sampled_from(NAMES), st.sampled_from(["Đống Đa", "Ba Đình", "Hoàn Kiếm"]))
def test_no_unit_of_another_district_is_ever_one_of_here(unit: tuple[str, str], district: str):
    bare = unit[0].removesuffix(" quận")
    assert found(f"{bare} quận {district}")[0] == []


def test_every_unit_is_itself_under_name_and_short_name_alone():
    for unit in NAMES:
        assert [found(spelling)[0] for spelling in unit] == [[unit[0]]] * 2
