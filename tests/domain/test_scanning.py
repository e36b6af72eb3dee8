"""A scanner and a person at one keyboard, with Telex or VNI between them and the field."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.codes import badge_code
from desktop.domain.scanning import SCANNED as LEAST
from desktop.domain.scanning import Wedge, trailing_code

CODE = badge_code(101, 17)
SCANNER, HAND = 0.004, 0.15
TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}


def vni(text: str, digit: str) -> str:
    """What stands in the field after a digit, as a VNI input method has it (tones on the last vowel)."""
    word = text.split(" ")[-1]
    vowels = [place for place, letter in enumerate(word) if unicodedata.normalize("NFD", letter)[0] in "aeiouy"]
    if not vowels or any(letter.isdigit() for letter in word) or digit not in "012345":
        return text + digit
    place = len(text) - len(word) + vowels[-1]
    bare = "".join(c for c in unicodedata.normalize("NFD", text[place]) if c not in TONES.values())
    had = unicodedata.normalize("NFD", text[place])[len(bare) :]
    if digit == "0":
        return text[:place] + bare + text[place + 1 :] if had else text + digit
    if had == TONES[digit]:
        return text[:place] + bare + text[place + 1 :] + digit
    return text[:place] + unicodedata.normalize("NFC", bare + TONES[digit]) + text[place + 1 :]


def typed(keys: str, gap: float, wedge: Wedge, text: str = "", at: float = 0.0, *, method=None, hook: bool = False):
    """Type keys into the field; a hook takes the word's last letters back before it writes them anew."""
    for key in keys:
        at += gap
        fresh = method(text, key) if method else text + key
        if hook and not fresh.startswith(text):
            shared = next(n for n, (one, two) in enumerate(zip(text, fresh, strict=False)) if one != two)
            for end in range(len(text) - 1, shared - 1, -1):
                wedge.follow(text[:end], at)
            for end in range(shared + 1, len(fresh)):
                wedge.follow(fresh[:end], at)
        wedge.follow(fresh, at)
        text = fresh
    return text, at


def test_digits_at_a_scanners_speed_are_a_badge():
    wedge = Wedge()
    _text, at = typed(CODE, SCANNER, wedge)
    assert wedge.run(at + SCANNER) == CODE


def test_digits_typed_by_hand_are_not_a_scan():
    wedge = Wedge()
    _text, at = typed(CODE, HAND, wedge)
    assert len(wedge.run(at + HAND)) < LEAST


def test_a_scan_is_read_on_the_vietnamese_layout():
    row = dict(
        zip("1234567890", ("ă", "â", "ê", "ô", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323", "đ"), strict=True)
    )
    for number in (1, 2345, 6789):
        code = badge_code(101, number)
        wedge = Wedge()
        text, at = typed("hà ", HAND, wedge)
        _text, at = typed([row[digit] for digit in code], SCANNER, wedge, text, at + HAND)
        assert wedge.run(at + SCANNER) == code
        assert trailing_code("ha " + "".join(row[digit] for digit in code)) == code


def test_a_vietnamese_word_is_no_scan():
    wedge = Wedge()
    _text, at = typed("đăk ôn đề ế", SCANNER, wedge)
    assert len(wedge.run(at + SCANNER)) < LEAST


@pytest.mark.parametrize("before", ["ha", "nguyễn thị h", "12", "hà ", "đỗ "])
def test_what_was_typed_before_a_scan_does_not_matter(before):
    wedge = Wedge()
    text, at = typed(before, HAND, wedge)
    _text, at = typed(CODE, SCANNER, wedge, text, at + HAND)
    assert wedge.run(at + SCANNER) == CODE


@given(
    st.text("haoeun ", max_size=8),
    st.integers(1, 9999),
    st.integers(101, 999),
    st.booleans(),
)
def test_a_scan_is_read_through_vni_typing(before, number, conference, hook):
    code = badge_code(conference, number)
    wedge = Wedge()
    text, at = typed(before, HAND, wedge)
    _text, at = typed(code, SCANNER, wedge, text, at + 1, method=vni, hook=hook)
    assert wedge.run(at + SCANNER) == code


@given(st.text("haoeun1234567890 ", max_size=20))
def test_a_hand_is_never_taken_for_a_scanner(keys):
    wedge = Wedge()
    _text, at = typed(keys, HAND, wedge, method=vni)
    assert len(wedge.run(at + HAND)) < LEAST


def test_an_emptied_field_begins_anew():
    wedge = Wedge()
    _text, at = typed(CODE, SCANNER, wedge)
    wedge.clear()
    assert wedge.run(at + SCANNER) == ""


def test_a_badge_number_at_the_end_of_a_text_is_seen():
    assert trailing_code(f"ha{CODE}") == CODE
    assert trailing_code("ha 12345678") == ""
    assert trailing_code("ha") == ""
