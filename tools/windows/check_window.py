"""The window under Xvfb: it opens, goes through its pages by keyboard, prints to a file, and leaves; each screen is a picture."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

from tools.windows import ROOT
from tools.windows.bench import Bench
from tools.windows.wine import PLACE

SCREENS = PLACE / "screens"
_DISPLAY = ":77"
_PAGES = {"overview": "ctrl+1", "attendees": "ctrl+2", "agenda": "ctrl+3", "door": "ctrl+4", "papers": "ctrl+5"}
_READY_SECONDS = 90
_LOOK = """
for turn in $(seq {turns}); do
    xdotool search --onlyvisible --name '{name}' >/dev/null 2>&1 && exit 0
    sleep 1
done
exit 1
"""


def window(bench: Bench) -> None:
    """Take a picture of the first start, an import, the door and the papers."""
    shutil.rmtree(SCREENS, ignore_errors=True)
    SCREENS.mkdir(parents=True)
    screen = threading.Thread(
        target=_run, args=(bench, ["Xvfb", _DISPLAY, "-screen", "0", "1366x768x24"], 900), daemon=True
    )
    screen.start()
    _shell(bench, "sleep 2")
    first = _started(bench, bench.wine.work / "first")
    _picture(bench, "first-start")
    _leave(bench, first)
    samples = sorted((bench.data / "demo").glob("*.db"))
    if samples:
        second = _started(bench, bench.wine.work / "second", "--data", bench.wine.windows_path(samples[0]))
        for name, key in _PAGES.items():
            _keys(bench, key)
            _picture(bench, name)
        _import(bench)
        _leave(bench, second)
    _shell(bench, f"pkill -x Xvfb; rm -f /tmp/.X{_DISPLAY[1:]}-lock")
    errors = [
        line
        for log in bench.wine.work.glob("*/logs/*.log")
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines()
        if " ERROR " in line
    ]
    bench.report.add(not errors, "the window's log", "; ".join(errors)[:300] or "without an error")
    bench.report.add(None, "screens to look at", ", ".join(sorted(p.name for p in SCREENS.iterdir())))


def _run(bench: Bench, words: list[str], seconds: float) -> None:
    bench.wine.enter(words, seconds=seconds)


def _shell(bench: Bench, script: str) -> int:
    return bench.wine.enter(["bash", "-c", script], seconds=120, variables={"DISPLAY": _DISPLAY}).code


def _started(bench: Bench, home: Path, *words: str) -> threading.Thread:
    """Open the window; the thread ends with the program."""
    program = bench.wine.windows_path(bench.folder / "TapHuan.exe")
    variables = {"TAP_HUAN_HOME": bench.wine.windows_path(home)}
    thread = threading.Thread(
        target=lambda: bench.wine.run(program, *words, seconds=600, display=_DISPLAY, **variables)
    )
    thread.start()
    seen = _shell(bench, _LOOK.format(turns=_READY_SECONDS, name="Huấn"))
    bench.report.add(seen == 0, f"the window of {home.name} start", "opened" if seen == 0 else "not seen")
    _shell(bench, "sleep 8")
    return thread


def _keys(bench: Bench, *keys: str) -> None:
    for key in keys:
        _shell(bench, f"xdotool key {key}; sleep 5")


def _picture(bench: Bench, name: str) -> None:
    _shell(bench, f"import -window root /work/{name}.png")
    taken = bench.wine.work / f"{name}.png"
    if taken.exists():
        shutil.move(taken, SCREENS / taken.name)


def _import(bench: Bench) -> None:
    """The wizard reads a folder chosen by Windows' own file dialog, and shows its plan."""
    workbook = next((ROOT / "resources" / "samples").glob("*.xlsx"))
    _keys(bench, "ctrl+2", "ctrl+i")
    _picture(bench, "import")
    name = "C:\\phuong.xlsx"  # xdotool types ASCII only
    shutil.copyfile(workbook, bench.wine.drive / "phuong.xlsx")
    _shell(bench, f"xdotool type --delay 60 '{name}'; sleep 2; xdotool key Return; sleep 20")
    _picture(bench, "import-plan")
    _keys(bench, "Escape")
    _picture(bench, "import-left")


def _leave(bench: Bench, thread: threading.Thread) -> None:
    _keys(bench, "Escape", "ctrl+q")
    thread.join(30)
    bench.report.add(not thread.is_alive(), "leaving by Ctrl+Q", "ended" if not thread.is_alive() else "still there")
