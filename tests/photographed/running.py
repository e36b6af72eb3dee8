"""One call of `scan-sheets` on a folder, with its time and the memory of all its processes."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.photographed.sheets import ROOT, Office


@dataclass(frozen=True, slots=True)
class Reading:
    """What a call took."""

    pages: int
    seconds: float
    memory: float
    """The most that all its processes held at once, in MB (proportional set size)."""

    def __str__(self) -> str:
        return f"read in {self.seconds:.0f} s ({self.seconds / self.pages:.2f} s a page), {self.memory:.0f} MB"


def read(office: Office, conference: str, folder: Path, pages: int) -> tuple[dict[str, Any], Reading]:
    """What the program says of the pictures in a folder."""
    started = time.perf_counter()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}
    words = office.command("scan-sheets", conference, folder)
    with subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        most, ended = [0.0], threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, most, ended))
        watcher.start()
        out, err = process.communicate()
        ended.set()
        watcher.join()
    if not out.startswith("{"):
        raise RuntimeError(f"scan-sheets {conference} {folder}: {process.returncode} {err[-3000:]}")
    return json.loads(out), Reading(pages, time.perf_counter() - started, most[0])


def _watch(root: int, most: list[float], ended: threading.Event) -> None:
    while not ended.wait(0.3):
        most[0] = max(most[0], sum(map(_held, _tree(root))))


def _tree(root: int) -> list[int]:
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found = [root]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found


def _held(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
