"""The test suite under Wine, as far as it can run there: a room at a time, each for so long and no longer."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

from tools.packing import wheels
from tools.packing.systems import WINDOWS
from tools.windows import ROOT
from tools.windows.bench import Bench
from tools.windows.wine import PLACE

_ROOMS = {
    "domain": ("tests/domain",),
    "excel": ("tests/excel",),
    "store": ("tests/store",),
    "services": ("tests/services",),
    "isolated": ("tests/isolated",),
}
_SECONDS = 900
_PACKAGES = [
    "pytest",
    "pluggy",
    "iniconfig",
    "pygments",
    "hypothesis",
    "sortedcontainers",
    "xlwt",
    "defusedxml",
]
"""What the tests stand on, as wheels for Windows."""
_AS_SOURCE = ["odfpy"]
"""What has no wheel, and is plain Python."""
_SKIPPED = ("gui, papers, commands (hours under Wine; the window and every document are tried by themselves)",)


def skipped(said: str) -> dict[str, int]:
    """Why tests were skipped, by what pytest prints of each place, and how many."""
    counts: dict[str, int] = {}
    for count, reason in re.findall(r"^SKIPPED \[(\d+)\] [^\s:]+:(?:\d+:)? (.*)$", said, re.MULTILINE):
        counts[reason] = counts.get(reason, 0) + int(count)
    return counts


def came_to(said: str, seconds: float) -> str:
    """What a room's tests came to, by pytest's last line; where time ran out before it, by the letters of each test."""
    lines = said.splitlines()
    last = next((line for line in reversed(lines) if re.search(r"\d+ (passed|failed|error)", line)), "")
    if last:
        return last.strip("= ")
    letters = "".join(found[1] for line in lines if (found := re.match(r"([.FEsxX]+)(?: +\[ *\d+%\])?$", line)))
    wrong = sum(letters.count(each) for each in "FE")
    return f"time ran out after {seconds:.0f} s: {letters.count('.')} passed and {wrong} failed by then"


def tests(bench: Bench) -> None:
    """Run each room and say how many passed, failed, were skipped."""
    site = bench.wine.work / "tests-site"
    for names, how in ((_PACKAGES, ["--only-binary=:all:", *WINDOWS.pip]), (_AS_SOURCE, [])):
        wanted = [f"{name}=={wheels.pins()[name]}" for name in names]
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade", "--target", str(site)]
        subprocess.run([*command, *how, *wanted], check=True, stdin=subprocess.DEVNULL)
    here = bench.wine.work / "source"
    for name in ("desktop", "tests", "resources", "tools", "docs"):
        shutil.copytree(ROOT / name, here / name, ignore=shutil.ignore_patterns("__pycache__"))
    for file in (
        *(ROOT / name for name in ("pyproject.toml", "main.py", "constraints.txt")),
        *ROOT.glob("CHANGELOG*.md"),
    ):
        shutil.copyfile(file, here / file.name)
    scratch = bench.wine.work / "tests-scratch"
    scratch.mkdir(exist_ok=True)
    python = bench.wine.work / "tests-python"
    bench.python()
    shutil.copytree(bench.folder / "python", python)
    script = f"python{WINDOWS.short.replace('.', '')}"
    places = [f"{script}.zip", ".", r"..\tests-site", bench.wine.windows_path(bench.folder / "site"), r"..\source"]
    (python / f"{script}._pth").write_text("\n".join(places) + "\n", encoding="utf-8")
    start = here / "run_tests.py"
    start.write_text(
        "import os, sys, pytest\nos.chdir(os.path.dirname(__file__))\nsys.exit(pytest.main(sys.argv[1:]))\n"
    )
    for room, folders in _ROOMS.items():
        log = PLACE / f"tests-{room}.txt"
        words = [
            bench.wine.windows_path(start),
            "-q",
            "-p",
            "no:cacheprovider",
            "-o",
            "addopts=",
            "--import-mode=importlib",
        ]
        words += ["--tb=short", "--no-header", "--maxfail=60", "-rs", *folders]
        done = bench.wine.run(
            bench.wine.windows_path(python / "python.exe"),
            "-X",
            "utf8",
            *words,
            seconds=_SECONDS,
            QT_QPA_PLATFORM="offscreen",
            PYTEST_DEBUG_TEMPROOT=bench.wine.windows_path(scratch),  # never the folder of the tests of this machine
        )
        log.write_text(done.said, encoding="utf-8")
        bench.report.add(done.code == 0, f"tests of {room}", f"{came_to(done.said, done.seconds)} ({log.name})")
        for reason, count in sorted(skipped(done.said).items()):
            bench.report.add(None, f"skipped of {room}", f"{count}: {reason}")
    for reason in _SKIPPED:
        bench.report.add(None, "not run here", reason)
