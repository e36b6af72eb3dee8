"""The loop of work: the checks, and the tests of the rooms that were changed, in under a minute.

`python -m tools.quick` looks at what differs from the branch `main` (on `main` itself from the last commit, or in it
when nothing differs); `python -m tools.quick excel gui/checkin` takes those rooms, whole. Of a change that touches much
the nearest tests run, as far as the time goes. Whatever else a change breaks `make test` finds: it stays whole.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from tools import checks

ROOT = checks.ROOT
ALWAYS = ("tests/test_architecture.py", "tests/test_architecture_page.py", "tests/test_translations.py")
"""Quick to run, and a change in any room can break them."""
BESIDE = {
    "resources/documents": ("tests/papers",),
    "resources/translations": ("tests/test_translations.py", "tests/wording"),
    "resources/samples": ("tests/excel",),
    "resources/units": ("tests/services/test_units.py",),
    "resources/packaging": ("tests/test_set_up.py",),
    "docs": ("tests/test_guide.py",),
}
"""Where the tests are of what is not a room of desktop/."""
SECONDS = 40.0
"""What the tests of a change may take, with all workers at it: with the checks beside them it is under a minute."""
TIMES = ROOT / ".pytest_cache" / "v" / "tests" / "seconds"
"""How long each file of tests took when it ran last (`tests/conftest.py`)."""
_MOST_WORKERS = 4
_SECONDS_A_TEST = 0.2
"""Of a file that never ran here."""
_CHANGED, _NAMED, _IMPORTING, _BESIDE = range(4)
"""How near tests are to a change, the nearest first: they are what was changed, named after it, import it, stand beside it."""
_IMPORT = re.compile(r"^ *(?:from ([\w.]+) import (.+)|import ([\w.]+))", re.MULTILINE)


def changed() -> list[str]:
    """The files that differ, as git names them from the project's folder. Raises CalledProcessError outside a clone."""
    here, main = _git("rev-parse", "HEAD"), _git("rev-parse", "--verify", "--quiet", "main", missing="")
    base = _git("merge-base", "HEAD", "main") if main and main != here else here
    found = [
        *_git("diff", "--name-only", base).splitlines(),
        *_git("ls-files", "-o", "--exclude-standard").splitlines(),
    ]
    if not found and base == here:
        found = _git("diff", "--name-only", "HEAD~1", missing="").splitlines()
    return found


def tests_of(files: Iterable[str], known: Mapping[str, str]) -> dict[str, int]:
    """How near which tests are to a change. They are those of the `known` test files (path to text) that belong to the files, and those that run always.

    Tests of `desktop/room/name.py` are `tests/room/test_name.py` and `test_name_….py`; where none is called so, those
    that import it; where none does, all in the folder itself that mirrors its own. Where there is no such folder, it is
    those in the next one above that are named after it, else all there.
    """
    found = dict.fromkeys(ALWAYS, _CHANGED)
    for file in files:
        near, tests = _tests_of(PurePosixPath(file), known)
        for test in tests:
            found[test] = min(near, found.get(test, near))
    return found


def within(
    near: Mapping[str, int], known: Mapping[str, str], took: Mapping[str, float], seconds: float
) -> tuple[list[str], list[str]]:
    """The tests that run and those left to `make test`: the nearest run as far as the `seconds` go, quick ones before slow.

    Tests that were changed themselves run however long they take. `took`: the seconds of each file, where they are known.
    """
    costs = {test: took.get(test, _SECONDS_A_TEST * known.get(test, "").count("\ndef test_")) for test in near}
    chosen: list[str] = []
    left: list[str] = []
    for test in sorted(near, key=lambda test: (near[test], costs[test], test)):
        seconds -= costs[test]
        (chosen if near[test] == _CHANGED or seconds >= 0 else left).append(test)
    return sorted(chosen), sorted(left)


def _tests_of(file: PurePosixPath, known: Mapping[str, str]) -> tuple[int, list[str]]:
    for folder, places in BESIDE.items():
        if str(file).startswith(f"{folder}/"):
            own = [each for each in known if each.startswith(f"{places[0]}/{file.stem}/")]
            beside = [each for each in known if any(each == at or each.startswith(f"{at}/") for at in places)]
            return (_NAMED, own) if own else (_BESIDE, beside)
    if str(file) in known:
        return _CHANGED, [str(file)]
    top = file.parts[0]
    if top not in ("desktop", "tests", "tools") or file.suffix != ".py":
        return _BESIDE, []
    mirrored = PurePosixPath("tests", *file.parent.parts[0 if top == "tools" else 1 :])
    place = mirrored / file.stem
    if found := _named(place, known):
        return _NAMED, found
    if found := _importing(file, known):
        return _IMPORTING, found
    while not found and place.name != "tests":
        found = _named(place, known) or [
            each for each in known if PurePosixPath(each).parent == place.parent != PurePosixPath("tests")
        ]
        place = place.parent
    return _BESIDE, found


def _named(place: PurePosixPath, known: Iterable[str]) -> list[str]:
    own = (f"{place.parent}/test_{place.name}.py", f"{place.parent}/test_{place.name}_")
    return [each for each in known if each.startswith(own)]


def _importing(file: PurePosixPath, known: Mapping[str, str]) -> list[str]:
    """The tests that import this module themselves."""
    module = ".".join(file.with_suffix("").parts).removesuffix(".__init__")
    room, _dot, name = module.rpartition(".")
    return [
        each
        for each, text in known.items()
        if any(
            module in (source, plain) or (source == room and name in re.split(r"[ ,()]+", names))
            for source, names, plain in _IMPORT.findall(text)
        )
    ]


def tests_of_rooms(rooms: Iterable[str], known: Iterable[str]) -> list[str]:
    """Those of the `known` test files that belong to rooms named like `excel` or `gui/checkin`, and those that run always.

    Raises ValueError for a room without tests.
    """
    found = set(ALWAYS)
    for room in rooms:
        there = [each for each in known if each.startswith((f"tests/{room.strip('/')}/", f"tests/test_{room}.py"))]
        if not there:
            raise ValueError(room)
        found.update(there)
    return sorted(found)


def main(rooms: Sequence[str]) -> int:
    """Check and test; return 0 when all is well, 1 when something fails, 2 for a room that has no tests."""
    start = time.monotonic()
    files = (ROOT / "tests").rglob("test_*.py")
    known = {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in files}
    workers = min(os.cpu_count() or 1, _MOST_WORKERS)
    left: list[str] = []
    try:
        if rooms:
            tests = tests_of_rooms(rooms, known)
        else:
            took = json.loads(TIMES.read_text(encoding="utf-8")) if TIMES.exists() else {}
            tests, left = within(tests_of(changed(), known), known, took, SECONDS * workers)
    except ValueError as unknown:
        sys.stderr.write(f"tests/ has no room {unknown}\n")
        return 2
    failed = checks.run()
    sys.stdout.write(f"tests: {' '.join(tests)}\n")
    if left:
        sys.stdout.write(f"left to `make test`: {' '.join(left)}\n")
    sys.stdout.flush()
    spread = ("-n", str(workers), "--dist", "worksteal")
    command = [sys.executable, "-m", "pytest", *spread, "-m", "not slow", *tests]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        failed.append("tests")
    sys.stdout.write(f"{', '.join(failed)} failed" if failed else "all well")
    sys.stdout.write(f", {time.monotonic() - start:.0f} s; `make test` runs everything\n")
    return 1 if failed else 0


def _git(*words: str, missing: str | None = None) -> str:
    """What git says; where it fails `missing`, if that is given."""
    said = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=missing is None)
    return missing if said.returncode and missing is not None else said.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
