"""A request done in a copy of the child meets nothing of the others, and the child is prepared only once."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.isolated import runner as runners
from desktop.isolated.job import COPIES
from desktop.isolated.runner import Runner
from tests.isolated import awkward, copied
from tests.isolated.test_runner import MEGABYTE, ask, refusal

pytestmark = pytest.mark.skipif(not COPIES, reason="this system makes no copies that end with the child")


@pytest.fixture
def runner() -> Iterator[Runner[awkward.Request]]:
    running = Runner(copied.JOB)
    yield running
    running.close()
    if (spare := runners._spare.pop(copied.JOB.module, None)) is not None:
        spare.kill()


def test_every_request_is_the_first_and_the_child_stays(runner):
    runner.start()
    first = runner.pid
    assert [ask(runner, "count", turn) for turn in "ab"] == [[(1, "a")], [(1, "b")]]
    assert ask(runner, "grow") == [(1, None)]
    assert runner.pid == first


def test_a_child_let_go_serves_the_next_runner(runner):
    ask(runner, "count")
    first = runner.pid
    runner.close()
    assert runner.pid is None
    assert ask(runner, "count") == [(1, None)]
    assert runner.pid == first


def test_a_child_that_died_after_it_was_let_go_serves_nobody(runner):
    runner.start()
    first, child = runner.pid, runner._child
    runner.close()
    os.kill(first, signal.SIGKILL)
    child._process.wait()
    assert ask(runner, "count") == [(1, None)]
    assert runner.pid != first


@pytest.mark.parametrize(
    ("wish", "limits", "code"),
    [
        ("crash", {}, "x.crashed"),
        ("fail", {}, "x.crashed"),
        ("eat", {"memory": 300 * MEGABYTE}, "x.memory"),
        ("sleep", {"seconds": 0.3}, "x.timeout"),
        ("spin", {"seconds": 0.3}, "x.timeout"),
    ],
)
def test_how_a_copy_ended_is_told_and_the_next_request_is_done(runner, wish, limits, code):
    assert refusal(runner, wish, **limits) == code
    assert ask(runner, "count") == [(1, None)]


@pytest.mark.parametrize(("sign", "code"), [("SIGKILL", "x.memory"), ("SIGXCPU", "x.timeout")])
def test_what_the_system_ends_a_copy_for_is_told(runner, sign, code):
    assert refusal(runner, "die", value=int(getattr(signal, sign))) == code


def test_a_copy_ends_with_the_child(runner):
    def end(answer) -> None:
        copies.append(answer[0])
        os.kill(runner.pid, signal.SIGKILL)

    copies: list[int] = []
    with pytest.raises(RuntimeError):
        runner.run(("wait", None), end, seconds=60, memory=600 * MEGABYTE, failed=RuntimeError)
    for _look in range(1_000):
        if not Path(f"/proc/{copies[0]}").exists():
            return
        time.sleep(0.01)
    pytest.fail("the copy outlived the child")
