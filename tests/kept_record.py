"""Records that many tests begin with: filled once in a run of tests, and a copy for each."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from desktop.services.opening import Transaction, open_location
from desktop.store.database import Database

Made = TypeVar("Made")

_kept: dict[tuple[Callable[[Transaction], Any], str], tuple[float, bytes, Any]] = {}


def filled(
    path: Path, fill: Callable[[Transaction], Made], *, desk: str = "Bàn 1", fresh: float = float("inf")
) -> tuple[Database, Made]:
    """A data file of this test alone as `fill` makes it, and what `fill` answered; made anew after `fresh` seconds."""
    since, content, made = _kept.get((fill, desk), (float("-inf"), b"", None))
    if time.monotonic() - since > fresh or not content:
        with tempfile.TemporaryDirectory() as folder:
            first = Path(folder) / "record.db"
            database = open_location(first, desk=desk)
            since, made = time.monotonic(), database.write(fill)
            database.close()
            content = first.read_bytes()
        _kept[fill, desk] = since, content, made
    path.write_bytes(content)
    return open_location(path, desk=desk), made


def nothing(_tx: Transaction) -> None:
    """A record that is made and no more."""
