"""Copies of a data file, whole even while it is in use."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from desktop import own_files
from desktop.domain.errors import UnusableDatabase


def copy_beside(path: Path, *, reason: str) -> Path:
    """Copy the data file beside itself ("taphuan.before-0002.20180523-080000.db"); return the copy.

    Raises UnusableDatabase when the copy can't be written: the upgrade then does not begin.
    """
    stamp = dt.datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    target = path.with_name(f"{path.stem}.{reason}.{stamp}{path.suffix}")
    copy(path, target)
    return target


def copy(source: Path, target: Path) -> None:
    """Copy a data file through SQLite's own backup, so that a half-written page is never copied.

    A file that stood at `target` is replaced once the copy is whole, and left alone when it can't be made.
    """
    fresh = target.with_name(f"{target.name}.{os.getpid()}.new")
    try:
        with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(fresh)) as write:
            own_files.narrow(fresh)
            read.backup(write)
        fresh.replace(target)
    except (sqlite3.Error, OSError) as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise UnusableDatabase("record.no_copy", file=target.name) from error
