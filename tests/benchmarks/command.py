"""The command line: what a simple command takes from a cold start, beside a Python that has imported SQLAlchemy."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks import Row

_ROOT = Path(__file__).parents[2]
_ROUNDS = 9


def bench_command() -> list[Row]:
    """The list of attendees of the demo conference, the whole process from its beginning to its end."""
    from desktop.services import demo

    with tempfile.TemporaryDirectory() as folder:
        record = demo.new_sample(Path(folder) / "mau.db").path
        words = ["main.py", "--data", str(record), "attendees", "101", "--json"]
        ours, bare = [], []
        for _round in range(_ROUNDS + 1):
            bare.append(_seconds(["-c", "import sqlalchemy.orm"]))
            ours.append(_seconds(words))
    # The first round compiles what was never run here, once for each version of the program.
    a, b = statistics.median(ours[1:]), statistics.median(bare[1:])
    return [Row("a simple command from a cold start", a, b, a / b, 2.0)]


def _seconds(words: Sequence[str]) -> float:
    """How long Python takes with these words. Compiled modules are kept, as on every user's computer."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begin = time.perf_counter()
    subprocess.run([sys.executable, *words], cwd=_ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin
