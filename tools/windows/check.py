"""`make windows-check`: the Windows program installed and used under Wine, and a table of what was tried and seen.

Wine is not Windows: what passes here may still fail there. Screenshots go to build/windows-check/screens, to be looked at.
ROUNDS="work window tests" chooses what is done between installing and removing; everything together takes about a quarter of an hour.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from functools import partial

from tools.packing.folder import say
from tools.packing.report import Report
from tools.windows import check_install, check_tests, check_window, check_work
from tools.windows.bench import Bench, setup_file
from tools.windows.wine import PLACE, Wine, set_up

_ROUNDS = ("work", "window", "tests")


def main() -> int:
    """Run the rounds; 0 when nothing was wrong."""
    if os.geteuid() != 0:
        say("make windows-check needs root: the Debian tree with Wine is entered by chroot.")
        return 2
    if not setup_file().exists():
        say("There is no setup in dist/: run make windows first.")
        return 2
    chosen = os.environ.get("ROUNDS", "").split() or list(_ROUNDS)
    rounds: dict[str, Callable[[Bench], None]] = {
        "work": check_work.work,
        "window": check_window.window,
        "tests": check_tests.tests,
    }
    set_up()
    began = time.monotonic()
    bench = Bench(Wine(PLACE / "work"), Report())
    bench.wine.begin()
    try:
        check_install.install(bench)
        for name in chosen:
            bench.report.step(name, partial(rounds[name], bench))
        check_install.upgrade_and_remove(bench)
    finally:
        bench.wine.end()
    say("")
    say(bench.report.table())
    failed = bench.report.failed()
    minutes = (time.monotonic() - began) / 60
    tried = len(bench.report.lines)
    say(f"\n{tried - len(failed)} of {tried} as they should be, in {minutes:.0f} minutes. Wine is not Windows.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
