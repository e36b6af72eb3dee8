"""The log of an attendance says what stands."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace

from desktop.domain.attendance import Mark, MarkKind, Method, marked
from desktop.wording.attendance_log import LogLine, lines, what, why
from desktop.wording.formats import clock_text


def mark(minute: int, kind: MarkKind, of: Mark | None = None, reason: str = "") -> Mark:
    at = dt.datetime(2018, 5, 23, 8, minute, tzinfo=dt.UTC)
    return Mark(uuid.uuid4(), kind, at, at, "1", Method.SCAN, of.id if of else None, reason)


def test_what_was_undone_and_done_again_says_both_and_stands_in_one_line() -> None:
    came = mark(0, MarkKind.IN)
    undone = mark(1, MarkKind.ANNUL, came, "nhầm người")
    again = mark(2, MarkKind.ANNUL, undone)
    once, twice = lines(marked([came, undone])), lines(marked([came, undone, again]))
    assert [len(once), len(twice)] == [1, 1]
    assert once[0].mark.annulled
    assert not twice[0].mark.annulled
    assert "đã hoàn tác" in why(once[0])
    assert "làm lại" not in why(once[0])
    assert "nhầm người · làm lại lúc" in why(twice[0])


def test_of_two_desks_that_undid_it_the_one_whose_word_stands_is_told() -> None:
    came = mark(0, MarkKind.IN)
    first, second = mark(1, MarkKind.ANNUL, came, "nhầm"), mark(2, MarkKind.ANNUL, came, "về sớm")
    (line,) = lines(marked([came, first, mark(3, MarkKind.ANNUL, first), second]))
    assert "về sớm" in why(line)
    assert "làm lại" not in why(line)


def test_a_mark_that_reached_its_server_late_carries_both_times() -> None:
    came = mark(0, MarkKind.IN)
    late = replace(came, received_at=came.recorded_at + dt.timedelta(minutes=40))
    clock = clock_text(late.received_at)
    assert clock in why(LogLine(late))
    assert clock not in what(late)
    assert why(LogLine(replace(came, received_at=came.recorded_at + dt.timedelta(seconds=3)))) == ""
