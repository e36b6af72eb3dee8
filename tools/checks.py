"""What the code is checked with beside its tests: `python -m tools.checks` runs all, a name after it only that one.

`make test`, `make quick` and the hooks of .pre-commit-config.yaml take the commands from here.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHECKS: Mapping[str, tuple[str, ...]] = {
    "lint": ("-m", "ruff", "check", "."),
    "format": ("-m", "ruff", "format", "--check", "."),
    "types": ("-m", "mypy"),
    "imports": ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
}
"""What Python is called with for each check, by name, in the order in which their results are told."""


def run(names: Sequence[str] = tuple(CHECKS)) -> list[str]:
    """Run these checks side by side and write what they say; return the names of those that failed.

    Raises KeyError for a name that is no check's.
    """
    started = {
        name: subprocess.Popen(
            [sys.executable, *CHECKS[name]], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for name in names
    }
    failed = []
    for name, process in started.items():
        said, _nothing = process.communicate()
        if process.returncode:
            failed.append(name)
            sys.stdout.write(said)
        sys.stdout.write(f"{name}: {'failed' if process.returncode else 'passed'}\n")
        sys.stdout.flush()
    return failed


def main(names: Sequence[str]) -> int:
    """Run the checks named, or all; return 1 when one fails and 2 for a name that is none."""
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        sys.stderr.write(f"no check is called {', '.join(unknown)}: there are {', '.join(CHECKS)}\n")
        return 2
    return 1 if run(names or tuple(CHECKS)) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
