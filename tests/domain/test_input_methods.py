"""Marks typed as the keys of Telex and VNI, while no input method turns them into letters."""

from __future__ import annotations

import pytest

from desktop.domain.input_methods import readings
from desktop.domain.names import same_key


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("haf", "hà"),
        ("nguyeenx", "nguyễn"),
        ("nguyenex", "nguyễn"),
        ("nguyeexn", "nguyễn"),
        ("ddoox", "đỗ"),
        ("dood", "đô"),
        ("dduwcs", "đức"),
        ("dduocwj", "được"),
        ("huwowng", "hương"),
        ("huongw", "hương"),
        ("quaanf", "quần"),
        ("quawngs", "quắng"),
        ("hoawcj", "hoặc"),
        ("muaw", "mưa"),
        ("hoaf", "hòa"),
        ("ha2", "hà"),
        ("nguye6n4", "nguyễn"),
        ("d9o64", "đỗ"),
        ("d9u7c1", "đức"),
        ("huong7", "hương"),
        ("nguyeenx thij haf", "nguyễn thị hà"),
        ("tran duc haf", "tran duc hà"),
    ],
)
def test_keys_are_read_as_the_marks_they_make(typed: str, meant: str) -> None:
    assert same_key(meant) in [same_key(each) for each in readings(typed)]


@pytest.mark.parametrize("typed", ["", "lan", "nguyen thi", "hà", "10100013", "x", "123"])
def test_a_text_without_such_keys_has_no_other_reading(typed: str) -> None:
    assert readings(typed) == []
