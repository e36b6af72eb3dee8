"""Numbers in Vietnamese words: a table of what clerks write, and every number read back by a reader of its own."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.domain.number_words import amount_words, number_words

TABLE = {
    0: "không",
    1: "một",
    4: "bốn",
    5: "năm",
    10: "mười",
    11: "mười một",
    14: "mười bốn",
    15: "mười lăm",
    20: "hai mươi",
    21: "hai mươi mốt",
    24: "hai mươi tư",
    25: "hai mươi lăm",
    41: "bốn mươi mốt",
    44: "bốn mươi tư",
    55: "năm mươi lăm",
    99: "chín mươi chín",
    100: "một trăm",
    101: "một trăm linh một",
    104: "một trăm linh bốn",
    105: "một trăm linh năm",
    110: "một trăm mười",
    111: "một trăm mười một",
    115: "một trăm mười lăm",
    121: "một trăm hai mươi mốt",
    555: "năm trăm năm mươi lăm",
    1_000: "một nghìn",
    1_001: "một nghìn không trăm linh một",
    1_005: "một nghìn không trăm linh năm",
    1_015: "một nghìn không trăm mười lăm",
    1_021: "một nghìn không trăm hai mươi mốt",
    1_100: "một nghìn một trăm",
    10_000: "mười nghìn",
    21_000: "hai mươi mốt nghìn",
    100_000: "một trăm nghìn",
    105_000: "một trăm linh năm nghìn",
    150_000: "một trăm năm mươi nghìn",
    1_000_000: "một triệu",
    1_000_005: "một triệu không trăm linh năm",
    1_005_000: "một triệu không trăm linh năm nghìn",
    1_200_000: "một triệu hai trăm nghìn",
    12_345_678: "mười hai triệu ba trăm bốn mươi lăm nghìn sáu trăm bảy mươi tám",
    1_000_000_000: "một tỷ",
    1_000_000_001: "một tỷ không trăm linh một",
    2_015_000_000: "hai tỷ không trăm mười lăm triệu",
    999_999_999_999: (
        "chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín"
    ),
    1_000_000_000_000: "một nghìn tỷ",
    1_002_000_000_000: "một nghìn không trăm linh hai tỷ",
    10**18: "một tỷ tỷ",
}


@pytest.mark.parametrize("number", TABLE)
def test_numbers_are_said_as_clerks_write_them(number):
    assert number_words(number) == TABLE[number]


DIGITS = {
    word: value for value, word in enumerate(("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"))
}
ONES = {**DIGITS, "mốt": 1, "tư": 4, "lăm": 5}


def read(text: str) -> int:
    """Word by word from the left, knowing nothing of how the words were made."""
    whole = below = group = 0
    last = None
    for word in text.split():
        if word == "tỷ":
            whole, below, group, last = (whole + below + group + (last or 0)) * 10**9, 0, 0, None
        elif word in ("nghìn", "triệu"):
            below += (group + (last or 0)) * {"nghìn": 1_000, "triệu": 1_000_000}[word]
            group, last = 0, None
        elif word == "trăm":
            group, last = last * 100, None
        elif word == "mươi":
            group, last = group + last * 10, None
        elif word == "mười":
            group, last = group + 10, None
        elif word == "linh":
            assert last is None
        else:
            assert last is None, f"two digits in a row: {text}"
            last = ONES[word]
    return whole + below + group + (last or 0)


@given(st.integers(0, 999_999_999_999) | st.integers(0, 10**17))
@example(999_999_999_999)
def test_every_number_is_read_back_from_its_words(number):
    words = number_words(number)
    assert read(words) == number
    assert "  " not in words
    assert not {"mười mốt", "mười tư", "mười năm", "linh lăm"} & {" ".join(pair) for pair in pairs(words)}


def pairs(words: str) -> list[tuple[str, str]]:
    parts = words.split()
    return list(pairwise(parts))


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (1_200_000, "Một triệu hai trăm nghìn đồng chẵn"),
        (75_500, "Bảy mươi lăm nghìn năm trăm đồng"),
    ],
)
def test_an_amount_begins_with_a_capital_and_says_when_no_odd_dong_follow(amount, words):
    assert amount_words(amount) == words


def test_there_is_no_word_for_less_than_nothing():
    with pytest.raises(ValueError, match="0 up"):
        number_words(-1)
