"""The line of what happened last, and what its link does."""

from __future__ import annotations

import pytest

from desktop.wording.journal import line, took_back


@pytest.mark.parametrize(
    ("details", "words", "back"),
    [
        ({"undid": "attendance.in"}, "Đã hoàn tác", True),
        ({"undid": "undone", "of": "attendance.in", "again": True}, "Đã làm lại", False),
        ({"undid": "undone", "of": "attendance.in", "again": False}, "Đã hoàn tác", True),
        ({"undid": "undone"}, "Đã làm lại", False),
    ],
)
def test_what_was_done_again_offers_to_undo_it_and_what_was_undone_to_redo_it(
    details: dict[str, object], words: str, back: bool
) -> None:
    assert line("undone", details, str).startswith(words)
    assert took_back("undone", details) is back


def test_an_ordinary_line_takes_nothing_back() -> None:
    assert not took_back("attendance.in", {})
