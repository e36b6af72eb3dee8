"""The data file as it was opened: noticing that another, or none, stands at its path now, and saving what it held.

On POSIX a file that is deleted, renamed or replaced lives on for whoever has it open: marks would be written and
acknowledged that nobody ever sees again. A file copied over the open one keeps its name and number; only its content is
another's, and what is written then mixes both.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from desktop import own_files, paths, scratch
from desktop.domain.errors import UnusableDatabase
from desktop.store.engines import connect
from desktop.store.integrity import DAMAGE, primary_code
from desktop.whole_file import take_place

_CHECKED_AT_MOST = 32_000_000
"""Bytes of a file that is looked through before the next change; in about a tenth of a second."""
_Identity = tuple[int, int]
"""Device and file number: the same as long as it is the same file, whatever its name."""
_Stamp = tuple[int, int]
"""When it was written last (ns) and its size: SQLite changes the file itself only when it puts the log into it."""


def _look_at(path: str) -> tuple[_Identity, _Stamp] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - twice in every check-in, where a Path's own costs as much as the look
    except OSError:
        return None
    return (found.st_dev, found.st_ino), (found.st_mtime_ns, found.st_size)


def _identity(path: str) -> _Identity | None:
    found = _look_at(path)
    return found and found[0]


def _stamp(path: str) -> _Stamp | None:
    found = _look_at(path)
    return found and found[1]


def log_of(path: Path) -> Path:
    """The write-ahead log beside a data file."""
    return path.with_name(f"{path.name}-wal")


class OpenedFile:
    """One data file with its log, held open by an engine's connections."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self.path = path
        """The data file."""
        self._names = str(path), str(log_of(path))
        self._file, self._log = map(_identity, self._names)
        """The log is None when there is none: no connection is open, or this disk can't have one."""
        self._saved: Path | None = None
        self._stamp = _stamp(self._names[0])
        self._newest = self._newest_entry()
        """A line of the journal that this file has; None before the first."""
        self._written = 0
        """The number of the newest line that was written here."""
        event.listen(engine, "engine_disposed", self._let_go)
        event.listen(engine, "connect", self._look)

    def check(self) -> None:
        """Make sure that the path still names the file that is open, before anything is written into it.

        Raises UnusableDatabase: "record.moved" when it does not, after all that the open file holds was saved elsewhere,
        "record.overwritten" when another file was copied over it.
        """
        self._check_place()
        if not self.is_unchanged():
            raise UnusableDatabase("record.overwritten", file=self.path.name)

    def written(self, entries: Sequence[int]) -> None:
        """Make sure of the place once more, these lines of the journal having been written. Raises as `check`."""
        self._check_place()
        self._written = max(self._written, *entries, 0)
        if self._newest is None:
            self._newest = self._newest_entry()
        self.expect()

    def expect(self) -> None:
        """What stands in the file now was written by this program."""
        self._stamp = _stamp(self._names[0])

    def is_unchanged(self) -> bool:
        """Whether only SQLite wrote into the file since this program did.

        Another program on the same data puts its log into it too: then what the file holds is looked at.
        """
        now = _stamp(self._names[0])
        if now == self._stamp:
            return True
        if not self._holds_its_journal():
            return False
        self._stamp = now
        return True

    def _check_place(self) -> None:
        if self.stands:
            self._saved = None
            return
        raise self._moved(self.save())

    def _holds_its_journal(self) -> bool:
        """Whether the file is whole and has the lines of the journal that it had; where that can't be read, it may be."""
        try:
            with closing(connect(self.path)) as fresh:  # one that has read no page yet
                newest = fresh.execute("SELECT max(id) FROM journal_entry").fetchone()[0] or 0
                known = fresh.execute("SELECT 1 FROM journal_entry WHERE token = ?", (self._newest,)).fetchone()
                checked = self.path.stat().st_size <= _CHECKED_AT_MOST
                whole = not checked or fresh.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        except sqlite3.Error as error:
            return primary_code(error) not in {*DAMAGE, sqlite3.SQLITE_ERROR}  # an error of its own: no such table
        except (UnusableDatabase, OSError):
            return True
        return whole and newest >= self._written and (known is not None or self._newest is None)

    def _newest_entry(self) -> str | None:
        try:
            with closing(connect(self.path)) as fresh:
                row = fresh.execute("SELECT token FROM journal_entry ORDER BY id DESC LIMIT 1").fetchone()
        except (UnusableDatabase, sqlite3.Error, OSError):
            return None
        return row and str(row[0])

    @property
    def stands(self) -> bool:
        """Whether file and log are the ones that were opened."""
        if _identity(self._names[0]) != self._file:
            return False
        log = _identity(self._names[1])
        if self._log is None:
            self._log = log
        return log == self._log

    def save(self) -> Path | None:
        """Save what the open file holds, once: beside it, or in the program's folder; None where nothing can be written."""
        if self._saved is not None and self._saved.exists():
            return self._saved
        stamp = dt.datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
        name = f"{self.path.stem}.saved.{stamp}{self.path.suffix}"
        for folder in dict.fromkeys((self.path.parent, paths.data_folder())):
            if self._save_as(folder / name):
                self._saved = folder / name
                break
        return self._saved

    def _save_as(self, target: Path) -> bool:
        fresh = scratch.beside(target)
        try:
            if target.parent == paths.data_folder():
                own_files.make_folder(target.parent)
            with (
                closing(self._engine.raw_connection()) as held,
                closing(connect(fresh, "rwc", like=self.path)) as write,
            ):
                source: Any = held.driver_connection
                source.backup(write)
            own_files.narrow(fresh)
            take_place(fresh, target)
        except (UnusableDatabase, sqlite3.Error, OSError):
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            return False
        return True

    def renew(self) -> None:
        """Another file was put in its place on purpose, while no connection was open."""
        self._file, self._log = _identity(self._names[0]), None
        self._newest, self._written = self._newest_entry(), 0
        self.expect()

    def _moved(self, copy: Path | None) -> UnusableDatabase:
        if copy is None:
            return UnusableDatabase("record.moved_unsaved", file=self.path.name)
        return UnusableDatabase("record.moved", file=self.path.name, copy=str(copy))

    def _look(self, _connection: object, _record: object) -> None:
        """A connection made later opens by the path: it must not mix another file with this one."""
        if _identity(self._names[0]) != self._file:
            raise self._moved(self._saved)

    def _let_go(self, _engine: Engine) -> None:
        self._log = None  # the last connection takes the log away with it


def saved_copy(path: Path) -> Path | None:
    """The newest file that `OpenedFile.save` left for a path."""
    folders = dict.fromkeys((path.parent, paths.data_folder()))
    found = [copy for folder in folders for copy in folder.glob(f"{path.stem}.saved.*{path.suffix}")]
    return max(found, key=lambda copy: copy.name, default=None)
