"""Whether a data file is damaged: one that is only full, busy, locked away or read-only is not."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

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


def file_uri(path: Path, option: str) -> str:
    """The address of a file for `sqlite3.connect(…, uri=True)`, on a Windows share too; `option` as "mode=ro"."""
    whole = path.absolute().as_posix()
    return f"file://{'' if whole.startswith('/') else '/'}{quote(whole, safe='/:')}?{option}"


def damaged(path: Path, *, thoroughly: bool = False) -> bool:
    """Whether SQLite finds the file itself broken; `thoroughly` compares its indexes with their tables too.

    A file that can't be looked at now (a full or failing disk, a lock, no right to read) is not called damaged.
    """
    check = "integrity_check" if thoroughly else "quick_check"
    # Reading alone would leave an empty log beside the file; never "rwc", which would make what is not there.
    option = "mode=rw" if os.access(path, os.W_OK) else "mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(file_uri(path, option), uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            found: tuple[str] | None = connection.execute(f"PRAGMA {check}(1)").fetchone()
    except sqlite3.Error as error:
        return primary_code(error) in DAMAGE
    return found != ("ok",)
