"""What `make bench` measures: each figure against a reference in the same run, because machines differ and are noisy."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple

# Where defusedxml happens to be installed openpyxl reads through it and is slower: the reference gets its best.
os.environ.setdefault("OPENPYXL_DEFUSEDXML", "False")


class Row(NamedTuple):
    """One line of the table; seconds unless `unit` says otherwise, `reference` None where only a limit counts."""

    name: str
    ours: float
    reference: float | None
    ratio: float
    """Ours over the reference, or the figure that the limit speaks of."""
    limit: float
    unit: str = "s"


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def interleaved(
    name: str, ours: Callable[[], object], reference: Callable[[], object], limit: float, rounds: int = 3
) -> Row:
    """Ours and the reference by turns, so that a busy moment hits both; the medians are compared."""
    mine, theirs = [], []
    for _round in range(rounds):
        theirs.append(seconds(reference))
        mine.append(seconds(ours))
    a, b = statistics.median(mine), statistics.median(theirs)
    return Row(name, a, b, a / b, limit)
