"""The data file as it was opened: noticing that another, or none, stands at its path now, and saving what it held.

On POSIX a file that is deleted, renamed or replaced lives on for whoever has it open: marks would be written and
acknowledged that nobody ever sees again.
"""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from desktop import own_files, paths, scratch
from desktop.domain.errors import UnusableDatabase
from desktop.store.engines import connect

_Identity = tuple[int, int]
"""Device and file number: the same as long as it is the same file, whatever its name."""


def _identity(path: str) -> _Identity | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - twice in every check-in, where a Path's own costs as much as the look
    except OSError:
        return None
    return found.st_dev, found.st_ino


def log_of(path: Path) -> Path:
    """The write-ahead log beside a data file."""
    return path.with_name(f"{path.name}-wal")


class OpenedFile:
    """One data file with its log, held open by an engine's connections."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._names = str(path), str(log_of(path))
        self._file, self._log = map(_identity, self._names)
        """The log is None when there is none: no connection is open, or this disk can't have one."""
        self._saved: Path | None = None
        event.listen(engine, "engine_disposed", self._let_go)
        event.listen(engine, "connect", self._look)

    def check(self) -> None:
        """Make sure that the path still names the file that is open.

        Raises UnusableDatabase("record.moved") when it does not, after all that the open file holds was saved elsewhere.
        """
        if self.stands:
            self._saved = None
            return
        raise self._moved(self.save())

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
        name = f"{self._path.stem}.saved.{stamp}{self._path.suffix}"
        for folder in dict.fromkeys((self._path.parent, paths.data_folder())):
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
                closing(connect(fresh, "rwc", like=self._path)) as write,
            ):
                source: Any = held.driver_connection
                source.backup(write)
            own_files.narrow(fresh)
            fresh.replace(target)
        except (UnusableDatabase, sqlite3.Error, OSError):
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            return False
        return True

    def renew(self) -> None:
        """Another file was put in its place on purpose, while no connection was open."""
        self._file, self._log = _identity(self._names[0]), None

    def _moved(self, copy: Path | None) -> UnusableDatabase:
        if copy is None:
            return UnusableDatabase("record.moved_unsaved", file=self._path.name)
        return UnusableDatabase("record.moved", file=self._path.name, copy=str(copy))

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
