"""What a command says: results on the standard output, talk and a progress bar on the standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.domain.progress import Progress

_BAR = 30


def result(text: str = "") -> None:
    """One line of the result."""
    sys.stdout.write(text + "\n")


def document(value: object) -> None:
    """The result as one JSON document on one line."""
    json.dump(value, sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")


def say(text: str) -> None:
    """A word beside the result."""
    sys.stderr.write(text + "\n")


def table(rows: Sequence[Sequence[str]]) -> None:
    """Rows as columns, two blanks apart."""
    if not rows:
        return
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        result("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())


@contextmanager
def progress(label: str) -> Iterator[Progress]:
    """A bar on a terminal while the work runs, and nothing anywhere else."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    shown = -1

    def show(done: int, total: int) -> None:
        nonlocal shown
        share = min(1.0, done / total) if total else 0.0
        if int(share * 100) == shown:
            return
        shown = int(share * 100)
        filled = int(share * _BAR)
        sys.stderr.write(f"\r{label} [{'#' * filled}{'.' * (_BAR - filled)}] {shown:3d}%")
        sys.stderr.flush()

    try:
        yield show
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


@contextmanager
def quiet_stdout() -> Iterator[None]:
    """Whatever a library prints meanwhile goes beside the result, not into it."""
    kept, sys.stdout = sys.stdout, sys.stderr
    try:
        yield
    finally:
        sys.stdout = kept


def message(code: str, details: dict[str, Any]) -> dict[str, str]:
    """A code with its sentence, as the JSON results hold it."""
    from desktop.wording import sentence

    return {"code": code, "message": sentence(code, details)}
