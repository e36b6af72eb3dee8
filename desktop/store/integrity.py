"""Whether a data file is damaged: one that is only full, busy, locked away or read-only is not."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from desktop.store.engines import connect
from desktop.store.sealing import Locked

DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
"""SQLite's primary codes that say so of a file."""


def primary_code(error: BaseException | None) -> int | None:
    """SQLite's primary result code of an error; None when it was not SQLite's answer."""
    if not isinstance(error, sqlite3.Error):
        return None
    try:
        return error.sqlite_errorcode & 0xFF  # an extended code carries it in its last byte
    except AttributeError:  # Python's own layer refused
        return None


def damaged(path: Path, *, thoroughly: bool = False) -> bool:
    """Whether SQLite finds the file itself broken; `thoroughly` compares its indexes with their tables too.

    A file that can't be looked at now (a full or failing disk, a lock, no right to read, no key) is not called damaged.
    """
    check = "integrity_check" if thoroughly else "quick_check"
    try:
        with closing(connect(path)) as connection:
            found: tuple[str] | None = connection.execute(f"PRAGMA {check}(1)").fetchone()
    except Locked:
        return False
    except sqlite3.Error as error:
        return primary_code(error) in DAMAGE
    return found != ("ok",)
