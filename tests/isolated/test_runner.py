"""Whatever a child does, the program goes on: it is told what happened, and the next request is done."""

from __future__ import annotations

import contextlib
import os
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop import scratch, wording
from desktop.domain.errors import AppError, Cancelled
from desktop.excel.reading import job as reading
from desktop.isolated import FLAG, worker
from desktop.isolated.job import Failure
from desktop.isolated.process import command
from desktop.isolated.runner import Runner
from desktop.papers import office_job
from tests.isolated import awkward

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1024 * 1024
on_posix = pytest.mark.skipif(os.name != "posix", reason="this system caps neither memory nor processor time")


@pytest.fixture
def runner() -> Iterator[Runner[awkward.Request]]:
    running = Runner(awkward.JOB)
    yield running
    running.close()


def ask(
    runner: Runner[awkward.Request], wish: str, value: object = None, seconds: float = 60, **options: Any
) -> list[tuple[Any, ...]]:
    answers: list[tuple[Any, ...]] = []
    options.setdefault("memory", 600 * MEGABYTE)
    runner.run((wish, value), answers.append, seconds=seconds, failed=lambda why: AppError(f"x.{why}"), **options)
    return answers


def refusal(runner: Runner[awkward.Request], wish: str, value: object = None, **options: Any) -> str:
    with pytest.raises(AppError) as met:
        ask(runner, wish, value, **options)
    return met.value.code


def test_one_child_serves_one_request_after_the_other(runner):
    assert [ask(runner, "count", turn) for turn in "abc"] == [[(1, "a")], [(2, "b")], [(3, "c")]]


def test_a_child_started_ahead_is_the_one_that_serves(runner):
    assert runner.pid is None
    runner.start()
    first = runner.pid
    assert first is not None
    ask(runner, "count")
    assert runner.pid == first


@pytest.mark.parametrize("wish", ["sleep", "spin"])
def test_a_child_that_takes_too_long_is_ended_and_the_next_request_is_done(runner, wish):
    ask(runner, "count")
    first = runner.pid
    assert refusal(runner, wish, seconds=0.3) == "x.timeout"
    assert not scratch.is_running(first)
    assert ask(runner, "count") == [(1, None)]


@on_posix
def test_a_child_that_takes_too_much_memory_is_told_and_replaced(runner):
    assert refusal(runner, "eat") == "x.memory"
    assert ask(runner, "count") == [(1, None)]


@on_posix
def test_each_request_has_its_own_limit_of_memory(runner):
    assert refusal(runner, "eat", memory=300 * MEGABYTE) == "x.memory"
    assert ask(runner, "count", memory=500 * MEGABYTE) == [(1, None)]


@pytest.mark.parametrize("wish", ["crash", "fail"])
def test_a_crash_is_told_and_the_next_request_is_done(runner, wish):
    assert refusal(runner, wish) == "x.crashed"
    assert ask(runner, "count") == [(1, None)]


@on_posix
@pytest.mark.parametrize(
    ("sign", "code"), [("SIGKILL", "x.memory"), ("SIGXCPU", "x.timeout"), ("SIGSEGV", "x.crashed")]
)
def test_what_the_system_ends_a_child_for_is_told(runner, sign, code):
    def end(_answer: tuple[Any, ...]) -> None:
        os.kill(runner.pid, getattr(signal, sign))

    with pytest.raises(AppError) as met:
        runner.run(("sleep", None), end, seconds=60, memory=600 * MEGABYTE, failed=lambda why: AppError(f"x.{why}"))
    assert met.value.code == code


def test_a_child_that_went_away_between_two_requests_is_replaced(runner):
    ask(runner, "count")
    os.kill(runner.pid, signal.SIGTERM)
    while runner._child.alive():
        pass
    assert ask(runner, "count") == [(1, None)]


def test_a_child_that_has_grown_is_replaced_after_its_answer(runner):
    assert ask(runner, "grow") == [(1, None)]
    assert runner.pid is None
    assert ask(runner, "count") == [(1, None)]


def test_cancelling_ends_the_child_and_the_next_request_is_done(runner):
    asleep: list[object] = []
    with pytest.raises(Cancelled):
        runner.run(
            ("sleep", None),
            asleep.append,
            seconds=60,
            memory=600 * MEGABYTE,
            failed=lambda why: AppError(f"x.{why}"),
            cancelled=lambda: bool(asleep),
        )
    assert runner.pid is None
    assert ask(runner, "count") == [(1, None)]


def test_answers_that_nobody_could_take_do_not_reach_the_next_request(runner):
    def stumble(_answer: tuple[Any, ...]) -> None:
        raise KeyError("here")

    with pytest.raises(KeyError):
        runner.run(("count", "old"), stumble, seconds=60, memory=600 * MEGABYTE, failed=AssertionError)
    assert ask(runner, "count", "new") == [(1, "new")]


def test_what_a_library_prints_reaches_neither_the_frames_nor_our_output(runner, capfd):
    assert ask(runner, "noise", "quiet") == [(1, "quiet")]
    assert ask(runner, "count", "still") == [(2, "still")]
    assert capfd.readouterr() == ("", "")


def test_a_library_that_reads_the_standard_input_takes_no_request_away(runner):
    assert ask(runner, "hear") == [("", b""), (1, None)]
    assert ask(runner, "count") == [(2, None)]


def test_much_goes_there_and_back(runner):
    much = ("Nguyễn" * 1_000_000, b"\0\xff" * 3_000_000, {"số": [1.5, None, True] * 1000})
    assert ask(runner, "count", much) == [(1, much)]


def test_halves_of_letters_come_back_as_they_were_sent(runner):
    assert ask(runner, "count", "a\ud83db") == [(1, "a\ud83db")]


def test_a_request_that_is_no_plain_value_is_refused_and_costs_nothing(runner):
    with pytest.raises(ValueError, match="unmarshallable"):
        ask(runner, "count", object())
    assert ask(runner, "count") == [(1, None)]


def test_two_jobs_run_side_by_side():
    one, other = Runner(awkward.JOB), Runner(awkward.JOB)
    asleep, ended = threading.Event(), threading.Event()

    def rest() -> None:
        with pytest.raises(AppError):
            one.run(
                ("sleep", None),
                lambda _answer: asleep.set(),
                seconds=60,
                memory=600 * MEGABYTE,
                failed=lambda why: AppError(f"x.{why}"),
            )
        ended.set()

    threading.Thread(target=rest, daemon=True).start()
    try:
        assert asleep.wait(30)
        assert ask(other, "count") == [(1, None)]
        assert not ended.is_set(), "the first job was not at work any more"
        os.kill(one.pid, signal.SIGTERM)
        assert ended.wait(30)
    finally:
        one.close()
        other.close()


def test_threads_that_share_a_runner_wait_for_each_other(runner):
    found: list[Any] = []
    threads = [threading.Thread(target=lambda turn=turn: found.extend(ask(runner, "count", turn))) for turn in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(served for served, _turn in found) == [1, 2, 3, 4]
    assert sorted(turn for _served, turn in found) == [0, 1, 2, 3]


def test_a_child_is_given_no_way_to_a_network(runner, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:8080")
    monkeypatch.setenv("no_proxy", "*")
    (variables,) = ask(runner, "environment")[0]
    names = {"HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY"}
    names |= set() if os.name == "nt" else {name.lower() for name in names}  # Windows knows no small letters in names
    assert {name: variables.get(name) for name in names} == dict.fromkeys(names, "http://127.0.0.1:9")
    assert "no_proxy" not in {name.lower() for name in variables}


def test_the_working_folder_lends_a_child_no_modules(runner, tmp_path, monkeypatch):
    (tmp_path / "zipfile.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    assert not ask(runner, "modules")[0][0].startswith(str(tmp_path))


def test_a_child_ends_with_the_program():
    program = (
        "from desktop.isolated.runner import Runner; from tests.isolated.awkward import JOB\n"
        "r = Runner(JOB); r.run(('count', 1), print, seconds=60, memory=600 << 20, failed=Exception); print(r.pid)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60)
    answer, number = done.stdout.split("\n")[:2]
    assert answer == "(1, 1)", done.stderr
    assert _ends(int(number))


def _ends(number: int) -> bool:
    """Whether a process is over within a while; where the system shows states, "Z" is over too, only not yet buried."""
    for _turn in range(2_000):
        if not scratch.is_running(number):
            return True
        with contextlib.suppress(OSError):
            if Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        time.sleep(0.01)
    return False


# -- how a child is started -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("job", [reading.JOB, office_job.JOB, awkward.JOB], ids=lambda job: job.module)
def test_each_job_is_found_where_it_says(job):
    assert worker._job(job.module) is job


def test_a_module_without_a_job_starts_nothing():
    with pytest.raises(TypeError):
        worker._job("desktop.paths")


@on_posix
def test_a_frozen_program_becomes_the_child_on_one_flag(runner, tmp_path, monkeypatch):
    program = tmp_path / "tap-huan"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "main.py"}" "$@"\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert command(awkward.JOB.module) == [str(program), FLAG, awkward.JOB.module]
    assert ask(runner, "noise", "frozen") == [(1, "frozen")]


def test_every_failure_has_a_sentence_for_workbooks():
    for failure in Failure:
        assert wording.error(AppError(f"file.{failure}", file="a.xlsx", seconds=5)) != f"file.{failure}"


_PARENT = """
import sys
from desktop.isolated.runner import Runner
from tests.isolated import awkward

runner = Runner(awkward.JOB)
runner.start()
print(runner.pid, flush=True)
runner.run((sys.argv[1], None), print, seconds=600, memory=2**34, failed=RuntimeError)
"""


@pytest.mark.parametrize("wish", ["spin", "sleep"])
def test_a_child_ends_when_the_program_was_killed_whatever_it_is_doing(wish: str):
    with subprocess.Popen([sys.executable, "-c", _PARENT, wish], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert scratch.is_running(child)
        time.sleep(1)  # by now it is at it
        parent.kill()
    if not _ends(child):
        os.kill(child, getattr(signal, "SIGKILL", signal.SIGTERM))
        pytest.fail("it still runs")
