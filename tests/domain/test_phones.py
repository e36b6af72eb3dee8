"""Phone numbers as people and Excel write them."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.phones import _LANDLINE, _MOBILE, format_phone, normalise_phone, read_phone


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("0912345678", "0912345678"),
        ("0912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("(0912) 345-678", "0912345678"),
        ("0912\u00a0345\u00a0678", "0912345678"),
        ("912345678", "0912345678"),
        (912345678, "0912345678"),
        (912345678.0, "0912345678"),
        ("912345678.0", "0912345678"),
        ("9.12345678E8", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("84912345678", "0912345678"),
        ("+84 (0)912 345 678", "0912345678"),
        ("0084912345678", "0912345678"),
        ("'0912345678", "0912345678"),
        ("O912345678", "0912345678"),
        ("０９１２３４５６７８", "0912345678"),
        ("0912\u2011345\u2011678", "0912345678"),
        ("0899123456", "0899123456"),
        ("ĐT: 0912345678", "0912345678"),
        ("024.3821.2345", "02438212345"),
        (2438212345, "02438212345"),
        ("0236 3821 234", "02363821234"),
    ],
)
def test_a_number_is_stored_as_its_digits(written: object, digits: str) -> None:
    assert normalise_phone(written) == (digits, True)


@pytest.mark.parametrize("written", ["9.12E+08", "9,12E+08", "9.1234567e+08"])
def test_a_number_whose_last_digits_a_table_cut_off_is_not_filled_with_zeros(written: str) -> None:
    assert normalise_phone(written) == (written, False)


@pytest.mark.parametrize(
    ("old", "new"),
    [(f"016{d}", f"03{d}") for d in range(2, 10)]
    + [("0120", "070"), ("0121", "079"), ("0122", "077"), ("0126", "076"), ("0128", "078")]
    + [("0123", "083"), ("0124", "084"), ("0125", "085"), ("0127", "081"), ("0129", "082")]
    + [("0186", "056"), ("0188", "058"), ("0199", "059")],
)
def test_an_old_prefix_is_renewed_with_or_without_its_zero(old: str, new: str) -> None:
    for written in (f"{old}1234567", f"{old[1:]}1234567", f"+84 {old[1:]} 1234567"):
        phone = read_phone(written)
        assert (phone.text, phone.ok, phone.converted) == (f"{new}1234567", True, True)


@pytest.mark.parametrize(
    ("written", "first", "rest"),
    [
        ("0912345678/0987654321", "0912345678", "0987654321"),
        ("0912 345 678 - 0987 654 321", "0912345678", "0987 654 321"),
        ("0912345678; 0987654321, 0977777777", "0912345678", "0987654321; 0977777777"),
        ("0912345678\n0987654321", "0912345678", "0987654321"),
        ("0912345678 0987654321", "0912345678", "0987654321"),
        ("0912345678 (Zalo)", "0912345678", "(Zalo)"),
        ("0912345678 hoặc 0987654321", "0912345678", "0987654321"),
        ("0912345678-0987654321", "0912345678", "0987654321"),
        ("0912.345.678-0987.654.321", "0912345678", "0987.654.321"),
        ("0912 345 678 0987 654 321", "0912345678", "0987 654 321"),
        ("09123456780987654321", "0912345678", "0987654321"),
        ("0899123456/0522123456", "0899123456", "0522123456"),
        ("0912345678(Zalo)", "0912345678", "(Zalo)"),
        ("CQ: 024 38211234; DĐ: 0912345678", "02438211234", "DĐ: 0912345678"),
        ("024.38211234 máy lẻ 102", "02438211234", "máy lẻ 102"),
        ("02438211234-102", "02438211234", "102"),
    ],
)
def test_of_several_numbers_the_first_is_kept_and_the_rest_told(written: str, first: str, rest: str) -> None:
    phone = read_phone(written)
    assert (phone.text, phone.ok, phone.rest) == (first, True, rest)


@pytest.mark.parametrize("written", ["12345", "không có", "38212345", "0912", "0000000000", "abc 0912"])
def test_what_is_no_number_stays_as_typed(written: str) -> None:
    assert normalise_phone(written) == (written, False)


@given(st.from_regex(_MOBILE, fullmatch=True) | st.from_regex(_LANDLINE, fullmatch=True))
def test_every_number_accepted_at_once_is_valid_for_phonenumbers(digits: str) -> None:
    digits = "".join(str(int(digit)) for digit in digits)  # \d also matches other scripts' digits
    assert phonenumbers.is_valid_number(phonenumbers.parse(digits, "VN")), digits


@given(st.text())
def test_any_text_is_read_without_an_exception_and_twice_the_same(text: str) -> None:
    phone = read_phone(text)
    if phone.ok:
        assert read_phone(phone.text) == type(phone)(phone.text, True)


def test_numbers_are_grouped_for_reading() -> None:
    assert format_phone("0912345678") == "0912 345 678"
    assert format_phone("02438212345") == "024 3821 2345"
    assert format_phone("02363821234") == "0236 382 1234"
    assert format_phone("máy lẻ 12") == "máy lẻ 12"
