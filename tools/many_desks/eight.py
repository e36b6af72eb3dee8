"""Eight desks, a process each, at one door: `python -m tools.many_desks.eight [FAULT …]` on the server that comes along.

The organizer's program serves the sample's conference of today; every desk joins it by a code, through a line that can be
made to fail, and scans the same people in an order of its own, at a person's pace. For each fault is printed: what was
acknowledged, lost (acknowledged, and neither at the server nor in the data file at the end) and doubled; how long verdicts
took from Enter to the screen, and how many of the slow ones waited for more than a processor: for the disk at their commit,
or for the program itself; what a plain commit took on the same machine at the same time; and what was still shown green 20 seconds after the line had died. 1 is
returned where anything was lost or doubled, or green though dead.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from desktop.services.attendance import comparing
from tests.line import NetworkLine
from tools.many_desks.faults import BEGINS, FAULTS, Scene
from tools.many_desks.organizer import ROOT, Organizer

DESKS, PEOPLE, PACE = 8, 172, (0.7, 1.5)
LIMIT = 100.0
"""Milliseconds from Enter to the verdict."""
_GREEN_SECONDS = 20.0
_SETTLED_SECONDS = 90.0
_ENDS_SECONDS = 60.0


_first: list[bool] = []


def go_first(process: int) -> None:
    """Each desk has a computer to itself in an office: here it goes before all but the other desks, when that was asked for."""
    if _first:
        os.sched_setscheduler(process, os.SCHED_RR, os.sched_param(1))


@dataclass(slots=True)
class Desk:
    """A desk's process, as the driver sees it."""

    name: str
    process: subprocess.Popen[str]
    out: Path
    heard: list[str] = field(default_factory=list)

    @classmethod
    def start(cls, name: str, folder: Path, words: Sequence[str]) -> Desk:
        """Start it in a data folder of its own."""
        home, out = folder / name, folder / f"{name}.jsonl"
        home.mkdir()
        process = subprocess.Popen(
            [sys.executable, "-m", "tools.many_desks.desk", words[0], name, *words[1:], str(out)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=(folder / f"{name}.err").open("w"),
            text=True,
            env={**os.environ, "TAP_HUAN_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        )
        go_first(process.pid)
        made = cls(name, process, out)
        threading.Thread(target=made._listen, daemon=True).start()
        return made

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.heard.append(line.strip())

    def say(self, words: str) -> None:
        """Tell it something."""
        assert self.process.stdin is not None
        with suppress(OSError):
            self.process.stdin.write(words + "\n")
            self.process.stdin.flush()

    def wait_for(self, words: str, seconds: float) -> None:
        """Until it says this. Raises TimeoutError."""
        end = time.monotonic() + seconds
        while words not in self.heard:
            if time.monotonic() > end or self.process.poll() is not None:
                raise TimeoutError(f"{self.name} did not say “{words}” but {self.heard[-3:]}")
            time.sleep(0.1)

    def lines(self) -> list[dict[str, Any]]:
        """What it wrote down."""
        return _lines(self.out)


@dataclass(slots=True)
class Outcome:
    """What one fault came to."""

    fault: str
    load: tuple[float, float]
    """Of the machine, at the begin and at the end."""
    acknowledged: int = 0
    lost: int = 0
    lost_in_file: int = 0
    doubled: int = 0
    untrue: int = 0
    """States that are not what the marks come to."""
    present: int = 0
    failed: int = 0
    """Scans that were answered by an error."""
    unanswered: int = 0
    waiting: int = 0
    """Marks that were not sent in the end."""
    verdicts: list[float] = field(default_factory=list)
    reference: list[float] = field(default_factory=list)
    slow: list[dict[str, Any]] = field(default_factory=list)
    green: list[str] = field(default_factory=list)
    away_after: float = 0.0
    """Seconds until the last desk showed that the line was dead."""
    caught_up: float = 0.0
    """Seconds after the last scan until nothing waited at any desk."""

    @property
    def unhurried(self) -> list[dict[str, Any]]:
        """Slow verdicts that would have been slow though nothing else had kept the processors."""
        return [each for each in self.slow if each["shown"] - each["machine"] > LIMIT]

    @property
    def ours(self) -> list[dict[str, Any]]:
        """Those of them that waited for the disk at their commit no longer than plain commits may."""
        return [
            each
            for each in self.unhurried
            if each["shown"] - each["machine"] - (each["committed"] - each["worked"]) > LIMIT
        ]

    @property
    def wrong(self) -> bool:
        """Whether anything happened that never may."""
        return bool(
            self.lost or self.lost_in_file or self.doubled or self.untrue or self.failed or self.unanswered
        ) or bool(self.green or self.waiting)


def share(values: Sequence[float], part: float) -> float:
    """The value that so large a part of them is not above."""
    return sorted(values)[max(round(len(values) * part) - 1, 0)] if values else 0.0


def drive(fault: str, folder: Path, *, desks: int, people: int, pace: tuple[float, float], seed: int) -> Outcome:
    """One fault, from nothing to the conference back in its data file."""
    outcome = Outcome(fault, (os.getloadavg()[0], 0.0))
    organizer = Organizer(folder / "organizer")
    lines: list[NetworkLine] = []
    opened: list[Desk] = []
    try:
        organizer.start()
        for number in range(1, desks + 1):
            lines.append(NetworkLine(organizer.port))
            code = replace(organizer.code(), port=lines[-1].port)
            words = (code.letters, str(seed + number), str(people), str(pace[0]), str(pace[1]))
            opened.append(Desk.start(f"Bàn {number}", folder, words))
            opened[-1].wait_for("ready", 60)
        scene = Scene(organizer, lines, [each.process.pid for each in opened])
        with plain_commits(folder, (pace[0] / desks, pace[1] / desks)) as reference:
            _scan(fault, scene, opened, people * pace[1] + 120)
        last = time.time()
        outcome.waiting = _settle(opened)
        outcome.caught_up = round(time.time() - last, 1)
        _count(outcome, organizer, opened)
        for each in opened:
            each.say("end")
        for each in opened:
            each.process.wait(_ENDS_SECONDS)
        organizer.end()
        _count_in_file(outcome, organizer, opened)
        _judge(outcome, scene, opened, reference)
    finally:
        for each in opened:
            if each.process.poll() is None:
                each.process.kill()
        for line in lines:
            line.close()
        organizer.clear()
    outcome.load = (outcome.load[0], os.getloadavg()[0])
    return outcome


def _scan(fault: str, scene: Scene, opened: Iterable[Desk], seconds: float) -> None:
    for each in opened:
        each.say("go")
    time.sleep(BEGINS)
    FAULTS[fault](scene)
    for each in opened:
        each.wait_for("done", seconds)


def _settle(opened: Sequence[Desk]) -> int:
    """Until nothing waits; how much does where that takes too long."""
    end = time.monotonic() + _SETTLED_SECONDS
    while True:
        left = 0
        for each in opened:
            before = len(each.heard)
            each.say("waits?")
            until = time.monotonic() + 5
            while not (said := [line for line in each.heard[before:] if line.startswith("waits ")]):
                if time.monotonic() > until:
                    break
                time.sleep(0.02)
            left += int(said[-1].split()[1]) if said else 1
        if not left or time.monotonic() > end:
            return left
        time.sleep(0.2)


# -- counting ---------------------------------------------------------------------------------------------------------


def _acknowledged(opened: Iterable[Desk]) -> list[str]:
    return [line["mark"] for each in opened for line in each.lines() if line.get("outcome") == "in"]


def _count(outcome: Outcome, organizer: Organizer, opened: Sequence[Desk]) -> None:
    """At the server."""
    marks = _acknowledged(opened)
    there = [str(row[0]).replace("-", "") for row in organizer.ask("SELECT id FROM attendance_mark WHERE kind = 'in'")]
    told = organizer.ask("SELECT count(*), count(DISTINCT token) FROM journal_entry WHERE action = 'attendance.in'")[0]
    states = "SELECT count(*), count(DISTINCT attendee_id) FROM attendance WHERE status IN ('present', 'late')"
    present, people = organizer.ask(states)[0]
    outcome.acknowledged = len(marks)
    outcome.lost = len(set(marks) - set(there))
    unasked = len(set(there) - set(marks))
    outcome.doubled = unasked + abs(int(str(told[0])) - len(there)) + int(str(present)) - int(str(people))
    outcome.present = int(str(present))


def _count_in_file(outcome: Outcome, organizer: Organizer, opened: Sequence[Desk]) -> None:
    """In the data file, to which the conference came back."""
    database = organizer.opened()
    try:
        compared = database.read(comparing.compare)
        raw = database.read(
            lambda tx: tx.connection().exec_driver_sql("SELECT id FROM attendance_mark WHERE kind = 'in'").all()
        )
    finally:
        database.close()
    there = {str(row[0]).replace("-", "") for row in raw}
    outcome.lost_in_file = len(set(_acknowledged(opened)) - there)
    outcome.untrue = len(compared.differences)


def _judge(outcome: Outcome, scene: Scene, opened: Sequence[Desk], reference: Path) -> None:
    """How long it took, and what was shown meanwhile."""
    dead = scene.dead
    for place, each in enumerate(opened):
        slept = scene.asleep.get(place, (0.0, 0.0))
        before = ""
        for line in each.lines():
            at = line["at"]
            if "failed" in line:
                outcome.failed += 1
            elif "unanswered" in line:
                outcome.unanswered += line["unanswered"]
            elif "outcome" in line:
                if slept[0] - 2 < at < slept[1] + 0.5:
                    continue  # the desk itself stood still
                outcome.verdicts.append(line["shown"])
                if line["shown"] > LIMIT:
                    outcome.slow.append({"desk": each.name, **line})
            elif dead[0] < at < dead[1] and not slept[0] < at < slept[1] and line["green"]:
                outcome.away_after = max(outcome.away_after, round(at - dead[0], 1))
                if at > dead[0] + _GREEN_SECONDS and line["line"] != before:
                    before = line["line"]
                    outcome.green.append(f"{each.name} {at - dead[0]:.0f} s: {line['line']}")
    outcome.reference = [line["took"] for line in _lines(reference)]


@contextmanager
def plain_commits(folder: Path, pace: tuple[float, float]) -> Iterator[Path]:
    """Meanwhile as many plain commits are made as there are check-ins at all desks."""
    out = folder / "reference.jsonl"
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tools.many_desks.reference",
            str(folder / "reference.db"),
            *map(str, pace),
            str(out),
        ],
        cwd=ROOT,
        stdin=subprocess.PIPE,
    )
    go_first(process.pid)
    try:
        yield out
    finally:
        process.communicate(timeout=30)


def _lines(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        with suppress(ValueError):
            found.append(json.loads(line))
    return found


# -- telling ----------------------------------------------------------------------------------------------------------

HEAD = (
    "| fault | load | acknowledged | present | lost | doubled | verdicts | median | 99 % | worst | over 100 ms | at their commit | ours | "
    "plain commits: 99 % | worst | over 100 ms | green though dead | away shown after | caught up |\n"
    + "| --- " * 19
    + "|"
)


def row(done: Outcome) -> str:
    """One line of the table."""
    times, plain = done.verdicts, done.reference
    parts = [
        done.fault,
        f"{done.load[0]:.1f}–{done.load[1]:.1f}",
        done.acknowledged,
        done.present,
        f"{done.lost} / {done.lost_in_file} in the file",
        done.doubled + done.untrue,
        len(times),
        *(f"{share(times, part):.0f} ms" for part in (0.5, 0.99, 1)),
        len(done.slow),
        len(done.unhurried) - len(done.ours),
        len(done.ours),
        *(f"{share(plain, part):.0f} ms" for part in (0.99, 1)),
        sum(each > LIMIT for each in plain),
        len(done.green),
        f"{done.away_after:.0f} s" if done.away_after else "–",
        f"{done.caught_up:.1f} s",
    ]
    return "| " + " | ".join(map(str, parts)) + " |"


def why(each: dict[str, Any]) -> str:
    """Where a slow verdict's time went."""
    steps = " ".join(f"{name} {each[name]}" for name in ("lane", "begun", "worked", "committed", "answered", "shown"))
    beside = ", ".join(f"{one['what']} {one['from']}…{one['to']}" for one in each["beside"])
    return f"  {each['desk']}: {steps}, of it waiting for a processor {each['machine']}; beside: {beside or 'nothing'}"


def main(argv: list[str] | None = None) -> int:
    """Drive the faults named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tools.many_desks.eight", description=__doc__)
    parser.add_argument("faults", nargs="*", choices=[*FAULTS, []], metavar="FAULT", help=", ".join(FAULTS))
    parser.add_argument("--desks", type=int, default=DESKS)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--pace", type=float, nargs=2, default=PACE, metavar="SECONDS")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("build/many-desks"))
    parser.add_argument(
        "--slow", action="store_true", help="tell of every slow verdict, also where the machine was busy"
    )
    parser.add_argument("--first", action="store_true", help="desks go before all else on this machine; needs root")
    parser.add_argument("--keep", action="store_true", help="leave what the desks wrote in its temporary folder")
    given = parser.parse_args(argv)
    _first[:] = [True] if given.first else []
    given.out.mkdir(parents=True, exist_ok=True)
    wrong = False
    print(HEAD)  # noqa: T201
    for fault in given.faults or FAULTS:
        folder = Path(tempfile.mkdtemp(prefix="taphuan-desks-"))
        done = drive(fault, folder, desks=given.desks, people=given.people, pace=tuple(given.pace), seed=given.seed)
        print(row(done), flush=True)  # noqa: T201
        for each in done.slow if given.slow else done.unhurried:
            print(why(each))  # noqa: T201
        for words in done.green:
            print(f"  green though dead: {words}")  # noqa: T201
        with (given.out / f"{fault}.json").open("w", encoding="utf-8") as file:
            json.dump(asdict(done), file, ensure_ascii=False, indent=1)
        for log in folder.glob("*.err"):
            if text := log.read_text(encoding="utf-8", errors="replace").strip():
                print(f"  {log.stem}: {text.splitlines()[-1]}")  # noqa: T201
        if not given.keep:
            shutil.rmtree(folder, ignore_errors=True)
        wrong = wrong or done.wrong
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
