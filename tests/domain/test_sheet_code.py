"""What a sheet's small square says, and what people type and scanners read of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import is_badge_code
from desktop.domain.errors import InvalidInput
from desktop.domain.scanning import SCANNED, trailing_code
from desktop.domain.sheet_code import TOKEN_DIGITS, PageCode, new_token, read_code

PLACES = st.none() | st.integers(0, 98)
CODES = st.builds(
    PageCode,
    st.integers(101, 99999).map(str),
    st.integers(1, 9999),
    PLACES,
    st.none() | st.integers(1, 9999),
    st.integers(0, 10**TOKEN_DIGITS - 1).map(f"{{:0{TOKEN_DIGITS}d}}".format),
)


@given(CODES)
def test_what_a_square_says_is_read_again(code: PageCode):
    assert read_code(code.text) == code


@given(CODES)
def test_a_scanned_square_is_never_taken_for_a_badge(code: PageCode):
    assert not trailing_code(code.text)
    assert not any(is_badge_code(part) for part in code.text.split(":"))
    assert len(code.token) < SCANNED


def test_a_page_is_named_by_conference_sheet_column_page_and_token():
    assert PageCode("101", 3, None, 12, "04821").text == "TH:101:3:0:12:04821"
    assert PageCode("101", 3, 1, 2, "04821").text == "TH:101:3:2:2:04821"
    assert PageCode("101", 3, token="04821").text == "TH:101:3:0:0:04821"


@pytest.mark.parametrize("text", ["TH:101:3", "th:101:3", "TH;101;3", "TH: 101: 3\n"])
def test_papers_of_earlier_versions_name_a_sheet(text: str):
    assert read_code(text) == PageCode("101", 3)
    assert PageCode("101", 3).text == "TH:101:3"


def test_or_the_list_of_one_half_day():
    assert read_code("TH:101:3:2") == PageCode("101", 3, 1)
    assert PageCode("101", 3, 1).text == "TH:101:3:2"


@pytest.mark.parametrize("text", ["3", " 3 ", "３"])
def test_a_number_alone_names_a_sheet_of_the_conference(text: str):
    assert read_code(text) == PageCode("", 3)


def test_a_square_scanned_on_the_vietnamese_layout_is_read():
    assert read_code("TH:ăđă:ê\u0300:ă") == PageCode("101", 35, 0)
    assert read_code("TH:ăđă:đ\u0323") == PageCode("101", 9)
    assert read_code("TH:ăđă:ê:đ:ă:đ\u0323ă\u0323ê") == read_code("TH:101:3:0:1:09193")


@pytest.mark.parametrize("text", ["ba", "", "TH:101", "TH:101:3:0:1", "TH:101:3:0:1:4821", "TH:101:3:0:1:04821:7"])
def test_other_things_typed_or_scanned_are_refused(text: str):
    with pytest.raises(InvalidInput) as told:
        read_code(text)
    assert told.value.code == "paper.not_a_sheet"


def test_a_token_keeps_its_noughts():
    assert new_token(lambda below: below // 100_000) == "00001"
    assert new_token(lambda below: below - 1) == "99999"
