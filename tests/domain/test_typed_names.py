"""Accents that were typed count, those left out do not."""

from __future__ import annotations

import pytest

from desktop.domain.typed_names import begins_words, names_whole


@pytest.mark.parametrize(
    ("typed", "name", "named"),
    [
        ("ha", "Nguyễn Thị Hà", True),
        ("hà", "Nguyễn Thị Hà", True),
        ("hà", "Nguyễn Thị Hạ", False),
        ("hà", "Trần Văn Nhậm", False),
        ("ha", "Nguyễn Thị Hạnh", False),
        ("nguyễn thị hà", "Nguyễn Thị Hạnh", False),
        ("thi nguyen ha", "Nguyễn Thị Hà", True),
        ("hoà", "Lê Thị Hòa", True),
        ("HÀ", "Nguyễn Thị Hà", True),
        ("dung", "Phạm Tiến Dũng", True),
        ("đung", "Phạm Tiến Dũng", False),
        ("", "Phạm Tiến Dũng", False),
    ],
)
def test_whole_words_are_named(typed: str, name: str, named: bool) -> None:
    assert names_whole(typed, name) is named


@pytest.mark.parametrize(
    ("typed", "name", "begun"),
    [
        ("ha", "Nguyễn Thị Hạnh", True),
        ("hà", "Nguyễn Thị Hạnh", False),
        ("hạ", "Nguyễn Thị Hạnh", True),
        ("ha", "Trần Văn Nhậm", False),
        ("nguyê", "Nguyễn Thị Hạnh", False),
        ("nguyễ ha", "Nguyễn Thị Hạnh", True),
        ("đ", "Lê Đức", True),
        ("d", "Lê Đức", True),
        ("đ", "Lê Dung", False),
    ],
)
def test_words_are_begun(typed: str, name: str, begun: bool) -> None:
    assert begins_words(typed, name) is begun
