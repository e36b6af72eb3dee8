"""What the drive of many desks makes of what it saw."""

from __future__ import annotations

import pytest

from tools.many_desks.eight import Outcome, row, share


def slow(shown: float, machine: float, commit: float = 0.0) -> dict[str, float]:
    return {"shown": shown, "machine": machine, "worked": 5.0, "committed": 5.0 + commit}


def test_a_verdict_that_waited_for_a_processor_is_the_machines():
    done = Outcome("plain", (0.1, 0.2), slow=[slow(140.0, 60.0), slow(140.0, 20.0)])
    assert done.ours == [slow(140.0, 20.0)]
    assert not done.wrong


def test_a_verdict_that_waited_for_the_disk_is_told_apart():
    done = Outcome("plain", (0.1, 0.2), slow=[slow(160.0, 20.0, 90.0), slow(160.0, 20.0, 10.0)])
    assert (len(done.unhurried), done.ours) == (2, [slow(160.0, 20.0, 10.0)])


@pytest.mark.parametrize("what", ["lost", "lost_in_file", "doubled", "untrue", "failed", "unanswered", "waiting"])
def test_whatever_may_never_happen_is_wrong(what: str):
    done = Outcome("plain", (0.1, 0.2))
    assert not done.wrong
    setattr(done, what, 1)
    assert done.wrong


def test_a_part_of_the_verdicts_is_not_above_its_share():
    assert [share([3.0, 1.0, 2.0, 4.0], part) for part in (0.5, 0.99, 1.0)] == [2.0, 4.0, 4.0]
    assert share([], 0.5) == 0.0


def test_the_row_says_both_the_desks_and_the_machines_times():
    done = Outcome("cut", (0.1, 0.2), verdicts=[5.0, 7.0], reference=[1.0, 150.0])
    assert "| 2 | 5 ms | 7 ms | 7 ms | 0 | 0 | 0 | 150 ms | 150 ms | 1 |" in row(done)
