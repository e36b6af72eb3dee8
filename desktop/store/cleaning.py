"""Letting a data file forget what was deleted from it: free pages and the log beside it hold old text."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from desktop.store.engines import connect
from desktop.store.sealing import Locked


def clean(path: Path) -> bool:
    """Write the file anew without its free pages, and empty the log beside it; False when another has it in use."""
    try:
        with closing(connect(path)) as connection:
            connection.execute("PRAGMA busy_timeout=5000")
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("VACUUM")
            busy, *_pages = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not busy
    except (sqlite3.Error, Locked):
        return False
