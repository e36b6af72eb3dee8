"""Numbers as people type them."""

from __future__ import annotations

import pytest

from desktop.domain.decimals import read_decimal


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("1.200", 1200),
        ("1.200.000,5", 1_200_000.5),
        ("1,200.5", 1200.5),
        ("1,200,000", 1_200_000),
        (" 80 % ", 80),
        ("-3", -3),
        ("−3", -3),
        ("0", 0),
    ],
)
def test_a_number_is_read_as_an_office_writes_it(text, value):
    assert read_decimal(text) == value


@pytest.mark.parametrize("text", ["", "nửa", "12 cuộc", "1.2.3", "1,2,3", "nan", "inf", "1e5", "--3", "9" * 40])
def test_what_is_no_number_is_none(text):
    assert read_decimal(text) is None
