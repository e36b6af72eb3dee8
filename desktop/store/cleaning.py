"""Letting a data file forget what was deleted from it: free pages and the log beside it hold old text."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def clean(path: Path) -> bool:
    """Write the file anew without its free pages, and empty the log beside it; False when another has it in use."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None, timeout=5)) as connection:
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("VACUUM")
            busy, *_pages = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy
    except sqlite3.Error:
        return False
