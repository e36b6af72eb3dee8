"""A citizen's card names its holder however a scanner mangles it, and nothing else is taken for one."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.identity_card import Fit, begun, fits, read
from desktop.domain.names import fold
from desktop.domain.scanning import trailing_code

FAMILY = ("Nguyễn", "Trần", "Lê", "Đỗ", "Hoàng", "Ngô", "Vũ", "Lường")
MIDDLE = ("Thị", "Văn", "Đức", "Thuý", "Minh", "Hữu")
GIVEN = ("Hà", "An", "Vũ", "Nga", "Ánh", "Đông", "Hiền", "Uyên")
ROW = str.maketrans("1234567890", "ăâêô\u0300\u0309\u0303\u0301\u0323đ")
"""What the digits are on Windows' Vietnamese layout."""

names = st.tuples(*(st.sampled_from(part) for part in (FAMILY, MIDDLE, GIVEN))).map(" ".join)
births = st.dates(dt.date(1930, 1, 1), dt.date(2012, 12, 31))


def code(name: str, born: dt.date, *, female: bool = False, old: str = "", tail: str = "", number: str = "") -> str:
    """The QR code of an invented card."""
    number = number or f"001{2 * (born.year // 100 - 19) + female}{born:%y}654321"
    sex = "Nữ" if female else "Nam"
    return f"{number}|{old}|{name}|{born:%d%m%Y}|{sex}|12 Phố Thử, Bạch Đằng, Hà Nội|01072021{tail}"


BORN = dt.date(1975, 5, 23)


@given(names, births, st.booleans(), st.sampled_from(("", "012345678")), st.sampled_from(("", "||||")))
def test_old_and_new_cards_name_their_holder_and_keep_neither_number_nor_address(name, born, female, old, tail):
    text = code(name, born, female=female, old=old, tail=tail)
    card = read(text)
    assert card is not None
    assert (card.full_name, card.birth, card.gender) == (name, born.isoformat(), "female" if female else "male")
    assert text[:12] not in repr(card)
    assert "Phố Thử" not in repr(card)
    assert fits(card, name, born.isoformat()) is Fit.SURE
    assert fits(card, fold(name).upper(), born.isoformat()) is Fit.SURE  # a list without accents


def _dropped(name: str) -> str:
    return "".join(letter for letter in name if letter.isascii())


def _asked(name: str) -> str:
    return "".join(letter if letter.isascii() else "?" for letter in name)


def _bytes_as_letters(name: str) -> str:
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in name.encode())


MANGLED = {
    "accents folded": fold,
    "letters dropped": _dropped,
    "letters asked": _asked,
    "bytes as letters": _bytes_as_letters,
    "marks apart": lambda name: unicodedata.normalize("NFD", name),
    "caps lock": str.swapcase,
    "capitals": str.upper,
}


@pytest.mark.parametrize("how", MANGLED)
@given(name=names, born=births)
def test_a_name_that_the_keyboard_mangled_is_still_its_holders(how, name, born):
    card = read(code(MANGLED[how](name), born))
    assert card is not None
    letters = [letter for letter in name if letter.isascii() and letter.isalpha()]
    if how.startswith("letters") and len(letters) < 3:
        assert fits(card, name, born.isoformat()) is Fit.PERHAPS
        return
    assert fits(card, name, born.isoformat()) is Fit.SURE
    assert fits(card, name, "") is Fit.PERHAPS
    assert fits(card, name, str(born.year)) is Fit.PERHAPS


@given(names, names, births, births)
def test_nobody_of_another_day_or_of_other_letters_is_sure(name, other, born, day):
    card = read(code(name, born))
    assert card is not None
    if (fold(name), born) != (fold(other), day):
        assert fits(card, other, day.isoformat()) is not Fit.SURE


def test_bytes_typed_as_letters_are_read_as_the_name_they_were():
    card = read(code(_bytes_as_letters("Đỗ Thị Thuý Hà"), BORN))
    assert card is not None
    assert (card.full_name, card.whole) == ("Đỗ Thị Thuý Hà", True)


def test_digits_of_the_vietnamese_layout_and_signs_before_the_code_are_understood():
    assert read(code("Lê Văn Vũ", BORN).translate(ROW)) == read(code("Lê Văn Vũ", BORN))
    assert read("]Q1\\000026" + code("Lê Văn Vũ", BORN) + "\r\n") == read(code("Lê Văn Vũ", BORN))


@pytest.mark.parametrize(
    "text",
    [
        "DN4790123456789|4e677579e1bb856e|01/01/1990|1|Hà Nội|01 - 001|01/01/2024|-|",
        "0123456789|4e677579e1bb856e|01/01/1990|1|Hà Nội|01 - 001|01/01/2024|-|",
        code("Lê Văn Vũ", BORN, number="001080654321"),
        code("Lê Văn Vũ", BORN, number="001175654321"),
        code("Lê Văn Vũ", BORN).replace("23051975", "31021975"),
        code("Lê Văn Vũ", BORN)[:-5],
        code("", BORN),
        code("Lê Văn Vũ", BORN, tail="|||||"),
    ],
)
def test_other_cards_and_those_that_contradict_themselves_are_no_citizens_but_begin_like_one(text):
    assert begun(text)
    assert read(text) is None


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text):
    read(text)
    read(f"001075654321|{text}|Lê Văn Vũ|23051975|Nam|x|01072021")
    assert not any(map(begun, ("hà 12345", "12345678", "0912345678", "a|b")))


def test_the_day_at_the_end_of_a_card_is_never_a_badge():
    days = (
        f"{day:02}{month:02}{year}" for day in range(10, 29) for month in range(1, 13) for year in range(2021, 2027)
    )
    badges = [day for day in days if trailing_code(day)]
    assert badges  # some of them are
    assert not any(trailing_code(f"{code('Lê Văn Vũ', BORN)[:-8]}{day}") for day in badges)
