"""Copies of a data file, whole even while it is in use."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

from desktop.domain.errors import UnusableRecord


def copy_beside(path: Path, *, reason: str) -> Path:
    """Copy the data file beside itself ("taphuan.before-0002.20180523-080000.db"); return the copy.

    Raises UnusableRecord when the copy can't be written: the upgrade then does not begin.
    """
    stamp = dt.datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    target = path.with_name(f"{path.stem}.{reason}.{stamp}{path.suffix}")
    copy(path, target)
    return target


def copy(source: Path, target: Path) -> None:
    """Copy a data file through SQLite's own backup, so that a half-written page is never copied."""
    try:
        with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as write:
            read.backup(write)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise UnusableRecord("record.no_copy", file=target.name) from error
