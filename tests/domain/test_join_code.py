"""A join code is typed from a screen, read aloud, or scanned."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import join_code
from desktop.domain.join_code import LETTERS, JoinCode

CODE = JoinCode("192.168.1.17", 5433, b"\x01\x80\xff\x00\x10\x7f", b"\xbe\xef", b"\x00\x00\x00\x00\x07")
CODES = st.builds(
    JoinCode,
    st.ip_addresses(v=4).map(str),
    st.integers(1, 65535),
    st.binary(min_size=6, max_size=6),
    st.binary(min_size=2, max_size=2),
    st.binary(min_size=5, max_size=5),
)


@given(CODES)
def test_a_code_is_read_as_it_was_shown(code: JoinCode):
    assert join_code.read(code.letters) == code
    assert join_code.read(code.digits) == code
    assert len(code.letters.split("-")) == 7


@pytest.mark.parametrize(
    "typed",
    [
        lambda text: text.lower(),
        lambda text: text.replace("-", ""),
        lambda text: f"  {text.replace('-', ' ')} ",
        lambda text: text.replace("0", "O").replace("1", "l"),
    ],
)
def test_a_code_is_read_however_it_is_typed(typed):
    assert join_code.read(typed(CODE.letters)) == CODE


def test_no_input_method_changes_what_is_typed():
    """Telex and VNI change vowels, and d and w; tone keys do nothing without a vowel."""
    assert not set("AEIOUYDW") & set(LETTERS)
    assert all(unicodedata.category(each) in ("Lu", "Nd") for each in LETTERS)


@given(CODES, st.integers(0, 34), st.sampled_from(LETTERS))
def test_one_wrong_letter_never_leads_to_the_same_code(code: JoinCode, place: int, letter: str):
    text = code.letters.replace("-", "")
    wrong = text[:place] + letter + text[place + 1 :]
    assert (join_code.read(wrong) == code) == (wrong == text)


def test_nearly_every_wrong_letter_is_noticed():
    text = CODE.letters.replace("-", "")
    wrong = [text[:at] + each + text[at + 1 :] for at in range(35) for each in LETTERS if each != text[at]]
    assert sum(join_code.read(each) is not None for each in wrong) <= 1


@pytest.mark.parametrize(
    "text", ["", "J39HR", "9" * 50, "Z" * 35, "đ" * 35, "１" * 50, CODE.letters + "0", "\x00" * 35]
)
def test_anything_else_is_no_code(text: str):
    assert join_code.read(text) is None


def test_the_secret_is_not_shown_by_accident():
    assert CODE.secret.hex() not in repr(replace(CODE, secret=b"\xaa\xbb\xcc\xdd\xee"))
    assert "aabbccddee" not in repr(replace(CODE, secret=b"\xaa\xbb\xcc\xdd\xee"))
